//! Places of the state of a case in words: what a pointer leads to is called, and what stands there.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::fields::PartialDate;
use wenze_domain::regimes::CodeKind;
use wenze_domain::replay::OBJECTS;
use wenze_domain::words::Words;

use super::labels::Labels;
use crate::reader::Reader;
use crate::texts::Texts;

mod names;
mod sense;

use names::label;
use sense::{Sense, is_hidden, sense};

/// Longest text of a value shown in a list of changes, in characters; the act holds the whole.
const TEXT_CHARS_MAX: usize = 200;

/// Who tells places of one case.
pub(super) struct Places<'a> {
    pub(super) reader: &'a Reader,
    pub(super) labels: &'a Labels,
    /// Names of persons and organs.
    pub(super) names: &'a HashMap<Uuid, String>,
}

/// A pointer taken apart: the object it leads to, and the way from there.
struct Steps {
    part: String,
    /// As labels know it: an id, or `<respondent>/<track>`.
    object: Option<String>,
    role: Option<&'static str>,
    inner: Vec<String>,
}

impl Steps {
    fn of(path: &str) -> Self {
        let mut steps = path.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"));
        let part = steps.next().unwrap_or_default();
        let mut inner: Vec<String> = steps.collect();
        let role = OBJECTS.iter().find(|(name, _)| *name == part).map(|(_, role)| *role);
        let is_object = role.is_some() && inner.first().is_some_and(|step| Uuid::try_parse(step).is_ok());
        let mut object = is_object.then(|| inner.remove(0));
        let mut role = role;
        if part == "respondents" && inner.len() > 1 && inner.first().is_some_and(|step| step == "tracks") {
            object = object.map(|respondent| format!("{respondent}/{}", inner[1]));
            role = Some("track");
            inner.drain(..2);
        }
        Self { part, object, role, inner }
    }

    /// The group of fields that the last one belongs to: the object's, or a part of it.
    fn owner(&self) -> &str {
        let fields: Vec<&String> = self.inner.iter().filter(|step| !is_number(step)).collect();
        match fields.as_slice() {
            [.., group, _] => group.as_str(),
            _ if self.role == Some("track") => "tracks",
            _ => self.part.as_str(),
        }
    }

    fn field(&self) -> &str {
        self.inner.iter().rev().find(|step| !is_number(step)).map_or(self.part.as_str(), String::as_str)
    }
}

fn is_number(step: &str) -> bool {
    !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit())
}

impl Places<'_> {
    /// What the object is called that a pointer leads to.
    pub(super) fn object(&self, path: &str) -> String {
        let steps = Steps::of(path);
        match (&steps.object, steps.role) {
            (Some(object), Some(role)) => self.named(role, object),
            _ => label(self.words(), self.reader.texts, "case", &steps.part),
        }
    }

    /// An object under its role; one without a name of its own is called by what it is.
    pub(super) fn named(&self, role: &str, object: &str) -> String {
        self.labels.of(object).map_or_else(|| self.role(role), str::to_owned)
    }

    /// What a role is called. A check that was signed is known by its event and is more than that.
    pub(super) fn role(&self, role: &str) -> String {
        match role {
            "event" => label(self.words(), self.reader.texts, "case", "checks"),
            role => self.words().refs_role(role),
        }
    }

    /// What the field is called that a pointer leads to; nothing where the object says it all.
    pub(super) fn field(&self, path: &str) -> String {
        let steps = Steps::of(path);
        let (mut owner, mut told) =
            (if steps.role == Some("track") { "tracks" } else { steps.part.as_str() }, Vec::new());
        for step in &steps.inner {
            if is_number(step) {
                let place = step.parse::<usize>().map_or(0, |place| place + 1).to_string();
                told.push(place);
            } else {
                told.push(label(self.words(), self.reader.texts, owner, step));
                owner = step;
            }
        }
        told.join(" ")
    }

    /// Whether a place only says where something else stands, and so nothing to a reader.
    pub(super) fn is_hidden(path: &str) -> bool {
        let steps = Steps::of(path);
        steps.part == "stage" || steps.inner.iter().any(|step| is_hidden(step))
    }

    /// What stands at a place, in words.
    pub(super) fn value(&self, path: &str, value: &Value) -> String {
        let steps = Steps::of(path);
        self.told(sense(steps.owner(), steps.field()), value)
    }

    /// What stands at a place and below it: a value, or each field with its own.
    pub(super) fn whole(&self, path: &str, value: &Value) -> String {
        if !is_group(value) {
            return self.value(path, value);
        }
        let colon = self.texts().say("value-colon");
        let fields = self.fields_of(path, value).into_iter();
        let told: Vec<String> = fields.map(|(name, told)| format!("{name}{colon}{told}")).collect();
        if told.is_empty() { self.texts().say("value-none") } else { told.join(&self.texts().say("value-semicolon")) }
    }

    /// Every field of an object that says something, below its place.
    pub(super) fn fields_of(&self, path: &str, value: &Value) -> Vec<(String, String)> {
        let mut found = Vec::new();
        walk(path, value, &mut |path, value| {
            if !Self::is_hidden(path) && !is_void(value) {
                found.push((self.field(path), self.value(path, value)));
            }
        });
        found
    }

    fn words(&self) -> &'static Words {
        self.reader.words
    }

    fn texts(&self) -> &'static Texts {
        self.reader.texts
    }

    fn told(&self, sense: Sense, value: &Value) -> String {
        let (words, texts) = (self.words(), self.texts());
        match value {
            Value::Null => texts.say("value-none"),
            Value::Bool(is) => words.message(if *is { "yes" } else { "no" }, &[]),
            Value::Number(number) => number.to_string(),
            Value::String(text) => self.text(sense, text),
            Value::Array(items) if items.is_empty() => texts.say("value-none"),
            Value::Array(items) => {
                let told: Vec<String> = items.iter().map(|item| self.told(sense, item)).collect();
                told.join(&texts.say("join-names"))
            }
            Value::Object(object) => match (object.get("text"), object.get("withheld").and_then(Value::as_str)) {
                (Some(text), _) => shortened(text.as_str().unwrap_or_default()),
                (None, Some("sealed")) => texts.say("value-sealed"),
                (None, Some("erased")) => texts.say("value-erased"),
                (None, Some(_)) => texts.say("value-missing"),
                (None, None) => {
                    let told: Vec<String> = object.values().map(|inner| self.told(sense, inner)).collect();
                    told.join(&texts.say("join-names"))
                }
            },
        }
    }

    fn text(&self, sense: Sense, text: &str) -> String {
        let words = self.words();
        match sense {
            Sense::Code(list) => words.code(list, text),
            Sense::State(machine) => words.state(machine, text),
            Sense::Standing => self.standing(text),
            Sense::Usual(list) => words.usual_code(list, text).unwrap_or_else(|| text.replace('_', " ")),
            Sense::Act => Kind::parse(text).map_or(text, |kind| words.kind(kind)).to_owned(),
            Sense::Regime => measure(words, text),
            Sense::Day => PartialDate::parse(text).map_or_else(|| text.to_owned(), |day| words.partial_date(day)),
            Sense::Plain => match Uuid::try_parse(text.split('/').next().unwrap_or_default()) {
                Ok(id) => self.of_id(id, text),
                Err(_) => shortened(text),
            },
        }
    }

    fn standing(&self, standing: &str) -> String {
        let texts = self.texts();
        match standing {
            "varied" | "revoked" => self.words().state("measure", standing),
            "corrected" => self.words().state("determination", standing),
            "remanded" => texts.say("standing-remanded"),
            "replaced" => texts.say("standing-replaced"),
            _ => texts.say("standing-in-force"),
        }
    }

    fn of_id(&self, id: Uuid, whole: &str) -> String {
        let named = self.labels.of(whole).or_else(|| self.names.get(&id).map(String::as_str));
        let short = || {
            let id = id.simple().to_string();
            self.words().message("short-id", &[("id", id[id.len() - 8..].to_owned())])
        };
        named.map_or_else(short, str::to_owned)
    }
}

/// A kind of sanction or form of accountability: a code that both lists have means the same in both.
fn measure(words: &Words, code: &str) -> String {
    let plain = code.replace('_', " ");
    let lists = [CodeKind::SanctionKind, CodeKind::AccountabilityForm];
    let told = lists.into_iter().map(|list| words.regime_code(list, None, code)).find(|told| *told != plain);
    told.unwrap_or(plain)
}

fn shortened(text: &str) -> String {
    let line = text.trim();
    match line.char_indices().nth(TEXT_CHARS_MAX) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// A value that says nothing: it stands as in every object that has just begun.
fn is_void(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(is) => !is,
        Value::Array(items) => items.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Number(number) => number.as_u64() == Some(0),
        Value::String(text) => text.is_empty(),
    }
}

/// Whether a value holds several, each under its own name.
fn is_group(value: &Value) -> bool {
    let is_named = |value: &Value| value.as_object().is_some_and(|object| !is_part(object));
    is_named(value) || value.as_array().is_some_and(|items| items.iter().any(is_named))
}

/// Where a private part lies, with its text or why it is withheld.
fn is_part(object: &serde_json::Map<String, Value>) -> bool {
    object.contains_key("event_id") && object.contains_key("part")
}

/// Calls with every value that is told as one, below a place.
fn walk(path: &str, value: &Value, found: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(object) if !is_part(object) => {
            for (name, inner) in object {
                walk(&format!("{path}/{}", name.replace('~', "~0").replace('/', "~1")), inner, found);
            }
        }
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            for (at, inner) in items.iter().enumerate() {
                walk(&format!("{path}/{at}"), inner, found);
            }
        }
        value => found(path, value),
    }
}

/// Every id in some values: the register tells which are of persons and organs.
pub(super) fn ids_in<'v>(values: impl Iterator<Item = &'v Value>) -> HashSet<Uuid> {
    let mut found = HashSet::new();
    for value in values {
        walk("", value, &mut |_, value| {
            let texts =
                value.as_str().into_iter().chain(value.as_array().into_iter().flatten().filter_map(Value::as_str));
            found.extend(texts.filter_map(|text| Uuid::try_parse(text).ok()));
        });
    }
    found
}

#[cfg(test)]
mod tests;
