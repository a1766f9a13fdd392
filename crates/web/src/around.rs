//! What happens around every page: failures become pages, the language is kept, and the browser is told what it may do.

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, REFERRER_POLICY, SET_COOKIE, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::failure::Failure;
use crate::reader::{LANG_COOKIE, Reader};

/// Nothing may be loaded but our own stylesheet and images, and nothing may run.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// Who may read can change with every act, so a browser asks again each time.
const CACHED: &str = "private, no-cache";
/// How long a browser keeps the language chosen: a year, in seconds.
const LANG_KEPT_S: u32 = 365 * 24 * 60 * 60;

/// Runs one request.
pub(crate) async fn around(reader: Reader, request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let failure = answer.extensions_mut().remove::<Failure>().or_else(|| Failure::of_status(answer.status()));
    if let Some(failure) = failure {
        answer = failure.page(&reader);
    }
    tell(answer.headers_mut(), &reader);
    answer
}

fn tell(headers: &mut HeaderMap, reader: &Reader) {
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static(CACHED));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(reader.lang.as_str()));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(VARY, HeaderValue::from_static("cookie, accept-language"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if reader.chosen_now {
        let lang = reader.lang.as_str();
        let cookie = format!("{LANG_COOKIE}={lang}; Path=/; Max-Age={LANG_KEPT_S}; HttpOnly; SameSite=Lax");
        headers.extend(HeaderValue::from_str(&cookie).ok().map(|cookie| (SET_COOKIE, cookie)));
    }
}
