//! `GET /api/v1/cases/{id}/appeals`: the appeals, from their filing to their end.

use wenze_domain::words::Words;

use super::BOARDS;
use super::board::BoardQuery;
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken, rows};
use crate::router::Seen;
use crate::wire::{AppealItem, Page};

/// The appeals of a case in the order in which they were recorded: route, instance, decisions appealed, days, outcome, and
/// who handles each.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/appeals", tag = "boards", operation_id = "list_appeals",
    params(("id" = Uuid, Path, description = "The case"), BoardQuery, PositionHeader),
    responses((status = 200, description = "A page of appeals", body = Page<AppealItem>), ReadProblems)
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
    let page = api.casework.appeals(id, asked.cursor.as_deref(), limit, Words::of(lang)).await?;
    let next = page.next.map(|cursor| asked.next(id, "appeals", &cursor, limit));
    let items = page.items.into_iter().map(AppealItem::of).collect();
    Ok(Answer::of(&Page { items, next }).by_content().spoken(lang))
}
