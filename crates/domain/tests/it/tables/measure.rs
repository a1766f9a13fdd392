//! Sanctions and forms of accountability, and the pairs they stand on, from the decision on.
//!
//! Rows of the procedure that are not here, with the reason:
//! - `period_open`, ended: follow from the day and the months, so they are derived and no act moves a measure there;
//! - reviewed (`ConductInPeriodReviewed`), extended (`PartyProbationExtended`): acts outside the core, not built;
//! - measures of the investigation (留置, 查封): acts outside the core, not built.

use serde_json::{Value, json};
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::case::{Measure, Standing};
use wenze_domain::states::TrackState as S;
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, request, with};
use crate::expects::{about, appealed, held_accountable};
use crate::facts::{WithFresh, decided, fresh, served};

const DAY: &str = "2024-06-01";

fn measure(bench: &Bench) -> Measure {
    bench.case().measures[&sample::object("measure")].clone()
}

fn pair(bench: &Bench) -> S {
    bench.case().pairs().map(|(_, track)| track.state).next().unwrap_or_default()
}

fn after(mut bench: Bench, acts: &[Value]) -> Bench {
    for act in acts {
        bench.accept(act);
    }
    bench
}

fn on_appeal(outcome: &str) -> Bench {
    let decided = with(request(AppealDecided, DAY), "/payload/outcome", json!(outcome));
    let decided = with(decided, "/payload/per_determination", json!("not_recorded"));
    after(appealed(), &[request(AppealAccepted, DAY), request(ReviewPanelFormed, DAY), decided])
}

#[test]
fn a_measure_is_imposed_suspended_resumed_and_lifted() {
    let bench = decided();
    let imposed = measure(&bench);
    assert_eq!((imposed.standing, imposed.suspended, imposed.lifted_on), (Standing::InForce, false, None));
    let mut bench = after(served(), &[about(FormalitiesCompleted, &["measure"]), request(ExecutionSuspended, DAY)]);
    assert!(measure(&bench).suspended && pair(&bench) == S::ExecutionSuspended);
    bench.accept(&request(ExecutionResumed, DAY));
    assert!(!measure(&bench).suspended && pair(&bench) == S::Executing);
    bench.accept(&request(SanctionLifted, "2024-12-01"));
    assert_eq!(measure(&bench).lifted_on.map(|date| date.to_string()).as_deref(), Some("2024-12-01"));
    assert_eq!(measure(&bench).standing, Standing::InForce, "what was lifted was not taken away");
}

#[test]
fn a_measure_follows_what_becomes_of_its_determination() {
    for (outcome, standing) in [
        ("upheld", Standing::InForce),
        ("varied", Standing::Varied),
        ("revoked", Standing::Revoked),
        ("revoked_and_remade", Standing::Varied),
        ("revoked_and_remanded", Standing::Remanded),
    ] {
        assert_eq!(measure(&on_appeal(outcome)).standing, standing, "{outcome}");
    }
}

/// A heavier sanction of a later round takes the place of the first one; it is told which of the two is in force.
#[test]
fn a_measure_is_replaced_with_the_determination_it_stands_on() {
    let mut bench = served();
    bench.accept(&confirmed(request(CaseClosed, DAY)));
    bench.accept(&with(request(CaseReopened, DAY), "/refs/respondent", json!([sample::object("respondent")])));
    bench.accept(&request(DecisionMeetingHeld, DAY).with_fresh("meeting"));
    bench.accept(&request(ResponsibilityAttributed, DAY));
    bench.accept(&request(DeterminationMade, DAY).with_fresh("determination"));
    let heavier = with(request(SanctionImposed, DAY), "/payload/kind", json!("removal_from_party_posts"));
    bench.accept(&heavier.with_fresh("determination").with_fresh("measure"));
    let case = bench.case();
    assert_eq!(measure(&bench).standing, Standing::Replaced);
    assert_eq!(case.measures[&fresh("measure")].standing, Standing::InForce);
    // What an appeal had changed before stays as the appeal left it.
    let mut bench = on_appeal("revoked_and_remanded");
    bench.accept(&request(DecisionMeetingHeld, DAY).with_fresh("meeting"));
    bench.accept(&request(ResponsibilityAttributed, DAY));
    bench.accept(&request(DeterminationMade, DAY).with_fresh("determination"));
    assert_eq!(measure(&bench).standing, Standing::Remanded);
}

/// What follows a measure that was changed or taken away tells of it and changes nothing of it.
#[test]
fn what_comes_after_a_change_leaves_the_measure_as_it_is() {
    for outcome in ["varied", "revoked"] {
        let mut bench = on_appeal(outcome);
        let before = measure(&bench);
        for kind in [RankRestored, CompensationPaid, PersonnelActionRecorded, ReappointmentProposed, HonoursForfeited] {
            bench.accept(&about(kind, &["measure", "respondent"]));
        }
        bench.accept(&about(ReappointmentDecided, &["measure"]));
        assert_eq!(measure(&bench), before, "{outcome}");
    }
}

/// From, act with the roles it names, to: the rows of a pair after its decision was announced.
const ROWS: &[(S, Kind, &[&str], S)] = &[
    (S::Announced, DecisionPublished, &["document"], S::Executing),
    (S::Executing, DecisionPublished, &["determination"], S::Executing),
    (S::Executed, DecisionPublished, &["respondent"], S::Executed),
    (S::Announced, FormalitiesCompleted, &["measure"], S::Executing),
    (S::Announced, FormalitiesExtensionApproved, &["measure"], S::Announced),
    (S::Executing, FormalitiesExtensionApproved, &["respondent"], S::Executing),
    (S::Announced, DecisionArchived, &["document"], S::Executing),
    (S::Announced, SelfCriticismSubmitted, &["measure"], S::Executing),
    (S::Executing, SelfCriticismSubmitted, &[], S::Executing),
    (S::Executed, SelfCriticismSubmitted, &[], S::Executed),
    (S::Announced, ExaminationMadeAtMeeting, &["measure"], S::Executing),
    (S::Executed, ExaminationMadeAtMeeting, &[], S::Executed),
    (S::Announced, RectificationOrdered, &["determination"], S::Executing),
    (S::Executing, ExecutionSuspended, &[], S::ExecutionSuspended),
    (S::ExecutionSuspended, ExecutionResumed, &[], S::Executing),
    (S::Executing, ExecutionReported, &["determination"], S::Executed),
    (S::ExecutionSuspended, ExecutionReported, &["measure"], S::Executed),
];

fn at(state: S) -> Bench {
    let (mut bench, kind) = match state {
        S::Executing => (at(S::Announced), FormalitiesCompleted),
        S::ExecutionSuspended => (at(S::Executing), ExecutionSuspended),
        S::Executed => (at(S::Executing), ExecutionReported),
        _ => return held_accountable(),
    };
    bench.accept(&about(kind, &["measure"]));
    bench
}

#[test]
fn every_row_of_the_execution_is_in_order() {
    for (from, kind, roles, to) in ROWS {
        let mut bench = at(*from);
        assert_eq!(pair(&bench), *from);
        bench.accept(&about(*kind, roles));
        assert_eq!(pair(&bench), *to, "{from:?} –{kind:?}→");
    }
}

#[test]
fn more_time_for_the_formalities_is_kept_with_the_measure() {
    let until = |date: &str| with(about(FormalitiesExtensionApproved, &["measure"]), "/payload/until", json!(date));
    let bench = after(served(), &[until("2024-09"), until("not_recorded")]);
    assert_eq!(measure(&bench).formalities_by.map(|date| date.to_string()).as_deref(), Some("2024-09"));
}

/// On several tracks the written examination belongs to the one on which a form was decided.
#[test]
fn an_examination_leaves_the_tracks_of_discipline_where_they_are() {
    let mut bench = held_accountable();
    let respondent = sample::object("respondent");
    let mut filed = confirmed(request(CaseFiled, DAY));
    filed["payload"]["respondents"][0]["kind"] = json!("cadre");
    bench.accept(&filed);
    for (kind, role) in [(DecisionMeetingHeld, "meeting"), (DeterminationMade, "determination")] {
        bench.accept(&confirmed(request(kind, DAY).with_fresh(role)));
    }
    bench.accept(&request(SelfCriticismSubmitted, DAY));
    let tracks = &bench.case().respondents[&respondent].tracks;
    let states: Vec<S> = tracks.values().map(|track| track.state).collect();
    assert_eq!(states, [S::Executing, S::Determined]);
}
