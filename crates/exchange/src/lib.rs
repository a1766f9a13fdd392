//! In and out of the system: import of real registers through a mapping, rosters that fill the registers, export of acts that import again.
//!
//! The README holds the form of a mapping with an example, and what importing the same file twice does.

pub mod export;
pub mod ids;
pub mod import;
pub mod mapping;
mod patterns;
mod pseudonyms;
pub mod roster;
#[cfg(test)]
mod samples;
mod source;

pub use pseudonyms::KeyError;

/// Most acts one source case may have; a longer one is rejected with this number.
pub const ACTS_PER_CASE_MAX: usize = 20_000;
/// Most events in one case of a source file.
pub const EVENTS_PER_CASE_MAX: usize = 10_000;
/// Most attributes of one event or case of a source file.
pub const FIELDS_PER_EVENT_MAX: usize = 256;
/// Most bytes of names and values of one event: with the act around them they must fit into one stored event.
pub const EVENT_BYTES_MAX: usize = 32 * 1024;
/// Most bytes of one case of a source file, which is held in memory whole.
pub const CASE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Longest line of a file of native acts, in bytes.
pub const LINE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Longest tag or text of an XML file, in bytes.
pub const XML_TOKEN_BYTES_MAX: usize = 256 * 1024;
/// Most values of one line of JSON.
pub const FIELDS_PER_LINE_MAX: usize = 4_096;
/// Deepest nesting of a line of JSON in a table.
pub const JSON_DEPTH_MAX: usize = 16;
/// Bytes of rows that are held in memory before they are sorted into a file.
pub const SORT_BYTES: usize = 32 * 1024 * 1024;
/// Files of sorted rows open at once; more are merged into one.
pub const SORT_FILES_MAX: usize = 16;
/// Most files of one import of tables.
pub const FILES_MAX: usize = 1_000;
/// Deepest nesting of an XML file.
pub const XML_DEPTH_MAX: usize = 32;
/// Longest name of a source case, in bytes: it stands in a claim key and, with a number, in a label.
pub const ROW_BYTES_MAX: usize = 160;
/// Longest mapping, in bytes.
pub const MAPPING_BYTES_MAX: u64 = 1024 * 1024;
/// Cases read ahead of those being written.
pub const CASES_AHEAD_MAX: usize = 64;
/// Cases in flight when the caller names no number: enough for the log to write them in groups.
pub const CONCURRENCY: usize = 128;
/// How often a case is offered again to a log that is busy.
pub const BUSY_ATTEMPTS_MAX: u32 = 120;
/// Acts that go into one command. Never change it: a case cut elsewhere would no longer be known again.
pub const ACTS_PER_COMMAND: usize = 64;
/// Bytes of requests that go into one command, well below what the log takes of them. Never change it either.
pub const COMMAND_BYTES: usize = 1024 * 1024;
/// How often a case is offered again to a log that cannot be reached, each time after the log's own patience.
pub const UNAVAILABLE_ATTEMPTS_MAX: u32 = 5;
/// Pause before that, in seconds.
pub const UNAVAILABLE_PAUSE_S: u64 = 2;
/// Cases between two entries of how far a run has come.
pub const MARK_EVERY_CASES: u64 = 2_000;
/// Most lines of a roster, which is held in memory whole.
pub const ROSTER_LINES_MAX: u64 = 200_000;
/// Longest cell of a roster, in characters.
pub const ROSTER_CELL_CHARS_MAX: usize = 200;
/// Rejected cases kept in a report when no file for them is named.
pub const REJECTS_KEPT_MAX: usize = 100;
