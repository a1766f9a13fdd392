//! From what was typed to the request that casework is given. What is wrong is noted at its field; nothing is guessed.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use wenze_domain::acts::Kind;
use wenze_domain::fields::{NOT_RECORDED, PartialDate};
use wenze_domain::refs::RoleSpec;

use super::choices::{Choices, From};
use super::form::{Field, Form, NUMBERED, Shape};
use super::typed::{EMPTY, Typed, UNRECORDED};
use crate::brought::{BROKEN, FILE, reason};
use crate::reader::Reader;

/// Reads one act.
pub(super) struct Reading<'a> {
    pub(super) reader: &'a Reader,
    pub(super) kind: Kind,
    pub(super) choices: &'a Choices,
    /// What was left blank counts as not recorded.
    pub(super) blank_is_unrecorded: bool,
    /// What the act is about is given besides, so nobody chose it.
    pub(super) is_about_given: bool,
    /// What is wrong, by the path of the field.
    pub(super) errors: BTreeMap<String, String>,
}

impl Reading<'_> {
    /// The act as a request. It says something only where no error was noted.
    pub(super) fn act(&mut self, act: &str, typed: &Typed) -> Value {
        let none = Typed::default();
        let mut request = json!({ "kind": self.kind.as_str() });
        request["occurred"] = self.occurred(act, typed);
        if !self.is_about_given {
            request["refs"] = self.refs(act, typed.at("refs").unwrap_or(&none));
        }
        request["payload"] = self.object(&Form::of(self.kind).fields, typed.at("payload"), &format!("{act}.payload"));
        let text = |name: &str| typed.at(name).map_or("", Typed::text);
        if !text("document_no").is_empty() {
            request["document_no"] = json!(text("document_no"));
        }
        for name in ["entered_from", "confidentiality"] {
            if !text(name).is_empty() {
                request[name] = json!(text(name));
            }
        }
        if let Some(on_behalf_of) = self.on_behalf_of(act, typed.at("on_behalf_of").unwrap_or(&none)) {
            request["on_behalf_of"] = on_behalf_of;
        }
        if let Some(confirmed) = self.confirmation(act, typed.at("confirm").unwrap_or(&none)) {
            request["confirm_out_of_order"] = confirmed;
        }
        request
    }

    fn wrong(&mut self, path: &str, text: &str) {
        let said = self.reader.texts.say(text);
        self.errors.entry(path.to_owned()).or_insert(said);
    }

    fn occurred(&mut self, act: &str, typed: &Typed) -> Value {
        let none = Typed::default();
        let typed = typed.at("occurred").unwrap_or(&none);
        let path = format!("{act}.occurred.date");
        let day = typed.at("date").map_or("", Typed::text);
        let is_undated = typed.at("date").is_some_and(|date| date.is_ticked(UNRECORDED));
        let mut occurred = match date(day) {
            _ if is_undated => json!({ "date": null }),
            Some(date) => json!({ "date": date }),
            None if day.is_empty() && self.blank_is_unrecorded => json!({ "date": null }),
            None => {
                self.wrong(
                    &path,
                    if day.is_empty() {
                        /* text */
                        "wrong-no-date"
                    } else {
                        /* text */
                        "wrong-date"
                    },
                );
                Value::Null
            }
        };
        let time = typed.at("time").map_or("", Typed::text);
        if !time.is_empty() {
            occurred["time"] = json!(time.get(..5).unwrap_or(time));
        }
        occurred
    }

    fn refs(&mut self, act: &str, typed: &Typed) -> Value {
        let mut refs = Map::new();
        for role in &Form::of(self.kind).roles {
            let values = self.role(*role, typed.at(role.name), &format!("{act}.refs.{}", role.name));
            if !values.is_empty() {
                refs.insert(role.name.to_owned(), Value::Array(values));
            }
        }
        self.add_owners(&mut refs);
        Value::Object(refs)
    }

    fn role(&mut self, role: RoleSpec, typed: Option<&Typed>, path: &str) -> Vec<Value> {
        let from = From::of_role(role);
        let rows = typed.map(Typed::rows).unwrap_or_default();
        let given = typed.into_iter().flat_map(Typed::texts).map(str::to_owned);
        let given: Vec<String> = given.chain(rows.into_iter().flat_map(Typed::texts).map(str::to_owned)).collect();
        if given.is_empty() && !role.optional {
            self.wrong(path, /* text */ "wrong-no-object");
        }
        let mut values = Vec::new();
        for text in given {
            match self.choices.value_of(from, &text) {
                Some(value) if role.name == "round" => values.extend(value.parse::<u32>().ok().map(Value::from)),
                Some(value) => values.push(json!(value)),
                None => self.wrong(path, /* text */ "wrong-not-listed"),
            }
        }
        values
    }

    /// Whoever chose tracks has chosen whose they are.
    fn add_owners(&self, refs: &mut Map<String, Value>) {
        let Some(role) = self.kind.spec().role("respondent").filter(|role| !role.creates) else { return };
        let tracks = refs.get("track").and_then(Value::as_array);
        let owners =
            tracks.into_iter().flatten().filter_map(|track| track.as_str()?.split_once('/')).map(|(own, _)| own);
        let mut owners: Vec<Value> = owners.map(Value::from).collect();
        if owners.is_empty() {
            return;
        }
        let named = refs.remove(role.name);
        owners.extend(named.and_then(|named| named.as_array().cloned()).unwrap_or_default());
        let mut seen: Vec<Value> = Vec::new();
        for owner in owners {
            if !seen.contains(&owner) {
                seen.push(owner);
            }
        }
        refs.insert(role.name.to_owned(), Value::Array(seen));
    }

    fn on_behalf_of(&mut self, act: &str, typed: &Typed) -> Option<Value> {
        let path = format!("{act}.on_behalf_of");
        let mut whose = Map::new();
        for (name, from) in [("person", From::Persons), ("organ", From::Organs)] {
            let text = typed.at(name).map_or("", Typed::text);
            let found = self.choices.value_of(from, text).map(str::to_owned);
            match found {
                _ if text.is_empty() => {}
                Some(id) if name == "person" => _ = whose.insert("person".to_owned(), json!({ "person_id": id })),
                Some(id) => _ = whose.insert("organ_id".to_owned(), json!(id)),
                None => self.wrong(&format!("{path}.{name}"), /* text */ "wrong-not-listed"),
            }
        }
        let post = typed.at("post").map_or("", Typed::text);
        if !post.is_empty() {
            whose.insert("post".to_owned(), json!(post));
        }
        (!whose.is_empty()).then_some(Value::Object(whose))
    }

    fn confirmation(&mut self, act: &str, typed: &Typed) -> Option<Value> {
        let reason = typed.at("reason").map_or("", Typed::text);
        if reason.is_empty() {
            return None;
        }
        let mut confirmed = json!({ "reason": reason });
        let approver = typed.at("approved_by").map_or("", Typed::text);
        if !approver.is_empty() {
            match self.choices.value_of(From::Persons, approver).map(str::to_owned) {
                Some(id) => confirmed["approved_by"] = json!(id),
                None => self.wrong(&format!("{act}.confirm.approved_by"), /* text */ "wrong-not-listed"),
            }
        }
        Some(confirmed)
    }

    fn object(&mut self, fields: &[Field], typed: Option<&Typed>, path: &str) -> Value {
        let mut object = Map::new();
        for field in fields {
            let inner = typed.and_then(|typed| typed.at(&field.name));
            if let Some(value) = self.field(field, inner, &format!("{path}.{}", field.name)) {
                object.insert(field.name.clone(), value);
            }
        }
        Value::Object(object)
    }

    fn field(&mut self, field: &Field, typed: Option<&Typed>, path: &str) -> Option<Value> {
        let none = Typed::default();
        let typed = typed.unwrap_or(&none);
        let is_unrecorded = typed.is_ticked(UNRECORDED) || typed.text() == NOT_RECORDED;
        if is_unrecorded && field.may_be_unrecorded {
            return Some(json!(NOT_RECORDED));
        }
        if typed.is_ticked(EMPTY) && field.may_be_unrecorded {
            return Some(json!([]));
        }
        if typed.is_blank() {
            if field.is_optional {
                return None;
            }
            if field.may_be_unrecorded && self.blank_is_unrecorded {
                return Some(json!(NOT_RECORDED));
            }
            let text = if field.may_be_unrecorded {
                /* text */
                "wrong-blank"
            } else {
                /* text */
                "wrong-needed"
            };
            self.wrong(path, text);
            return None;
        }
        self.value(&field.shape, &field.name, typed, path)
    }

    fn value(&mut self, shape: &Shape, name: &str, typed: &Typed, path: &str) -> Option<Value> {
        let text = typed.text();
        let mut read = |value: Option<Value>, wrong: &'static str| {
            if value.is_none() {
                self.wrong(path, wrong);
            }
            value
        };
        match shape {
            Shape::List(_, codes) => {
                read(codes.contains(&text).then(|| json!(text)), /* text */ "wrong-not-listed")
            }
            Shape::Code | Shape::Line | Shape::Digest | Shape::Text | Shape::Decimal => Some(json!(text)),
            Shape::Bool => read(yes_or_no(text), /* text */ "wrong-needed"),
            Shape::Number => read(text.parse::<u32>().ok().map(Value::from), /* text */ "wrong-number"),
            Shape::Date => read(date(text).map(Value::from), /* text */ "wrong-date"),
            Shape::Moment => Some(json!(text.get(..16).unwrap_or(text))),
            Shape::Instant => Some(json!(format!("{}:00+08:00", text.get(..16).unwrap_or(text)))),
            Shape::TextBody => self.text_or_file(typed, path),
            Shape::Lines => Some(json!(lines(text))),
            Shape::Several(_) => Some(json!(typed.texts().flat_map(lines).collect::<Vec<_>>())),
            Shape::Id | Shape::Ref => {
                let known = self.choices.value_of(From::of(name), text).map(Value::from);
                if known.is_none() {
                    self.wrong(path, /* text */ "wrong-not-listed");
                }
                known
            }
            Shape::Any => Some(serde_json::from_str(text).unwrap_or_else(|_| json!(text))),
            Shape::Group(_, fields) => Some(self.object(fields, Some(typed), path)),
            Shape::Rows(inner) => Some(self.rows(inner, typed, path)),
        }
    }

    /// A text that was typed, or the file in its place.
    fn text_or_file(&mut self, typed: &Typed, path: &str) -> Option<Value> {
        if let Some(broken) = typed.at(BROKEN).filter(|broken| !broken.is_blank()) {
            self.wrong(path, reason(broken.text()));
            return None;
        }
        let Some(file) = typed.at(FILE).map(Typed::text).filter(|id| !id.is_empty()) else {
            return Some(json!({ "text": typed.text() }));
        };
        if !typed.text().is_empty() {
            self.wrong(path, /* text */ "file-and-text");
            return None;
        }
        let Some(found) = self.choices.file(file) else {
            self.wrong(path, /* text */ "file-gone");
            return None;
        };
        let (id, media_type) = (found.info.file_id, &found.info.media_type);
        Some(json!({ "file_id": id, "media_type": media_type, "digest": found.sha256 }))
    }

    fn rows(&mut self, inner: &Field, typed: &Typed, path: &str) -> Value {
        let is_numbered =
            matches!(&inner.shape, Shape::Group(shape, _) if NUMBERED.iter().any(|(one, _)| one == shape));
        let mut read = Vec::new();
        for (number, row) in typed.rows().into_iter().enumerate() {
            let mut value = self.value(&inner.shape, &inner.name, row, &format!("{path}.{number}"));
            if let Some(value) = value.as_mut().filter(|_| is_numbered) {
                value["subject_no"] = json!(number + 1);
            }
            read.extend(value);
        }
        Value::Array(read)
    }
}

fn yes_or_no(text: &str) -> Option<Value> {
    match text {
        "yes" => Some(json!(true)),
        "no" => Some(json!(false)),
        _ => None,
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// A date as people write it: `2024-03-05`, `2024.3.5`, `2024/3/5`, `20240305`, `2024年3月5日`, or without day or month.
pub(super) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<String> = match (digits, text.len()) {
        (true, 8) => vec![text[..4].to_owned(), text[4..6].to_owned(), text[6..].to_owned()],
        (true, 6) => vec![text[..4].to_owned(), text[4..].to_owned()],
        _ => {
            let marks = ['-', '/', '.', '年', '月'];
            let rest = text.strip_suffix('日').or_else(|| text.strip_suffix('月')).or_else(|| text.strip_suffix('年'));
            rest.unwrap_or(text).split(marks).map(|part| part.trim().to_owned()).collect()
        }
    };
    let padded: Vec<String> = parts.iter().map(|part| format!("{part:0>2}")).collect();
    PartialDate::parse(&padded.join("-")).map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for day in ["2024-03-05", "2024-3-5", "2024/3/5", "2024.03.05", "20240305", "2024年3月5日", " 2024年03月05日 "]
        {
            assert_eq!(date(day).as_deref(), Some("2024-03-05"), "{day}");
        }
        for month in ["2024-03", "2024年3月", "202403", "2024/3"] {
            assert_eq!(date(month).as_deref(), Some("2024-03"), "{month}");
        }
        assert_eq!(date("2024年").as_deref(), Some("2024"));
        assert_eq!(date("2024").as_deref(), Some("2024"));
        for wrong in ["", "昨天", "2024-02-30", "5/3/2024", "2024-13", "24-3-5", "2024--5"] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
