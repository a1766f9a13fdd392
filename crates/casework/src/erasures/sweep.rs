//! Whether the log and the vault agree on what was erased: nothing is gone without an act, and no act is left undone.

use std::collections::HashSet;
use std::time::Duration;

use tokio::sync::watch;
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::codes::EnteredFrom;
use wenze_domain::envelope::StreamKind;
use wenze_domain::event::Event;
use wenze_vault::RecordedErasure;

use super::blocks::places;
use crate::{Casework, Error};

/// How often a node finishes what is recorded and looks for what is gone without an act.
pub const ERASURES_SWEPT_EVERY: Duration = Duration::from_mins(10);
/// Most faults of a kind that are told one by one.
pub const FAULTS_TOLD_MAX: usize = 100;
/// Streams and tombstones read at once.
const PAGE_ROWS: i64 = 500;

/// What does not agree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ErasureFaults {
    /// Erasures recorded, in all.
    pub recorded: usize,
    /// Recorded and not carried out: the acts.
    pub undone: Vec<Uuid>,
    /// Parts that are gone without an act, at most [`FAULTS_TOLD_MAX`].
    pub parts: Vec<(Uuid, i16)>,
    /// Subjects a key of which is gone without an act, at most [`FAULTS_TOLD_MAX`].
    pub subjects: Vec<String>,
    /// How many parts and keys are gone without an act, in all.
    pub unexplained: usize,
}

impl ErasureFaults {
    /// Whether everything agrees.
    pub fn is_none(&self) -> bool {
        self.undone.is_empty() && self.unexplained == 0
    }
}

/// An act of erasure.
struct Recorded {
    event_id: Uuid,
    subjects: Vec<String>,
    parts: Vec<(Uuid, i16)>,
    /// Whether it was recorded in this log, so that this vault has to carry it out.
    is_own: bool,
}

impl Casework {
    /// Compares the acts of erasure with what is gone from the vault.
    pub async fn erasure_faults(&self) -> Result<ErasureFaults, Error> {
        let recorded = self.recorded_erasures().await?;
        let mut faults = ErasureFaults { recorded: recorded.len(), ..ErasureFaults::default() };
        for one in recorded.iter().filter(|one| one.is_own) {
            let asked = RecordedErasure { subjects: &one.subjects, parts: &one.parts, event_id: one.event_id };
            if self.inner.vault.left_of(asked).await? > 0 {
                faults.undone.push(one.event_id);
            }
        }
        let parts: HashSet<(Uuid, i16)> = recorded.iter().flat_map(|one| one.parts.iter().copied()).collect();
        let subjects: HashSet<&str> = recorded.iter().flat_map(|one| one.subjects.iter().map(String::as_str)).collect();
        self.unexplained_parts(&parts, &mut faults).await?;
        self.unexplained_keys(&subjects, &mut faults).await?;
        Ok(faults)
    }

    /// Carries out every erasure that is recorded and was left undone; answers how many.
    pub async fn finish_erasures(&self) -> Result<usize, Error> {
        let mut finished = 0;
        for one in self.recorded_erasures().await?.iter().filter(|one| one.is_own) {
            let asked = RecordedErasure { subjects: &one.subjects, parts: &one.parts, event_id: one.event_id };
            if self.inner.vault.left_of(asked).await? > 0 {
                self.carry_out(one.event_id, &one.subjects).await?;
                finished += 1;
            }
        }
        Ok(finished)
    }

    async fn unexplained_parts(&self, acts: &HashSet<(Uuid, i16)>, faults: &mut ErasureFaults) -> Result<(), Error> {
        let mut after = (Uuid::nil(), 0);
        loop {
            let page = self.inner.vault.tombstone_parts(after, PAGE_ROWS).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = (last.event_id, last.part_no);
            for place in page.iter().map(|part| (part.event_id, part.part_no)).filter(|place| !acts.contains(place)) {
                faults.unexplained += 1;
                if faults.parts.len() < FAULTS_TOLD_MAX {
                    faults.parts.push(place);
                }
            }
        }
    }

    async fn unexplained_keys(&self, acts: &HashSet<&str>, faults: &mut ErasureFaults) -> Result<(), Error> {
        let mut after = Uuid::nil();
        loop {
            let page = self.inner.vault.tombstone_keys(after, PAGE_ROWS).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.key_id;
            for key in page.into_iter().filter(|key| !acts.contains(key.subject.as_str())) {
                faults.unexplained += 1;
                if faults.subjects.len() < FAULTS_TOLD_MAX {
                    faults.subjects.push(key.subject);
                }
            }
        }
    }

    /// Every act of erasure in the log.
    async fn recorded_erasures(&self) -> Result<Vec<Recorded>, Error> {
        let mut found = Vec::new();
        let mut after = Uuid::nil();
        loop {
            let page = self.inner.ledger.erasure_streams(after, PAGE_ROWS).await?;
            let Some(last) = page.last() else { return Ok(found) };
            after = *last;
            for stream in page {
                let history = self.history(StreamKind::Erasure, stream).await?;
                // What was voided or corrected since was carried out all the same.
                found.extend(history.events.iter().filter_map(recorded));
            }
        }
    }
}

fn recorded(event: &Event) -> Option<Recorded> {
    let Act::PartErased(act) = event.act() else { return None };
    let is_own = event.envelope.entered_from == EnteredFrom::System && event.envelope.known_at.is_none();
    let subjects = act.subjects.iter().map(|subject| subject.as_str().to_owned()).collect();
    Some(Recorded { event_id: event.id(), subjects, parts: places(&act.parts), is_own })
}

/// Finishes what is recorded and says what is gone without an act, until the process ends.
pub async fn keep_erasures_swept(casework: Casework, mut ended: watch::Receiver<bool>) {
    loop {
        match casework.finish_erasures().await {
            Ok(0) => {}
            Ok(finished) => tracing::info!(finished, "erasures that were recorded are carried out"),
            Err(error) => tracing::warn!(%error, "erasures that are recorded cannot be carried out now"),
        }
        match casework.erasure_faults().await {
            Ok(faults) if faults.is_none() => {}
            Ok(faults) => {
                let (undone, gone) = (faults.undone.len(), faults.unexplained);
                tracing::error!(undone, gone, "log and vault do not agree on what was erased: see `wenze doctor`");
            }
            Err(error) => tracing::warn!(%error, "whether log and vault agree on what was erased cannot be seen now"),
        }
        tokio::select! {
            _ = ended.wait_for(|ended| *ended) => return,
            () = tokio::time::sleep(ERASURES_SWEPT_EVERY) => {}
        }
    }
}
