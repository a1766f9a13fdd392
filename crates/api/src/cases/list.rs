//! `GET /api/v1/cases`: the cases, page by page.

use serde::Deserialize;
use utoipa::IntoParams;
use wenze_casework::CaseFilter;
use wenze_domain::case::Designation;
use wenze_domain::machine::State as Machine;
use wenze_domain::states::{ClueState, ReportState, TrackState};

use super::{CASE_FILE, FOLDER};
use crate::answer::Answer;
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::{Asked, Position, PositionHeader, rows};
use crate::router::Seen;
use crate::wire::{CaseItem, Page, path};

/// Which cases.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// Part of a number: of the filing, of a report in the register, of a document.
    number: Option<String>,
    /// `report`, `clue` or `case`.
    #[param(value_type = Option<String>)]
    designation: Option<Designation>,
    /// Machine and state, such as `track/in_review`.
    stage: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
    /// Rows of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

/// The cases, the one recorded last first.
#[utoipa::path(
    get, path = "/api/v1/cases", tag = "cases", operation_id = "list_cases",
    params(ListQuery, PositionHeader),
    responses((status = 200, description = "A page of cases", body = Page<CaseItem>), ReadProblems)
)]
pub(crate) async fn list(Seen(api): Seen, position: Position, Asked(asked): Asked<ListQuery>) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    let filter = asked.filter()?;
    position.reached(&api, CASE_FILE).await?;
    let page = api.casework.cases(&filter, asked.cursor.as_deref(), limit).await?;
    let next = page.next.map(|cursor| asked.next(&cursor, limit));
    let items = page.items.into_iter().map(CaseItem::of).collect();
    Ok(Answer::of(&Page { items, next }).by_content())
}

impl ListQuery {
    fn filter(&self) -> Result<CaseFilter, Fault> {
        Ok(CaseFilter {
            number: self.number.clone().filter(|number| !number.is_empty()),
            designation: self.designation.map(|designation| designation.as_str().to_owned()),
            stage: self.stage.as_deref().map(stage).transpose()?,
        })
    }

    fn next(&self, cursor: &str, limit: u32) -> String {
        let limit = limit.to_string();
        let parameters = [
            ("number", self.number.as_deref()),
            ("designation", self.designation.map(Designation::as_str)),
            ("stage", self.stage.as_deref()),
            ("limit", Some(limit.as_str())),
            ("lang", self.lang.as_deref()),
            ("cursor", Some(cursor)),
        ];
        path(FOLDER, &parameters)
    }
}

/// Reads `machine/state`. A stage that no case can stand at is a mistake, not an empty list.
pub(crate) fn stage(text: &str) -> Result<(String, String), Fault> {
    let known = |(machine, state): &(&str, &str)| match *machine {
        ReportState::MACHINE => *state == "none" || names(ReportState::ALL).any(|name| name == *state),
        ClueState::MACHINE => names(ClueState::ALL).any(|name| name == *state),
        TrackState::MACHINE => names(TrackState::ALL).any(|name| name == *state),
        "case" => *state == "closed",
        _ => false,
    };
    let (machine, state) = text.split_once('/').filter(known).ok_or_else(|| {
        Fault::new(Code::Query).because("stage is a machine and one of its states, such as track/in_review")
    })?;
    Ok((machine.to_owned(), state.to_owned()))
}

fn names<S: Machine>(all: &'static [S]) -> impl Iterator<Item = &'static str> {
    all.iter().map(|state| state.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_stages_that_exist_are_asked_for() {
        assert_eq!(stage("track/in_review").unwrap(), ("track".to_owned(), "in_review".to_owned()));
        assert!(stage("case/closed").is_ok() && stage("report/none").is_ok());
        for wrong in ["track", "track/", "track/lost", "case/in_review", "item/open", "track/in_review/1"] {
            assert!(stage(wrong).is_err(), "{wrong}");
        }
    }
}
