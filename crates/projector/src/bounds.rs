//! Every bound has a name and a unit.

use std::time::Duration;

/// Most events folded and stored in one transaction.
pub const BATCH_EVENTS: i64 = 1_000;
/// Most events of the log's end that are held for all models of a process.
pub const TAIL_EVENTS: i64 = 1_000;
/// Most bytes of their contents.
pub const TAIL_BYTES: usize = 4 * 1024 * 1024;
/// Most rows of a model that stay in memory between two batches.
pub const KEPT_ROWS: usize = 1_000;
/// Most bytes of them, as [`crate::Projection::bytes`] tells them.
pub const KEPT_BYTES: usize = 16 * 1024 * 1024;
/// Pause of a model between two batches while acts keep coming, so that many are stored together: a batch costs some
/// milliseconds of the database whatever is in it. An act that comes alone is folded at once.
pub const PAUSE_MS: u64 = 25;
/// Least time between two looks at the end of the log while acts keep coming: one look serves all models of a process.
pub const HEADS_APART_MS: u64 = 10;
/// Most rows handed to one call of `store`.
pub const STORE_ROWS: usize = 5_000;
/// Most bytes of rows handed to one call of `store`, as [`crate::Projection::bytes`] tells them; one row may be larger.
pub const STORE_BYTES: usize = 4 * 1024 * 1024;
/// What a row takes besides what it holds: its key and its place in a map.
pub const ROW_OVERHEAD_BYTES: usize = 64;
/// What a stream that asked to be folded again is taken to need until its rows are stored.
pub const ASKED_BYTES: usize = 2 * 1024;
/// How long an owner that is not heard of keeps its projection.
///
/// With the next look of another node ([`TAKEOVER_POLL_MS`]) and a row lock that a node cut off may still hold
/// ([`IDLE_IN_TRANSACTION_MS`]), a projection has a new owner within ten seconds.
pub const LEASE_MS: u64 = 5_000;
/// How often whoever builds new tables tells how far it has come, besides when it renews its lease.
pub const BUILT_TOLD: Duration = Duration::from_secs(1);
/// How often a node looks whether a projection that is not its own has become free.
pub const TAKEOVER_POLL_MS: u64 = 1_000;
/// First and longest pause after the database failed.
pub const RETRY_MS: std::ops::RangeInclusive<u64> = 100..=5_000;
/// How often a waiting reader looks at the checkpoint when another node folds.
pub const WAIT_POLL_MS: u64 = 20;
/// How often it does when this node folds, which tells every waiting reader itself.
pub const WAIT_POLL_OWN_MS: u64 = 500;
/// Longest wait of a batch for a lock.
pub const LOCK_TIMEOUT_MS: u64 = 10_000;
/// Longest run of one of the engine's statements, among them the drop and the comparison of whole tables.
pub const STATEMENT_TIMEOUT_MS: u64 = 600_000;
/// Longest silence inside a transaction before the server ends it, so that a node that hangs cannot keep its lock.
pub const IDLE_IN_TRANSACTION_MS: u64 = 8_000;
/// How long tables that a rebuild replaced, and tables of an earlier version that nobody folds any more, can be taken back.
pub const KEPT_HOURS: u64 = 7 * 24;
/// How often a node looks for kept tables whose time is over.
pub const RETIRE_POLL_MINUTES: u64 = 60;
/// Most skipped events that a status tells.
pub const SKIPS_MAX: i64 = 500;
/// How long new tables wait for those in use to come up to them, so that both can be compared.
pub const COMPARE_WAIT_MS: u64 = 10_000;
/// Memory that the rows of a rebuild may take.
pub const REBUILD_BYTES: usize = 128 * 1024 * 1024;
/// Fewest events in one range of a rebuild: below this a range costs more than it saves.
pub const RANGE_EVENTS_MIN: i64 = 500;
/// Most ranges worked on at once.
pub const REBUILD_WORKERS_MAX: usize = 4;
/// Most keys that a parity report names for one table.
pub const DIFFERING_KEYS_MAX: usize = 5;

/// The bounds of one process that may be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Most events folded and stored in one transaction.
    pub batch_events: i64,
    /// How long an owner that is not heard of keeps its projection.
    pub lease: Duration,
    /// How often a node looks whether a projection has become free.
    pub takeover_poll: Duration,
    /// How long new tables wait for those in use to come up to them, so that both can be compared.
    pub compare_wait: Duration,
    /// Memory that the rows of a rebuild may take.
    pub rebuild_bytes: usize,
    /// How long replaced tables can be taken back.
    pub kept: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            batch_events: BATCH_EVENTS,
            lease: Duration::from_millis(LEASE_MS),
            takeover_poll: Duration::from_millis(TAKEOVER_POLL_MS),
            compare_wait: Duration::from_millis(COMPARE_WAIT_MS),
            rebuild_bytes: REBUILD_BYTES,
            kept: Duration::from_hours(KEPT_HOURS),
        }
    }
}
