//! The body of a request: of one media type, bounded, strict.

use std::error::Error as _;

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use futures_util::StreamExt;
use serde_json::Value;
use wenze_domain::canonical;

use crate::problem::{Code, Fault};

/// Most bytes that are received and thrown away.
const THROWN_AWAY_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Reads strict JSON.
pub(super) async fn json(headers: &HeaderMap, body: Body, bytes_max: usize) -> Result<Value, Fault> {
    let bytes = bytes(body, bytes_max).await;
    check_type(headers)?;
    canonical::parse(&bytes?).map_err(|error| Fault::new(Code::Malformed).at("").because(&error.to_string()))
}

/// A form of a page on another host can send other types without asking, but not this one.
fn check_type(headers: &HeaderMap) -> Result<(), Fault> {
    let text = |name| headers.get(name).map(|value: &axum::http::HeaderValue| value.to_str().unwrap_or_default());
    let media_type = text(CONTENT_TYPE).unwrap_or_default();
    let (essence, charset) = media_type.split_once(';').unwrap_or((media_type, "charset=utf-8"));
    let is_json = essence.trim().eq_ignore_ascii_case("application/json")
        && ["charset=utf-8", "charset=\"utf-8\""].iter().any(|utf8| charset.trim().eq_ignore_ascii_case(utf8));
    let is_plain = text(CONTENT_ENCODING).is_none_or(|coding| coding.eq_ignore_ascii_case("identity"));
    if is_json && is_plain { Ok(()) } else { Err(Fault::new(Code::MediaType)) }
}

/// Receives a body that nobody reads, so that its sender gets to read the answer. The bounds around the router hold here too,
/// and a file is not received to its end for that.
pub(crate) async fn throw_away(body: Body) {
    let mut frames = body.into_data_stream();
    let mut left = THROWN_AWAY_BYTES_MAX;
    while let Some(Ok(frame)) = frames.next().await {
        match left.checked_sub(frame.len()) {
            Some(less) => left = less,
            None => return,
        }
    }
}

/// Keeps up to the bound. What comes after it is read and thrown away, because a caller who is still sending when the
/// connection closes never reads the answer.
async fn bytes(body: Body, bytes_max: usize) -> Result<Vec<u8>, Fault> {
    let mut kept = Vec::new();
    let mut received: usize = 0;
    let mut frames = body.into_data_stream();
    while let Some(frame) = frames.next().await {
        let frame: Bytes = frame.map_err(|error| interrupted(&error))?;
        received = received.saturating_add(frame.len());
        if received > bytes_max {
            kept = Vec::new();
        } else {
            kept.extend_from_slice(&frame);
        }
    }
    if received > bytes_max { Err(Fault::new(Code::TooLarge)) } else { Ok(kept) }
}

/// Why a body ended early: too long even to be thrown away, too slow, or the caller hung up.
pub(super) fn interrupted(error: &axum::Error) -> Fault {
    let mut cause = error.source();
    while let Some(one) = cause {
        if one.is::<http_body_util::LengthLimitError>() {
            return Fault::new(Code::TooLarge);
        }
        if one.is::<tower_http::timeout::TimeoutError>() {
            return Fault::new(Code::Slow);
        }
        cause = one.source();
    }
    Fault::new(Code::Malformed).because("the body was cut off")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_json_is_read() {
        let accepts = |content_type: &str, coding: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
            headers.extend(coding.map(|coding| (CONTENT_ENCODING, coding.parse().unwrap())));
            check_type(&headers).is_ok()
        };
        assert!(accepts("application/json", None));
        assert!(accepts("Application/JSON; charset=UTF-8", Some("identity")));
        for wrong in ["text/plain", "application/json; charset=gbk", "application/jsonl", ""] {
            assert!(!accepts(wrong, None), "{wrong}");
        }
        assert!(!accepts("application/json", Some("gzip")));
        assert!(check_type(&HeaderMap::new()).is_err());
    }

    #[tokio::test]
    async fn a_body_over_the_bound_is_thrown_away_and_refused() {
        assert_eq!(bytes(Body::from("12345"), 5).await.ok().as_deref(), Some(&b"12345"[..]));
        assert_eq!(bytes(Body::from("123456"), 5).await.err().map(|f| f.code()), Some(Code::TooLarge));
    }
}
