//! Entries of registers, folded and kept by whose they are. Each use asks the log for what came after, so what is kept here is
//! never out of date.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;
use wenze_domain::envelope::StreamId;
use wenze_domain::history::History;
use wenze_domain::registers::{Delegations, Grants};

use crate::load::stream;
use crate::{CASE_EVENTS_MAX, Casework, Error, GRANTS_CACHED_MAX};

/// What is folded and kept.
pub(crate) trait Entry: Default {
    /// Its version.
    fn version(&self) -> i32;
    /// As the whole history makes it.
    fn of(history: &History) -> Self;
}

impl Entry for Grants {
    fn version(&self) -> i32 {
        self.version
    }

    fn of(history: &History) -> Self {
        crate::grants::fold(history, None)
    }
}

impl Entry for Delegations {
    fn version(&self) -> i32 {
        self.version
    }

    fn of(history: &History) -> Self {
        crate::delegations::fold(history)
    }
}

/// Entries by whose they are.
#[derive(Debug)]
pub(crate) struct Kept<T>(Mutex<HashMap<Uuid, Arc<T>>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Entry> Kept<T> {
    fn get(&self, whose: Uuid) -> Option<Arc<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&whose).cloned()
    }

    /// Keeps what is newer than what is kept. When there are too many all go: who is still there is read again.
    fn put(&self, whose: Uuid, entry: &Arc<T>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= GRANTS_CACHED_MAX {
            kept.clear();
        }
        let held = kept.entry(whose).or_insert_with(|| Arc::clone(entry));
        if held.version() < entry.version() {
            *held = Arc::clone(entry);
        }
    }
}

impl Casework {
    /// The entry of a register as it stands; an empty one where there is no stream.
    pub(crate) async fn entry<T: Entry>(&self, kept: &Kept<T>, whose: Uuid, own: StreamId) -> Result<Arc<T>, Error> {
        let held = kept.get(whose);
        let after = held.as_ref().map_or(0, |entry| entry.version());
        let newer = self.inner.ledger.read_stream(&stream(own.kind, own.id), after, CASE_EVENTS_MAX).await?;
        match held {
            Some(entry) if newer.is_empty() => Ok(entry),
            None if newer.is_empty() => Ok(Arc::default()),
            _ => {
                let entry = Arc::new(T::of(&self.history(own.kind, own.id).await?));
                kept.put(whose, &entry);
                Ok(entry)
            }
        }
    }
}
