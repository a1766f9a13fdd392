//! The register of delegations.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::effective::Cut;
use wenze_domain::refusal::{Refusal, Undelegated};
use wenze_domain::registers::{Delegations, delegations_stream};
use wenze_testkit::generator::RegisterAct;
use wenze_testkit::record::Recorder;

use crate::bench::{clerk, correction, now, request, with};

const HEAD: Uuid = Uuid::from_u128(0x11);
const DEPUTY: Uuid = Uuid::from_u128(0x12);
const OFFICE: Uuid = Uuid::from_u128(0x21);
const ELSEWHERE: Uuid = Uuid::from_u128(0x22);
const FIRST: Uuid = Uuid::from_u128(0x31);
const SECOND: Uuid = Uuid::from_u128(0x32);

/// A log in which every person and organ is taken for known.
fn recorder() -> Recorder {
    Recorder::new(now()).with_every_stream_known()
}

fn act(request: Value) -> RegisterAct {
    let stream = delegations_stream(HEAD);
    RegisterAct { stream: (stream.kind, stream.id), request, actor: clerk() }
}

fn delegated(id: Uuid, acts: &[Kind], from: &str, until: Option<&str>) -> RegisterAct {
    let mut payload = json!({
        "from": { "person_id": HEAD },
        "to": { "person_id": DEPUTY },
        "acts": acts.iter().map(|kind| kind.as_str()).collect::<Vec<_>>(),
        "office": { "organ_id": OFFICE },
        "from_on": from,
        "document_no": "示例〔2024〕1号",
    });
    if let Some(until) = until {
        payload["until"] = json!(until);
    }
    act(json!({
        "kind": "AuthorityDelegated", "occurred": { "date": "2024-01-02" },
        "refs": { "delegation": [id] }, "payload": payload,
    }))
}

fn revoked(id: Uuid, day: &str) -> RegisterAct {
    act(json!({
        "kind": "DelegationRevoked", "occurred": { "date": day },
        "refs": { "delegation": [id], "official": [HEAD] },
        "payload": { "by": { "person_id": HEAD }, "document_no": "not_recorded" },
    }))
}

fn delegations(recorder: &Recorder) -> Delegations {
    let mut delegations = Delegations::default();
    for item in recorder.stream(delegations_stream(HEAD)).expect("a stream").history.effective(Cut::default()) {
        delegations.evolve(&item);
    }
    delegations
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn by_which(recorder: &Recorder, kind: Kind, on: &str) -> Result<Uuid, Undelegated> {
    delegations(recorder).by_which(DEPUTY, OFFICE, Some(kind), day(on)).map(|one| one.id)
}

#[test]
fn what_is_delegated_holds_for_its_acts_at_its_office_from_its_first_day_to_its_last() {
    let mut recorder = recorder();
    recorder.register(&delegated(FIRST, &[ApprovalDecided], "2024-02-01", Some("2024-03"))).expect("delegated");
    assert_eq!(by_which(&recorder, ApprovalDecided, "2024-01-31"), Err(Undelegated::ToCome(day("2024-02-01"))));
    assert_eq!(by_which(&recorder, ApprovalDecided, "2024-02-01"), Ok(FIRST));
    assert_eq!(by_which(&recorder, ApprovalDecided, "2024-03-31"), Ok(FIRST));
    assert_eq!(by_which(&recorder, ApprovalDecided, "2024-04-01"), Err(Undelegated::Over(day("2024-03-31"))));
    assert_eq!(by_which(&recorder, MaterialApproved, "2024-03-01"), Err(Undelegated::OtherActs));
    let delegations = delegations(&recorder);
    assert_eq!((delegations.official, delegations.version), (Some(HEAD), 1));
    let elsewhere = delegations.by_which(DEPUTY, ELSEWHERE, None, day("2024-03-01"));
    assert_eq!(elsewhere, Err(Undelegated::Never));
    assert_eq!(
        delegations.by_which(HEAD, OFFICE, None, day("2024-03-01")),
        Err(Undelegated::Never),
        "to somebody else"
    );
}

#[test]
fn a_revocation_ends_one_delegation_from_its_day_on_and_says_so() {
    let mut recorder = recorder();
    recorder.register(&delegated(FIRST, &[ApprovalDecided], "2024-02-01", None)).expect("delegated");
    recorder.register(&revoked(FIRST, "2024-03-01")).expect("revoked");
    assert_eq!(by_which(&recorder, ApprovalDecided, "2024-02-29"), Ok(FIRST));
    assert_eq!(by_which(&recorder, ApprovalDecided, "2024-03-01"), Err(Undelegated::Revoked(day("2024-03-01"))));
    recorder.register(&delegated(SECOND, &[ApprovalDecided], "2024-04-01", None)).expect("delegated anew");
    assert_eq!(by_which(&recorder, ApprovalDecided, "2024-05-01"), Ok(SECOND));
}

#[test]
fn a_record_that_cannot_be_read_may_be_a_revocation_so_nothing_holds() {
    let mut recorder = recorder();
    recorder.register(&delegated(FIRST, &[ApprovalDecided], "2024-02-01", None)).expect("delegated");
    let mut delegations = delegations(&recorder);
    delegations.unreadable.push(2);
    let found = delegations.by_which(DEPUTY, OFFICE, Some(ApprovalDecided), day("2024-03-01"));
    assert_eq!(found, Err(Undelegated::Unreadable));
}

#[test]
fn what_says_nothing_is_no_delegation() {
    let mut recorder = recorder();
    let of = |pointer: &str, value: Value| {
        let own = delegated(FIRST, &[ApprovalDecided], "2024-02-01", Some("2024-03-01"));
        RegisterAct { request: with(own.request.clone(), pointer, value), ..own }
    };
    for (pointer, value, at) in [
        ("/payload/to/person_id", json!(HEAD), "/payload/to"),
        ("/payload/until", json!("2024-01-31"), "/payload/until"),
        ("/payload/acts", json!([]), "/payload/acts"),
        ("/payload/acts", json!(["ApprovalDecided", "AuthorityDelegated"]), "/payload/acts/1"),
        ("/payload/acts", json!(["RoleGranted"]), "/payload/acts/0"),
        ("/payload/acts", json!(["Nothing"]), "/payload/acts/0"),
        ("/refs/organ", json!([ELSEWHERE]), "/payload/office"),
    ] {
        let refusal = recorder.register(&of(pointer, value));
        assert!(matches!(&refusal, Err(Refusal::Malformed { pointer, .. }) if pointer == at), "{at}: {refusal:?}");
    }
    recorder.register(&of("/payload/until", json!("2024-02"))).expect("as exactly as the papers say");
    let missing = recorder.register(&revoked(SECOND, "2024-03-01"));
    assert!(matches!(&missing, Err(Refusal::ObjectMissing { role, .. }) if role == "delegation"), "{missing:?}");
    let again = recorder.register(&delegated(FIRST, &[ApprovalDecided], "2024-02-01", None));
    assert!(matches!(&again, Err(Refusal::ObjectExists { role, .. }) if role == "delegation"), "{again:?}");
}

#[test]
fn the_days_of_a_delegation_are_put_right_and_whose_authority_it_is_never() {
    let mut recorder = recorder();
    let event = recorder.register(&delegated(FIRST, &[ApprovalDecided], "2024-02-01", None)).expect("delegated");
    for (pointer, is) in [
        ("/payload/to/person_id", json!(ELSEWHERE)),
        ("/payload/acts", json!(["CaseClosed"])),
        ("/refs/organ", json!([ELSEWHERE])),
        ("/refs/official", json!([DEPUTY])),
    ] {
        let refusal = recorder.register(&act(correction(event, pointer, is)));
        assert!(matches!(refusal, Err(Refusal::Correction { .. })), "{pointer}: {refusal:?}");
    }
    recorder.register(&act(correction(event, "/payload/from_on", json!("2024-02-05")))).expect("corrected");
    assert_eq!(by_which(&recorder, ApprovalDecided, "2024-02-04"), Err(Undelegated::ToCome(day("2024-02-05"))));
}

#[test]
fn by_which_delegation_an_act_was_done_cannot_be_put_right_afterwards() {
    let mut recorder = recorder();
    let behalf = json!({ "person": { "person_id": HEAD }, "organ_id": OFFICE, "delegation": FIRST });
    let act = with(request(ReportReceived, "2024-02-01"), "/on_behalf_of", behalf);
    let case = Uuid::from_u128(1);
    let event = recorder.record(case, &act, clerk()).expect("recorded");
    let turned = recorder.record(case, &correction(event, "/on_behalf_of/delegation", json!(SECOND)), clerk());
    assert!(matches!(turned, Err(Refusal::Correction { .. })), "{turned:?}");
}
