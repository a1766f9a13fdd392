//! What judging a case works with and what it comes to.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use wenze_projector::ledger::Recorded;
use wenze_rulebook::finding::{Finding, Phase, Verdict};

use crate::worklist::{Stand, Work};

/// A stored event, as far as judging needs it.
#[derive(Debug, Clone)]
pub(super) struct LogEvent {
    pub(super) version: i32,
    pub(super) recorded_at: DateTime<Utc>,
    pub(super) content: Arc<[u8]>,
}

/// What is remembered of an obligation from one judging to the next.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Known {
    pub(super) standing: Standing,
    /// Since when it stands so.
    pub(super) since: DateTime<Utc>,
}

/// How an obligation stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standing {
    pub(super) verdict: Verdict,
    pub(super) phase: Option<Phase>,
    pub(super) due_on: Option<NaiveDate>,
    pub(super) due_at: Option<DateTime<Utc>>,
}

impl Standing {
    pub(super) fn of(finding: &Finding) -> Self {
        Self { verdict: finding.verdict, phase: finding.phase, due_on: finding.due, due_at: finding.due_at }
    }
}

/// Rows of obligations as they are written: by key and instant, what tells their content from any other.
pub(super) type Written = HashMap<(String, DateTime<Utc>), Uuid>;

/// Obligations by their keys.
pub(super) type Board = BTreeMap<String, Known>;

/// Where judging stood after an act.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub(super) version: i32,
    pub(super) at: DateTime<Utc>,
    pub(super) board: Board,
}

/// Why a verdict changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// An act was recorded.
    Act(Uuid),
    /// The day on which it was due ended.
    Due,
    /// A new version of the rule came into force.
    Norm,
    /// A notice of holidays was published.
    Notice,
    /// A rulebook was adopted or withdrawn at this position.
    Rulebook(i64),
    /// A calendar was published at this position.
    Calendar(i64),
}

/// One change of how an obligation stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    pub(super) version: i32,
    pub(super) at: DateTime<Utc>,
    pub(super) key: String,
    pub(super) before: Option<Standing>,
    pub(super) after: Option<Standing>,
    pub(super) cause: Cause,
}

/// How an obligation stands from an instant on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Obligation {
    pub(super) key: String,
    pub(super) since: DateTime<Utc>,
    pub(super) until: Option<DateTime<Utc>>,
    /// At which instant it was judged.
    pub(super) as_of: DateTime<Utc>,
    /// The organ that the act which started it was done for, or the office that entered it.
    pub(super) organ: Option<Uuid>,
    pub(super) finding: Finding,
}

impl Obligation {
    /// As work lists read it.
    pub(super) fn stand(&self) -> Stand<'_> {
        Stand { key: &self.key, since: self.since, until: self.until, finding: &self.finding }
    }
}

/// What judging a case came to.
#[derive(Debug)]
pub(super) struct Outcome {
    /// Version and instant of the last act.
    pub(super) version: i32,
    pub(super) at: DateTime<Utc>,
    /// The point it went on from; none if it began with the first act.
    pub(super) from: Option<(i32, DateTime<Utc>)>,
    pub(super) obligations: Vec<Obligation>,
    pub(super) changes: Vec<Change>,
    /// What work lists show of it.
    pub(super) work: Work,
    /// To which instant it was judged ahead, if not to the end.
    pub(super) ahead_until: Option<DateTime<Utc>>,
    /// What stands in the tables so far.
    pub(super) written: Written,
}

impl LogEvent {
    /// As a stream is read.
    pub(super) fn stored(&self) -> (i32, DateTime<Utc>, Arc<[u8]>) {
        (self.version, self.recorded_at, self.content.clone())
    }
}

impl From<&Recorded> for LogEvent {
    fn from(event: &Recorded) -> Self {
        Self { version: event.stream_version, recorded_at: event.recorded_at, content: event.content.clone() }
    }
}
