//! Where the values of a state come from.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use wenze_casework::{BlameView, EarlierValue, FieldBlame};

use super::case::Moment;
use super::source::SourceItem;
use super::stamp::ReplayedBy;

/// Fields of a state, and the events they come from.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Blamed {
    /// The moment asked for.
    asked: Moment,
    /// The fields, in the order of the state.
    fields: Vec<BlamedField>,
    /// Fields that found no room; a narrower pointer shows them.
    left_out: usize,
    /// Every event that the fields name by its version, in the order of the stream.
    events: Vec<SourceItem>,
    /// Everything by which another office comes to the same.
    pub(crate) stamp: ReplayedBy,
}

/// One field and the events it comes from, by their versions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BlamedField {
    /// Its place, a JSON pointer into the state.
    field: String,
    /// What it holds; a text that may be read stands beside its reference.
    #[schema(value_type = Object)]
    value: Value,
    /// The event that brought the value: an act, its correction, or a voiding. Null for a field that no event has touched.
    version: Option<i32>,
    /// Where that event is a correction or voiding, the records it speaks of, the original act last.
    of: Vec<i32>,
    /// The corrections in force of the act, oldest first, also those of other fields of it.
    corrections: Vec<i32>,
    /// What it held before, the newest first.
    earlier: Vec<EarlierItem>,
}

/// A value that a field held before.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EarlierItem {
    /// The event that had brought it.
    version: i32,
    /// The value; null where there was nothing.
    #[schema(value_type = Object)]
    value: Value,
}

impl Blamed {
    pub(crate) fn of(view: BlameView) -> Self {
        Self {
            asked: Moment::of(view.cut),
            fields: view.fields.into_iter().map(BlamedField::of).collect(),
            left_out: view.left_out,
            events: view.events.into_iter().map(SourceItem::of).collect(),
            stamp: ReplayedBy::of(view.stamp),
        }
    }
}

impl BlamedField {
    fn of(blame: FieldBlame) -> Self {
        let earlier = |one: EarlierValue| EarlierItem { version: one.version, value: one.value };
        Self {
            field: blame.field,
            value: blame.value,
            version: blame.version,
            of: blame.of,
            corrections: blame.corrections,
            earlier: blame.earlier.into_iter().map(earlier).collect(),
        }
    }
}
