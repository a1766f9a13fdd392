//! What a reviewer asks of a history: what differs between two moments and who made it so, and where a value comes from.
//!
//! Everything is folded from the log, with the knowledge of the moment asked for. Nothing here depends on a view but the
//! names of persons and organs.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::history::History;
use wenze_domain::words::Lang;

use crate::judging::{CalendarStamp, RulebookStamp, Stamp};
use crate::{Casework, Error, REPLAY_EVENTS_MAX};

mod blame;
mod diff;
mod source;

pub use blame::{BlameView, EarlierValue, FieldBlame};
pub use diff::{ActorChanges, CaseDiff, EventChanges, FieldChange, ObjectChange};
pub use source::Source;

/// A moment of a history, and by what it was looked at: the same stamp and the same record give the same answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplayStamp {
    /// Version of the case now.
    pub case_version: i32,
    /// What had happened by then; none where that was not asked.
    pub as_of: Option<DateTime<Utc>>,
    /// What the office knew by then; none where that was not asked.
    pub known: Option<DateTime<Utc>>,
    /// The language of the words.
    pub lang: &'static str,
    /// The rulebooks judged by; none where nothing was judged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rulebooks: Vec<RulebookStamp>,
    /// The calendar counted by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarStamp>,
}

impl ReplayStamp {
    /// The stamp of an answer for which nothing was judged.
    pub fn of(case_version: i32, cut: Cut, lang: Lang) -> Self {
        let (as_of, known, lang) = (cut.as_of, cut.known, lang.as_str());
        Self { case_version, as_of, known, lang, rulebooks: Vec::new(), calendar: None }
    }

    /// The same, with what judged.
    fn judged_by(self, stamp: Stamp) -> Self {
        Self { rulebooks: stamp.rulebooks, calendar: Some(stamp.calendar), ..self }
    }
}

/// A point of a history as a reviewer names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// After this version.
    Version(i32),
    /// When this had happened.
    Moment(DateTime<Utc>),
}

impl Point {
    /// The cut at this point, by what the office knew.
    pub fn cut(self, known: Option<DateTime<Utc>>) -> Cut {
        match self {
            Self::Version(version) => Cut { version: Some(version), known, as_of: None },
            Self::Moment(moment) => Cut { version: None, known, as_of: Some(moment) },
        }
    }
}

impl Casework {
    /// The history of a case that is to be replayed event by event: not longer than one answer can take, and with every
    /// version that is asked for.
    async fn replayable(&self, id: Uuid, cuts: &[Cut]) -> Result<History, Error> {
        let history = self.case_history(id).await?;
        if history.events.len() > REPLAY_EVENTS_MAX {
            return Err(Error::TooLong(i64::try_from(REPLAY_EVENTS_MAX).unwrap_or(i64::MAX)));
        }
        let is_beyond = |cut: &Cut| cut.version.is_some_and(|version| version < 0 || version > history.version);
        if cuts.iter().any(is_beyond) {
            return Err(Error::NotFound { kind: "such version of case", id });
        }
        Ok(history)
    }
}
