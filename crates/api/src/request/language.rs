//! The language of an answer: `?lang=` before `Accept-Language`, Chinese when neither names one of ours.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use wenze_domain::words::Lang;

/// The language of this answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spoken(pub(crate) Lang);

impl Spoken {
    /// Reads address and headers. A language that is not ours is no reason to refuse: the answer says which one it is in.
    pub(crate) fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let pairs = uri.query().unwrap_or_default().split('&');
        let asked = pairs.filter_map(|pair| pair.strip_prefix("lang=")).find_map(Lang::parse);
        let accepted = || headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).and_then(Lang::parse);
        Self(asked.or_else(accepted).unwrap_or_default())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Spoken {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.uri, &parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_wins_over_the_header() {
        let mut headers = HeaderMap::new();
        let spoken = |address: &str, headers: &HeaderMap| Spoken::of(&address.parse().unwrap(), headers).0;
        assert_eq!(spoken("/a", &headers), Lang::ZhCn);
        headers.insert(ACCEPT_LANGUAGE, "fr, en;q=0.8, zh;q=0.2".parse().unwrap());
        assert_eq!(spoken("/a?limit=1", &headers), Lang::En);
        assert_eq!(spoken("/a?limit=1&lang=zh-CN", &headers), Lang::ZhCn);
        assert_eq!(spoken("/a?lang=fr", &headers), Lang::En);
    }
}
