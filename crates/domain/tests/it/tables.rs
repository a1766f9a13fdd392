//! The sub-states, row by row, and what holds of all tables alike.
//!
//! Rows of the catalogue that no table here has, and why:
//! - petitions (claims): no kind of act of theirs is core;
//! - clue merged, review acceptance deferred, measures of an investigation authorised to ended, scope changed: not core;
//! - a report after a suspicion of false accusation, a clarification: those acts leave the report where it is, and the
//!   objects they move have tables of their own;
//! - sanction and restriction periods: derived from the measures, never a state.

use std::fmt::Debug;

use wenze_domain::acts::Kind;
use wenze_domain::machine::{Move, State, advance};
use wenze_domain::states::{
    AccusationState, AppealState, ClarificationState, ClueState, EvidenceState, ItemState, LetterState,
    ReappointmentState, RecusalState, ReferralState, ReportState, RequestState, TrackState,
};

mod aftermath;
mod appeal;
mod intake;
mod item;
mod measure;
mod objects;
mod pairs;
mod relations;

/// From, act, variant, to.
type Row<S> = (S, Kind, &'static str, S);

fn holds<S: State + Debug>(rows: &[Row<S>]) {
    for (from, kind, when, to) in rows {
        assert_eq!(advance(*from, *kind, Some(when)), Move::Fits(*to), "{from:?} –{kind:?}({when})→");
    }
}

/// Acts that the table says nothing of leave every object where it is.
fn foreign<S: State + Debug>(kinds: &[Kind]) {
    for (state, kind) in S::ALL.iter().flat_map(|state| kinds.iter().map(move |kind| (*state, *kind))) {
        assert_eq!(advance(state, kind, Some("")), Move::Foreign, "{state:?} –{kind:?}→");
    }
}

/// An act out of order moves an object only forward, and every state a table leads to can be reached from the start.
fn is_sound<S: State + Debug>() {
    let variants: Vec<&str> = S::steps().iter().map(|step| step.when).collect();
    for state in S::ALL {
        for kind in Kind::ALL {
            for when in variants.iter().copied().map(Some).chain([None, Some("of_no_table")]) {
                if let Move::Forward(to) = advance(*state, *kind, when) {
                    assert!(to > *state, "{state:?} –{kind:?}→ {to:?}");
                }
            }
        }
    }
    let mut reached = vec![S::START];
    while let Some(next) = S::steps()
        .iter()
        .filter(|step| step.from.iter().any(|from| reached.contains(from)))
        .filter_map(|step| step.to)
        .find(|to| !reached.contains(to))
    {
        reached.push(next);
    }
    for state in S::ALL {
        assert!(reached.contains(state), "nothing leads to {state:?} of {}", S::MACHINE);
    }
}

#[test]
fn out_of_order_only_leads_forward_and_every_state_can_be_reached() {
    is_sound::<ReportState>();
    is_sound::<ClueState>();
    is_sound::<TrackState>();
    is_sound::<AppealState>();
    is_sound::<ItemState>();
    is_sound::<RequestState>();
    is_sound::<LetterState>();
    is_sound::<RecusalState>();
    is_sound::<EvidenceState>();
    is_sound::<ReferralState>();
    is_sound::<ReappointmentState>();
    is_sound::<AccusationState>();
    is_sound::<ClarificationState>();
}
