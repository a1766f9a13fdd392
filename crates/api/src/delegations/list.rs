//! `GET /api/v1/delegations`: who may act for whom.

use chrono::{NaiveDate, Utc};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_casework::DelegationsAsked;
use wenze_domain::time::office_day;

use crate::answer::Answer;
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::Asked;
use crate::router::Seen;
use crate::wire::{DelegationItem, Page};

/// Whose delegations, and on which day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// Only what this person gave.
    from: Option<Uuid>,
    /// Only what was given to this person.
    to: Option<Uuid>,
    /// The day on which they are looked at; today when absent.
    #[param(value_type = Option<String>, example = "2024-03-05")]
    on: Option<NaiveDate>,
    /// Only what is in force on that day.
    #[serde(default)]
    in_force: bool,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// The delegations of one person (`from`), or to one person (`to`), with how each stands on a day.
#[utoipa::path(
    get, path = "/api/v1/delegations", tag = "registers", operation_id = "list_delegations",
    params(ListQuery),
    responses((status = 200, description = "The delegations", body = Page<DelegationItem>), ReadProblems)
)]
pub(crate) async fn list(Seen(api): Seen, Asked(asked): Asked<ListQuery>) -> Result<Answer, Fault> {
    if asked.from.is_none() && asked.to.is_none() {
        return Err(Fault::new(Code::Query).said("请写明from或者to", "name a person in `from` or `to`"));
    }
    let wanted = DelegationsAsked { from: asked.from, to: asked.to, in_force: asked.in_force };
    let day = asked.on.unwrap_or_else(|| office_day(Utc::now()));
    let found = api.casework.delegations(wanted, day).await?;
    let items = found.into_iter().map(DelegationItem::of).collect();
    Ok(Answer::of(&Page { items, next: None }).by_content())
}
