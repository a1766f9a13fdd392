//! Opening private parts for one answer: all of them with one query, after authorisation; sealed ones stay shut.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::case::PartAt;
use wenze_domain::fields::{Class, EVENT_KEY, PART_KEY, PartRef};

use crate::{Casework, Error, Hidden};

/// A private value as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A text.
    Text(String),
    /// Class sealed: intake only, on a stated ground.
    Sealed,
    /// Erased on a legal basis; the history stays valid without it.
    Erased,
    /// Not in the vault although it should be: `doctor` names such parts.
    Missing,
}

/// The private values of one answer, and what does not exist to whoever reads it.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    parts: HashMap<(Uuid, i16), Shown>,
    hidden: Arc<Hidden>,
}

impl Texts {
    /// What stands at a place.
    pub fn at(&self, at: PartAt) -> Option<&Shown> {
        self.parts.get(&(at.event_id, at.part))
    }

    /// The text at a place, if it can be read.
    pub fn text(&self, at: PartAt) -> Option<&str> {
        match self.at(at)? {
            Shown::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text behind a reference in the event `around`.
    pub fn of(&self, around: Uuid, part: &PartRef) -> Option<&str> {
        self.text(PartAt { event_id: part.event.unwrap_or(around), part: part.part })
    }

    /// Writes every text beside its reference, so that an answer reads without a second request. A case that does not exist to whoever
    /// reads, to which another is linked, is named by [`NO_CASE`].
    pub fn inline(&self, value: &mut Value, around: Uuid) {
        match value {
            Value::Object(object) => {
                if let Some(at) = place(object, around) {
                    match self.at(at) {
                        Some(Shown::Text(text)) => object.insert("text".to_owned(), json!(text)),
                        Some(Shown::Sealed) => object.insert("withheld".to_owned(), json!("sealed")),
                        Some(Shown::Erased) => object.insert("withheld".to_owned(), json!("erased")),
                        Some(Shown::Missing) | None => object.insert("withheld".to_owned(), json!("missing")),
                    };
                    return;
                }
                object.values_mut().for_each(|inner| self.inline(inner, around));
            }
            Value::Array(items) => items.iter_mut().for_each(|inner| self.inline(inner, around)),
            Value::String(text) if names_one_of(&self.hidden, text) => *value = json!(NO_CASE),
            _ => {}
        }
    }
}

/// What stands for a case that does not exist to whoever reads.
pub const NO_CASE: Uuid = Uuid::nil();

fn names_one_of(hidden: &Hidden, text: &str) -> bool {
    text.len() == NO_CASE.to_string().len()
        && !hidden.is_empty()
        && Uuid::try_parse(text).is_ok_and(|id| hidden.holds(id))
}

/// The parts an answer needs, collected before any is opened.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    open: HashSet<(Uuid, i16)>,
    sealed: HashSet<(Uuid, i16)>,
}

impl Wanted {
    pub(crate) fn at(&mut self, at: PartAt) {
        self.open.insert((at.event_id, at.part));
    }

    /// What may be opened, as the vault is asked for it.
    pub(crate) fn open_refs(&self) -> Vec<wenze_vault::PartRef> {
        let to_ref = |&(event_id, part_no)| wenze_vault::PartRef { event_id, part_no, commit: None };
        self.open.iter().map(to_ref).collect()
    }

    /// Every reference in a JSON value; `around` is the event it stands in.
    pub(crate) fn all_in(&mut self, value: &Value, around: Uuid) {
        match value {
            Value::Object(object) => {
                if let Some(at) = place(object, around) {
                    let sealed = object.get("class").and_then(Value::as_str) == Some(SEALED);
                    if sealed { &mut self.sealed } else { &mut self.open }.insert((at.event_id, at.part));
                    return;
                }
                object.values().for_each(|inner| self.all_in(inner, around));
            }
            Value::Array(items) => items.iter().for_each(|inner| self.all_in(inner, around)),
            _ => {}
        }
    }
}

const SEALED: &str = match Class::Sealed {
    Class::Sealed => "sealed",
    Class::Text => "text",
};

/// Where a reference points: `{"$part": n}` in an event, or `{"event_id", "part"}` in a state.
fn place(object: &serde_json::Map<String, Value>, around: Uuid) -> Option<PartAt> {
    let number = |name: &str| object.get(name).and_then(Value::as_i64).and_then(|n| i16::try_from(n).ok());
    let id = |name: &str| object.get(name).and_then(Value::as_str).and_then(|s| Uuid::try_parse(s).ok());
    if let Some(part) = number(PART_KEY) {
        return Some(PartAt { event_id: id(EVENT_KEY).unwrap_or(around), part });
    }
    Some(PartAt { event_id: id("event_id")?, part: number("part")? })
}

impl Casework {
    /// Opens everything wanted with one query.
    pub(crate) async fn open(&self, wanted: &Wanted) -> Result<Texts, Error> {
        let places: Vec<(Uuid, i16)> = wanted.open.iter().copied().collect();
        let opened = self.inner.vault.open_many(&wanted.open_refs()).await?;
        let mut texts: HashMap<(Uuid, i16), Shown> = places.into_iter().map(|p| (p, Shown::Missing)).collect();
        for (place, one) in opened {
            texts.insert(place, shown(&one));
        }
        texts.extend(wanted.sealed.iter().map(|place| (*place, Shown::Sealed)));
        Ok(Texts { parts: texts, hidden: self.hidden_shared() })
    }
}

/// Parts hold JSON: a text, or a list that is shown one line each.
pub(crate) fn shown(opened: &wenze_vault::Opened) -> Shown {
    match opened {
        wenze_vault::Opened::Erased => Shown::Erased,
        wenze_vault::Opened::Missing => Shown::Missing,
        wenze_vault::Opened::Text(json) => match serde_json::from_str(json) {
            Ok(Value::String(text)) => Shown::Text(text),
            Ok(Value::Array(items)) => {
                let lines: Vec<String> =
                    items.iter().map(|i| i.as_str().map_or_else(|| i.to_string(), str::to_owned)).collect();
                Shown::Text(lines.join("\n"))
            }
            Ok(other) => Shown::Text(other.to_string()),
            Err(_) => Shown::Missing,
        },
    }
}
