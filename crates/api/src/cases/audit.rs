//! `GET /api/v1/cases/{id}/audit`: the history in words.

use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_domain::words::Words;

use super::events::after;
use super::{AUDIT_TRAIL, FOLDER};
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken, rows};
use crate::router::Seen;
use crate::wire::{AuditItem, Page, path};

/// Which part of a history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct HistoryQuery {
    /// Only what was recorded after this version.
    #[param(minimum = 0)]
    after: Option<u32>,
    /// Rows of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

/// The audit trail in words: who did what, when it happened, when it was recorded, in which role, on which document, and
/// what changed from what to what.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/audit", tag = "cases", operation_id = "show_audit_trail",
    params(("id" = Uuid, Path, description = "The case"), HistoryQuery, PositionHeader),
    responses((status = 200, description = "A page of the trail", body = Page<AuditItem>), ReadProblems)
)]
pub(crate) async fn audit(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<HistoryQuery>,
) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    position.reached(&api, AUDIT_TRAIL).await?;
    let words = Words::of(lang);
    let page = api.casework.audit(id, after(asked.after), limit, words).await?;
    let next = page.next_after.map(|after| asked.next(id, after, limit));
    let items = page.items.into_iter().map(|line| AuditItem::of(line, words)).collect();
    Ok(Answer::of(&Page { items, next }).by_content().spoken(lang))
}

impl HistoryQuery {
    /// The address of the page after a version.
    fn next(&self, id: Uuid, after: i32, limit: u32) -> String {
        let (after, limit) = (after.to_string(), limit.to_string());
        let parameters =
            [("after", Some(after.as_str())), ("limit", Some(limit.as_str())), ("lang", self.lang.as_deref())];
        path(&format!("{FOLDER}/{id}/audit"), &parameters)
    }
}
