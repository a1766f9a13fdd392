//! Import: one source case is one command, through the same `decide`, known again by its own id.

use serde_json::Value;
use uuid::Uuid;
use wenze_domain::envelope::Actor;
use wenze_domain::refusal::Refusal;
use wenze_ledger::Answer;

use crate::record::{Holds, is_judged_by_memory, writes};
use crate::{Casework, Command, Error, Place};

/// The acts of one source case.
#[derive(Debug, Clone)]
pub struct ImportCommand {
    /// Made from set, row and part number, so that the same row again is the same command.
    pub command_id: Uuid,
    /// The case it goes to.
    pub place: Place,
    /// The acts, `entered_from: import`, each with its origin.
    pub acts: Vec<Value>,
    /// Who imports.
    pub actor: Actor,
    /// Exact uniqueness of the source row, e.g. `import:<set>:<row>`.
    pub take: Vec<String>,
}

/// What became of one source case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// Stored, with this many events.
    Stored {
        /// The stream.
        id: Uuid,
        /// Events written.
        events: usize,
    },
    /// Stored before from the same rows.
    Unchanged,
    /// Stored before from rows that said something else; nothing was changed.
    Differs,
}

impl Casework {
    /// Imports one source case. Acts out of order are stored without a confirmation; refusals name the act.
    pub async fn import(&self, import: ImportCommand) -> Result<Imported, Error> {
        let ImportCommand { command_id, place, acts, actor, take } = import;
        let command = Command { route: crate::IMPORT_ROUTE, place, acts, actor, idempotency_key: None, if_match: None };
        let identity = command.identity().map_err(|e| Error::Unwritable(e.to_string()))?;
        let request_hash = self.inner.vault.request_mac(&identity);
        for attempt in 0..crate::ATTEMPTS_MAX {
            let mut plan = match self.plan(&command, command_id, attempt > 0, Holds::default()).await {
                Ok(plan) => plan,
                // The command before this one on the same case may have written what the memory does not show yet.
                Err(refused) if attempt == 0 && is_judged_by_memory(&command, &refused) => continue,
                // A case that a finished run has made already would refuse its own first act.
                Err(refused) => return self.imported_before(command_id, request_hash).await?.ok_or(refused),
            };
            if let Some(first) = plan.prepared.first_mut() {
                first.claim(&take);
            }
            let id = plan.main.id;
            let events = plan.prepared.len();
            let sealed = self.seal(&plan.prepared).await?;
            let writes = writes(&plan, sealed.events);
            let command = wenze_ledger::Command { command_id, request_hash, writes, keys: sealed.keys };
            match self.inner.ledger.append(command).await? {
                Answer::Appended { .. } => {
                    self.inner.cache.forget(id);
                    return Ok(Imported::Stored { id, events });
                }
                Answer::Repeated { .. } => return Ok(Imported::Unchanged),
                Answer::IdReused => return Ok(Imported::Differs),
                Answer::ClaimTaken { key, holder, .. } => return Err(Error::Taken { key, holder }),
                Answer::Conflict { .. } => {
                    if let Some(before) = self.imported_before(command_id, request_hash).await? {
                        return Ok(before);
                    }
                    if matches!(place, Place::NewCase(_)) {
                        return Err(Error::refused(0, Refusal::ObjectExists { role: "case".to_owned(), id }));
                    }
                    self.inner.cache.forget(id);
                }
                Answer::KeyDestroyed { key_id } => self.inner.sealer.forget(key_id),
                Answer::EventIdTaken { event_id } => {
                    return Err(Error::refused(0, Refusal::ObjectExists { role: "event".to_owned(), id: event_id }));
                }
            }
        }
        Err(Error::Contended)
    }

    async fn imported_before(&self, command_id: Uuid, request_hash: [u8; 32]) -> Result<Option<Imported>, Error> {
        let first = self.inner.ledger.command_answer(command_id).await?;
        Ok(first.map(|first| if first.request_hash == request_hash { Imported::Unchanged } else { Imported::Differs }))
    }
}
