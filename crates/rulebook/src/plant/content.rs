//! Changes within one act: a content left out or other than it was, other people, another level.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::expr::LEVELS;
use crate::history::{Event, History};
use crate::rule::{Rule, Rulebook};
use crate::vocabulary::{KindForm, Vocabulary};

/// Parts of an act that a change may be in.
const PARTS: [&str; 3] = ["data", "behalf", "regime"];
/// Counts that a rule may find too small or too great.
const COUNTS: [i64; 8] = [0, 1, 2, 3, 5, 13, 100, 1_000_000];

/// Every payload that differs from this one in one place, with what was changed: as `plant` does with what rules read of an
/// act, for acts that are still to be recorded. `ids` are those of the people and objects of the case.
pub fn payloads(
    book: &Rulebook,
    rule: &Rule,
    kind: &str,
    ids: BTreeSet<String>,
    payload: &Map<String, Value>,
) -> Vec<(String, Map<String, Value>)> {
    Values::new(book, rule, kind, ids, None).maps(payload, "payload")
}

/// Every act that differs from this one in one place, with what was changed.
pub(super) fn changed(book: &Rulebook, rule: &Rule, history: &History, event: &Event) -> Vec<(String, Event)> {
    let ids = history.events.iter().flat_map(|one| one.rel.values().flatten()).map(ToString::to_string).collect();
    let values = Values::new(book, rule, &event.kind, ids, event.at.map(|at| at.first));
    let mut all = Vec::new();
    for part in PARTS {
        let Some(Value::Object(map)) = event.view.get(part) else { continue };
        for (path, is) in values.maps(map, part) {
            let mut other = event.clone();
            if let Some(slot) = other.view.get_mut(part) {
                *slot = Value::Object(is);
            }
            all.push((format!("{}: {path}", event.kind), other));
        }
        for (path, is) in values.absent(part, map) {
            let mut other = event.clone();
            if let Some(slot) = other.view.get_mut(part).and_then(Value::as_object_mut) {
                put(slot, path, is.clone());
            }
            all.push((format!("{}: {part}.{path} is {is}", event.kind), other));
        }
    }
    all.extend(people(history, event));
    all
}

fn put(map: &mut Map<String, Value>, path: &str, is: Value) {
    match path.split_once('.') {
        None => {
            map.insert(path.to_owned(), is);
        }
        Some((head, rest)) => {
            let inner = map.entry(head).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, is);
            }
        }
    }
}

/// Another person or object in a role, one person fewer, nobody.
fn people(history: &History, event: &Event) -> Vec<(String, Event)> {
    let everybody: BTreeSet<&Arc<str>> =
        history.events.iter().flat_map(|one| one.rel.iter()).flat_map(|(_, ids)| ids).collect();
    let mut all = Vec::new();
    let mut tell = |role: &str, ids: Vec<Arc<str>>, what: &str| {
        let mut other = event.clone();
        if let Some(slot) = other.view.get_mut("rel").and_then(|rel| rel.get_mut(role)) {
            *slot = ids.iter().map(|id| Value::from(id.as_ref())).collect();
        }
        other.rel.insert(role.to_owned(), ids);
        all.push((format!("{}: {what} as {role}", event.kind), other));
    };
    for (role, ids) in &event.rel {
        if ids.len() > 1 {
            tell(role, ids[1..].to_vec(), "one fewer");
            tell(role, ids[..1].to_vec(), "only one");
        }
        for somebody in everybody.iter().filter(|one| !ids.contains(**one)) {
            let mut more = ids.clone();
            more.push(Arc::clone(somebody));
            tell(role, more, "somebody more");
            tell(role, vec![Arc::clone(somebody)], "somebody else");
        }
        tell(role, Vec::new(), "nobody");
    }
    all
}

/// What may be put in place of a content.
struct Values {
    /// Codes and words of the rule.
    texts: Vec<String>,
    /// Ids of people and objects of the history.
    ids: BTreeSet<String>,
    numbers: BTreeSet<i64>,
    /// Fields that the rule reads, below the act.
    paths: BTreeSet<String>,
    day: Option<chrono::NaiveDate>,
}

impl Values {
    fn new(book: &Rulebook, rule: &Rule, kind: &str, ids: BTreeSet<String>, day: Option<chrono::NaiveDate>) -> Self {
        let numbers = COUNTS.into_iter().collect();
        let mut found = Self { texts: codes(kind), ids, numbers, paths: BTreeSet::new(), day };
        for expr in rule.expressions() {
            found.literals(expr.text());
            for path in expr.paths() {
                found.paths.extend(path.split_once('.').map(|(_, rest)| rest.to_owned()));
            }
        }
        let numbers = book.params.values().flat_map(|param| &param.values).filter_map(|value| value.number);
        found.numbers.extend(numbers.flat_map(|n| [i64::from(n) - 1, i64::from(n) + 1]));
        found.texts.extend(LEVELS.iter().map(|level| (*level).to_owned()));
        let mut seen = BTreeSet::new();
        found.texts.retain(|text| seen.insert(text.clone()));
        found
    }

    /// Words and numbers that an expression compares with.
    fn literals(&mut self, text: &str) {
        for quote in ['\'', '"'] {
            let pieces = text.split(quote);
            self.texts.extend(pieces.skip(1).step_by(2).map(str::to_owned));
        }
        let digits = text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<i64>().ok());
        self.numbers.extend(digits.flat_map(|n| [n - 1, n, n + 1]));
    }

    /// A map with one of its values changed, or left out.
    fn maps(&self, map: &Map<String, Value>, path: &str) -> Vec<(String, Map<String, Value>)> {
        let mut all = Vec::new();
        for (name, value) in map {
            let path = format!("{path}.{name}");
            for (what, is) in self.others(value, &path) {
                let mut other = map.clone();
                other.insert(name.clone(), is);
                all.push((what, other));
            }
            let mut without = map.clone();
            without.remove(name);
            all.push((format!("{path} left out"), without));
        }
        all
    }

    /// Other values of the same kind.
    fn others(&self, value: &Value, path: &str) -> Vec<(String, Value)> {
        let said = |is: Value| (format!("{path} is {is}"), is);
        match value {
            Value::Bool(yes) => vec![said(Value::Bool(!yes))],
            Value::Number(_) => self.numbers.iter().map(|n| said(Value::from(*n))).collect(),
            Value::String(text) => match date(text) {
                Some(day) => dates(day, text).into_iter().map(said).collect(),
                None => self.words(text).map(|one| said(Value::from(one))).collect(),
            },
            Value::Array(items) => self.lists(items, path),
            Value::Object(map) => {
                self.maps(map, path).into_iter().map(|(what, is)| (what, Value::Object(is))).collect()
            }
            Value::Null => Vec::new(),
        }
    }

    /// Other words than this one: other people or objects in place of one, else codes.
    fn words<'s>(&'s self, text: &'s str) -> impl Iterator<Item = &'s str> {
        let (ids, texts) = (self.ids.iter().map(String::as_str), self.texts.iter().map(String::as_str));
        let is_id = self.ids.contains(text);
        let ids = ids.filter(move |_| is_id);
        ids.chain(texts.filter(move |_| !is_id)).filter(move |one| *one != text)
    }

    fn lists(&self, items: &[Value], path: &str) -> Vec<(String, Value)> {
        let mut all = vec![(format!("{path} is empty"), Value::Array(Vec::new()))];
        for (at, item) in items.iter().enumerate() {
            let mut fewer = items.to_vec();
            fewer.remove(at);
            all.push((format!("{path} lacks item {}", at + 1), Value::Array(fewer)));
            let mut more = items.to_vec();
            more.push(item.clone());
            all.push((format!("{path} has item {} twice", at + 1), Value::Array(more)));
            for (what, is) in self.others(item, &format!("{path}[{}]", at + 1)) {
                let mut other = items.to_vec();
                other[at] = is;
                all.push((what, Value::Array(other)));
            }
        }
        all
    }

    /// Fields that the rule reads and this act lacks, with what may stand there.
    fn absent<'s>(&'s self, part: &'s str, map: &'s Map<String, Value>) -> Vec<(&'s str, Value)> {
        let within = self.paths.iter().filter_map(|path| path.strip_prefix(part)?.strip_prefix('.'));
        let mut all = Vec::new();
        for path in within.filter(|path| !map.contains_key(path.split('.').next().unwrap_or(path))) {
            all.extend([true, false].map(|yes| (path, Value::Bool(yes))));
            all.extend(self.texts.iter().map(|text| (path, Value::from(text.as_str()))));
            all.extend(self.numbers.iter().map(|n| (path, Value::from(*n))));
            all.extend(self.day.into_iter().flat_map(|day| dates(day, &day.to_string())).map(|is| (path, is)));
            all.push((path, Value::Array(Vec::new())));
        }
        all
    }
}

/// All codes that a field of such an act may hold.
fn codes(kind: &str) -> Vec<String> {
    fn collect(written: &Value, found: &mut Vec<String>) {
        match written {
            Value::Object(map) => {
                if let Some(Value::Array(codes)) = map.get("codes") {
                    found.extend(codes.iter().filter_map(Value::as_str).map(str::to_owned));
                    return;
                }
                map.values().for_each(|inner| collect(inner, found));
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for written in Vocabulary::wenze().kinds.get(kind).into_iter().flat_map(KindForm::written) {
        collect(written, &mut found);
    }
    found
}

fn date(text: &str) -> Option<chrono::NaiveDate> {
    text.get(..10)?.parse().ok()
}

/// Days around a day, with the time of day it has.
fn dates(day: chrono::NaiveDate, text: &str) -> Vec<Value> {
    let rest = text.get(10..).unwrap_or_default();
    let moved = |days: &i64| day.checked_add_signed(chrono::TimeDelta::days(*days));
    super::MOVES.iter().filter_map(moved).map(|day| Value::from(format!("{day}{rest}"))).collect()
}
