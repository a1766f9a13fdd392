//! What a form sends: bounded, of one media type, in the order of its fields.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;

use crate::failure::Failure;

/// Longest form, in bytes: a text of Chinese takes nine for each character.
pub(crate) const FORM_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Most fields of a form.
const FIELDS_MAX: usize = 10_000;

/// The fields of a form.
#[derive(Clone, Default)]
pub(crate) struct Entered(pub(crate) Vec<(String, String)>);

impl Entered {
    /// The first field of a name, as it was typed.
    pub(crate) fn raw(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// The first field of a name, unless it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.raw(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// The fields as a browser sends them.
    pub(crate) fn of(text: &[u8]) -> Result<Self, Failure> {
        let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(text).map_err(|_| Failure::Form)?;
        if fields.len() > FIELDS_MAX || fields.iter().any(|(name, value)| name.contains('\0') || value.contains('\0')) {
            return Err(Failure::Form);
        }
        // A browser ends the lines of a text by two characters, the papers by one.
        Ok(Self(fields.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect()))
    }
}

impl<S: Send + Sync> FromRequest<S> for Entered {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let (parts, body) = request.into_parts();
        let media_type = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(Failure::Form);
        }
        let bytes = to_bytes(body, FORM_BYTES_MAX).await.map_err(|_| Failure::FormTooLong)?;
        Self::of(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_in_its_order_and_bounded() {
        let form = Entered::of("a=1&b=%E7%94%B2%0D%0A%E4%B9%99&a=2&c=+".as_bytes()).unwrap();
        assert_eq!((form.get("a"), form.get("b"), form.get("c")), (Some("1"), Some("甲\n乙"), None));
        assert!(Entered::of(b"a=%00").is_err());
        assert!(Entered::of("a&".repeat(FIELDS_MAX + 1).as_bytes()).is_err());
    }
}
