//! What the columns of an event must be, read out of its content: so that `verify` finds a changed copy too.

use serde_json::Value;
use serde_json::value::RawValue;
use wenze_domain::acts::Kind;
use wenze_domain::envelope::Envelope;
use wenze_domain::parts;
use wenze_ledger::{CheckedFields, Derived, Report, Stream};

use crate::texts::digest;
use crate::{Casework, Error};

/// Reads the fields that the log keeps beside the content. The payload is not decoded, so an unknown kind is checked too.
pub fn checked_fields(_kind: &str, content: &[u8]) -> Result<CheckedFields, String> {
    let envelope: Envelope<&RawValue> = serde_json::from_slice(content).map_err(|e| e.to_string())?;
    let json: Value = serde_json::from_slice(content).map_err(|e| e.to_string())?;
    let canonical = wenze_domain::canonical::bytes(&json).map_err(|e| e.to_string())?;
    if canonical != content {
        return Err("the content is not in canonical form".to_owned());
    }
    let window = envelope.occurred.window();
    let mut numbers: Vec<i16> = parts::references(&json).into_iter().map(|(n, _)| n).collect();
    numbers.sort_unstable();
    let texts = texts(&envelope.kind, &json).into_iter().collect();
    Ok(CheckedFields {
        event_id: envelope.event_id,
        stream: Stream { kind: envelope.stream.kind.as_str().to_owned(), id: envelope.stream.id },
        kind: envelope.kind,
        schema_version: envelope.schema_version,
        command_id: envelope.command_id,
        derived: Derived {
            occurred_from: window.map(|w| w.0),
            occurred_until: window.map(|w| w.1),
            known_at: envelope.known_at,
            entered_from: envelope.entered_from.to_string(),
        },
        take: envelope.take,
        release: envelope.release,
        parts: numbers,
        texts,
    })
}

/// The text that an act names by its digest. One that cannot be read is left to whoever reads the act.
fn texts(kind: &str, event: &Value) -> Option<[u8; 32]> {
    let names = matches!(Kind::parse(kind), Some(Kind::RulebookVersionAdopted | Kind::CalendarPublished));
    names.then(|| digest(event.pointer("/payload/sha256")?.as_str()?)).flatten()
}

impl Casework {
    /// Re-reads the whole log: bytes, hashes, columns, order, heads, claims, answers, parts.
    pub async fn verify(&self, progress: impl FnMut(i64)) -> Result<Report, Error> {
        let ledger = &self.inner.ledger;
        Ok(wenze_ledger::verify(ledger.pool(), ledger.log_id(), checked_fields, progress).await?)
    }
}
