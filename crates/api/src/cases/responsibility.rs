//! `GET /api/v1/cases/{id}/responsibility`: who is responsible how, and who is missing.

use wenze_domain::words::Words;

use super::BOARDS;
use super::board::BoardQuery;
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken, rows};
use crate::router::Seen;
use crate::wire::ResponsibilityMatrix;

/// Who is responsible how, respondent by respondent and track by track, and who is missing among them.
///
/// What is missing is told of the whole case on every page. It is a hint: what is a breach is said by the obligations.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/responsibility", tag = "boards", operation_id = "show_responsibility",
    params(("id" = Uuid, Path, description = "The case"), BoardQuery, PositionHeader),
    responses((status = 200, description = "A page of respondents", body = ResponsibilityMatrix), ReadProblems)
)]
pub(crate) async fn show(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<BoardQuery>,
) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    position.reached(&api, BOARDS).await?;
    let found = api.casework.responsibilities(id, asked.cursor.as_deref(), limit, Words::of(lang)).await?;
    let next = found.respondents.next.as_deref().map(|cursor| asked.next(id, "responsibility", cursor, limit));
    Ok(Answer::of(&ResponsibilityMatrix::of(found, next)).by_content().spoken(lang))
}
