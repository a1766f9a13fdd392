//! `GET /api/v1/cases/{id}/publications`: what was told of decisions, to whom and when, and what was not.

use wenze_domain::words::Words;

use super::BOARDS;
use super::board::BoardQuery;
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken, rows};
use crate::router::Seen;
use crate::wire::PublicationLog;

/// What was told of the decisions of a case, to whom and when, in the order in which it was recorded; and on every page the
/// determinations that stand and of which something was not told. What must be told is said by the obligations.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/publications", tag = "boards", operation_id = "list_publications",
    params(("id" = Uuid, Path, description = "The case"), BoardQuery, PositionHeader),
    responses((status = 200, description = "A page of the log", body = PublicationLog), ReadProblems)
)]
pub(crate) async fn list(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<BoardQuery>,
) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    position.reached(&api, BOARDS).await?;
    let found = api.casework.publication_log(id, asked.cursor.as_deref(), limit, Words::of(lang)).await?;
    let next = found.told.next.as_deref().map(|cursor| asked.next(id, "publications", cursor, limit));
    Ok(Answer::of(&PublicationLog::of(found, next)).by_content().spoken(lang))
}
