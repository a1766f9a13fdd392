//! Every bound has a name and a unit.

/// Longest content of one event; longer text is a file.
pub const CONTENT_BYTES_MAX: usize = 60 * 1024;
/// Most writes in one command.
pub const WRITES_PER_COMMAND_MAX: usize = 16;
/// Most events in one command.
pub const EVENTS_PER_COMMAND_MAX: usize = 256;
/// Most bytes (content and private parts) in one command.
pub const COMMAND_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Most claims taken and released by one write.
pub const CLAIMS_PER_WRITE_MAX: usize = 64;
/// Longest claim key.
pub const CLAIM_BYTES_MAX: usize = 256;
/// Most private parts of one event.
pub const PARTS_PER_EVENT_MAX: usize = 256;
/// Most subject keys first used by one command.
pub const KEYS_PER_COMMAND_MAX: usize = 256;
/// Longest subject of a part or key.
pub const SUBJECT_BYTES_MAX: usize = 64;
/// Longest ciphertext of one part: nonce, salt, 64 KiB of padded text, tag.
pub const CIPHERTEXT_BYTES_MAX: usize = 24 + 32 + 64 * 1024 + 16;
/// Longest wrapped subject key.
pub const WRAPPED_KEY_BYTES_MAX: usize = 256;
/// Longest stream kind.
pub const STREAM_KIND_BYTES_MAX: usize = 32;
/// Longest event kind.
pub const KIND_BYTES_MAX: usize = 64;
/// Longest node name.
pub const NODE_BYTES_MAX: usize = 64;
/// First and last year a derived time may name.
pub const DERIVED_YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// Most commands in one batch.
pub const BATCH_COMMANDS_MAX: usize = 256;
/// Most events in one batch.
pub const BATCH_EVENTS_MAX: usize = 1024;
/// Most bytes in one batch.
pub const BATCH_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Most commands waiting in one process.
pub const QUEUE_COMMANDS_MAX: usize = 4096;
/// Most bytes waiting in one process.
pub const QUEUE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// What a caller turned away by a full queue is told to wait.
pub const RETRY_AFTER_S: u32 = 1;
/// Longest run of one append statement.
pub const STATEMENT_TIMEOUT_MS: u64 = 15_000;
/// Longest wait for the gate.
pub const LOCK_TIMEOUT_MS: u64 = 10_000;
/// How long a batch is sent again before its callers are told that its fate is unknown.
pub const RESEND_MS_MAX: u64 = 30_000;
/// First and longest pause between two attempts to reach the database.
pub const RECONNECT_MS: std::ops::RangeInclusive<u64> = 20..=1_000;

/// Longest text of a rulebook or calendar.
pub const TEXT_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Most rulebooks, and most calendars, of one log.
pub const REGISTER_STREAMS_MAX: usize = 1_000;

/// Events in one page of the log.
pub const PAGE_EVENTS: i64 = 5_000;
/// Most events one call may return.
pub const READ_EVENTS_MAX: i64 = 100_000;
/// Most streams read in one call.
pub const READ_STREAMS_MAX: usize = 1_000;
/// Longest time a follower goes without looking at the log.
pub const FOLLOW_POLL_MS: u64 = 1_000;
/// Most faults a verification report lists; the rest are only counted.
pub const FAULTS_MAX: usize = 1_000;
/// Claim keys a verification holds in memory (about 64 bytes each); with more it reads the log again for the others.
pub const VERIFY_CLAIMS_MAX: usize = 2_000_000;

/// The bounds of one process that may be set; the rest are constants of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Most commands waiting.
    pub queue_commands: usize,
    /// Most bytes waiting.
    pub queue_bytes: usize,
    /// Most commands in one batch.
    pub batch_commands: usize,
    /// Most events in one batch.
    pub batch_events: usize,
    /// Most bytes in one batch.
    pub batch_bytes: usize,
    /// Longest run of one append statement.
    pub statement_timeout_ms: u64,
    /// Longest wait for the gate.
    pub lock_timeout_ms: u64,
    /// How long a batch is sent again after the connection was lost.
    pub resend_ms: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            queue_commands: QUEUE_COMMANDS_MAX,
            queue_bytes: QUEUE_BYTES_MAX,
            batch_commands: BATCH_COMMANDS_MAX,
            batch_events: BATCH_EVENTS_MAX,
            batch_bytes: BATCH_BYTES_MAX,
            statement_timeout_ms: STATEMENT_TIMEOUT_MS,
            lock_timeout_ms: LOCK_TIMEOUT_MS,
            resend_ms: RESEND_MS_MAX,
        }
    }
}
