//! From a stored act back to what somebody would have typed: to correct it, or to record another like it.

use chrono::{DateTime, FixedOffset, Utc};
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::fields::NOT_RECORDED;
use wenze_domain::words::Words;

use super::choices::{Choice, Choices, From};
use super::draw::has_codes;
use super::form::{Field, Form, Shape};
use super::typed::{EMPTY, Typed, UNRECORDED};
use crate::brought::FILE;

/// Characters of an id that stand for a case without a number.
const SHORT_CHARS: usize = 8;

/// East of Greenwich, where forms count their hours, in seconds.
const OFFICE_OFFSET_S: i32 = 8 * 3600;

/// Writes one act.
struct Writing<'a> {
    kind: Kind,
    /// What stands in the place of a text that may not be read.
    withheld: &'a str,
    fields: Vec<(String, String)>,
}

/// What was typed into the form of an act, under the name of the act in the form.
pub(super) fn typed(kind: Kind, event: &Value, act: &str, withheld: &str) -> Typed {
    let mut writing = Writing { kind, withheld, fields: Vec::new() };
    writing.envelope(event, act);
    for role in &Form::of(kind).roles {
        for value in event["refs"][role.name].as_array().into_iter().flatten() {
            writing.add(format!("{act}.refs.{}", role.name), plain(value));
        }
    }
    for field in &Form::of(kind).fields {
        let value = &event["payload"][&field.name];
        writing.field(field, value, &format!("{act}.payload.{}", field.name), &field.name);
    }
    Typed::of(writing.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

impl Writing<'_> {
    fn add(&mut self, name: String, value: String) {
        self.fields.push((name, value));
    }

    fn envelope(&mut self, event: &Value, act: &str) {
        match &event["occurred"]["date"] {
            Value::Null => self.add(format!("{act}.occurred.date.{UNRECORDED}"), "1".to_owned()),
            date => self.add(format!("{act}.occurred.date"), plain(date)),
        }
        for (pointer, name) in [
            ("/occurred/time", "occurred.time"),
            ("/document_no", "document_no"),
            ("/entered_from", "entered_from"),
            ("/confidentiality", "confidentiality"),
            ("/on_behalf_of/person/person_id", "on_behalf_of.person"),
            ("/on_behalf_of/organ_id", "on_behalf_of.organ"),
            ("/on_behalf_of/post", "on_behalf_of.post"),
        ] {
            if let Some(value) = event.pointer(pointer).filter(|value| !value.is_null()) {
                let text = self.readable(value);
                self.add(format!("{act}.{name}"), text);
            }
        }
    }

    /// A text, or what stands in its place where it may not be read.
    fn readable(&self, value: &Value) -> String {
        if value.get("withheld").is_some() { self.withheld.to_owned() } else { plain(value) }
    }

    fn field(&mut self, field: &Field, value: &Value, name: &str, path: &str) {
        if value.is_null() {
            return;
        }
        if *value == NOT_RECORDED {
            let is_in_list = match &field.shape {
                Shape::List(..) | Shape::Bool => true,
                Shape::Code => has_codes(self.kind, path),
                Shape::Id | Shape::Ref => matches!(From::of(&field.name), From::Case(_)),
                _ => false,
            };
            return if is_in_list {
                self.add(name.to_owned(), NOT_RECORDED.to_owned());
            } else {
                self.add(format!("{name}.{UNRECORDED}"), "1".to_owned());
            };
        }
        if value.as_array().is_some_and(Vec::is_empty) {
            return self.add(format!("{name}.{EMPTY}"), "1".to_owned());
        }
        match &field.shape {
            Shape::Group(_, fields) => {
                for inner in fields {
                    let (name, path) = (format!("{name}.{}", inner.name), format!("{path}.{}", inner.name));
                    self.field(inner, &value[&inner.name], &name, &path);
                }
            }
            Shape::Rows(inner) => {
                for (number, row) in value.as_array().into_iter().flatten().enumerate() {
                    self.field(inner, row, &format!("{name}.{number}"), path);
                }
            }
            Shape::TextBody if value["file_id"].is_string() => {
                self.add(format!("{name}.{FILE}"), plain(&value["file_id"]));
            }
            Shape::Several(_) => {
                value.as_array().into_iter().flatten().for_each(|one| self.add(name.to_owned(), plain(one)));
            }
            shape => {
                let text = self.one(shape, value);
                self.add(name.to_owned(), text);
            }
        }
    }

    fn one(&self, shape: &Shape, value: &Value) -> String {
        match (shape, value) {
            (Shape::Bool, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
            (Shape::Lines, Value::Array(lines)) => lines.iter().map(plain).collect::<Vec<_>>().join("\n"),
            (Shape::TextBody, body) => body.get("text").map_or_else(|| plain(body), |text| self.readable(text)),
            (Shape::Instant, value) => local(&plain(value)),
            (_, value) => self.readable(value),
        }
    }
}

/// A value as it is typed; a private one as its text.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(object) if object.contains_key("$part") => object.get("text").map(plain).unwrap_or_default(),
        other => other.to_string(),
    }
}

fn local(instant: &str) -> String {
    let read = DateTime::parse_from_rfc3339(instant);
    read.map_or_else(|_| String::new(), |at| by_the_offices_clock(at.to_utc(), "%Y-%m-%dT%H:%M"))
}

/// A point in time as the clocks of the offices show it.
pub(super) fn by_the_offices_clock(at: DateTime<Utc>, format: &str) -> String {
    let zone = FixedOffset::east_opt(OFFICE_OFFSET_S);
    zone.map_or_else(String::new, |zone| at.with_timezone(&zone).format(format).to_string())
}

/// The choices with everything that an act names, so that what is not in the lists any more stays what it is.
pub(super) fn with_named(choices: &mut Choices, words: &Words, kind: Kind, typed: &Typed, act: &str) {
    let Some(own) = typed.at(act) else { return };
    for role in &Form::of(kind).roles {
        let given = own.at("refs").and_then(|refs| refs.at(role.name));
        for value in given.into_iter().flat_map(Typed::texts) {
            name(choices, words, From::of(role.name), value);
        }
    }
    let payload = own.at("payload");
    for field in &Form::of(kind).fields {
        name_in(choices, words, field, payload.and_then(|payload| payload.at(&field.name)));
    }
    for (step, from) in [("person", From::Persons), ("organ", From::Organs)] {
        if let Some(given) = own.at("on_behalf_of").and_then(|whose| whose.at(step)) {
            name(choices, words, from, given.text());
        }
    }
}

fn name_in(choices: &mut Choices, words: &Words, field: &Field, typed: Option<&Typed>) {
    let Some(typed) = typed else { return };
    match &field.shape {
        Shape::Id | Shape::Ref => name(choices, words, From::of(&field.name), typed.text()),
        Shape::Group(_, fields) => {
            for inner in fields {
                name_in(choices, words, inner, typed.at(&inner.name));
            }
        }
        Shape::Rows(inner) => typed.rows().into_iter().for_each(|row| name_in(choices, words, inner, Some(row))),
        _ => {}
    }
}

/// Adds a value to the choices. What has no name there, such as another case, is called by the end of its id.
fn name(choices: &mut Choices, words: &Words, from: From, value: &str) {
    if value.is_empty() || value == NOT_RECORDED || choices.value_of(from, value).is_some() {
        return;
    }
    let label = match Uuid::try_parse(value) {
        Ok(id) => {
            let id = id.simple().to_string();
            words.message("short-id", &[("id", id[id.len() - SHORT_CHARS..].to_owned())])
        }
        Err(_) => value.to_owned(),
    };
    choices.add(from, Choice { value: value.to_owned(), label });
}
