//! From a stored payload to the arguments of its sentence: every recorded fact in words, the others left out.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::args::{Arg, Args};
use super::lists::{self, CodeHome};
use super::shape::{self, Shape};
use super::{Sources, Words, spaced};
use crate::acts::Kind;
use crate::codes::{CodeList, SanctionRegime, TrackCode};
use crate::fields::{Class, NOT_RECORDED, PartRef, PartialDate};
use crate::refs::RefValue;
use crate::regimes::{self, Pin};
use crate::shapes::PersonRef;

/// Longest private text shown inside a sentence, in characters; the whole stands with the act itself.
const TEXT_CHARS_MAX: usize = 80;
/// How many characters of an id are enough to tell two objects of a case apart: the end of a UUIDv7 is random.
const SHORT_ID_CHARS: usize = 8;

/// Marks that end a sentence or a clause in either language.
const LAST_MARKS: [char; 6] = ['。', '；', '，', '.', ';', ','];

/// Reads a payload of one kind.
pub(super) struct Reader<'a> {
    pub(super) words: &'a Words,
    pub(super) kind: Kind,
    pub(super) pin: Option<&'a Pin>,
    pub(super) sources: &'a Sources<'a>,
}

/// The regime in which the codes around a value are read, where the payload itself tells.
type Within = Option<&'static str>;

impl Reader<'_> {
    /// All arguments of the sentence.
    pub(super) fn payload(&self, payload: &Value) -> Args {
        let mut args = Args::new();
        let within = self.within(payload, None);
        self.fields("", shape::fields(self.kind), payload, within, &mut args);
        args
    }

    /// One value in words, by its pointer from the payload's root.
    pub(super) fn at(&self, pointer: &str, value: &Value) -> String {
        let pointer = pointer.strip_prefix("/payload").unwrap_or(pointer);
        let mut steps = pointer.split('/').skip(1);
        let first = steps.next().unwrap_or_default();
        let root = shape::fields(self.kind).iter().find(|(name, _)| name == first).map(|(_, shape)| shape);
        let mut field = first;
        let found = steps.try_fold(root, |shape, step| {
            if step.parse::<usize>().is_err() {
                field = step;
            }
            shape.map(|s| s.step(step))
        });
        let shape = found.flatten().unwrap_or(&Shape::Any);
        if is_missing(value) {
            return self.words.not_recorded();
        }
        self.show(field, shape, value, None).unwrap_or_else(|| self.words.not_recorded())
    }

    fn fields(&self, prefix: &str, fields: &[(String, Shape)], object: &Value, within: Within, args: &mut Args) {
        for (field, shape) in fields {
            if let Some(value) = object.get(field).filter(|v| !is_missing(v)) {
                self.field(&format!("{prefix}{field}"), field, shape, value, within, args);
            }
        }
    }

    fn field(&self, name: &str, field: &str, shape: &Shape, value: &Value, within: Within, args: &mut Args) {
        let shown = match shape {
            Shape::Bool => value.as_bool().map(|b| Arg::Text(if b { "yes" } else { "no" }.to_owned())),
            Shape::Number => value.as_u64().and_then(|n| u32::try_from(n).ok()).map(Arg::Number),
            _ => self.show(field, shape, value, within).map(Arg::Text),
        };
        match shape {
            Shape::List(_) | Shape::Code => {
                args.extend(value.as_str().map(|code| (format!("{name}_code"), Arg::Text(code.to_owned()))));
            }
            Shape::Array(_) => {
                let count = value.as_array().and_then(|items| u32::try_from(items.len()).ok());
                args.extend(count.map(|n| (format!("{name}_count"), Arg::Number(n))));
            }
            Shape::Object(_, fields) => {
                self.fields(&format!("{name}_"), fields, value, self.within(value, within), args);
                args.extend(self.absent(fields, value).map(|list| (format!("{name}_missing"), Arg::Text(list))));
            }
            _ => {}
        }
        args.extend(shown.map(|arg| (name.to_owned(), arg)));
    }

    /// One value in words; none when it says nothing.
    fn show(&self, field: &str, shape: &Shape, value: &Value, within: Within) -> Option<String> {
        let text = value.as_str();
        match shape {
            Shape::List(list) => text.map(|code| self.words.code(list, code)),
            Shape::Code => text.map(|code| self.code(field, code, within)),
            Shape::Bool => value.as_bool().map(|b| self.words.message(if b { "yes" } else { "no" }, &[])),
            Shape::Number => value.as_u64().map(|n| n.to_string()),
            Shape::Date => text.map(|t| PartialDate::parse(t).map_or(t.to_owned(), |d| self.words.partial_date(d))),
            Shape::Moment => serde_json::from_value(value.clone()).ok().map(|m| self.words.moment(m)),
            Shape::Text if field == "pointer" => text.map(|t| self.words.field_at(self.kind, t)),
            Shape::Text if matches!(field, "act_kind" | "acts") => {
                text.map(|t| Kind::parse(t).map_or(t, |kind| self.words.kind(kind)).to_owned())
            }
            // A paper that gives the number only means an article; one that writes it out says so itself.
            Shape::Text if field == "article" && text.is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit())) => {
                text.map(|t| self.words.message("article", &[("n", t.to_owned())]))
            }
            Shape::Text => text.map(str::to_owned),
            Shape::Instant => text.and_then(|t| t.parse().ok()).map(|at| self.words.instant(at)),
            Shape::Id => text.map(|t| self.short(t)),
            Shape::Ref => self.object(value),
            Shape::Part => self.part(value),
            Shape::TextOrFile => match value.get("text") {
                Some(part) => self.part(part),
                None => self.words.plain("file-attached"),
            },
            Shape::Person => self.person(value),
            Shape::Organ => value.get("organ_id").and_then(Value::as_str).map(|id| self.name(id)),
            Shape::Object(def, fields) => {
                let mut args = Args::new();
                self.fields("", fields, value, self.within(value, within), &mut args);
                self.words.locale.sentence(&format!("item-{def}"), &args)
            }
            Shape::Array(inner) => self.list(field, inner, value, within),
            Shape::Any => self.any(value),
        }
        .filter(|words| !words.trim().is_empty())
    }

    fn list(&self, field: &str, inner: &Shape, value: &Value, within: Within) -> Option<String> {
        let known = value.as_array()?.iter().filter(|v| !is_missing(v));
        let words: Vec<_> = known.filter_map(|item| self.show(field, inner, item, within)).collect();
        // Items that hold commas of their own need a stronger mark between them.
        let holds_commas = words.iter().any(|w| w.contains(self.words.locale.comma()));
        let joint = if holds_commas { "join-items" } else { "join-words" };
        (!words.is_empty()).then(|| words.join(&self.words.plain(joint).unwrap_or_default()))
    }

    fn code(&self, field: &str, code: &str, within: Within) -> String {
        // How far a rectification is can be said in any number.
        if let Some(n) = code.strip_suffix("_percent").filter(|n| n.parse::<u8>().is_ok()) {
            return self.words.message("percent", &[("n", n.to_owned())]);
        }
        let label = |home: &CodeHome| match home {
            CodeHome::Regime(list) => {
                let pinned = self.pin.map(|p| (p.regime.as_str(), Some(p.version.as_str())));
                self.words.regime_label(*list, pinned.or(within.map(|regime| (regime, None))), code)
            }
            CodeHome::Closed(list) => self.words.plain(&format!("code-{list}-{code}")),
            CodeHome::Usual(list) => self.words.usual_code(list, code),
            CodeHome::Role => self.words.plain(&format!("ref-{code}")),
        };
        lists::homes(self.kind, field).iter().find_map(label).unwrap_or_else(|| spaced(code))
    }

    /// The regime an object speaks of: named by its kind of sanction or by its track.
    fn within(&self, object: &Value, outer: Within) -> Within {
        let code = |field: &str| object.get(field).and_then(Value::as_str);
        let sanction = code("regime").and_then(find::<SanctionRegime>).map(regimes::of_sanction);
        let track = code("track").and_then(find::<TrackCode>).map(regimes::of_track);
        let own = (self.kind == Kind::AccountabilityFormDecided).then_some("cn-accountability");
        sanction.or(track).or(outer).or(own)
    }

    /// The things a check found missing.
    fn absent(&self, fields: &[(String, Shape)], value: &Value) -> Option<String> {
        let is_lacking = |field: &&(String, Shape)| value.get(&field.0) == Some(&Value::Bool(false));
        let lacking = fields.iter().filter(|(_, shape)| *shape == Shape::Bool).filter(is_lacking);
        let names: Vec<_> = lacking.map(|(name, _)| inside(&self.words.field(self.kind, name))).collect();
        (!names.is_empty()).then(|| names.join(&self.words.plain("join-words").unwrap_or_default()))
    }

    fn person(&self, value: &Value) -> Option<String> {
        let person = PersonRef::deserialize(value).ok()?;
        let as_named =
            person.as_named.as_ref().and_then(|named| named.part()).and_then(|part| (self.sources.texts)(part));
        as_named.map(|text| plain_text(&text).into_owned()).or_else(|| Some(self.name(&person.person_id.to_string())))
    }

    fn name(&self, id: &str) -> String {
        let known = Uuid::try_parse(id).ok().and_then(|id| (self.sources.names)(id));
        known.unwrap_or_else(|| self.short(id))
    }

    /// An object as refs name it.
    fn object(&self, value: &Value) -> Option<String> {
        match RefValue::deserialize(value).ok()? {
            RefValue::Id(id) => Some(self.name(&id.to_string())),
            RefValue::Track(respondent, track) => {
                let track = self.words.code(TrackCode::LIST, track.as_str());
                let joint = self.words.plain("join-parts").unwrap_or_default();
                Some(format!("{}{joint}{track}", self.name(&respondent.to_string())))
            }
            RefValue::Round(n) => Some(n.to_string()),
        }
    }

    fn short(&self, id: &str) -> String {
        let end = id.len().saturating_sub(SHORT_ID_CHARS);
        self.words.message("short-id", &[("id", id.get(end..).unwrap_or(id).to_owned())])
    }

    /// A private part: its text, or the statement that it is not shown.
    fn part(&self, value: &Value) -> Option<String> {
        let part = PartRef::deserialize(value).ok()?;
        if let Some(text) = (self.sources.texts)(&part) {
            let joint = self.words.plain("join-items").unwrap_or_default();
            return Some(clipped(&plain_text(&text), &joint));
        }
        self.words.plain(if part.class == Class::Sealed { "sealed" } else { "not-opened" })
    }

    fn any(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(PartialDate::parse(text).map_or(text.clone(), |d| self.words.partial_date(d))),
            Value::Bool(b) => Some(self.words.message(if *b { "yes" } else { "no" }, &[])),
            Value::Number(n) => Some(n.to_string()),
            Value::Object(_) => self.part(value),
            Value::Array(items) => {
                let words: Vec<_> = items.iter().filter_map(|item| self.any(item)).collect();
                Some(words.join(&self.words.plain("join-words").unwrap_or_default()))
            }
            Value::Null => None,
        }
    }
}

/// A label as it stands inside a sentence.
fn inside(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn is_missing(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some(NOT_RECORDED)
}

fn find<T: CodeList>(code: &str) -> Option<T> {
    T::ALL.iter().copied().find(|item| item.as_str() == code)
}

/// The vault keeps a part as JSON text: a string or a list of strings. Anything else is shown as it is.
fn plain_text(text: &str) -> Cow<'_, str> {
    match serde_json::from_str(text) {
        Ok(Value::String(plain)) => Cow::Owned(plain),
        Ok(Value::Array(items)) if items.iter().all(Value::is_string) => {
            Cow::Owned(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"))
        }
        _ => Cow::Borrowed(text),
    }
}

/// One line of bounded length, so that a narrative does not drown the sentence. Lines are told one after the other, and
/// their last mark goes, because the sentence around them goes on.
fn clipped(text: &str, joint: &str) -> String {
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = text.lines().map(words).map(|line| line.trim_end_matches(LAST_MARKS).to_owned());
    let line = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(joint);
    match line.char_indices().nth(TEXT_CHARS_MAX) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
