//! The catalogue of acts as rulebooks read it: which roles an act has, which fields an expression may read and what they
//! hold, and what they are called. `cargo xtask schemas` writes it where the crate `rulebook` reads it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::lists::{self, CodeHome};
use super::shape::{self, Shape};
use super::{Lang, Words};
use crate::acts::Kind;
use crate::codes::{CodeList, LISTS};
use crate::regimes::{CodeKind, Regimes};

/// Objects that an act about another object is about too: the caller completes them from the case.
const BELONGS: [(&str, &[&str]); 8] = [
    ("track", &["respondent"]),
    ("determination", &["respondent", "track"]),
    ("measure", &["determination", "respondent", "track"]),
    ("document", &["determination", "respondent", "track"]),
    ("appeal", &["determination", "respondent", "track"]),
    ("item", &["determination", "respondent"]),
    ("clue", &["report"]),
    ("letter", &["clue"]),
];

/// The whole catalogue, in the form of `crates/rulebook/vocabulary/wenze.json`.
pub fn vocabulary() -> Value {
    let kinds: Map<String, Value> = Kind::ALL.iter().map(|kind| (kind.as_str().to_owned(), form(*kind))).collect();
    json!({ "kinds": kinds, "facts": facts(), "codes_zh": labels(), "open_zh": open_labels() })
}

/// The open lists that fields of any act take their codes from, by the name that [`open_list`] gives them, with the Chinese
/// labels of their usual codes.
fn open_labels() -> Value {
    let mut found: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for kind in Kind::ALL {
        for (field, shape) in shape::fields(*kind) {
            each_code(field, field, shape, &mut |_, name| {
                let homes = lists::homes(*kind, name);
                found.entry(open_list(homes)).or_insert_with(|| homes.iter().fold(BTreeMap::new(), with_labels));
            });
        }
    }
    json!(found)
}

/// The name of an open list: where its codes come from.
fn open_list(homes: &[CodeHome]) -> String {
    let name = |home: &CodeHome| match home {
        CodeHome::Regime(list) => format!("{list:?}"),
        CodeHome::Closed(list) | CodeHome::Usual(list) => (*list).to_owned(),
        CodeHome::Role => "Role".to_owned(),
    };
    homes.iter().map(name).collect::<Vec<_>>().join("+")
}

/// Adds the labels of one home; the home that is tried first wins.
fn with_labels(mut found: BTreeMap<String, String>, home: &CodeHome) -> BTreeMap<String, String> {
    let words = Words::of(Lang::ZhCn);
    match home {
        CodeHome::Regime(list) => {
            for entry in Regimes::shipped().all().iter().flat_map(|version| version.entries(*list)) {
                found.entry(entry.code.clone()).or_insert_with(|| entry.zh.clone());
            }
        }
        CodeHome::Closed(list) => {
            let codes = LISTS.iter().find(|(name, _)| name == list).map_or(&[] as &[&str], |(_, codes)| *codes);
            for code in codes {
                found.entry((*code).to_owned()).or_insert_with(|| words.code(list, code));
            }
        }
        CodeHome::Usual(list) => {
            for (_, code, label) in usual_codes().filter(|(own, ..)| own == list) {
                found.entry(code.to_owned()).or_insert_with(|| label.to_owned());
            }
        }
        CodeHome::Role => {}
    }
    found
}

/// Usual codes of open lists stand only in the locale: `open-<list>-<code> = label`.
fn usual_codes() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    include_str!("../../locales/zh-CN/open-codes.ftl").lines().filter_map(|line| {
        let (name, label) = line.strip_prefix("open-")?.split_once(" = ")?;
        let (list, code) = name.split_once('-')?;
        Some((list, code, label))
    })
}

/// Goes through the fields of a shape that hold a code of an open list: their path with `.`, and their own name.
fn each_code(path: &str, field: &str, shape: &Shape, found: &mut dyn FnMut(&str, &str)) {
    match shape {
        Shape::Code => found(path, field),
        Shape::Array(inner) => each_code(path, field, inner, found),
        Shape::Object(_, fields) => {
            for (name, inner) in fields {
                each_code(&format!("{path}.{name}"), name, inner, found);
            }
        }
        _ => {}
    }
}

/// Chinese labels of codes. A code that several lists have means the same in all that rules read, or the first wins.
fn labels() -> Value {
    let words = Words::of(Lang::ZhCn);
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for (list, codes) in LISTS {
        for code in *codes {
            found.entry((*code).to_owned()).or_insert_with(|| words.code(list, code));
        }
    }
    let lists = [CodeKind::SanctionKind, CodeKind::AccountabilityForm, CodeKind::Situation, CodeKind::Mitigating];
    for version in Regimes::shipped().all() {
        found.entry(version.regime.clone()).or_insert_with(|| version.zh.clone());
        for list in lists.into_iter().chain([CodeKind::Aggravating, CodeKind::Exempting]) {
            for entry in version.entries(list) {
                found.entry(entry.code.clone()).or_insert_with(|| entry.zh.clone());
            }
        }
    }
    for (_, code, label) in usual_codes() {
        found.entry(code.to_owned()).or_insert_with(|| label.to_owned());
    }
    json!(found)
}

/// The roles that objects in `role` bring with them.
pub fn belongs_to(role: &str) -> &'static [&'static str] {
    BELONGS.iter().find(|(name, _)| *name == role).map_or(&[], |(_, roles)| roles)
}

fn form(kind: Kind) -> Value {
    let (zh, en) = (Words::of(Lang::ZhCn), Words::of(Lang::En));
    let mut roles: BTreeMap<String, bool> = BTreeMap::new();
    for role in kind.spec().roles() {
        roles.insert(role.name.to_owned(), role.optional);
    }
    for role in kind.spec().roles() {
        for brought in belongs_to(role.name) {
            roles.entry((*brought).to_owned()).or_insert(role.optional);
        }
    }
    let mut names: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut people = Vec::new();
    let (mut data, mut open) = (Map::new(), BTreeMap::new());
    for (field, shape) in shape::fields(kind) {
        data.insert(field.clone(), type_of(shape));
        each_code(field, field, shape, &mut |path, name| {
            open.insert(path.to_owned(), open_list(lists::homes(kind, name)));
        });
        walk(kind, field, field, shape, &mut people, &mut names);
    }
    roles.extend(people.into_iter().map(|role| (role, false)));
    let labels = |pick: fn(&(String, String)) -> &String| -> Map<String, Value> {
        names.iter().map(|(path, both)| (path.clone(), Value::from(pick(both).as_str()))).collect()
    };
    let by = |words: &Words| -> String {
        let roles = kind.spec().actors.iter().map(|role| words.code("Role", role.as_str()));
        roles.collect::<Vec<_>>().join(if words.lang() == Lang::ZhCn { "、" } else { ", " })
    };
    let roles: Map<String, Value> = roles
        .into_iter()
        .map(|(role, optional)| (role, if optional { json!({ "optional": true }) } else { json!({}) }))
        .collect();
    json!({
        "zh": zh.kind(kind), "en": en.kind(kind), "by_zh": by(zh), "by_en": by(en),
        "roles": roles, "data": data, "open": open, "fields_zh": labels(|both| &both.0), "fields_en": labels(|both| &both.1),
    })
}

/// Collects the roles of people and organs, named by their path with `_`, and the labels of all fields by their path with `.`.
fn walk(
    kind: Kind,
    path: &str,
    field: &str,
    shape: &Shape,
    people: &mut Vec<String>,
    names: &mut BTreeMap<String, (String, String)>,
) {
    // A field within another that bears the name of one of the act's own is not what the act calls that.
    let is_other = path != field && shape::fields(kind).iter().any(|(own, _)| own == field);
    let label = |lang| {
        let words = Words::of(lang);
        let plain = is_other.then(|| words.plain(&format!("field-{field}"))).flatten();
        plain.unwrap_or_else(|| words.field(kind, field))
    };
    names.insert(path.to_owned(), (label(Lang::ZhCn), label(Lang::En)));
    match shape {
        Shape::Person | Shape::Organ => people.push(path.replace('.', "_")),
        Shape::Array(inner) => walk(kind, path, field, inner, people, names),
        Shape::Object(_, fields) => {
            for (name, inner) in fields {
                walk(kind, &format!("{path}.{name}"), name, inner, people, names);
            }
        }
        _ => {}
    }
}

/// The type of a field as an expression sees it: a private part is only given or not.
fn type_of(shape: &Shape) -> Value {
    match shape {
        Shape::List(list) => codes(list),
        Shape::Bool | Shape::Part | Shape::TextOrFile => json!("bool"),
        Shape::Number => json!("number"),
        Shape::Code | Shape::Date | Shape::Moment | Shape::Instant | Shape::Text | Shape::Id | Shape::Ref => {
            json!("text")
        }
        Shape::Person => {
            json!({ "map": { "person_id": "text", "organ_id": "text", "organ_level": level(), "as_named": "bool", "post": "bool" } })
        }
        Shape::Organ => json!({ "map": { "organ_id": "text", "level": level() } }),
        Shape::Array(inner) => json!({ "list": type_of(inner) }),
        Shape::Object(_, fields) => {
            let fields: Map<String, Value> =
                fields.iter().map(|(name, inner)| (name.clone(), type_of(inner))).collect();
            json!({ "map": fields })
        }
        Shape::Any => json!("any"),
    }
}

/// A list of codes with their Chinese labels.
fn codes(list: &str) -> Value {
    let codes = LISTS.iter().find(|(name, _)| *name == list).map_or(&[] as &[&str], |(_, codes)| *codes);
    let words = Words::of(Lang::ZhCn);
    json!({ "codes": codes, "zh": codes.iter().map(|code| words.code(list, code)).collect::<Vec<_>>() })
}

fn level() -> Value {
    codes("Level")
}

/// Facts of the case and of its objects.
fn facts() -> Value {
    json!({
        "case.filed": "bool",
        "case.closed": "bool",
        "case.level": level(),
        "inst.kind": codes("RespondentKind"),
        "inst.identity": codes("Identity"),
        "inst.status": codes("PersonStatus"),
        "inst.post_level": level(),
        "inst.post_kind": codes("PostKind"),
        "inst.elected": "bool",
        "inst.employer_kind": "text",
        "inst.track": codes("TrackCode"),
        "inst.outcome": codes("Outcome"),
        "inst.code": "text",
        "inst.regime": "text",
        "inst.months": "number",
        "inst.route": codes("AppealRoute"),
        "inst.prior": "bool",
        "inst.reporter_kind": codes("ReporterKind"),
        "inst.source_kind": codes("SourceKind"),
        "inst.way": codes("Way"),
        "inst.clue_outcome": codes("ClueOutcome"),
        "inst.item_kind": "text",
    })
}
