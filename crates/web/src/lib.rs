//! Pages for people: the register of reports, clues and cases, and one case with its whole history at any moment.
//!
//! Everything is read-only, rendered here and readable without script; no page asks another host for anything.
//! [`router`] is one readable list; each page has a module of its own, with the template in `templates/`. What acts and
//! states are called comes from `wenze_domain::words`; what only the pages say stands in `locales/*/pages.ftl`.

mod around;
mod assets;
mod case;
mod cases;
mod failure;
mod frame;
mod parts;
mod rank;
mod reader;
mod shape;
pub mod sheet;
mod texts;

use axum::Router;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::Redirect;
use axum::routing::get;
use tower_http::timeout::TimeoutLayer;
use wenze_casework::Casework;

/// Longest time a page may take.
const PAGE_TIME_MAX: std::time::Duration = std::time::Duration::from_secs(30);

/// The pages over the use cases. It has a fallback, so it is merged with routers that have none.
pub fn router(casework: Casework) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/cases", get(cases::show))
        .route("/cases/{id}", get(case::show))
        .merge(assets::routes())
        .fallback(failure::no_such_page)
        .with_state(casework)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PAGE_TIME_MAX))
        .layer(from_fn(around::around))
}

/// The register is the only place to begin; a language asked for comes along.
async fn home(RawQuery(query): RawQuery) -> Redirect {
    Redirect::to(&query.map_or_else(|| "/cases".to_owned(), |query| format!("/cases?{query}")))
}
