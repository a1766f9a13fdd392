//! From the lines of a roster to the organs, persons and posts it tells of.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uuid::Uuid;
use wenze_domain::envelope::StreamKind;
use wenze_domain::fields::NOT_RECORDED;

use super::columns::Column;
use super::lines::{Fault, Row};
use crate::ids::Ids;

/// The set under which rosters are known again.
pub(super) const SET: &str = "roster";

/// The organs that a register holds, by name.
pub(super) type KnownOrgans = BTreeMap<String, Vec<Uuid>>;

/// Facts of an entry by column.
type Facts = BTreeMap<Column, Value>;

/// An organ that the register does not hold yet, or that this roster brought before.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OrganEntry {
    pub(super) line: u64,
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) facts: Facts,
    pub(super) parent: Option<Uuid>,
}

/// A person.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PersonEntry {
    pub(super) line: u64,
    pub(super) id: Uuid,
    pub(super) number: String,
    pub(super) facts: Facts,
    pub(super) posts: Vec<PostEntry>,
}

/// A post of a person.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PostEntry {
    pub(super) line: u64,
    pub(super) organ: Uuid,
    pub(super) managing_organ: Option<Uuid>,
    pub(super) facts: Facts,
}

/// Everything a roster brings; an organ stands after the one above it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Entries {
    pub(super) organs: Vec<OrganEntry>,
    pub(super) persons: Vec<PersonEntry>,
}

/// Gathers entries. Lines that contradict an earlier one are faults, and nothing of them is recorded.
pub(super) fn gather(rows: Vec<Row>, known: &KnownOrgans, faults: &mut Vec<Fault>) -> Entries {
    let ids = Ids::of_set(SET);
    let mut gathering = Gathering { ids, known, organs: BTreeMap::new(), persons: BTreeMap::new() };
    for row in rows {
        if let Err(fault) = gathering.add(&row) {
            faults.push(fault);
        }
    }
    gathering.finish(faults)
}

struct Gathering<'a> {
    ids: Ids,
    known: &'a KnownOrgans,
    organs: BTreeMap<String, (OrganEntry, String)>,
    persons: BTreeMap<String, PersonEntry>,
}

impl Gathering<'_> {
    fn add(&mut self, row: &Row) -> Result<(), Fault> {
        let organ = row.text(Column::Organ);
        if organ.is_empty() {
            return Err(Fault::new(row.line, "incomplete", format!("{} is empty", Column::Organ.headings())));
        }
        let id = self.organ(row, organ, true)?;
        if row.text(Column::Number).is_empty() {
            return if row.text(Column::Name).is_empty() && row.text(Column::Post).is_empty() {
                Ok(())
            } else {
                let message = format!("{} is needed to know the person again", Column::Number.headings());
                Err(Fault::new(row.line, "incomplete", message))
            };
        }
        let managing_organ = match row.text(Column::ManagingOrgan) {
            "" => None,
            name => Some(self.organ(row, name, false)?),
        };
        self.person(row, id, managing_organ)
    }

    /// The organ of a name; `own` when the line tells its level, kind and parent.
    fn organ(&mut self, row: &Row, name: &str, own: bool) -> Result<Uuid, Fault> {
        let id = match self.known.get(name).map(Vec::as_slice) {
            None | Some([]) => self.ids.entry(StreamKind::Organ, name),
            Some([id]) => *id,
            Some(_) => {
                let message = "several organs of the register have this name, so nobody can tell which is meant";
                return Err(Fault::new(row.line, "ambiguous", message));
            }
        };
        let mut told = Facts::new();
        let mut parent = String::new();
        if own {
            told = [Column::OrganLevel, Column::OrganKind].map(|column| (column, row.value(column))).into();
            row.text(Column::Parent).clone_into(&mut parent);
            if !parent.is_empty() {
                self.organ(row, &parent, false)?;
            }
        }
        let new = || OrganEntry { line: row.line, id, name: name.to_owned(), facts: Facts::new(), parent: None };
        let (entry, above) = self.organs.entry(name.to_owned()).or_insert_with(|| (new(), String::new()));
        merge(&mut entry.facts, told, row.line, entry.line)?;
        if above.is_empty() {
            *above = parent;
        } else if !parent.is_empty() && *above != parent {
            return Err(contradiction(row.line, Column::Parent, entry.line));
        }
        Ok(id)
    }

    fn person(&mut self, row: &Row, organ: Uuid, managing_organ: Option<Uuid>) -> Result<(), Fault> {
        let number = row.text(Column::Number);
        let id = self.ids.entry(StreamKind::Person, number);
        let new =
            || PersonEntry { line: row.line, id, number: number.to_owned(), facts: Facts::new(), posts: Vec::new() };
        let entry = self.persons.entry(number.to_owned()).or_insert_with(new);
        let own = [Column::Name, Column::Identity, Column::Status];
        merge(&mut entry.facts, own.map(|column| (column, row.value(column))).into(), row.line, entry.line)?;
        let of_post = [Column::Post, Column::PostLevel, Column::PostKind, Column::Elected, Column::From, Column::Until];
        let facts = of_post.map(|column| (column, row.value(column))).into();
        let post = PostEntry { line: row.line, organ, managing_organ, facts };
        let is_same = |other: &&PostEntry| other.organ == organ && other.facts == post.facts;
        if let Some(other) = entry.posts.iter().find(is_same) {
            return Err(Fault::new(row.line, "twice", format!("line {} tells the same post", other.line)));
        }
        entry.posts.push(post);
        Ok(())
    }

    /// Puts every organ after the one above it.
    fn finish(self, faults: &mut Vec<Fault>) -> Entries {
        let mut waiting: Vec<(OrganEntry, String)> = self.organs.into_values().collect();
        waiting.sort_by_key(|(entry, _)| entry.line);
        let ids: BTreeMap<String, Uuid> = waiting.iter().map(|(entry, _)| (entry.name.clone(), entry.id)).collect();
        let (mut organs, mut placed) = (Vec::new(), BTreeSet::new());
        while !waiting.is_empty() {
            let (ready, rest): (Vec<_>, Vec<_>) =
                waiting.into_iter().partition(|(_, above)| above.is_empty() || placed.contains(above));
            if ready.is_empty() {
                let wrong = |(entry, _): &(OrganEntry, String)| {
                    Fault::new(entry.line, "circle", "the organs above this one lead back to itself")
                };
                faults.extend(rest.iter().map(wrong));
                break;
            }
            for (mut entry, above) in ready {
                entry.parent = ids.get(&above).copied();
                placed.insert(entry.name.clone());
                organs.push(entry);
            }
            waiting = rest;
        }
        // An organ that the register held before this roster is not recorded again.
        organs.retain(|entry| entry.id == self.ids.entry(StreamKind::Organ, &entry.name));
        let mut persons: Vec<PersonEntry> = self.persons.into_values().collect();
        persons.sort_by_key(|entry| entry.line);
        Entries { organs, persons }
    }
}

/// Adds facts to those of earlier lines; an empty cell says nothing against them.
fn merge(facts: &mut Facts, told: Facts, line: u64, first: u64) -> Result<(), Fault> {
    for (column, value) in told {
        let before = facts.entry(column).or_insert_with(|| NOT_RECORDED.into());
        if *before == NOT_RECORDED {
            *before = value;
        } else if value != NOT_RECORDED && *before != value {
            return Err(contradiction(line, column, first));
        }
    }
    Ok(())
}

fn contradiction(line: u64, column: Column, first: u64) -> Fault {
    let message = format!("{} is not what line {first} says of the same entry", column.headings());
    Fault::new(line, "contradiction", message)
}

#[cfg(test)]
mod tests;
