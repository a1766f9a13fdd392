//! The days as they were known after each notice, laid out to be asked often.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::sync::Arc;

use crate::bundle::hex;
use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use sha2::{Digest, Sha256};

use super::notice::Notice;

/// The days as they were known at an instant. Cloning it copies a pointer.
///
/// Saturdays and Sundays are rest days (国务院关于职工工作时间的规定 7) unless a notice says otherwise.
#[derive(Clone)]
pub struct View(Arc<Known>);

impl fmt::Debug for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "View({}, {})", self.0.revision, self.0.digest)
    }
}

/// Why a day is not what its weekday says, or is kept as a holiday: what a notice says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason<'a> {
    /// The holiday, for example 春节; a day worked for a holiday bears its name too.
    pub name: &'a str,
    /// The number of the notice.
    pub notice: &'a str,
}

/// What a view points to.
struct Known {
    revision: String,
    published_at: Option<DateTime<Utc>>,
    digest: String,
    /// The first day of `rest`, in days from the common era.
    first: i32,
    /// A bit for each day from `first` on, set for rest days.
    rest: Vec<u64>,
    /// The years for which a notice was known, ascending.
    years: Vec<i32>,
    /// What the notices say of single days, ascending.
    ruled: Vec<(NaiveDate, Ruling)>,
}

/// What the notices known say of one day.
#[derive(Clone)]
struct Ruling {
    rest: bool,
    name: Arc<str>,
    notice: Arc<str>,
}

impl View {
    /// Whether nothing is done on this day: a holiday, or a weekend that is not worked.
    pub fn is_rest(&self, day: NaiveDate) -> bool {
        let index = i64::from(day.num_days_from_ce()) - i64::from(self.0.first);
        let word = usize::try_from(index / 64).ok().and_then(|word| self.0.rest.get(word));
        match word {
            Some(bits) if index >= 0 => bits >> (index % 64) & 1 == 1,
            _ => is_weekend(day),
        }
    }

    /// Whether the day is a working day, which a weekend can be.
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        !self.is_rest(day)
    }

    /// Whether a notice for the day's year was known. If not, only weekends are known as rest days and whatever is
    /// counted through the day is provisional.
    pub fn is_published(&self, day: NaiveDate) -> bool {
        self.0.years.binary_search(&day.year()).is_ok()
    }

    /// What was known, in one word: the number of the newest notice, or `none`.
    pub fn revision(&self) -> &str {
        &self.0.revision
    }

    /// When the newest notice known was published.
    pub fn published_at(&self) -> Option<DateTime<Utc>> {
        self.0.published_at
    }

    /// SHA-256 in hex over all notices known. Later notices leave it alone, a correction of the table does not: it
    /// tells whether a verdict was reached on the same days.
    pub fn digest(&self) -> &str {
        &self.0.digest
    }

    /// What a notice says of the day; nothing for an ordinary weekday or weekend.
    pub fn why(&self, day: NaiveDate) -> Option<Reason<'_>> {
        let index = self.0.ruled.binary_search_by_key(&day, |(ruled, _)| *ruled).ok()?;
        let ruling = &self.0.ruled[index].1;
        Some(Reason { name: &ruling.name, notice: &ruling.notice })
    }
}

/// Saturday or Sunday.
fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The view before the first of the notices, which are in order of publication, and the view after each.
pub(super) fn after_each(notices: &[Notice]) -> Vec<View> {
    let mut hash = Sha256::new();
    let mut years = BTreeSet::new();
    let mut ruled = BTreeMap::new();
    let mut views = vec![view(None, &hash, &years, &ruled)];
    for notice in notices {
        hash.update(line(notice));
        years.insert(notice.for_year);
        let number: Arc<str> = notice.number.as_str().into();
        for (day, rest, name) in notice.days() {
            ruled.insert(day, Ruling { rest, name: name.into(), notice: Arc::clone(&number) });
        }
        views.push(view(Some(notice), &hash, &years, &ruled));
    }
    views
}

/// What of a notice counts for the digest: all that can change an answer.
fn line(notice: &Notice) -> String {
    let mut text = format!("{}|{}|{}", notice.number, notice.published_at.timestamp(), notice.for_year);
    for (day, rest, name) in notice.days() {
        // Writing to a string does not fail.
        let _ = write!(text, "|{day}{}{name}", if rest { '-' } else { '+' });
    }
    text.push('\n');
    text
}

/// Lays out what is known after a notice.
fn view(newest: Option<&Notice>, hash: &Sha256, years: &BTreeSet<i32>, ruled: &BTreeMap<NaiveDate, Ruling>) -> View {
    let (first, rest) = bits(ruled);
    let digest = hex(&hash.clone().finalize());
    View(Arc::new(Known {
        revision: newest.map_or_else(|| "none".to_owned(), |notice| notice.number.clone()),
        published_at: newest.map(|notice| notice.published_at),
        digest,
        first,
        rest,
        years: years.iter().copied().collect(),
        ruled: ruled.iter().map(|(day, ruling)| (*day, ruling.clone())).collect(),
    }))
}

/// A bit for each day from the first ruled day to the last, and the first day in days from the common era.
fn bits(ruled: &BTreeMap<NaiveDate, Ruling>) -> (i32, Vec<u64>) {
    let (Some(first), Some(last)) = (ruled.keys().next(), ruled.keys().next_back()) else {
        return (0, Vec::new());
    };
    let mut bits = Vec::new();
    for (index, day) in first.iter_days().enumerate() {
        if index % 64 == 0 {
            // The last word is filled beyond the last ruled day, for a day is looked up by its word.
            if day > *last {
                break;
            }
            bits.push(0u64);
        }
        let rest = ruled.get(&day).map_or_else(|| is_weekend(day), |ruling| ruling.rest);
        if let Some(word) = bits.last_mut() {
            *word |= u64::from(rest) << (index % 64);
        }
    }
    (first.num_days_from_ce(), bits)
}
