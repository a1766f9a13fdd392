//! Out of order is a question, asked once, with what is missing; it is never a refusal.

use wenze_domain::acts::Kind::{CaseFiled, CaseFilingProposed, ReportReceived};
use wenze_domain::refusal::Refusal;
use wenze_testkit::sample;

use serde_json::json;

use crate::bench::{Bench, confirmed, request, with};

const DAY: &str = "2024-03-01";

#[test]
fn out_of_order_is_a_question_that_names_what_is_missing_and_who_supplies_it() {
    let mut bench = Bench::after(&[CaseFilingProposed]);
    let filed = request(CaseFiled, DAY);
    let Refusal::ConfirmNeeded { missing } = bench.refuse(&filed) else { panic!("no question") };
    let respondent = sample::object("respondent");
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].object, Some(format!("{respondent}/party")));
    assert_eq!((missing[0].state.as_str(), missing[0].acts[0].as_str()), ("filing_proposed", "CaseFilingApproved"));
    let before = bench.history().version;
    bench.accept(&confirmed(filed));
    let history = bench.history();
    assert_eq!(history.version, before + 1);
    assert!(history.events.last().is_some_and(|event| event.envelope.out_of_order.is_some()));
    assert_eq!(bench.case().events.last().map(|mark| mark.missing.clone()), Some(missing));
}

#[test]
fn an_import_is_not_asked_and_an_act_in_order_keeps_no_confirmation() {
    let mut bench = Bench::new();
    bench.accept(&with(request(CaseFiled, DAY), "/entered_from", json!("import")));
    assert!(bench.case().events.iter().all(|mark| !mark.missing.is_empty()));
    bench.accept(&confirmed(request(ReportReceived, DAY)));
    assert!(bench.history().events.last().is_some_and(|event| event.envelope.out_of_order.is_none()));
}

#[test]
fn paper_acts_are_asked_too() {
    let mut bench = Bench::new();
    let paper = with(request(CaseFiled, DAY), "/entered_from", json!("paper"));
    assert!(matches!(bench.refuse(&paper), Refusal::ConfirmNeeded { .. }));
}
