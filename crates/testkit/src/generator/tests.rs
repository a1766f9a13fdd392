use std::collections::BTreeMap;

use wenze_domain::acts::Kind;
use wenze_domain::spec::Phase;

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

#[test]
fn every_act_of_a_world_is_accepted_and_every_kind_occurs() {
    for seed in [1, 2, 3] {
        let world = world(seed, 300, today());
        let mut recorder = recorder();
        let refused = recorder.record_world(&world);
        assert!(refused.is_empty(), "seed {seed}: {:?}", &refused[..refused.len().min(3)]);
        let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
        for (_, stream) in recorder.streams() {
            assert!(stream.history.unreadable.is_empty(), "{:?}", stream.history.unreadable);
            stream.history.events.iter().for_each(|event| *counts.entry(event.kind()).or_default() += 1);
        }
        let absent: Vec<_> = Kind::ALL.iter().filter(|kind| !counts.contains_key(kind)).collect();
        assert!(absent.is_empty(), "seed {seed} tells no {absent:?}");
    }
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

#[test]
fn event_marks_become_ids_where_they_are_known() {
    let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let mut request = json!({"refs": {"event": ["@event:1"]}, "payload": {"x": "@event:7", "y": "@event"}});
    resolve_event_refs(&mut request, &[a, b]);
    assert_eq!(request, json!({"refs": {"event": [b]}, "payload": {"x": "@event:7", "y": "@event"}}));
}

#[test]
fn the_register_phase_is_the_only_one_without_cases() {
    assert!(Kind::ALL.iter().filter(|kind| kind.spec().phase == Phase::Registers).count() == 4);
}
