//! `GET /api/v1/cases/{id}/events`: the record itself.

use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::FOLDER;
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, rows};
use crate::router::Api;
use crate::wire::{EventItem, Page, path};

/// Which events of a case.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct HistoryQuery {
    /// Only what was recorded after this version.
    #[param(minimum = 0)]
    pub(super) after: Option<u32>,
    /// Rows of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    pub(super) lang: Option<String>,
}

/// The stored events, in the order of the stream.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/events", tag = "cases", operation_id = "list_case_events",
    params(("id" = Uuid, Path, description = "The case"), HistoryQuery),
    responses((status = 200, description = "A page of events", body = Page<EventItem>), ReadProblems)
)]
pub(crate) async fn events(
    State(api): State<Api>,
    Id(id): Id,
    Asked(asked): Asked<HistoryQuery>,
) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    let page = api.casework.events(id, asked.after(), limit).await?;
    let next = page.next_after.map(|after| asked.next(id, "events", after, limit));
    let items = page.items.into_iter().map(EventItem::of).collect();
    Ok(Answer::of(&Page { items, next }).by_content())
}

impl HistoryQuery {
    /// The version after which the page starts; no stream has a larger one than this type holds.
    pub(super) fn after(&self) -> i32 {
        i32::try_from(self.after.unwrap_or(0)).unwrap_or(i32::MAX)
    }

    /// The address of the page after a version.
    pub(super) fn next(&self, id: Uuid, what: &str, after: i32, limit: u32) -> String {
        let (after, limit) = (after.to_string(), limit.to_string());
        let parameters =
            [("after", Some(after.as_str())), ("limit", Some(limit.as_str())), ("lang", self.lang.as_deref())];
        path(&format!("{FOLDER}/{id}/{what}"), &parameters)
    }
}
