//! The caller's key for sending a request again safely.

use axum::http::{HeaderMap, HeaderName};

use crate::problem::{Code, Fault};

/// The header.
pub(super) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Longest key, in characters.
const KEY_CHARS_MAX: usize = 200;

/// Reads the key, if the request has one.
pub(super) fn key(headers: &HeaderMap) -> Result<Option<String>, Fault> {
    let mut values = headers.get_all(IDEMPOTENCY_KEY).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let is_key = |key: &&str| (1..=KEY_CHARS_MAX).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
    match (value.to_str().ok().filter(is_key), values.next()) {
        (Some(key), None) => Ok(Some(key.to_owned())),
        _ => Err(Fault::new(Code::IdempotencyKey)),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_key_is_short_and_visible() {
        let read = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(IDEMPOTENCY_KEY, HeaderValue::from_bytes(value.as_bytes()).unwrap());
            }
            key(&headers).map_err(|_| ())
        };
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["a-1"]), Ok(Some("a-1".to_owned())));
        assert_eq!(read(&[&"k".repeat(200)]), Ok(Some("k".repeat(200))));
        for wrong in [&["a b"][..], &[""], &["钥"], &["a", "a"], &[&"k".repeat(201)]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
