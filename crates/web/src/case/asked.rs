//! What the reader of a case asks for: a moment, an order, a part of a long history.

use chrono::{DateTime, Utc};
use wenze_domain::effective::Cut;
use wenze_domain::fields::PartialDate;

use super::narrowed::Narrowed;
use crate::failure::Failure;
use crate::reader::Reader;

/// The parameters of the page.
pub(super) const VERSION: &str = "version";
pub(super) const AS_OF: &str = "as_of";
pub(super) const KNOWN: &str = "known";
pub(super) const ORDER: &str = "order";
pub(super) const AFTER: &str = "after";
/// The value of [`ORDER`] that begins with the oldest act.
pub(super) const OLDEST: &str = "oldest";

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The moment.
    pub(super) cut: Cut,
    /// The days behind it, as a form fills them in again.
    pub(super) as_of: Option<PartialDate>,
    pub(super) known: Option<PartialDate>,
    /// The oldest act first.
    pub(super) oldest_first: bool,
    /// Only acts recorded after this one: a part of a long history.
    pub(super) after: Option<i32>,
    /// Which acts of the history.
    pub(super) narrowed: Narrowed,
}

impl Asked {
    pub(super) fn of(reader: &Reader) -> Result<Self, Failure> {
        let as_of = day(reader, AS_OF, /* text */ "moment-as-of")?;
        let known = day(reader, KNOWN, /* text */ "moment-known")?;
        let version = number(reader, VERSION, /* text */ "moment-version")?;
        Ok(Self {
            cut: Cut { version, as_of: end_of(as_of), known: end_of(known) },
            as_of,
            known,
            oldest_first: reader.parameter(ORDER) == Some(OLDEST),
            after: number(reader, AFTER, /* text */ "moment-after")?.map(|after| after.max(0)),
            narrowed: Narrowed::of(reader)?,
        })
    }

    /// The case as it stands is asked for.
    pub(super) fn is_now(&self) -> bool {
        self.cut == Cut::default()
    }
}

pub(super) fn number(reader: &Reader, name: &str, text: &'static str) -> Result<Option<i32>, Failure> {
    let read = |value: &str| value.parse().map_err(|_| Failure::Unreadable(text, value.to_owned()));
    reader.parameter(name).map(read).transpose()
}

fn day(reader: &Reader, name: &str, text: &'static str) -> Result<Option<PartialDate>, Failure> {
    let read = |value: &str| PartialDate::parse(value).ok_or_else(|| Failure::Unreadable(text, value.to_owned()));
    reader.parameter(name).map(read).transpose()
}

/// A day means its end where the office is.
fn end_of(date: Option<PartialDate>) -> Option<DateTime<Utc>> {
    wenze_casework::moment(&date?.to_string())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;

    fn asked(query: &str) -> Result<Asked, Failure> {
        Asked::of(&Reader::of(&format!("/cases/x?{query}").parse().unwrap(), &HeaderMap::new()))
    }

    #[test]
    fn a_moment_is_read_and_an_empty_field_asks_for_nothing() {
        let one = asked("version=&as_of=2024-03-05&known=").unwrap();
        assert_eq!(one.cut.as_of.unwrap().to_rfc3339(), "2024-03-05T15:59:59.999999+00:00");
        assert!(one.cut.known.is_none() && one.cut.version.is_none() && !one.is_now());
        assert!(asked("order=oldest").unwrap().is_now());
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert_eq!(asked("version=two"), Err(Failure::Unreadable("moment-version", "two".to_owned())));
        assert_eq!(asked("known=2024-02-30"), Err(Failure::Unreadable("moment-known", "2024-02-30".to_owned())));
    }
}
