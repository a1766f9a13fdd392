//! What a work list shows of the case behind a task.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::case::{Case, PartAt};
use wenze_domain::codes::{CodeList, Confidentiality, EscalationStep};
use wenze_domain::event::Event;
use wenze_domain::fields::PartialDate;
use wenze_domain::history::History;
use wenze_domain::states::{ItemState, RecusalState};
use wenze_domain::time::office_day;

/// Most persons and bodies that a task names as those it is about.
const SUBJECTS_MAX: usize = 3;

/// A case as tasks show it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Matter {
    /// `report`, `clue` or `case`.
    pub designation: String,
    /// The machine of its stage.
    pub machine: String,
    /// Its stage.
    pub stage: String,
    /// Number of the filing, or of the first report in the register.
    pub number: Option<String>,
    /// Who it is about.
    pub subjects: Vec<Subject>,
    /// How many more it is about.
    pub more_subjects: usize,
    /// The first day that any of its acts bears.
    pub began_on: Option<NaiveDate>,
    /// Its last act.
    pub last: Option<LastAct>,
    /// Whether a recusal is not decided.
    pub recusal: bool,
    /// Whether an act is for few eyes only.
    pub restricted: bool,
    /// Whether an open item is pressed for.
    pub supervised: bool,
}

/// Who a case is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// Where the name lies.
    pub name: Option<PartAt>,
    /// `organisation` or `cadre`.
    pub kind: Option<String>,
    /// The official's entry in the register.
    pub official: Option<Uuid>,
    /// The organ's.
    pub organ: Option<Uuid>,
}

/// The last act of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastAct {
    /// The act.
    pub event_id: Uuid,
    /// Its kind.
    pub kind: String,
    /// When it happened, as precisely as the papers say.
    pub on: Option<String>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

impl Matter {
    /// Of a case and its log.
    pub(super) fn of(case: &Case, log: &History) -> Self {
        let stage = case.stage();
        let mut subjects = subjects(case);
        let more_subjects = subjects.len().saturating_sub(SUBJECTS_MAX);
        subjects.truncate(SUBJECTS_MAX);
        let register = || case.reports.values().find_map(|report| report.register_no.clone());
        Self {
            designation: stage.designation.as_str().to_owned(),
            machine: stage.machine,
            stage: stage.state,
            number: case.case_no.as_ref().map(|no| no.no.clone()).or_else(register),
            subjects,
            more_subjects,
            began_on: log.events.iter().map(day).min(),
            last: log.events.last().map(LastAct::of),
            recusal: case.recusals.values().any(|one| one.state == RecusalState::Open),
            restricted: log.events.iter().any(is_restricted),
            supervised: case.items.values().any(|item| {
                let is_pressed = item.letters > 0 || item.step >= Some(EscalationStep::ListedSupervision);
                is_pressed && item.state != ItemState::Accepted
            }),
        }
    }
}

impl LastAct {
    fn of(event: &Event) -> Self {
        Self {
            event_id: event.id(),
            kind: event.kind().as_str().to_owned(),
            on: event.envelope.occurred.date.map(|date| date.to_string()),
            recorded_at: event.recorded_at,
        }
    }
}

/// The respondents, and before there are any whom clues or reports name.
fn subjects(case: &Case) -> Vec<Subject> {
    let respondents = case.respondents.values().map(|one| Subject {
        name: one.name,
        kind: one.kind.map(|kind| kind.as_str().to_owned()),
        official: one.official,
        organ: one.organ,
    });
    let respondents: Vec<Subject> = respondents.collect();
    if !respondents.is_empty() {
        return respondents;
    }
    let clues = case.clues.values().flat_map(|clue| &clue.subjects);
    let reports = case.reports.values().flat_map(|report| &report.subjects);
    let named: Vec<_> = if case.clues.is_empty() { reports.collect() } else { clues.collect() };
    let subject = |one: &wenze_domain::case::Subject| Subject {
        name: one.name,
        kind: None,
        official: one.identified,
        organ: None,
    };
    named.into_iter().map(subject).collect()
}

/// The first day an act can have been, or the day on which it was recorded.
fn day(event: &Event) -> NaiveDate {
    event.envelope.occurred.date.map_or_else(|| office_day(event.known_at()), PartialDate::first_day)
}

fn is_restricted(event: &Event) -> bool {
    matches!(event.envelope.confidentiality, Some(Confidentiality::Restricted | Confidentiality::Sealed))
}
