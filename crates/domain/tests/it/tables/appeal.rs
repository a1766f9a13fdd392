//! Appeals, row by row, as a case folds them: an act that fits moves the appeal, or leaves it, without a question.
//!
//! The next route that opens when a result was served is data of the rulebook and has no row here.

use serde_json::{Value, json};
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::case::Case;
use wenze_domain::refusal::Refusal;
use wenze_domain::states::{AppealState as S, TrackState};
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, request, with};
use crate::expects::{about, appealed};
use crate::facts::served;

const DAY: &str = "2024-06-01";

fn decided(outcome: &str) -> Value {
    let act = with(request(AppealDecided, DAY), "/payload/outcome", json!(outcome));
    with(act, "/payload/per_determination", json!("not_recorded"))
}

/// A case whose appeal stands there.
fn at(state: S) -> Bench {
    let (mut bench, act) = match state {
        S::Start => return served(),
        S::Filed => return appealed(),
        S::PassedOn => (at(S::Filed), request(AppealPassedOn, DAY)),
        S::Refused => (at(S::Filed), request(AppealRefused, DAY)),
        S::Accepted => (at(S::Filed), request(AppealAccepted, DAY)),
        S::Panel => (at(S::Accepted), request(ReviewPanelFormed, DAY)),
        S::Remanded => (at(S::Panel), decided("revoked_and_remanded")),
        S::Decided => (at(S::Panel), decided("varied")),
        S::Served => (at(S::Decided), about(DecisionServed, &["appeal"])),
        S::Withdrawn => (at(S::Filed), request(AppealWithdrawn, DAY)),
    };
    bench.accept(&act);
    bench
}

fn state(case: &Case) -> S {
    case.appeals.get(&sample::object("appeal")).map_or(S::Start, |appeal| appeal.state)
}

/// From, act, to.
fn rows() -> Vec<(S, Value, S)> {
    let of = |kind: Kind| request(kind, DAY);
    let with_appeal = |kind: Kind| about(kind, &["appeal"]);
    vec![
        (S::Start, about(AppealFiled, &["determination"]), S::Filed),
        (S::Filed, of(AppealPassedOn), S::PassedOn),
        (S::Filed, of(AppealTimeExtensionDecided), S::Filed),
        (S::Filed, of(AppealRefused), S::Refused),
        (S::Filed, of(AppealAccepted), S::Accepted),
        (S::Accepted, of(ReviewPanelFormed), S::Panel),
        (S::Panel, of(OriginalFileRecalled), S::Panel),
        (S::Panel, with_appeal(EvidenceCollected), S::Panel),
        (S::Panel, with_appeal(InterviewRecorded), S::Panel),
        (S::Panel, of(PanelOpinionGiven), S::Panel),
        (S::Panel, of(AppealDeadlineExtended), S::Panel),
        (S::Panel, decided("upheld"), S::Decided),
        (S::Panel, decided("varied"), S::Decided),
        (S::Panel, decided("revoked_and_remade"), S::Decided),
        (S::Panel, decided("revoked"), S::Decided),
        (S::Panel, decided("revoked_and_remanded"), S::Remanded),
        (S::Filed, of(AppealWithdrawn), S::Withdrawn),
        (S::Accepted, of(AppealWithdrawn), S::Withdrawn),
        (S::Panel, of(AppealWithdrawn), S::Withdrawn),
        (S::Decided, with_appeal(RankRestored), S::Decided),
        (S::Decided, with_appeal(ReputationRestored), S::Decided),
        (S::Decided, with_appeal(CompensationPaid), S::Decided),
        (S::Decided, with_appeal(DecisionServed), S::Served),
        (S::Remanded, with_appeal(DecisionServed), S::Served),
        (S::Served, with_appeal(CompensationPaid), S::Served),
    ]
}

#[test]
fn every_row_of_an_appeal_is_in_order() {
    for (from, act, to) in rows() {
        let mut bench = at(from);
        assert_eq!(state(&bench.case()), from);
        bench.accept(&act);
        assert_eq!(state(&bench.case()), to, "{from:?} –{}→", act["kind"]);
        assert!(bench.case().events.iter().all(|mark| mark.missing.is_empty()));
    }
}

/// Where no row starts the act is a question, and once confirmed it never takes the appeal back.
#[test]
fn every_other_pair_of_state_and_act_is_a_question_and_only_leads_forward() {
    let states = [S::Filed, S::PassedOn, S::Accepted, S::Panel, S::Remanded, S::Decided, S::Served, S::Refused];
    let all = rows();
    let named: Vec<&Value> = all.iter().filter(|(from, ..)| *from != S::Start).map(|(_, act, _)| act).collect();
    let mut asked = 0;
    for from in states.into_iter().chain([S::Withdrawn]) {
        let before = at(from);
        for act in &named {
            if all.iter().any(|(start, row, _)| *start == from && row["kind"] == act["kind"]) {
                continue;
            }
            let mut bench = Bench { recorder: before.recorder.clone(), case: before.case };
            // Service and what it tells of go on after the first one, as they do for any document.
            match bench.record(act) {
                Err(Refusal::ConfirmNeeded { .. }) => bench.accept(&confirmed((*act).clone())),
                Ok(id) => id,
                Err(other) => panic!("{from:?} –{}→ {other:?}", act["kind"]),
            };
            asked += 1;
            assert!(state(&bench.case()) >= from, "{from:?} –{}→ {:?}", act["kind"], state(&bench.case()));
        }
    }
    assert!(asked > 100, "only {asked}");
}

#[test]
fn no_state_of_an_appeal_blocks_the_execution() {
    for from in [S::Filed, S::Accepted, S::Panel, S::Decided, S::Refused, S::Withdrawn] {
        let mut bench = at(from);
        for kind in [FormalitiesCompleted, ExecutionSuspended, ExecutionResumed, ExecutionReported] {
            bench.accept(&about(kind, &["measure"]));
        }
        let states: Vec<TrackState> = bench.case().pairs().map(|(_, track)| track.state).collect();
        assert_eq!(states, [TrackState::Executed], "{from:?}");
    }
}

#[test]
fn an_appeal_keeps_until_when_it_is_to_be_decided_and_whether_it_came_in_time() {
    let appeal = |bench: &Bench| bench.case().appeals[&sample::object("appeal")].clone();
    let mut bench = at(S::Filed);
    bench.accept(&with(request(AppealTimeExtensionDecided, DAY), "/payload/granted", json!(false)));
    assert_eq!(appeal(&bench).time_extended, Some(false));
    bench.accept(&request(AppealAccepted, DAY));
    bench.accept(&request(ReviewPanelFormed, DAY));
    bench.accept(&with(request(AppealDeadlineExtended, DAY), "/payload/until", json!("2024-09-01")));
    bench.accept(&with(request(AppealDeadlineExtended, DAY), "/payload/until", json!("not_recorded")));
    assert_eq!(appeal(&bench).decide_by.map(|date| date.to_string()).as_deref(), Some("2024-09-01"));
}
