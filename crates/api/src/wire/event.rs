//! Stored events.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use wenze_casework::EventView;

/// One stored event. Its record hash is not told: it covers the event's position in the log, which a caller could find
/// out by trying numbers, and from positions how much is recorded on cases that caller may not know of.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventItem {
    /// Its version in the stream.
    version: i32,
    /// The log's clock.
    recorded_at: DateTime<Utc>,
    /// SHA-256 of the stored content, in hex.
    content_hash: String,
    /// The stored envelope, as `schemas/event/KIND.vN.json` says; texts that may be read stand beside their references.
    #[schema(value_type = Object)]
    event: Value,
}

impl EventItem {
    pub(crate) fn of(view: EventView) -> Self {
        Self {
            version: view.version,
            recorded_at: view.recorded_at,
            content_hash: view.content_hash,
            event: view.event,
        }
    }
}
