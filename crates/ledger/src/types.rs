//! What goes into the log and what comes out of it: bytes and kinds, no meaning.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Which log: first in every key, so that one log per organ is the way to scale out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LogId(pub i16);

/// A stream of one case, person, organ …; `kind` is a short lower-case word (≤ 32 bytes).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stream {
    /// `case`, `person`, `organ` …
    pub kind: String,
    /// The stream's id.
    pub id: Uuid,
}

/// A private part, sealed by the vault, to be stored in the same transaction as its event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPart {
    /// Number of the part within its event, from 1.
    pub part_no: i16,
    /// Whose data it is: `person:<uuid>` or `case:<uuid>`.
    pub subject: String,
    /// The subject key that sealed it.
    pub key_id: Uuid,
    /// `nonce ‖ XChaCha20-Poly1305(salt ‖ padded text)`.
    pub ciphertext: Vec<u8>,
}

/// A subject key made for this command, wrapped by the master key of its epoch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    /// Its id, named by the parts it seals.
    pub key_id: Uuid,
    /// Whose key it is.
    pub subject: String,
    /// The 30-day epoch it was wrapped in.
    pub epoch: i32,
    /// The wrapped key bytes.
    pub wrapped: Vec<u8>,
}

/// One event ready to be stored: canonical bytes and derived copies for queries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// UUIDv7 made by the caller.
    pub event_id: Uuid,
    /// Kind of the act, e.g. `CaseFiled` (≤ 64 bytes).
    pub kind: String,
    /// Version of the stored form of this kind, from 1.
    pub schema_version: i16,
    /// Exact canonical JSON (RFC 8785), at most [`crate::CONTENT_BYTES_MAX`].
    pub content: Vec<u8>,
    /// What the log keeps beside the content so that queries need not parse it.
    pub derived: Derived,
    /// Sealed parts of this event.
    pub parts: Vec<NewPart>,
}

/// Copies of content fields in columns; `verify` recomputes them from the content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Derived {
    /// Earliest instant the act can have happened; none when undated.
    pub occurred_from: Option<DateTime<Utc>>,
    /// Latest instant the act can have happened (exclusive end); none when undated.
    pub occurred_until: Option<DateTime<Utc>>,
    /// When the office knew, if that is not the recording time (importer only).
    pub known_at: Option<DateTime<Utc>>,
    /// `system`, `paper` or `import`.
    pub entered_from: String,
}

/// Events for one stream, with the version the writer believes it has (0 = the stream must not exist).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// The stream.
    pub stream: Stream,
    /// Its version before this write; none takes whatever version it has.
    pub expected: Option<i32>,
    /// What to append, in order.
    pub events: Vec<NewEvent>,
    /// Claim keys to take for this stream; a key taken by another stream is an answer.
    pub take: Vec<String>,
    /// Claim keys this stream gives up.
    pub release: Vec<String>,
}

/// 1–16 writes, all or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Identity for idempotency; the same id again returns the first answer.
    pub command_id: Uuid,
    /// Keyed digest of the request; the same id with another digest is refused.
    pub request_hash: [u8; 32],
    /// What to write.
    pub writes: Vec<Write>,
    /// Subject keys first used by this command.
    pub keys: Vec<NewKey>,
}

/// What became of one command. Conflicts and repeats are data, not errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Stored at positions `first..=last`.
    Appended {
        /// First position.
        first: i64,
        /// Last position.
        last: i64,
        /// The log's clock for the whole batch.
        recorded_at: DateTime<Utc>,
        /// Version after the command of each written stream, in the order of the writes.
        versions: Vec<i32>,
    },
    /// This command was accepted before, at these positions, for the same request.
    Repeated {
        /// First position of the first answer.
        first: i64,
        /// Last position of the first answer.
        last: i64,
    },
    /// This command id was used for another request.
    IdReused,
    /// A stream stands at another version than expected.
    Conflict {
        /// Index of the write.
        write: usize,
        /// The version it has now.
        actual: i32,
    },
    /// A claim key is taken by another stream.
    ClaimTaken {
        /// Index of the write.
        write: usize,
        /// The key.
        key: String,
        /// Who holds it.
        holder: Uuid,
    },
    /// A part names a subject key that was destroyed or is not known.
    KeyDestroyed {
        /// The key.
        key_id: Uuid,
    },
    /// An event id in this command stands in the log already.
    EventIdTaken {
        /// The id.
        event_id: Uuid,
    },
}

/// One event as the log holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Position in the log, gapless from 1.
    pub position: i64,
    /// The event's id.
    pub event_id: Uuid,
    /// Its stream.
    pub stream: Stream,
    /// Its version in the stream, gapless from 1.
    pub stream_version: i32,
    /// Kind of the act.
    pub kind: String,
    /// Version of its stored form.
    pub schema_version: i16,
    /// The log's clock when it was appended.
    pub recorded_at: DateTime<Utc>,
    /// The command that brought it.
    pub command_id: Uuid,
    /// Exact canonical JSON.
    pub content: Arc<[u8]>,
    /// SHA-256 of the content.
    pub content_hash: [u8; 32],
    /// Hash over what the log assigned and the content hash; RFC 6962 leaf input.
    pub record_hash: [u8; 32],
    /// Derived copies.
    pub derived: Derived,
}
