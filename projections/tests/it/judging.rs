//! Generated histories as rules read them.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails there")]

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Level;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_domain::event::Event as Stored;
use wenze_domain::history::History as Log;
use wenze_domain::regimes::Registry;
use wenze_domain::words::shape::{self, Shape};
use wenze_projections::judging;
use wenze_rulebook::history::{Event, History};
use wenze_rulebook::vocabulary::Vocabulary;
use wenze_testkit::generator::world;
use wenze_testkit::record::{Recorder, Stream};
use wenze_testkit::sample;

fn recorded(seed: u64, cases: usize) -> Recorder {
    let today = NaiveDate::from_ymd_opt(2025, 6, 1).expect("a date");
    let clock: DateTime<Utc> = "2025-06-01T08:00:00Z".parse().expect("a moment");
    let mut recorder = Recorder::new(clock).with_every_stream_known();
    recorder.record_world(&world(seed, cases, today));
    recorder
}

fn cases(recorder: &Recorder) -> Vec<(Uuid, &Stream)> {
    let of_a_case = |id: &wenze_domain::envelope::StreamId| id.kind == StreamKind::Case;
    recorder.streams().filter(|(id, _)| of_a_case(id)).map(|(id, stream)| (id.id, stream)).collect()
}

fn judged(log: &Log, id: Uuid, cut: Cut) -> History {
    judging::history(&log.effective(cut), &log.case(id, cut), &|_| Some(Level::County))
}

/// Where people and organs stand in a payload that was read with its shape: role and id, or none where it is open.
fn people(shape: &Shape, path: &str, value: Option<&Value>, found: &mut Vec<(String, Option<String>)>) {
    let Some(value) = value else { return };
    let id = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    match shape {
        Shape::Person => found.push((path.replace('.', "_"), id("person_id"))),
        Shape::Organ => found.push((path.replace('.', "_"), id("organ_id"))),
        Shape::Array(inner) if value == "not_recorded" => people(inner, path, Some(value), found),
        Shape::Array(inner) => {
            value.as_array().into_iter().flatten().for_each(|one| people(inner, path, Some(one), found));
        }
        Shape::Object(_, fields) => {
            for (name, inner) in fields {
                let under = if value == "not_recorded" { Some(value) } else { value.get(name) };
                people(inner, &format!("{path}.{name}"), under, found);
            }
        }
        _ => {}
    }
}

fn every_role_appears(stored: &Stored, read: &Event) {
    let form = Vocabulary::wenze().kinds.get(stored.kind().as_str()).expect("every kind is in the vocabulary");
    for (role, ids) in &stored.refs().0 {
        let all = ids.iter().all(|id| read.ids(role).iter().any(|known| **known == id.to_string()));
        assert!(all && form.roles.contains_key(role), "{}: {role}", stored.kind().as_str());
    }
    let payload = stored.json()["payload"].take();
    let mut expected = Vec::new();
    for (name, shape) in shape::fields(stored.kind()) {
        people(shape, name, payload.get(name), &mut expected);
    }
    for (role, id) in expected {
        assert!(form.roles.contains_key(&role), "{}: {role} is not in the vocabulary", stored.kind().as_str());
        match id {
            Some(id) => assert!(read.ids(&role).iter().any(|known| **known == *id), "{role} lacks {id}"),
            None => assert!(read.open_roles.contains(&role), "{}: {role} is open", stored.kind().as_str()),
        }
    }
    for role in read.rel.keys().chain(&read.open_roles) {
        assert!(form.roles.contains_key(role), "{}: {role} is made up", stored.kind().as_str());
    }
}

#[test]
fn every_role_of_every_act_appears_and_none_is_made_up() {
    let mut kinds = BTreeSet::new();
    for seed in [1, 2] {
        let recorder = recorded(seed, 40);
        for (id, stream) in cases(&recorder) {
            let effective = stream.history.effective(Cut::default());
            let read = judged(&stream.history, id, Cut::default());
            assert_eq!(read.events.len(), effective.len());
            for (item, event) in effective.iter().zip(&read.events) {
                every_role_appears(&item.event, event);
                kinds.insert(item.event.kind().as_str());
            }
        }
    }
    assert!(kinds.len() > 100, "the generator tells most acts: {}", kinds.len());
}

/// The samples have every field filled, also those that no generated act uses.
#[test]
fn the_sample_of_every_kind_is_read() {
    let stored = |kind: Kind| sample::stored(kind).expect("a sample").into();
    let events = Kind::ALL.iter().zip(1..).map(|(kind, version)| (version, sample::recorded_at(*kind), stored(*kind)));
    let log = Log::read(events);
    assert_eq!(log.unreadable, []);
    for event in &log.events {
        let alone = Log { events: vec![event.clone()], unreadable: Vec::new(), version: event.version };
        let read = judged(&alone, sample::object("case"), Cut::default());
        every_role_appears(event, &read.events[0]);
        let data = read.events[0].view["data"].as_object().expect("a map");
        let fields = shape::fields(event.kind());
        assert!(fields.iter().all(|(name, _)| data.contains_key(name)), "{}: {data:?}", event.kind().as_str());
    }
}

#[test]
fn what_belongs_to_an_object_is_completed_from_the_case() {
    let recorder = recorded(3, 30);
    let (mut served, mut appealed) = (0, 0);
    for (id, stream) in cases(&recorder) {
        for event in &judged(&stream.history, id, Cut::default()).events {
            let has = |role: &str| !event.ids(role).is_empty();
            match event.kind.as_ref() {
                "DecisionServed" if has("document") || has("determination") => {
                    assert!(has("determination") && has("respondent") && has("track"), "{event:?}");
                    served += 1;
                }
                "AppealDecided" => {
                    assert!(has("respondent") && has("track"), "{event:?}");
                    appealed += 1;
                }
                _ => {}
            }
            for track in event.ids("track") {
                assert!(track.contains('/'), "{track}");
            }
        }
    }
    assert!(served > 3 && appealed > 3, "{served} served, {appealed} appealed");
}

#[test]
fn private_text_never_appears() {
    let recorder = recorded(4, 40);
    let mut texts = 0;
    for (id, stream) in cases(&recorder) {
        let read = judged(&stream.history, id, Cut::default());
        let seen: String = read.events.iter().map(|event| event.view.to_string()).collect();
        assert!(
            !seen.contains("$part") && !seen.contains("\"commit\""),
            "a reference to a part is of no use to a rule"
        );
        let facts = serde_json::to_string(&read.objects).expect("JSON");
        for part in stream.stored.iter().flat_map(|stored| &stored.parts) {
            let Ok(Value::String(text)) = serde_json::from_str(&part.text) else { continue };
            // One or two characters stand in many words.
            if text.chars().count() > 2 {
                assert!(!seen.contains(&text) && !facts.contains(&text), "{text}");
                texts += 1;
            }
        }
    }
    assert!(texts > 500, "{texts} private texts");
}

#[test]
fn a_version_of_a_case_reads_as_it_did_when_it_was_the_last() {
    let recorder = recorded(5, 25);
    for (id, stream) in cases(&recorder) {
        for version in [1, 3, stream.history.version / 2, stream.history.version] {
            let cut = Cut { version: Some(version), ..Cut::default() };
            let upto = stream.stored.iter().filter(|stored| stored.version <= version);
            let log = Log::read(upto.map(|stored| (stored.version, stored.recorded_at, stored.content.clone())));
            let (now, then) = (judged(&stream.history, id, cut), judged(&log, id, Cut::default()));
            assert_eq!(now.events, then.events);
            assert_eq!((now.facts, now.objects, now.is_closed), (then.facts, then.objects, then.is_closed));
        }
    }
}

/// A text is called alike where a rule cites it and where a restriction does.
#[test]
fn rulebooks_and_regimes_call_a_text_by_one_english_name() {
    let mut compared = BTreeSet::new();
    for shipped in wenze_rulebook::shipped::all() {
        for (code, text) in &shipped.book.texts {
            let Some(instrument) = Registry::shipped().instrument(code) else { continue };
            let edition = instrument.edition.as_ref().map(|edition| format!(" ({edition})")).unwrap_or_default();
            let name = format!("{}{edition}", instrument.en);
            assert_eq!(text.name_en.as_ref(), Some(&name), "{code} in {}", shipped.book.id);
            compared.insert(code);
        }
    }
    assert!(compared.len() > 15, "{compared:?}");
}
