//! The tasks of a case: a row for each time in which an open duty stands so, for each paper that waits for a decision, and
//! for each duty that somebody did.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::Case;
use wenze_domain::effective::Cut;
use wenze_domain::event::Event;
use wenze_rulebook::finding::{Finding, Flag, Phase, Step, Verdict};
use wenze_rulebook::history::Event as Judged;

use super::Tab;
use super::demand::Demand;
use super::holder::{Holder, Holders, doer, organ};
use super::matter::Matter;
use super::objects::Objects;
use super::submission::{Submission, undecided};
use crate::judging::Docket;

/// Where tasks without a day stand in their tab: behind all that have one, in microseconds.
const NEVER: i64 = 253_370_764_800_000_000;

/// How an obligation stands from an instant on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stand<'o> {
    /// What names the obligation.
    pub(crate) key: &'o str,
    pub(crate) since: DateTime<Utc>,
    pub(crate) until: Option<DateTime<Utc>>,
    pub(crate) finding: &'o Finding,
}

/// What the work lists show of a case.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Work {
    pub(crate) matter: Matter,
    pub(crate) tasks: Vec<Task>,
}

/// A row of `procedure_check_task`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Task {
    case_id: Uuid,
    /// What names it within its case.
    #[serde(rename = "task")]
    key: String,
    since: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
    tab: &'static str,
    person: Option<Uuid>,
    office: Option<Uuid>,
    obligation: Option<String>,
    event_id: Option<Uuid>,
    trigger_id: Option<Uuid>,
    release: Option<String>,
    rule: Option<String>,
    severity: Option<String>,
    standing: &'static str,
    instance: Value,
    acts: Value,
    due_on: Option<NaiveDate>,
    due_at: Option<DateTime<Utc>>,
    /// Where it stands in its tab: the lowest first.
    place: i64,
    provisional: bool,
    remembered: bool,
    turned: bool,
}

/// What a duty is told from.
struct Desk<'c> {
    case: &'c Case,
    holders: Holders<'c>,
    submissions: Vec<Submission<'c>>,
    /// Acts in force by their ids.
    events: HashMap<String, &'c Event>,
    /// The same as rules read them.
    judged: HashMap<&'c str, &'c Judged>,
}

impl Work {
    /// Of a case and how its obligations stand.
    pub(crate) fn of<'o>(docket: &Docket, stands: impl Iterator<Item = Stand<'o>>) -> Self {
        let (case, log) = (docket.case(), docket.log());
        let items = log.effective(Cut::default());
        let events: Vec<&Event> = items.iter().map(|item| &*item.event).collect();
        let desk = Desk {
            case,
            holders: Holders::of(case, &events, log.events.first()),
            submissions: undecided(&events, case),
            events: events.iter().map(|event| (event.id().to_string(), *event)).collect(),
            judged: docket.history().events.iter().map(|event| (event.id.as_ref(), event)).collect(),
        };
        let mut tasks: Vec<Task> = stands.filter_map(|stand| desk.task(&stand)).collect();
        tasks.extend(desk.submissions.iter().map(|paper| submitted(case.id, paper)));
        Self { matter: Matter::of(case, log), tasks }
    }
}

impl Desk<'_> {
    fn task(&self, stand: &Stand<'_>) -> Option<Task> {
        if is_open(stand.finding) { Some(self.open(stand)) } else { self.done(stand) }
    }

    fn open(&self, stand: &Stand<'_>) -> Task {
        let finding = stand.finding;
        let trigger = finding.trigger.as_deref();
        let judged = trigger.and_then(|id| self.events.get(id)).map(|event| event.kind());
        let demand = Demand::of(finding, judged);
        let objects = Objects::of(finding, trigger.and_then(|id| self.judged.get(id)).copied(), self.case);
        let holder = self.holders.of_duty(&demand, &objects);
        let tab = self.tab(finding, &demand, &objects, holder);
        let (person, office) = match holder {
            Holder::Person(person) => (Some(person), None),
            Holder::Office(office) => (None, Some(office)),
        };
        let standing = match (finding.verdict, finding.phase) {
            (Verdict::Violated, _) => "overdue",
            (_, Some(Phase::ClockStopped)) => "stopped",
            (_, Some(Phase::DueUnknown)) => "no_figure",
            _ => "running",
        };
        let waits = if tab == Tab::Submitted { Some(stand.since) } else { finding.due_at };
        let acts = demand.acts.iter().map(|kind| kind.as_str()).collect::<Vec<_>>();
        let place = waits.map_or(NEVER, |at| at.timestamp_micros());
        Task { tab: tab.as_str(), person, office, standing, acts: json!(acts), place, ..self.row(stand) }
    }

    /// In which tab of its holder an open duty stands: in exactly one.
    fn tab(&self, finding: &Finding, demand: &Demand, objects: &Objects, holder: Holder) -> Tab {
        if finding.phase == Some(Phase::ClockStopped) || demand.is_outside() {
            return Tab::Waiting;
        }
        let decides = |paper: &Submission<'_>| paper.decided_by.iter().any(|kind| demand.acts.contains(kind));
        let waits = |paper: &Submission<'_>| decides(paper) && paper.is_about(objects);
        match holder {
            Holder::Person(_) if demand.is_decision() && self.submissions.iter().any(waits) => Tab::Submitted,
            Holder::Person(_) => Tab::Todo,
            Holder::Office(_) => Tab::Pool,
        }
    }

    /// A duty that was done belongs to whoever did it; none for what nobody did.
    fn done(&self, stand: &Stand<'_>) -> Option<Task> {
        let finding = stand.finding;
        let standing = match finding.verdict {
            Verdict::Satisfied | Verdict::Discharged => "done",
            Verdict::Violated if finding.phase == Some(Phase::Cured) => "done_late",
            _ => return None,
        };
        let by = finding.steps.iter().rev().find_map(|step| match step {
            Step::DoneBy { event } | Step::DischargedBy { event } => self.events.get(event.as_ref()),
            _ => None,
        })?;
        Some(Task {
            tab: Tab::Done.as_str(),
            person: Some(doer(by)),
            office: Some(organ(by)),
            event_id: Some(by.id()),
            standing,
            acts: json!([by.kind().as_str()]),
            // The last one first.
            place: -stand.since.timestamp_micros(),
            ..self.row(stand)
        })
    }

    /// What every row about an obligation says.
    fn row(&self, stand: &Stand<'_>) -> Task {
        let finding = stand.finding;
        Task {
            key: stand.key.to_owned(),
            until: stand.until,
            obligation: Some(stand.key.to_owned()),
            trigger_id: finding.trigger.as_deref().and_then(|trigger| Uuid::try_parse(trigger).ok()),
            release: Some(finding.rulebook.to_string()),
            rule: Some(finding.rule.to_string()),
            severity: json!(finding.severity).as_str().map(str::to_owned),
            instance: json!(finding.instance),
            due_on: finding.due,
            due_at: finding.due_at,
            provisional: finding.flags.contains(&Flag::ProvisionalDue),
            remembered: finding.is_remembered(),
            turned: finding.flags.contains(&Flag::FlippedByCorrection),
            ..Task::empty(self.case.id, stand.since)
        }
    }
}

impl Task {
    fn empty(case_id: Uuid, since: DateTime<Utc>) -> Self {
        Self {
            case_id,
            key: String::new(),
            since,
            until: None,
            tab: Tab::Todo.as_str(),
            person: None,
            office: None,
            obligation: None,
            event_id: None,
            trigger_id: None,
            release: None,
            rule: None,
            severity: None,
            standing: "running",
            instance: json!({}),
            acts: json!([]),
            due_on: None,
            due_at: None,
            place: NEVER,
            provisional: false,
            remembered: false,
            turned: false,
        }
    }
}

/// Whether it is still to be done. A right that nobody used in time is over, and nobody's duty.
fn is_open(finding: &Finding) -> bool {
    let is_overdue = finding.verdict == Verdict::Violated && finding.phase == Some(Phase::Open) && !finding.is_hint();
    finding.verdict == Verdict::Pending || is_overdue
}

/// A paper that waits, in the list of whoever submitted it; the one that waits longest first.
fn submitted(case_id: Uuid, paper: &Submission<'_>) -> Task {
    let event = paper.event;
    let decided_by = paper.decided_by.iter().copied().map(Kind::as_str).collect::<Vec<_>>();
    Task {
        key: format!("submitted|{}", event.id()),
        tab: Tab::Submitted.as_str(),
        person: Some(doer(event)),
        office: Some(organ(event)),
        event_id: Some(event.id()),
        standing: "submitted",
        acts: json!(decided_by),
        place: event.recorded_at.timestamp_micros(),
        ..Task::empty(case_id, event.recorded_at)
    }
}
