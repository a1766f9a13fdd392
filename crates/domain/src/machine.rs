//! Sub-states as tables: the usual order of acts on one object, and what an act out of that order does.
//!
//! A table is never a ground for refusal. An act that fits moves the object; one that does not moves it only forward,
//! or is kept as a fact, and either way is marked with what was missing.

use crate::acts::Kind;

/// A sub-state of one kind of object, in rank order.
pub trait State: Copy + Eq + Ord + 'static {
    /// Name of the machine, as locales and API use it.
    const MACHINE: &'static str;
    /// Before the act that brings the object into being.
    const START: Self;
    /// All states, in rank order.
    const ALL: &'static [Self];
    /// The state's name.
    fn as_str(self) -> &'static str;
    /// The usual order.
    fn steps() -> &'static [Step<Self>];
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Step<S: 'static> {
    /// States it starts from.
    pub from: &'static [S],
    /// The act.
    pub act: Kind,
    /// The variant of the act (its result, way or outcome); empty takes any.
    pub when: &'static str,
    /// Where it leads; none stays.
    pub to: Option<S>,
}

/// What an act does to one object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move<S> {
    /// It fits: the object stands there now.
    Fits(S),
    /// It does not fit but tells of a later state: the object moves forward, marked.
    Forward(S),
    /// It does not fit and tells of nothing later: kept as a fact, marked.
    Fact,
    /// The table says nothing of this act.
    Foreign,
}

/// Rows of a table for an act; a row for any variant counts only where no row names the variant.
fn rows<S: State>(kind: Kind, when: Option<&str>) -> impl Iterator<Item = &'static Step<S>> + Clone {
    let named = when.is_some_and(|w| S::steps().iter().any(|s| s.act == kind && s.when == w));
    let when = when.map(str::to_owned);
    S::steps().iter().filter(move |step| {
        step.act == kind
            && match &when {
                None => true,
                Some(w) if named => step.when == w,
                Some(_) => step.when.is_empty(),
            }
    })
}

/// What the act does to an object in this state.
pub fn advance<S: State>(current: S, kind: Kind, when: Option<&str>) -> Move<S> {
    let rows = rows::<S>(kind, when);
    if let Some(step) = rows.clone().find(|step| step.from.contains(&current)) {
        return Move::Fits(step.to.unwrap_or(current));
    }
    let mut any = false;
    let mut later: Option<S> = None;
    for step in rows {
        any = true;
        if let Some(to) = step.to.filter(|to| *to > current) {
            later = Some(later.map_or(to, |l: S| l.min(to)));
        }
    }
    match (any, later) {
        (false, _) => Move::Foreign,
        (true, Some(to)) => Move::Forward(to),
        (true, None) => Move::Fact,
    }
}

/// The states the act usually starts from; empty when the table says nothing of it.
pub fn usual_from<S: State>(kind: Kind, when: Option<&str>) -> Vec<S> {
    let mut from: Vec<S> = rows::<S>(kind, when).flat_map(|step| step.from.iter().copied()).collect();
    from.sort();
    from.dedup();
    from
}

/// The acts that usually lead into any of these states: who does one of them supplies the missing fact.
pub fn leading_to<S: State>(states: &[S]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> =
        S::steps().iter().filter(|step| step.to.is_some_and(|to| states.contains(&to))).map(|step| step.act).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// The same by names, for callers that hold a machine's name only.
pub fn leading_to_names(machine: &str, names: &[String]) -> Vec<Kind> {
    fn of<S: State>(names: &[String]) -> Vec<Kind> {
        let states: Vec<S> = S::ALL.iter().copied().filter(|s| names.iter().any(|n| n == s.as_str())).collect();
        leading_to(&states)
    }
    use crate::states as s;
    match machine {
        "report" => of::<s::ReportState>(names),
        "clue" => of::<s::ClueState>(names),
        "track" => of::<s::TrackState>(names),
        "appeal" => of::<s::AppealState>(names),
        "item" => of::<s::ItemState>(names),
        "request" => of::<s::RequestState>(names),
        "letter" => of::<s::LetterState>(names),
        "recusal" => of::<s::RecusalState>(names),
        "evidence" => of::<s::EvidenceState>(names),
        "referral" => of::<s::ReferralState>(names),
        "reappointment" => of::<s::ReappointmentState>(names),
        "accusation" => of::<s::AccusationState>(names),
        "clarification" => of::<s::ClarificationState>(names),
        _ => Vec::new(),
    }
}
