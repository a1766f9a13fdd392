//! What is to be erased of a case, and what holds it up.

use chrono::{Duration, NaiveDate};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::effective::Cut;
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{ERASURE_DECIDED_WITHIN_DAYS, ErasureState, Erasures, erasure_stream};
use wenze_testkit::generator::RegisterAct;
use wenze_testkit::record::Recorder;

use crate::bench::{clerk, now, request, today, with};

const CASE: Uuid = Uuid::from_u128(0xCA5E);
const ERASURE: Uuid = Uuid::from_u128(0x0E);
const HOLD: Uuid = Uuid::from_u128(0x0D);
const PROPOSER: Uuid = Uuid::from_u128(0x11);
const LEADER: Uuid = Uuid::from_u128(0x12);
const OTHER: Uuid = Uuid::from_u128(0x13);

fn recorder() -> Recorder {
    Recorder::new(now()).with_every_stream_known()
}

fn act(kind: Kind, by: Uuid, payload: &[(&str, Value)]) -> RegisterAct {
    let mut request = request(kind, "2024-03-05");
    request["refs"] = match kind {
        LegalHoldPlaced | LegalHoldLifted => json!({ "case": [CASE], "hold": [HOLD] }),
        _ => json!({ "case": [CASE], "erasure": [ERASURE] }),
    };
    request["payload"]["by"] = json!({ "person_id": by });
    for (field, value) in payload {
        request["payload"][*field] = value.clone();
    }
    let stream = erasure_stream(CASE);
    RegisterAct { stream: (stream.kind, stream.id), request, actor: clerk() }
}

fn proposed() -> RegisterAct {
    let parts = json!([{ "of_event": Uuid::from_u128(1), "part_no": 1 }]);
    act(ErasureProposed, PROPOSER, &[("covers", json!("parts")), ("parts", parts)])
}

fn decided(by: Uuid, result: &str) -> RegisterAct {
    act(ErasureDecided, by, &[("result", json!(result))])
}

fn erasures(recorder: &Recorder) -> Erasures {
    let mut erasures = Erasures::default();
    for item in recorder.stream(erasure_stream(CASE)).expect("a stream").history.effective(Cut::default()) {
        erasures.evolve(&item);
    }
    erasures
}

fn state(recorder: &Recorder) -> ErasureState {
    erasures(recorder).erasures[&ERASURE].state(now() + Duration::hours(1))
}

#[test]
fn two_persons_approve_who_are_not_the_one_who_proposed() {
    let mut recorder = recorder();
    recorder.register(&proposed()).expect("proposed");
    for (by, expected) in [
        (PROPOSER, ErasureState::Waiting(2)),
        (LEADER, ErasureState::Waiting(1)),
        (LEADER, ErasureState::Waiting(1)),
        (OTHER, ErasureState::Approved),
    ] {
        recorder.register(&decided(by, "approved")).expect("what was done is recorded");
        assert_eq!(state(&recorder), expected, "{by}");
    }
    let late = now() + Duration::days(ERASURE_DECIDED_WITHIN_DAYS + 1);
    assert_eq!(erasures(&recorder).erasures[&ERASURE].state(late), ErasureState::Lapsed);
    let by = json!([{ "person_id": LEADER }, { "person_id": OTHER }]);
    let parts = json!([{ "of_event": Uuid::from_u128(1), "part_no": 1 }]);
    let done = [("covers", json!("parts")), ("parts", parts), ("subjects", json!([])), ("approved_by", by)];
    recorder.register(&act(PartErased, PROPOSER, &done)).expect("erased");
    assert_eq!(state(&recorder), ErasureState::Erased);
    let found = erasures(&recorder);
    let erasure = &found.erasures[&ERASURE];
    let approvers: Vec<Uuid> = erasure.approvals.iter().map(|done| done.by).collect();
    assert_eq!((found.case, erasure.proposed.by, approvers), (Some(CASE), PROPOSER, vec![LEADER, OTHER]));
    assert!(erasure.reason.is_some(), "why stands in the vault");
}

#[test]
fn one_refusal_ends_it() {
    for result in ["refused", "returned"] {
        let mut recorder = recorder();
        recorder.register(&proposed()).expect("proposed");
        recorder.register(&decided(LEADER, result)).expect("decided");
        recorder.register(&decided(OTHER, "approved")).expect("decided");
        assert_eq!(state(&recorder), ErasureState::Refused, "{result}");
    }
}

#[test]
fn a_hold_stands_until_its_day_or_until_it_is_lifted() {
    let mut recorder = recorder();
    let last = NaiveDate::from_ymd_opt(2025, 12, 31).expect("a day");
    recorder.register(&act(LegalHoldPlaced, LEADER, &[("until", json!("2025-12"))])).expect("placed");
    let held = |recorder: &Recorder, day| erasures(recorder).held_on(day).len();
    assert_eq!((held(&recorder, today()), held(&recorder, last)), (1, 1));
    assert_eq!(held(&recorder, last.succ_opt().expect("a day")), 0);
    recorder.register(&act(LegalHoldLifted, LEADER, &[])).expect("lifted");
    assert_eq!(held(&recorder, today()), 0);
    let again = recorder.register(&act(LegalHoldPlaced, LEADER, &[]));
    assert!(matches!(&again, Err(Refusal::ObjectExists { role, .. }) if role == "hold"), "{again:?}");
}

#[test]
fn what_says_nothing_is_refused() {
    let mut recorder = recorder();
    let mut both = proposed();
    both.request = with(both.request, "/refs/official", json!([LEADER]));
    assert!(matches!(recorder.register(&both), Err(Refusal::Roles { .. })), "of a case and of a person");
    let of_nothing = act(ErasureProposed, PROPOSER, &[("covers", json!("parts")), ("parts", json!([]))]);
    assert!(
        matches!(recorder.register(&of_nothing), Err(Refusal::Malformed { pointer, .. }) if pointer == "/payload/parts")
    );
    let of_whom = act(ErasureProposed, PROPOSER, &[("covers", json!("person")), ("parts", json!([]))]);
    assert!(
        matches!(recorder.register(&of_whom), Err(Refusal::Malformed { pointer, .. }) if pointer == "/payload/covers")
    );
    recorder.register(&proposed()).expect("proposed");
    let parts = json!([{ "of_event": Uuid::from_u128(1), "part_no": 1 }]);
    let by = json!([{ "person_id": LEADER }, { "person_id": LEADER }]);
    let done = [("covers", json!("parts")), ("parts", parts), ("subjects", json!([])), ("approved_by", by)];
    let by_one = recorder.register(&act(PartErased, PROPOSER, &done));
    assert!(matches!(by_one, Err(Refusal::Malformed { pointer, .. }) if pointer == "/payload/approved_by"));
    let unasked = act(ErasureDecided, LEADER, &[]);
    let mut other = unasked.clone();
    other.request = with(other.request, "/refs/erasure", json!([HOLD]));
    assert!(matches!(recorder.register(&other), Err(Refusal::ObjectMissing { role, .. }) if role == "erasure"));
}
