//! The objects of one case by name, with ids that follow from set, row, name and number.

use std::collections::HashMap;

use uuid::Uuid;

use crate::ids::Ids;

/// Names the case itself.
pub(super) const OWN_CASE: &str = "case";

/// The objects that a case has so far.
#[derive(Debug)]
pub(super) struct Objects<'a> {
    ids: &'a Ids,
    row: &'a str,
    all: HashMap<String, Numbered>,
}

/// The latest object of a name.
#[derive(Debug)]
struct Numbered {
    number: u32,
    /// The act that made it was not voided.
    is_there: bool,
}

impl<'a> Objects<'a> {
    pub(super) fn new(ids: &'a Ids, row: &'a str) -> Self {
        Self { ids, row, all: HashMap::new() }
    }

    /// The object that stands under a name now: the latest.
    pub(super) fn current(&self, name: &str) -> Option<Uuid> {
        if name == OWN_CASE {
            return Some(self.ids.case(self.row));
        }
        let latest = self.all.get(name).filter(|latest| latest.is_there)?;
        Some(self.ids.object(self.row, name, latest.number))
    }

    /// A further object under a name.
    pub(super) fn create(&mut self, name: &str) {
        match self.all.get_mut(name) {
            Some(latest) => *latest = Numbered { number: latest.number + 1, is_there: true },
            None => {
                self.all.insert(name.to_owned(), Numbered { number: 1, is_there: true });
            }
        }
    }

    /// The act that made the object is voided.
    pub(super) fn forget(&mut self, name: &str) {
        if let Some(latest) = self.all.get_mut(name) {
            latest.is_there = false;
        }
    }
}
