//! The objects of one case by name, with ids that follow from set, row, name and number.

use std::collections::HashMap;

use uuid::Uuid;

use crate::ids::Ids;

/// The objects that a case has so far.
#[derive(Debug)]
pub(super) struct Objects<'a> {
    ids: &'a Ids,
    row: &'a str,
    numbers: HashMap<&'a str, u32>,
}

impl<'a> Objects<'a> {
    pub(super) fn new(ids: &'a Ids, row: &'a str) -> Self {
        Self { ids, row, numbers: HashMap::new() }
    }

    /// The object that stands under a name now: the latest.
    pub(super) fn current(&self, name: &str) -> Option<Uuid> {
        self.numbers.get(name).map(|number| self.ids.object(self.row, name, *number))
    }

    /// A further object under a name.
    pub(super) fn create(&mut self, name: &'a str) {
        *self.numbers.entry(name).or_default() += 1;
    }
}
