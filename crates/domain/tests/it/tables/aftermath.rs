//! False accusation, clarification and the return to a post, row by row.
//!
//! Rows of the procedure that are not here, with the reason:
//! - clarification declined (ClarificationDeclined): an act outside the core, not built;
//! - accusation dropped: the catalogue has no act for it; a suspicion that leads to nothing stays suspected;
//! - what follows a false accusation that was found (a referral, a new clue against the accuser) are acts of their own.

use serde_json::{Value, json};
use wenze_domain::acts::Kind::*;
use wenze_domain::codes::ClarificationBy;
use wenze_domain::states::{AccusationState as A, ClarificationState as C, ReappointmentState as R, ReportState};
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, request, with};
use crate::expects::{about, unfounded};
use crate::facts::decided;

const DAY: &str = "2024-06-01";

fn accusation(bench: &Bench) -> A {
    bench.case().reports[&sample::object("report")].accusation
}

fn clarification(bench: &Bench) -> C {
    bench.case().clarifications.get(&sample::object("official")).map_or(C::Start, |one| one.state)
}

fn reappointment(bench: &Bench) -> R {
    bench.case().respondents[&sample::object("respondent")].reappointment.state
}

/// Records the acts in order, none of them a question, and tells where each led.
fn led<S>(bench: &mut Bench, acts: &[Value], state: fn(&Bench) -> S) -> Vec<S> {
    let step = |act: &Value| {
        bench.accept(act);
        state(bench)
    };
    acts.iter().map(step).collect()
}

#[test]
fn an_accusation_is_suspected_and_found_or_mistaken() {
    let suspected = about(FalseAccusationSuspected, &["report"]);
    for (kind, end) in [(FalseAccusationFound, A::Found), (MistakenReportFound, A::Mistaken)] {
        let mut bench = unfounded();
        assert_eq!(accusation(&bench), A::Start);
        let states = led(&mut bench, &[suspected.clone(), request(kind, DAY)], accusation);
        assert_eq!(states, [A::Suspected, end]);
        let report = bench.case().reports[&sample::object("report")].state;
        assert_eq!(report, ReportState::Concluded, "the report itself stays where it is");
    }
}

/// A suspicion that names the clue is one of the reports the clue came from; after an answer it can still come up.
#[test]
fn a_suspicion_finds_its_report_by_the_clue() {
    let mut bench = unfounded();
    bench.accept(&request(ReporterInformedOfResult, DAY));
    bench.accept(&about(FalseAccusationSuspected, &["clue"]));
    assert_eq!(accusation(&bench), A::Suspected);
    let mut bench = unfounded();
    bench.accept(&about(FalseAccusationSuspected, &["official"]));
    assert_eq!(accusation(&bench), A::Start, "of an official alone it is kept as a fact");
}

#[test]
fn an_accusation_found_out_of_order_is_found_all_the_same_and_not_suspected_again() {
    let mut bench = Bench::after(&[ReportReceived]);
    bench.accept(&confirmed(request(FalseAccusationFound, DAY)));
    assert_eq!(accusation(&bench), A::Found);
    bench.accept(&confirmed(about(FalseAccusationSuspected, &["report"])));
    assert_eq!(accusation(&bench), A::Found);
    // A later finding of another kind tells of a later state.
    bench.accept(&confirmed(request(MistakenReportFound, DAY)));
    assert_eq!(accusation(&bench), A::Mistaken);
}

#[test]
fn a_clarification_is_proposed_approved_and_made_and_may_be_needed_again() {
    let mut bench = unfounded();
    let acts = [ClarificationProposed, ClarificationApproved, Clarified].map(|kind| request(kind, DAY));
    assert_eq!(led(&mut bench, &acts, clarification), [C::Proposed, C::Approved, C::Clarified]);
    let made = bench.case().clarifications[&sample::object("official")].clone();
    assert_eq!(made.clarified_on.map(|date| date.to_string()).as_deref(), Some(DAY));
    let again = with(acts[0].clone(), "/payload/by", json!("subject"));
    assert_eq!(led(&mut bench, &[again], clarification), [C::Proposed]);
    assert_eq!(bench.case().clarifications[&sample::object("official")].by, Some(ClarificationBy::Subject));
}

#[test]
fn each_official_is_cleared_for_himself() {
    let mut bench = unfounded();
    bench.accept(&request(ClarificationProposed, DAY));
    let other = uuid::Uuid::from_u128(8);
    bench.accept(&with(request(ClarificationProposed, DAY), "/refs/official", json!([other])));
    bench.accept(&with(request(ClarificationApproved, DAY), "/refs/official", json!([other])));
    let states: Vec<C> = [sample::object("official"), other].map(|id| bench.case().clarifications[&id].state).into();
    assert_eq!(states, [C::Proposed, C::Approved]);
}

#[test]
fn a_reappointment_is_proposed_and_decided_and_can_be_proposed_again() {
    let mut bench = decided();
    let proposed = request(ReappointmentProposed, DAY);
    let refused = with(request(ReappointmentDecided, DAY), "/payload/approved", json!(false));
    let approved = request(ReappointmentDecided, "2024-07-01");
    let states = led(&mut bench, &[proposed.clone(), refused, proposed, approved], reappointment);
    assert_eq!(states, [R::Proposed, R::Decided, R::Proposed, R::Decided]);
    let known = bench.case().respondents[&sample::object("respondent")].reappointment.clone();
    assert_eq!((known.approved, known.decided_on.map(|d| d.to_string()).as_deref()), (Some(true), Some("2024-07-01")));
}
