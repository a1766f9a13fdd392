//! What goes to the procuratorate, what comes back, and how a case ends meanwhile.

use serde_json::{Value, json};
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::case::Track;
use wenze_domain::codes::{JudicialOutcome, TrackCode};
use wenze_domain::refusal::Refusal;
use wenze_domain::states::{ReferralState, TrackState};
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, request, with};

const DAY: &str = "2024-06-01";

const INVESTIGATING: [Kind; 5] =
    [CaseFilingProposed, CaseFilingApproved, CaseFiled, InvestigationTeamFormed, FactListed];
const DECIDED: [Kind; 6] = [
    FactMaterialPresented,
    RespondentOpinionSigned,
    InvestigationReportSubmitted,
    DecisionMeetingHeld,
    ResponsibilityAttributed,
    DeterminationMade,
];

fn track(bench: &Bench) -> Track {
    bench.case().respondents[&sample::object("respondent")].tracks[&TrackCode::Party].clone()
}

fn missing(bench: &mut Bench, act: &Value) -> Vec<(String, String)> {
    match bench.refuse(act) {
        Refusal::ConfirmNeeded { missing } => {
            missing.into_iter().map(|one| (one.needs.join(","), one.acts.join(","))).collect()
        }
        other => panic!("{act:#}\n{other:?}"),
    }
}

fn one(need: &str, act: &str) -> Vec<(String, String)> {
    vec![(need.to_owned(), act.to_owned())]
}

#[test]
fn a_referral_needs_facts_and_an_outcome_needs_a_referral() {
    let mut bench = Bench::after(&INVESTIGATING[..4]);
    assert_eq!(missing(&mut bench, &request(ReferredToProcuratorate, DAY)), one("fact_listed", "FactListed"));
    bench.accept(&request(FactListed, DAY));
    for kind in [ReturnedByProcuratorate, JudicialOutcomeRecorded] {
        let asked = missing(&mut bench, &request(kind, DAY));
        assert!(asked[0].0.starts_with("referred"), "{kind:?}: {asked:?}");
        assert_eq!(asked[0].1, "ReferredToProcuratorate", "{kind:?}");
    }
    let outcome = with(request(JudicialOutcomeRecorded, DAY), "/payload/outcome", json!("acquittal"));
    bench.accept(&confirmed(outcome));
    assert_eq!(track(&bench).referral, ReferralState::Concluded, "told out of order, it is known all the same");
    assert_eq!(track(&bench).judicial_outcome, Some(JudicialOutcome::Acquittal));
}

/// A pair that is only before the procuratorate is investigated again when it comes back: once, twice, and more.
#[test]
fn a_return_begins_the_next_round_and_counts_the_supplements() {
    let mut bench = Bench::after(&INVESTIGATING);
    bench.accept(&request(FactMaterialPresented, DAY));
    bench.accept(&request(ReferredToProcuratorate, DAY));
    assert_eq!((track(&bench).state, track(&bench).referral), (TrackState::FactsPresented, ReferralState::Referred));
    let returned = |nth: Value| with(request(ReturnedByProcuratorate, DAY), "/payload/nth", nth);
    bench.accept(&returned(json!(1)));
    let now = track(&bench);
    assert_eq!((now.state, now.referral), (TrackState::Investigating, ReferralState::Returned));
    assert_eq!((now.round, now.supplements), (2, 1));
    bench.accept(&request(EvidenceCollected, DAY));
    bench.accept(&request(ReferredToProcuratorate, DAY));
    bench.accept(&returned(json!("not_recorded")));
    assert_eq!(track(&bench).supplements, 2);
}

/// The party sanction stands while the court has the rest: its execution and the supplement do not disturb each other.
#[test]
fn what_was_decided_stays_decided_when_the_procuratorate_returns_the_matter() {
    let mut bench = Bench::after(&[INVESTIGATING.as_slice(), &DECIDED].concat());
    bench.accept(&request(ReferredToProcuratorate, DAY));
    bench.accept(&request(ReturnedByProcuratorate, DAY));
    let now = track(&bench);
    assert_eq!((now.state, now.referral, now.round), (TrackState::Determined, ReferralState::Returned, 1));
    let respondent = json!([sample::object("respondent")]);
    bench.accept(&with(request(EvidenceCollected, DAY), "/refs/respondent", respondent));
    bench.accept(&request(InvestigationReportSubmitted, DAY));
    assert_eq!(track(&bench).state, TrackState::Determined);
    assert_eq!(missing(&mut bench, &request(CaseClosed, DAY)), one("referred", "ReferredToProcuratorate"));
    bench.accept(&request(ReferredToProcuratorate, DAY));
    bench.accept(&request(CaseClosed, DAY));
}

#[test]
fn a_pair_determined_as_referred_is_investigated_again() {
    let mut bench = Bench::after(&[INVESTIGATING.as_slice(), &DECIDED[..5]].concat());
    bench.accept(&with(request(DeterminationMade, DAY), "/payload/outcome", json!("referred")));
    bench.accept(&request(ReferredToProcuratorate, DAY));
    bench.accept(&request(ReturnedByProcuratorate, DAY));
    assert_eq!((track(&bench).state, track(&bench).round), (TrackState::Investigating, 2));
}

/// A pair in the hands of the court holds the case open no longer, one that came back does.
#[test]
fn a_case_may_be_closed_while_the_court_has_it() {
    let mut bench = Bench::after(&INVESTIGATING);
    assert_eq!(missing(&mut bench, &request(CaseClosed, DAY))[0].0, "all_tracks_final");
    bench.accept(&request(ReferredToProcuratorate, DAY));
    let mut back = bench.recorder.clone();
    back.record(bench.case, &request(ReturnedByProcuratorate, DAY), crate::bench::clerk()).expect("recorded");
    let asked = back.record(bench.case, &request(CaseClosed, DAY), crate::bench::clerk());
    assert!(matches!(asked, Err(Refusal::ConfirmNeeded { .. })), "{asked:?}");
    bench.accept(&request(CaseClosed, DAY));
}

/// Of several tracks only those that were referred come back, unless the paper names others.
#[test]
fn a_return_that_names_no_track_is_about_those_referred() {
    let mut bench = Bench::new();
    let respondent = sample::object("respondent");
    let both = |kind| {
        let mut act = with(request(kind, DAY), "/payload/respondents/0/tracks", json!(["party", "gov"]));
        act["refs"]["track"] = json!([format!("{respondent}/party"), format!("{respondent}/gov")]);
        act
    };
    bench.accept(&both(CaseFilingProposed));
    bench.accept(&request(CaseFilingApproved, DAY));
    bench.accept(&both(CaseFiled));
    bench.accept(&request(InvestigationTeamFormed, DAY));
    bench.accept(&request(FactListed, DAY));
    bench.accept(&request(FactMaterialPresented, DAY));
    bench.accept(&with(request(ReferredToProcuratorate, DAY), "/refs/track", json!([format!("{respondent}/gov")])));
    bench.accept(&request(ReturnedByProcuratorate, DAY));
    let tracks = bench.case().respondents[&respondent].tracks.clone();
    assert_eq!(tracks[&TrackCode::Party].state, TrackState::FactsPresented);
    assert_eq!(tracks[&TrackCode::Gov].state, TrackState::Investigating);
}
