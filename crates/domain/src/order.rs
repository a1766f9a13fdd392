//! Whether an act comes in the usual order, and if not, which fact is missing and which acts supply it.

use uuid::Uuid;

use crate::acts::{Act, Kind};
use crate::case::{Case, Missing, Pair};
use crate::machine::{self, Move, State};
use crate::refs::{Refs, RoleSpec};
use crate::spec::Phase;
use crate::states::{
    AccusationState, AppealState, ClarificationState, ClueState, EvidenceState, ItemState, LetterState,
    ReappointmentState, RecusalState, ReferralState, ReportState, RequestState, TrackState,
};
use crate::touch::{self, Touched};

mod aftermath;
mod findings;

/// What the usual order would have had before this act; empty when it fits. Without a payload any variant counts.
pub fn missing(case: &Case, kind: Kind, act: Option<&Act>, refs: &Refs) -> Vec<Missing> {
    let when = act.map(touch::variant);
    let touched = touch::touched(case, kind, refs);
    let mut found = by_tables(case, kind, when, &touched);
    found.extend(by_aftermath(case, kind, when, &touched));
    found.extend(without_a_pair(case, kind, when, &touched));
    found.extend(by_case(case, kind, refs, &touched));
    found.extend(aftermath::missing(case, kind, refs));
    found.extend(findings::missing(case, kind, act, refs));
    found
}

fn by_tables(case: &Case, kind: Kind, when: Option<&'static str>, touched: &Touched) -> Vec<Missing> {
    let mut found = Vec::new();
    for id in &touched.reports {
        let state = case.reports.get(id).map_or(ReportState::START, |r| r.state);
        found.extend(one(kind, when, &id.to_string(), state));
    }
    for id in &touched.clues {
        let state = case.clues.get(id).map_or(ClueState::START, |c| c.state);
        found.extend(one(kind, when, &id.to_string(), state));
    }
    for pair in &touched.pairs {
        let variant = touch::pair_variant(case, kind, when, *pair);
        let object = format!("{}/{}", pair.0, pair.1);
        found.extend(one(kind, variant, &object, case.track_state(*pair)));
        found.extend(one(kind, variant, &object, case.referral_state(*pair)));
    }
    for id in &touched.appeals {
        let state = case.appeals.get(id).map_or(AppealState::START, |a| a.state);
        found.extend(one(kind, when, &id.to_string(), state));
    }
    for id in &touched.items {
        let state = case.items.get(id).map_or(ItemState::START, |i| i.state);
        found.extend(one(kind, when, &id.to_string(), state));
    }
    for id in &touched.requests {
        let state = case.requests.get(id).map_or(RequestState::START, |r| r.state);
        found.extend(one(kind, when, &id.to_string(), state));
    }
    found.extend(by_tables_of_inquiry(case, kind, when, touched));
    found
}

fn by_tables_of_inquiry(case: &Case, kind: Kind, when: Option<&'static str>, touched: &Touched) -> Vec<Missing> {
    let mut found = Vec::new();
    for id in &touched.letters {
        let state = case.letters.get(id).map_or(LetterState::START, |l| l.state);
        found.extend(one(kind, when, &id.to_string(), state));
    }
    // A reply that names no letter, where none was sent.
    let answers = matches!(kind, Kind::InquiryLetterReceived | Kind::InquiryReplyReceived);
    if answers && touched.letters.is_empty() {
        found.push(lacking(kind, &machine::usual_from::<LetterState>(kind, when), None, LetterState::START));
    }
    for id in &touched.recusals {
        let state = case.recusals.get(id).map_or(RecusalState::START, |r| r.state);
        found.extend(one(kind, when, &id.to_string(), state));
    }
    for id in &touched.evidence {
        let state = case.evidence.get(id).map_or(EvidenceState::START, |e| e.state);
        found.extend(one(kind, when, &id.to_string(), state));
    }
    found
}

/// The sub-states of what may follow when all is decided: returns to a post, false accusation, clarification.
fn by_aftermath(case: &Case, kind: Kind, when: Option<&str>, touched: &Touched) -> Vec<Missing> {
    let mut found = Vec::new();
    for id in &touched.reappointments {
        let state = case.respondents.get(id).map_or(ReappointmentState::START, |r| r.reappointment.state);
        found.extend(one(kind, when, &id.to_string(), state));
    }
    for id in &touched.accusations {
        let state = case.reports.get(id).map_or(AccusationState::START, |r| r.accusation);
        found.extend(one(kind, when, &id.to_string(), state));
    }
    for id in &touched.clarifications {
        let state = case.clarifications.get(id).map_or(ClarificationState::START, |c| c.state);
        found.extend(one(kind, when, &id.to_string(), state));
    }
    // Asked of nobody in particular, as the page of possible acts does where no clarification was proposed.
    let from = machine::usual_from::<ClarificationState>(kind, when);
    if touched.clarifications.is_empty() && !from.is_empty() && !from.contains(&ClarificationState::START) {
        found.push(lacking(kind, &from, None, ClarificationState::START));
    }
    found
}

/// An act on the procedure against somebody that names nobody, in a case where it can be about nobody: a team before any
/// respondent is entered, evidence after all pairs are decided, service of no decision.
fn without_a_pair(case: &Case, kind: Kind, when: Option<&str>, touched: &Touched) -> Option<Missing> {
    let from = machine::usual_from::<TrackState>(kind, when);
    if from.is_empty() || from.contains(&TrackState::START) || touched.is_about_something(kind) {
        return None;
    }
    // An act that must name an object says itself what it is about, and one that enters respondents needs none before it.
    let names_or_enters = |role: RoleSpec| if role.creates { role.name == "respondent" } else { !role.optional };
    // Ordering rectification follows a decision where there is one, and stands alone where there is none.
    if kind == Kind::RectificationOrdered || kind.spec().roles().any(names_or_enters) {
        return None;
    }
    let furthest = case.pairs().map(|(_, track)| track.state).max().unwrap_or(TrackState::START);
    Some(lacking(kind, &from, None, furthest))
}

/// What is missing before an act that enters a respondent but usually follows another act about the same one, such as a
/// filing its approval; none when it may be the first.
pub(crate) fn before_entering(kind: Kind) -> Option<Missing> {
    let enters = kind.spec().role("respondent").is_some_and(|role| role.creates);
    let from = machine::usual_from::<TrackState>(kind, None);
    (enters && !from.is_empty() && !from.contains(&TrackState::START))
        .then(|| lacking(kind, &from, None, TrackState::START))
}

fn one<S: State>(kind: Kind, when: Option<&str>, object: &str, state: S) -> Option<Missing> {
    if matches!(machine::advance(state, kind, when), Move::Fits(_) | Move::Foreign) {
        return None;
    }
    Some(lacking(kind, &machine::usual_from::<S>(kind, when), Some(object.to_owned()), state))
}

/// What lacks before an act of this kind; an act does not supply what lacks before itself.
fn lacking<S: State>(kind: Kind, from: &[S], object: Option<String>, state: S) -> Missing {
    let mut acts = machine::leading_to(from);
    acts.retain(|act| *act != kind);
    Missing {
        object,
        machine: S::MACHINE.to_owned(),
        state: state.as_str().to_owned(),
        needs: from.iter().map(|s| s.as_str().to_owned()).collect(),
        acts: acts.iter().map(|k| k.as_str().to_owned()).collect(),
    }
}

/// What no single table tells: closing and reopening, service before an appeal, responsibility before a determination.
fn by_case(case: &Case, kind: Kind, refs: &Refs, touched: &Touched) -> Vec<Missing> {
    let mut found = by_closing(case, kind, touched);
    match kind {
        Kind::AppealFiled => {
            for id in refs.ids("determination").filter(|id| !served(case, *id)) {
                let state = case.pair_of(id).map_or("none", |p| case.track_state(p).as_str());
                let one = fact("track", state, "announced", &[Kind::DecisionServed]);
                found.push(Missing { object: Some(id.to_string()), ..one });
            }
        }
        Kind::DeterminationMade => {
            for (respondent, track) in touched.pairs.iter().filter(|pair| unattributed(case, **pair)) {
                let one = fact("fact", "none", "responsibility_attributed", &[Kind::ResponsibilityAttributed]);
                found.push(Missing { object: Some(format!("{respondent}/{track}")), ..one });
            }
        }
        Kind::SubjectIdentified if case.reports.is_empty() && case.clues.is_empty() => {
            found.push(fact("fact", "none", "report_or_clue", &[Kind::ReportReceived, Kind::ClueOpened]));
        }
        Kind::ReferredToCompetentAuthority
            if case.reports.is_empty() && case.clues.is_empty() && case.respondents.is_empty() =>
        {
            found.push(fact("fact", "none", "report_or_clue", &[Kind::ReportReceived, Kind::ClueOpened]));
        }
        // A crime is suspected on facts.
        Kind::ReferredToProcuratorate if case.facts.is_empty() => {
            found.push(fact("fact", "none", "fact_listed", &[Kind::FactListed]));
        }
        _ => {}
    }
    found
}

/// A closed case takes new acts of the inquiry once it is reopened; it is closed when every pair is done with.
fn by_closing(case: &Case, kind: Kind, touched: &Touched) -> Vec<Missing> {
    let phase = kind.spec().phase;
    let needs_open = phase >= Phase::Clue
        && phase <= Phase::Decision
        && kind != Kind::HandlerAssigned
        && kind != Kind::MinorMeasureTaken;
    let mut found = Vec::new();
    if case.closed.is_some() && (kind == Kind::CaseClosed || needs_open && touched.appeals.is_empty()) {
        found.push(fact("case", "closed", "reopened", &[Kind::CaseReopened]));
    }
    if case.closed.is_none() && kind == Kind::CaseReopened {
        found.push(fact("case", "open", "closed", &[Kind::CaseClosed]));
    }
    if case.closed.is_some() || kind != Kind::CaseClosed {
        return found;
    }
    if case.pairs().any(|(_, track)| track.is_open()) {
        let acts = [Kind::DeterminationMade, Kind::CaseWithdrawn];
        found.push(fact("case", "open_tracks", "all_tracks_final", &acts));
    }
    for ((respondent, code), track) in case.pairs().filter(|(_, t)| t.referral == ReferralState::Returned) {
        if !track.is_open() {
            let object = Some(format!("{respondent}/{code}"));
            found.push(lacking(kind, &[ReferralState::Referred], object, ReferralState::Returned));
        }
    }
    found
}

fn fact(machine: &str, state: &str, need: &str, acts: &[Kind]) -> Missing {
    Missing {
        object: None,
        machine: machine.to_owned(),
        state: state.to_owned(),
        needs: vec![need.to_owned()],
        acts: acts.iter().map(|k| k.as_str().to_owned()).collect(),
    }
}

fn served(case: &Case, determination: Uuid) -> bool {
    case.pair_of(determination).is_some_and(|pair| touch::is_served(case.track_state(pair)))
}

fn unattributed(case: &Case, (respondent, track): Pair) -> bool {
    case.respondents.get(&respondent).and_then(|r| r.tracks.get(&track)).is_none_or(|t| t.responsibility.is_empty())
        && case.track_state((respondent, track)) != TrackState::Start
}
