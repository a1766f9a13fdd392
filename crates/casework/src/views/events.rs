//! The stored events of a case, as they are, for those who want the record itself.

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::envelope::StreamKind;

use crate::load::stream;
use crate::opening::Wanted;
use crate::sealing::hex;
use crate::{Casework, Error};

/// One stored event.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// Its version in the stream.
    pub version: i32,
    /// The log's clock.
    pub recorded_at: chrono::DateTime<chrono::Utc>,
    /// SHA-256 of the stored content, in hex. The record's hash is not shown: whoever has it can find the position in the
    /// log by trying, and with it how much other work there is.
    pub content_hash: String,
    /// The stored envelope; texts that may be read stand beside their references.
    pub event: Value,
}

/// A page of events.
#[derive(Debug, Clone, Serialize)]
pub struct EventPage {
    /// The events, in stream order.
    pub items: Vec<EventView>,
    /// The version after which the next page starts.
    pub next_after: Option<i32>,
    /// Version of the last event of the page.
    pub version: i32,
}

impl Casework {
    /// Events of a case after a version.
    pub async fn events(&self, id: Uuid, after: i32, limit: u32) -> Result<EventPage, Error> {
        self.seen(id)?;
        let stream = stream(StreamKind::Case, id);
        let mut stored = self.inner.ledger.read_stream(&stream, after, i64::from(limit) + 1).await?;
        if stored.is_empty() && (after == 0 || self.inner.ledger.read_stream(&stream, 0, 1).await?.is_empty()) {
            return Err(Error::NotFound { kind: "case", id });
        }
        let more = stored.len() > limit as usize;
        stored.truncate(limit as usize);
        let mut views: Vec<EventView> = Vec::with_capacity(stored.len());
        let mut wanted = Wanted::default();
        for one in &stored {
            let event: Value = serde_json::from_slice(&one.content).unwrap_or_default();
            wanted.all_in(&event, one.event_id);
            views.push(EventView {
                version: one.stream_version,
                recorded_at: one.recorded_at,
                content_hash: hex(&one.content_hash),
                event,
            });
        }
        let texts = self.open(&wanted).await?;
        for (view, one) in views.iter_mut().zip(&stored) {
            texts.inline(&mut view.event, one.event_id);
        }
        let last = views.last().map_or(after, |v| v.version);
        Ok(EventPage { items: views, next_after: more.then_some(last), version: last })
    }

    /// One act of a case as it stands now, with whatever corrected it; texts that may be read stand beside their references.
    pub async fn act_in_force(&self, id: Uuid, version: i32) -> Result<Value, Error> {
        let history = self.case_history(id).await?;
        let recorded = history.events.iter().find(|event| event.version == version);
        let missing = || Error::NotFound { kind: "event", id };
        let event_id = recorded.map(wenze_domain::event::Event::id).ok_or_else(missing)?;
        let mut event = history.event_in_force(event_id).ok_or_else(missing)?.json();
        let mut wanted = Wanted::default();
        wanted.all_in(&event, event_id);
        self.open(&wanted).await?.inline(&mut event, event_id);
        Ok(event)
    }
}
