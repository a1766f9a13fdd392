//! `GET /api/v1/persons/{id}/dossier`: what stands of a person over all cases.

use wenze_domain::words::Words;

use super::{FOLDER, REGISTER};
use crate::answer::Answer;
use crate::cases::{BOARDS, DayBoardQuery};
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken, rows};
use crate::router::Seen;
use crate::wire::DossierItem;

/// What stands of a person over all cases: roles and outcomes, restriction periods, what is barred on a day, honours
/// forfeited, and personnel actions with what is the matter with them. Entries of the register that were merged are one.
#[utoipa::path(
    get, path = "/api/v1/persons/{id}/dossier", tag = "boards", operation_id = "show_dossier",
    params(("id" = Uuid, Path, description = "The person"), DayBoardQuery, PositionHeader),
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
    let found = api.casework.dossier(id, at, asked.cursor.as_deref(), limit, Words::of(lang)).await?;
    let cursor = found.cases.next.as_deref();
    let next = cursor.map(|cursor| asked.next(&format!("{FOLDER}/{id}/dossier"), cursor, limit));
    Ok(Answer::of(&DossierItem::of(found, next)).by_content().spoken(lang))
}
