//! One case into the log, in as many commands as it takes.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;
use uuid::Uuid;
use wenze_casework::{ACTS_PER_REQUEST_MAX, Casework, Error, ImportCommand, Imported, Place};

use super::delivery::Delivery;
use super::rejects::Reject;
use crate::BUSY_ATTEMPTS_MAX;
use crate::mapping::Mapping;

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
    for (chunk, acts) in delivery.acts.chunks(ACTS_PER_REQUEST_MAX).enumerate() {
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
                outcome.fate = rejection(delivery, chunk, &error).map_or_else(|| Fate::Stopped(error), Fate::Rejected);
                return outcome;
            }
        }
        outcome.command_id = Some(command_id);
    }
    outcome
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
    let Delivery { row, case_id, part, .. } = delivery;
    let begins = *part == 1 && chunk == 0;
    ImportCommand {
        command_id: mapping.ids().command(row, *part, chunk),
        place: if begins { Place::NewCase(Some(*case_id)) } else { Place::Case(*case_id) },
        acts: acts.to_vec(),
        actor: mapping.actor(),
        take: if begins { vec![format!("import:{}:{row}", mapping.set())] } else { Vec::new() },
    }
}

/// Waits for a log that is busy.
async fn offer(casework: &Casework, command: ImportCommand) -> Result<Imported, Error> {
    let mut attempt = 1;
    loop {
        match casework.import(command.clone()).await {
            Err(Error::Busy { retry_after_s }) if attempt < BUSY_ATTEMPTS_MAX => {
                attempt += 1;
                tokio::time::sleep(Duration::from_secs(u64::from(retry_after_s))).await;
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
fn rejection(delivery: &Delivery, chunk: usize, error: &Error) -> Option<Reject> {
    let code = match error {
        Error::Refused(problem) => problem.refusal.code(),
        Error::NotFound { .. } => "not-found",
        Error::Taken { .. } => "taken",
        Error::Contended => "contended",
        Error::TooLong(_) => "too-long",
        Error::Unwritable(_) => "unwritable",
        _ => return None,
    };
    let mut reject = Reject { case: Some(delivery.row.clone()), ..Reject::at(&delivery.spot, code, error.to_string()) };
    if let Error::Refused(problem) = error {
        let index = chunk * ACTS_PER_REQUEST_MAX + problem.index;
        reject.act = Some(index);
        reject.kind =
            delivery.acts.get(index).and_then(|act| act.get("kind")).and_then(Value::as_str).map(str::to_owned);
        reject.message = problem.refusal.to_string();
    }
    Some(reject)
}
