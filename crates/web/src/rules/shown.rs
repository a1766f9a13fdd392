//! A rule as pages show it.

use wenze_casework::RuleShown;
use wenze_domain::fields::PartialDate;

use crate::parts::When;
use crate::reader::Reader;

/// A rule.
pub(super) struct Shown {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) sentence: String,
    pub(super) law: Vec<Law>,
    pub(super) from: Option<When>,
    /// The last day on which it is in force.
    pub(super) until: Option<When>,
}

/// An article.
pub(super) struct Law {
    pub(super) words: String,
    pub(super) note: Option<String>,
    pub(super) is_remembered: bool,
}

impl Shown {
    pub(super) fn new(reader: &Reader, rule: &RuleShown) -> Self {
        let when = |day| When::date(reader.words, PartialDate::day(day));
        let law = rule.law.iter().map(|law| Law {
            words: law.words.clone(),
            note: law.note.clone(),
            is_remembered: law.is_remembered,
        });
        Self {
            id: rule.id.clone(),
            title: rule.title.clone(),
            sentence: rule.sentence.clone(),
            law: law.collect(),
            from: rule.window.from.map(when),
            // The window ends before its end: people name the last day.
            until: rule.window.to.and_then(|day| day.pred_opt()).map(when),
        }
    }
}
