//! The registers of rulebooks and calendars.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::effective::Cut;
use wenze_domain::envelope::{StreamId, StreamKind};
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{Calendar, InUse, Rulebook, calendar_stream, rulebook_stream};
use wenze_domain::restate::{Disclosed, restate};
use wenze_testkit::generator::{Generator, RegisterAct};
use wenze_testkit::record::Recorder;

use crate::bench::{clerk, correction, now, request, today, with};

fn act(kind: Kind, day: &str, stream: StreamId, change: impl FnOnce(Value) -> Value) -> RegisterAct {
    RegisterAct { stream: (stream.kind, stream.id), request: change(request(kind, day)), actor: clerk() }
}

fn adopted(rulebook: &str, version: &str, day: &str, from: &Value) -> RegisterAct {
    act(RulebookVersionAdopted, day, rulebook_stream(rulebook), |request| {
        let request = with(request, "/payload/rulebook", json!(rulebook));
        with(with(request, "/payload/version", json!(version)), "/payload/in_use_from", from.clone())
    })
}

fn withdrawn(rulebook: &str, day: &str, from: &Value) -> RegisterAct {
    act(RulebookWithdrawn, day, rulebook_stream(rulebook), |request| {
        with(with(request, "/payload/rulebook", json!(rulebook)), "/payload/out_of_use_from", from.clone())
    })
}

fn published(calendar: &str, revision: &str, day: &str) -> RegisterAct {
    act(CalendarPublished, day, calendar_stream(calendar), |request| {
        with(with(request, "/payload/calendar", json!(calendar)), "/payload/revision", json!(revision))
    })
}

fn rulebook(recorder: &Recorder, name: &str) -> Rulebook {
    let mut rulebook = Rulebook::default();
    for item in recorder.stream(rulebook_stream(name)).expect("a stream").history.effective(Cut::default()) {
        rulebook.evolve(&item);
    }
    rulebook
}

fn calendar(recorder: &Recorder, name: &str) -> Calendar {
    let mut calendar = Calendar::default();
    for item in recorder.stream(calendar_stream(name)).expect("a stream").history.effective(Cut::default()) {
        calendar.evolve(&item);
    }
    calendar
}

/// What is in use on a day, in short.
fn on(rulebook: &Rulebook, day: &str) -> String {
    match rulebook.on(day.parse::<NaiveDate>().expect("a day")) {
        InUse::AsShipped => "as shipped".to_owned(),
        InUse::Release(release) => release.version.clone(),
        InUse::Withdrawn(_) => "withdrawn".to_owned(),
    }
}

#[test]
fn the_stream_of_a_rulebook_follows_from_its_id_for_ever() {
    assert_eq!(rulebook_stream("cn-soe").id.to_string(), "97392e97-72b1-5db8-9d40-4084d58bab16");
    assert_eq!(calendar_stream("cn-soe").id.to_string(), "3baf95b6-142b-54a5-b3f9-03be341e043d");
    assert_eq!(rulebook_stream("cn-soe").kind, StreamKind::Rulebook);
}

#[test]
fn a_release_supersedes_those_before_it_from_its_day_on() {
    let mut recorder = Recorder::new(now());
    recorder.register(&adopted("a", "1", "2020-01-01", &json!("2020-03"))).expect("adopted");
    recorder.register(&adopted("a", "2", "2021-01-01", &json!("2022-01-01"))).expect("adopted");
    recorder.register(&adopted("a", "3", "2021-06-01", &json!("not_recorded"))).expect("adopted");
    let a = rulebook(&recorder, "a");
    assert_eq!((a.rulebook.as_deref(), a.version, a.releases.len()), (Some("a"), 3, 3));
    let said = ["2020-02-29", "2020-03-01", "2021-05-31", "2021-06-01", "2022-06-01"].map(|day| on(&a, day));
    // The third was decided after the second, so it stays when the day comes that the second was made for.
    assert_eq!(said, ["as shipped", "1", "1", "3", "3"]);
}

#[test]
fn a_rulebook_never_adopted_is_withdrawn_and_adopted_again() {
    let mut recorder = Recorder::new(now());
    recorder.register(&withdrawn("shipped", "2020-01-01", &json!("not_recorded"))).expect("withdrawn");
    recorder.register(&adopted("shipped", "2", "2021-01-01", &json!("2021-02-01"))).expect("adopted");
    recorder.register(&withdrawn("shipped", "2022-01-01", &json!("2022-05-01"))).expect("withdrawn");
    let shipped = rulebook(&recorder, "shipped");
    let said = ["2019-12-31", "2020-01-01", "2021-01-31", "2021-02-01", "2022-05-01"].map(|day| on(&shipped, day));
    assert_eq!(said, ["as shipped", "withdrawn", "withdrawn", "2", "withdrawn"]);
}

#[test]
fn the_calendar_published_last_counts() {
    let mut recorder = Recorder::new(now());
    for (revision, day) in [("2019-11", "2019-11-21"), ("2020-01", "2020-01-26")] {
        recorder.register(&published("cn", revision, day)).expect("published");
    }
    let cn = calendar(&recorder, "cn");
    let last = cn.latest().expect("a revision");
    assert_eq!((last.revision.as_str(), cn.revisions.len(), cn.version), ("2020-01", 2, 2));
    assert_eq!(last.published_on.map(|on| on.to_string()).as_deref(), Some("2020-01-26"));
    assert_eq!(last.notice_no.as_deref(), Some("示例〔2024〕1号 notice_no"));
}

#[test]
fn an_act_stands_in_the_stream_of_the_rulebook_it_names_and_in_no_case() {
    let mut recorder = Recorder::new(now());
    let mut elsewhere = adopted("a", "1", "2020-01-01", &json!("2020-01-01"));
    elsewhere.stream.1 = Uuid::from_u128(4);
    assert!(matches!(recorder.register(&elsewhere), Err(Refusal::Malformed { pointer, .. }) if pointer == "/kind"));
    for kind in [RulebookVersionAdopted, RulebookWithdrawn, CalendarPublished] {
        let refusal = recorder.record(Uuid::from_u128(1), &request(kind, "2020-01-01"), clerk());
        assert!(matches!(refusal, Err(Refusal::Malformed { pointer, .. }) if pointer == "/kind"));
        let about = with(request(kind, "2020-01-01"), "/refs/organ", json!([Uuid::from_u128(5)]));
        let stream = match kind {
            CalendarPublished => calendar_stream("示例〔2024〕1号 calendar"),
            _ => rulebook_stream("示例〔2024〕1号 rulebook"),
        };
        let named = RegisterAct { stream: (stream.kind, stream.id), request: about, actor: clerk() };
        assert!(matches!(recorder.register(&named), Err(Refusal::Roles { .. })), "{kind:?} is about nothing else");
    }
}

#[test]
fn which_text_was_adopted_is_not_put_right_but_when_is() {
    let mut recorder = Recorder::new(now());
    let event = recorder.register(&adopted("a", "1", "2020-01-01", &json!("2020-01-01"))).expect("adopted");
    let stream = rulebook_stream("a");
    let put_right = |pointer: &str, is: Value| RegisterAct {
        stream: (stream.kind, stream.id),
        request: correction(event, pointer, is),
        actor: clerk(),
    };
    for (pointer, is) in [("/payload/rulebook", json!("b")), ("/payload/sha256", json!("0".repeat(64)))] {
        let refusal = recorder.register(&put_right(pointer, is));
        assert!(matches!(&refusal, Err(Refusal::Correction { .. })), "{refusal:?}");
    }
    recorder.register(&put_right("/payload/in_use_from", json!("2020-02-01"))).expect("corrected");
    assert_eq!(on(&rulebook(&recorder, "a"), "2020-01-15"), "as shipped");
}

#[test]
fn a_rulebook_told_again_stands_the_same_in_another_log() {
    let mut first = Recorder::new(now());
    let world = Generator::new(7, today()).world(0);
    assert_eq!(first.record_world(&world), []);
    let mut again = Recorder::new(now());
    let mut told = 0;
    for (id, log) in first.streams().filter(|(id, _)| matches!(id.kind, StreamKind::Rulebook | StreamKind::Calendar)) {
        for event in &log.history.events {
            let request = restate(&log.history, event, &|_, _| Disclosed::Withheld);
            let act = RegisterAct { stream: (id.kind, id.id), request, actor: clerk() };
            assert_eq!(again.register(&act), Ok(event.id()));
            told += 1;
        }
    }
    assert_eq!(told, 4);
    assert_eq!(rulebook(&again, "demo-appeal-norms"), rulebook(&first, "demo-appeal-norms"));
    assert_eq!(calendar(&again, "demo-office-days"), calendar(&first, "demo-office-days"));
    let norms = rulebook(&first, "demo-appeal-norms");
    assert_eq!((norms.releases.len(), norms.on(today())), (2, InUse::Withdrawn(&norms.withdrawals[0])));
}
