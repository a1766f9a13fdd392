//! `GET /api/v1/statistics/{name}/cases`: exactly those that a number counts.

use axum::extract::Path;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_domain::words::Words;

use super::{FOLDER, Given, asked, fixed, parameters};
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Spoken, rows};
use crate::router::Seen;
use crate::wire::{Page, StatisticCaseItem, path};

/// Which number: asked for like the statistic, with the values of its cell.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct StatisticCasesQuery {
    /// As for the statistic.
    from: Option<String>,
    /// As for the statistic.
    to: Option<String>,
    /// As for the statistic.
    known: Option<String>,
    /// As for the statistic.
    by: Option<String>,
    /// As for the statistic.
    organ: Option<Uuid>,
    /// As for the statistic.
    only: Option<String>,
    /// The values of the cell, in the order of `by`, with a comma between them; an empty value stands for what is not
    /// recorded. All that the statistic counts when absent.
    cell: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
    /// Rows of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

/// Exactly those that a number of the statistic counts, by their day; what has no day stands last.
#[utoipa::path(
    get, path = "/api/v1/statistics/{name}/cases", tag = "statistics", operation_id = "list_statistic_cases",
    params(("name" = String, Path, description = "Which statistic"), StatisticCasesQuery),
    responses((status = 200, description = "A page of those counted", body = Page<StatisticCaseItem>), ReadProblems)
)]
pub(crate) async fn list(
    Seen(api): Seen,
    Path(name): Path<String>,
    Spoken(lang): Spoken,
    Asked(query): Asked<StatisticCasesQuery>,
) -> Result<Answer, Fault> {
    let limit = rows(query.limit)?;
    let asked = asked(&name, query.given())?;
    let cell = fixed(&asked, query.cell.as_deref())?;
    let page = api.casework.statistic_cases(&asked, &cell, query.cursor.as_deref(), limit, Words::of(lang)).await?;
    let mut more = parameters(&asked, query.given());
    more.extend([("cell", query.cell.clone()), ("limit", Some(limit.to_string())), ("cursor", page.next.clone())]);
    let more: Vec<_> = more.iter().map(|(name, value)| (*name, value.as_deref())).collect();
    let next = page.next.is_some().then(|| path(&format!("{FOLDER}/{name}/cases"), &more));
    let items = page.items.into_iter().map(StatisticCaseItem::of).collect();
    Ok(Answer::of(&Page { items, next }).by_content().spoken(lang))
}

impl StatisticCasesQuery {
    fn given(&self) -> Given<'_> {
        Given {
            from: self.from.as_deref(),
            to: self.to.as_deref(),
            known: self.known.as_deref(),
            by: self.by.as_deref(),
            organ: self.organ,
            only: self.only.as_deref(),
            lang: self.lang.as_deref(),
        }
    }
}
