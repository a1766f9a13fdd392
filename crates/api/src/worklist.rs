//! `GET /api/v1/worklist`: what a person has to do, and what an office has to take up.

use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_casework::{Whose, WorkTab, WorklistAsked};
use wenze_domain::words::Words;

use crate::answer::Answer;
use crate::cases::{PROCEDURE_CHECK, moment};
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::{Asked, Position, PositionHeader, Spoken, rows};
use crate::router::Seen;
use crate::wire::{TaskPage, path};

/// Where work lists are.
const FOLDER: &str = "/api/v1/worklist";
/// How far the moment asked for may lie behind this server's clock, in minutes: clocks differ, and pages are read one
/// after another.
const BEHIND_MAX_MIN: i64 = 15;

/// Whose list, and which tab of it.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WorklistQuery {
    /// The person whose list it is; either this or `office`.
    person: Option<Uuid>,
    /// The office whose pool it is; either this or `person`.
    office: Option<Uuid>,
    /// Of a person `todo`, `submitted`, `waiting` or `done`; of an office `pool`, `submitted`, `waiting` or `done`. The
    /// first of these when absent.
    tab: Option<String>,
    /// The moment from now on at which it is asked: `YYYY-MM-DD`, meaning the end of that day in Asia/Shanghai, or an RFC
    /// 3339 instant. Now when absent.
    as_of: Option<String>,
    /// Where the page before ended.
    cursor: Option<String>,
    /// Rows of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

/// The tasks of a person, the one due first first, or those of an office of which nobody was put in charge. Every open
/// duty stands in exactly one person's list or one office's pool, in one tab: `todo` or `pool`; `submitted`, which waits
/// for somebody else's decision, the one that waits longest first; `waiting`, while the clock stands still or somebody
/// outside has to act. `done` has what was done in the last 30 days, the last first. Each tab is counted.
#[utoipa::path(
    get, path = "/api/v1/worklist", tag = "procedure", operation_id = "list_worklist",
    params(WorklistQuery, PositionHeader),
    responses((status = 200, description = "A page of tasks", body = TaskPage), ReadProblems)
)]
pub(crate) async fn list(
    Seen(api): Seen,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<WorklistQuery>,
) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    let whose = asked.whose()?;
    let tab = asked.tab(whose)?;
    let at = asked.at(Utc::now())?;
    position.reached(&api, PROCEDURE_CHECK).await?;
    let which = WorklistAsked { whose, tab, at };
    let list = api.casework.worklist(&which, asked.cursor.as_deref(), limit, Words::of(lang)).await?;
    let next = list.next.clone().map(|cursor| asked.next(tab, &cursor, limit));
    Ok(Answer::of(&TaskPage::of(list, next)).by_content().spoken(lang))
}

impl WorklistQuery {
    fn whose(&self) -> Result<Whose, Fault> {
        match (self.person, self.office) {
            (Some(person), None) => Ok(Whose::Person(person)),
            (None, Some(office)) => Ok(Whose::Office(office)),
            _ => Err(Fault::new(Code::Query)
                .because("a work list is of one person or of one office: either person or office is given")),
        }
    }

    fn tab(&self, whose: Whose) -> Result<WorkTab, Fault> {
        let tabs = whose.tabs();
        let Some(text) = self.tab.as_deref() else { return Ok(tabs[0]) };
        let known = WorkTab::parse(text).filter(|tab| tabs.contains(tab));
        known.ok_or_else(|| {
            let names: Vec<&str> = tabs.iter().map(|tab| tab.as_str()).collect();
            Fault::new(Code::Query).because(&format!("the tabs of this list are {}", names.join(", ")))
        })
    }

    fn at(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, Fault> {
        let at = moment("as_of", self.as_of.as_deref())?.unwrap_or(now);
        if at < now - Duration::minutes(BEHIND_MAX_MIN) {
            let reason = "as_of lies in the past, and a work list tells what is to be done from now on; how a case stood \
                          earlier is told by GET /api/v1/cases/{id}/obligations";
            return Err(Fault::new(Code::Query).because(reason));
        }
        Ok(at)
    }

    fn next(&self, tab: WorkTab, cursor: &str, limit: u32) -> String {
        let id = |id: Option<Uuid>| id.map(|id| id.to_string());
        let (person, office, limit) = (id(self.person), id(self.office), limit.to_string());
        let parameters = [
            ("person", person.as_deref()),
            ("office", office.as_deref()),
            ("tab", Some(tab.as_str())),
            ("as_of", self.as_of.as_deref()),
            ("limit", Some(limit.as_str())),
            ("lang", self.lang.as_deref()),
            ("cursor", Some(cursor)),
        ];
        path(FOLDER, &parameters)
    }
}
