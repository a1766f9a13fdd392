//! Pages for people: the register of reports, clues and cases, and one case with its whole history at any moment.
//!
//! Everything is rendered here and works without script; no page asks another host for anything. What is recorded goes through
//! `Casework::record`, as it does from the API; who is signed in there is signed in here.
//! [`router`] is one readable list; each page has a module of its own, with the template in `templates/`. What acts and
//! states are called comes from `wenze_domain::words`; what only the pages say stands in the files of `locales`.

mod account;
mod appeal;
mod approvals;
mod around;
mod assets;
mod brought;
mod carried;
mod case;
mod cases;
mod docket;
mod dossier;
mod drafts;
mod due;
mod entered;
mod failure;
mod forms;
mod frame;
mod integrity;
mod items;
mod live;
mod multipart;
mod nav;
mod overview;
mod own_path;
mod parts;
mod people;
mod rank;
mod reader;
mod record;
mod rights;
mod rules;
mod search;
mod seen;
mod shape;
pub mod sheet;
mod statistics;
mod texts;
mod visitor;
mod waits;
mod work;

use std::time::Duration;

use axum::Router;
use axum::extract::RawQuery;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::{get, post};
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;
use wenze_access::Access;
use wenze_casework::Casework;

/// Longest silence while a form is sent.
const FORM_SILENCE_MAX: Duration = Duration::from_secs(10);

/// What pages share.
#[derive(Clone)]
pub(crate) struct Pages {
    pub(crate) casework: Casework,
    pub(crate) access: Access,
    /// Only those come in who are signed in.
    pub(crate) accounts_only: bool,
    /// What somebody waits for at this node.
    pub(crate) waits: waits::Waits,
    /// Releases that are tried on past cases.
    pub(crate) trials: rules::trial::Trials,
}

#[expect(clippy::too_many_lines, reason = "one readable list of all pages")]
/// The pages over the use cases. `accounts_only` lets only those in who are signed in; without it everybody may read, and
/// whoever signs in records. It has a fallback, so it is merged with routers that have none.
pub fn router(casework: Casework, access: Access, accounts_only: bool) -> Router {
    let (waits, trials) = (waits::Waits::default(), rules::trial::Trials::default());
    let pages = Pages { casework, access, accounts_only, waits, trials };
    Router::new()
        .route("/", get(home))
        .route("/sign-in", get(account::sign_in::show).post(account::sign_in::begin))
        .route("/sign-in/on", post(account::sign_in::go_on))
        .route("/sign-out", post(account::sign_out::end))
        .route("/password", get(account::password::show).post(account::password::change))
        .route("/role", get(account::role::show).post(account::role::choose))
        .merge(provider_routes())
        .route("/work", get(work::show))
        .route("/work/live", get(live::work))
        .route("/waiting/live", get(waits::live))
        .route("/drafts", get(drafts::show).post(drafts::discard))
        .route("/appeals", get(docket::show))
        .route("/approvals", get(approvals::show))
        .route("/overview", get(overview::show))
        .route("/overview/cases", get(overview::listed::show))
        .route("/rectification", get(items::show))
        .route("/supervision", get(items::letters))
        .route("/cases", get(cases::show))
        .route("/cases/new", get(record::new_case::show).post(record::new_case::send))
        .route("/cases/{id}", get(case::show))
        .route("/cases/{id}/live", get(live::case))
        .route("/cases/{id}/appeals/{appeal}", get(appeal::show))
        .route("/cases/{id}/replay", get(case::replay::show))
        .route("/cases/{id}/blame", get(case::blame::show))
        .route("/cases/{id}/story", get(case::story::show))
        .route("/cases/{id}/sheet", get(case::check::show))
        .route("/cases/{id}/sheet.csv", get(case::check::csv))
        .route("/cases/{id}/sheet/{key}", get(case::check::show_one))
        .route("/cases/{id}/marks", get(case::check::instead).post(case::check::send))
        .route("/cases/{id}/what-if", get(case::what_if::show))
        .route("/cases/{id}/evidence", get(case::evidence::show))
        .route("/cases/{id}/alike", get(case::alike::show))
        .route("/cases/{id}/responsibility", get(case::responsibility::show))
        .route("/cases/{id}/relations", get(case::relations::show))
        .route("/cases/{id}/readings", get(case::readings::show))
        .route("/officials/{id}", get(dossier::official))
        .route("/organs/{id}", get(dossier::organ))
        .route("/cases/{id}/record", get(record::find::show))
        .route("/cases/{id}/record/{kind}", get(record::act::show).post(record::act::send))
        .route("/cases/{id}/entries/{version}/correct", get(record::correct::show).post(record::correct::send))
        .route("/cases/{id}/sittings/{name}", get(record::sitting::show).post(record::sitting::send))
        .route("/cases/{id}/backfill", get(record::backfill::show).post(record::backfill::send))
        .route("/cases/{id}/backfill/template.csv", get(record::backfill::template))
        .route("/cases/{id}/backfill/template.xlsx", get(record::backfill::template_workbook))
        .route("/cases/{id}/rights", get(rights::show))
        .route("/people", get(people::show))
        .route("/people/sign-ins", get(people::sign_ins))
        .route("/people/{id}", get(people::one))
        .route("/people/{id}/record/{kind}", get(record::register::show_person).post(record::register::send_person))
        .route("/integrity", get(integrity::show).post(integrity::verify))
        .route("/integrity/live", get(live::integrity))
        .route("/rules", get(rules::show))
        .route("/rules/{id}/record/{kind}", get(record::register::show_rulebook).post(record::register::send_rulebook))
        .route("/rules/{id}", get(rules::one))
        .route("/rules/{id}/compare", get(rules::compare))
        .route("/calendars/{id}", get(rules::calendar))
        .route("/search", get(search::show))
        .route("/statistics", get(statistics::show))
        .route("/statistics/reconciliation", get(statistics::reconciliation::show))
        .route("/statistics/reconciliation/{name}", get(statistics::reconciliation::one))
        .route("/statistics/{name}", get(statistics::one))
        .route("/statistics/{name}/cases", get(statistics::cases))
        .route("/statistics/{name}/table.csv", get(statistics::sheet))
        .merge(assets::routes())
        .fallback(failure::no_such_page)
        .with_state(pages.clone())
        .layer(from_fn_with_state(pages.clone(), carried::carried))
        .layer(CsrfLayer::new())
        .layer(RequestBodyTimeoutLayer::new(FORM_SILENCE_MAX))
        .layer(from_fn(around::in_time))
        .layer(from_fn_with_state(pages, around::around))
        .layer(CompressionLayer::new())
}

/// The routes of all pages, for whoever must look at each of them.
pub fn pages() -> impl Iterator<Item = &'static str> {
    seen::routes()
}

/// Signing in with an identity provider, in a program that was built with it.
fn provider_routes() -> Router<Pages> {
    #[cfg(feature = "oidc")]
    let routes = Router::new()
        .route("/sign-in/provider", get(account::provider::begin))
        .route(wenze_access::Provider::RETURN_PATH, get(account::provider::come_back));
    #[cfg(not(feature = "oidc"))]
    let routes = Router::new();
    routes
}

/// Whoever is signed in begins with his work, everybody else with the register; a language asked for comes along.
async fn home(reader: reader::Reader, RawQuery(query): RawQuery) -> Redirect {
    let path = if reader.visitor.is_some() { "/work" } else { "/cases" };
    Redirect::to(&query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}")))
}
