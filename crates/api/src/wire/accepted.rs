//! The answer to an accepted command.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{Receipt, Written};

/// What was recorded. The same command again gets the same answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Accepted {
    /// The case, person or organ.
    id: Uuid,
    /// Its version after these acts.
    version: i32,
    /// The events, in order.
    events: Vec<RecordedEvent>,
}

/// One event recorded.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecordedEvent {
    /// The event.
    event_id: Uuid,
    /// Its kind.
    #[schema(example = "ReportReceived")]
    kind: String,
    /// Its version in the stream.
    version: i32,
    /// The objects it is about or brought into being: role → ids. Ids that the request left out stand here.
    #[schema(value_type = Object)]
    refs: Value,
}

impl Accepted {
    pub(crate) fn of(receipt: &Receipt) -> Self {
        let event = |written: &Written| RecordedEvent {
            event_id: written.event_id,
            kind: written.kind.clone(),
            version: written.version,
            refs: written.refs.clone(),
        };
        Self { id: receipt.id, version: receipt.version, events: receipt.events.iter().map(event).collect() }
    }
}
