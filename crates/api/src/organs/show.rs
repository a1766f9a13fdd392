//! `GET /api/v1/organs/{id}`: one organ.

use super::REGISTER;
use crate::answer::Answer;
use crate::cases::show::ShowQuery;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader};
use crate::router::Seen;
use crate::wire::OrganItem;

/// One organ of the register.
#[utoipa::path(
    get, path = "/api/v1/organs/{id}", tag = "registers", operation_id = "show_organ",
    params(("id" = Uuid, Path, description = "The organ"), ShowQuery, PositionHeader),
    responses(
        (status = 200, description = "The organ", body = OrganItem, headers(
            ("ETag" = String, description = "The version, in double quotes, as `If-Match` takes it")
        )),
        (status = 304, description = "The version in `If-None-Match` is the one of now"),
        ReadProblems
    )
)]
pub(crate) async fn show(
    Seen(api): Seen,
    Id(id): Id,
    position: Position,
    _: Asked<ShowQuery>,
) -> Result<Answer, Fault> {
    position.reached(&api, REGISTER).await?;
    let organ = OrganItem::of(api.casework.organ(id).await?);
    Ok(Answer::of(&organ).version(organ.version()))
}
