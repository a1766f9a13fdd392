//! `GET /api/v1/persons/{id}`: one person.

use super::REGISTER;
use crate::answer::Answer;
use crate::cases::show::ShowQuery;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader};
use crate::router::Seen;
use crate::wire::PersonItem;

/// One person of the register.
#[utoipa::path(
    get, path = "/api/v1/persons/{id}", tag = "registers", operation_id = "show_person",
    params(("id" = Uuid, Path, description = "The person"), ShowQuery, PositionHeader),
    responses(
        (status = 200, description = "The person", body = PersonItem, headers(
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
    let person = PersonItem::of(api.casework.person(id).await?);
    Ok(Answer::of(&person).version(person.version()))
}
