use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use wenze_domain::codes::EnteredFrom;
use wenze_domain::event::Event;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::Precision;

use super::*;
use crate::record::Recorder;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 6, 11).expect("a date")
}

fn recorder() -> Recorder {
    Recorder::new(today().and_hms_opt(12, 0, 0).expect("a time").and_utc())
}

#[test]
fn every_story_told_in_order_is_recorded_without_a_question() {
    let generator = Generator::new(5, today());
    for hint in Generator::stories() {
        for number in 1..4 {
            let case = generator.story(hint, number).expect("a story");
            let mut recorder = recorder().with_every_stream_known();
            for (place, outcome) in recorder.record_case(&case).into_iter().enumerate() {
                if let Err(refusal) = outcome {
                    panic!("{hint} {number} act {place}: {refusal:?}\n{:#}", case.acts[place].request);
                }
            }
        }
    }
}

/// A world of 300 cases, recorded; every act of it must be accepted.
fn recorded(seed: u64) -> Recorder {
    let world = world(seed, 300, today());
    let mut recorder = recorder();
    let refused = recorder.record_world(&world);
    assert!(refused.is_empty(), "seed {seed}: {:?}", &refused[..refused.len().min(3)]);
    recorder
}

fn every_kind_occurs(recorder: &Recorder) {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for (_, stream) in recorder.streams() {
        assert!(stream.history.unreadable.is_empty(), "{:?}", stream.history.unreadable);
        stream.history.events.iter().for_each(|event| *counts.entry(event.kind()).or_default() += 1);
    }
    let absent: Vec<_> = Kind::ALL.iter().filter(|kind| !counts.contains_key(kind)).collect();
    assert!(absent.is_empty(), "no {absent:?}");
}

#[test]
fn a_world_tells_every_kind_at_every_stage_and_its_records_are_as_real_ones_are() {
    let recorder = recorded(1);
    every_kind_occurs(&recorder);
    let cases = || recorder.streams().filter(|(stream, _)| stream.kind == StreamKind::Case);
    let stages: BTreeSet<(String, String)> =
        cases().map(|(stream, _)| recorder.case(stream.id).stage()).map(|stage| (stage.machine, stage.state)).collect();
    assert!(stages.len() >= 26, "only {stages:?}");
    let lately = cases().filter(|(_, stream)| {
        let days = stream.history.events.iter().filter_map(|event| event.envelope.occurred.date);
        days.map(PartialDate::last_day).max().is_some_and(|last| today() - last < TimeDelta::days(16))
    });
    assert!(lately.count() >= 90, "work in progress");
    let events: Vec<_> = cases().flat_map(|(_, stream)| &stream.history.events).collect();
    let count = |test: &dyn Fn(&Event) -> bool| events.iter().filter(|event| test(event)).count();
    let out_of_order = count(&|event| event.envelope.out_of_order.is_some());
    assert!((30..events.len() / 40).contains(&out_of_order), "{out_of_order} of {}", events.len());
    assert!(count(&|event| event.envelope.occurred.date.is_none()) > 5, "undated");
    assert!(count(&|e| e.envelope.occurred.date.is_some_and(|d| d.precision() != Precision::Day)) > 5, "by the month");
    assert!(count(&|event| event.envelope.entered_from == EnteredFrom::Paper) > 200, "from paper");
    assert!(count(&|event| event.envelope.on_behalf_of.is_some()) > 500, "entered for another");
    assert!(
        count(&|event| event.kind() == Kind::RecordCorrected) > 20 && count(&|e| e.kind() == Kind::RecordVoided) > 20
    );
}

#[test]
fn a_second_seed_gives_a_world_as_sound() {
    every_kind_occurs(&recorded(2));
}

#[test]
fn a_third_seed_gives_a_world_as_sound() {
    every_kind_occurs(&recorded(20_250_611));
}

#[test]
fn the_last_seed_gives_a_world_as_sound() {
    every_kind_occurs(&recorded(u64::MAX));
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let bytes = |seed| format!("{:?}", world(seed, 12, today()));
    assert_eq!(bytes(9), bytes(9));
    assert_ne!(bytes(9), bytes(10));
    let first = Generator::new(9, today()).case(3);
    assert_eq!(world(9, 5, today()).cases[3], first, "a case does not depend on how many there are");
}

#[test]
fn nothing_happens_after_today() {
    for case in world(4, 60, today()).cases {
        assert!(!case.acts.is_empty(), "{}", case.title_hint);
        for act in case.acts {
            let date = act.request["occurred"]["date"].as_str().unwrap_or("").to_owned();
            assert!(date.as_str() <= today().to_string().as_str(), "{date}");
        }
    }
}

/// Whatever the day, a story takes as long as it was rehearsed to and says as much.
#[test]
fn a_story_told_to_its_end_has_its_end() {
    for today in ["2018-03-01", "2020-07-02", "2024-01-06", "2025-06-11", "2031-12-31"] {
        let generator = Generator::new(3, today.parse().expect("a date"));
        for (number, hint) in Generator::stories().enumerate() {
            let kinds =
                |case: &GeneratedCase| case.acts.iter().map(|act| act.request["kind"].clone()).collect::<Vec<_>>();
            let whole = generator.story(hint, number).expect("a story");
            assert_eq!(kinds(&generator.case(number)), kinds(&whole), "{hint} on {today}");
            let last = whole.acts.iter().filter_map(|act| act.request["occurred"]["date"].as_str()).max();
            assert!(last.is_some_and(|last| last <= today), "{hint}: {last:?}");
        }
    }
}

#[test]
fn event_marks_become_ids_where_they_are_known() {
    let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let mut request = json!({"refs": {"event": ["@event:1"]}, "payload": {"x": "@event:7", "y": "@event"}});
    resolve_event_refs(&mut request, &[a, b]);
    assert_eq!(request, json!({"refs": {"event": [b]}, "payload": {"x": "@event:7", "y": "@event"}}));
}
