//! `GET /api/v1/cases/{id}/audit`: the history in words.

use axum::extract::State;
use wenze_domain::words::Words;

use super::AUDIT_TRAIL;
use super::events::HistoryQuery;
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken, rows};
use crate::router::Api;
use crate::wire::{AuditItem, Page};

/// The audit trail in words: who did what, when it happened, when it was recorded, in which role, on which document, and
/// what changed from what to what.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/audit", tag = "cases", operation_id = "show_audit_trail",
    params(("id" = Uuid, Path, description = "The case"), HistoryQuery, PositionHeader),
    responses((status = 200, description = "A page of the trail", body = Page<AuditItem>), ReadProblems)
)]
pub(crate) async fn audit(
    State(api): State<Api>,
    Id(id): Id,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<HistoryQuery>,
) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    position.reached(&api, AUDIT_TRAIL).await?;
    let words = Words::of(lang);
    let page = api.casework.audit(id, asked.after(), limit, words).await?;
    let next = page.next_after.map(|after| asked.next(id, "audit", after, limit));
    let items = page.items.into_iter().map(|line| AuditItem::of(line, words)).collect();
    Ok(Answer::of(&Page { items, next }).by_content().spoken(lang))
}
