//! What an act of the phases after a decision usually follows: it is offered as out of order with the fact that is
//! missing, it can be recorded all the same, and it is expected once the fact is there.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::available::{Availability, Offer, offers};
use wenze_domain::case::Missing;
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, request, with};
use crate::facts::{decided, served};

const DAY: &str = "2024-06-01";

/// An act with the sample's objects under these roles too, which it may leave out.
pub(crate) fn about(kind: Kind, roles: &[&str]) -> Value {
    roles
        .iter()
        .fold(request(kind, DAY), |act, role| with(act, &format!("/refs/{role}"), json!([sample::object(role)])))
}

/// A report whose clue was closed as unfounded.
pub(crate) fn unfounded() -> Bench {
    let mut bench = Bench::after(&[ReportReceived, ReportRegistered, ReportAccepted]);
    bench.accept(&about(ClueOpened, &["report"]));
    bench.accept(&request(ClueAssigned, DAY));
    bench.accept(&request(DispositionProposed, DAY));
    bench.accept(&with(request(DispositionApproved, DAY), "/payload/way", json!("close")));
    bench.accept(&request(ClueClosed, DAY));
    bench
}

/// A cadre on whom a form of accountability was decided and served.
pub(crate) fn held_accountable() -> Bench {
    let mut bench = Bench::new();
    let started = request(AccountabilityInquiryStarted, DAY);
    bench.accept(&with(started, "/payload/respondents/0/kind", json!("cadre")));
    let track = json!([format!("{}/accountability", sample::object("respondent"))]);
    for kind in [
        InvestigationTeamFormed,
        FactMaterialPresented,
        RespondentOpinionSigned,
        InvestigationReportSubmitted,
        DecisionMeetingHeld,
        ResponsibilityAttributed,
        DeterminationMade,
        AccountabilityFormDecided,
    ] {
        let mut act = request(kind, DAY);
        if act["refs"].get("track").is_some() {
            act["refs"]["track"] = track.clone();
        }
        bench.accept(&act);
    }
    bench.accept(&about(DecisionDocumentIssued, &["determination"]));
    bench.accept(&about(DecisionServed, &["document"]));
    bench
}

/// An appeal against the determination, filed.
pub(crate) fn appealed() -> Bench {
    let mut bench = served();
    bench.accept(&about(AppealFiled, &["determination"]));
    bench
}

fn after(mut bench: Bench, acts: &[Value]) -> Bench {
    for act in acts {
        bench.accept(act);
    }
    bench
}

fn offer(bench: &Bench, kind: Kind) -> Offer {
    offers(&bench.case()).into_iter().find(|offer| offer.kind == kind).expect("every kind is offered")
}

/// The act is offered out of order for want of `need`, which one of the acts named supplies, and can be recorded.
fn is_asked_for(mut bench: Bench, act: &Value, need: &str, supplier: Kind) {
    let kind = act["kind"].as_str().and_then(Kind::parse).expect("a kind");
    let Availability::OutOfOrder(missing) = offer(&bench, kind).availability else {
        panic!("{kind:?} is offered as {:?}", offer(&bench, kind).availability)
    };
    let names = |one: &Missing| one.needs.iter().any(|n| n == need) && one.acts.iter().any(|a| a == supplier.as_str());
    assert!(missing.iter().any(names), "{kind:?}: {missing:?}");
    bench.refuse(act);
    bench.accept(&confirmed(act.clone()));
    let told = bench.case().events.last().map(|mark| mark.missing.clone()).unwrap_or_default();
    assert!(told.iter().any(names), "{kind:?}: {told:?}");
}

/// The act is expected, and recorded without a question.
fn is_expected(mut bench: Bench, act: &Value) {
    let kind = act["kind"].as_str().and_then(Kind::parse).expect("a kind");
    assert_eq!(offer(&bench, kind).availability, Availability::Expected, "{kind:?}");
    bench.accept(act);
}

#[test]
fn publication_and_more_time_for_formalities_follow_the_announcement() {
    for (kind, roles) in [(DecisionPublished, &["document"][..]), (FormalitiesExtensionApproved, &["measure"])] {
        let mut issued = decided();
        issued.accept(&about(DecisionDocumentIssued, &["determination"]));
        is_asked_for(issued, &about(kind, roles), "announced", DecisionServed);
        is_expected(served(), &about(kind, roles));
    }
}

#[test]
fn only_a_cadre_held_accountable_examines_himself() {
    for kind in [SelfCriticismSubmitted, ExaminationMadeAtMeeting] {
        is_asked_for(served(), &request(kind, DAY), "form_on_cadre", AccountabilityFormDecided);
        is_expected(held_accountable(), &request(kind, DAY));
    }
}

#[test]
fn a_personnel_action_is_about_an_official_known_to_the_case() {
    let act = request(PersonnelActionRecorded, DAY);
    is_asked_for(Bench::after(&[ReportReceived]), &act, "official_known", SubjectIdentified);
    let identified = || after(Bench::after(&[ReportReceived]), &[about(SubjectIdentified, &["report", "official"])]);
    is_expected(identified(), &act);
    // Somebody else is not known by that.
    let other = with(act, "/refs/official", json!([Uuid::from_u128(5)]));
    identified().refuse(&other);
}

#[test]
fn a_reappointment_follows_a_measure_and_its_proposal() {
    let proposed = request(ReappointmentProposed, DAY);
    let filed = Bench::after(&[CaseFilingProposed, CaseFilingApproved, CaseFiled]);
    is_asked_for(filed, &proposed, "measure_decided", SanctionImposed);
    is_expected(decided(), &proposed);
    let approved = request(ReappointmentDecided, DAY);
    is_asked_for(decided(), &approved, "proposed", ReappointmentProposed);
    is_expected(after(decided(), &[proposed]), &approved);
}

#[test]
fn time_is_extended_before_an_appeal_is_taken_up_and_while_the_panel_works() {
    let accepted = || after(appealed(), &[request(AppealAccepted, DAY)]);
    is_expected(appealed(), &request(AppealTimeExtensionDecided, DAY));
    is_asked_for(accepted(), &request(AppealTimeExtensionDecided, DAY), "filed", AppealFiled);
    is_asked_for(accepted(), &request(AppealDeadlineExtended, DAY), "panel", ReviewPanelFormed);
    is_expected(after(accepted(), &[request(ReviewPanelFormed, DAY)]), &request(AppealDeadlineExtended, DAY));
}

#[test]
fn what_is_given_back_was_taken_by_a_decision_put_right() {
    let acts = |outcome: &str| {
        let decided = with(request(AppealDecided, DAY), "/payload/outcome", json!(outcome));
        let decided = with(decided, "/payload/per_determination", json!("not_recorded"));
        [request(AppealAccepted, DAY), request(ReviewPanelFormed, DAY), decided]
    };
    for kind in [CompensationPaid, RankRestored, ReputationRestored] {
        is_asked_for(served(), &request(kind, DAY), "appeal_decided", AppealDecided);
        is_asked_for(after(appealed(), &acts("upheld")), &request(kind, DAY), "appeal_decided", AppealDecided);
        for outcome in ["varied", "revoked_and_remade", "revoked"] {
            is_expected(after(appealed(), &acts(outcome)), &request(kind, DAY));
        }
        let corrected = [request(ErrorDiscovered, DAY), request(DecisionCorrected, DAY)];
        is_expected(after(decided(), &corrected), &request(kind, DAY));
    }
}

#[test]
fn a_correction_is_ordered_where_an_error_was_found() {
    let act = about(CorrectionOrdered, &["determination"]);
    is_asked_for(decided(), &act, "error_discovered", ErrorDiscovered);
    is_expected(after(decided(), &[about(ErrorDiscovered, &["determination"])]), &act);
    // An error of which the papers do not say where it lies is one of the whole case.
    is_expected(after(decided(), &[request(ErrorDiscovered, DAY)]), &act);
    // An error in a record is none in the determination.
    let mut bench = decided();
    let event = bench.history().events.last().map(wenze_domain::event::Event::id).expect("an event");
    bench.accept(&with(request(ErrorDiscovered, DAY), "/refs/event", json!([event])));
    bench.refuse(&act);
    bench.accept(&with(request(CorrectionOrdered, DAY), "/refs/event", json!([event])));
}

#[test]
fn a_decision_is_corrected_where_an_error_was_found() {
    let act = request(DecisionCorrected, DAY);
    is_asked_for(decided(), &act, "error_discovered", ErrorDiscovered);
    is_expected(after(decided(), &[about(ErrorDiscovered, &["determination"])]), &act);
}

#[test]
fn honours_and_votes_wait_for_nothing() {
    for kind in [HonoursForfeited, SatisfactionVoteRecorded] {
        is_expected(Bench::new(), &request(kind, DAY));
    }
}

#[test]
fn a_false_accusation_is_suspected_after_an_unfounded_clue_and_found_after_the_suspicion() {
    let suspected = about(FalseAccusationSuspected, &["report"]);
    let opened = || after(Bench::after(&[ReportReceived]), &[confirmed(about(ClueOpened, &["report"]))]);
    is_asked_for(opened(), &suspected, "closed_unfounded", ClueClosed);
    is_expected(unfounded(), &suspected);
    for kind in [FalseAccusationFound, MistakenReportFound] {
        is_asked_for(unfounded(), &request(kind, DAY), "suspected", FalseAccusationSuspected);
        is_expected(after(unfounded(), std::slice::from_ref(&suspected)), &request(kind, DAY));
    }
    // A clue closed for another reason gives no ground, whatever else the case holds.
    let mut minor = opened();
    minor.accept(&confirmed(with(request(ClueClosed, DAY), "/payload/outcome", json!("minor_handled"))));
    minor.refuse(&suspected);
}

#[test]
fn a_clarification_goes_from_its_proposal_to_its_approval_to_itself() {
    let [proposed, approved, made] = [ClarificationProposed, ClarificationApproved, Clarified].map(|k| request(k, DAY));
    is_asked_for(Bench::after(&[ReportReceived]), &proposed, "closed_unfounded", ClueClosed);
    is_expected(unfounded(), &proposed);
    // Where nothing was proposed, and where something was.
    is_asked_for(unfounded(), &approved, "proposed", ClarificationProposed);
    is_asked_for(unfounded(), &made, "approved", ClarificationApproved);
    let begun = || after(unfounded(), std::slice::from_ref(&proposed));
    is_asked_for(begun(), &made, "approved", ClarificationApproved);
    is_expected(begun(), &approved);
    is_expected(after(begun(), std::slice::from_ref(&approved)), &made);
    let official = sample::object("official").to_string();
    let candidates = offer(&begun(), ClarificationApproved).candidates;
    assert!(candidates.iter().any(|one| one.role == "official" && one.object == official), "{candidates:?}");
}
