//! Texts of the registers, read: each once, whatever is asked of it later.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;
use wenze_domain::history::History;
use wenze_domain::registers;
use wenze_ledger::{Stream, TextKind};
use wenze_rulebook::bundle::Bundle;
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::load::Complaint;
use wenze_rulebook::rule::Rulebook;
use wenze_rulebook::shipped;

use super::Broken;
use crate::texts::digest;
use crate::{CASE_EVENTS_MAX, Casework, Error};

/// What was read, by digest. A text never changes, so neither does what it says.
#[derive(Debug, Default)]
pub(crate) struct Read {
    rulebooks: Mutex<HashMap<String, Arc<Rulebook>>>,
    calendars: Mutex<HashMap<String, Arc<Calendar>>>,
    /// The registers, with their versions, that judge here.
    taken_up: Mutex<Vec<(Uuid, i32)>>,
}

impl Read {
    /// Whether the registers at these versions judge here.
    pub(super) fn is_taken_up(&self, versions: &[(Uuid, i32)]) -> bool {
        *self.taken_up.lock().unwrap_or_else(PoisonError::into_inner) == versions
    }

    /// From now on they do.
    pub(super) fn take_up(&self, versions: Vec<(Uuid, i32)>) {
        *self.taken_up.lock().unwrap_or_else(PoisonError::into_inner) = versions;
    }
}

/// One stream of a register.
pub(super) struct Register {
    pub(super) id: Uuid,
    pub(super) history: History,
    /// Where its events stand in the log.
    positions: HashMap<Uuid, i64>,
}

impl Register {
    /// Where an event stands in the log.
    pub(super) fn position(&self, event: Uuid) -> Option<i64> {
        self.positions.get(&event).copied()
    }
}

fn kept<T>(held: &Mutex<HashMap<String, Arc<T>>>, sha256: &str) -> Option<Arc<T>> {
    held.lock().unwrap_or_else(PoisonError::into_inner).get(sha256).cloned()
}

fn keep<T>(held: &Mutex<HashMap<String, Arc<T>>>, sha256: &str, read: &Arc<T>) {
    held.lock().unwrap_or_else(PoisonError::into_inner).insert(sha256.to_owned(), Arc::clone(read));
}

/// A release whose text waits to be read.
struct Waiting {
    broken: Broken,
    bundle: Bundle,
}

impl Casework {
    /// Every stream of a register.
    pub(super) async fn registers(&self, kind: TextKind) -> Result<Vec<Register>, Error> {
        let ids: Vec<Uuid> = self.inner.ledger.register_streams(kind).await?;
        let mut registers = Vec::with_capacity(ids.len());
        for id in ids {
            let stream = Stream { kind: kind.as_str().to_owned(), id };
            let stored = self.inner.ledger.read_stream(&stream, 0, CASE_EVENTS_MAX).await?;
            let positions = stored.iter().map(|event| (event.event_id, event.position)).collect();
            registers.push(Register { id, history: wenze_projections::history(&stored), positions });
        }
        Ok(registers)
    }

    /// Every release that was ever adopted and can be read, by the digest of its text.
    pub(super) async fn books(
        &self,
        registers: &[registers::Rulebook],
        broken: &mut Vec<Broken>,
    ) -> Result<HashMap<String, Arc<Rulebook>>, Error> {
        let (mut read, mut waiting) = (HashMap::new(), Vec::new());
        for unread in releases(registers) {
            if let Some(book) = kept(&self.inner.read.rulebooks, &unread.sha256) {
                read.insert(unread.sha256, book);
                continue;
            }
            match self.text(&unread.sha256).await?.map(|body| Bundle::unpacked(&body)) {
                None => broken.push(unread),
                Some(Err(why)) => broken.push(Broken { complaints: vec![why], ..unread }),
                Some(Ok(bundle)) => waiting.push(Waiting { broken: unread, bundle }),
            }
        }
        self.read_upon_each_other(waiting, &mut read, broken);
        Ok(read)
    }

    /// A rulebook that extends others is read after them, in whatever order they were adopted.
    fn read_upon_each_other(
        &self,
        mut waiting: Vec<Waiting>,
        read: &mut HashMap<String, Arc<Rulebook>>,
        broken: &mut Vec<Broken>,
    ) {
        loop {
            let before = waiting.len();
            let mut unread = Vec::new();
            for mut one in waiting {
                let bases: Vec<Arc<Rulebook>> =
                    shipped::all().iter().map(|one| &one.book).chain(read.values()).map(Arc::clone).collect();
                match load(&one.bundle, &bases) {
                    Ok(book) => {
                        let book = Arc::new(book);
                        keep(&self.inner.read.rulebooks, &one.broken.sha256, &book);
                        read.insert(one.broken.sha256, book);
                    }
                    Err(complaints) => {
                        one.broken.complaints = complaints.iter().map(ToString::to_string).collect();
                        unread.push(one);
                    }
                }
            }
            if unread.len() == before {
                broken.extend(unread.into_iter().map(|one| one.broken));
                return;
            }
            waiting = unread;
        }
    }

    /// A published revision, read; none if its text is missing or cannot be read.
    pub(super) async fn published(
        &self,
        id: &str,
        revision: &registers::Revision,
        broken: &mut Vec<Broken>,
    ) -> Result<Option<Arc<Calendar>>, Error> {
        if let Some(calendar) = kept(&self.inner.read.calendars, &revision.sha256) {
            return Ok(Some(calendar));
        }
        let mut unread = Broken::new(id.to_owned(), revision.revision.clone(), revision.sha256.clone());
        if let Some(body) = self.text(&revision.sha256).await? {
            match Calendar::parse(&String::from_utf8_lossy(&body)) {
                Ok(calendar) => {
                    let calendar = Arc::new(calendar);
                    keep(&self.inner.read.calendars, &revision.sha256, &calendar);
                    return Ok(Some(calendar));
                }
                Err(error) => unread.complaints = vec![error.to_string()],
            }
        }
        broken.push(unread);
        Ok(None)
    }

    async fn text(&self, sha256: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(digest) = digest(sha256) else { return Ok(None) };
        Ok(self.inner.ledger.text(&digest).await?.map(|text| text.body))
    }
}

/// Every release that was adopted, before its text is read.
fn releases(registers: &[registers::Rulebook]) -> Vec<Broken> {
    let of = |register: &registers::Rulebook| {
        let id = register.rulebook.clone().unwrap_or_default();
        let unread = |one: &registers::Release| Broken::new(id.clone(), one.version.clone(), one.sha256.clone());
        register.releases.iter().map(unread).collect::<Vec<_>>()
    };
    registers.iter().flat_map(of).collect()
}

/// Reads a rulebook upon others.
pub(super) fn load(bundle: &Bundle, bases: &[Arc<Rulebook>]) -> Result<Rulebook, Vec<Complaint>> {
    let bases: Vec<&Rulebook> = bases.iter().map(|book| &**book).collect();
    Rulebook::load_upon(bundle, &bases)
}
