//! What a command must be before it may wait in the queue, so that one caller's mistake never reaches a batch.

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Utc};
use uuid::Uuid;

use crate::{
    CIPHERTEXT_BYTES_MAX, CLAIM_BYTES_MAX, CLAIMS_PER_WRITE_MAX, COMMAND_BYTES_MAX, CONTENT_BYTES_MAX, Command,
    DERIVED_YEARS, EVENTS_PER_COMMAND_MAX, KEYS_PER_COMMAND_MAX, KIND_BYTES_MAX, NewEvent, NewKey, NewPart,
    PARTS_PER_EVENT_MAX, STREAM_KIND_BYTES_MAX, SUBJECT_BYTES_MAX, WRAPPED_KEY_BYTES_MAX, WRITES_PER_COMMAND_MAX,
    Write,
};

/// Why a command was not queued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Invalid {
    /// A count or length is outside its bound.
    #[error("{what} is {actual}, allowed are {min} to {max}")]
    Bound {
        /// What was counted, with its unit.
        what: &'static str,
        /// How many there are.
        actual: usize,
        /// Fewest allowed.
        min: usize,
        /// Most allowed.
        max: usize,
    },
    /// A name holds a character it must not hold.
    #[error("{what} {value:?} holds a character that is not allowed")]
    Characters {
        /// Which name.
        what: &'static str,
        /// The name.
        value: String,
    },
    /// A number that counts from one does not.
    #[error("{what} must be at least {min}, is {actual}")]
    Number {
        /// Which number.
        what: &'static str,
        /// Its value.
        actual: i32,
        /// Lowest allowed.
        min: i32,
    },
    /// The same id or key stands twice in one command.
    #[error("{what} {value} stands twice")]
    Twice {
        /// What stands twice.
        what: &'static str,
        /// Its value.
        value: String,
    },
    /// `entered_from` is not one of the three words.
    #[error("entered_from {0:?} is not one of system, paper, import")]
    EnteredFrom(String),
    /// A derived time cannot be kept exactly.
    #[error("{what} {value} is outside the years of the calendar or finer than a microsecond")]
    Time {
        /// Which time.
        what: &'static str,
        /// Its value.
        value: DateTime<Utc>,
    },
}

/// What the queue and the batch are bounded by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) events: usize,
    pub(crate) bytes: usize,
}

pub(crate) fn check(command: &Command) -> Result<Size, Invalid> {
    bound("the number of writes", command.writes.len(), 1, WRITES_PER_COMMAND_MAX)?;
    bound("the number of keys", command.keys.len(), 0, KEYS_PER_COMMAND_MAX)?;
    let mut size = Size { events: 0, bytes: 0 };
    let mut event_ids = HashSet::new();
    for write in &command.writes {
        check_write(write)?;
        size.events += write.events.len();
        for event in &write.events {
            check_event(event)?;
            if !event_ids.insert(event.event_id) {
                return Err(twice("the event id", &event.event_id));
            }
            size.bytes += event.content.len() + event.parts.iter().map(|part| part.ciphertext.len()).sum::<usize>();
        }
    }
    bound("the number of events", size.events, 1, EVENTS_PER_COMMAND_MAX)?;
    bound("the bytes of the command", size.bytes, 1, COMMAND_BYTES_MAX)?;
    check_keys(&command.keys)?;
    Ok(size)
}

fn check_write(write: &Write) -> Result<(), Invalid> {
    let kind = &write.stream.kind;
    bound("the bytes of the stream kind", kind.len(), 1, STREAM_KIND_BYTES_MAX)?;
    if !kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        return Err(Invalid::Characters { what: "the stream kind", value: kind.clone() });
    }
    if let Some(expected) = write.expected {
        at_least("the expected version", expected, 0)?;
    }
    bound("the number of events of a write", write.events.len(), 1, EVENTS_PER_COMMAND_MAX)?;
    bound("the number of claims of a write", write.take.len() + write.release.len(), 0, CLAIMS_PER_WRITE_MAX)?;
    let mut keys = HashSet::new();
    for key in write.take.iter().chain(&write.release) {
        text("the claim key", key, CLAIM_BYTES_MAX)?;
        if !keys.insert(key) {
            return Err(twice("the claim key", key));
        }
    }
    Ok(())
}

fn check_event(event: &NewEvent) -> Result<(), Invalid> {
    bound("the bytes of the kind", event.kind.len(), 1, KIND_BYTES_MAX)?;
    if !event.kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return Err(Invalid::Characters { what: "the kind", value: event.kind.clone() });
    }
    at_least("the schema version", i32::from(event.schema_version), 1)?;
    bound("the bytes of the content", event.content.len(), 1, CONTENT_BYTES_MAX)?;
    let derived = &event.derived;
    if !matches!(derived.entered_from.as_str(), "system" | "paper" | "import") {
        return Err(Invalid::EnteredFrom(derived.entered_from.clone()));
    }
    time("occurred_from", derived.occurred_from)?;
    time("occurred_until", derived.occurred_until)?;
    time("known_at", derived.known_at)?;
    check_parts(&event.parts)
}

fn check_parts(parts: &[NewPart]) -> Result<(), Invalid> {
    bound("the number of parts of an event", parts.len(), 0, PARTS_PER_EVENT_MAX)?;
    let mut numbers = HashSet::new();
    for part in parts {
        at_least("the part number", i32::from(part.part_no), 1)?;
        if !numbers.insert(part.part_no) {
            return Err(twice("the part number", &part.part_no));
        }
        text("the subject", &part.subject, SUBJECT_BYTES_MAX)?;
        bound("the bytes of a ciphertext", part.ciphertext.len(), 1, CIPHERTEXT_BYTES_MAX)?;
    }
    Ok(())
}

fn check_keys(keys: &[NewKey]) -> Result<(), Invalid> {
    let mut ids: HashSet<Uuid> = HashSet::new();
    for key in keys {
        if !ids.insert(key.key_id) {
            return Err(twice("the key id", &key.key_id));
        }
        text("the subject", &key.subject, SUBJECT_BYTES_MAX)?;
        bound("the bytes of a wrapped key", key.wrapped.len(), 1, WRAPPED_KEY_BYTES_MAX)?;
    }
    Ok(())
}

fn bound(what: &'static str, actual: usize, min: usize, max: usize) -> Result<(), Invalid> {
    if (min..=max).contains(&actual) { Ok(()) } else { Err(Invalid::Bound { what, actual, min, max }) }
}

fn at_least(what: &'static str, actual: i32, min: i32) -> Result<(), Invalid> {
    if actual >= min { Ok(()) } else { Err(Invalid::Number { what, actual, min }) }
}

fn text(what: &'static str, value: &str, max: usize) -> Result<(), Invalid> {
    bound(what, value.len(), 1, max)?;
    // Postgres text cannot hold NUL, and a control character in a key is a mistake in every case.
    if value.chars().any(char::is_control) {
        return Err(Invalid::Characters { what, value: value.to_owned() });
    }
    Ok(())
}

fn time(what: &'static str, value: Option<DateTime<Utc>>) -> Result<(), Invalid> {
    match value {
        Some(value) if !DERIVED_YEARS.contains(&value.year()) || value.timestamp_subsec_nanos() % 1_000 != 0 => {
            Err(Invalid::Time { what, value })
        }
        _ => Ok(()),
    }
}

fn twice(what: &'static str, value: &impl ToString) -> Invalid {
    Invalid::Twice { what, value: value.to_string() }
}
