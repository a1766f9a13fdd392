//! The events of a case at a moment as a reviewer goes through them: act by act, sitting by sitting, or as they are stored.
//!
//! What lies after the moment is told too and marked, so that a reader keeps sight of where he stands.

use std::collections::HashMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::envelope::StreamKind;
use wenze_domain::history::History;
use wenze_domain::time::{Occurred, PartialDate, Precision};
use wenze_domain::words::Words;
use wenze_ledger::Recorded;
use wenze_projections::audit_trail::{self, Entry};

use crate::load::stream;
use crate::sealing::hex;
use crate::{AuditLine, CASE_EVENTS_MAX, Casework, Error, EventView, ReplayStamp};

mod asked;
pub use asked::{TimelineAsked, TimelineView};

/// A page of events.
#[derive(Debug, Clone, Serialize)]
pub struct Timeline {
    /// The rows, in stream order.
    pub rows: Vec<TimelineRow>,
    /// The version after which the next page starts.
    pub next_after: Option<i32>,
    /// What it takes to come to the same.
    pub stamp: ReplayStamp,
}

/// One row.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum TimelineRow {
    /// Acts of one day.
    Sitting(When, Sitting),
    /// An act in words.
    Act(When, Box<AuditLine>),
    /// An act as it is stored.
    Stored(When, EventView),
}

/// Where a row lies as seen from the moment asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct When {
    /// It happened after the moment.
    pub future: bool,
    /// The office did not know of it yet.
    pub unknown: bool,
    /// Its date is too coarse to say whether it had happened.
    pub uncertain: bool,
    /// Days since the row before; less than none where it happened earlier, null where a date is missing or coarse.
    pub gap_days: Option<i64>,
}

/// Acts of one day that stand together in the record.
#[derive(Debug, Clone, Serialize)]
pub struct Sitting {
    /// The first version.
    pub version: i32,
    /// The last.
    pub until_version: i32,
    /// The day, as precise as the papers say.
    pub occurred: Option<String>,
    /// The same in words.
    pub occurred_words: String,
    /// What was done.
    pub acts: Vec<SittingAct>,
}

/// An act of a sitting.
#[derive(Debug, Clone, Serialize)]
pub struct SittingAct {
    /// Its version.
    pub version: i32,
    /// Its event.
    pub event_id: Uuid,
    /// Its kind.
    pub kind: String,
    /// The kind's name.
    pub title: String,
    /// Whose act it is, by name where it may be read.
    pub by: String,
    /// Whether the record is void.
    pub voided: bool,
}

/// An entry and where it lies.
struct Placed {
    entry: Entry,
    when: When,
}

impl Casework {
    /// The events of a case, as they stood by what was known, with those marked that lie beyond the moment.
    pub async fn timeline(&self, id: Uuid, asked: &TimelineAsked, words: &'static Words) -> Result<Timeline, Error> {
        self.seen(id)?;
        let stored = self.inner.ledger.read_stream(&stream(StreamKind::Case, id), 0, CASE_EVENTS_MAX + 1).await?;
        if i64::try_from(stored.len()).is_ok_and(|count| count > CASE_EVENTS_MAX) {
            return Err(Error::TooLong(CASE_EVENTS_MAX));
        }
        let history = wenze_projections::history(&stored);
        if history.version == 0 {
            return Err(Error::NotFound { kind: "case", id });
        }
        let mut groups = grouped(placed(id, &history, asked), asked.view);
        groups.retain(|group| group.first().is_some_and(|one| one.entry.version > asked.after));
        let limit = asked.limit as usize;
        let is_more = groups.len() > limit;
        groups.truncate(limit);
        let last = groups.last().and_then(|group| group.last()).map(|one| one.entry.version);
        let rows = match asked.view {
            TimelineView::Raw => groups.iter().flatten().filter_map(|one| raw(one, &stored)).collect(),
            view => self.in_words(groups, view, words).await?,
        };
        let stamp = ReplayStamp::of(history.version, asked.cut(), words.lang());
        Ok(Timeline { rows, next_after: last.filter(|_| is_more), stamp })
    }

    async fn in_words(
        &self,
        groups: Vec<Vec<Placed>>,
        view: TimelineView,
        words: &'static Words,
    ) -> Result<Vec<TimelineRow>, Error> {
        let entries: Vec<Entry> = groups.iter().flatten().map(|one| one.entry.clone()).collect();
        let mut lines = self.lines(&entries, words).await?.into_iter();
        let row = |group: Vec<Placed>| {
            let own: Vec<AuditLine> = lines.by_ref().take(group.len()).collect();
            let when = group.first()?.when;
            match view {
                TimelineView::Compact => Some(TimelineRow::Sitting(when, sitting(&own)?)),
                _ => Some(TimelineRow::Act(when, Box::new(own.into_iter().next()?))),
            }
        };
        Ok(groups.into_iter().filter_map(row).collect())
    }
}

/// Every entry that is asked for: known ones as they were known, the others as they stand today.
fn placed(id: Uuid, history: &History, asked: &TimelineAsked) -> Vec<Placed> {
    let mut known = history.clone();
    known.events.retain(|event| asked.known.is_none_or(|known| event.known_at() <= known));
    let (_, seen) = audit_trail::trail(id, &known);
    let mut seen: HashMap<i32, Entry> = seen.into_iter().map(|entry| (entry.version, entry)).collect();
    let whole = if seen.len() < history.events.len() { audit_trail::trail(id, history).1 } else { Vec::new() };
    let mut later: HashMap<i32, Entry> = whole.into_iter().map(|entry| (entry.version, entry)).collect();
    let mut placed: Vec<Placed> = Vec::with_capacity(history.events.len());
    let mut before = None;
    for event in &history.events {
        let own = seen.remove(&event.version);
        let unknown = own.is_none();
        let Some(entry) = own.or_else(|| later.remove(&event.version)).filter(|entry| asked.wants(entry)) else {
            continue;
        };
        let day = full_day(&entry.occurred);
        let gap_days = day.zip(before).map(|(day, before): (NaiveDate, NaiveDate)| (day - before).num_days());
        before = day;
        let (future, uncertain) = lies(&entry.occurred, asked.as_of);
        placed.push(Placed { entry, when: When { future, unknown, uncertain, gap_days } });
    }
    placed
}

/// Whether something happened after a moment, and whether it may have.
fn lies(occurred: &Occurred, as_of: Option<DateTime<Utc>>) -> (bool, bool) {
    let Some((moment, (from, until))) = as_of.zip(occurred.window()) else { return (false, false) };
    (from > moment, from <= moment && until - Duration::microseconds(1) > moment)
}

fn full_day(occurred: &Occurred) -> Option<NaiveDate> {
    occurred.date.filter(|date| date.precision() == Precision::Day).map(PartialDate::first_day)
}

/// Rows of one act each, or of all acts of a day that follow one another.
fn grouped(placed: Vec<Placed>, view: TimelineView) -> Vec<Vec<Placed>> {
    let mut groups: Vec<Vec<Placed>> = Vec::new();
    for one in placed {
        let joins = |last: &Placed| {
            let day = full_day(&one.entry.occurred);
            let side = |when: When| (when.future, when.unknown);
            day.is_some() && day == full_day(&last.entry.occurred) && side(one.when) == side(last.when)
        };
        match groups.last_mut().filter(|_| view == TimelineView::Compact) {
            Some(group) if group.last().is_some_and(joins) => group.push(one),
            _ => groups.push(vec![one]),
        }
    }
    groups
}

fn raw(placed: &Placed, stored: &[Recorded]) -> Option<TimelineRow> {
    let one = stored.iter().find(|one| one.stream_version == placed.entry.version)?;
    let view = EventView {
        version: one.stream_version,
        recorded_at: one.recorded_at,
        content_hash: hex(&one.content_hash),
        event: serde_json::from_slice(&one.content).unwrap_or_default(),
    };
    Some(TimelineRow::Stored(placed.when, view))
}

fn sitting(lines: &[AuditLine]) -> Option<Sitting> {
    let (first, last) = (lines.first()?, lines.last()?);
    Some(Sitting {
        version: first.version,
        until_version: last.version,
        occurred: first.occurred.clone(),
        occurred_words: first.occurred_words.clone(),
        acts: lines.iter().map(SittingAct::of).collect(),
    })
}

impl SittingAct {
    fn of(line: &AuditLine) -> Self {
        Self {
            version: line.version,
            event_id: line.event_id,
            kind: line.kind.clone(),
            title: line.title.clone(),
            by: line.on_behalf_of.clone().unwrap_or_else(|| line.entered_by.clone()),
            voided: line.voided,
        }
    }
}
