//! `GET /api/v1/statistics`: which statistics there are.

use serde::Deserialize;
use utoipa::IntoParams;
use wenze_casework::statistics::STATISTICS;

use super::FOLDER;
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Spoken};
use crate::wire::{StatisticItem, Statistics};

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct StatisticsQuery {
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// Which statistics there are, what each counts, and by what it can be told apart.
#[utoipa::path(
    get, path = "/api/v1/statistics", tag = "statistics", operation_id = "list_statistics",
    params(StatisticsQuery),
    responses((status = 200, description = "All statistics", body = Statistics), ReadProblems)
)]
pub(crate) async fn list(Spoken(lang): Spoken, _: Asked<StatisticsQuery>) -> Result<Answer, Fault> {
    let items = STATISTICS.iter().map(|one| StatisticItem::of(one, FOLDER, lang)).collect();
    Ok(Answer::of(&Statistics { items }).by_content().spoken(lang))
}
