//! `GET /api/v1/organs/{id}/dossier`: what stands of an organ over all cases.

use wenze_domain::words::Words;

use super::{FOLDER, REGISTER};
use crate::answer::Answer;
use crate::cases::{BOARDS, DayBoardQuery};
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken, rows};
use crate::router::Seen;
use crate::wire::DossierItem;

/// What stands of an organ over all cases, as a person's dossier tells it: the cases in which it answers, with tracks,
/// outcomes and measures; what is restricted on a day; honours forfeited.
#[utoipa::path(
    get, path = "/api/v1/organs/{id}/dossier", tag = "boards", operation_id = "show_organ_dossier",
    params(("id" = Uuid, Path, description = "The organ"), DayBoardQuery, PositionHeader),
    responses((status = 200, description = "The dossier, with a page of the cases", body = DossierItem), ReadProblems)
)]
pub(crate) async fn show(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<DayBoardQuery>,
) -> Result<Answer, Fault> {
    let (limit, at) = (rows(asked.limit)?, asked.at()?);
    position.reached(&api, BOARDS).await?;
    position.reached(&api, REGISTER).await?;
    let found = api.casework.organ_dossier(id, at, asked.cursor.as_deref(), limit, Words::of(lang)).await?;
    let cursor = found.cases.next.as_deref();
    let next = cursor.map(|cursor| asked.next(&format!("{FOLDER}/{id}/dossier"), cursor, limit));
    Ok(Answer::of(&DossierItem::of(found, next)).by_content().spoken(lang))
}
