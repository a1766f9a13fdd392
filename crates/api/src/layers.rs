//! What happens around every request: an id, the language, a trace without private text, problems put into words,
//! revalidation.

use std::any::Any;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    REFERRER_POLICY, RETRY_AFTER, VARY, WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::Instrument;
use uuid::Uuid;

use crate::problem::Fault;
use crate::request::Spoken;

/// The id under which this answer stands in the trace.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Read by nobody but the caller, and asked for again each time: who may read can change with every act.
const CACHED: &str = "private, no-cache";
/// A browser that is led to an answer of the API shows it as what it is: it runs nothing, loads nothing, and stands in no frame.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// How programs say who they are.
const CHALLENGE: &str = "Bearer realm=\"wenze\"";

/// Runs one request.
pub(crate) async fn around(mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = Uuid::now_v7();
    let spoken = Spoken::of(request.uri(), request.headers());
    request.extensions_mut().insert(spoken);
    let method = request.method().clone();
    // The route says what was asked without the ids and search words of the address.
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
    let seen = request.headers().get(IF_NONE_MATCH).cloned();
    let span = tracing::info_span!("request", %id, %method, route);
    let answer = next.run(request).instrument(span.clone()).await;
    let (mut answer, code) = in_words(answer, spoken, id);
    if method == Method::GET || method == Method::HEAD {
        answer = revalidated(answer, seen.as_ref());
    }
    let is_stranger = answer.status() == StatusCode::UNAUTHORIZED;
    let headers = answer.headers_mut();
    if is_stranger {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static(CHALLENGE));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static(CACHED));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        headers.insert(REQUEST_ID, id);
    }
    let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status = answer.status().as_u16(), code, millis, "answered"));
    answer
}

/// Puts a fault into a problem document. What the layers and the router answer by themselves becomes one too.
fn in_words(mut answer: Response, spoken: Spoken, id: Uuid) -> (Response, &'static str) {
    let fault = answer.extensions_mut().remove::<Fault>();
    let status = answer.status();
    let fault = match fault {
        Some(fault) => fault,
        // A document of ours says by itself what is the matter.
        None if (status.is_client_error() || status.is_server_error()) && !is_document(&answer) => {
            Fault::of_status(status)
        }
        None => return (answer, ""),
    };
    let code = fault.code().as_str();
    let problem = fault.problem(spoken.0, id);
    let (mut parts, _) = answer.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    parts.headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(spoken.0.as_str()));
    parts.headers.insert(VARY, HeaderValue::from_static("accept-language"));
    if let Some(seconds) = fault.retry_after_s() {
        parts.headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    parts.status = fault.code().status();
    (Response::from_parts(parts, Body::from(problem.to_json())), code)
}

fn is_document(answer: &Response) -> bool {
    answer.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == "application/json")
}

/// Answers 304 when the caller holds this very answer.
fn revalidated(answer: Response, seen: Option<&HeaderValue>) -> Response {
    let Some((seen, tag)) = seen.zip(answer.headers().get(ETAG)) else { return answer };
    let (Ok(seen), Ok(tag)) = (seen.to_str(), tag.to_str()) else { return answer };
    // Whoever asks whether to read again is content with what means the same (RFC 9110, 13.1.2).
    let same = |one: &str| one == "*" || opaque(one) == opaque(tag);
    if answer.status() != StatusCode::OK || !seen.split(',').map(str::trim).any(same) {
        return answer;
    }
    let (mut parts, _) = answer.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.remove(CONTENT_TYPE);
    parts.status = StatusCode::NOT_MODIFIED;
    Response::from_parts(parts, Body::empty())
}

/// A tag without the sign that it is a weak one.
fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

/// The answer to a request whose handler panicked. What it said may hold anything, so it goes no further.
pub(crate) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
