//! Private values on their way to the vault: found in an act's JSON, numbered, and replaced by their references.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::fields::{EVENT_KEY, PART_KEY, PLAIN_KEY};

/// One private value to be sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct PlainPart {
    /// Its number within the event, from 1.
    pub part_no: i16,
    /// Whose data it is: `person:<id>` for identifiers of a known person, `case:<id>` (or the stream's own) for narratives.
    pub subject: String,
    /// The value as JSON text, so that a list comes back as a list.
    pub text: String,
}

impl std::fmt::Debug for PlainPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PlainPart({}, {})", self.part_no, self.subject)
    }
}

/// Takes every plain private value out of an event's JSON, in canonical order, and leaves its numbered reference.
pub fn take_plain(event: &mut Value, stream_subject: &str) -> Vec<PlainPart> {
    let mut found = Vec::new();
    walk(event, stream_subject, &mut found);
    found
}

fn walk(value: &mut Value, subject: &str, found: &mut Vec<PlainPart>) {
    match value {
        Value::Object(object) => {
            if let Some(plain) = object.remove(PLAIN_KEY) {
                *object = reference(plain, subject, found);
                return;
            }
            let own = owner(object);
            let subject = own.as_deref().unwrap_or(subject);
            let mut names: Vec<_> = object.keys().cloned().collect();
            names.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
            for name in names {
                if let Some(inner) = object.get_mut(&name) {
                    walk(inner, subject, found);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, subject, found)),
        _ => {}
    }
}

/// An object that names a person owns the identifiers in it.
fn owner(object: &Map<String, Value>) -> Option<String> {
    let id = object.get("person_id").or_else(|| object.get("official"))?.as_str()?;
    Uuid::try_parse(id).ok().map(|id| format!("person:{id}"))
}

fn reference(mut plain: Value, subject: &str, found: &mut Vec<PlainPart>) -> Map<String, Value> {
    let part_no = i16::try_from(found.len() + 1).unwrap_or(i16::MAX);
    let value = plain.get_mut("value").map(Value::take).unwrap_or_default();
    let own = plain.get("subject").and_then(Value::as_str).unwrap_or(subject);
    found.push(PlainPart { part_no, subject: own.to_owned(), text: value.to_string() });
    let mut reference = Map::new();
    reference.insert(PART_KEY.to_owned(), part_no.into());
    reference.insert("class".to_owned(), plain.get("class").cloned().unwrap_or(json!("text")));
    reference.insert("commit".to_owned(), Value::Null);
    reference
}

/// Writes the commitments, in the order of the parts, into the references that [`take_plain`] left.
pub fn set_commits(event: &mut Value, commits: &[String]) {
    match event {
        Value::Object(object) => {
            let number = object.get(PART_KEY).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
            if let (Some(number), Some(Value::Null)) = (number, object.get("commit")) {
                if let Some(commit) = number.checked_sub(1).and_then(|i| commits.get(i)) {
                    object.insert("commit".to_owned(), commit.clone().into());
                }
                return;
            }
            object.values_mut().for_each(|inner| set_commits(inner, commits));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| set_commits(item, commits)),
        _ => {}
    }
}

/// Every reference to a part in an event's own JSON (not those to earlier events), as `(number, commit)`.
pub fn references(event: &Value) -> Vec<(i16, String)> {
    let mut found = Vec::new();
    collect(event, &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<(i16, String)>) {
    match value {
        Value::Object(object) => {
            if object.contains_key(EVENT_KEY) {
                return;
            }
            if let (Some(n), Some(commit)) =
                (object.get(PART_KEY).and_then(Value::as_i64), object.get("commit").and_then(Value::as_str))
            {
                found.push((i16::try_from(n).unwrap_or(i16::MAX), commit.to_owned()));
            } else {
                object.values().for_each(|inner| collect(inner, found));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_numbered_in_canonical_order_and_belong_to_their_person() {
        let person = Uuid::from_u128(7);
        let mut event = json!({
            "payload": {
                "summary": {"$private": {"class": "text", "value": "b"}},
                "by": {"person_id": person, "as_named": {"$private": {"class": "text", "value": ["a"]}}},
            }
        });
        let parts = take_plain(&mut event, "case:1");
        assert_eq!(parts[0].subject, format!("person:{person}"));
        assert_eq!(parts[0].text, "[\"a\"]");
        assert_eq!(parts[1].subject, "case:1");
        set_commits(&mut event, &["x".into(), "y".into()]);
        assert_eq!(event["payload"]["summary"], json!({"$part": 2, "class": "text", "commit": "y"}));
        assert_eq!(references(&event), [(1, "x".to_owned()), (2, "y".to_owned())]);
    }
}
