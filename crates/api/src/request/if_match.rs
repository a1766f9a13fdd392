//! The version a caller decided on.

use axum::http::HeaderMap;
use axum::http::header::IF_MATCH;

use crate::problem::{Code, Fault};

/// Reads `"<version>"`, if the request has it. A tag that also names a language, as the page of possible acts gives it,
/// stands for the version all the same.
pub(super) fn version(headers: &HeaderMap) -> Result<Option<i32>, Fault> {
    let mut values = headers.get_all(IF_MATCH).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let version = value.to_str().ok().and_then(read);
    match (version, values.next()) {
        (Some(version), None) => Ok(Some(version)),
        _ => Err(Fault::new(Code::IfMatch)),
    }
}

fn read(tag: &str) -> Option<i32> {
    let inner = tag.strip_prefix('"')?.strip_suffix('"')?;
    let number = inner.split_once('-').map_or(inner, |(number, _)| number);
    number.bytes().all(|b| b.is_ascii_digit()).then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_strong_version_counts() {
        assert_eq!(read("\"7\""), Some(7));
        assert_eq!(read("\"7-zh-CN\""), Some(7));
        for wrong in ["7", "*", "W/\"7\"", "\"7\", \"8\"", "\"\"", "\"-7\"", "\"+7\"", "\"99999999999\""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
