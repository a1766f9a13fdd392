//! What values of dimensions are called.

use std::collections::HashMap;
use std::hash::BuildHasher;

use uuid::Uuid;
use wenze_domain::codes::LISTS;
use wenze_domain::regimes::{CodeKind, Regimes, Registry};
use wenze_domain::words::{Lang, Words};
use wenze_projections::statistics::catalogue::{Both, Dimension, Values};

/// Of words in Chinese and English, those of a language.
pub(crate) fn said(both: Both, words: &Words) -> &'static str {
    match words.lang() {
        Lang::ZhCn => both[0],
        Lang::En => both[1],
    }
}

/// The values that a dimension can have with their words, where they are a closed list.
pub fn options(dimension: &Dimension, words: &'static Words) -> Vec<(&'static str, String)> {
    let codes: Vec<&'static str> = match dimension.values {
        Values::Codes(list) => {
            LISTS.iter().filter(|(name, _)| *name == list).flat_map(|(_, codes)| *codes).copied().collect()
        }
        Values::Words(known) => known.iter().map(|(name, _)| *name).collect(),
        Values::FourForms => vec!["1", "2", "3", "4", "unknown"],
        Values::States(_) | Values::Organs | Values::Forms | Values::Times => Vec::new(),
    };
    codes.into_iter().map(|code| (code, label(dimension, code, &HashMap::new(), words))).collect()
}

/// What a value is called. An organ bears the name that it has in the register now.
pub fn label<S: BuildHasher>(
    dimension: &Dimension,
    code: &str,
    organs: &HashMap<Uuid, String, S>,
    words: &'static Words,
) -> String {
    match dimension.values {
        Values::Codes(list) => words.code(list, code),
        Values::States(machine) => words.state(machine, code),
        Values::Organs => {
            let name = code.parse().ok().and_then(|id: Uuid| organs.get(&id));
            name.cloned().unwrap_or_else(|| code.to_owned())
        }
        Values::Forms => form(code, words),
        Values::FourForms => four_form(code, words),
        Values::Times => code.to_owned(),
        Values::Words(known) => {
            let found = known.iter().find(|(name, _)| *name == code);
            found.map_or_else(|| code.to_owned(), |(_, both)| said(*both, words).to_owned())
        }
    }
}

/// Kinds of sanction and forms of accountability are one list here; a code that both have means the same in both.
fn form(code: &str, words: &Words) -> String {
    let is_form = Regimes::shipped().all().iter().any(|one| one.entry(CodeKind::AccountabilityForm, code).is_some());
    words.regime_code(if is_form { CodeKind::AccountabilityForm } else { CodeKind::SanctionKind }, None, code)
}

fn four_form(code: &str, words: &Words) -> String {
    if code == "unknown" {
        return said(["未列入四种形态", "of none of the four forms"], words).to_owned();
    }
    let [zh, en] = Registry::names(&Registry::shipped().four_forms, code);
    match words.lang() {
        Lang::ZhCn => zh,
        Lang::En => en,
    }
}
