//! How many of the cases found stand where; each count narrows the search to those.

use wenze_casework::SearchFacets;

use super::{AFTER, KIND, ORGAN, STAGE};
use crate::reader::Reader;

/// Something to choose in the form.
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) word: String,
    pub(super) is_chosen: bool,
}

/// Counts by one quality.
pub(super) struct Facet {
    pub(super) title: String,
    pub(super) values: Vec<Value>,
}

/// One count.
pub(super) struct Value {
    pub(super) word: String,
    pub(super) cases: i64,
    /// Where it is narrowed to these, or widened again; none where nothing can be narrowed by it.
    pub(super) href: Option<String>,
    pub(super) is_chosen: bool,
}

impl Choice {
    pub(super) fn all<const N: usize>(reader: &Reader, name: &str, known: [(&'static str, String); N]) -> Vec<Self> {
        let chosen = reader.parameter(name);
        known.into_iter().map(|(value, word)| Self { is_chosen: chosen == Some(value), value, word }).collect()
    }
}

pub(super) fn facets(reader: &Reader, found: &SearchFacets) -> Vec<Facet> {
    let value = |name: &'static str, code: String, word: String, cases: i64| {
        let is_chosen = reader.parameter(name) == Some(code.as_str());
        let to = Some(code.as_str()).filter(|_| !is_chosen);
        Value { word, cases, href: Some(reader.with(&[(AFTER, None), (name, to)])), is_chosen }
    };
    let stages = found.stages.iter().map(|one| {
        let word = reader.texts.tell(
            "search-at-stage",
            [("what", reader.words.refs_role(&one.designation).into()), ("stage", one.label.as_str().into())],
        );
        value(STAGE, format!("{}/{}", one.machine, one.stage), word, one.cases)
    });
    let organs = found.organs.iter().map(|one| {
        let word = one.name.clone().unwrap_or_else(|| reader.words.not_recorded());
        value(ORGAN, one.organ.to_string(), word, one.cases)
    });
    let years = found.years.iter().map(|(year, cases)| {
        let word = reader.texts.tell("statistics-year", [("year", year.to_string().into())]);
        Value { word, cases: *cases, href: None, is_chosen: false }
    });
    let kinds = found.kinds.iter().map(|one| value(KIND, one.kind.clone(), one.label.clone(), one.cases));
    let facets = [
        (/* text */ "cases-stage", stages.collect::<Vec<_>>()),
        (/* text */ "statistics-organ", organs.collect()),
        (/* text */ "search-kind", kinds.collect()),
        (/* text */ "search-year", years.collect()),
    ];
    let told = facets.into_iter().filter(|(_, values)| !values.is_empty());
    told.map(|(title, values)| Facet { title: reader.texts.say(title), values }).collect()
}
