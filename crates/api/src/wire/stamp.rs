//! By what a case was judged.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use wenze_casework::{CalendarStamp, ReplayStamp, RulebookStamp, Stamp};

/// Everything by which another office comes to the same findings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JudgingStamp {
    /// What had happened by then.
    pub(crate) as_of: DateTime<Utc>,
    /// What the office knew by then.
    pub(crate) known: DateTime<Utc>,
    /// The rulebooks judged by.
    pub(crate) rulebooks: Vec<StampedRulebook>,
    /// The calendar counted by, as it was known.
    pub(crate) calendar: StampedCalendar,
    /// Version of the engine.
    pub(crate) engine: &'static str,
    /// Version of the case: of the last act the office knew.
    pub(crate) case_version: i32,
}

/// A rulebook judged by.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StampedRulebook {
    /// Its id.
    pub(crate) id: String,
    /// Its release.
    pub(crate) version: String,
    /// What it is called.
    pub(crate) title: String,
    /// The same in English, where the rulebook says it.
    pub(crate) title_en: Option<String>,
    /// SHA-256 of its files, in hex.
    pub(crate) sha256: String,
}

/// A calendar counted by.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StampedCalendar {
    /// Its id.
    pub(crate) id: String,
    /// The newest notice known.
    pub(crate) revision: String,
    /// SHA-256 of all notices known, in hex; the digest of a calendar's file is another.
    pub(crate) notices_sha256: String,
}

/// By what a history was looked at: the same record and the same stamp give the same answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReplayedBy {
    /// Version of the case now.
    pub(crate) case_version: i32,
    /// What had happened by then; null where that was not asked.
    pub(crate) as_of: Option<DateTime<Utc>>,
    /// What the office knew by then; null where that was not asked.
    pub(crate) known: Option<DateTime<Utc>>,
    /// The language of the words.
    pub(crate) lang: &'static str,
    /// The rulebooks judged by; absent where nothing was judged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) rulebooks: Vec<StampedRulebook>,
    /// The calendar counted by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) calendar: Option<StampedCalendar>,
}

impl JudgingStamp {
    /// A stamp.
    pub(crate) fn of(stamp: Stamp) -> Self {
        Self {
            as_of: stamp.as_of,
            known: stamp.known,
            rulebooks: stamp.rulebooks.into_iter().map(StampedRulebook::of).collect(),
            calendar: StampedCalendar::of(stamp.calendar),
            engine: stamp.engine,
            case_version: stamp.case_version,
        }
    }
}

/// What bears the stamp of a judgement.
pub(crate) trait Stamped: Serialize {
    /// The stamp.
    fn stamp(&mut self) -> &mut JudgingStamp;
}

impl ReplayedBy {
    /// A stamp.
    pub(crate) fn of(stamp: ReplayStamp) -> Self {
        Self {
            case_version: stamp.case_version,
            as_of: stamp.as_of,
            known: stamp.known,
            lang: stamp.lang,
            rulebooks: stamp.rulebooks.into_iter().map(StampedRulebook::of).collect(),
            calendar: stamp.calendar.map(StampedCalendar::of),
        }
    }
}

impl StampedRulebook {
    fn of(book: RulebookStamp) -> Self {
        Self { id: book.id, version: book.version, title: book.title, title_en: book.title_en, sha256: book.sha256 }
    }
}

impl StampedCalendar {
    fn of(calendar: CalendarStamp) -> Self {
        Self { id: calendar.id, revision: calendar.revision, notices_sha256: calendar.notices_sha256 }
    }
}
