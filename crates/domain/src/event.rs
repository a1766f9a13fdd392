//! Stored events, decoded: bytes to acts, step by step through the versions of their form.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::acts::{Act, Kind};
use crate::envelope::Envelope;
use crate::refs::Refs;
use crate::unquoted::without_values;

/// One event of a stream, decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its version in the stream, from 1.
    pub version: i32,
    /// The log's clock.
    pub recorded_at: DateTime<Utc>,
    /// What it says.
    pub envelope: Envelope<Act>,
    /// Its exact stored bytes, for corrections and exports.
    pub raw: Arc<[u8]>,
}

/// Why an event cannot be read; the case stays readable without it and takes no new acts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// A kind this program does not know.
    #[error("kind '{0}' is not known to this version of the program")]
    UnknownKind(String),
    /// A form newer than this program.
    #[error("{kind} is stored in form {stored}, this program reads up to {known}")]
    NewerForm {
        /// The kind.
        kind: String,
        /// The stored version.
        stored: i16,
        /// The newest version known.
        known: i16,
    },
    /// The bytes do not parse.
    #[error("the stored event does not parse: {0}")]
    Malformed(String),
}

impl Unreadable {
    /// The reason is printed and logged, so it quotes no value.
    fn malformed(error: &dyn std::error::Error) -> Self {
        Self::Malformed(without_values(&error.to_string()))
    }
}

impl Event {
    /// Decodes stored bytes. Older forms are lifted one step at a time, never written back.
    pub fn decode(version: i32, recorded_at: DateTime<Utc>, raw: Arc<[u8]>) -> Result<Self, Unreadable> {
        let envelope: Envelope<&RawValue> = serde_json::from_slice(&raw).map_err(|e| Unreadable::malformed(&e))?;
        let kind = Kind::parse(&envelope.kind).ok_or_else(|| Unreadable::UnknownKind(envelope.kind.clone()))?;
        let act = read_payload(kind, envelope.schema_version, envelope.payload.get())?;
        Ok(Self { version, recorded_at, envelope: envelope.with_payload(act), raw })
    }

    /// Its id.
    pub fn id(&self) -> Uuid {
        self.envelope.event_id
    }

    /// Its act.
    pub fn act(&self) -> &Act {
        &self.envelope.payload
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.envelope.payload.kind()
    }

    /// What it is about.
    pub fn refs(&self) -> &Refs {
        &self.envelope.refs
    }

    /// When the office knew of it: per the source register, else when it was recorded.
    pub fn known_at(&self) -> DateTime<Utc> {
        self.envelope.known_at.unwrap_or(self.recorded_at)
    }

    /// The stored JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.raw).unwrap_or_default()
    }
}

fn read_payload(kind: Kind, stored: i16, payload: &str) -> Result<Act, Unreadable> {
    let known = kind.spec().schema_version;
    if stored > known || stored < 1 {
        return Err(Unreadable::NewerForm { kind: kind.as_str().to_owned(), stored, known });
    }
    if stored == known {
        return Act::parse(kind, payload).map_err(|e| Unreadable::malformed(&e));
    }
    let mut value: Value = serde_json::from_str(payload).map_err(|e| Unreadable::malformed(&e))?;
    for from in stored..known {
        value = upcast(kind, from, value);
    }
    Act::parse(kind, &value.to_string()).map_err(|e| Unreadable::Malformed(e.to_string()))
}

/// One step from form `from` of a kind to the next. No kind has a second form yet; each new one adds its arm here.
fn upcast(_kind: Kind, _from: i16, payload: Value) -> Value {
    payload
}
