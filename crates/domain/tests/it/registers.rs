//! The registers of persons and organs: streams of their own, with their own acts.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::codes::Level;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{Organ, Person};
use wenze_testkit::generator::{Generator, RegisterAct};
use wenze_testkit::record::Recorder;
use wenze_testkit::sample;

use crate::bench::{clerk, now, request, today, with};

fn act(stream: StreamKind, kind: Kind, day: &str, change: impl FnOnce(Value) -> Value) -> RegisterAct {
    let id = sample::object(if stream == StreamKind::Person { "official" } else { "organ" });
    RegisterAct { stream: (stream, id), request: change(request(kind, day)), actor: clerk() }
}

fn of_organ(kind: Kind, day: &str, change: impl FnOnce(Value) -> Value) -> RegisterAct {
    act(StreamKind::Organ, kind, day, change)
}

#[test]
fn an_organ_is_founded_once_and_changed_as_often_as_wanted() {
    let mut recorder = Recorder::new(now());
    let founding = of_organ(OrganRecorded, "2014-01-01", |request| request);
    let early = of_organ(OrganChanged, "2019-03-01", |request| request);
    assert!(matches!(recorder.register(&early), Err(Refusal::ObjectMissing { role, .. }) if role == "organ"));
    recorder.register(&founding).expect("founded");
    assert!(matches!(recorder.register(&founding), Err(Refusal::ObjectExists { role, .. }) if role == "organ"));
    let renamed = of_organ(OrganChanged, "2019-03-01", |request| {
        with(with(request, "/payload/name", json!("生态环境局")), "/payload/level", json!("not_recorded"))
    });
    recorder.register(&renamed).expect("renamed");
    let stream = wenze_domain::envelope::StreamId { kind: StreamKind::Organ, id: sample::object("organ") };
    let mut organ = Organ::default();
    for item in recorder.stream(stream).expect("a stream").history.effective(Cut::default()) {
        organ.evolve(&item);
    }
    assert_eq!(organ.name.as_deref(), Some("生态环境局"));
    assert_eq!((organ.level, organ.version), (Some(Level::Centre), 2), "what the papers do not say stays");
}

#[test]
fn a_post_needs_its_person_and_its_organ() {
    let mut recorder = Recorder::new(now());
    let post = act(StreamKind::Person, PostHeld, "2020-01-01", |request| request);
    assert!(matches!(recorder.register(&post), Err(Refusal::ObjectMissing { role, .. }) if role == "official"));
    recorder.register(&act(StreamKind::Person, OfficialRecorded, "2020-01-01", |request| request)).expect("a person");
    assert!(matches!(recorder.register(&post), Err(Refusal::ObjectMissing { role, .. }) if role == "organ"));
    recorder.register(&of_organ(OrganRecorded, "2014-01-01", |request| request)).expect("an organ");
    recorder.register(&post).expect("a post");
}

#[test]
fn a_register_takes_its_own_acts_and_records_put_right_in_it() {
    let mut recorder = Recorder::new(now());
    let founded = recorder.register(&of_organ(OrganRecorded, "2014-01-01", |request| request)).expect("founded");
    let strange = of_organ(OtherActRecorded, "2020-01-01", |request| request);
    assert!(matches!(recorder.register(&strange), Err(Refusal::Malformed { pointer, .. }) if pointer == "/kind"));
    let elsewhere =
        of_organ(OrganChanged, "2020-01-01", |request| with(request, "/refs/organ", json!([Uuid::from_u128(4)])));
    assert!(matches!(recorder.register(&elsewhere), Err(Refusal::Malformed { .. })), "another organ's stream");
    let about = |event: Uuid| move |request: Value| with(request, "/refs/event", json!([event]));
    let nothing = of_organ(RecordVoided, "2020-01-01", about(Uuid::from_u128(4)));
    assert!(matches!(recorder.register(&nothing), Err(Refusal::ObjectMissing { role, .. }) if role == "event"));
    let correction = |pointer: &'static str, is: Value| {
        of_organ(RecordCorrected, "2020-01-01", move |request| {
            let changes = json!([{ "pointer": pointer, "is": is }]);
            with(about(founded)(request), "/payload/changes", changes)
        })
    };
    let parent = json!([Uuid::from_u128(9)]);
    let orphaned = recorder.register(&correction("/refs/parent", parent));
    assert!(matches!(&orphaned, Err(Refusal::ObjectMissing { role, .. }) if role == "parent"), "{orphaned:?}");
    let moved = recorder.register(&correction("/refs/organ/0", json!(Uuid::from_u128(9))));
    assert!(matches!(&moved, Err(Refusal::Correction { .. })), "{moved:?}");
    recorder.register(&correction("/payload/name", json!("民政局"))).expect("corrected");
    recorder.register(&of_organ(RecordVoided, "2020-01-02", about(founded))).expect("voided");
}

/// Two entries of one person, as their streams tell them.
fn entries(recorder: &Recorder, ids: [Uuid; 2]) -> [Person; 2] {
    ids.map(|id| {
        let stream = wenze_domain::envelope::StreamId { kind: StreamKind::Person, id };
        let mut person = Person::default();
        for item in recorder.stream(stream).expect("a stream").history.effective(Cut::default()) {
            person.evolve(&item);
        }
        person
    })
}

fn of_person(id: Uuid, kind: Kind, change: impl FnOnce(Value) -> Value) -> RegisterAct {
    let named = with(request(kind, "2020-01-01"), "/refs/official", json!([id]));
    RegisterAct { stream: (StreamKind::Person, id), request: change(named), actor: clerk() }
}

fn merger(stays: Uuid, merged: &[Uuid]) -> RegisterAct {
    of_person(stays, OfficialsMerged, |request| with(request, "/refs/merged_official", json!(merged)))
}

#[test]
fn a_merger_stands_in_the_streams_of_both_and_the_merged_one_takes_acts_all_the_same() {
    let mut recorder = Recorder::new(now());
    let ids @ [first, second] = [1, 2].map(Uuid::from_u128);
    recorder.register(&of_person(first, OfficialRecorded, |request| request)).expect("the first");
    let early = recorder.register(&merger(first, &[second]));
    assert!(matches!(early, Err(Refusal::ObjectMissing { role, .. }) if role == "merged_official"));
    recorder.register(&of_person(second, OfficialRecorded, |request| request)).expect("the second");
    let alone = recorder.register(&merger(first, &[first]));
    assert!(matches!(alone, Err(Refusal::Roles { role, .. }) if role == "merged_official"));
    let before = entries(&recorder, ids).map(|person| person.version);
    assert_eq!(before, [1, 1], "nothing is stored in either when it is refused");
    recorder.register(&merger(first, &[second])).expect("merged");
    let [stays, merged] = entries(&recorder, ids);
    assert_eq!((stays.merged_into, stays.merged.iter().copied().collect::<Vec<_>>()), (None, vec![second]));
    assert_eq!((merged.merged_into, merged.merged.len()), (Some(first), 0));
    assert_eq!((stays.version, merged.version), (2, 2));
    // Papers go on naming the merged entry.
    recorder.register(&of_organ(OrganRecorded, "2014-01-01", |request| request)).expect("an organ");
    recorder.register(&of_person(second, PostHeld, |request| request)).expect("a post of the merged entry");
    let identified = with(request(SubjectIdentified, "2024-03-01"), "/refs/official", json!([second]));
    let case = sample::object("case");
    recorder.record(case, &request(ReportReceived, "2024-03-01"), clerk()).expect("a report");
    recorder.record(case, &identified, clerk()).expect("the merged entry named in a case");
}

#[test]
fn mergers_never_lead_round_in_a_circle() {
    let mut recorder = Recorder::new(now());
    let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
    for id in [a, b, c] {
        recorder.register(&of_person(id, OfficialRecorded, |request| request)).expect("a person");
    }
    for (stays, merged) in [(a, b), (b, a), (c, b), (a, c)] {
        recorder.register(&merger(stays, &[merged])).expect("merged");
    }
    let into = |id| entries(&recorder, [id, id])[0].merged_into;
    assert_eq!([into(a), into(b), into(c)], [None, Some(c), Some(a)]);
    assert_eq!(entries(&recorder, [a, b]).map(|person| person.merged.len()), [1, 1], "b still holds what it took in");
}

#[test]
fn a_merger_put_right_still_names_the_stream_it_stands_in() {
    let mut recorder = Recorder::new(now());
    let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
    for id in [a, b, c] {
        recorder.register(&of_person(id, OfficialRecorded, |request| request)).expect("a person");
    }
    let event = recorder.register(&merger(a, &[b])).expect("merged");
    let correction = |pointer: &str, is: Value| {
        let act = with(request(RecordCorrected, "2020-02-01"), "/refs/event", json!([event]));
        let request = with(act, "/payload/changes", json!([{ "pointer": pointer, "is": is }]));
        RegisterAct { stream: (StreamKind::Person, a), request, actor: clerk() }
    };
    let elsewhere = recorder.register(&correction("/refs/official", json!([c])));
    assert!(matches!(elsewhere, Err(Refusal::ObjectMissing { .. })), "{elsewhere:?}");
    let unknown = recorder.register(&correction("/refs/merged_official", json!([Uuid::from_u128(9)])));
    assert!(matches!(unknown, Err(Refusal::ObjectMissing { .. })), "{unknown:?}");
    recorder.register(&correction("/refs/merged_official", json!([c]))).expect("corrected");
    assert_eq!(entries(&recorder, [a, a])[0].merged.iter().copied().collect::<Vec<_>>(), [c]);
}

#[test]
fn generated_registers_fold_to_people_with_posts_and_organs_under_organs() {
    let world = Generator::new(11, today()).world(0);
    let mut recorder = Recorder::new(now());
    assert_eq!(recorder.record_world(&world), []);
    let (mut posts, mut parents, mut merged) = (0, 0, 0);
    for (stream, log) in recorder.streams() {
        let (mut person, mut organ) = (Person::default(), Organ::default());
        for item in log.history.effective(Cut::default()) {
            person.evolve(&item);
            organ.evolve(&item);
        }
        if stream.kind == StreamKind::Person {
            assert!(person.name.is_some() && person.post_on(today()).is_some());
            posts += person.posts.len();
            merged += person.merged.len();
        } else if stream.kind == StreamKind::Organ {
            assert!(organ.name.is_some() && organ.level.is_some());
            parents += usize::from(organ.parent.is_some());
        }
    }
    assert!(posts > 400 && parents > 80, "{posts} posts, {parents} organs under another");
    assert!(merged > 2, "{merged} entries merged");
}
