//! A case as the log hands it over.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;
use wenze_projector::ledger::{Derived, Recorded, Stream};
use wenze_testkit::record;

/// The events of a case, recorded at one time, as an import records them.
pub(super) struct Stored {
    pub(super) id: Uuid,
    pub(super) events: Vec<Recorded>,
    /// When each happened, ten hours into its day; an act without a date when the one before it did.
    happened: Vec<DateTime<Utc>>,
}

impl Stored {
    /// Of a stream that has no events there are none.
    pub(super) fn of(id: Uuid, stream: Option<&record::Stream>) -> Self {
        let pairs = stream.into_iter().flat_map(|stream| stream.stored.iter().zip(&stream.history.events));
        let mut clock = DateTime::<Utc>::UNIX_EPOCH;
        let (events, happened) = pairs
            .map(|(stored, event)| {
                let day = event.envelope.occurred.window().map_or(clock, |(from, _)| from + Duration::hours(10));
                clock = clock.max(day);
                let recorded = Recorded {
                    position: 1,
                    event_id: stored.event_id,
                    stream: stream_of(id),
                    stream_version: stored.version,
                    kind: event.envelope.kind.clone(),
                    schema_version: event.envelope.schema_version,
                    recorded_at: stored.recorded_at,
                    command_id: Uuid::nil(),
                    content: stored.content.clone(),
                    content_hash: [0; 32],
                    record_hash: [0; 32],
                    derived: Derived::default(),
                };
                (recorded, clock)
            })
            .unzip();
        Self { id, events, happened }
    }

    pub(super) fn stream(&self) -> Stream {
        stream_of(self.id)
    }

    /// The events as an office records them that keeps its record day by day.
    pub(super) fn in_their_time(&self) -> Vec<Recorded> {
        let pairs = self.events.iter().zip(&self.happened);
        pairs.map(|(event, at)| Recorded { recorded_at: *at, ..event.clone() }).collect()
    }
}

fn stream_of(id: Uuid) -> Stream {
    Stream { kind: "case".to_owned(), id }
}
