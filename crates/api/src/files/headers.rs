//! What answers about files say besides their bytes.

use std::fmt::Write;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// How much of an upload is there; where its next byte stands.
pub(crate) const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
/// How long the file is that comes in parts.
pub(crate) const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
/// What a browser may do with a file that it shows: nothing.
pub(super) const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// Media types that a browser may show; everything else it lays down. An SVG image is a document that can hold scripts.
const SHOWN: [&str; 6] = ["application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"];

/// Sets a header, whose value is made of what a header may hold.
pub(super) fn told(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Says whether a file is shown or laid down, and under which name (RFC 6266, 8187).
pub(super) fn disposition(media_type: &str, name: &str) -> String {
    let kind = if SHOWN.contains(&media_type) { "inline" } else { "attachment" };
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' })
        .collect();
    let mut spelled = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            spelled.push(char::from(byte));
        } else {
            let _ = write!(spelled, "%{byte:02X}");
        }
    }
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{spelled}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_place_in_the_header() {
        assert_eq!(
            disposition("application/pdf", "谈话 1.pdf"),
            "inline; filename=\"__ 1.pdf\"; filename*=UTF-8''%E8%B0%88%E8%AF%9D%201.pdf"
        );
        let told = disposition("text/html", "a\"; filename=\"b.exe\r\nx: y");
        assert!(told.starts_with("attachment; filename=\"a__ filename__b.exe__x_ y\"; "), "{told}");
        assert!(!told.contains(['\r', '\n']), "{told}");
        assert!(disposition("image/svg+xml", "x.svg").starts_with("attachment"));
    }
}
