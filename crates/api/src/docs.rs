//! The document and the page that shows it. The page loads nothing from another host, and its policy forbids it to.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use serde_json::Value;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::answer::Answer;

const DOCUMENT: &str = "/api/openapi.json";
const PAGE: &str = "/api/docs";
/// The page sets styles on its elements and draws its icons from data addresses; everything else is from this host.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

static MADE: LazyLock<Value> = LazyLock::new(crate::document);

/// This document.
#[utoipa::path(get, path = "/api/openapi.json", tag = "system", responses((status = 200, description = "OpenAPI 3.1", body = Object)))]
pub(crate) async fn document() -> Answer {
    Answer::of(&*MADE).by_content()
}

/// The docs page.
pub(crate) fn page() -> Router {
    // Without this the page would send the document's address to a validator on another host.
    let config = Config::from(DOCUMENT).validator_url("none").try_it_out_enabled(true).doc_expansion("none");
    Router::from(SwaggerUi::new(PAGE).config(config)).layer(from_fn(with_policy))
}

async fn with_policy(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    answer
}
