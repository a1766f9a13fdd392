//! Who read what of a case, and sealed parts on their way to being opened.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{AccessLine, OpeningView, SealedText};
use wenze_domain::registers::OpeningState;

/// What was read of a case, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Accesses {
    /// What somebody did.
    items: Vec<AccessItem>,
}

/// One thing that somebody did to read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccessItem {
    /// The act that says so.
    event_id: Uuid,
    /// Its kind.
    #[schema(example = "SealedPartOpened")]
    kind: String,
    /// What it is called.
    title: String,
    /// What was done, in words. A sealed part is named and never told.
    sentence: String,
    /// Who.
    by: Uuid,
    /// The name, where it may be read.
    name: Option<String>,
    /// In which role, in words.
    role: String,
    /// When.
    at: DateTime<Utc>,
    /// The opening it belongs to.
    opening: Option<Uuid>,
    /// How that stands now.
    #[schema(example = "opened")]
    state: Option<&'static str>,
}

/// A sealed part on its way to being opened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpeningItem {
    /// The opening.
    id: Uuid,
    /// The event that holds the part.
    of_event: Uuid,
    /// Its number there, as `$part` tells it.
    part_no: u32,
    /// `waiting` for another person, `open`, `refused`, `opened` or `lapsed`.
    #[schema(example = "waiting")]
    state: &'static str,
    /// Until when it may be opened, once it may.
    open_until: Option<DateTime<Utc>>,
    /// Whether another person must approve.
    second_person: bool,
}

/// A sealed part, opened this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct OpenedPart {
    /// The act that says that it was opened.
    event_id: Uuid,
    /// The text.
    text: String,
}

impl Accesses {
    pub(crate) fn of(lines: Vec<AccessLine>) -> Self {
        let item = |line: AccessLine| AccessItem {
            event_id: line.event_id,
            kind: line.kind,
            title: line.title,
            sentence: line.sentence,
            by: line.by,
            name: line.name,
            role: line.role,
            at: line.at,
            opening: line.opening.map(|(id, _)| id),
            state: line.opening.map(|(_, state)| state.as_str()),
        };
        Self { items: lines.into_iter().map(item).collect() }
    }
}

impl OpeningItem {
    pub(crate) fn of(view: &OpeningView) -> Self {
        let open_until = match view.state {
            OpeningState::Open(until) => Some(until),
            _ => None,
        };
        Self {
            id: view.id,
            of_event: view.of_event,
            part_no: view.part_no,
            state: view.state.as_str(),
            open_until,
            second_person: view.second_person,
        }
    }
}

impl OpenedPart {
    pub(crate) fn of(opened: SealedText) -> Self {
        Self { event_id: opened.by_event, text: opened.text }
    }
}
