//! `/api/v1/special-access`: access to one case for a time; one file per verb.

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::router::Api;

mod ask;
mod decide;
mod list;
mod revoke;

/// Its routes.
pub(crate) fn described() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list::list, ask::ask))
        .routes(routes!(decide::decide))
        .routes(routes!(revoke::revoke))
}
