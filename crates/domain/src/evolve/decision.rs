//! Meetings, responsibility, determinations, measures, documents and their execution.

use uuid::Uuid;

use crate::acts::decision::{
    AccountabilityFormDecided, DecisionDocumentIssued, DecisionMeetingHeld, DeterminationMade,
    ResponsibilityAttributed, SanctionImposed,
};
use crate::case::{Case, Determination, Document, Measure, Meeting, Pair, Responsibility, Standing};
use crate::event::Event;
use crate::fields::PartialDate;
use crate::touch::Touched;

pub(super) fn meeting(case: &mut Case, event: &Event, p: &DecisionMeetingHeld) {
    for id in event.refs().ids("meeting") {
        case.meetings.entry(id).or_insert_with(|| Meeting {
            on: event.envelope.occurred.date,
            entitled: p.entitled.known().copied(),
            present: p.present.known().copied(),
        });
    }
}

pub(super) fn responsibility(case: &mut Case, event: &Event, p: &ResponsibilityAttributed, touched: &Touched) {
    for (respondent, code) in &touched.pairs {
        if let Some(track) = case.respondents.get_mut(respondent).and_then(|r| r.tracks.get_mut(code)) {
            track.responsibility.push(Responsibility {
                class: p.class.known().copied(),
                role: p.role.known().copied(),
                collective: p.collective.known().copied(),
                event_id: event.id(),
            });
        }
    }
}

/// The pair a decision names: its `track`, which carries the respondent.
fn pair(event: &Event) -> Option<Pair> {
    event.refs().tracks().next()
}

pub(super) fn determination(case: &mut Case, event: &Event, p: &DeterminationMade) {
    let Some(id) = event.refs().id("determination") else { return };
    if case.determinations.contains_key(&id) {
        return;
    }
    let pair = pair(event);
    let respondent = pair.map(|p| p.0).or_else(|| event.refs().id("respondent")).unwrap_or_default();
    let outcome = p.outcome.known().copied();
    let mut round = 1;
    if let Some(track) = pair.and_then(|(r, code)| case.respondents.get_mut(&r).and_then(|r| r.tracks.get_mut(&code))) {
        round = track.round;
        track.outcome = outcome;
        let before = track.determination.replace(id);
        if let Some(before) = before {
            replaced(case, before);
        }
    }
    let made_on = event.envelope.occurred.date;
    case.determinations.insert(
        id,
        Determination { respondent, track: pair.map(|p| p.1), outcome, made_on, round, ..Determination::default() },
    );
}

/// A determination that a later one on the same pair takes the place of, with what was imposed on its ground.
fn replaced(case: &mut Case, determination: Uuid) {
    let own = case.measures.values_mut().filter(|m| m.determination == Some(determination));
    let standings =
        own.map(|m| &mut m.standing).chain(case.determinations.get_mut(&determination).map(|d| &mut d.standing));
    standings.filter(|standing| **standing == Standing::InForce).for_each(|standing| *standing = Standing::Replaced);
}

pub(super) fn sanction(case: &mut Case, event: &Event, p: &SanctionImposed) {
    let measure = Measure {
        code: p.kind.known().map(|c| c.as_str().to_owned()),
        months: p.months.known().copied(),
        effective_on: p.effective_on.known().copied(),
        ..measure(event)
    };
    event.refs().id("measure").map(|id| case.measures.entry(id).or_insert(measure));
}

pub(super) fn form(case: &mut Case, event: &Event, p: &AccountabilityFormDecided) {
    let measure = Measure {
        code: p.form.known().map(|c| c.as_str().to_owned()),
        combined_with: p.combined_with.known().into_iter().flatten().map(|c| c.as_str().to_owned()).collect(),
        effective_on: event.envelope.occurred.date,
        until: p.until.known().copied(),
        ..measure(event)
    };
    event.refs().id("measure").map(|id| case.measures.entry(id).or_insert(measure));
}

fn measure(event: &Event) -> Measure {
    let refs = event.refs();
    Measure {
        determination: refs.id("determination"),
        respondent: pair(event).map(|p| p.0).or_else(|| refs.id("respondent")).unwrap_or_default(),
        track: pair(event).map(|p| p.1),
        regime: event.envelope.regime.as_ref().map(|pin| format!("{}/{}", pin.regime, pin.version)),
        ..Measure::default()
    }
}

pub(super) fn document(case: &mut Case, event: &Event, p: &DecisionDocumentIssued) {
    for id in event.refs().ids("document") {
        case.documents.entry(id).or_insert_with(|| Document {
            doc_no: p.doc_no.known().map(|no| no.as_str().to_owned()),
            issued_on: event.envelope.occurred.date,
            determinations: event.refs().ids("determination").collect(),
            appeal: event.refs().id("appeal"),
            served_on: None,
        });
    }
}

pub(super) fn suspended(case: &mut Case, event: &Event, now: bool) {
    each_measure(case, event, |m| m.suspended = now);
}

pub(super) fn lifted(case: &mut Case, event: &Event) {
    let on = event.envelope.occurred.date;
    each_measure(case, event, |m| m.lifted_on = on);
}

/// An extension that names no date leaves the one in force.
pub(super) fn formalities(case: &mut Case, event: &Event, until: Option<PartialDate>) {
    each_measure(case, event, |m| m.formalities_by = until.or(m.formalities_by));
}

fn each_measure(case: &mut Case, event: &Event, mut change: impl FnMut(&mut Measure)) {
    for id in event.refs().ids("measure").collect::<Vec<Uuid>>() {
        if let Some(measure) = case.measures.get_mut(&id) {
            change(measure);
        }
    }
}

/// What the error is in; the case itself where no determination and no event is named.
pub(super) fn error(case: &mut Case, event: &Event) {
    let refs = event.refs();
    let mut named = refs.ids("determination").chain(refs.ids("event")).peekable();
    if named.peek().is_none() {
        case.errors.insert(case.id);
    }
    case.errors.extend(named);
}

pub(super) fn correct_by(case: &mut Case, event: &Event, due_on: Option<PartialDate>) {
    each_determination(case, event, |d| d.correct_by = due_on.or(d.correct_by));
}

pub(super) fn corrected(case: &mut Case, event: &Event) {
    each_determination(case, event, |d| d.standing = Standing::Corrected);
}

fn each_determination(case: &mut Case, event: &Event, mut change: impl FnMut(&mut Determination)) {
    for id in event.refs().ids("determination") {
        if let Some(determination) = case.determinations.get_mut(&id) {
            change(determination);
        }
    }
}
