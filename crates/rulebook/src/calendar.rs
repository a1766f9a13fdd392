//! Which days are rest days, and since when that was known.
//!
//! A calendar is a table of notices. Each rules some days from its publication on, so the same day may have been a
//! working day as known in one week and a rest day as known in the next. What is asked is therefore always a [`View`]:
//! the days as they were known at an instant.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};

mod error;
mod format;
mod notice;
mod order;
mod read;
mod view;

pub use error::CalendarError;
pub use format::Mark;
pub use notice::{Holiday, Marks, Notice};
pub use view::{Reason, View};

/// The first line of a calendar file names this format.
pub const FORMAT: &str = "wenze-calendar/1";

/// The shipped table: the holiday notices of the General Office of the State Council for 2016 to 2026.
const CN_STATE_COUNCIL: &str = include_str!("../calendars/cn-state-council.toml");

#[expect(clippy::expect_used, reason = "the shipped table is part of the build, and a test reads it")]
static SHIPPED: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::parse(CN_STATE_COUNCIL).expect("the shipped calendar is sound"));

/// A table of notices with the view after each of them at hand.
#[derive(Debug)]
pub struct Calendar {
    id: String,
    title: String,
    revision: String,
    notices: Vec<Notice>,
    /// One view before the first notice and one after each, in order of publication.
    views: Vec<View>,
}

impl Calendar {
    /// Reads a calendar file.
    ///
    /// # Errors
    /// The first thing wrong with it, with the line and how to mend it: not of the format, not a date, notices out of
    /// order, days ruled twice or against each other, a size over the bounds.
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        let read::Table { id, title, revision, notices } = read::table(text)?;
        let views = view::after_each(&notices);
        Ok(Self { id, title, revision, notices, views })
    }

    /// The calendar of the State Council's notices that this build carries, `cn-state-council`.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// The text of that calendar, whose digest names it.
    pub fn shipped_text() -> &'static str {
        CN_STATE_COUNCIL
    }

    /// What rulebooks name it by, for example `cn-state-council`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name in words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The release of the table as such; it changes when the file does, where [`View::revision`] changes with what was
    /// published.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// Its notices in order of publication.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The days as they were known at an instant: from the notices published at or before it.
    pub fn known(&self, at: DateTime<Utc>) -> View {
        let count = self.notices.partition_point(|notice| notice.published_at <= at);
        // There is always one view more than there are notices.
        self.views[count].clone()
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod refused_tests;
