use chrono::Utc;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_testkit::record::Recorder;
use wenze_testkit::sample;

use super::*;

const CASE: Uuid = Uuid::from_u128(1);
const COUNTY: Uuid = Uuid::from_u128(0xC0);
const CITY: Uuid = Uuid::from_u128(0xC1);
const CLERK: Uuid = Uuid::from_u128(9);

/// A case of a county in which acts are recorded.
struct Told {
    recorder: Recorder,
}

impl Told {
    fn new(mark: Option<&str>) -> Self {
        let mut told = Self { recorder: Recorder::new(Utc::now()).with_every_stream_known() };
        let more = mark.map_or(json!({}), |mark| json!({ "confidentiality": mark }));
        told.act(Kind::ReportReceived, (COUNTY, Role::Clerk), &more, &json!({}));
        told
    }

    /// Records an act of the samples at an office, whatever the usual order is.
    fn act(&mut self, kind: Kind, (office_id, role): (Uuid, Role), more: &Value, fields: &Value) -> Uuid {
        let sample = sample::request(kind);
        let mut payload = sample["payload"].clone();
        if let (Some(own), Some(payload)) = (kind.spec().own_date, payload.as_object_mut()) {
            payload.remove(own);
        }
        let mut refs = sample["refs"].clone();
        let needed = |name: &str| kind.spec().role(name).is_some_and(|role| !role.optional);
        refs.as_object_mut().expect("refs").retain(|name, _| needed(name));
        let mut request = json!({
            "kind": kind.as_str(), "occurred": { "date": "2024-03-05" }, "refs": refs, "payload": payload,
            "confirm_out_of_order": { "reason": "补录" },
        });
        set(&mut request, more);
        set(&mut request["payload"], fields);
        let actor = Actor { person_id: CLERK, role, office_id };
        self.recorder.record(CASE, &request, actor).expect("recorded")
    }

    fn line(&self) -> Line {
        of_history(CASE, &self.recorder.history(CASE))
    }
}

fn set(value: &mut Value, changes: &Value) {
    for (name, change) in changes.as_object().expect("an object") {
        value[name] = change.clone();
    }
}

#[test]
fn a_case_is_of_the_organ_that_has_it_and_of_the_one_that_it_was_handed_to() {
    let mut told = Told::new(None);
    assert_eq!(told.line().organs, [COUNTY]);
    let note = json!({ "label": "电话记录", "note": "说明" });
    told.act(Kind::OtherActRecorded, (CITY, Role::Inspector), &json!({}), &note);
    assert_eq!(told.line().organs, [COUNTY, CITY], "whoever did something in it");
    let mut told = Told::new(None);
    let sent = told.act(
        Kind::ReportTransferred,
        (COUNTY, Role::Clerk),
        &json!({}),
        &json!({ "to_organ": { "organ_id": CITY } }),
    );
    assert_eq!(told.line().organs, [COUNTY, CITY], "whoever it was handed to");
    told.act(Kind::RecordVoided, (COUNTY, Role::Clerk), &json!({ "refs": { "event": [sent] } }), &json!({}));
    assert_eq!(told.line().organs, [COUNTY], "and no longer once that is voided");
}

#[test]
fn an_appeal_is_open_from_its_filing_until_it_is_served_and_makes_the_case_nobodys() {
    let mut told = Told::new(None);
    let organ = json!({ "organ_id": COUNTY });
    told.act(Kind::CaseFiled, (COUNTY, Role::Clerk), &json!({}), &json!({ "organ": organ, "designated_by": organ }));
    assert!(!told.line().on_appeal);
    let appeals = [Kind::AppealFiled, Kind::AppealAccepted, Kind::ReviewPanelFormed, Kind::AppealDecided];
    for kind in appeals {
        let decided = json!({ "outcome": "upheld", "per_determination": [] });
        let fields = if kind == Kind::AppealDecided { decided } else { json!({}) };
        told.act(kind, (CITY, Role::Clerk), &json!({}), &fields);
        assert!(told.line().on_appeal, "{kind:?}");
    }
    let refs = json!({ "refs": { "document": [sample::object("document")], "appeal": [sample::object("appeal")] } });
    told.act(
        Kind::DecisionDocumentIssued,
        (CITY, Role::Clerk),
        &with_needed(Kind::DecisionDocumentIssued, &refs),
        &json!({}),
    );
    told.act(Kind::DecisionServed, (CITY, Role::Clerk), &with_needed(Kind::DecisionServed, &refs), &json!({}));
    let line = told.line();
    assert!(!line.on_appeal, "served");
    assert_eq!(line.organs, [COUNTY], "what is done on an appeal gives the case to nobody");
}

/// These refs with the others that a kind cannot do without, and without those that it does not know.
fn with_needed(kind: Kind, more: &Value) -> Value {
    let mut refs = sample::request(kind)["refs"].clone();
    refs.as_object_mut().expect("refs").retain(|name, _| kind.spec().role(name).is_some_and(|role| !role.optional));
    for (name, ids) in more["refs"].as_object().expect("refs") {
        if kind.spec().role(name).is_some() {
            refs[name] = ids.clone();
        }
    }
    json!({ "refs": refs })
}

#[test]
fn who_works_on_it_is_told_where_it_is_marked_above_ordinary() {
    assert!(Told::new(Some("internal")).line().workers.is_empty());
    let mut told = Told::new(Some("restricted"));
    assert_eq!((told.line().confidentiality.as_deref(), told.line().workers), (Some("restricted"), vec![CLERK]));
    let handler = Uuid::from_u128(0xA);
    let more = json!({ "refs": { "object": [CASE] } });
    told.act(Kind::HandlerAssigned, (COUNTY, Role::Clerk), &more, &json!({ "person": { "person_id": handler } }));
    assert!(told.line().workers.contains(&handler));
}

#[test]
fn what_moves_a_case_is_what_is_looked_at() {
    assert!(may_move("HandlerAssigned") && may_move("RecordVoided") && may_move("CaseFiled"));
    assert!(!may_move("OtherActRecorded") && !may_move("none"));
}
