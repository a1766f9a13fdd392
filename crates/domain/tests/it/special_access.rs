//! Access to one case for a time.

use chrono::Duration;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::effective::Cut;
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{ACCESS_DECIDED_WITHIN_DAYS, AccessState, Grants, access_stream, grants_stream};
use wenze_domain::time::office_day;
use wenze_testkit::generator::RegisterAct;
use wenze_testkit::record::Recorder;

use crate::bench::{clerk, now, request, with};

const ASKER: Uuid = Uuid::from_u128(0x11);
const LEADER: Uuid = Uuid::from_u128(0x12);
const CASE: Uuid = Uuid::from_u128(0xCA5E);
const ACCESS: Uuid = Uuid::from_u128(0xAC);

fn act(kind: Kind, by: Uuid, refs: &[(&str, Uuid)], payload: &[(&str, Value)]) -> RegisterAct {
    let mut request = with(request(kind, "2024-03-05"), "/refs/official", json!([ASKER]));
    request["refs"]["special_access"] = json!([ACCESS]);
    request["payload"]["by"] = json!({ "person_id": by });
    for (name, id) in refs {
        request["refs"][*name] = json!([id]);
    }
    for (field, value) in payload {
        request["payload"][*field] = value.clone();
    }
    let stream = grants_stream(ASKER);
    RegisterAct { stream: (stream.kind, stream.id), request, actor: clerk() }
}

fn asked() -> Recorder {
    let mut recorder = Recorder::new(now()).with_every_stream_known();
    recorder.register(&act(AccessRequested, ASKER, &[], &[("until", json!(office_day(now())))])).expect("asked");
    recorder
}

fn given(by: Uuid) -> Recorder {
    let mut recorder = asked();
    let until = ("until", json!(office_day(now())));
    recorder
        .register(&act(AccessDecided, by, &[("case", CASE)], &[("result", json!("approved")), until]))
        .expect("decided");
    recorder
}

fn grants(recorder: &Recorder) -> Grants {
    let mut grants = Grants::default();
    for item in recorder.stream(grants_stream(ASKER)).expect("a stream").history.effective(Cut::default()) {
        grants.evolve(&item);
    }
    grants
}

fn state(recorder: &Recorder, later: Duration) -> AccessState {
    grants(recorder).special[&ACCESS].state(now() + later)
}

#[test]
fn it_waits_for_another_person_and_ends_by_itself() {
    let recorder = asked();
    assert_eq!(state(&recorder, Duration::zero()), AccessState::Waiting);
    assert_eq!(state(&recorder, Duration::days(ACCESS_DECIDED_WITHIN_DAYS + 1)), AccessState::Lapsed);
    let recorder = given(LEADER);
    assert_eq!(state(&recorder, Duration::zero()), AccessState::InForce(office_day(now())));
    assert_eq!(grants(&recorder).admitted(now()).collect::<Vec<_>>(), [CASE]);
    let over = Duration::days(1);
    assert_eq!(state(&recorder, over), AccessState::Over(office_day(now())));
    assert_eq!(grants(&recorder).admitted(now() + over).count(), 0);
}

#[test]
fn nobody_gives_it_to_himself_and_what_was_refused_stays_so() {
    assert_eq!(state(&given(ASKER), Duration::zero()), AccessState::Refused);
    let mut recorder = asked();
    let decided = |result: &str| act(AccessDecided, LEADER, &[("case", CASE)], &[("result", json!(result))]);
    recorder.register(&decided("refused")).expect("refused");
    recorder.register(&decided("approved")).expect("too late");
    assert_eq!(state(&recorder, Duration::zero()), AccessState::Refused);
}

#[test]
fn it_is_taken_back_and_stands_with_the_case_too() {
    let mut recorder = given(LEADER);
    recorder.register(&act(AccessRevoked, LEADER, &[("case", CASE)], &[])).expect("taken back");
    assert_eq!(state(&recorder, Duration::zero()), AccessState::Revoked);
    let of_case = recorder.stream(access_stream(CASE)).expect("what was read of the case");
    let kinds: Vec<Kind> = of_case.history.events.iter().map(wenze_domain::event::Event::kind).collect();
    assert_eq!(kinds, [AccessDecided, AccessRevoked]);
}

#[test]
fn what_nobody_asked_for_is_not_decided() {
    let mut recorder = Recorder::new(now()).with_every_stream_known();
    let missing = recorder.register(&act(AccessDecided, LEADER, &[("case", CASE)], &[]));
    assert!(matches!(&missing, Err(Refusal::ObjectMissing { role, .. }) if role == "special_access"), "{missing:?}");
}
