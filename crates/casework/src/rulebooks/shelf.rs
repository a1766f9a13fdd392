//! The rulebooks and calendars at hand at a moment: what is shipped, and what the registers say of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::registers::{self, InUse};
use wenze_domain::time::office_day;
use wenze_ledger::{TextKind, content_hash};
use wenze_projections::judging::Days;
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::rule::{InUse as Adoption, Rulebook};
use wenze_rulebook::shipped;

use crate::sealing::hex;
use crate::texts::digest;
use crate::{Casework, Error};

/// Whether cases are judged by a rulebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// They are.
    InUse,
    /// Not before somebody adopts it, or not before the day of its adoption comes.
    NotAdopted,
    /// No longer.
    Withdrawn,
}

/// Where a release or revision comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// It is shipped with the program.
    Shipped,
    /// An event brought it.
    Event {
        /// The event.
        event_id: Uuid,
        /// When the office knew.
        known_at: DateTime<Utc>,
    },
}

/// A rulebook known at a moment, in the release that counts then.
#[derive(Debug, Clone)]
pub struct RulebookOnShelf {
    /// Its id.
    pub rulebook: String,
    /// What it is called.
    pub title: String,
    /// The release.
    pub version: String,
    /// Digest of its text, in hexadecimal.
    pub sha256: String,
    /// Whether cases are judged by it.
    pub standing: Standing,
    /// Where this release comes from.
    pub origin: Origin,
    /// The rulebook, read; none if its text is missing or can no longer be read.
    pub book: Option<Arc<Rulebook>>,
}

/// A text that was adopted or published and cannot be used, so that whoever looks after the system can mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// The rulebook or calendar.
    pub id: String,
    /// The release or revision.
    pub version: String,
    /// Digest of its text.
    pub sha256: String,
    /// Why it cannot be used; nothing if its text is missing.
    pub complaints: Vec<String>,
}

impl Broken {
    pub(super) fn new(id: String, version: String, sha256: String) -> Self {
        Self { id, version, sha256, complaints: Vec::new() }
    }
}

/// A calendar known at a moment, in the revision that counts then.
#[derive(Debug, Clone)]
pub struct CalendarOnShelf {
    /// Digest of its text, in hexadecimal.
    pub sha256: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The calendar.
    pub table: Days,
}

/// Everything at hand at a moment.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// The moment.
    pub known: DateTime<Utc>,
    /// Rulebooks, by their ids.
    pub rulebooks: Vec<RulebookOnShelf>,
    /// Every release that can be read, for rulebooks that build on one.
    pub releases: Vec<Arc<Rulebook>>,
    /// Calendars, by their ids.
    pub calendars: Vec<CalendarOnShelf>,
    /// What was adopted or published and cannot be used.
    pub broken: Vec<Broken>,
}

impl Shelf {
    /// The rulebooks that cases are judged by.
    pub fn in_use(&self) -> impl Iterator<Item = &Arc<Rulebook>> {
        self.rulebooks.iter().filter(|one| one.standing == Standing::InUse).filter_map(|one| one.book.as_ref())
    }

    /// A calendar by its id.
    pub fn calendar(&self, id: &str) -> Option<&CalendarOnShelf> {
        self.calendars.iter().find(|one| one.table.calendar().id() == id)
    }
}

impl Casework {
    /// The rulebooks and calendars at hand as known at a moment. Shipped national law is in use until it is withdrawn, the
    /// norms of a house when they are adopted, and an adopted release of the same id takes the place of the shipped one. A
    /// text that cannot be used is told apart and takes nothing else down.
    pub async fn rulebooks(&self, known: DateTime<Utc>) -> Result<Shelf, Error> {
        let mut registers = Vec::new();
        for one in self.registers(TextKind::Rulebook).await? {
            let mut rulebook = registers::Rulebook::default();
            one.history.effective(at(known)).iter().for_each(|item| rulebook.evolve(item));
            registers.push(rulebook);
        }
        let mut broken = Vec::new();
        let books = self.books(&registers, &mut broken).await?;
        let mut shelved: BTreeMap<String, RulebookOnShelf> =
            shipped::all().iter().map(|one| (one.book.id.to_string(), as_shipped(&one.book))).collect();
        for register in &registers {
            shelve(register, known, &books, &mut shelved);
        }
        let calendars = self.calendars(known, &mut broken).await?;
        let releases = shipped::all().iter().map(|one| &one.book).chain(books.values()).map(Arc::clone).collect();
        Ok(Shelf { known, rulebooks: shelved.into_values().collect(), releases, calendars, broken })
    }

    async fn calendars(&self, known: DateTime<Utc>, broken: &mut Vec<Broken>) -> Result<Vec<CalendarOnShelf>, Error> {
        let shipped = shipped_calendar();
        let mut shelved = BTreeMap::from([(shipped.table.calendar().id().to_owned(), shipped)]);
        for one in self.registers(TextKind::Calendar).await? {
            let mut register = registers::Calendar::default();
            one.history.effective(at(known)).iter().for_each(|item| register.evolve(item));
            let (Some(id), Some(latest)) = (&register.calendar, register.latest()) else { continue };
            if let Some(table) = self.published(id, latest, broken).await? {
                let origin = Origin::Event { event_id: latest.event_id, known_at: latest.known_at };
                let one = CalendarOnShelf { sha256: latest.sha256.clone(), origin, table: Days::Published(table) };
                shelved.insert(id.clone(), one);
            }
        }
        Ok(shelved.into_values().collect())
    }

    /// What was decided of a rulebook; nothing of one that nobody touched.
    pub(crate) async fn rulebook_register(&self, id: &str) -> Result<registers::Rulebook, Error> {
        for one in self.registers(TextKind::Rulebook).await? {
            let mut register = registers::Rulebook::default();
            one.history.effective(Cut::default()).iter().for_each(|item| register.evolve(item));
            if register.rulebook.as_deref() == Some(id) {
                return Ok(register);
            }
        }
        Ok(registers::Rulebook::default())
    }

    /// Digests that acts of the registers name and whose texts are not stored, in hexadecimal.
    pub async fn missing_texts(&self) -> Result<Vec<String>, Error> {
        let mut missing = Vec::new();
        for kind in [TextKind::Rulebook, TextKind::Calendar] {
            for one in self.registers(kind).await? {
                let named = one.history.events.iter().filter_map(|e| digest(e.act().payload()["sha256"].as_str()?));
                let named = named.collect();
                let present = self.inner.ledger.texts_present(&named).await?;
                missing.extend(named.difference(&present).map(|digest| hex(digest)));
            }
        }
        missing.sort();
        Ok(missing)
    }
}

/// The calendar that this build carries.
fn shipped_calendar() -> CalendarOnShelf {
    let sha256 = hex(&content_hash(Calendar::shipped_text().as_bytes()));
    CalendarOnShelf { sha256, origin: Origin::Shipped, table: Days::Shipped }
}

fn at(known: DateTime<Utc>) -> Cut {
    Cut { known: Some(known), ..Cut::default() }
}

fn as_shipped(book: &Arc<Rulebook>) -> RulebookOnShelf {
    RulebookOnShelf {
        rulebook: book.id.to_string(),
        title: book.title.clone(),
        version: book.version.to_string(),
        sha256: book.digest_hex(),
        standing: match book.in_use {
            Adoption::ByDefault => Standing::InUse,
            Adoption::WhenAdopted => Standing::NotAdopted,
        },
        origin: Origin::Shipped,
        book: Some(Arc::clone(book)),
    }
}

/// Puts what a register says of the day in the place of what is shipped.
fn shelve(
    register: &registers::Rulebook,
    known: DateTime<Utc>,
    books: &HashMap<String, Arc<Rulebook>>,
    shelved: &mut BTreeMap<String, RulebookOnShelf>,
) {
    let Some(id) = &register.rulebook else { return };
    let before = |release: &registers::Release, standing| RulebookOnShelf {
        rulebook: id.clone(),
        title: release.title.clone().unwrap_or_default(),
        version: release.version.clone(),
        sha256: release.sha256.clone(),
        standing,
        origin: Origin::Event { event_id: release.event_id, known_at: release.known_at },
        book: books.get(&release.sha256).cloned(),
    };
    match register.on(office_day(known)) {
        InUse::Release(release) => {
            shelved.insert(id.clone(), before(release, Standing::InUse));
        }
        InUse::Withdrawn(withdrawal) => {
            // It is shown in the release that was in use until then.
            let last = register.releases.iter().rfind(|one| one.at < withdrawal.at);
            if let Some(release) = last {
                shelved.insert(id.clone(), before(release, Standing::Withdrawn));
            } else if let Some(one) = shelved.get_mut(id) {
                one.standing = Standing::Withdrawn;
            }
        }
        InUse::AsShipped => {
            if let Some(release) = register.releases.last().filter(|_| !shelved.contains_key(id)) {
                shelved.insert(id.clone(), before(release, Standing::NotAdopted));
            }
        }
    }
}
