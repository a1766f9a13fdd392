//! `/api/v1/files`: evidence files, brought in one go or in parts, read whole or by range.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::router::Api;

mod begin;
mod discard;
mod go_on;
mod headers;
mod list;
mod read;
mod taking;

pub(crate) use headers::{UPLOAD_LENGTH, UPLOAD_OFFSET};

/// The routes that receive and send files, whose bounds are not those of all other requests.
pub(crate) fn described() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(begin::begin)).routes(routes!(read::read, go_on::go_on, discard::discard))
}

/// The list of a case's files, which is a request like others.
pub(crate) fn listed() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list::list))
}
