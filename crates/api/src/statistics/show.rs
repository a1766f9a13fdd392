//! `GET /api/v1/statistics/{name}`: the numbers of a statistic.

use axum::extract::Path;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_domain::words::Words;

use super::{Given, asked, parameters};
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Spoken, TableForm};
use crate::router::Seen;
use crate::wire::StatisticTable;

/// Over which period, by which knowledge, by what told apart.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct StatisticQuery {
    /// The first day of the period: `YYYY-MM-DD`, or a month or year, whose first day it is. Statistics of what goes on at
    /// the end of a day take none.
    from: Option<String>,
    /// The last day of the period: `YYYY-MM-DD`, or a month or year, whose last day it is. For what goes on, the day at
    /// whose end it does: today when absent.
    to: Option<String>,
    /// As the office knew it then: `YYYY-MM-DD`, meaning the end of that day in Asia/Shanghai, or an RFC 3339 instant. A
    /// moment of the past gives the same numbers for ever.
    known: Option<String>,
    /// One dimension or two, with a comma between them; the usual ones when absent, none when empty.
    by: Option<String>,
    /// Of this organ.
    organ: Option<Uuid>,
    /// Only with these values: `dimension:value`, with commas between them.
    only: Option<String>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

/// The numbers of a statistic, each with its share, and with the address of the list of exactly those it counts. Shares and
/// quartiles of fewer than ten are not told. With `Accept: text/csv` the same as a table for spreadsheets, without addresses.
#[utoipa::path(
    get, path = "/api/v1/statistics/{name}", tag = "statistics", operation_id = "show_statistic",
    params(("name" = String, Path, description = "Which statistic"), StatisticQuery),
    responses((status = 200, description = "The numbers", content((StatisticTable = "application/json"), (String = "text/csv"))), ReadProblems)
)]
pub(crate) async fn show(
    Seen(api): Seen,
    Path(name): Path<String>,
    Spoken(lang): Spoken,
    form: TableForm,
    Asked(query): Asked<StatisticQuery>,
) -> Result<Answer, Fault> {
    let asked = asked(&name, query.given())?;
    let view = api.casework.statistic(&asked, Words::of(lang)).await?;
    if form == TableForm::Csv {
        let table = view.csv(&asked, Words::of(lang));
        return Ok(Answer::csv(table).by_content().spoken(lang).in_form_accepted());
    }
    let table = StatisticTable::of(&asked, view, &parameters(&asked, query.given()), lang);
    Ok(Answer::of(&table).by_content().spoken(lang).in_form_accepted())
}

impl StatisticQuery {
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
