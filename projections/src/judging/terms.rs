//! From decisions about rulebooks and calendars to the terms they begin.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::period::local_date;
use wenze_rulebook::rule::Rulebook;

use super::ZONE;
use super::bench::{Bench, Days, Occasion, Term, begin_of};

/// A rulebook adopted or withdrawn.
#[derive(Debug, Clone)]
pub struct Adoption {
    /// Where the event stands that says so.
    pub position: i64,
    /// When the office knew of it, as its register says.
    pub known_at: DateTime<Utc>,
    /// The first day of use, or of being out of use.
    pub from: NaiveDate,
    /// The rulebook's id.
    pub rulebook: String,
    /// The release adopted; none if it was withdrawn.
    pub release: Option<Arc<Rulebook>>,
}

/// A revision of the calendar published.
#[derive(Debug, Clone)]
pub struct Publication {
    /// Where the event stands that says so.
    pub position: i64,
    /// When the office knew of it, as its register says.
    pub known_at: DateTime<Utc>,
    /// The calendar from then on.
    pub calendar: Arc<Calendar>,
}

impl Bench {
    /// The terms that decisions begin, over what is shipped and in use by default. A decision counts from the instant at
    /// which the office knew of it, or from its first day if that is later; of those made for a rulebook the last that counts
    /// is in force.
    pub fn decided(shipped: &[Arc<Rulebook>], adoptions: &[Adoption], publications: &[Publication]) -> Self {
        let mut begins: BTreeMap<DateTime<Utc>, Occasion> = BTreeMap::new();
        for adoption in adoptions {
            begins.insert(adoption.counts_from(), Occasion::Rulebook(adoption.position));
        }
        for publication in publications {
            begins.insert(publication.known_at, Occasion::Calendar(publication.position));
        }
        let term = |(at, occasion): (DateTime<Utc>, Occasion)| {
            let last = publications.iter().filter(|one| one.known_at <= at).max_by_key(|one| one.position);
            let days = last.map_or(Days::Shipped, |one| Days::Published(one.calendar.clone()));
            Term::new(at, occasion, in_use(shipped, adoptions, at), days)
        };
        Self::new(shipped.to_vec(), Days::Shipped, begins.into_iter().map(term).collect())
    }
}

impl Adoption {
    fn counts_from(&self) -> DateTime<Utc> {
        if self.from <= local_date(self.known_at, ZONE) { self.known_at } else { begin_of(self.from) }
    }
}

/// The rulebooks in use at an instant: shipped ones in their order, others after them by their ids.
fn in_use(shipped: &[Arc<Rulebook>], adoptions: &[Adoption], at: DateTime<Utc>) -> Vec<Arc<Rulebook>> {
    let mut decided: BTreeMap<&str, &Adoption> = BTreeMap::new();
    for adoption in adoptions.iter().filter(|one| one.counts_from() <= at) {
        let known = decided.entry(&adoption.rulebook).or_insert(adoption);
        if known.position < adoption.position {
            *known = adoption;
        }
    }
    let own = shipped.iter().filter_map(|book| match decided.get(book.id.as_ref()) {
        Some(adoption) => adoption.release.clone(),
        None => Some(book.clone()),
    });
    let is_shipped = |id: &str| shipped.iter().any(|book| book.id.as_ref() == id);
    let added = decided.iter().filter(|(id, _)| !is_shipped(id)).filter_map(|(_, adoption)| adoption.release.clone());
    own.chain(added).collect()
}

#[cfg(test)]
mod tests {
    use wenze_rulebook::bundle::Bundle;

    use super::*;

    fn book(id: &str, version: &str) -> Arc<Rulebook> {
        let text = include_str!("../../tests/it/books/demo.toml");
        let text = text.replace("id = \"demo\"", &format!("id = \"{id}\""));
        let text = text.replace("version = \"1\"", &format!("version = \"{version}\""));
        let bundle = Bundle::new([("rulebook.toml".to_owned(), text)]).expect("small");
        Arc::new(Rulebook::load(&bundle).expect("sound"))
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn adoption(position: i64, known: &str, from: &str, rulebook: &str, release: Option<&str>) -> Adoption {
        Adoption {
            position,
            known_at: at(known),
            from: from.parse().expect("a day"),
            rulebook: rulebook.to_owned(),
            release: release.map(|version| book(rulebook, version)),
        }
    }

    #[test]
    fn a_decision_counts_when_it_is_known_and_its_day_has_come_and_the_last_decided_wins() {
        let shipped = [book("a", "1"), book("b", "1")];
        let decisions = [
            // Known after its day: nobody judged by it before it was known.
            adoption(10, "2026-03-10T01:00:00Z", "2026-01-01", "a", Some("2")),
            // Known before its day.
            adoption(11, "2026-03-11T01:00:00Z", "2026-04-01", "house", Some("7")),
            adoption(12, "2026-03-12T01:00:00Z", "2026-03-12", "b", None),
            // Decided later for an earlier day, it stays when the day of the other comes.
            adoption(13, "2026-03-13T01:00:00Z", "2026-05-01", "a", Some("3")),
            adoption(14, "2026-03-14T01:00:00Z", "2026-03-14", "a", Some("4")),
        ];
        let bench = Bench::decided(&shipped, &decisions, &[]);
        let in_use = |text: &str| -> Vec<String> {
            bench.term(at(text)).releases().iter().map(|one| one.release.clone()).collect()
        };
        assert_eq!(in_use("2026-03-10T00:59:59Z"), ["a@1", "b@1"]);
        assert_eq!(in_use("2026-03-10T01:00:00Z"), ["a@2", "b@1"]);
        assert_eq!(in_use("2026-03-12T01:00:00Z"), ["a@2"]);
        assert_eq!(in_use("2026-03-31T15:59:59Z"), ["a@4"]);
        assert_eq!(in_use("2026-03-31T16:00:00Z"), ["a@4", "house@7"], "the day begins at midnight in Shanghai");
        assert_eq!(in_use("2026-05-02T00:00:00Z"), ["a@4", "house@7"]);
        assert_eq!(bench.term_after(at("2026-03-11T00:00:00Z")).map(Term::occasion), Some(Occasion::Rulebook(12)));
    }
}
