//! What cannot have been as the source says it. It is recorded all the same, and told.

use wenze_domain::time::PartialDate;

use super::template::local_date;
use super::trace::Trace;
use super::translate::{Remark, moment};
use crate::source::Turn;

/// A date that is no date of the calendar.
const UNREADABLE: &str = "date-unreadable";
/// A date after the day on which the source was taken.
const AFTER_SOURCE: &str = "date-after-source";
/// A date after the moment at which the register recorded it.
const AFTER_KNOWN: &str = "date-after-known";
/// A moment of recording that is none.
const KNOWN_UNREADABLE: &str = "known-unreadable";

impl Trace<'_> {
    /// Whether a date lies wholly after the day on which the source was taken.
    pub(super) fn is_impossible(&self, date: PartialDate) -> bool {
        self.log.until.is_some_and(|until| date.first_day() > until.last_day())
    }

    /// Everything of the case that cannot have been so.
    pub(super) fn remarks(&self) -> Vec<Remark> {
        let mut all = Vec::new();
        for event in 0..self.case.events.len() {
            if let Some((code, message)) = self.remark(event) {
                all.push(Remark { event, code: code.to_owned(), message });
            }
        }
        all.extend(self.checked());
        all
    }

    fn remark(&self, event: usize) -> Option<(&'static str, String)> {
        let known = self.known_at(event).map(|text| moment(text).ok_or(()));
        if known == Some(Err(())) {
            let message =
                "the moment of recording is not one of RFC 3339, so the act counts as known from its import on";
            return Some((KNOWN_UNREADABLE, message.to_owned()));
        }
        let text = self.date(event)?;
        if self.is_repeated(event, text) {
            return None;
        }
        // Process logs may have time stamps of any form; what stands there is kept beside the act.
        let is_table = self.place(event).is_some();
        let Some(date) = local_date(text) else {
            let message = "the date is none of the calendar, so the act is recorded without one";
            return is_table.then(|| (UNREADABLE, message.to_owned()));
        };
        if self.is_impossible(date) {
            let message =
                "the date lies after the day on which the source was taken, so the act is recorded without one";
            return Some((AFTER_SOURCE, message.to_owned()));
        }
        let known = known.and_then(Result::ok)?.date_naive();
        let message = "the date lies after the day on which the source recorded it; it is kept as it stands";
        (date.first_day() > known).then(|| (AFTER_KNOWN, message.to_owned()))
    }

    /// A change that leaves the date as it was says nothing new of it.
    fn is_repeated(&self, event: usize, text: &str) -> bool {
        match self.turn(event) {
            Turn::Step => false,
            Turn::Changed(of) => self.date(*of) == Some(text),
            Turn::Withdrawn(_) => true,
        }
    }

    /// Steps that stand the other way round than they can have happened.
    fn checked(&self) -> Vec<Remark> {
        let mut found = Vec::new();
        for check in &self.log.checks {
            let (before, after) = (self.dated(check.not_before.as_deref()), self.dated(check.not_after.as_deref()));
            for event in (0..self.case.events.len()).filter(|event| self.activity(*event) == check.activity) {
                let Some(date) = self.day(event) else { continue };
                let early = before.filter(|(_, other)| date.last_day() < other.first_day());
                let late = after.filter(|(_, other)| date.first_day() > other.last_day());
                let Some((side, (other, _))) = early.map(|o| ("before", o)).or(late.map(|o| ("after", o))) else {
                    continue;
                };
                let message = format!(
                    "'{}' is dated {side} '{other}'; both are recorded as the source dates them",
                    check.activity
                );
                found.push(Remark { event, code: check.code.clone(), message });
            }
        }
        found
    }

    /// The date of the first step of a name, with the name.
    fn dated<'n>(&self, name: Option<&'n str>) -> Option<(&'n str, PartialDate)> {
        let name = name?;
        Some((name, self.day(self.first(name)?)?))
    }
}
