//! An event told again as a request: for another log it is the same act on the same day with the same ids.
//!
//! What a log adds by itself (who entered the act and when) goes into the origin, as fields that begin with `export.`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::acts::Kind;
use crate::case::PartAt;
use crate::codes::EnteredFrom;
use crate::effective::correct;
use crate::envelope::{OnBehalfOf, Origin};
use crate::event::Event;
use crate::fields::{Class, EVENT_KEY, Label, PART_KEY};
use crate::history::History;
use crate::shapes::PersonRef;

/// The set of acts that were first entered in the log they were exported from.
pub const EXPORT_SET: &str = "wenze-export";
/// The field of an origin that only a restated act has.
const RECORDED_AT: &str = "export.recorded_at";

/// What an export gives of a private part.
#[derive(Debug, Clone, PartialEq)]
pub enum Disclosed {
    /// The value itself.
    Value(Value),
    /// It exists and is not given out.
    Withheld,
    /// It is sealed, so no export gives it out.
    Sealed,
    /// It was erased on a legal basis.
    Erased,
    /// The vault does not hold it although it should.
    Missing,
}

impl Disclosed {
    /// What stands in the text's place, for readers of both languages.
    fn stand_in(&self) -> &'static str {
        match self {
            Self::Value(_) | Self::Withheld => "（未随导出提供） not exported",
            Self::Sealed => "（密封内容，不予导出） sealed, never exported",
            Self::Erased => "（已依规清除） erased",
            Self::Missing => "（保密库中缺失） missing from the vault",
        }
    }
}

/// Says what is given of the part at a place.
pub type Disclose<'a> = &'a dyn Fn(PartAt, Class) -> Disclosed;

/// The request that records an event of `history` again in another log.
pub fn restate(history: &History, event: &Event, disclose: Disclose<'_>) -> Value {
    let envelope = &event.envelope;
    let mut request = json!({
        "kind": envelope.kind,
        "event_id": envelope.event_id,
        "occurred": envelope.occurred,
        "refs": envelope.refs,
        "payload": event.act().payload(),
        "entered_from": EnteredFrom::Import,
        "known_at": event.known_at(),
        "origin": origin(event),
    });
    put(&mut request, "confidentiality", envelope.confidentiality.as_ref());
    put(&mut request, "document_no", envelope.document_no.as_ref());
    put(&mut request, "confirm_out_of_order", envelope.out_of_order.as_ref());
    put(&mut request, "regime", envelope.regime.as_ref());
    let whose = envelope.on_behalf_of.clone().unwrap_or_else(|| recorder(event));
    put(&mut request, "on_behalf_of", Some(&whose));
    if event.kind() == Kind::RecordCorrected {
        forget_what_stood(&mut request);
    }
    let told = Telling { history, event, disclose };
    told.fill(&mut request, &mut String::new());
    request
}

fn put<T: serde::Serialize>(request: &mut Value, name: &str, value: Option<&T>) {
    if let Some(value) = value {
        request[name] = json!(value);
    }
}

/// Whose act it is that was entered by the person who did it.
fn recorder(event: &Event) -> OnBehalfOf {
    let actor = event.envelope.actor;
    let person =
        PersonRef { person_id: actor.person_id, as_named: None, post: None, organ_id: None, organ_level: None };
    OnBehalfOf { person: Some(person), organ_id: Some(actor.office_id), ..OnBehalfOf::default() }
}

/// Where the act comes from: of an act that was restated before, what it said then.
fn origin(event: &Event) -> Origin {
    let envelope = &event.envelope;
    let mut origin = envelope.origin.clone().unwrap_or_else(|| first_entered_here(envelope.event_id));
    if !origin.fields.contains_key(RECORDED_AT) {
        let (actor, fields) = (envelope.actor, &mut origin.fields);
        let mut add = |name: &str, value: String| fields.insert(name.to_owned(), value);
        add(RECORDED_AT, json!(event.recorded_at).as_str().unwrap_or_default().to_owned());
        add("export.recorded_by", actor.person_id.to_string());
        add("export.role", actor.role.to_string());
        add("export.office", actor.office_id.to_string());
        add("export.entered_from", envelope.entered_from.to_string());
    }
    origin
}

fn first_entered_here(event_id: Uuid) -> Origin {
    let row = Label::from(event_id);
    Origin { set: Label::new(EXPORT_SET).unwrap_or(row.clone()), row, label: None, fields: BTreeMap::new() }
}

/// A correction finds again what stood there, so that no reference leads into the log it left.
fn forget_what_stood(request: &mut Value) {
    for change in request.pointer_mut("/payload/changes").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(change) = change.as_object_mut() {
            change.remove("was");
        }
    }
}

struct Telling<'a> {
    history: &'a History,
    event: &'a Event,
    disclose: Disclose<'a>,
}

impl Telling<'_> {
    /// Puts values or what stands in for them where references to parts are; `at` is the pointer of `value`.
    fn fill(&self, value: &mut Value, at: &mut String) {
        match value {
            Value::Object(object) => {
                if let Some((place, class)) = self.part(object) {
                    *value = match (self.disclose)(place, class) {
                        Disclosed::Value(value) => value,
                        other => self.stand_in(other.stand_in(), at),
                    };
                    return;
                }
                let length = at.len();
                for (name, inner) in object {
                    at.push('/');
                    at.push_str(&name.replace('~', "~0").replace('/', "~1"));
                    self.fill(inner, at);
                    at.truncate(length);
                }
            }
            Value::Array(items) => {
                let length = at.len();
                for (index, inner) in items.iter_mut().enumerate() {
                    at.push('/');
                    at.push_str(&index.to_string());
                    self.fill(inner, at);
                    at.truncate(length);
                }
            }
            _ => {}
        }
    }

    fn part(&self, object: &Map<String, Value>) -> Option<(PartAt, Class)> {
        let part = i16::try_from(object.get(PART_KEY)?.as_i64()?).ok()?;
        let class = serde_json::from_value(object.get("class")?.clone()).ok()?;
        let elsewhere = object.get(EVENT_KEY).and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
        Some((PartAt { event_id: elsewhere.unwrap_or(self.event.id()), part }, class))
    }

    /// A stand-in of the form that the field takes: a text, a list of texts, or a digest.
    fn stand_in(&self, text: &str, at: &str) -> Value {
        let Some((target, pointer)) = self.field(at) else { return json!(text) };
        let forms = [json!(text), json!([text]), json!("0".repeat(64))];
        let fits = |form: &&Value| correct(target, &pointer, None, form).is_ok();
        forms.iter().find(fits).cloned().unwrap_or_else(|| json!(text))
    }

    /// Which event's field a private value belongs to: what a correction puts in is of the field it corrects.
    fn field(&self, at: &str) -> Option<(&Event, String)> {
        let is_put_in = self.event.kind() == Kind::RecordCorrected && at.starts_with("/payload/changes/");
        if !is_put_in {
            return Some((self.event, at.to_owned()));
        }
        let change = at.strip_prefix("/payload")?.strip_suffix("/is")?;
        let pointer = self.event.act().payload().pointer(change)?["pointer"].as_str()?.to_owned();
        let target = self.event.refs().id("event")?;
        Some((self.history.events.iter().find(|event| event.id() == target)?, pointer))
    }
}
