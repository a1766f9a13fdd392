//! Checking the whole log against itself: bytes against hashes, columns against content, tables against events.

mod claims;
mod events;
mod tables;
mod texts;

use std::fmt::Display;

use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{Derived, FAULTS_MAX, LogId, Result, Stream};
use claims::Passes;
use texts::Texts;

/// What the columns of an event must be, as the caller reads it out of the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedFields {
    /// The event's id.
    pub event_id: Uuid,
    /// Its stream.
    pub stream: Stream,
    /// Kind of the act.
    pub kind: String,
    /// Version of its stored form.
    pub schema_version: i16,
    /// The command that brought it.
    pub command_id: Uuid,
    /// Derived copies.
    pub derived: Derived,
    /// Claim keys it takes for its stream.
    pub take: Vec<String>,
    /// Claim keys its stream gives up.
    pub release: Vec<String>,
    /// Numbers of its private parts.
    pub parts: Vec<i16>,
    /// Digests of the texts that must be stored for it to mean anything.
    pub texts: Vec<[u8; 32]>,
}

/// Which promise a fault breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FaultKind {
    /// A position is missing or stands twice.
    Gap,
    /// The content is not what was hashed.
    ContentHash,
    /// What the log assigned is not what was hashed.
    RecordHash,
    /// The content cannot be read.
    Unreadable,
    /// A column differs from the content.
    Column,
    /// The batches do not follow one another, or an event is not in one.
    Batch,
    /// An event id stands twice.
    EventId,
    /// Versions of a stream are not gapless in the order of positions, or its kind changes.
    StreamVersion,
    /// A stream's head is not its last event.
    StreamHead,
    /// The answer remembered for a command is not where its events are.
    CommandResult,
    /// A claim is not what the events took and released.
    Claim,
    /// A private part is missing, or stands without its event or key.
    Part,
    /// A text that an event names is missing, or a stored one is not what its digest says.
    Text,
}

/// One broken promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which.
    pub kind: FaultKind,
    /// Where, if it is at one event.
    pub position: Option<i64>,
    /// In words.
    pub detail: String,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Events read.
    pub events: i64,
    /// Batches read.
    pub batches: i64,
    /// The last position.
    pub head: i64,
    /// Faults in the order found, at most [`FAULTS_MAX`].
    pub faults: Vec<Fault>,
    /// How many there are in all.
    pub faults_total: usize,
}

impl Report {
    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        self.faults_total == 0
    }

    fn fault(&mut self, kind: FaultKind, position: Option<i64>, detail: impl Display) {
        self.faults_total += 1;
        if self.faults.len() < FAULTS_MAX {
            self.faults.push(Fault { kind, position, detail: detail.to_string() });
        }
    }
}

/// Reads the whole log in one snapshot, page by page, and reports every fault. `derive` reads a content of a kind;
/// `progress` is told the position reached after every page.
pub async fn verify(
    pool: &PgPool,
    log_id: LogId,
    derive: impl Fn(&str, &[u8]) -> Result<CheckedFields, String>,
    mut progress: impl FnMut(i64),
) -> Result<Report> {
    let mut transaction = pool.begin().await?;
    sqlx::query_file!("sql/verify_snapshot.sql").execute(&mut *transaction).await?;
    let mut report = Report::default();
    let mut passes = Passes::new();
    let mut claims = passes.first();
    let mut texts = Texts::default();
    let mut seen = events::Seen { claims: &mut claims, texts: &mut texts };
    events::check(&mut transaction, log_id, &derive, &mut progress, &mut seen, &mut report).await?;
    claims.compare(&mut transaction, log_id, &mut report).await?;
    passes.split(&claims);
    while let Some(mut claims) = passes.next() {
        events::replay_claims(&mut transaction, log_id, &derive, &mut claims, &mut report).await?;
        claims.compare(&mut transaction, log_id, &mut report).await?;
        passes.split(&claims);
    }
    tables::check(&mut transaction, log_id, &mut report).await?;
    texts.compare(&mut transaction, &mut report).await?;
    transaction.rollback().await?;
    Ok(report)
}

type Connection = PgConnection;
