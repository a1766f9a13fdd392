//! One rule as it is read: its title, the sentence that is signed, the articles it stands on.

use wenze_domain::words::Words;
use wenze_rulebook::rule::{Law, Mark, Rule, Rulebook, Window};
use wenze_rulebook::words::{Lang, sentence};

use crate::views::procedure::rulebook_lang;

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleShown {
    /// Its id, stable over releases.
    pub id: String,
    /// What it says, in one sentence.
    pub title: String,
    /// The whole of it in words, in Chinese: whatever changes in the rule changes there.
    pub sentence: String,
    /// Where it stands.
    pub law: Vec<LawShown>,
    /// When it is in force.
    pub window: Window,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawShown {
    /// Text and article.
    pub words: String,
    /// A remark for law officers.
    pub note: Option<String>,
    /// Nobody compared it with its text.
    pub is_remembered: bool,
}

impl RuleShown {
    pub(super) fn of(book: &Rulebook, rule: &Rule, words: &Words) -> Self {
        let lang = rulebook_lang(words);
        Self {
            id: rule.id.to_string(),
            title: rule.title(lang).to_owned(),
            sentence: sentence(book, rule),
            law: rule.law.iter().map(|law| shown(law, lang)).collect(),
            window: rule.window,
        }
    }
}

fn shown(law: &Law, lang: Lang) -> LawShown {
    LawShown {
        words: match lang {
            Lang::ZhCn => format!("《{}》{}", law.name.trim_matches(['《', '》']), law.at),
            Lang::En => format!("{}, {}", law.name(lang), law.at(lang)),
        },
        note: law.note.clone(),
        is_remembered: law.mark == Mark::Remembered,
    }
}
