//! What of an act can be searched: where its private texts lie, and its open labels and numbers.

use chrono::NaiveDate;
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::PartAt;
use wenze_domain::event::Event;
use wenze_domain::fields::{Class, EVENT_KEY, NOT_RECORDED, PART_KEY};

/// Fields of payloads that hold an open text, and not a code, a date or an id.
const OPEN_FIELDS: [&str; 11] = [
    "case_no",
    "register_no",
    "document_no",
    "doc_no",
    "letter_no",
    "notice_no",
    "basis_document",
    "label",
    "title",
    "charges",
    "court",
];
/// What a passage takes in memory until it is stored, in bytes.
pub(super) const PASSAGE_BYTES: usize = 320;

/// One text of an act in force.
#[derive(Clone)]
pub(super) struct Passage {
    pub(super) version: i32,
    pub(super) ordinal: i16,
    pub(super) event_id: Uuid,
    pub(super) kind: String,
    pub(super) occurred: Option<String>,
    pub(super) from: Option<NaiveDate>,
    pub(super) until: Option<NaiveDate>,
    /// RFC 6901 pointer into the stored event.
    pub(super) field: String,
    pub(super) source: Source,
}

/// Where the text is.
#[derive(Clone)]
pub(super) enum Source {
    /// In the vault.
    Part(PartAt),
    /// Here, because it is open.
    Open(String),
}

/// The passages of an act, and the persons it names.
#[derive(Default)]
pub(super) struct Found {
    pub(super) passages: Vec<(String, Source)>,
    pub(super) persons: Vec<Uuid>,
}

impl Found {
    /// Reads an act as it stands after correction. What a correction replaced is not read: search finds what is so now.
    pub(super) fn of(event: &Event) -> Self {
        let envelope = &event.envelope;
        let mut found = Self::default();
        if let Some(number) = &envelope.document_no {
            found.passages.push(("/document_no".to_owned(), Source::Open(number.as_str().to_owned())));
        }
        let mut payload = event.act().payload();
        if event.kind() == Kind::RecordCorrected
            && let Some(fields) = payload.as_object_mut()
        {
            fields.remove("changes");
        }
        found.walk(&payload, "/payload", event.id());
        for (value, at) in [
            (serde_json::to_value(&envelope.on_behalf_of), "/on_behalf_of"),
            (serde_json::to_value(&envelope.out_of_order), "/out_of_order"),
        ] {
            found.walk(&value.unwrap_or_default(), at, event.id());
        }
        found
    }

    fn walk(&mut self, value: &Value, at: &str, around: Uuid) {
        match value {
            Value::Object(object) => {
                if let Some(part) = object.get(PART_KEY).and_then(Value::as_i64) {
                    let is_text = object.get("class").and_then(Value::as_str) == Some(CLASS_TEXT);
                    let held = object.get(EVENT_KEY).and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
                    if let (true, Ok(part)) = (is_text, i16::try_from(part)) {
                        let place = PartAt { event_id: held.unwrap_or(around), part };
                        self.passages.push((at.to_owned(), Source::Part(place)));
                    }
                    return;
                }
                for (name, inner) in object {
                    let named = inner.as_str().and_then(|id| Uuid::try_parse(id).ok());
                    if let ("person_id", Some(id)) = (name.as_str(), named) {
                        self.persons.push(id);
                    }
                    self.walk(inner, &format!("{at}/{name}"), around);
                }
            }
            Value::Array(items) => {
                for (place, inner) in items.iter().enumerate() {
                    self.walk(inner, &format!("{at}/{place}"), around);
                }
            }
            Value::String(text) if is_open(at) && text != NOT_RECORDED => {
                self.passages.push((at.to_owned(), Source::Open(text.clone())));
            }
            _ => {}
        }
    }
}

const CLASS_TEXT: &str = match Class::Text {
    Class::Text => "text",
    Class::Sealed => "sealed",
};

/// Whether an open field holds words; the items of a list are asked as the list.
fn is_open(at: &str) -> bool {
    let names = at.rsplit('/').find(|name| name.parse::<usize>().is_err());
    names.is_some_and(|name| OPEN_FIELDS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn sealed_parts_are_never_read() {
        let event = Uuid::from_u128(7);
        let part = |n: i16, class: &str| json!({ "$part": n, "class": class, "commit": "00" });
        let payload = json!({
            "summary": part(1, "text"), "reporter": part(2, "sealed"),
            "register_no": "信访〔2026〕17号", "source_kind": "letter", "charges": ["甲"], "ledger": "not_recorded",
            "subjects": [{ "person_id": event.to_string(), "as_named": part(4, "text") }],
        });
        let mut found = Found::default();
        found.walk(&payload, "/payload", event);
        let fields: Vec<&str> = found.passages.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(
            fields,
            ["/payload/charges/0", "/payload/register_no", "/payload/subjects/0/as_named", "/payload/summary"]
        );
        assert_eq!(found.persons, [event]);
    }
}
