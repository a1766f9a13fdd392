//! Two releases of a rulebook beside each other: which rules came, went and changed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use wenze_domain::words::Words;
use wenze_rulebook::rule::Rulebook;

use super::RuleShown;
use crate::{Casework, Error};

/// What became of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleChanged {
    /// It says something else.
    Changed,
    /// It is new.
    Added,
    /// It is no more.
    Removed,
}

/// A rule that is not the same in both releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// What became of it.
    pub changed: RuleChanged,
    /// As it was.
    pub was: Option<RuleShown>,
    /// As it is.
    pub is: Option<RuleShown>,
}

/// A rule in one window of time.
type Key = (String, Option<NaiveDate>);

impl Casework {
    /// What differs between two releases of a rulebook; without an old one everything is new. Nothing where a release is not
    /// known.
    pub async fn releases_compared(
        &self,
        id: &str,
        (old, new): (Option<&str>, &str),
        words: &Words,
    ) -> Result<Option<Vec<RuleChange>>, Error> {
        let before = match old {
            None => None,
            Some(old) => match self.rulebook_release(id, old).await? {
                None => return Ok(None),
                found => found,
            },
        };
        let Some(after) = self.rulebook_release(id, new).await? else { return Ok(None) };
        Ok(Some(compared(before.as_deref(), &after, words)))
    }
}

fn compared(before: Option<&Rulebook>, after: &Rulebook, words: &Words) -> Vec<RuleChange> {
    let mut old = before.map(|book| rules(book, words)).unwrap_or_default();
    let mut changes = Vec::new();
    for (key, is) in rules(after, words) {
        match old.remove(&key) {
            Some(was) if was == is => {}
            Some(was) => changes.push(RuleChange { changed: RuleChanged::Changed, was: Some(was), is: Some(is) }),
            None => changes.push(RuleChange { changed: RuleChanged::Added, was: None, is: Some(is) }),
        }
    }
    changes.extend(old.into_values().map(|was| RuleChange { changed: RuleChanged::Removed, was: Some(was), is: None }));
    changes.sort_by_key(|change| change.changed);
    changes
}

fn rules(book: &Rulebook, words: &Words) -> BTreeMap<Key, RuleShown> {
    let shown = |rule| RuleShown::of(book, rule, words);
    book.rules.iter().map(|rule| ((rule.id.to_string(), rule.window.from), shown(rule))).collect()
}

#[cfg(test)]
mod tests {
    use wenze_domain::words::Lang;
    use wenze_rulebook::shipped;

    use super::*;

    #[test]
    fn rules_that_came_went_and_changed_are_told_and_no_others() {
        let words = Words::of(Lang::ZhCn);
        let book = shipped::all()[0].book.as_ref().clone();
        assert_eq!(compared(Some(&book), &book, words), []);
        let mut next = book.clone();
        let gone = next.rules.remove(0);
        next.rules[0].title = "改过的规则".to_owned();
        let told = compared(Some(&book), &next, words);
        let of = |changed| told.iter().filter(move |one| one.changed == changed).collect::<Vec<_>>();
        let removed: Vec<_> =
            of(RuleChanged::Removed).iter().filter_map(|one| one.was.as_ref()).map(|r| r.id.clone()).collect();
        assert_eq!(removed, [gone.id.to_string()]);
        let changed = of(RuleChanged::Changed);
        assert!(changed.iter().any(|one| one.is.as_ref().is_some_and(|is| is.title == "改过的规则")));
        assert_eq!(compared(None, &book, words).len(), book.rules.len());
    }
}
