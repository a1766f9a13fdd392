//! What cases are judged by: the rulebooks in use at a moment, and the calendar they count by.

use std::sync::Arc;

use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::judge::Judge;
use wenze_rulebook::rule::{Guard, Rulebook};

use crate::judging::At;
use crate::{Casework, Error};

/// Rulebooks made ready, and the calendar they count by. Cloning copies pointers.
#[derive(Debug, Clone)]
pub struct Rules {
    judge: Arc<Judge>,
    calendar: CalendarAt,
}

/// A calendar: the one shipped, or one that was published here.
#[derive(Debug, Clone)]
enum CalendarAt {
    Shipped(&'static Calendar),
    Published(Arc<Calendar>),
}

impl Rules {
    /// These rulebooks, counting by the calendar that is shipped.
    pub fn new(books: impl IntoIterator<Item = Arc<Rulebook>>) -> Self {
        Self { judge: Arc::new(Judge::new(books)), calendar: CalendarAt::Shipped(Calendar::shipped()) }
    }

    /// The same, counting by another calendar.
    #[must_use]
    pub fn counting_by(self, calendar: Arc<Calendar>) -> Self {
        Self { calendar: CalendarAt::Published(calendar), ..self }
    }

    /// The rulebooks.
    pub fn judge(&self) -> &Judge {
        &self.judge
    }

    /// The calendar.
    pub fn calendar(&self) -> &Calendar {
        match &self.calendar {
            CalendarAt::Shipped(calendar) => calendar,
            CalendarAt::Published(calendar) => calendar,
        }
    }

    /// The rulebook with this id alone; none where it is not among these.
    #[must_use]
    pub fn only(&self, id: &str) -> Option<Self> {
        let books: Vec<Arc<Rulebook>> = self.judge.books().filter(|book| book.id.as_ref() == id).cloned().collect();
        (!books.is_empty()).then(|| Self { judge: Arc::new(Judge::new(books)), calendar: self.calendar.clone() })
    }

    /// Whether any rule does more about a draft than warn.
    pub(crate) fn guards(&self) -> bool {
        self.judge.books().flat_map(|book| &book.rules).any(|rule| rule.guard != Guard::Warn)
    }
}

impl Casework {
    /// The rulebooks in use at a moment, as far as they were known.
    pub(crate) async fn rules(&self, at: At) -> Result<Rules, Error> {
        let _ = at;
        Ok(Rules::new([]))
    }
}
