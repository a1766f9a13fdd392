//! What may be done now: every act is offered, and offered as what recording it would answer.

use serde_json::json;
use wenze_domain::acts::Kind;
use wenze_domain::available::{Availability, Offer, offers};
use wenze_domain::case::Case;
use wenze_domain::refusal::Refusal;
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, request, with};

fn offer(offers: &[Offer], kind: Kind) -> &Offer {
    offers.iter().find(|offer| offer.kind == kind).expect("every kind is offered")
}

#[test]
fn every_act_of_a_case_is_offered_once() {
    let offered: Vec<Kind> = offers(&Case::new(sample::object("case"))).iter().map(|offer| offer.kind).collect();
    let all: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| !kind.spec().phase.is_outside_cases()).collect();
    assert_eq!(offered, all);
}

#[test]
fn an_empty_record_starts_with_a_report_a_clue_a_filing_or_an_inquiry() {
    let offers = offers(&Case::new(sample::object("case")));
    for kind in [Kind::ReportReceived, Kind::ClueOpened, Kind::CaseFilingProposed, Kind::AccountabilityInquiryStarted] {
        assert_eq!(offer(&offers, kind).availability, Availability::Expected, "{kind:?}");
    }
    let missing = &offer(&offers, Kind::ClueAssigned).availability;
    assert!(matches!(missing, Availability::Refused(Refusal::ObjectMissing { role, .. }) if role == "clue"));
}

#[test]
fn an_offer_out_of_order_names_the_fact_and_who_supplies_it() {
    let bench = Bench::after(&[Kind::ReportReceived, Kind::ClueOpened]);
    let offers = offers(&bench.case());
    let proposed = offer(&offers, Kind::DispositionProposed);
    let Availability::OutOfOrder(missing) = &proposed.availability else { panic!("{:?}", proposed.availability) };
    assert_eq!((missing[0].state.as_str(), missing[0].needs[0].as_str()), ("opened", "assigned"));
    assert!(missing[0].acts.contains(&"ClueAssigned".to_owned()));
    assert_eq!(proposed.candidates[0].object, sample::object("clue").to_string());
    assert_eq!(offer(&offers, Kind::ClueAssigned).availability, Availability::Expected);
}

/// An act offered as expected on its only object is recorded without a question.
#[test]
fn what_is_offered_as_expected_is_recorded_without_a_question() {
    let order = [
        Kind::ReportReceived,
        Kind::ReportRegistered,
        Kind::ReportAccepted,
        Kind::CaseFilingProposed,
        Kind::CaseFilingApproved,
        Kind::CaseFiled,
        Kind::InvestigationTeamFormed,
        Kind::FactMaterialPresented,
        Kind::RespondentOpinionSigned,
        Kind::InvestigationReportSubmitted,
    ];
    let mut bench = Bench::new();
    for kind in order {
        let offers = offers(&bench.case());
        assert_eq!(offer(&offers, kind).availability, Availability::Expected, "{kind:?}");
        bench.accept(&request(kind, "2024-02-01"));
    }
}

/// A declined report has nobody to investigate, nothing to serve and nothing to archive.
#[test]
fn acts_about_a_respondent_are_not_expected_where_there_is_none() {
    let bench = Bench::after(&[Kind::ReportReceived, Kind::ReportRegistered, Kind::ReportDeclined]);
    let offers = offers(&bench.case());
    for kind in [
        Kind::CaseFiled,
        Kind::InvestigationTeamFormed,
        Kind::EvidenceCollected,
        Kind::ReviewTeamFormed,
        Kind::DecisionServed,
        Kind::DecisionArchived,
        Kind::FormalitiesCompleted,
        Kind::ExecutionReported,
    ] {
        let Availability::OutOfOrder(missing) = &offer(&offers, kind).availability else {
            panic!("{kind:?} is offered as {:?}", offer(&offers, kind).availability)
        };
        assert_eq!((missing[0].machine.as_str(), missing[0].state.as_str()), ("track", "none"), "{kind:?}");
    }
}

#[test]
fn a_decision_is_served_once_it_stands_in_a_document() {
    let mut bench = Bench::new();
    for kind in [Kind::CaseFiled, Kind::DecisionMeetingHeld, Kind::DeterminationMade] {
        bench.accept(&confirmed(request(kind, "2024-02-01")));
    }
    let document = request(Kind::DecisionDocumentIssued, "2024-02-02");
    bench.accept(&with(document, "/refs/determination", json!([sample::object("determination")])));
    let offers = offers(&bench.case());
    let served = offer(&offers, Kind::DecisionServed);
    assert_eq!(served.availability, Availability::Expected, "{served:?}");
    let document = sample::object("document").to_string();
    assert!(served.candidates.iter().any(|c| c.role == "document" && c.object == document && c.missing.is_empty()));
    // Every pair is decided, so a new team has nobody to look into.
    assert!(matches!(offer(&offers, Kind::InvestigationTeamFormed).availability, Availability::OutOfOrder(_)));
}

#[test]
fn a_closed_case_is_not_closed_again() {
    let bench = Bench::after(&[Kind::ReportReceived, Kind::ReportRegistered, Kind::ReportDeclined, Kind::CaseClosed]);
    let closed = offers(&bench.case());
    let Availability::OutOfOrder(missing) = &offer(&closed, Kind::CaseClosed).availability else {
        panic!("{closed:?}")
    };
    assert_eq!(missing[0].acts, ["CaseReopened"]);
}

/// What the catalogue says an act usually follows is shown where it is missing, with the act that supplies it, and the act
/// can be recorded all the same.
#[test]
fn what_an_act_usually_follows_is_shown_where_it_is_missing() {
    use Kind::*;
    let filed = [CaseFilingProposed, CaseFilingApproved, CaseFiled];
    let clue = [ClueOpened, ClueAssigned];
    let cases: [(&[Kind], Kind, Kind); 12] = [
        (&clue, InquiryLetterIssued, DispositionApproved),
        (&clue, InquiryLetterReceived, InquiryLetterIssued),
        (&clue, InquiryReplyReceived, InquiryLetterReceived),
        (&filed, TeamChanged, InvestigationTeamFormed),
        (&filed[..2], InvestigationDeadlineExtended, CaseFiled),
        (&filed, ReviewDeadlineExtended, ReviewAccepted),
        (&filed, OpinionSolicited, ReviewReportSubmitted),
        (&filed, ReferredToProcuratorate, FactListed),
        (&filed, ReturnedByProcuratorate, ReferredToProcuratorate),
        (&filed, JudicialOutcomeRecorded, ReferredToProcuratorate),
        (&[], ReferredToCompetentAuthority, ReportReceived),
        (&[RecusalRequested, RecusalDecided], RecusalDecided, RecusalRequested),
    ];
    for (before, kind, supplied_by) in cases {
        let mut bench = Bench::after(before);
        let offers = offers(&bench.case());
        let Availability::OutOfOrder(missing) = &offer(&offers, kind).availability else {
            panic!("{kind:?} is offered as {:?}", offer(&offers, kind).availability)
        };
        let is_told = missing.iter().any(|one| one.acts.iter().any(|act| act == supplied_by.as_str()));
        assert!(is_told, "{kind:?}: {missing:?}");
        assert!(matches!(bench.refuse(&request(kind, "2024-02-01")), Refusal::ConfirmNeeded { .. }), "{kind:?}");
        bench.accept(&confirmed(request(kind, "2024-02-01")));
    }
}

/// What needs an object that is not there yet cannot be recorded, and the offer names the object.
#[test]
fn an_act_without_its_object_names_what_it_lacks() {
    let offers = offers(&Bench::after(&[Kind::ReportReceived]).case());
    for (kind, role) in [
        (Kind::ClueReportedUpward, "clue"),
        (Kind::RecusalDecided, "recusal"),
        (Kind::EvidenceHandedOver, "evidence"),
        (Kind::EvidenceExcluded, "evidence"),
    ] {
        let availability = &offer(&offers, kind).availability;
        let lacks =
            matches!(availability, Availability::Refused(Refusal::ObjectMissing { role: named, .. }) if named == role);
        assert!(lacks, "{kind:?}: {availability:?}");
    }
    for kind in [Kind::RecusalGroundKnown, Kind::RecusalRequested, Kind::InterferenceRecorded] {
        assert_eq!(offer(&offers, kind).availability, Availability::Expected, "{kind:?} comes at any stage");
    }
}
