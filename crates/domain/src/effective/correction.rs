//! Correcting a record: which fields may change, and what a corrected event looks like.

use std::sync::Arc;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::Act;
use crate::event::Event;
use crate::fields::{EVENT_KEY, NOT_RECORDED, PART_KEY, PLAIN_KEY};
use crate::refs::Refs;
use crate::spec::Phase;

/// Why a correction cannot be recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// The pointer leads to something that never changes.
    #[error("'{0}' may not change: kind, stream, event id and what the act itself brought into being stay as they are")]
    Fixed(String),
    /// The pointer leads nowhere a field could be.
    #[error("'{0}' names no field of the act")]
    NoSuchField(String),
    /// The pointer leads to a group of fields.
    #[error("'{0}' names a group of fields: correct each field by its own pointer")]
    NotOneField(String),
    /// `was` is not what stands there.
    #[error("'{0}' does not hold what 'was' says; read the act again")]
    Stale(String),
    /// The result does not parse.
    #[error("the corrected act would not be valid: {0}")]
    Invalid(String),
}

/// A change as it will be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    /// Where.
    pub pointer: String,
    /// What stood there: open as it is, private as a pointer to the old part.
    pub was: Option<Value>,
    /// What stands there now: open as it is, private marked for the vault.
    pub is: Value,
    /// What the event is about after the change.
    pub refs: Refs,
}

/// Checks one change against the event as it stands and gives both values the class of the field pointed to.
pub fn correct(target: &Event, pointer: &str, was: Option<&Value>, is: &Value) -> Result<Corrected, CorrectionError> {
    check_pointer(target, pointer)?;
    let document = document(target);
    let old = document.pointer(pointer).cloned();
    let next = put(document, pointer, is.clone())?;
    let event = read(target, next)?;
    let new = with_plain(&event).pointer(pointer).cloned().unwrap_or(Value::Null);
    if let Some(plain) = new.get(PLAIN_KEY) {
        let mut marked = plain.clone();
        if let Some(person) = owner(&event, pointer) {
            marked["subject"] = json!(format!("person:{person}"));
        }
        let was = old.map(|old| earlier(target, old));
        let is = json!({ PLAIN_KEY: marked });
        return Ok(Corrected { pointer: pointer.to_owned(), was, is, refs: event.envelope.refs });
    }
    if contains_private(&new) || old.as_ref().is_some_and(contains_private) {
        return Err(CorrectionError::NotOneField(pointer.to_owned()));
    }
    // Who says that null stood there may mean that nothing did.
    if was.is_some_and(|was| *was != old.clone().unwrap_or(Value::Null)) {
        return Err(CorrectionError::Stale(pointer.to_owned()));
    }
    Ok(Corrected { pointer: pointer.to_owned(), was: old, is: new, refs: event.envelope.refs })
}

/// Applies the stored changes of the correction `by` to an event; a corrected private part lies with the correction.
pub(super) fn apply(target: &Event, by: Uuid, changes: &Value) -> Result<Event, CorrectionError> {
    let mut document = document(target);
    for change in changes.as_array().into_iter().flatten() {
        let (Some(pointer), Some(is)) = (change["pointer"].as_str(), change.get("is")) else { continue };
        check_pointer(target, pointer)?;
        let mut is = is.clone();
        if is.get(PART_KEY).is_some() {
            is[EVENT_KEY] = json!(by);
        }
        document = put(document, pointer, is)?;
    }
    read(target, document)
}

fn document(event: &Event) -> Value {
    event.json()
}

/// Replaces one value. A field left out so far may be put in; a list may not grow.
fn put(mut document: Value, pointer: &str, is: Value) -> Result<Value, CorrectionError> {
    if let Some(slot) = document.pointer_mut(pointer) {
        *slot = is;
        return Ok(document);
    }
    let missing = || CorrectionError::NoSuchField(pointer.to_owned());
    let (parent, name) = pointer.rsplit_once('/').ok_or_else(missing)?;
    let object = document.pointer_mut(parent).and_then(Value::as_object_mut).ok_or_else(missing)?;
    object.insert(name.replace("~1", "/").replace("~0", "~"), is);
    Ok(document)
}

/// Decodes the changed document; the field that repeats the date of the act follows the date.
fn read(target: &Event, mut document: Value) -> Result<Event, CorrectionError> {
    if let Some(own) = target.kind().spec().own_date {
        let date = document.pointer("/occurred/date").filter(|d| !d.is_null()).cloned().unwrap_or(json!(NOT_RECORDED));
        document["payload"][own] = date;
    }
    let raw: Arc<[u8]> = document.to_string().into_bytes().into();
    let event =
        Event::decode(target.version, target.recorded_at, raw).map_err(|e| CorrectionError::Invalid(e.to_string()))?;
    if event.envelope.occurred.is_well_formed() {
        Ok(event)
    } else {
        Err(CorrectionError::Invalid("a time of day needs a full date".to_owned()))
    }
}

/// The event's JSON with plain private values marked, which tells the class of every field.
fn with_plain(event: &Event) -> Value {
    let mut document = document(event);
    document["payload"] = event.act().payload();
    if let Some(note) = &event.envelope.on_behalf_of {
        document["on_behalf_of"] = serde_json::to_value(note).unwrap_or_default();
    }
    document
}

fn check_pointer(target: &Event, pointer: &str) -> Result<(), CorrectionError> {
    let fixed = || CorrectionError::Fixed(pointer.to_owned());
    let mut segments = pointer.split('/').skip(1);
    match (segments.next(), segments.next()) {
        // Whether a delegation was in force was looked at when the act was done.
        (Some("on_behalf_of"), Some("delegation")) => Err(fixed()),
        (Some("occurred"), Some("date" | "time" | "zone"))
        | (Some("document_no" | "on_behalf_of" | "confidentiality"), _) => Ok(()),
        (Some("refs"), _) if names_what_was_checked(target) => Err(fixed()),
        (Some("refs"), Some(role)) => {
            let creates = target.kind().spec().role(role).is_some_and(|r| r.creates);
            // A record act that turned to a later event would come before what it is about.
            let turns = is_record_act(target) && role == "event";
            if creates || turns || role == "track" { Err(fixed()) } else { Ok(()) }
        }
        (Some("payload"), Some(field)) => {
            let is_own_date = target.kind().spec().own_date == Some(field);
            let is_record = is_record_act(target) && field == "changes";
            if holds_own_ids(pointer) || is_own_date || is_record || is_own_text(target, field) {
                Err(fixed())
            } else {
                Ok(())
            }
        }
        _ => Err(fixed()),
    }
}

/// Authority and reading are recorded by whoever gives or takes them: what they are about was checked then.
fn names_what_was_checked(target: &Event) -> bool {
    matches!(target.kind().spec().phase, Phase::Delegations | Phase::Access | Phase::Erasure)
}

fn is_record_act(event: &Event) -> bool {
    matches!(event.act(), Act::RecordCorrected(_) | Act::RecordVoided(_))
}

/// The id of a rulebook or calendar is its stream, and which text was adopted is what the act did. Of a mark everything but
/// the remark was told by the system: who sees it otherwise now marks again. Whoever meant another authority delegates anew.
fn is_own_text(target: &Event, field: &str) -> bool {
    match target.kind().spec().phase {
        Phase::Rulebooks => matches!(field, "rulebook" | "calendar" | "sha256"),
        Phase::Marks => field != "note",
        Phase::Delegations => matches!(field, "from" | "to" | "acts" | "office"),
        Phase::Access => !matches!(field, "purpose" | "ground"),
        Phase::Erasure => field != "reason",
        _ => false,
    }
}

/// Whether a change there would change an id that the act itself brought into being: respondents with their tracks,
/// allegations, arguments.
fn holds_own_ids(pointer: &str) -> bool {
    let segments: Vec<&str> = pointer.split('/').skip(1).collect();
    let inside = match segments.as_slice() {
        ["payload", "respondents" | "allegations" | "arguments"] => return true,
        ["payload", "entry", inside @ ..]
        | ["payload", "respondents" | "allegations" | "arguments", _, inside @ ..] => inside,
        _ => return false,
    };
    inside.first().is_none_or(|field| matches!(*field, "respondent" | "tracks" | "allegation" | "argument"))
}

fn earlier(target: &Event, old: Value) -> Value {
    let mut old = old;
    if old.get(PART_KEY).is_some() && old.get(EVENT_KEY).is_none() {
        old[EVENT_KEY] = json!(target.id());
    }
    old
}

fn contains_private(value: &Value) -> bool {
    match value {
        Value::Object(o) => o.contains_key(PART_KEY) || o.contains_key(PLAIN_KEY) || o.values().any(contains_private),
        Value::Array(items) => items.iter().any(contains_private),
        _ => false,
    }
}

/// The person whose identifier the field is, if the object around it names one.
fn owner(event: &Event, pointer: &str) -> Option<Uuid> {
    let document = with_plain(event);
    let around = document.pointer(pointer.rsplit_once('/')?.0)?;
    let id = around.get("person_id").or_else(|| around.get("official"))?.as_str()?;
    Uuid::try_parse(id).ok()
}
