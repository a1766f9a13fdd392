//! The words of generated cases: read from TOML, filled with the places and people of one case.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What a case is about; every text of a case comes from one of these.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Matter {
    /// `conduct` of a person or `duty` of a body and its leaders.
    pub(crate) style: String,
    /// Kinds of unit it happens in.
    pub(crate) units: Vec<String>,
    pub(crate) discipline: String,
    pub(crate) misuse: String,
    pub(crate) reports: Vec<String>,
    pub(crate) allegations: Vec<String>,
    pub(crate) facts: Vec<String>,
    pub(crate) evidence: Vec<String>,
    pub(crate) defences: Vec<String>,
    pub(crate) problems: Vec<String>,
    pub(crate) measures: Vec<String>,
    pub(crate) duty: String,
    pub(crate) causal: String,
}

/// Names of people and places.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    pub(crate) surnames: Vec<String>,
    pub(crate) given: Vec<String>,
    pub(crate) villages: Vec<String>,
    pub(crate) companies: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Matters {
    matter: Vec<Matter>,
}

/// Everything that generated cases say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    pub(crate) names: Names,
    pub(crate) matters: Vec<Matter>,
    phrases: BTreeMap<String, Vec<String>>,
}

static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts {
    // A file that does not parse leaves texts empty; the tests below do not let such a file pass.
    names: toml::from_str(include_str!("texts/names.toml")).unwrap_or_default(),
    matters: toml::from_str::<Matters>(include_str!("texts/matters.toml")).unwrap_or_default().matter,
    phrases: toml::from_str(include_str!("texts/phrases.toml")).unwrap_or_default(),
});

impl Texts {
    /// The texts shipped with the test kit.
    pub(crate) fn shipped() -> &'static Self {
        &TEXTS
    }

    /// The variants of one phrase; none when no phrase has this name.
    pub(crate) fn phrase(&self, name: &str) -> &[String] {
        self.phrases.get(name).map_or(&[], Vec::as_slice)
    }
}

/// Puts words in for `{names}`; each place asks anew, so that two sums in one text may differ.
pub(crate) fn fill(template: &str, mut word: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        out.push_str(&word(name));
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses_and_no_text_is_empty() {
        let texts = Texts::shipped();
        assert!(texts.names.surnames.len() >= 80 && texts.names.given.len() >= 90);
        assert!(texts.matters.len() >= 20 && texts.phrases.len() >= 60);
        for matter in &texts.matters {
            let lists = [
                &matter.reports,
                &matter.allegations,
                &matter.facts,
                &matter.evidence,
                &matter.defences,
                &matter.problems,
                &matter.measures,
            ];
            assert!(lists.iter().all(|list| list.len() >= 2), "{:?}", matter.reports);
            assert!(matches!(matter.style.as_str(), "conduct" | "duty"));
        }
        assert!(texts.phrases.values().all(|list| list.len() >= 2 && list.iter().all(|text| !text.trim().is_empty())));
    }

    #[test]
    fn words_are_put_in_and_a_stray_brace_is_no_trouble() {
        let filled = fill("{a}和{b}{", str::to_uppercase);
        assert_eq!(filled, "A和B");
    }
}
