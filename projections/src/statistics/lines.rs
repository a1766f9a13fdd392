//! The rows of one case: each change of a fact closes a row at the instant at which it became known, and opens the next.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::fact::{Fact, Line, Text};

/// The rows of one case.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Lines {
    /// What is known now, by kind and subject.
    open: BTreeMap<(Text, String), Line>,
    /// What was known once.
    closed: Vec<Line>,
}

impl Lines {
    /// The rows as they were stored.
    pub(super) fn of(stored: Vec<Line>) -> Self {
        let mut lines = Self::default();
        for line in stored {
            if line.known_until.is_some() {
                lines.closed.push(line);
            } else {
                lines.open.insert((line.fact.kind.clone(), line.fact.subject.clone()), line);
            }
        }
        lines
    }

    /// All rows, in the order of their keys.
    pub(super) fn all(&self) -> Vec<&Line> {
        let mut all: Vec<&Line> = self.open.values().chain(&self.closed).collect();
        all.sort_unstable_by(|one, other| one.key().cmp(&other.key()));
        all
    }

    /// How many rows there are.
    pub(super) fn count(&self) -> usize {
        self.open.len() + self.closed.len()
    }

    /// From an instant on these facts are known and no others. Instants never go back; within one, the last word counts.
    pub(super) fn known(&mut self, facts: Vec<Fact>, at: DateTime<Utc>) {
        let mut before = std::mem::take(&mut self.open);
        for fact in facts {
            let key = (fact.kind.clone(), fact.subject.clone());
            let line = match before.remove(&key) {
                Some(mut line) if line.known_from < at => {
                    if line.take_up(&fact, at) {
                        line
                    } else {
                        self.close(line, at);
                        self.begin(fact, at)
                    }
                }
                _ => self.begin(fact, at),
            };
            self.open.insert(key, line);
        }
        for (_, line) in before {
            self.close(line, at);
        }
    }

    /// A row that was closed at this very instant and can say it goes on, as if nothing had been in between.
    fn begin(&mut self, fact: Fact, at: DateTime<Utc>) -> Line {
        let same = |line: &Line| {
            line.known_until == Some(at) && line.fact.kind == fact.kind && line.fact.subject == fact.subject
        };
        if let Some(place) = self.closed.iter().rposition(same) {
            let mut line = self.closed[place].clone();
            line.known_until = None;
            if line.take_up(&fact, at) {
                self.closed.remove(place);
                return line;
            }
        }
        Line::opened(fact, at)
    }

    /// A row that was opened at this very instant was never known to anybody; one that was only said to be over at this
    /// instant was not known to be.
    fn close(&mut self, mut line: Line, at: DateTime<Utc>) {
        if line.known_from == at {
            return;
        }
        if line.until_known == Some(at) {
            line.fact.until_day = None;
            line.until_known = None;
        }
        line.known_until = Some(at);
        self.closed.push(line);
    }
}

#[cfg(test)]
mod tests {
    use wenze_domain::codes::Level;
    use wenze_domain::fields::PartialDate;

    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    fn fact(level: Level) -> Fact {
        Fact::new("filed", &"a", PartialDate::parse("2024-03-05")).by("level", Some(level))
    }

    fn over(level: Level) -> Fact {
        fact(level).over(PartialDate::parse("2024-04-01").map(PartialDate::first_day))
    }

    #[test]
    fn what_is_learnt_closes_one_row_and_opens_another() {
        let mut lines = Lines::default();
        lines.known(vec![fact(Level::City)], at(1));
        lines.known(vec![fact(Level::County)], at(2));
        lines.known(vec![], at(3));
        let spans: Vec<_> = lines.all().iter().map(|line| (line.known_from, line.known_until)).collect();
        assert_eq!(spans, [(at(1), Some(at(2))), (at(2), Some(at(3)))]);
        assert_eq!(Lines::of(lines.all().into_iter().cloned().collect()), lines);
    }

    #[test]
    fn that_something_is_over_takes_no_row_and_says_since_when_it_is_known() {
        let mut lines = Lines::default();
        lines.known(vec![fact(Level::City)], at(1));
        lines.known(vec![over(Level::City)], at(2));
        let all = lines.all();
        assert_eq!((all.len(), all[0].known_from, all[0].until_known), (1, at(1), Some(at(2))));
        // That it is not over after all was known otherwise before.
        lines.known(vec![fact(Level::City)], at(3));
        assert_eq!(lines.count(), 2);
    }

    #[test]
    fn within_one_instant_only_the_last_word_counts() {
        for ends in [vec![], vec![fact(Level::City)], vec![over(Level::City)], vec![fact(Level::County)]] {
            for begins in [fact(Level::City), over(Level::City)] {
                let mut at_once = Lines::default();
                at_once.known(vec![begins], at(1));
                let mut in_steps = at_once.clone();
                at_once.known(ends.clone(), at(2));
                let steps = [vec![over(Level::City)], vec![fact(Level::City)], vec![fact(Level::County)], vec![]];
                for step in steps.into_iter().chain([vec![over(Level::Centre)], ends.clone()]) {
                    in_steps.known(step, at(2));
                }
                assert_eq!(in_steps.all(), at_once.all());
            }
        }
    }
}
