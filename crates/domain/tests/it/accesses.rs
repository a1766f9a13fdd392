//! Who read what of a case.

use chrono::Duration;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::effective::Cut;
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{
    Accesses, OPENED_WITHIN_HOURS, OPENING_DECIDED_WITHIN_DAYS, OpeningState, access_stream,
};
use wenze_testkit::generator::RegisterAct;
use wenze_testkit::record::Recorder;

use crate::bench::{clerk, now, request, with};

const CASE: Uuid = Uuid::from_u128(0xCA5E);
const OPENING: Uuid = Uuid::from_u128(0x0B);
const INTAKE: Uuid = Uuid::from_u128(0x11);
const LEADER: Uuid = Uuid::from_u128(0x12);

fn recorder() -> Recorder {
    Recorder::new(now()).with_every_stream_known()
}

fn act(kind: Kind, by: Uuid, payload: &[(&str, Value)]) -> RegisterAct {
    let mut request = with(request(kind, "2024-03-05"), "/refs/case", json!([CASE]));
    request["payload"]["by"] = json!({ "person_id": by });
    if kind != HistoryReplayed {
        request["refs"]["opening"] = json!([OPENING]);
    }
    for (field, value) in payload {
        request["payload"][*field] = value.clone();
    }
    let stream = access_stream(CASE);
    RegisterAct { stream: (stream.kind, stream.id), request, actor: clerk() }
}

fn accesses(recorder: &Recorder) -> Accesses {
    let mut accesses = Accesses::default();
    for item in recorder.stream(access_stream(CASE)).expect("a stream").history.effective(Cut::default()) {
        accesses.evolve(&item);
    }
    accesses
}

fn state(recorder: &Recorder, later: Duration) -> OpeningState {
    accesses(recorder).openings[&OPENING].state(now() + later)
}

#[test]
fn a_part_waits_for_another_person_and_is_open_for_a_day_once_he_approved() {
    let mut recorder = recorder();
    let (soon, late) = (Duration::hours(1), Duration::hours(OPENED_WITHIN_HOURS + 1));
    recorder.register(&act(SealedOpeningRequested, INTAKE, &[])).expect("asked");
    assert_eq!(state(&recorder, soon), OpeningState::Waiting);
    assert_eq!(state(&recorder, Duration::days(OPENING_DECIDED_WITHIN_DAYS + 1)), OpeningState::Lapsed);
    recorder.register(&act(SealedOpeningDecided, LEADER, &[])).expect("approved");
    assert!(matches!(state(&recorder, soon), OpeningState::Open(_)));
    assert_eq!(state(&recorder, late), OpeningState::Lapsed);
    recorder.register(&act(SealedPartOpened, INTAKE, &[])).expect("opened");
    assert_eq!((state(&recorder, soon), state(&recorder, late)), (OpeningState::Opened, OpeningState::Opened));
    let opening = accesses(&recorder).openings.remove(&OPENING).expect("the opening");
    assert_eq!((opening.asked.by, opening.decided.map(|(_, done)| done.by)), (INTAKE, Some(LEADER)));
    assert!(opening.ground.is_some(), "why stands in the vault");
}

#[test]
fn nobody_approves_for_himself_and_the_first_decision_counts() {
    for (by, result, expected) in [
        (INTAKE, "approved", OpeningState::Refused),
        (LEADER, "refused", OpeningState::Refused),
        (LEADER, "returned", OpeningState::Refused),
    ] {
        let mut recorder = recorder();
        recorder.register(&act(SealedOpeningRequested, INTAKE, &[])).expect("asked");
        recorder.register(&act(SealedOpeningDecided, by, &[("result", json!(result))])).expect("decided");
        recorder.register(&act(SealedOpeningDecided, LEADER, &[("result", json!("approved"))])).expect("decided");
        assert_eq!(state(&recorder, Duration::hours(1)), expected, "{result}");
    }
}

#[test]
fn what_asks_for_no_second_person_is_open_at_once() {
    let mut recorder = recorder();
    recorder.register(&act(SealedOpeningRequested, INTAKE, &[("second_person", json!(false))])).expect("asked");
    assert!(matches!(state(&recorder, Duration::hours(1)), OpeningState::Open(_)));
    assert_eq!(state(&recorder, Duration::hours(OPENED_WITHIN_HOURS + 1)), OpeningState::Lapsed);
}

#[test]
fn an_opening_that_nobody_asked_for_is_none_and_a_part_is_told_by_its_place_alone() {
    let mut recorder = recorder();
    let missing = recorder.register(&act(SealedPartOpened, INTAKE, &[]));
    assert!(matches!(&missing, Err(Refusal::ObjectMissing { role, .. }) if role == "opening"), "{missing:?}");
    recorder.register(&act(HistoryReplayed, LEADER, &[])).expect("replayed");
    recorder.register(&act(SealedOpeningRequested, INTAKE, &[])).expect("asked");
    let again = recorder.register(&act(SealedOpeningRequested, INTAKE, &[]));
    assert!(matches!(&again, Err(Refusal::ObjectExists { role, .. }) if role == "opening"), "{again:?}");
    let accesses = accesses(&recorder);
    assert_eq!((accesses.case, accesses.replays.len(), accesses.version), (Some(CASE), 1, 2));
    assert_eq!(accesses.replays[0].done.by, LEADER);
    // Whoever inlines texts beside references would take `event_id` with `part` for one, and open it.
    let stored = recorder.stream(access_stream(CASE)).expect("a stream").history.events[1].json();
    assert!(stored["payload"].get("event_id").is_none() && stored["payload"].get("part").is_none());
}
