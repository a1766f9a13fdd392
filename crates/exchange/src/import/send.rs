//! One case into the log, in as many commands as it takes.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;
use uuid::Uuid;
use wenze_casework::{Casework, Error, ImportCommand, Imported, Place};
use wenze_domain::envelope::StreamKind;

use super::delivery::Delivery;
use super::rejects::Reject;
use crate::mapping::Mapping;
use crate::{ACTS_PER_COMMAND, BUSY_ATTEMPTS_MAX, COMMAND_BYTES, UNAVAILABLE_ATTEMPTS_MAX, UNAVAILABLE_PAUSE_S};

/// What became of one case.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) sequence: u64,
    /// Acts stored now, by kind.
    pub(super) stored: BTreeMap<String, u64>,
    pub(super) fate: Fate,
    /// A command of it that the log knows.
    pub(super) command_id: Option<Uuid>,
}

#[derive(Debug)]
pub(super) enum Fate {
    /// Something was stored now.
    Stored,
    /// Everything was stored before.
    Unchanged,
    /// Not everything could be stored.
    Rejected(Reject),
    /// The log takes nothing now.
    Stopped(Error),
}

/// Offers a case to the log.
pub(super) async fn send(casework: &Casework, mapping: &Mapping, delivery: &Delivery) -> Outcome {
    let sequence = delivery.sequence;
    let mut outcome = Outcome { sequence, stored: BTreeMap::new(), fate: Fate::Unchanged, command_id: None };
    let mut first_act = 0;
    for (chunk, acts) in chunks_of(delivery).into_iter().enumerate() {
        let command = command(mapping, delivery, chunk, acts);
        let command_id = command.command_id;
        match offer(casework, command).await {
            Ok(Imported::Stored { .. }) => {
                count(acts, &mut outcome.stored);
                outcome.fate = Fate::Stored;
            }
            Ok(Imported::Unchanged) => {}
            Ok(Imported::Differs) => {
                outcome.fate = Fate::Rejected(differs(delivery));
                return outcome;
            }
            Err(error) => {
                let reject = rejection(delivery, first_act, &error);
                outcome.fate = reject.map_or_else(|| Fate::Stopped(error), Fate::Rejected);
                return outcome;
            }
        }
        outcome.command_id = Some(command_id);
        first_act += acts.len();
    }
    outcome
}

/// The acts of a case in as few commands as possible, those of a register one by one.
fn chunks_of(delivery: &Delivery) -> Vec<&[Value]> {
    match delivery.stream.kind {
        StreamKind::Case => chunks(&delivery.acts),
        _ => delivery.acts.chunks(1).collect(),
    }
}

/// What fits into one command each; the same acts are always cut in the same places.
fn chunks(acts: &[Value]) -> Vec<&[Value]> {
    let (mut chunks, mut start, mut bytes) = (Vec::new(), 0, 0);
    for (index, act) in acts.iter().enumerate() {
        let own = act.to_string().len();
        let is_full = index - start == ACTS_PER_COMMAND || bytes + own > COMMAND_BYTES;
        if is_full && index > start {
            chunks.push(&acts[start..index]);
            (start, bytes) = (index, 0);
        }
        bytes += own;
    }
    chunks.push(&acts[start..]);
    chunks
}

/// Counts acts by kind.
pub(super) fn count(acts: &[Value], counts: &mut BTreeMap<String, u64>) {
    for kind in acts.iter().filter_map(|act| act.get("kind").and_then(Value::as_str)) {
        match counts.get_mut(kind) {
            Some(count) => *count += 1,
            None => {
                counts.insert(kind.to_owned(), 1);
            }
        }
    }
}

fn command(mapping: &Mapping, delivery: &Delivery, chunk: usize, acts: &[Value]) -> ImportCommand {
    let Delivery { row, stream, part, .. } = delivery;
    let begins = *part == 1 && chunk == 0;
    let place = match stream.kind {
        StreamKind::Case if begins => Place::NewCase(Some(stream.id)),
        StreamKind::Case => Place::Case(stream.id),
        _ => Place::Entry(*stream),
    };
    ImportCommand {
        command_id: mapping.ids().command(row, *part, chunk),
        place,
        acts: acts.to_vec(),
        actor: mapping.actor(),
        take: if begins { vec![format!("import:{}:{row}", mapping.set())] } else { Vec::new() },
    }
}

/// Waits for a log that is busy, and asks again where one could not be reached: the same command is never stored twice.
pub(crate) async fn offer(casework: &Casework, command: ImportCommand) -> Result<Imported, Error> {
    let mut attempt = 1;
    loop {
        match casework.import(command.clone()).await {
            Err(Error::Busy { retry_after_s }) if attempt < BUSY_ATTEMPTS_MAX => {
                attempt += 1;
                tokio::time::sleep(Duration::from_secs(u64::from(retry_after_s))).await;
            }
            Err(Error::Unavailable) if attempt < UNAVAILABLE_ATTEMPTS_MAX => {
                attempt += 1;
                tokio::time::sleep(Duration::from_secs(UNAVAILABLE_PAUSE_S)).await;
            }
            other => return other,
        }
    }
}

fn differs(delivery: &Delivery) -> Reject {
    let message = "the row was imported before and said something else then; nothing was changed".to_owned();
    Reject { case: Some(delivery.row.clone()), ..Reject::at(&delivery.spot, "differs", message) }
}

/// What is wrong with the case; none when nothing is and the log itself fails.
fn rejection(delivery: &Delivery, first_act: usize, error: &Error) -> Option<Reject> {
    let code = match error {
        Error::Refused(problem) => problem.refusal.code(),
        Error::NotFound { .. } => "not-found",
        Error::Taken { .. } => "taken",
        Error::Contended => "contended",
        Error::TooLong(_) => "too-long",
        Error::TooMuch(_) => "too-much",
        Error::Unwritable(_) => "unwritable",
        _ => return None,
    };
    let mut reject = Reject { case: Some(delivery.row.clone()), ..Reject::at(&delivery.spot, code, error.to_string()) };
    if let Error::Refused(problem) = error {
        let index = first_act + problem.index;
        reject.act = Some(index);
        reject.kind =
            delivery.acts.get(index).and_then(|act| act.get("kind")).and_then(Value::as_str).map(str::to_owned);
        reject.message = problem.refusal.to_string();
        let spot = delivery.spot_of(index);
        reject.file = spot.file.to_path_buf();
        reject.line = reject.line.map(|_| spot.number);
    }
    Some(reject)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many acts each chunk of these has.
    fn cut(lengths: &[usize]) -> Vec<usize> {
        let acts: Vec<Value> = lengths.iter().map(|length| "x".repeat(*length).into()).collect();
        chunks(&acts).iter().map(|chunk| chunk.len()).collect()
    }

    #[test]
    fn a_command_is_no_more_than_the_log_takes() {
        const { assert!(ACTS_PER_COMMAND <= wenze_casework::ACTS_PER_REQUEST_MAX) };
        const { assert!(COMMAND_BYTES * 2 <= wenze_ledger::COMMAND_BYTES_MAX) };
    }

    #[test]
    fn acts_are_cut_by_number_and_by_length_and_none_is_left_out() {
        assert_eq!(cut(&[1; 64]), [64]);
        assert_eq!(cut(&[1; 130]), [64, 64, 2]);
        let half = COMMAND_BYTES / 2;
        assert_eq!(cut(&[half, half, 1, half]), [1, 2, 1]);
        assert_eq!(cut(&[COMMAND_BYTES * 2, 1]), [1, 1], "one that fits nowhere is offered alone");
    }
}
