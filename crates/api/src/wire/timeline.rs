//! The events of a case as a reviewer goes through them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{EventPage, Sitting, SittingAct, Timeline, TimelineRow, When};
use wenze_domain::words::Words;

use super::AuditItem;
use super::event::EventItem;
use super::stamp::ReplayedBy;

/// A page of events, in the form that was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventsPage {
    /// The rows.
    items: Vec<EventRow>,
    /// The path of the next page with its query, or null on the last one.
    next: Option<String>,
    /// Everything by which another office comes to the same; where a moment or a form was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    stamp: Option<ReplayedBy>,
}

/// One row: a stored event, an act in words, or the acts of a sitting.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum EventRow {
    /// A stored event.
    Stored(StoredRow),
    /// An act in words.
    Act(Box<ActRow>),
    /// Acts of one day that stand together in the record.
    Sitting(SittingRow),
}

/// A stored event and where it lies.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StoredRow {
    #[serde(flatten)]
    event: EventItem,
    #[serde(flatten)]
    when: Option<Lies>,
}

/// An act in words and where it lies.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActRow {
    #[serde(flatten)]
    line: AuditItem,
    #[serde(flatten)]
    when: Lies,
}

/// Acts of one day that stand together in the record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SittingRow {
    /// The first version.
    version: i32,
    /// The last.
    until_version: i32,
    /// The day, as precise as the papers say.
    occurred: Option<String>,
    /// The same in words.
    occurred_words: String,
    #[serde(flatten)]
    when: Lies,
    /// What was done.
    acts: Vec<SittingItem>,
}

/// An act of a sitting.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SittingItem {
    /// Its version.
    version: i32,
    /// Its event.
    event_id: Uuid,
    /// Its kind.
    kind: String,
    /// The kind's name.
    title: String,
    /// Whose act it is, by name where it may be read.
    by: String,
    /// Whether the record is void.
    voided: bool,
}

/// Where a row lies as seen from the moment asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Lies {
    /// It happened after the moment.
    future: bool,
    /// The office did not know of it yet.
    unknown: bool,
    /// Its date is too coarse to say whether it had happened.
    uncertain: bool,
    /// Days since the row before; negative where it happened earlier, null where a date is missing or coarse.
    gap_days: Option<i64>,
}

impl EventsPage {
    /// The record itself.
    pub(crate) fn stored(page: EventPage, next: Option<String>) -> Self {
        let row = |event| EventRow::Stored(StoredRow { event: EventItem::of(event), when: None });
        Self { items: page.items.into_iter().map(row).collect(), next, stamp: None }
    }

    /// The record as seen from a moment.
    pub(crate) fn of(timeline: Timeline, next: Option<String>, words: &Words) -> Self {
        let items = timeline.rows.into_iter().map(|row| EventRow::of(row, words)).collect();
        Self { items, next, stamp: Some(ReplayedBy::of(timeline.stamp)) }
    }
}

impl EventRow {
    fn of(row: TimelineRow, words: &Words) -> Self {
        match row {
            TimelineRow::Stored(when, event) => {
                Self::Stored(StoredRow { event: EventItem::of(event), when: Some(Lies::of(when)) })
            }
            TimelineRow::Act(when, line) => {
                Self::Act(Box::new(ActRow { line: AuditItem::of(*line, words), when: Lies::of(when) }))
            }
            TimelineRow::Sitting(when, sitting) => Self::Sitting(SittingRow::of(sitting, when)),
        }
    }
}

impl SittingRow {
    fn of(sitting: Sitting, when: When) -> Self {
        Self {
            version: sitting.version,
            until_version: sitting.until_version,
            occurred: sitting.occurred,
            occurred_words: sitting.occurred_words,
            when: Lies::of(when),
            acts: sitting.acts.into_iter().map(SittingItem::of).collect(),
        }
    }
}

impl SittingItem {
    fn of(act: SittingAct) -> Self {
        Self {
            version: act.version,
            event_id: act.event_id,
            kind: act.kind,
            title: act.title,
            by: act.by,
            voided: act.voided,
        }
    }
}

impl Lies {
    fn of(when: When) -> Self {
        Self { future: when.future, unknown: when.unknown, uncertain: when.uncertain, gap_days: when.gap_days }
    }
}
