//! `GET /api/v1/deadlines`: what is due, over all cases.

use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_casework::DeadlineFilter;
use wenze_domain::words::Words;

use crate::answer::Answer;
use crate::cases::{PROCEDURE_CHECK, moment};
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Position, PositionHeader, Spoken, rows};
use crate::router::Seen;
use crate::wire::{DeadlineItem, Page, path};

/// Where deadlines are.
const FOLDER: &str = "/api/v1/deadlines";

/// Which deadlines.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DeadlinesQuery {
    /// Over by then: `YYYY-MM-DD`, meaning the end of that day in Asia/Shanghai, or an RFC 3339 instant. Deadlines without
    /// a date are left out.
    before: Option<String>,
    /// Of this organ.
    organ: Option<Uuid>,
    /// Of this case.
    case: Option<Uuid>,
    /// Where the page before ended.
    cursor: Option<String>,
    /// Rows of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

/// Deadlines that run, stand still or are overdue, the one that ends first first; those without a date stand last.
#[utoipa::path(
    get, path = "/api/v1/deadlines", tag = "procedure", operation_id = "list_deadlines",
    params(DeadlinesQuery, PositionHeader),
    responses((status = 200, description = "A page of deadlines", body = Page<DeadlineItem>), ReadProblems)
)]
pub(crate) async fn list(
    Seen(api): Seen,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<DeadlinesQuery>,
) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    let before = moment("before", asked.before.as_deref())?;
    position.reached(&api, PROCEDURE_CHECK).await?;
    let filter = DeadlineFilter { before, organ: asked.organ, case: asked.case };
    let page = api.casework.deadlines(&filter, asked.cursor.as_deref(), limit, Words::of(lang)).await?;
    let next = page.next.map(|cursor| asked.next(&cursor, limit));
    let items = page.items.into_iter().map(DeadlineItem::of).collect();
    Ok(Answer::of(&Page { items, next }).by_content().spoken(lang))
}

impl DeadlinesQuery {
    fn next(&self, cursor: &str, limit: u32) -> String {
        let id = |id: Option<Uuid>| id.map(|id| id.to_string());
        let (organ, case, limit) = (id(self.organ), id(self.case), limit.to_string());
        let parameters = [
            ("before", self.before.as_deref()),
            ("organ", organ.as_deref()),
            ("case", case.as_deref()),
            ("limit", Some(limit.as_str())),
            ("lang", self.lang.as_deref()),
            ("cursor", Some(cursor)),
        ];
        path(FOLDER, &parameters)
    }
}
