//! The routes, as one list, and the bounds around them.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wenze_access::{Access, Hashing};
use wenze_casework::{Casework, FILE_BYTES_MAX};

use crate::pace::{Pace, Rate};
use crate::{
    caller, cases, deadlines, delegations, docs, erasures, events, files, health, holds, layers, metrics, openapi,
    organs, persons, problem, problems, schemas, search, session, special_access, statistics, tokens, worklist,
};

/// What the digests of the throttle are keyed by, itself through the vault: the same on every node, and in no database.
const ACCESS_KEY: &[u8] = b"wenze/access/v1";

/// The bounds of the API that may be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApiOptions {
    /// Longest body that is read as a request, in bytes.
    pub body_bytes_max: usize,
    /// Longest body that is received at all: what is longer than a request may be is read and thrown away up to here, so
    /// that the caller gets to read why it was refused.
    pub received_bytes_max: usize,
    /// Longest silence while a body is sent.
    pub body_silence: Duration,
    /// Longest time for an answer. Longer than the log takes to send a batch again, so that the log's own answer wins.
    pub request_timeout: Duration,
    /// Longest time for receiving a file, or a part of one; what came by then is kept, but for the last 4 MiB.
    pub upload_timeout: Duration,
    /// Whether somebody who is not signed in may name himself by `Wenze-Actor`, and read. Only where nobody else can reach
    /// the server.
    pub named_actors: bool,
    /// What one guess at a password costs.
    pub hashing: Hashing,
    /// How fast an account may send requests.
    pub account_rate: Rate,
    /// How fast somebody who is not signed in may, from one address; not counted where anybody may name himself.
    pub address_rate: Rate,
}

impl Default for ApiOptions {
    fn default() -> Self {
        Self {
            body_bytes_max: 1024 * 1024,
            received_bytes_max: 16 * 1024 * 1024,
            body_silence: Duration::from_secs(10),
            request_timeout: Duration::from_secs(45),
            upload_timeout: Duration::from_hours(1),
            named_actors: true,
            hashing: Hashing::default(),
            account_rate: Rate::new(100, 1_000),
            address_rate: Rate::new(10, 100),
        }
    }
}

/// What handlers share.
#[derive(Clone)]
pub(crate) struct Api {
    pub(crate) casework: Casework,
    pub(crate) access: Access,
    pub(crate) pace: Pace,
    pub(crate) body_bytes_max: usize,
    pub(crate) named_actors: bool,
}

/// The API as whoever calls sees it: what he may not know of does not exist in it. Handlers take this and never the state.
pub(crate) struct Seen(pub(crate) Api);

impl FromRequestParts<Api> for Seen {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Infallible> {
        let casework = parts.extensions.get::<Casework>().unwrap_or(&api.casework).clone();
        Ok(Self(Api { casework, ..api.clone() }))
    }
}

/// The accounts of the log that these use cases are over.
pub fn access(casework: &Casework, hashing: Hashing) -> Access {
    let key = casework.vault().request_mac(ACCESS_KEY);
    Access::new(casework.ledger().pool().clone(), hashing, key)
}

/// The API over the use cases: `/api/v1`, its document and docs page, the meanings of its problems, and
/// `/healthz`, `/readyz`, `/metrics`.
/// It has no fallback, so that it merges with the pages.
pub fn router(casework: Casework, options: ApiOptions) -> Router {
    let access = access(&casework, options.hashing);
    let ApiOptions { body_bytes_max, named_actors, .. } = options;
    let pace = Pace::new(options.account_rate, options.address_rate);
    let api = Api { casework, access, pace, body_bytes_max, named_actors };
    let (routes, _) = ordinary().split_for_parts();
    let routes = routes
        .with_state(api.clone())
        .merge(docs::page())
        .route("/api", axum::routing::any(problem::no_route))
        .route("/api/{*rest}", axum::routing::any(problem::no_route));
    let (files, _) = files::described().split_for_parts();
    let files = files.with_state(api.clone());
    // A file is longer than anything else that is sent, and takes longer.
    let file_bytes_max = usize::try_from(FILE_BYTES_MAX).unwrap_or(usize::MAX);
    bounded(routes, &api, options.body_silence, options.received_bytes_max, options.request_timeout)
        .merge(bounded(files, &api, options.body_silence, file_bytes_max, options.upload_timeout))
        .layer(CatchPanicLayer::custom(layers::panicked))
        .layer(from_fn(layers::around))
}

/// Routes for whoever may call them, with the bounds of what they receive.
fn bounded(routes: Router, api: &Api, silence: Duration, bytes_max: usize, timeout: Duration) -> Router {
    routes
        .layer(from_fn_with_state(api.clone(), caller::found))
        .layer(CsrfLayer::new())
        .layer(RequestBodyTimeoutLayer::new(silence))
        .layer(RequestBodyLimitLayer::new(bytes_max))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, timeout))
}

/// Every route with its description: what is added here stands in the document too.
pub(crate) fn described() -> OpenApiRouter<Api> {
    ordinary().merge(files::described())
}

/// All routes but those that receive and send files.
fn ordinary() -> OpenApiRouter<Api> {
    OpenApiRouter::with_openapi(openapi::base())
        .routes(routes!(cases::list::list, cases::open::open))
        .routes(routes!(cases::show::show))
        .routes(routes!(cases::offers::offers, cases::record::record))
        .routes(routes!(cases::events::events))
        .routes(routes!(cases::state::state))
        .routes(routes!(cases::diff::diff))
        .routes(routes!(cases::what_if::show))
        .routes(routes!(cases::blame::blame))
        .routes(routes!(cases::audit::audit))
        .routes(routes!(cases::obligations::list))
        .routes(routes!(cases::obligation::show))
        .routes(routes!(cases::obligation::history))
        .routes(routes!(cases::simulate::simulate))
        .routes(routes!(cases::marks::list, cases::marks::mark))
        .routes(routes!(cases::responsibility::show))
        .routes(routes!(cases::publications::list))
        .routes(routes!(cases::relations::show))
        .routes(routes!(cases::rectification::list))
        .routes(routes!(cases::appeals::list))
        .routes(routes!(cases::openings::ask))
        .routes(routes!(cases::openings::decide))
        .routes(routes!(cases::openings::open))
        .routes(routes!(cases::accesses::list))
        .routes(routes!(cases::accesses::replay))
        .routes(routes!(cases::recusals::preview))
        .merge(special_access::described())
        .merge(files::listed())
        .routes(routes!(deadlines::list))
        .routes(routes!(events::listen))
        .routes(routes!(worklist::list))
        .routes(routes!(statistics::list::list))
        .routes(routes!(statistics::show::show))
        .routes(routes!(statistics::cases::list))
        .routes(routes!(search::find))
        .routes(routes!(persons::list::list, persons::record::record))
        .routes(routes!(persons::show::show))
        .routes(routes!(persons::dossier::show))
        .routes(routes!(persons::open_duties::list))
        .routes(routes!(persons::may_take_post::show))
        .routes(routes!(organs::list::list, organs::record::record))
        .routes(routes!(organs::show::show))
        .routes(routes!(organs::dossier::show))
        .routes(routes!(delegations::list::list, delegations::record::record))
        .routes(routes!(erasures::list, erasures::propose))
        .routes(routes!(erasures::decide))
        .routes(routes!(erasures::carry_out))
        .routes(routes!(holds::place))
        .routes(routes!(holds::lift))
        .routes(routes!(session::show::show, session::begin::begin, session::end::end))
        .routes(routes!(session::end::end_all))
        .routes(routes!(session::password::change))
        .routes(routes!(tokens::list::list, tokens::make::make))
        .routes(routes!(tokens::revoke::revoke))
        .routes(routes!(schemas::show))
        .routes(routes!(docs::document))
        .routes(routes!(problems::show))
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .routes(routes!(metrics::metrics))
}
