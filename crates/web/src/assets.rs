//! Stylesheet, script and mark, each under an address that holds a digest of its bytes, so that a browser may keep it for ever.

use std::borrow::Cow;
use std::fmt::Write;

use std::sync::LazyLock;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Digest bytes in an address: enough that two versions never meet.
const DIGEST_BYTES: usize = 8;
/// An address with a digest never shows anything else.
const KEPT: &str = "public, max-age=31536000, immutable";

/// The files of the stylesheet, one after the other: what all pages share, then what some need.
const STYLES: &[&str] = &[
    include_str!("../assets/wenze.css"),
    include_str!("../assets/forms.css"),
    include_str!("../assets/replay.css"),
    include_str!("../assets/board.css"),
    include_str!("../assets/statistics.css"),
];

/// The stylesheet of every page.
pub(crate) static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("wenze", "css", "text/css; charset=utf-8", STYLES.concat().into_bytes()));
/// What improves pages that are complete without it.
pub(crate) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("wenze", "js", "text/javascript; charset=utf-8", include_bytes!("../assets/wenze.js").as_slice())
});
/// The mark in the browser's tab.
pub(crate) static MARK: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("mark", "svg", "image/svg+xml", include_bytes!("../assets/mark.svg").as_slice()));

/// One file that is part of the program.
pub(crate) struct Asset {
    /// Where it is served.
    pub(crate) path: String,
    /// SHA-256 of it as a browser compares it: no other script runs.
    pub(crate) integrity: String,
    media_type: &'static str,
    bytes: Cow<'static, [u8]>,
}

impl Asset {
    fn new(name: &str, extension: &str, media_type: &'static str, bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        let bytes = bytes.into();
        let digest = Sha256::digest(&bytes);
        let mut short = String::new();
        for byte in digest.iter().take(DIGEST_BYTES) {
            // Writing to a string cannot fail.
            let _ = write!(short, "{byte:02x}");
        }
        let integrity = format!("sha256-{}", STANDARD.encode(digest));
        Self { path: format!("/assets/{name}.{short}.{extension}"), integrity, media_type, bytes }
    }
}

/// One route for each file.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    [&STYLE, &SCRIPT, &MARK].into_iter().fold(Router::new(), |router, asset| {
        let serve = || async {
            ([(CONTENT_TYPE, asset.media_type), (CACHE_CONTROL, KEPT)], asset.bytes.as_ref()).into_response()
        };
        router.route(&asset.path, get(serve))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_changes_with_the_bytes() {
        let path = |bytes: &'static str| Asset::new("a", "css", "text/css", bytes.as_bytes()).path;
        assert!(path("a{}").starts_with("/assets/a.") && path("a{}").len() == "/assets/a.0123456789abcdef.css".len());
        assert_eq!(path("a{}"), path("a{}"));
        assert_ne!(path("a{}"), path("b{}"));
    }

    #[test]
    fn no_file_names_another_host() {
        for asset in [&STYLE, &SCRIPT, &MARK] {
            let text = std::str::from_utf8(&asset.bytes).unwrap().replace("http://www.w3.org/2000/svg", "");
            assert!(!text.contains("//"), "{}", asset.path);
            assert!(!text.contains("@import") && !text.contains("url("), "{}", asset.path);
        }
    }
}
