//! What differs between two points of a history.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{ActorChanges, CaseDiff, EventChanges, FieldChange, ObjectChange, TurnedObligation};

use super::case::Moment;
use super::derivation::StoodItem;
use super::obligation::ObligationItem;
use super::source::SourceItem;
use super::stamp::ReplayedBy;

/// What differs between two points of a history, under those who made it so.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Difference {
    /// The one point.
    from: Moment,
    /// The other.
    to: Moment,
    /// What each person brought about, in the order of their first act.
    actors: Vec<ActorItem>,
    /// Obligations whose verdict differs, the worst first.
    obligations: Vec<TurnedItem>,
    /// The acts that turned verdicts, in the order of the stream.
    turned_by: Vec<SourceItem>,
    /// Everything by which another office comes to the same.
    pub(crate) stamp: ReplayedBy,
}

/// What one person brought about.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActorItem {
    /// The person.
    person_id: Uuid,
    /// The name, where it may be read.
    by: String,
    /// By which events.
    events: Vec<EventDifference>,
}

/// What one event brought about, as far as it still makes a difference.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventDifference {
    /// The event.
    #[serde(flatten)]
    source: SourceItem,
    /// Fields changed.
    fields: Vec<FieldDifference>,
    /// Objects added.
    added: Vec<ObjectDifference>,
    /// Objects removed.
    removed: Vec<ObjectDifference>,
}

/// A field that differs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldDifference {
    /// Its place, a JSON pointer into the state.
    #[schema(example = "/closed")]
    path: String,
    /// What it held; absent where it was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Object)]
    before: Option<Value>,
    /// What it holds; absent where it is there no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Object)]
    after: Option<Value>,
}

/// An object that stands on one side only.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ObjectDifference {
    /// The role under which acts name it.
    #[schema(example = "evidence")]
    role: &'static str,
    /// The object: an id, or `<respondent>/<track>`.
    object: String,
    /// Its place, a JSON pointer into the state.
    path: String,
    /// What the state holds of it; null for one that has nothing but its id.
    #[schema(value_type = Object)]
    value: Value,
    /// The versions of every event that made it what it is.
    versions: Vec<i32>,
}

/// An obligation whose verdict differs.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TurnedItem {
    /// How it stood; null where there was no such obligation.
    from: Option<StoodItem>,
    /// How it stands; null where there is none any more.
    to: Option<StoodItem>,
    /// From which to which verdict, in words.
    words: String,
    /// Versions of the acts that only one of the two verdicts stands on; corrections are among them.
    because: Vec<i32>,
    /// The obligation as it stands; as it stood where there is none any more.
    obligation: ObligationItem,
}

impl Difference {
    pub(crate) fn of(diff: CaseDiff) -> Self {
        Self {
            from: Moment::of(diff.from),
            to: Moment::of(diff.to),
            actors: diff.actors.into_iter().map(ActorItem::of).collect(),
            obligations: diff.obligations.into_iter().map(TurnedItem::of).collect(),
            turned_by: diff.turned_by.into_iter().map(SourceItem::of).collect(),
            stamp: ReplayedBy::of(diff.stamp),
        }
    }
}

impl ActorItem {
    fn of(actor: ActorChanges) -> Self {
        let events = actor.events.into_iter().map(EventDifference::of).collect();
        Self { person_id: actor.person_id, by: actor.by, events }
    }
}

impl EventDifference {
    fn of(changes: EventChanges) -> Self {
        let field = |one: FieldChange| FieldDifference { path: one.path, before: one.before, after: one.after };
        let object = |one: ObjectChange| ObjectDifference {
            role: one.role,
            object: one.object,
            path: one.path,
            value: one.value,
            versions: one.versions,
        };
        Self {
            source: SourceItem::of(changes.source),
            fields: changes.fields.into_iter().map(field).collect(),
            added: changes.added.into_iter().map(object).collect(),
            removed: changes.removed.into_iter().map(object).collect(),
        }
    }
}

impl TurnedItem {
    pub(crate) fn of(turned: TurnedObligation) -> Self {
        Self {
            from: turned.from.map(StoodItem::of),
            to: turned.to.map(StoodItem::of),
            words: turned.words,
            because: turned.because,
            obligation: ObligationItem::of(turned.obligation),
        }
    }
}
