//! Record first: whatever is missing before an act, the act can be recorded as long as what it names is there.

use proptest::prelude::*;
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::refusal::Refusal;
use wenze_testkit::record::Recorder;

use crate::bench::{confirmed, now};
use crate::plans::{Edit, Plan, plans, record_edited};

/// Why a confirmed act may still be refused: what it names is not there, or what it creates is.
fn is_about_objects(recorder: &Recorder, case: Uuid, refusal: &Refusal) -> bool {
    let state = recorder.case(case);
    match refusal {
        Refusal::ObjectMissing { role, id } if role == "track" => {
            let pair = id.split_once('/').and_then(|(respondent, track)| Some((respondent.parse().ok()?, track)));
            pair.is_some_and(|(respondent, track): (Uuid, &str)| {
                let tracks = state.respondents.get(&respondent).map(|r| &r.tracks);
                tracks.is_none_or(|tracks| tracks.keys().all(|code| code.to_string() != track))
            })
        }
        Refusal::ObjectMissing { role, id } => match id.parse::<Uuid>() {
            Ok(id) => state.has(role, id) != Some(true),
            Err(_) => role == "event",
        },
        Refusal::ObjectExists { id, .. } => state.holds(*id),
        _ => false,
    }
}

fn all_recordable(plan: &Plan) -> Result<usize, TestCaseError> {
    let told = plan.told();
    let mut recorder = Recorder::new(now()).with_every_stream_known();
    let mut failure: Option<String> = None;
    let mut asked = 0;
    record_edited(&mut recorder, &told, plan.edited(&told), |recorder, request| {
        let unsure = recorder.decide(told.id, request);
        let sure = recorder.decide(told.id, &confirmed(request.clone()));
        let kind = &request["kind"];
        match (&unsure, &sure) {
            (Err(Refusal::ConfirmNeeded { missing }), Ok(events)) if !missing.is_empty() => {
                asked += 1;
                if events[0].missing != *missing {
                    failure = Some(format!("{kind} stores other facts as missing than it asked about"));
                }
            }
            (Ok(_), Ok(events)) if events.iter().all(|event| event.missing.is_empty()) => {}
            (Err(one), Err(other)) if one == other && is_about_objects(recorder, told.id, one) => {}
            _ => failure = Some(format!("{kind}: {unsure:?} / {sure:?}\n{request:#}")),
        }
    });
    match failure {
        Some(text) => Err(TestCaseError::fail(text)),
        None => Ok(asked),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_act_whose_objects_are_there_can_be_recorded(plan in plans(12, 0)) {
        all_recordable(&plan)?;
    }

    #[test]
    fn dropping_any_acts_leaves_the_others_recordable(
        story in 0..20_usize, number in 0..400_usize, dropped in prop::collection::vec(0..200_usize, 0..30),
    ) {
        let edits = dropped.into_iter().map(Edit::Drop).collect();
        all_recordable(&Plan { story, number, edits, repairs: Vec::new() })?;
    }
}

/// Tells a story without each act of one of its halves in turn; how many of the others were out of order then.
fn gaps_of(story: usize, half: usize) -> usize {
    let told = Plan { story, number: 3, edits: Vec::new(), repairs: Vec::new() }.told();
    let without = |at| Plan { story, number: 3, edits: vec![Edit::Drop(at)], repairs: Vec::new() };
    let middle = told.acts.len() / 2;
    let acts = if half == 1 { 0..middle } else { middle..told.acts.len() };
    acts.map(|at| all_recordable(&without(at)).expect("recordable")).sum()
}

#[test]
fn each_single_gap_of_an_inquiry_is_a_question_or_nothing() {
    assert!(gaps_of(6, 1) + gaps_of(6, 2) > 17);
}

#[test]
fn each_single_gap_in_the_first_half_of_a_case_is_a_question_or_nothing() {
    assert!(gaps_of(13, 1) > 17);
}

#[test]
fn each_single_gap_in_the_second_half_of_a_case_is_a_question_or_nothing() {
    assert!(gaps_of(13, 2) > 9);
}

#[test]
fn each_single_gap_of_an_appeal_is_a_question_or_nothing() {
    assert!(gaps_of(18, 1) + gaps_of(18, 2) > 17);
}

/// What an officer would call a breach of procedure, and the log takes without a word.
#[test]
fn breaches_of_quorum_level_and_separation_are_facts() {
    use crate::bench::{Bench, request, with};
    use wenze_domain::acts::Kind;
    let set = |kind, pointer: &str, value: Value| with(request(kind, "2024-02-01"), pointer, value);
    let one = |person: &str| serde_json::json!({ "person_id": wenze_testkit::sample::object(person) });
    let mut bench = Bench::after(&[Kind::CaseFilingProposed, Kind::CaseFilingApproved, Kind::CaseFiled]);
    // One officer, who is also the approver, forms the team and reviews it all.
    bench.accept(&with(
        set(Kind::InvestigationTeamFormed, "/payload/members", serde_json::json!([one("a")])),
        "/payload/lead",
        one("a"),
    ));
    bench.accept(&set(Kind::ReviewTeamFormed, "/payload/members", serde_json::json!([one("a")])).confirm());
    // One of nine meets, votes against, and the recused one is present.
    let meeting = with(set(Kind::DecisionMeetingHeld, "/payload/entitled", 9.into()), "/payload/present", 1.into());
    let meeting = with(meeting, "/payload/recused", serde_json::json!([one("a")]));
    bench.accept(&with(meeting, "/payload/attendees", serde_json::json!([one("a")])).confirm());
    // Nobody heard the respondent, no responsibility was attributed, a township approves.
    bench.accept(&request(Kind::DeterminationMade, "2024-02-02").confirm());
    bench.accept(&set(Kind::SanctionImposed, "/payload/kind", "expulsion_from_party".into()));
    bench.accept(&set(Kind::DecisionApproved, "/payload/approval/level", "township".into()));
}

trait Confirm {
    fn confirm(self) -> Value;
}

impl Confirm for Value {
    fn confirm(self) -> Value {
        confirmed(self)
    }
}
