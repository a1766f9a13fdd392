//! The state of a case as one JSON document, its leaves, and which of its parts differ.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::case::Case;

/// Parts of the state that hold objects by their ids, with the role under which acts name such an object.
pub const OBJECTS: &[(&str, &str)] = &[
    ("reports", "report"),
    ("clues", "clue"),
    ("letters", "letter"),
    ("respondents", "respondent"),
    ("meetings", "meeting"),
    ("determinations", "determination"),
    ("measures", "measure"),
    ("documents", "document"),
    ("appeals", "appeal"),
    ("items", "item"),
    ("requests", "request"),
    ("clarifications", "clarification"),
    ("evidence", "evidence"),
    ("recusals", "recusal"),
    ("checks", "event"),
    ("facts", "fact"),
    ("allegations", "allegation"),
    ("arguments", "argument"),
];

macro_rules! parts {
    ($($part:ident),* $(,)?) => {
        /// The state of a case as `GET …/state` tells it, but for what counts up with every event and what depends on the
        /// reader: version, marks of events, unreadable versions.
        pub fn document(case: &Case) -> Value {
            // Named one by one, so that a part added to the case cannot be forgotten here.
            let Case { id: _, version: _, events: _, unreadable: _, $($part),* } = case;
            let mut document = Map::new();
            $(document.insert(stringify!($part).to_owned(), json($part));)*
            document.insert(STAGE.to_owned(), json(&case.stage()));
            Value::Object(document)
        }

        /// The parts of the state that differ between two cases: name, before, after. Most are compared without being told.
        pub(super) fn turned(before: &Case, after: &Case) -> Vec<(&'static str, Value, Value)> {
            let mut found = Vec::new();
            $(if before.$part != after.$part {
                found.push((stringify!($part), json(&before.$part), json(&after.$part)));
            })*
            let (old, new) = (before.stage(), after.stage());
            if old != new {
                found.push((STAGE, json(&old), json(&new)));
            }
            found
        }
    };
}

/// The part that is derived from all others.
const STAGE: &str = "stage";

parts! {
    reports, clues, letters, respondents, meetings, determinations, measures, documents, appeals, items, requests,
    clarifications, facts, evidence, recusals, allegations, arguments, errors, checks, answers, handlers, case_no,
    opened_as_case_on, is_case, closed, linked, absorbed_by,
}

fn json(part: &impl Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}

/// Whether a value is told as one: a scalar, where a private part lies, or a list of scalars.
pub(super) fn is_leaf(value: &Value) -> bool {
    match value {
        Value::Object(object) => is_part(object),
        Value::Array(items) => !items.is_empty() && !items.iter().any(holds_others),
        _ => true,
    }
}

/// Whether a value is an object or a list, whatever is in it.
pub(super) fn holds_others(value: &Value) -> bool {
    match value {
        Value::Object(object) => !is_part(object),
        Value::Array(_) => true,
        _ => false,
    }
}

/// Where a private part lies is one value: an event and a number mean nothing alone.
fn is_part(object: &Map<String, Value>) -> bool {
    object.len() == 2 && object.contains_key("event_id") && object.contains_key("part")
}

/// The leaves of a value in their order, each with its pointer; what is empty has none.
pub fn leaves<'v>(path: &str, value: &'v Value) -> Vec<(String, &'v Value)> {
    if is_leaf(value) {
        return vec![(path.to_owned(), value)];
    }
    inner(path, value).into_iter().flat_map(|(path, inner)| leaves(&path, inner)).collect()
}

/// The places of the objects and lists of a value, itself among them.
pub(super) fn holds_places(path: &str, value: &Value) -> Vec<String> {
    if !holds_others(value) || is_leaf(value) {
        return Vec::new();
    }
    let below = inner(path, value).into_iter().flat_map(|(path, inner)| holds_places(&path, inner));
    std::iter::once(path.to_owned()).chain(below).collect()
}

fn inner<'v>(path: &str, value: &'v Value) -> Vec<(String, &'v Value)> {
    match value {
        Value::Object(object) => object.iter().map(|(name, value)| (below(path, name), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, value)| (below(path, &at.to_string()), value)).collect()
        }
        _ => Vec::new(),
    }
}

/// The pointer to a name below another pointer.
pub(super) fn below(path: &str, name: &str) -> String {
    format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"))
}
