//! One batch: commands laid out as the arrays of one call, and its answer laid out as answers to commands.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::alone;
use crate::check::Size;
use crate::{Answer, Command, LogId, NewEvent, NewPart, Write};

/// A command that was checked and hashed in its caller's task.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) command: Command,
    pub(crate) content_hashes: Vec<[u8; 32]>,
    pub(crate) size: Size,
}

/// Who appends: stands in every batch row.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) log_id: LogId,
    pub(crate) name: String,
    /// Tells one run of a node from the next: microseconds at which it started.
    pub(crate) epoch: i64,
}

/// The arrays of a call.
#[derive(Default)]
pub(crate) struct Columns<'a> {
    command_ids: Vec<Uuid>,
    request_hashes: Vec<&'a [u8]>,
    write_commands: Vec<i32>,
    write_kinds: Vec<&'a str>,
    write_streams: Vec<Uuid>,
    write_expected: Vec<Option<i32>>,
    write_events: Vec<i32>,
    claim_writes: Vec<i32>,
    claim_keys: Vec<&'a str>,
    claim_takes: Vec<bool>,
    event_writes: Vec<i32>,
    event_ids: Vec<Uuid>,
    event_kinds: Vec<&'a str>,
    event_schemas: Vec<i16>,
    event_contents: Vec<&'a [u8]>,
    pub(crate) event_hashes: Vec<&'a [u8]>,
    event_froms: Vec<Option<DateTime<Utc>>>,
    event_untils: Vec<Option<DateTime<Utc>>>,
    event_knowns: Vec<Option<DateTime<Utc>>>,
    event_entries: Vec<&'a str>,
    part_events: Vec<i32>,
    pub(crate) part_numbers: Vec<i16>,
    pub(crate) part_subjects: Vec<&'a str>,
    pub(crate) part_keys: Vec<Uuid>,
    pub(crate) part_news: Vec<Option<i32>>,
    pub(crate) part_ciphertexts: Vec<&'a [u8]>,
    key_commands: Vec<i32>,
    pub(crate) key_ids: Vec<Uuid>,
    pub(crate) key_subjects: Vec<&'a str>,
    pub(crate) key_epochs: Vec<i32>,
    pub(crate) key_wrapped: Vec<&'a [u8]>,
}

impl<'a> Columns<'a> {
    pub(crate) fn of(batch: &[&'a Prepared]) -> Self {
        let mut columns = Self::default();
        for prepared in batch {
            columns.command(prepared);
        }
        columns
    }

    fn command(&mut self, prepared: &'a Prepared) {
        let command = &prepared.command;
        self.command_ids.push(command.command_id);
        self.request_hashes.push(&command.request_hash);
        let mut new_keys = HashMap::new();
        for key in &command.keys {
            self.key_commands.push(ordinal(self.command_ids.len()));
            self.key_ids.push(key.key_id);
            self.key_subjects.push(&key.subject);
            self.key_epochs.push(key.epoch);
            self.key_wrapped.push(&key.wrapped);
            new_keys.insert(key.key_id, ordinal(self.key_ids.len()));
        }
        let mut hashes = prepared.content_hashes.iter();
        for write in &command.writes {
            self.write(write);
            for (event, hash) in write.events.iter().zip(&mut hashes) {
                self.event(event, hash);
                for part in &event.parts {
                    self.part(part, new_keys.get(&part.key_id).copied());
                }
            }
        }
    }

    fn write(&mut self, write: &'a Write) {
        self.write_commands.push(ordinal(self.command_ids.len()));
        self.write_kinds.push(&write.stream.kind);
        self.write_streams.push(write.stream.id);
        self.write_expected.push(write.expected);
        self.write_events.push(ordinal(write.events.len()));
        // A key given up by a write is free for that same write and those after it.
        let released = write.release.iter().map(|key| (key, false));
        let taken = write.take.iter().map(|key| (key, true));
        for (key, take) in released.chain(taken) {
            self.claim_writes.push(ordinal(self.write_commands.len()));
            self.claim_keys.push(key);
            self.claim_takes.push(take);
        }
    }

    fn event(&mut self, event: &'a NewEvent, hash: &'a [u8; 32]) {
        self.event_writes.push(ordinal(self.write_commands.len()));
        self.event_ids.push(event.event_id);
        self.event_kinds.push(&event.kind);
        self.event_schemas.push(event.schema_version);
        self.event_contents.push(&event.content);
        self.event_hashes.push(hash);
        self.event_froms.push(event.derived.occurred_from);
        self.event_untils.push(event.derived.occurred_until);
        self.event_knowns.push(event.derived.known_at);
        self.event_entries.push(&event.derived.entered_from);
    }

    fn part(&mut self, part: &'a NewPart, new_key: Option<i32>) {
        self.part_events.push(ordinal(self.event_ids.len()));
        self.part_numbers.push(part.part_no);
        self.part_subjects.push(&part.subject);
        self.part_keys.push(part.key_id);
        self.part_news.push(new_key);
        self.part_ciphertexts.push(&part.ciphertext);
    }
}

#[derive(Debug)]
struct Reply {
    base: Option<i64>,
    recorded: Option<DateTime<Utc>>,
    outcomes: Option<Vec<i16>>,
    firsts: Option<Vec<Option<i64>>>,
    lasts: Option<Vec<Option<i64>>>,
    versions: Option<Vec<Option<i32>>>,
    fault_writes: Option<Vec<Option<i32>>>,
    fault_keys: Option<Vec<Option<String>>>,
    fault_ids: Option<Vec<Option<Uuid>>>,
}

/// Sends the batch as one autocommitted statement and returns one answer per command, in order.
pub(crate) async fn send(
    connection: &mut PgConnection,
    node: &Node,
    batch: &[&Prepared],
) -> Result<Vec<Answer>, sqlx::Error> {
    if let [prepared] = batch
        && let Some(one) = alone::fits(prepared)
        && let Some(answer) = alone::send_alone(connection, node, prepared, one).await?
    {
        return Ok(vec![answer]);
    }
    let columns = Columns::of(batch);
    let reply = sqlx::query_file_as!(
        Reply,
        "sql/append.sql",
        node.log_id.0,
        node.name,
        node.epoch,
        &columns.command_ids,
        &columns.request_hashes as _,
        &columns.write_commands,
        &columns.write_kinds as _,
        &columns.write_streams,
        &columns.write_expected as _,
        &columns.write_events,
        &columns.claim_writes,
        &columns.claim_keys as _,
        &columns.claim_takes,
        &columns.event_writes,
        &columns.event_ids,
        &columns.event_kinds as _,
        &columns.event_schemas,
        &columns.event_contents as _,
        &columns.event_hashes as _,
        &columns.event_froms as _,
        &columns.event_untils as _,
        &columns.event_knowns as _,
        &columns.event_entries as _,
        &columns.part_events,
        &columns.part_numbers,
        &columns.part_subjects as _,
        &columns.part_keys,
        &columns.part_news as _,
        &columns.part_ciphertexts as _,
        &columns.key_commands,
        &columns.key_ids,
        &columns.key_subjects as _,
        &columns.key_epochs,
        &columns.key_wrapped as _,
    )
    .fetch_one(connection)
    .await?;
    reply.answers(batch).ok_or_else(|| sqlx::Error::Protocol("the answer of log.append has another shape".into()))
}

impl Reply {
    fn answers(&self, batch: &[&Prepared]) -> Option<Vec<Answer>> {
        let mut next = Next { position: self.base? + 1, write: 0 };
        let mut answers: Vec<Answer> = Vec::with_capacity(batch.len());
        for (index, prepared) in batch.iter().enumerate() {
            let twin = at(self.firsts.as_ref(), index).filter(|first| *first < 0);
            let answer = match twin {
                // The command repeats another of this batch: minus its ordinal stands in place of the position.
                Some(twin) => repeated(answers.get(usize::try_from(-twin - 1).ok()?)?, self.outcome(index)?)?,
                None => self.answer(index, prepared, &mut next)?,
            };
            next.write += prepared.command.writes.len();
            answers.push(answer);
        }
        Some(answers)
    }

    fn outcome(&self, index: usize) -> Option<i16> {
        self.outcomes.as_ref()?.get(index).copied()
    }

    fn answer(&self, index: usize, prepared: &Prepared, next: &mut Next) -> Option<Answer> {
        let first = at(self.firsts.as_ref(), index);
        let fault_write = || usize::try_from(at(self.fault_writes.as_ref(), index)?).ok();
        let fault_id = || at(self.fault_ids.as_ref(), index);
        Some(match self.outcome(index)? {
            1 => {
                let first = next.position;
                next.position += i64::try_from(prepared.size.events).ok()?;
                let writes = next.write..next.write + prepared.command.writes.len();
                Answer::Appended {
                    first,
                    last: next.position - 1,
                    recorded_at: self.recorded?,
                    versions: self.versions.as_ref()?.get(writes)?.iter().copied().collect::<Option<_>>()?,
                }
            }
            2 => Answer::Repeated { first: first?, last: at(self.lasts.as_ref(), index)? },
            3 => Answer::IdReused,
            4 => Answer::Conflict { write: fault_write()?, actual: i32::try_from(first?).ok()? },
            5 => Answer::ClaimTaken {
                write: fault_write()?,
                key: at(self.fault_keys.as_ref(), index)?,
                holder: fault_id()?,
            },
            6 => Answer::KeyDestroyed { key_id: fault_id()? },
            7 => Answer::EventIdTaken { event_id: fault_id()? },
            _ => return None,
        })
    }
}

/// Where the next accepted command begins.
struct Next {
    position: i64,
    write: usize,
}

fn repeated(twin: &Answer, outcome: i16) -> Option<Answer> {
    match (twin, outcome) {
        (Answer::Appended { first, last, .. }, 2) => Some(Answer::Repeated { first: *first, last: *last }),
        (_, 3) => Some(Answer::IdReused),
        _ => None,
    }
}

fn at<T: Clone>(column: Option<&Vec<Option<T>>>, index: usize) -> Option<T> {
    column?.get(index)?.clone()
}

fn ordinal(count: usize) -> i32 {
    // A batch holds at most some thousand rows, so this never saturates.
    i32::try_from(count).unwrap_or(i32::MAX)
}
