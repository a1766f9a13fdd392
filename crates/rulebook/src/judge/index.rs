//! The acts of a history by kind, each kind in order of time.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::history::{Event, History};

pub(super) struct Index<'a> {
    by_kind: HashMap<&'a str, Vec<&'a Event>>,
    by_id: HashMap<&'a str, &'a Event>,
    first_day: Option<NaiveDate>,
}

impl<'a> Index<'a> {
    pub(super) fn new(history: &'a History) -> Self {
        let mut by_kind: HashMap<&str, Vec<&Event>> = HashMap::with_capacity(history.events.len());
        let mut by_id = HashMap::with_capacity(history.events.len());
        for event in &history.events {
            by_kind.entry(&event.kind).or_default().push(event);
            by_id.insert(event.id.as_ref(), event);
        }
        for events in by_kind.values_mut() {
            // Undated acts stand last; a day without a time stands at its beginning.
            events.sort_by_key(|event| {
                (event.at.is_none(), event.at.map(|at| at.first), event.at.and_then(|at| at.moment), event.seq)
            });
        }
        let first_day = history.events.iter().filter_map(|event| event.at).map(|at| at.first).min();
        Self { by_kind, by_id, first_day }
    }

    pub(super) fn kinds(&self) -> impl Iterator<Item = &'a str> {
        self.by_kind.keys().copied()
    }

    /// Acts of these kinds; of one kind in order of time, of several kind after kind.
    pub(super) fn of<'s>(&'s self, kinds: &'s [Arc<str>]) -> impl DoubleEndedIterator<Item = &'a Event> + 's {
        kinds.iter().filter_map(|kind| self.by_kind.get(kind.as_ref())).flatten().copied()
    }

    pub(super) fn by_id(&self, id: &str) -> Option<&'a Event> {
        self.by_id.get(id).copied()
    }

    pub(super) fn first_day(&self) -> Option<NaiveDate> {
        self.first_day
    }
}
