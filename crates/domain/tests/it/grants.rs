//! The register of roles.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{Grants, grants_stream};
use wenze_domain::restate::{Disclosed, restate};
use wenze_testkit::generator::{Generator, RegisterAct};
use wenze_testkit::record::Recorder;

use crate::bench::{clerk, correction, now, request, today, voiding, with};

const WANG: Uuid = Uuid::from_u128(0x11);
const OFFICE: Uuid = Uuid::from_u128(0x21);
const ELSEWHERE: Uuid = Uuid::from_u128(0x22);

/// A log in which every person and organ is taken for known.
fn recorder() -> Recorder {
    Recorder::new(now()).with_every_stream_known()
}

fn act(kind: Kind, day: &str, role: Role, office: Uuid, from: &Value) -> RegisterAct {
    let refs = json!({ "official": [WANG], "organ": [office] });
    let request = with(with(request(kind, day), "/refs", refs), "/payload/role", json!(role.as_str()));
    let stream = grants_stream(WANG);
    RegisterAct {
        stream: (stream.kind, stream.id),
        request: with(request, "/payload/from", from.clone()),
        actor: clerk(),
    }
}

fn granted(day: &str, role: Role, office: Uuid, from: &Value, until: Option<&str>) -> RegisterAct {
    let mut act = act(RoleGranted, day, role, office, from);
    match until {
        Some(until) => act.request["payload"]["until"] = json!(until),
        None => _ = act.request["payload"].as_object_mut().expect("a payload").remove("until"),
    }
    act
}

fn revoked(day: &str, role: Role, office: Uuid, from: &Value) -> RegisterAct {
    act(RoleRevoked, day, role, office, from)
}

fn grants(recorder: &Recorder) -> Grants {
    let mut grants = Grants::default();
    for item in recorder.stream(grants_stream(WANG)).expect("a stream").history.effective(Cut::default()) {
        grants.evolve(&item);
    }
    grants
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn holds(recorder: &Recorder, role: Role, days: &[&str]) -> Vec<bool> {
    let grants = grants(recorder);
    days.iter().map(|on| grants.holds(role, OFFICE, day(on))).collect()
}

#[test]
fn the_stream_of_an_officials_grants_follows_from_the_official_for_ever() {
    let stream = grants_stream(WANG);
    assert_eq!(stream.kind, StreamKind::Grants);
    assert_eq!(stream.id, grants_stream(WANG).id);
    assert_ne!(stream.id, WANG);
    assert_ne!(stream.id, grants_stream(OFFICE).id);
}

#[test]
fn a_role_is_held_from_its_day_to_its_last_one_as_exactly_as_the_papers_say() {
    let mut recorder = recorder();
    let may = json!("2024-05");
    recorder.register(&granted("2024-03-01", Role::Inspector, OFFICE, &may, Some("2024-08"))).expect("granted");
    let days = ["2024-04-30", "2024-05-01", "2024-08-31", "2024-09-01"];
    assert_eq!(holds(&recorder, Role::Inspector, &days), [false, true, true, false]);
    assert_eq!(holds(&recorder, Role::Reviewer, &days), [false; 4], "no other role");
    let grants = grants(&recorder);
    assert!(!grants.holds(Role::Inspector, ELSEWHERE, day("2024-06-01")), "at no other office");
    assert_eq!((grants.official, grants.version), (Some(WANG), 1));
}

#[test]
fn without_a_day_of_its_own_a_role_is_held_from_the_day_it_was_granted() {
    let mut recorder = recorder();
    let unknown = json!("not_recorded");
    recorder.register(&granted("2024-03-01", Role::Clerk, OFFICE, &unknown, None)).expect("granted");
    assert_eq!(holds(&recorder, Role::Clerk, &["2024-02-29", "2024-03-01", "2999-01-01"]), [false, true, true]);
}

#[test]
fn a_revocation_ends_every_grant_before_it_and_none_after_it() {
    let mut recorder = recorder();
    let from = json!("2024-01-01");
    recorder.register(&granted("2024-01-01", Role::Reviewer, OFFICE, &from, None)).expect("granted");
    recorder.register(&granted("2024-02-01", Role::Reviewer, OFFICE, &from, Some("2030-01-01"))).expect("granted");
    recorder.register(&granted("2024-02-01", Role::Reviewer, ELSEWHERE, &from, None)).expect("granted");
    recorder.register(&revoked("2024-03-01", Role::Reviewer, OFFICE, &json!("2024-04-01"))).expect("revoked");
    let days = ["2024-03-31", "2024-04-01", "2024-12-01"];
    assert_eq!(holds(&recorder, Role::Reviewer, &days), [true, false, false]);
    assert!(grants(&recorder).standing(Role::Reviewer, OFFICE).is_none());
    assert!(grants(&recorder).holds(Role::Reviewer, ELSEWHERE, day("2024-12-01")), "the other office is another grant");
    let again = json!("2024-06-01");
    recorder.register(&granted("2024-06-01", Role::Reviewer, OFFICE, &again, None)).expect("granted");
    assert_eq!(holds(&recorder, Role::Reviewer, &days), [true, false, true]);
}

#[test]
fn each_role_is_listed_once_by_the_grant_that_ends_last() {
    let mut recorder = recorder();
    let from = json!("2024-01-01");
    for (role, until) in [
        (Role::Inspector, Some("2024-06-30")),
        (Role::Inspector, None),
        (Role::Inspector, Some("2024-12-31")),
        (Role::Auditor, Some("2024-06-30")),
        (Role::Auditor, Some("2024-12-31")),
    ] {
        recorder.register(&granted("2024-01-01", role, OFFICE, &from, until)).expect("granted");
    }
    let grants = grants(&recorder);
    let held = |on: &str| -> Vec<(Role, Option<String>)> {
        grants.held_on(day(on)).into_iter().map(|one| (one.role, one.until.map(|until| until.to_string()))).collect()
    };
    assert_eq!(held("2024-03-01"), [(Role::Inspector, None), (Role::Auditor, Some("2024-12-31".to_owned()))]);
    assert_eq!(held("2025-03-01"), [(Role::Inspector, None)]);
    assert_eq!(held("2023-12-31"), []);
}

#[test]
fn what_cannot_be_read_may_be_a_revocation_so_nothing_is_held() {
    let mut recorder = recorder();
    recorder.register(&granted("2024-01-01", Role::Admin, OFFICE, &json!("2024-01-01"), None)).expect("granted");
    let mut grants = grants(&recorder);
    assert!(grants.holds(Role::Admin, OFFICE, day("2024-02-01")));
    grants.unreadable.push(2);
    assert!(!grants.holds(Role::Admin, OFFICE, day("2024-02-01")) && grants.held_on(day("2024-02-01")).is_empty());
}

#[test]
fn a_grant_is_put_right_and_voided_but_stays_its_officials() {
    let mut recorder = recorder();
    let event = recorder.register(&granted("2024-01-01", Role::Clerk, OFFICE, &json!("2024-01-01"), None));
    let event = event.expect("granted");
    let stream = grants_stream(WANG);
    let about = |request: Value| RegisterAct { stream: (stream.kind, stream.id), request, actor: clerk() };
    let elsewhere = recorder.register(&about(correction(event, "/refs/official", json!([OFFICE]))));
    assert!(matches!(elsewhere, Err(Refusal::ObjectMissing { .. })), "{elsewhere:?}");
    recorder.register(&about(correction(event, "/payload/from", json!("2024-02-01")))).expect("corrected");
    recorder.register(&about(correction(event, "/refs/official", json!([WANG])))).expect("the same");
    assert_eq!(holds(&recorder, Role::Clerk, &["2024-01-15", "2024-02-01"]), [false, true]);
    recorder.register(&about(correction(event, "/refs/organ", json!([ELSEWHERE])))).expect("corrected");
    assert!(grants(&recorder).holds(Role::Clerk, ELSEWHERE, day("2024-03-01")));
    recorder.register(&about(voiding(event))).expect("voided");
    assert_eq!(grants(&recorder).grants, []);
}

#[test]
fn a_role_stands_in_the_stream_of_its_official_and_in_no_case_and_names_people_and_offices_that_are_there() {
    let mut recorder = recorder();
    for kind in [RoleGranted, RoleRevoked] {
        let refusal = recorder.record(Uuid::from_u128(1), &request(kind, "2020-01-01"), clerk());
        assert!(matches!(refusal, Err(Refusal::Malformed { pointer, .. }) if pointer == "/kind"));
    }
    let mut elsewhere = revoked("2024-01-01", Role::Clerk, OFFICE, &json!("2024-01-01"));
    elsewhere.stream.1 = OFFICE;
    assert!(matches!(recorder.register(&elsewhere), Err(Refusal::Malformed { pointer, .. }) if pointer == "/kind"));
    let mut empty = Recorder::new(now());
    let refusal = empty.register(&granted("2024-01-01", Role::Clerk, OFFICE, &json!("2024-01-01"), None));
    assert!(matches!(&refusal, Err(Refusal::ObjectMissing { role, .. }) if role == "official"), "{refusal:?}");
}

#[test]
fn the_generated_office_has_its_people_and_tells_them_again() {
    let mut first = Recorder::new(now());
    assert_eq!(first.record_world(&Generator::new(7, today()).world(0)), []);
    let mut again = recorder();
    let mut held: Vec<Role> = Vec::new();
    let mut ended = 0;
    for (id, log) in first.streams().filter(|(id, _)| id.kind == StreamKind::Grants) {
        for event in &log.history.events {
            let request = restate(&log.history, event, &|_, _| Disclosed::Withheld);
            let act = RegisterAct { stream: (id.kind, id.id), request, actor: clerk() };
            assert_eq!(again.register(&act), Ok(event.id()));
        }
        let fold = |recorder: &Recorder| {
            let mut grants = Grants::default();
            let history = &recorder.stream(id).expect("a stream").history;
            history.effective(Cut::default()).iter().for_each(|item| grants.evolve(item));
            grants
        };
        let grants = fold(&first);
        assert_eq!(fold(&again), grants);
        held.extend(grants.held_on(today()).iter().map(|one| one.role));
        ended += grants.grants.len() - grants.held_on(today()).len();
    }
    for role in [Role::Intake, Role::Inspector, Role::Reviewer, Role::AppealOfficer, Role::Supervisor, Role::Auditor] {
        assert!(held.contains(&role), "{role}");
    }
    assert_eq!(ended, 2, "one that ended by itself and one that was taken back");
}
