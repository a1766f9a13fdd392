//! What acts leave behind besides states: rounds, standings, dues, handlers, numbers, stages.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::case::{Designation, Standing};
use wenze_domain::codes::{EscalationStep, TrackCode};
use wenze_domain::states::ReportState;
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, request, with};

const DAY: &str = "2024-06-01";

/// From filing to the determination, on the party track.
const DECIDED: [Kind; 14] = [
    CaseFilingProposed,
    CaseFilingApproved,
    CaseFiled,
    InvestigationTeamFormed,
    FactMaterialPresented,
    RespondentOpinionSigned,
    InvestigationReportSubmitted,
    CaseTransferredForReview,
    ReviewAccepted,
    ReviewReportSubmitted,
    DecisionMeetingHeld,
    ResponsibilityAttributed,
    DeterminationMade,
    SanctionImposed,
];

pub(crate) fn decided() -> Bench {
    Bench::after(&DECIDED)
}

pub(crate) fn served() -> Bench {
    let mut bench = decided();
    let determination = json!([sample::object("determination")]);
    bench.accept(&with(request(DecisionDocumentIssued, DAY), "/refs/determination", determination));
    bench.accept(&with(request(DecisionServed, DAY), "/refs/document", json!([sample::object("document")])));
    bench
}

fn round(bench: &Bench) -> u32 {
    bench.case().respondents[&sample::object("respondent")].tracks[&TrackCode::Party].round
}

fn state(bench: &Bench) -> String {
    let stage = bench.case().stage();
    format!("{}/{}", stage.machine, stage.state)
}

#[test]
fn a_return_a_remand_and_a_reopening_begin_the_next_round() {
    let mut bench = Bench::after(&DECIDED[..9]);
    assert_eq!(round(&bench), 1);
    bench.accept(&request(ReturnedForSupplement, DAY));
    assert_eq!((round(&bench), state(&bench).as_str()), (2, "track/investigating"));
    // A return out of order leaves the pair where it is, and its round too.
    bench.accept(&confirmed(request(ReturnedForReinvestigation, DAY)));
    assert_eq!(round(&bench), 2);
    let mut bench = served();
    bench.accept(&confirmed(request(CaseClosed, DAY)));
    bench.accept(&with(request(CaseReopened, DAY), "/refs/respondent", json!([sample::object("respondent")])));
    assert_eq!((round(&bench), state(&bench).as_str()), (2, "track/reopened"));
    bench.accept(&request(DecisionMeetingHeld, DAY).with_fresh("meeting"));
    bench.accept(&request(ResponsibilityAttributed, DAY));
    bench.accept(&request(DeterminationMade, DAY).with_fresh("determination"));
    let case = bench.case();
    let old = &case.determinations[&sample::object("determination")];
    let new = &case.determinations[&fresh("determination")];
    assert_eq!((old.standing, old.round, new.standing, new.round), (Standing::Replaced, 1, Standing::InForce, 2));
}

/// An id of another object of the same kind.
pub(crate) fn fresh(role: &str) -> Uuid {
    sample::object(&format!("another {role}"))
}

pub(crate) trait WithFresh {
    fn with_fresh(self, role: &str) -> Value;
}

impl WithFresh for Value {
    fn with_fresh(self, role: &str) -> Value {
        with(self, &format!("/refs/{role}"), json!([fresh(role)]))
    }
}

/// An appeal against the determination, decided so; outcome per determination and as a whole.
fn appealed(outcome: &str, per: &Value) -> Bench {
    let mut bench = served();
    bench.accept(&with(request(AppealFiled, DAY), "/refs/determination", json!([sample::object("determination")])));
    bench.accept(&request(AppealAccepted, DAY));
    bench.accept(&request(ReviewPanelFormed, DAY));
    let decided = with(request(AppealDecided, DAY), "/payload/outcome", json!(outcome));
    bench.accept(&with(decided, "/payload/per_determination", per.clone()));
    bench
}

#[test]
fn an_appeal_changes_the_standing_of_what_was_appealed() {
    let not_recorded = json!("not_recorded");
    for (outcome, standing) in [
        ("upheld", Standing::InForce),
        ("varied", Standing::Varied),
        ("revoked_and_remade", Standing::Varied),
        ("revoked", Standing::Revoked),
        ("revoked_and_remanded", Standing::Remanded),
    ] {
        let bench = appealed(outcome, &not_recorded);
        let case = bench.case();
        assert_eq!(case.determinations[&sample::object("determination")].standing, standing, "{outcome}");
        assert_eq!(case.measures[&sample::object("measure")].standing, standing, "{outcome}");
        let remanded = outcome == "revoked_and_remanded";
        assert_eq!((round(&bench), state(&bench).starts_with("track/reopened")), (1 + u32::from(remanded), remanded));
    }
    let one = |outcome: &str| {
        let id = sample::object("determination");
        json!([{ "determination": id, "outcome": outcome, "kind": "not_recorded", "months": "not_recorded" }])
    };
    let case = appealed("upheld", &one("revoked")).case();
    assert_eq!(case.determinations[&sample::object("determination")].standing, Standing::Revoked, "each counts first");
}

/// After the appeal the case shows the measure that is in force, not the one that was changed.
#[test]
fn a_measure_varied_on_appeal_has_its_new_kind_and_period() {
    let per = |outcome: &str| {
        let id = sample::object("determination");
        json!([{ "determination": id, "outcome": outcome, "kind": "warning", "months": 6 }])
    };
    let measure = |outcome: &str| {
        let measure = appealed(outcome, &per(outcome)).case().measures[&sample::object("measure")].clone();
        (measure.code.unwrap_or_default(), measure.months)
    };
    assert_eq!(measure("varied"), ("warning".to_owned(), Some(6)));
    assert_eq!(measure("revoked_and_remade"), ("warning".to_owned(), Some(6)));
    assert_eq!(measure("revoked"), ("serious_warning".to_owned(), Some(3)), "what was taken away is told as it was");
}

#[test]
fn a_decision_corrected_says_so() {
    let mut bench = decided();
    bench.accept(&request(ErrorDiscovered, DAY));
    bench.accept(&request(DecisionCorrected, DAY));
    assert_eq!(bench.case().determinations[&sample::object("determination")].standing, Standing::Corrected);
}

#[test]
fn a_measure_knows_its_code_its_regime_and_whether_it_rests() {
    let mut bench = served();
    let measure = |bench: &Bench| bench.case().measures[&sample::object("measure")].clone();
    let now = measure(&bench);
    assert_eq!((now.code.as_deref(), now.months), (Some("serious_warning"), Some(3)));
    assert_eq!((now.regime.as_deref(), now.track), (Some("cn-party/2023"), Some(TrackCode::Party)));
    bench.accept(&with(request(FormalitiesCompleted, DAY), "/refs/measure", json!([sample::object("measure")])));
    bench.accept(&request(ExecutionSuspended, DAY));
    assert!(measure(&bench).suspended && state(&bench) == "track/execution_suspended");
    bench.accept(&request(ExecutionResumed, DAY));
    assert!(!measure(&bench).suspended && state(&bench) == "track/executing");
    bench.accept(&request(SanctionLifted, "2024-08-01"));
    assert_eq!(measure(&bench).lifted_on.map(|date| date.to_string()).as_deref(), Some("2024-08-01"));
    assert_eq!(
        bench.case().documents[&sample::object("document")].served_on.map(|d| d.to_string()).as_deref(),
        Some(DAY)
    );
}

#[test]
fn an_item_keeps_the_due_date_in_force_and_the_highest_step() {
    let mut bench = Bench::after(&[RectificationOrdered]);
    let item = |bench: &Bench| bench.case().items[&sample::object("item")].clone();
    let due = |bench: &Bench| item(bench).due_on.map(|date| date.to_string()).unwrap_or_default();
    assert_eq!(due(&bench), "2024-03-05");
    let letter = |due: Value| with(request(SupervisionLetterIssued, DAY), "/payload/due_on", due);
    bench.accept(&letter(json!("2024-07-01")));
    bench.accept(&letter(json!("not_recorded")));
    assert_eq!((due(&bench).as_str(), item(&bench).letters), ("2024-07-01", 2));
    bench.accept(&with(request(RectificationExtended, DAY), "/payload/until", json!("2024-08")));
    assert_eq!(due(&bench), "2024-08");
    let step = |step: &str| with(request(EscalationStepTaken, DAY), "/payload/step", json!(step));
    bench.accept(&step("admonition"));
    bench.accept(&step("principal_talk"));
    assert_eq!(item(&bench).step, Some(EscalationStep::Admonition), "never down");
    bench.accept(&request(RectificationClaimed, DAY));
    bench.accept(&request(RectificationInspected, DAY));
    bench.accept(&with(request(RectificationRejected, DAY), "/payload/new_due_on", json!("2024-09-01")));
    assert_eq!(due(&bench), "2024-09-01");
}

#[test]
fn a_record_is_a_case_only_once_it_is_filed_or_an_inquiry_starts() {
    let mut bench = Bench::new();
    assert_eq!((bench.case().designation(), state(&bench).as_str()), (Designation::Report, "report/none"));
    bench.accept(&request(ReportReceived, DAY));
    assert_eq!((bench.case().designation(), state(&bench).as_str()), (Designation::Report, "report/received"));
    bench.accept(&request(ClueOpened, DAY));
    assert_eq!((bench.case().designation(), state(&bench).as_str()), (Designation::Clue, "clue/opened"));
    bench.accept(&request(CaseFilingProposed, DAY));
    assert_eq!((bench.case().designation(), state(&bench).as_str()), (Designation::Clue, "track/filing_proposed"));
    bench.accept(&request(CaseFilingApproved, DAY));
    bench.accept(&request(CaseFiled, DAY));
    assert_eq!(bench.case().designation(), Designation::Case);
    let no = bench.case().case_no.expect("a number");
    assert_eq!((no.no.as_str(), no.organ), ("示例〔2024〕1号 case_no", Some(sample::object("organ"))));
    let take = bench.history().events.last().map(|event| event.envelope.take.clone()).expect("an event");
    assert_eq!(take, [format!("case_no:{}:2024:{}", sample::object("organ"), no.no)]);
    let mut inquiry = Bench::new();
    inquiry.accept(&request(AccountabilityInquiryStarted, DAY));
    assert_eq!(inquiry.case().designation(), Designation::Case);
}

#[test]
fn the_stage_is_that_of_the_least_advanced_pair_still_open() {
    let mut bench = decided();
    assert_eq!(state(&bench), "track/determined");
    let other = fresh("respondent");
    let mut added = with(request(RespondentAdded, DAY), "/payload/entry/respondent", json!(other));
    added["refs"] = json!({ "respondent": [other], "track": [format!("{other}/party")] });
    bench.accept(&added);
    let stage = bench.case().stage();
    assert_eq!((stage.state.as_str(), stage.at, stage.of), ("filed", 1, 2));
    bench.accept(&with(request(InvestigationPlanApproved, DAY), "/refs/track", json!([format!("{other}/party")])));
    let third = sample::object("third respondent");
    added["payload"]["entry"]["respondent"] = json!(third);
    added["refs"] = json!({ "respondent": [third], "track": [format!("{third}/party")] });
    bench.accept(&added);
    let stage = bench.case().stage();
    assert_eq!((stage.state.as_str(), stage.at, stage.of), ("filed", 1, 3));
    bench.accept(&confirmed(request(CaseClosed, DAY)));
    assert_eq!(state(&bench), "case/closed");
}

#[test]
fn people_found_and_handlers_named_are_kept() {
    let mut bench = Bench::after(&[ReportReceived, ClueOpened]);
    let subjects = json!({ "official": [sample::object("official")], "clue": [sample::object("clue")] });
    bench.accept(&with(request(SubjectIdentified, DAY), "/refs", subjects));
    bench.accept(&with(request(HandlerAssigned, DAY), "/refs/object", json!([sample::object("clue")])));
    let case = bench.case();
    assert_eq!(case.clues[&sample::object("clue")].subjects[0].identified, Some(sample::object("official")));
    assert_eq!(case.handlers[0].person, Some(sample::object("person")));
    assert_eq!(case.reports[&sample::object("report")].subjects[0].identified, None);
}

#[test]
fn linked_cases_each_hold_the_link() {
    let mut bench = Bench::after(&[ReportReceived]);
    let other = fresh("case");
    bench.accept(&with(request(CasesLinked, DAY), "/refs/case", json!([other])));
    assert!(bench.case().linked.contains(&other));
    let theirs = bench.recorder.case(other);
    assert!(theirs.linked.contains(&bench.case) && !theirs.linked.contains(&other));
}

#[test]
fn what_is_done_for_an_appeal_leaves_the_pairs_where_they_are() {
    let mut bench = appealed("upheld", &json!("not_recorded"));
    let before = bench.case();
    let appeal = json!([sample::object("appeal")]);
    let mut meeting = with(request(DecisionMeetingHeld, DAY).with_fresh("meeting"), "/refs/appeal", appeal.clone());
    meeting["refs"]["respondent"] = json!([sample::object("respondent")]);
    bench.accept(&confirmed(meeting));
    assert_eq!(bench.case().respondents, before.respondents);
    // A pair reopened by the appeal starts again with evidence of its own, not with that of the appeal.
    let mut bench = appealed("revoked_and_remanded", &json!("not_recorded"));
    let respondent = json!([sample::object("respondent")]);
    let gathered = with(request(EvidenceCollected, DAY), "/refs/respondent", respondent);
    bench.accept(&confirmed(with(gathered.clone(), "/refs/appeal", appeal)));
    assert_eq!(state(&bench), "track/reopened");
    bench.accept(&gathered.with_fresh("evidence"));
    assert_eq!(state(&bench), "track/investigating");
}

#[test]
fn a_report_follows_the_decision_only_where_that_fits() {
    let report = |kinds: &[Kind]| {
        let mut bench = Bench::after(kinds);
        for kind in DECIDED {
            bench.accept(&confirmed(request(kind, DAY)));
        }
        bench.case().reports[&sample::object("report")].state
    };
    assert_eq!(report(&[ReportReceived, ReportRegistered]), ReportState::Registered, "it was never taken up");
    let mut bench = Bench::after(&[ReportReceived, ReportRegistered, ReportAccepted]);
    bench.accept(&with(request(ClueOpened, DAY), "/refs/report", json!([sample::object("report")])));
    for kind in DECIDED {
        bench.accept(&confirmed(request(kind, DAY)));
    }
    assert_eq!(bench.case().reports[&sample::object("report")].state, ReportState::Concluded);
}

#[test]
fn the_kind_of_a_sanction_and_not_what_accompanies_it_pins_the_regime() {
    let mut bench = Bench::after(&DECIDED[..13]);
    let sanction = with(request(SanctionImposed, DAY), "/payload/per_violation/0/kind", json!("major_demerit"));
    bench.accept(&sanction);
    let pin = bench.history().events.last().and_then(|event| event.envelope.regime.clone()).expect("a pin");
    assert_eq!((pin.regime.as_str(), pin.version.as_str()), ("cn-party", "2023"));
}
