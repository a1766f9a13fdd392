//! What cases are judged by: rulebooks with a calendar, the ones in use or others.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use wenze_projections::judging::{Bench, Days, Term};
use wenze_rulebook::rule::{Guard, Rulebook};

use crate::Casework;

/// What judges, and since when. Cloning copies a pointer.
#[derive(Debug, Clone)]
pub struct Rules(Arc<Bench>);

impl Rules {
    /// These rulebooks at every moment, counting by the calendar that is shipped.
    pub fn new(books: Vec<Arc<Rulebook>>) -> Self {
        Self(Arc::new(Bench::new(books, Days::Shipped, Vec::new())))
    }

    /// Whether a day is worked, by the calendar counted by and the notices known at an instant; none of a year of which no notice is known.
    pub fn is_workday(&self, day: NaiveDate, known: DateTime<Utc>) -> Option<bool> {
        let days = self.term(known).days_known(known);
        days.is_published(day).then(|| days.is_workday(day))
    }

    /// What judges at an instant.
    pub(crate) fn term(&self, at: DateTime<Utc>) -> &Term {
        self.0.term(at)
    }

    /// The same rulebooks with this release in the place of the one of its id, or beside them where none has it; by the same
    /// calendar, so that nothing but the release makes a difference.
    pub(crate) fn with_release(&self, at: DateTime<Utc>, release: &Arc<Rulebook>) -> Self {
        let mut books = self.books(at);
        match books.iter_mut().find(|book| book.id == release.id) {
            Some(book) => *book = Arc::clone(release),
            None => books.push(Arc::clone(release)),
        }
        Self(Arc::new(Bench::new(books, self.term(at).days().clone(), Vec::new())))
    }

    /// The rulebooks that judge at an instant.
    pub fn books(&self, at: DateTime<Utc>) -> Vec<Arc<Rulebook>> {
        self.term(at).judge().books().cloned().collect()
    }

    /// Whether any rule that judges at an instant does more about a draft than warn.
    pub(crate) fn guards(&self, at: DateTime<Utc>) -> bool {
        self.term(at).judge().books().flat_map(|book| &book.rules).any(|rule| rule.guard != Guard::Warn)
    }
}

impl Casework {
    /// What judges here now.
    pub fn rules(&self) -> Rules {
        Rules(self.inner.views.judges().bench())
    }
}
