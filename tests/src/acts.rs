//! Acts to record: the payloads of the golden samples, done in the system on a day, with what a test changes in them.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_casework::{Command, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_testkit::sample;

/// A clerk who enters everything.
pub fn clerk() -> Actor {
    Actor { person_id: sample::object("recorder"), role: Role::Clerk, office_id: sample::object("organ") }
}

/// One act as a command of the clerk's, without a key.
pub fn command(place: Place, act: Value) -> Command {
    Command { route: "promise", place, acts: vec![act], actor: clerk(), idempotency_key: None, if_match: None }
}

/// A request with the payload of the golden sample and the refs it cannot do without.
pub fn request(kind: Kind, day: &str) -> Value {
    let sample = sample::request(kind);
    let mut payload = sample["payload"].clone();
    if let (Some(own), Some(fields)) = (kind.spec().own_date, payload.as_object_mut()) {
        fields.remove(own);
    }
    let mut refs = sample["refs"].clone();
    if let Some(named) = refs.as_object_mut() {
        named.retain(|name, _| kind.spec().role(name).is_some_and(|role| !role.optional));
    }
    json!({ "kind": kind.as_str(), "occurred": { "date": day }, "refs": refs, "payload": payload })
}

/// The case in which [`every_kind`] can be recorded.
pub fn sample_case() -> Uuid {
    sample::object("case")
}

/// An act of every kind that stands in one case, in the order of the procedure, all about the same objects. What is about
/// an event is left out, for its id is not known before.
pub fn every_kind(day: &str) -> Vec<Value> {
    let kinds = Kind::ALL.iter().filter(|kind| !kind.spec().phase.is_outside_cases());
    let of_event = |kind: &Kind| kind.spec().role("event").is_some_and(|role| !role.optional);
    let of_one_case = |kind: &&Kind| **kind != Kind::CasesLinked && !of_event(kind);
    let mut created = BTreeSet::new();
    let one = |kind: &Kind| {
        let mut act = in_one_case(*kind, day);
        // A second act that brings the same object into being gets one of its own.
        for role in kind.spec().roles().filter(|role| role.creates && role.name != "respondent" && !role.optional) {
            if !created.insert(role.name) {
                act["refs"][role.name] = json!([Uuid::new_v5(&Uuid::NAMESPACE_OID, kind.as_str().as_bytes())]);
            }
        }
        act
    };
    kinds.filter(of_one_case).map(one).collect()
}

fn in_one_case(kind: Kind, day: &str) -> Value {
    let mut act = request(kind, day);
    // Whoever is recused must stand in the register, as the official of the samples does.
    if act["refs"].get("person").is_some() {
        act["refs"]["person"] = json!([sample::object("official")]);
    }
    match kind {
        Kind::HandlerAssigned => with(act, "/refs/object", json!([sample::object("report")])),
        // The respondent of the samples has been entered by then, so another one is added.
        Kind::RespondentAdded => {
            let added = json!(Uuid::from_u128(0xadd));
            with(with(act, "/payload/entry/respondent", added), "/refs", json!({}))
        }
        _ => act,
    }
}

/// The same with one place changed.
#[must_use]
pub fn with(mut request: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = request.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer} has no parent"));
    match parent {
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        _ => parent[name] = value,
    }
    request
}

/// The same, confirmed as out of order.
#[must_use]
pub fn confirmed(request: Value) -> Value {
    with(request, "/confirm_out_of_order", json!({ "reason": "补录:材料后到" }))
}

/// A report about an object of its own, so that a case can hold many.
pub fn report(id: Uuid, day: &str) -> Value {
    with(request(Kind::ReportReceived, day), "/refs/report", json!([id]))
}

/// Something noted, which is in order at any time.
pub fn noted(label: &str, day: &str) -> Value {
    json!({ "kind": "OtherActRecorded", "occurred": { "date": day }, "payload": { "label": label, "note": "经办人口头说明" } })
}

/// A correction of one field of an event.
pub fn correction(event: Uuid, pointer: &str, is: &Value, day: &str) -> Value {
    let request = with(request(Kind::RecordCorrected, day), "/refs/event", json!([event]));
    with(request, "/payload/changes", json!([{ "pointer": pointer, "is": is }]))
}

/// The voiding of an event.
pub fn voiding(event: Uuid, day: &str) -> Value {
    with(request(Kind::RecordVoided, day), "/refs/event", json!([event]))
}
