//! What the acts of a case say of an appeal and of those who handle it, that the board does not keep.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::case::PartAt;
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::history::History;
use wenze_domain::separation::{Bar, Earlier, appeal_handlers, original_handlers};
use wenze_domain::words::Words;

use super::super::Coded;

/// Who handles an appeal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AppealPeople {
    /// Who handles it, by name where it may be read.
    pub handling: Vec<Option<String>>,
    /// How many handled the case before.
    pub original: usize,
    /// Who is both.
    pub overlap: Vec<Overlap>,
}

/// Somebody who handles an appeal and handled the case before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overlap {
    /// The person.
    pub person: Uuid,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// What kept him from it: `investigated` or `reviewed`.
    pub bar: &'static str,
    /// What he did first of it.
    pub act: Coded,
    /// The event.
    pub event_id: Uuid,
    /// Its day.
    pub day: String,
}

/// An appeal as the acts of its case tell it.
pub(super) struct Story {
    relief: Option<PartAt>,
    original: usize,
    handling: BTreeSet<Uuid>,
    overlap: BTreeMap<Uuid, Earlier>,
}

impl Story {
    pub(super) fn of(history: &History, id: Uuid) -> Self {
        let events = history.effective(Cut::default());
        let mut overlap = original_handlers(&events);
        let (original, handling) = (overlap.len(), appeal_handlers(&events, id));
        overlap.retain(|person, _| handling.contains(person));
        Self { relief: events.iter().find_map(|item| relief(item, id)), original, handling, overlap }
    }

    /// Where the text lies of what the appellant asks for.
    pub(super) fn relief(&self) -> Option<PartAt> {
        self.relief
    }

    /// Whoever handles it.
    pub(super) fn persons(&self) -> impl Iterator<Item = Uuid> + use<> {
        self.handling.clone().into_iter()
    }

    pub(super) fn told(&self, names: &HashMap<Uuid, String>, words: &Words) -> AppealPeople {
        let told = |(person, earlier): (&Uuid, &Earlier)| Overlap {
            person: *person,
            name: names.get(person).cloned(),
            bar: Bar::as_str(earlier.bar),
            act: Coded { code: earlier.kind.as_str().to_owned(), words: words.kind(earlier.kind).to_owned() },
            event_id: earlier.event_id,
            day: earlier.day.to_string(),
        };
        AppealPeople {
            handling: self.handling.iter().map(|person| names.get(person).cloned()).collect(),
            original: self.original,
            overlap: self.overlap.iter().map(told).collect(),
        }
    }
}

fn relief(item: &Effective<'_>, id: Uuid) -> Option<PartAt> {
    let Act::AppealFiled(filed) = item.event.act() else { return None };
    let part = filed.relief.known()?.part().filter(|_| item.event.refs().id("appeal") == Some(id))?;
    Some(PartAt { event_id: part.event.unwrap_or(item.event.id()), part: part.part })
}
