//! The marks that reviewers set on the obligations of a case.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{ObligationMarked, ReportReceived};
use wenze_domain::codes::ReviewMark;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::{Actor, StreamKind};
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{Marks, marks_stream};
use wenze_domain::restate::{Disclosed, restate};
use wenze_testkit::generator::{Generator, RegisterAct};
use wenze_testkit::record::Recorder;

use crate::bench::{clerk, correction, now, request, today, voiding, with};

const CASE: Uuid = Uuid::from_u128(0xCA5E);
const OBLIGATION: Uuid = Uuid::from_u128(0x0B);

/// A recorder that knows one case.
fn recorder() -> Recorder {
    let mut recorder = Recorder::new(now());
    recorder.record(CASE, &request(ReportReceived, "2024-03-01"), clerk()).expect("a case");
    recorder
}

fn act(request: Value, actor: Actor) -> RegisterAct {
    let stream = marks_stream(CASE);
    RegisterAct { stream: (stream.kind, stream.id), request, actor }
}

fn mark(mark: ReviewMark, by: u128) -> RegisterAct {
    let request = with(request(ObligationMarked, "2024-03-05"), "/refs", json!({ "case": [CASE] }));
    let request = with(with(request, "/payload/obligation", json!(OBLIGATION)), "/payload/mark", json!(mark));
    act(with(request, "/payload/by/person_id", json!(Uuid::from_u128(by))), clerk())
}

fn marks(recorder: &Recorder) -> Marks {
    let mut marks = Marks::default();
    for item in recorder.stream(marks_stream(CASE)).expect("a stream").history.effective(Cut::default()) {
        marks.evolve(&item);
    }
    marks
}

#[test]
fn the_stream_of_a_cases_marks_follows_from_the_case_for_ever() {
    assert_eq!(marks_stream(Uuid::nil()).id.to_string(), "1a1904fd-0c8d-5570-9b88-476852f6fbc2");
    assert_eq!(marks_stream(Uuid::nil()).kind, StreamKind::Marks);
}

#[test]
fn of_each_reviewer_the_last_mark_counts_and_all_of_them_stay() {
    let mut recorder = recorder();
    for (what, by) in [(ReviewMark::Seen, 1), (ReviewMark::Accepted, 2), (ReviewMark::Question, 1)] {
        recorder.register(&mark(what, by)).expect("marked");
    }
    let marks = marks(&recorder);
    assert_eq!((marks.case, marks.version, marks.marks.len()), (Some(CASE), 3, 3));
    let latest = &marks.latest()[&OBLIGATION];
    let said: Vec<ReviewMark> = latest.values().map(|mark| mark.mark).collect();
    assert_eq!(said, [ReviewMark::Question, ReviewMark::Accepted]);
}

#[test]
fn a_mark_on_a_case_that_there_is_not_is_refused() {
    let mut recorder = Recorder::new(now());
    let refusal = recorder.register(&mark(ReviewMark::Seen, 1));
    assert!(matches!(refusal, Err(Refusal::ObjectMissing { role, .. }) if role == "case"));
}

#[test]
fn a_mark_stands_beside_the_case_and_not_in_it() {
    let mut recorder = recorder();
    let refusal = recorder.record(CASE, &mark(ReviewMark::Seen, 1).request, clerk());
    assert!(matches!(refusal, Err(Refusal::Malformed { pointer, .. }) if pointer == "/kind"));
    assert_eq!(recorder.case(CASE).version, 1);
}

#[test]
fn a_mark_is_voided_but_only_its_remark_is_put_right() {
    let mut recorder = recorder();
    let event = recorder.register(&mark(ReviewMark::Seen, 1)).expect("marked");
    for (pointer, is) in [
        ("/payload/mark", json!("accepted")),
        ("/payload/verdict", json!("satisfied")),
        ("/payload/by/person_id", json!(Uuid::nil())),
        ("/payload/obligation", json!(Uuid::nil())),
    ] {
        let refusal = recorder.register(&act(correction(event, pointer, is), clerk()));
        assert!(matches!(&refusal, Err(Refusal::Correction { .. })), "{pointer}: {refusal:?}");
    }
    let elsewhere = recorder.register(&act(correction(event, "/refs/case", json!([Uuid::from_u128(3)])), clerk()));
    assert!(elsewhere.is_err(), "a mark stays with its case");
    recorder.register(&act(correction(event, "/payload/note", json!("另见卷二")), clerk())).expect("corrected");
    assert_eq!(marks(&recorder).marks.len(), 1);
    recorder.register(&act(voiding(event), clerk())).expect("voided");
    assert_eq!(marks(&recorder).marks, []);
}

#[test]
fn marks_told_again_stand_the_same_in_another_log() {
    let mut first = Recorder::new(now());
    let world = Generator::new(7, today()).world(13);
    assert_eq!(first.record_world(&world), []);
    let mut again = Recorder::new(now());
    let mut told = 0;
    for (id, log) in first.streams().filter(|(id, _)| id.kind == StreamKind::Marks) {
        for event in &log.history.events {
            let request = restate(&log.history, event, &|_, _| Disclosed::Withheld);
            let act = RegisterAct { stream: (id.kind, id.id), request, actor: clerk() };
            assert_eq!(again.register(&act), Ok(event.id()));
            told += 1;
        }
    }
    assert_eq!(told, world.marks.len());
}
