use chrono::Utc;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_testkit::record::Recorder;
use wenze_testkit::sample;

use super::*;

/// A case in which acts are recorded.
struct Told {
    recorder: Recorder,
    case: Uuid,
}

impl Told {
    fn new() -> Self {
        let recorder = Recorder::new(Utc::now()).with_every_stream_known();
        let mut told = Self { recorder, case: Uuid::from_u128(1) };
        told.act(Kind::ReportReceived, &json!({}), &json!({}));
        told
    }

    /// Records an act of the samples with these refs and these fields, whatever the usual order is.
    fn act(&mut self, kind: Kind, refs: &Value, fields: &Value) -> Uuid {
        let sample = sample::request(kind);
        let mut payload = sample["payload"].clone();
        if let (Some(own), Some(payload)) = (kind.spec().own_date, payload.as_object_mut()) {
            payload.remove(own);
        }
        let mut named = sample["refs"].clone();
        named
            .as_object_mut()
            .expect("refs")
            .retain(|name, _| kind.spec().role(name).is_some_and(|role| !role.optional));
        set(&mut named, refs);
        set(&mut payload, fields);
        let request = json!({
            "kind": kind.as_str(), "occurred": { "date": "2024-03-05" }, "refs": named, "payload": payload,
            "confirm_out_of_order": { "reason": "补录" },
        });
        let id = Uuid::from_u128(9);
        let actor = Actor { person_id: id, role: Role::Clerk, office_id: id };
        self.recorder.record(self.case, &request, actor).expect("recorded")
    }

    fn recusal(&mut self, kind: Kind, person: Uuid, number: u128, fields: &Value) -> Uuid {
        let recusal = Uuid::from_u128(100 + number);
        self.act(kind, &json!({ "person": [person], "recusal": [recusal] }), fields)
    }

    /// On which grounds somebody is excluded, and since when.
    fn of(&self, person: Uuid) -> Vec<(String, i32)> {
        let lines = of_history(self.case, &self.recorder.history(self.case));
        let own: Vec<(String, i32)> =
            lines.into_iter().filter(|line| line.person == person).map(|line| (line.ground, line.since)).collect();
        let hinted = may_exclude(&self.recorder.case(self.case), person);
        assert!(hinted || own.is_empty(), "the folded case must point to whoever is excluded");
        own
    }
}

fn set(value: &mut Value, changes: &Value) {
    for (name, change) in changes.as_object().expect("an object") {
        value[name] = change.clone();
    }
}

fn grounds(of: &[(&str, i32)]) -> Vec<(String, i32)> {
    of.iter().map(|(ground, since)| ((*ground).to_owned(), *since)).collect()
}

#[test]
fn whoever_declares_himself_or_is_known_to_have_a_ground_is_excluded_until_it_is_decided() {
    let (mut told, one, other) = (Told::new(), Uuid::from_u128(21), Uuid::from_u128(22));
    told.recusal(Kind::RecusalRequested, one, 1, &json!({ "requester_kind": "self" }));
    told.recusal(Kind::RecusalGroundKnown, other, 2, &json!({}));
    assert_eq!(told.of(one), grounds(&[("declared", 2)]));
    assert_eq!(told.of(other), grounds(&[("ground_known", 3)]));
    told.recusal(Kind::RecusalDecided, one, 1, &json!({ "granted": false }));
    told.recusal(Kind::RecusalDecided, other, 2, &json!({ "granted": true }));
    assert_eq!(told.of(one), []);
    assert_eq!(told.of(other), grounds(&[("granted", 3)]));
}

#[test]
fn a_request_of_somebody_else_excludes_nobody_until_it_is_granted_or_the_ground_is_known() {
    let (mut told, one, other) = (Told::new(), Uuid::from_u128(21), Uuid::from_u128(22));
    for (person, number) in [(one, 1), (other, 2)] {
        told.recusal(Kind::RecusalRequested, person, number, &json!({ "requester_kind": "respondent" }));
        assert_eq!(told.of(person), []);
    }
    told.recusal(Kind::RecusalDecided, one, 1, &json!({ "granted": true }));
    told.recusal(Kind::RecusalGroundKnown, other, 2, &json!({}));
    assert_eq!(told.of(one), grounds(&[("granted", 4)]));
    assert_eq!(told.of(other), grounds(&[("ground_known", 5)]));
}

#[test]
fn whom_the_case_names_is_excluded_and_no_longer_once_that_is_voided() {
    let (mut told, official) = (Told::new(), Uuid::from_u128(31));
    let mut entry = sample::request(Kind::CaseFiled)["payload"]["respondents"][0].clone();
    assert!(entry.is_object(), "the sample has a respondent");
    entry["official"] = json!(official);
    let filed = told.act(Kind::CaseFiled, &json!({}), &json!({ "respondents": [entry] }));
    assert_eq!(told.of(official), grounds(&[("named", 2)]));
    told.act(Kind::RecordVoided, &json!({ "event": [filed] }), &json!({}));
    assert_eq!(told.of(official), []);
}
