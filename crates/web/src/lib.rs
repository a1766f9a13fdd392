//! Pages for people: the register of reports, clues and cases, and one case with its whole history at any moment.
//!
//! Everything is rendered here and works without script; no page asks another host for anything. What is recorded goes through
//! `Casework::record`, as it does from the API; who is signed in there is signed in here.
//! [`router`] is one readable list; each page has a module of its own, with the template in `templates/`. What acts and
//! states are called comes from `wenze_domain::words`; what only the pages say stands in `locales/*/pages.ftl`.

mod account;
mod around;
mod assets;
mod case;
mod cases;
mod entered;
mod failure;
mod frame;
mod integrity;
mod own_path;
mod parts;
mod people;
mod rank;
mod reader;
mod record;
mod rules;
mod search;
mod seen;
mod shape;
pub mod sheet;
mod statistics;
mod texts;
mod visitor;
mod work;

use std::time::Duration;

use axum::Router;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::Redirect;
use axum::routing::{get, post};
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use wenze_access::Access;
use wenze_casework::Casework;

/// Longest time a page may take.
const PAGE_TIME_MAX: Duration = Duration::from_secs(30);
/// Longest silence while a form is sent.
const FORM_SILENCE_MAX: Duration = Duration::from_secs(10);

/// What pages share.
#[derive(Clone)]
pub(crate) struct Pages {
    pub(crate) casework: Casework,
    pub(crate) access: Access,
    /// Only those come in who are signed in.
    pub(crate) accounts_only: bool,
}

/// The pages over the use cases. `accounts_only` lets only those in who are signed in; without it everybody may read, and
/// whoever signs in records. It has a fallback, so it is merged with routers that have none.
pub fn router(casework: Casework, access: Access, accounts_only: bool) -> Router {
    let pages = Pages { casework, access, accounts_only };
    Router::new()
        .route("/", get(home))
        .route("/sign-in", get(account::sign_in::show).post(account::sign_in::begin))
        .route("/sign-out", post(account::sign_out::end))
        .route("/password", get(account::password::show).post(account::password::change))
        .route("/role", get(account::role::show).post(account::role::choose))
        .route("/work", get(work::show))
        .route("/cases", get(cases::show))
        .route("/cases/new", get(record::new_case::show).post(record::new_case::send))
        .route("/cases/{id}", get(case::show))
        .route("/cases/{id}/record", get(record::find::show))
        .route("/cases/{id}/record/{kind}", get(record::act::show).post(record::act::send))
        .route("/people", get(people::show))
        .route("/people/sign-ins", get(people::sign_ins))
        .route("/people/{id}", get(people::one))
        .route("/people/{id}/record/{kind}", get(record::register::show_person).post(record::register::send_person))
        .route("/integrity", get(integrity::show).post(integrity::verify))
        .route("/rules", get(rules::show))
        .route("/rules/{id}/record/{kind}", get(record::register::show_rulebook).post(record::register::send_rulebook))
        .route("/rules/{id}", get(rules::one))
        .route("/rules/{id}/compare", get(rules::compare))
        .route("/calendars/{id}", get(rules::calendar))
        .route("/search", get(search::show))
        .route("/statistics", get(statistics::show))
        .route("/statistics/{name}", get(statistics::one))
        .route("/statistics/{name}/cases", get(statistics::cases))
        .route("/statistics/{name}/table.csv", get(statistics::sheet))
        .merge(assets::routes())
        .fallback(failure::no_such_page)
        .with_state(pages.clone())
        .layer(CsrfLayer::new())
        .layer(RequestBodyTimeoutLayer::new(FORM_SILENCE_MAX))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PAGE_TIME_MAX))
        .layer(from_fn_with_state(pages, around::around))
}

/// Whoever is signed in begins with his work, everybody else with the register; a language asked for comes along.
async fn home(reader: reader::Reader, RawQuery(query): RawQuery) -> Redirect {
    let path = if reader.visitor.is_some() { "/work" } else { "/cases" };
    Redirect::to(&query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}")))
}
