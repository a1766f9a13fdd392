//! `GET /api/v1/cases/{id}/rectification`: what is to be put right, until when, and how hard it is pressed for.

use wenze_domain::words::Words;

use super::board::DayBoardQuery;
use super::{BOARDS, FOLDER};
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken, rows};
use crate::router::Seen;
use crate::wire::{Page, RectificationItem};

/// The items of rectification in the order in which they were ordered, each as it stands on a day: overdue or not, with
/// every letter and step of the ladder. Due dates are those known now.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/rectification", tag = "boards", operation_id = "list_rectification",
    params(("id" = Uuid, Path, description = "The case"), DayBoardQuery, PositionHeader),
    responses((status = 200, description = "A page of items", body = Page<RectificationItem>), ReadProblems)
)]
pub(crate) async fn list(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<DayBoardQuery>,
) -> Result<Answer, Fault> {
    let (limit, at) = (rows(asked.limit)?, asked.at()?);
    position.reached(&api, BOARDS).await?;
    let page = api.casework.rectification(id, at, asked.cursor.as_deref(), limit, Words::of(lang)).await?;
    let next = page.next.map(|cursor| asked.next(&format!("{FOLDER}/{id}/rectification"), &cursor, limit));
    let items = page.items.into_iter().map(RectificationItem::of).collect();
    Ok(Answer::of(&Page { items, next }).by_content().spoken(lang))
}
