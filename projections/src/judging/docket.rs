//! A case that grows act by act, always ready to be judged.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::Case;
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::evolve::evolve;
use wenze_domain::history::History as Log;
use wenze_rulebook::finding::Finding;
use wenze_rulebook::history::History;

use super::act::Read;
use super::answers::{Answer, answers, settle};
use super::bench::Term;
use super::facts::{self, Told};
use super::links::{Completed, Links};
use super::{NO_REGISTER, history};

/// A case and its acts as rules read them. Adding acts one by one gives what [`history`] gives of all of them.
#[derive(Debug)]
pub struct Docket {
    log: Log,
    case: Case,
    told: Told,
    links: Links,
    answers: Vec<Answer>,
    /// Each act in force with what it was completed by.
    read: Vec<(Read, Completed)>,
    ready: History,
}

impl Docket {
    /// A case without acts.
    pub fn new(id: Uuid) -> Self {
        Self {
            log: Log::default(),
            case: Case::new(id),
            told: Told::default(),
            links: Links::default(),
            answers: Vec::new(),
            read: Vec::new(),
            ready: History::default(),
        }
    }

    /// Takes the next stored events. Those that this program cannot read change nothing.
    pub fn add(&mut self, stored: impl IntoIterator<Item = (i32, DateTime<Utc>, Arc<[u8]>)>) {
        let before = self.log.events.len();
        for (version, recorded_at, content) in stored {
            self.log.push(version, recorded_at, content);
        }
        let added = self.log.events.get(before..).unwrap_or_default();
        if added.iter().any(|event| matches!(event.kind(), Kind::RecordCorrected | Kind::RecordVoided)) {
            return self.start_again();
        }
        if added.iter().any(|event| matches!(event.kind(), Kind::FindingAnswered | Kind::ComplianceCheckRun)) {
            self.answers = answers(&self.log.effective(Cut::default()));
        }
        for event in added {
            let undated = event.envelope.occurred.date.is_none();
            let item = Effective { event: Cow::Borrowed(event), corrected_by: Vec::new(), uncertain: false, undated };
            evolve(&mut self.case, &item);
            self.told.add(event, NO_REGISTER);
            self.read.push((Read::of(&item, NO_REGISTER), Completed::default()));
        }
        self.complete();
    }

    /// What earlier acts mean has changed: all are read again.
    fn start_again(&mut self) {
        let items = self.log.effective(Cut::default());
        self.case = self.log.case(self.case.id, Cut::default());
        self.told = Told::by(&items, NO_REGISTER);
        self.answers = answers(&items);
        self.read = items.iter().map(|item| (Read::of(item, NO_REGISTER), Completed::default())).collect();
        self.links = Links::of(&self.case, &self.told);
        self.ready = history(&items, &self.case, NO_REGISTER);
        for (read, completed) in &mut self.read {
            *completed = read.completed(&self.links);
        }
    }

    /// Makes the acts ready that are not, and those anew whose objects have become about something else.
    fn complete(&mut self) {
        let links = Links::of(&self.case, &self.told);
        let done = self.ready.events.len();
        let is_same = links == self.links;
        self.links = links;
        for (at, (read, known)) in self.read.iter_mut().enumerate() {
            if at < done && is_same {
                continue;
            }
            let completed = read.completed(&self.links);
            let Some(event) = self.ready.events.get_mut(at) else {
                self.ready.events.push(read.clone().ready(&completed));
                *known = completed;
                continue;
            };
            if completed != *known {
                *event = read.clone().ready(&completed);
                *known = completed;
            }
        }
        self.ready.facts = facts::of(&self.case, &self.told);
        self.ready.objects = facts::objects(&self.case, &self.told);
        self.ready.is_closed = self.case.closed.is_some();
    }

    /// The case as rules read it.
    pub fn history(&self) -> &History {
        &self.ready
    }

    /// What a term finds at an instant, with the days known then and what was answered.
    pub fn findings(&self, term: &Term, at: DateTime<Utc>) -> Vec<Finding> {
        let mut findings = term.findings(&self.ready, at, at);
        settle(&mut findings, &self.answers);
        findings
    }

    /// The case as its acts in force tell it.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The log it was made from.
    pub fn log(&self) -> &Log {
        &self.log
    }
}
