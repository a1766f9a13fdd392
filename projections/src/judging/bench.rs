//! What cases are judged by, and since when: adopting a rulebook or publishing a calendar begins a new term.

use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::Occurred;
use wenze_rulebook::calendar::{Calendar, View};
use wenze_rulebook::finding::Finding;
use wenze_rulebook::history::History;
use wenze_rulebook::judge::{ENGINE, Judge, Moment};
use wenze_rulebook::rule::{Body, Rulebook, Transition};
use wenze_rulebook::shipped;

/// A calendar: the shipped one or one that was published.
#[derive(Debug, Clone)]
pub enum Days {
    /// The one this program carries.
    Shipped,
    /// Another.
    Published(Arc<Calendar>),
}

impl Days {
    /// The calendar.
    pub fn calendar(&self) -> &Calendar {
        match self {
            Self::Shipped => Calendar::shipped(),
            Self::Published(calendar) => calendar,
        }
    }
}

/// Why a term began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// It is the first: what the program was shipped with.
    Shipped,
    /// A rulebook was adopted or withdrawn by the event at this position.
    Rulebook(i64),
    /// A calendar was published by the event at this position.
    Calendar(i64),
}

/// An instant at which a duty can change though nobody did anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// A new version of a rule comes into force and takes open duties over.
    Norm,
    /// A notice of holidays is published.
    Notice,
}

/// A release that judged, as a second office needs it to judge again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Release {
    /// `id@version`.
    pub release: String,
    /// SHA-256 of its files.
    pub sha256: String,
}

/// Rulebooks and a calendar that judge from an instant on.
#[derive(Debug)]
pub struct Term {
    from: DateTime<Utc>,
    occasion: Occasion,
    judge: Judge,
    days: Days,
    turns: Vec<(DateTime<Utc>, Turn)>,
    releases: Vec<Release>,
}

impl Term {
    /// What judges from an instant on. Rulebooks judge in this order.
    pub fn new(from: DateTime<Utc>, occasion: Occasion, books: Vec<Arc<Rulebook>>, days: Days) -> Self {
        let mut turns: Vec<(DateTime<Utc>, Turn)> = books.iter().flat_map(|book| norms(book)).collect();
        turns.extend(days.calendar().notices().iter().map(|notice| (notice.published_at, Turn::Notice)));
        turns.sort_unstable();
        turns.dedup_by_key(|(at, _)| *at);
        let release = |book: &Arc<Rulebook>| Release { release: book.release(), sha256: book.digest_hex() };
        let releases = books.iter().map(release).collect();
        Self { from, occasion, judge: Judge::new(books), days, turns, releases }
    }

    /// Since when.
    pub fn from(&self) -> DateTime<Utc> {
        self.from
    }

    /// Why since then.
    pub fn occasion(&self) -> Occasion {
        self.occasion
    }

    /// Its rulebooks, ready to judge.
    pub fn judge(&self) -> &Judge {
        &self.judge
    }

    /// Its releases with their digests, in the order in which they judge.
    pub fn releases(&self) -> &[Release] {
        &self.releases
    }

    /// The calendar it counts by.
    pub fn days(&self) -> &Days {
        &self.days
    }

    /// The days as they were known at an instant.
    pub fn days_known(&self, at: DateTime<Utc>) -> View {
        self.days.calendar().known(at)
    }

    /// Judges a history at a moment, with the days known at another.
    pub fn findings(&self, history: &History, as_of: DateTime<Utc>, known: DateTime<Utc>) -> Vec<Finding> {
        let calendar = self.days_known(known);
        self.judge.judge(history, Moment { as_of, calendar: &calendar })
    }

    /// The first turn after an instant.
    pub fn turn_after(&self, at: DateTime<Utc>) -> Option<(DateTime<Utc>, Turn)> {
        self.turns.get(self.turns.partition_point(|(turn, _)| *turn <= at)).copied()
    }

    /// Whatever makes it judge otherwise than another.
    fn tells_apart(&self) -> String {
        let releases: Vec<String> = self.releases.iter().map(|one| format!("{}#{}", one.release, one.sha256)).collect();
        let last = self.days_known(DateTime::<Utc>::MAX_UTC);
        let calendar = self.days.calendar();
        format!(
            "{}|{:?}|{}|{}#{}",
            self.from.timestamp_micros(),
            self.occasion,
            releases.join(","),
            calendar.id(),
            last.digest()
        )
    }
}

/// Days on which a version of a rule takes over duties that began under the one before.
fn norms(book: &Rulebook) -> impl Iterator<Item = (DateTime<Utc>, Turn)> {
    let takes_over = |rule: &&wenze_rulebook::rule::Rule| {
        matches!(rule.body, Body::Respond(_))
            && rule.transition != Transition::Keep
            && book
                .rules
                .iter()
                .any(|other| other.id == rule.id && other.window.to.is_some() && other.window.to == rule.window.from)
    };
    book.rules.iter().filter(takes_over).filter_map(|rule| Some((begin_of(rule.window.from?), Turn::Norm)))
}

/// The first instant of a day.
pub(super) fn begin_of(day: NaiveDate) -> DateTime<Utc> {
    Occurred::on(PartialDate::day(day)).window().map_or(DateTime::<Utc>::MIN_UTC, |(from, _)| from)
}

/// All that cases were, are and will be judged by, in order of time. The first term has no beginning.
#[derive(Debug)]
pub struct Bench {
    first: Term,
    later: Vec<Term>,
}

impl Bench {
    /// What judges at first, and the terms that follow.
    pub fn new(first: Vec<Arc<Rulebook>>, days: Days, mut later: Vec<Term>) -> Self {
        later.sort_by_key(|term| term.from);
        Self { first: Term::new(DateTime::<Utc>::MIN_UTC, Occasion::Shipped, first, days), later }
    }

    /// The term an instant lies in. Of two that begin at one instant the later decided counts.
    pub fn term(&self, at: DateTime<Utc>) -> &Term {
        self.later.iter().rfind(|term| term.from <= at).unwrap_or(&self.first)
    }

    /// The next term that begins after an instant.
    pub fn term_after(&self, at: DateTime<Utc>) -> Option<&Term> {
        let next = self.later.iter().find(|term| term.from > at)?;
        Some(self.term(next.from))
    }

    /// What names all that judges up to an instant, engine and calendar included: what was judged then under the same
    /// name would be judged the same again.
    pub fn identity(&self, until: DateTime<Utc>) -> Uuid {
        let terms = [&self.first].into_iter().chain(self.later.iter().filter(|term| term.from <= until));
        let text: Vec<String> = terms.map(Term::tells_apart).collect();
        Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/bench/{ENGINE}/{}", text.join("\n")).as_bytes())
    }
}

/// What this process judges by now. Clones share it; adopting a rulebook puts a new bench in its place.
#[derive(Debug, Clone, Default)]
pub struct Judges {
    put: Arc<RwLock<Option<Arc<Bench>>>>,
}

impl Judges {
    /// By what is shipped, until something else is put there.
    pub fn shipped() -> Self {
        Self::default()
    }

    /// By this bench.
    pub fn new(bench: Bench) -> Self {
        let judges = Self::default();
        judges.put(bench);
        judges
    }

    /// Puts another bench in place of the one in use. Cases judged meanwhile are found by the sweep.
    pub fn put(&self, bench: Bench) {
        *self.put.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(bench));
    }

    /// The bench in use.
    pub fn bench(&self) -> Arc<Bench> {
        let put = self.put.read().unwrap_or_else(PoisonError::into_inner).clone();
        put.unwrap_or_else(|| SHIPPED.clone())
    }
}

static SHIPPED: LazyLock<Arc<Bench>> =
    LazyLock::new(|| Arc::new(Bench::new(shipped::by_default().cloned().collect(), Days::Shipped, Vec::new())));
