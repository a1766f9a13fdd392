//! What cases are judged by: rulebooks with a calendar, the ones in use or others.

use std::sync::Arc;

use chrono::{DateTime, Utc};
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

    /// What judges at an instant.
    pub(crate) fn term(&self, at: DateTime<Utc>) -> &Term {
        self.0.term(at)
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
