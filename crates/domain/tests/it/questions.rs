//! Out of order is a question, asked once, with what is missing; it is never a refusal.

use wenze_domain::acts::Kind::{self, *};
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

/// What is missing before this act, as needs with the acts that supply it.
fn asked(bench: &mut Bench, kind: Kind, refs: &[&str]) -> Vec<(String, String)> {
    let mut act = request(kind, DAY);
    for role in refs {
        act = with(act, &format!("/refs/{role}"), json!([sample::object(role)]));
    }
    let Refusal::ConfirmNeeded { missing } = bench.refuse(&act) else { panic!("{kind:?}: no question") };
    missing.into_iter().map(|one| (one.needs.join(","), one.acts.first().cloned().unwrap_or_default())).collect()
}

fn one(need: &str, act: &str) -> Vec<(String, String)> {
    vec![(need.to_owned(), act.to_owned())]
}

#[test]
fn what_no_single_object_tells_is_asked_too() {
    let mut empty = Bench::new();
    assert_eq!(asked(&mut empty, SubjectIdentified, &[]), one("report_or_clue", "ReportReceived"));
    assert_eq!(asked(&mut empty, CaseReopened, &[]), one("closed", "CaseClosed"));
    let mut bench = Bench::after(&[CaseFilingProposed, CaseFilingApproved, CaseFiled, InvestigationTeamFormed]);
    assert_eq!(asked(&mut bench, CaseClosed, &[]), one("all_tracks_final", "DeterminationMade"));
    assert_eq!(asked(&mut bench, RankRestored, &[]), one("appeal_decided", "AppealDecided"));
    for kind in [FactMaterialPresented, RespondentOpinionSigned, InvestigationReportSubmitted, DecisionMeetingHeld] {
        bench.accept(&request(kind, DAY));
    }
    assert_eq!(asked(&mut bench, DeterminationMade, &[]), one("responsibility_attributed", "ResponsibilityAttributed"));
    bench.accept(&request(ResponsibilityAttributed, DAY));
    bench.accept(&request(DeterminationMade, DAY));
    assert_eq!(asked(&mut bench, AppealFiled, &["determination"]), one("announced", "DecisionServed"));
    bench.accept(&request(CaseClosed, DAY));
    assert_eq!(asked(&mut bench, CircumstancesFound, &[]).last(), one("reopened", "CaseReopened").last());
    // Closing locks nothing: what comes after a decision goes on without a question.
    bench.accept(&request(RectificationOrdered, DAY));
}

#[test]
fn an_act_on_a_respondent_is_about_the_tracks_still_open() {
    let mut bench = Bench::new();
    let both = |kind| {
        let mut act = with(request(kind, DAY), "/payload/respondents/0/tracks", json!(["party", "gov"]));
        let respondent = sample::object("respondent");
        act["refs"]["track"] = json!([format!("{respondent}/party"), format!("{respondent}/gov")]);
        act
    };
    bench.accept(&both(CaseFilingProposed));
    bench.accept(&request(CaseFilingApproved, DAY));
    bench.accept(&both(CaseFiled));
    for kind in [InvestigationTeamFormed, FactMaterialPresented, RespondentOpinionSigned, InvestigationReportSubmitted]
    {
        bench.accept(&request(kind, DAY));
    }
    let party = json!([format!("{}/party", sample::object("respondent"))]);
    bench.accept(&with(request(DecisionMeetingHeld, DAY), "/refs/track", party));
    bench.accept(&request(ResponsibilityAttributed, DAY));
    bench.accept(&request(DeterminationMade, DAY));
    // The party track is decided, so the transfer for review is about the governmental one and fits.
    bench.accept(&request(CaseTransferredForReview, DAY));
    let tracks = &bench.case().respondents[&sample::object("respondent")].tracks;
    let states: Vec<String> = tracks.values().map(|track| format!("{:?}", track.state)).collect();
    assert_eq!(states, ["Determined", "SentForReview"]);
}
