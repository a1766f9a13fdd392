//! A calendar file as it is written, before anything is checked but its shape.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// A whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) format: Spanned<String>,
    pub(super) id: Spanned<String>,
    pub(super) title: Spanned<String>,
    pub(super) revision: Spanned<String>,
    #[serde(default)]
    pub(super) notice: Vec<Spanned<RawNotice>>,
}

/// One notice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNotice {
    pub(super) number: Spanned<String>,
    pub(super) url: String,
    pub(super) published_at: Spanned<Datetime>,
    pub(super) for_year: Spanned<i32>,
    pub(super) amends: Option<Spanned<String>>,
    pub(super) mark: RawMarks,
    #[serde(default)]
    pub(super) note: String,
    pub(super) holidays: Vec<Spanned<RawHoliday>>,
}

/// How sure each part of a notice is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMarks {
    pub(super) number: Mark,
    pub(super) published: Mark,
    pub(super) days: Mark,
}

/// One holiday: the rest days `from` to `to`, both counted, and the days worked for it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHoliday {
    pub(super) name: Spanned<String>,
    pub(super) from: Option<Spanned<Datetime>>,
    pub(super) to: Option<Spanned<Datetime>>,
    #[serde(default)]
    pub(super) work: Vec<Spanned<Datetime>>,
}

/// Where a statement of the table comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// Shown by the sources the table was made from.
    Verified,
    /// Known otherwise, and to be looked up in the notice before anybody relies on it.
    Remembered,
}
