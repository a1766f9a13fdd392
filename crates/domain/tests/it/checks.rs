//! Checks of procedure that were signed, and the answers to what they found.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::available::{Availability, offers};
use wenze_domain::case::Finding;
use wenze_domain::codes::FindingAnswer;
use wenze_domain::refusal::Refusal;
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, correction, request, voiding, with};

const DAY: &str = "2024-06-01";

fn availability(bench: &Bench, kind: Kind) -> Availability {
    let offer = offers(&bench.case()).into_iter().find(|offer| offer.kind == kind);
    offer.expect("every kind is offered").availability
}

/// An answer to what the sample of a check finds, naming this event.
fn answer(event: Option<Uuid>) -> Value {
    let answer = request(FindingAnswered, DAY);
    event.map_or(answer.clone(), |event| with(answer, "/refs/event", json!([event])))
}

fn is_asked(bench: &mut Bench, act: &Value) {
    let Refusal::ConfirmNeeded { missing } = bench.refuse(act) else { panic!("no question: {act:#}") };
    let told = |one: &wenze_domain::case::Missing| {
        one.needs == ["finding_stands"] && one.acts == [ComplianceCheckRun.as_str()]
    };
    assert!(missing.iter().any(told), "{missing:?}");
}

#[test]
fn a_check_can_be_signed_at_any_time_and_moves_nothing() {
    let mut bench = Bench::after(&[ReportReceived]);
    let before = bench.case();
    assert_eq!(availability(&bench, ComplianceCheckRun), Availability::Expected);
    let check = bench.accept(&request(ComplianceCheckRun, DAY));
    let after = bench.case();
    assert_eq!(after.stage(), before.stage());
    let kept = &after.checks[&check];
    assert_eq!(kept.on.map(|on| on.to_string()).as_deref(), Some(DAY));
    let appeal = [("appeal".to_owned(), sample::object("object").to_string())];
    let found = Finding {
        rulebook: Some("示例〔2024〕1号 rulebook".to_owned()),
        rule: Some("示例〔2024〕1号 rule".to_owned()),
        instance: Some(appeal.into()),
    };
    assert_eq!(kept.findings, [found]);
    bench.accept(&voiding(check));
    assert!(bench.case().checks.is_empty(), "a check that was voided found nothing");
}

#[test]
fn a_check_names_an_appeal_and_a_determination_that_are_there() {
    let mut bench = Bench::after(&[ReportReceived]);
    for role in ["appeal", "determination"] {
        let named = with(request(ComplianceCheckRun, DAY), &format!("/refs/{role}"), json!([Uuid::from_u128(3)]));
        let refusal = bench.refuse(&named);
        assert!(matches!(&refusal, Refusal::ObjectMissing { role: named, .. } if named == role), "{refusal:?}");
    }
}

#[test]
fn an_answer_follows_a_check_that_found_what_it_answers() {
    let mut bench = Bench::after(&[ReportReceived]);
    assert!(matches!(availability(&bench, FindingAnswered), Availability::OutOfOrder(_)));
    is_asked(&mut bench, &answer(None));
    let nothing = with(request(ComplianceCheckRun, DAY), "/payload/violations", json!([]));
    let empty = bench.accept(&nothing);
    assert!(matches!(availability(&bench, FindingAnswered), Availability::OutOfOrder(_)), "nothing to answer");
    is_asked(&mut bench, &answer(Some(empty)));
    let check = bench.accept(&request(ComplianceCheckRun, DAY));
    assert_eq!(availability(&bench, FindingAnswered), Availability::Expected);
    bench.accept(&answer(None));
    bench.accept(&answer(Some(check)));
    let answers = bench.case().answers;
    assert_eq!(answers.iter().map(|one| one.event).collect::<Vec<_>>(), [None, Some(check)]);
    assert_eq!(answers[1].answer, Some(FindingAnswer::Accepted));
    assert!(answers[1].finding.fits(&bench.case().checks[&check].findings[0]));
}

#[test]
fn an_answer_to_another_rule_book_or_object_is_asked_about_and_recorded_all_the_same() {
    let other = json!([{ "role": "appeal", "object": Uuid::from_u128(9) }]);
    for (field, value) in [("rule", json!("APL-99")), ("rulebook", json!("another")), ("instance", other)] {
        let mut bench = Bench::after(&[ReportReceived]);
        let check = bench.accept(&request(ComplianceCheckRun, DAY));
        let act = with(answer(Some(check)), &format!("/payload/{field}"), value);
        is_asked(&mut bench, &act);
        bench.accept(&confirmed(act));
        let told = bench.case().events.last().map(|mark| mark.missing.len());
        assert_eq!((told, bench.case().answers.len()), (Some(1), 1), "{field}");
    }
}

#[test]
fn what_the_papers_do_not_say_of_a_finding_tells_it_not_apart() {
    let mut bench = Bench::after(&[ReportReceived]);
    let check = bench.accept(&request(ComplianceCheckRun, DAY));
    for field in ["rule", "rulebook", "instance"] {
        bench.accept(&with(answer(Some(check)), &format!("/payload/{field}"), json!("not_recorded")));
    }
    let two = json!([{ "role": "respondent", "object": Uuid::from_u128(1) }, { "role": "round", "object": 2 }]);
    let turned = json!([two[1], two[0]]);
    let check = with(request(ComplianceCheckRun, DAY), "/payload/violations/0/instance", two);
    let check = bench.accept(&check);
    bench.accept(&with(answer(Some(check)), "/payload/instance", turned));
}

/// Whether something is found on an act is known to a rulebook only.
#[test]
fn an_answer_that_names_the_act_it_is_found_on_is_taken_at_its_word() {
    let mut bench = Bench::new();
    let report = bench.accept(&request(ReportReceived, DAY));
    bench.accept(&answer(Some(report)));
    assert_eq!(bench.case().answers[0].event, Some(report));
    let nowhere = bench.refuse(&confirmed(answer(Some(Uuid::from_u128(6)))));
    assert!(matches!(nowhere, Refusal::ObjectMissing { role, .. } if role == "event"));
}

#[test]
fn an_answer_is_put_right_like_any_other_record() {
    let mut bench = Bench::after(&[ReportReceived]);
    bench.accept(&request(ComplianceCheckRun, DAY));
    let given = bench.accept(&answer(None));
    bench.accept(&correction(given, "/payload/answer", "waived"));
    bench.accept(&correction(given, "/payload/reason", "另一理由"));
    assert_eq!(bench.case().answers[0].answer, Some(FindingAnswer::Waived));
}

#[test]
fn a_stamp_is_exact_and_in_one_form() {
    let mut bench = Bench::new();
    let at = |text: &str| with(request(ComplianceCheckRun, DAY), "/payload/known", json!(text));
    let check = bench.accept(&at("2024-06-01T08:00:00.000001+08:00"));
    let stored = bench.standing(check).expect("a check").json();
    assert_eq!(stored["payload"]["known"], "2024-06-01T00:00:00.000001Z");
    for bad in ["2024-06-01", "2024-06-01T08:00", "2024-06-01T08:00:00", "2024-06-01T08:00:00.0000001Z"] {
        let refusal = bench.refuse(&at(bad));
        assert!(matches!(&refusal, Refusal::Malformed { pointer, .. } if pointer == "/payload/known"), "{refusal:?}");
    }
}
