//! What an inquiry works with: letters, recusals, evidence, teams, time, and what is noted beside the procedure.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::case::Case;
use wenze_domain::codes::{RecusalGround, TrackCode};
use wenze_domain::fields::PartialDate;
use wenze_domain::refusal::Refusal;
use wenze_domain::states::{ClueState, EvidenceState, LetterState, RecusalState, TrackState};
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, request, with};

const DAY: &str = "2024-06-01";

/// Up to the approval of interview and inquiry.
const INQUIRING: [Kind; 4] = [ClueOpened, ClueAssigned, DispositionProposed, DispositionApproved];
/// Up to an investigation under way, on the party track.
const INVESTIGATING: [Kind; 4] = [CaseFilingProposed, CaseFilingApproved, CaseFiled, InvestigationTeamFormed];

fn named(role: &str) -> Value {
    json!([sample::object(role)])
}

fn day(date: Option<PartialDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// The stated state of an object and the acts that supply what is missing, where an act is asked about.
fn asked(bench: &mut Bench, act: &Value) -> Vec<(String, String, Vec<String>)> {
    match bench.refuse(act) {
        Refusal::ConfirmNeeded { missing } => {
            missing.into_iter().map(|one| (one.machine, one.state, one.acts)).collect()
        }
        other => panic!("{act:#}\n{other:?}"),
    }
}

#[test]
fn a_letter_knows_whom_it_asks_and_since_when_the_time_for_the_reply_runs() {
    let mut bench = Bench::after(&INQUIRING);
    bench.accept(&request(InquiryLetterIssued, "2024-06-03"));
    bench.accept(&with(request(InquiryLetterReceived, "2024-06-05"), "/refs/letter", named("letter")));
    let letter = |bench: &Bench| bench.case().letters[&sample::object("letter")].clone();
    let now = letter(&bench);
    assert_eq!(
        (now.state, day(now.issued_on), day(now.received_on)),
        (LetterState::Received, "2024-06-03".into(), "2024-06-05".into())
    );
    assert_eq!((now.clue, now.official), (Some(sample::object("clue")), Some(sample::object("official"))));
    bench.accept(&request(InquiryReplyReceived, "2024-06-20"));
    assert_eq!((letter(&bench).state, day(letter(&bench).replied_on)), (LetterState::Replied, "2024-06-20".into()));
    assert_eq!(bench.case().clues[&sample::object("clue")].state, ClueState::Interviewing);
    bench.accept(&request(InquiryReportSubmitted, "2024-06-28"));
}

/// Papers that come back rarely say which letter they answer: it is the one to this official that waits.
#[test]
fn a_reply_that_names_no_letter_belongs_to_the_one_that_waits_for_it() {
    let mut bench = Bench::after(&INQUIRING);
    let another = |what: &str| json!([sample::object(&format!("another {what}"))]);
    bench.accept(&request(InquiryLetterIssued, DAY));
    let second = with(request(InquiryLetterIssued, DAY), "/refs/letter", another("letter"));
    bench.accept(&with(second, "/refs/official", another("official")));
    bench.accept(&with(request(InquiryLetterReceived, DAY), "/refs/official", another("official")));
    let state = |case: &Case, id: Uuid| case.letters[&id].state;
    let (one, other) = (sample::object("letter"), sample::object("another letter"));
    assert_eq!((state(&bench.case(), one), state(&bench.case(), other)), (LetterState::Issued, LetterState::Received));
    let early = asked(&mut bench, &request(InquiryReplyReceived, DAY));
    assert_eq!(early, [("letter".into(), "issued".into(), vec!["InquiryLetterReceived".into()])]);
    bench.accept(&confirmed(request(InquiryReplyReceived, DAY)));
    assert_eq!(state(&bench.case(), one), LetterState::Replied, "it came although nobody noted the receipt");
}

#[test]
fn a_receipt_without_a_letter_is_a_question_that_names_the_letter() {
    let mut bench = Bench::after(&INQUIRING);
    for kind in [InquiryLetterReceived, InquiryReplyReceived] {
        let missing = asked(&mut bench, &request(kind, DAY));
        assert_eq!((missing[0].0.as_str(), missing[0].1.as_str()), ("letter", "none"), "{kind:?}");
        bench.accept(&confirmed(request(kind, DAY)));
    }
    let early = asked(&mut Bench::after(&INQUIRING[..2]), &request(InquiryLetterIssued, DAY));
    assert_eq!(early[0].2, ["DispositionApproved"]);
}

#[test]
fn a_clue_is_reported_upward_when_opened_and_when_disposed_of() {
    let mut bench = Bench::after(&INQUIRING[..2]);
    let report = |stage: &str| with(request(ClueReportedUpward, DAY), "/payload/stage", json!(stage));
    bench.accept(&report("opened"));
    let early = asked(&mut bench, &report("disposed"));
    assert!(early[0].2.contains(&"DispositionApproved".to_owned()), "{early:?}");
    bench.accept(&request(DispositionProposed, DAY));
    bench.accept(&request(DispositionApproved, DAY));
    bench.accept(&report("disposed"));
    assert_eq!(bench.case().clues[&sample::object("clue")].state, ClueState::Interviewing);
}

/// The ground becomes known, the respondent asks for the same, and it is decided once.
#[test]
fn a_recusal_takes_up_an_id_that_is_on_the_case() {
    let mut bench = Bench::after(&INVESTIGATING);
    let known = with(request(RecusalGroundKnown, "2024-06-01"), "/payload/ground", json!("witness"));
    bench.accept(&known);
    bench.accept(&with(request(RecusalRequested, "2024-06-04"), "/payload/ground", json!("interest")));
    let recusal = |bench: &Bench| bench.case().recusals[&sample::object("recusal")].clone();
    let now = recusal(&bench);
    assert_eq!(
        (now.state, now.person, day(now.since)),
        (RecusalState::Open, Some(sample::object("person")), "2024-06-01".into())
    );
    assert_eq!(now.ground, Some(RecusalGround::Interest));
    bench.accept(&with(request(RecusalDecided, "2024-06-06"), "/payload/granted", json!(false)));
    assert_eq!((recusal(&bench).state, day(recusal(&bench).decided_on)), (RecusalState::Refused, "2024-06-06".into()));
    let again = asked(&mut bench, &request(RecusalDecided, DAY));
    assert_eq!((again[0].0.as_str(), again[0].1.as_str()), ("recusal", "refused"));
    // What is not on the case cannot be decided on.
    let other = with(request(RecusalDecided, DAY), "/refs/recusal", named("another recusal"));
    assert!(matches!(bench.refuse(&other), Refusal::ObjectMissing { role, .. } if role == "recusal"));
    let state = bench.case().respondents[&sample::object("respondent")].tracks[&TrackCode::Party].state;
    assert_eq!(state, TrackState::Investigating, "the case goes on meanwhile");
}

#[test]
fn a_recusal_may_be_raised_at_any_stage_and_in_an_appeal() {
    let mut bench = Bench::new();
    bench.accept(&request(RecusalRequested, DAY));
    bench.accept(&request(RecusalDecided, DAY));
    assert_eq!(bench.case().recusals[&sample::object("recusal")].state, RecusalState::Recused);
    bench.accept(&confirmed(request(CaseFiled, DAY)));
    bench.accept(&confirmed(request(AppealFiled, DAY)));
    let ground = with(request(RecusalGroundKnown, DAY), "/refs/recusal", named("another recusal"));
    bench.accept(&with(ground, "/refs/appeal", named("appeal")));
    assert_eq!(bench.case().recusals[&sample::object("another recusal")].appeal, Some(sample::object("appeal")));
}

#[test]
fn evidence_is_where_its_last_hand_over_says_and_excluded_once_it_does_not_count() {
    let mut bench = Bench::after(&INVESTIGATING);
    bench.accept(&request(EvidenceCollected, DAY));
    let state = |bench: &Bench| bench.case().evidence[&sample::object("evidence")].state;
    assert_eq!(state(&bench), EvidenceState::Held);
    let to = |purpose: &str| with(request(EvidenceHandedOver, DAY), "/payload/purpose", json!(purpose));
    bench.accept(&to("custody"));
    assert_eq!(state(&bench), EvidenceState::HeldElsewhere);
    bench.accept(&to("with_case"));
    assert_eq!(state(&bench), EvidenceState::SentWithCase);
    bench.accept(&request(EvidenceExcluded, DAY));
    bench.accept(&to("returned"));
    assert_eq!(state(&bench), EvidenceState::Excluded, "it goes back and still does not count");
    let again = asked(&mut bench, &request(EvidenceExcluded, DAY));
    assert_eq!((again[0].0.as_str(), again[0].1.as_str()), ("evidence", "excluded"));
    let other = with(request(EvidenceExcluded, DAY), "/refs/evidence", named("another evidence"));
    assert!(matches!(bench.refuse(&other), Refusal::ObjectMissing { .. }));
}

#[test]
fn an_interview_on_record_is_evidence_too() {
    let mut bench = Bench::after(&INVESTIGATING);
    bench.accept(&request(InterviewRecorded, DAY));
    bench.accept(&with(request(EvidenceHandedOver, DAY), "/payload/purpose", json!("returned")));
    assert_eq!(bench.case().evidence[&sample::object("evidence")].state, EvidenceState::Returned);
}

#[test]
fn time_that_was_extended_is_kept_with_what_it_was_extended_for() {
    let until = |kind, until: &str| with(request(kind, DAY), "/payload/until", json!(until));
    let mut bench = Bench::after(&INVESTIGATING);
    bench.accept(&until(InvestigationDeadlineExtended, "2024-08-01"));
    let track =
        |bench: &Bench| bench.case().respondents[&sample::object("respondent")].tracks[&TrackCode::Party].clone();
    assert_eq!((day(track(&bench).investigate_by), track(&bench).review_by), ("2024-08-01".into(), None));
    bench.accept(&until(InvestigationDeadlineExtended, "not_recorded"));
    assert_eq!(day(track(&bench).investigate_by), "2024-08-01");
    for kind in [FactMaterialPresented, RespondentOpinionSigned, InvestigationReportSubmitted, CaseTransferredForReview]
    {
        bench.accept(&request(kind, DAY));
    }
    let early = asked(&mut bench, &until(ReviewDeadlineExtended, "2024-09"));
    assert_eq!(early[0].2, ["ReviewAccepted"]);
    bench.accept(&request(ReviewAccepted, DAY));
    bench.accept(&until(ReviewDeadlineExtended, "2024-09"));
    assert_eq!((day(track(&bench).review_by), track(&bench).state), ("2024-09".into(), TrackState::InReview));

    let mut bench = Bench::after(&INQUIRING[..2]);
    for kind in [DispositionProposed, DispositionApproved] {
        bench.accept(&with(request(kind, DAY), "/payload/way", json!("preliminary_verification")));
    }
    bench.accept(&with(until(InvestigationDeadlineExtended, "2024-07-15"), "/refs/clue", named("clue")));
    assert_eq!(day(bench.case().clues[&sample::object("clue")].verify_by), "2024-07-15");
}

/// Who is on the team, whose opinion is asked, who put in a word: facts that move nothing.
#[test]
fn what_is_noted_beside_the_procedure_moves_nothing() {
    let mut bench = Bench::after(&INVESTIGATING);
    let before = bench.case().respondents;
    bench.accept(&request(TeamChanged, DAY));
    bench.accept(&request(InterferenceRecorded, DAY));
    bench.accept(&with(request(ReferredToCompetentAuthority, DAY), "/refs/respondent", named("respondent")));
    assert_eq!(bench.case().respondents, before);
    for kind in [FactMaterialPresented, RespondentOpinionSigned, InvestigationReportSubmitted] {
        bench.accept(&request(kind, DAY));
    }
    let before = bench.case().respondents;
    bench.accept(&request(OpinionSolicited, DAY));
    assert_eq!(bench.case().respondents, before);
}
