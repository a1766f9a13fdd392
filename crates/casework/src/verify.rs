//! What the columns of an event must be, read out of its content: so that `verify` finds a changed copy too.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
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

/// Faults of a verification that are told; all are counted.
const FAULTS_TOLD_MAX: usize = 20;

/// A verification that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// When it ended.
    pub at: DateTime<Utc>,
    /// Events read.
    pub events: i64,
    /// The last position read.
    pub head: i64,
    /// How many faults there are.
    pub faults_total: usize,
    /// The first of them.
    pub faults: Vec<String>,
    /// It could not be carried through: the log could not be read.
    pub is_broken_off: bool,
}

/// What this process verified, and what it verifies.
#[derive(Debug, Clone, Default)]
pub struct Verifying {
    /// Since when one is under way, and the position reached.
    pub running: Option<(DateTime<Utc>, i64)>,
    /// The last one that ended.
    pub last: Option<Verified>,
}

/// The verifications of this process. At most one is under way.
#[derive(Debug, Default)]
pub(crate) struct Verifications(Mutex<Verifying>);

impl Verifications {
    fn with<T>(&self, use_it: impl FnOnce(&mut Verifying) -> T) -> T {
        use_it(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Begins one, unless one is under way.
    fn begin(&self) -> bool {
        self.with(|state| {
            let is_free = state.running.is_none();
            state.running = state.running.or(Some((Utc::now(), 0)));
            is_free
        })
    }

    fn reached(&self, position: i64) {
        self.with(|state| state.running = state.running.map(|(since, _)| (since, position)));
    }

    fn end(&self, found: Result<Report, Error>) {
        let broken_off =
            Verified { at: Utc::now(), events: 0, head: 0, faults_total: 0, faults: Vec::new(), is_broken_off: true };
        let verified = match found {
            Ok(report) => Verified {
                events: report.events,
                head: report.head,
                faults_total: report.faults_total,
                faults: report.faults.iter().take(FAULTS_TOLD_MAX).map(|fault| fault.detail.clone()).collect(),
                is_broken_off: false,
                ..broken_off
            },
            Err(error) => {
                tracing::error!(%error, "a verification was broken off");
                broken_off
            }
        };
        self.with(|state| *state = Verifying { running: None, last: Some(verified) });
    }
}

impl Casework {
    /// Begins to verify the log beside everything else; false if a verification is under way already.
    pub fn begin_verifying(&self) -> bool {
        if !self.inner.verifications.begin() {
            return false;
        }
        let casework = self.clone();
        tokio::spawn(async move {
            let reached = casework.clone();
            let found = casework.verify(move |position| reached.inner.verifications.reached(position)).await;
            casework.inner.verifications.end(found);
        });
        true
    }

    /// What this process verified since it started.
    pub fn verifying(&self) -> Verifying {
        self.inner.verifications.with(|state| state.clone())
    }

    /// Re-reads the whole log: bytes, hashes, columns, order, heads, claims, answers, parts.
    pub async fn verify(&self, progress: impl FnMut(i64)) -> Result<Report, Error> {
        let ledger = &self.inner.ledger;
        Ok(wenze_ledger::verify(ledger.pool(), ledger.log_id(), checked_fields, progress).await?)
    }
}
