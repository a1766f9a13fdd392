//! Judging one case: its history at a moment, the levels of the organs it names, and rules in; findings out.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::codes::Level;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_domain::history::History;
use wenze_domain::registers::Organ;
use wenze_ledger::READ_STREAMS_MAX;
use wenze_projections::judging;
use wenze_rulebook::finding::Finding;
use wenze_rulebook::judge::{ENGINE, Moment};

use crate::export::collect_named;
use crate::load::stream;
use crate::views::procedure::{Answered, answers};
use crate::{Casework, Error, Rules};

/// Everything by which a second office comes to the same findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// What had happened by then.
    pub as_of: DateTime<Utc>,
    /// What the office knew by then.
    pub known: DateTime<Utc>,
    /// The rulebooks judged by.
    pub rulebooks: Vec<RulebookStamp>,
    /// The calendar counted by, as it was known.
    pub calendar: CalendarStamp,
    /// Version of the engine.
    pub engine: &'static str,
    /// Version of the case: of the last act the office knew.
    pub case_version: i32,
}

/// A rulebook judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulebookStamp {
    /// Its id.
    pub id: String,
    /// Its release.
    pub version: String,
    /// What it is called.
    pub title: String,
    /// SHA-256 of its files, in hex.
    pub sha256: String,
}

/// A calendar counted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarStamp {
    /// Its id.
    pub id: String,
    /// The newest notice known.
    pub revision: String,
    /// SHA-256 of all notices known, in hex.
    pub sha256: String,
}

/// A case judged, before it is put into words.
pub(crate) struct Judged {
    pub(crate) findings: Vec<Finding>,
    pub(crate) answers: Vec<Answered>,
    pub(crate) stamp: Stamp,
}

/// When a case is judged: what had happened by then, and what the office knew by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) as_of: DateTime<Utc>,
    pub(crate) known: DateTime<Utc>,
}

/// The levels of organs.
pub(crate) type Levels = HashMap<Uuid, Level>;

impl At {
    /// Everything recorded until now.
    pub(crate) fn now() -> Self {
        let now = Utc::now();
        Self { as_of: now, known: now }
    }
}

impl Casework {
    /// Judges a history by rules.
    pub(crate) async fn judge(&self, id: Uuid, history: &History, at: At, rules: &Rules) -> Result<Judged, Error> {
        let levels = self.levels(std::iter::once(history), at.known).await?;
        Ok(judge(id, history, at, rules, &levels))
    }

    /// The levels of the organs that histories name, read from the log as they were known.
    pub(crate) async fn levels<'h>(
        &self,
        histories: impl Iterator<Item = &'h History>,
        known: DateTime<Utc>,
    ) -> Result<Levels, Error> {
        let mut named = Vec::new();
        histories.flat_map(|history| &history.events).for_each(|event| collect_named(&event.json(), &mut named));
        let named: Vec<Uuid> = named.into_iter().collect::<BTreeSet<Uuid>>().into_iter().collect();
        let mut levels = Levels::new();
        for ids in named.chunks(READ_STREAMS_MAX) {
            let streams: Vec<_> = ids.iter().map(|id| stream(StreamKind::Organ, *id)).collect();
            for events in self.inner.ledger.read_streams(&streams).await?.iter().filter(|events| !events.is_empty()) {
                let mut organ = Organ::default();
                let history = wenze_projections::history(events);
                history.effective(Cut { known: Some(known), ..Cut::default() }).iter().for_each(|item| organ.evolve(item));
                levels.extend(organ.level.map(|level| (organ.id, level)));
            }
        }
        Ok(levels)
    }
}

/// Judges a history by rules, the levels of organs being known.
pub(crate) fn judge(id: Uuid, history: &History, at: At, rules: &Rules, levels: &Levels) -> Judged {
    let cut = Cut { version: None, known: Some(at.known), as_of: Some(at.as_of) };
    let items = history.effective(cut);
    let case = history.case(id, cut);
    let seen = judging::history(&items, &case, &|organ| levels.get(&organ).copied());
    let calendar = rules.calendar().known(at.known);
    let mut findings = rules.judge().judge(&seen, Moment { as_of: at.as_of, calendar: &calendar });
    let answers = answers::of(&items);
    answers::settle(&mut findings, &answers);
    Judged { findings, answers, stamp: stamp(history, at, rules) }
}

fn stamp(history: &History, at: At, rules: &Rules) -> Stamp {
    let calendar = rules.calendar().known(at.known);
    let book = |book: &std::sync::Arc<wenze_rulebook::rule::Rulebook>| RulebookStamp {
        id: book.id.to_string(),
        version: book.version.to_string(),
        title: book.title.clone(),
        sha256: book.digest_hex(),
    };
    let known = history.events.iter().filter(|event| event.known_at() <= at.known);
    Stamp {
        as_of: at.as_of,
        known: at.known,
        rulebooks: rules.judge().books().map(book).collect(),
        calendar: CalendarStamp {
            id: rules.calendar().id().to_owned(),
            revision: calendar.revision().to_owned(),
            sha256: calendar.digest().to_owned(),
        },
        engine: ENGINE,
        case_version: known.map(|event| event.version).max().unwrap_or(0),
    }
}
