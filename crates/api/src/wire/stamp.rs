//! By what a case was judged.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use wenze_casework::Stamp;

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

impl JudgingStamp {
    /// A stamp.
    pub(crate) fn of(stamp: Stamp) -> Self {
        let rulebook = |one: wenze_casework::RulebookStamp| StampedRulebook {
            id: one.id,
            version: one.version,
            title: one.title,
            title_en: one.title_en,
            sha256: one.sha256,
        };
        Self {
            as_of: stamp.as_of,
            known: stamp.known,
            rulebooks: stamp.rulebooks.into_iter().map(rulebook).collect(),
            calendar: StampedCalendar {
                id: stamp.calendar.id,
                revision: stamp.calendar.revision,
                notices_sha256: stamp.calendar.notices_sha256,
            },
            engine: stamp.engine,
            case_version: stamp.case_version,
        }
    }
}
