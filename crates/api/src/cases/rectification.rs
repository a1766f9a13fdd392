//! `GET /api/v1/cases/{id}/rectification`: what is to be put right, until when, and how hard it is pressed for.

use axum::extract::State;
use chrono::Utc;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_domain::words::Words;

use super::{BOARDS, FOLDER, moment};
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken, rows};
use crate::router::Api;
use crate::wire::{Page, RectificationItem, path};

/// On which day, and which items.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RectificationQuery {
    /// The day on which an item is overdue or not: `YYYY-MM-DD`, or an RFC 3339 instant. Today when absent.
    as_of: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
    /// Rows of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

/// The items of rectification in the order in which they were ordered, each as it stands on a day: overdue or not, with
/// every letter and step of the ladder. Due dates are those known now.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/rectification", tag = "boards", operation_id = "list_rectification",
    params(("id" = Uuid, Path, description = "The case"), RectificationQuery, PositionHeader),
    responses((status = 200, description = "A page of items", body = Page<RectificationItem>), ReadProblems)
)]
pub(crate) async fn list(
    State(api): State<Api>,
    Id(id): Id,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<RectificationQuery>,
) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    let at = moment("as_of", asked.as_of.as_deref())?.unwrap_or_else(Utc::now);
    position.reached(&api, BOARDS).await?;
    let page = api.casework.rectification(id, at, asked.cursor.as_deref(), limit, Words::of(lang)).await?;
    let next = page.next.map(|cursor| asked.next(id, &cursor, limit));
    let items = page.items.into_iter().map(RectificationItem::of).collect();
    Ok(Answer::of(&Page { items, next }).by_content().spoken(lang))
}

impl RectificationQuery {
    fn next(&self, id: Uuid, cursor: &str, limit: u32) -> String {
        let limit = limit.to_string();
        let parameters = [
            ("as_of", self.as_of.as_deref()),
            ("limit", Some(limit.as_str())),
            ("lang", self.lang.as_deref()),
            ("cursor", Some(cursor)),
        ];
        path(&format!("{FOLDER}/{id}/rectification"), &parameters)
    }
}
