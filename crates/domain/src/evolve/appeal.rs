//! Appeals and what they do to determinations and measures.

use uuid::Uuid;

use crate::acts::appeal::{AppealAccepted, AppealDecided, AppealFiled};
use crate::acts::execution::DecisionServed;
use crate::case::{Appeal, Case, Measure, Standing};
use crate::codes::{AppealOutcome, RecipientKind};
use crate::event::Event;
use crate::fields::PartialDate;
use crate::shapes::DeterminationOutcome;

pub(super) fn filed(case: &mut Case, event: &Event, p: &AppealFiled) {
    let refs = event.refs();
    for id in refs.ids("appeal") {
        case.appeals.entry(id).or_insert_with(|| Appeal {
            route: p.route.known().copied(),
            respondent: refs.id("respondent"),
            determinations: refs.ids("determination").collect(),
            prior: refs.id("prior_appeal"),
            filed_on: event.envelope.occurred.date,
            received_on: p.received_on.known().copied(),
            known_on: p.known_on.known().copied(),
            ..Appeal::default()
        });
    }
}

pub(super) fn accepted(case: &mut Case, event: &Event, _: &AppealAccepted) {
    for id in event.refs().ids("appeal") {
        if let Some(appeal) = case.appeals.get_mut(&id) {
            appeal.accepted_on = appeal.accepted_on.or(event.envelope.occurred.date);
        }
    }
}

/// Service on the person starts the person's time, service on the unit does not. Whom it was served on is often not
/// written down; then it is taken for the person.
pub(super) fn served(case: &mut Case, event: &Event, p: &DecisionServed) {
    let on = event.envelope.occurred.date;
    let on_person = on.filter(|_| p.recipient_kind.known() != Some(&RecipientKind::Unit));
    let mut served: Vec<Uuid> = event.refs().ids("determination").collect();
    for id in event.refs().ids("document") {
        if let Some(document) = case.documents.get_mut(&id) {
            document.served_on = document.served_on.or(on);
            // The document on an appeal holds its determinations too; its service is that of the appeal's result.
            served.extend(document.determinations.iter().filter(|_| document.appeal.is_none()));
        }
    }
    for id in event.refs().ids("appeal") {
        if let Some(appeal) = case.appeals.get_mut(&id) {
            appeal.served_on = appeal.served_on.or(on);
            appeal.person_served_on = appeal.person_served_on.or(on_person);
            served.clear();
        }
    }
    let whom = event.refs().id("respondent");
    for id in served {
        let found = case.determinations.get_mut(&id);
        if let Some(one) = found.filter(|one| whom.is_none_or(|whom| whom == one.respondent)) {
            one.served_on = one.served_on.or(on_person);
        }
    }
}

pub(super) fn time_extended(case: &mut Case, event: &Event, granted: Option<bool>) {
    each(case, event, |appeal| appeal.time_extended = granted);
}

/// An extension that names no date leaves the one in force.
pub(super) fn decide_by(case: &mut Case, event: &Event, until: Option<PartialDate>) {
    each(case, event, |appeal| appeal.decide_by = until.or(appeal.decide_by));
}

fn each(case: &mut Case, event: &Event, mut change: impl FnMut(&mut Appeal)) {
    for id in event.refs().ids("appeal") {
        if let Some(appeal) = case.appeals.get_mut(&id) {
            change(appeal);
        }
    }
}

/// The outcome per determination counts first; without it the outcome of the whole counts for all that were appealed.
pub(super) fn decided(case: &mut Case, event: &Event, p: &AppealDecided) {
    let whole = p.outcome.known().copied();
    let mut touched: Vec<(Uuid, Option<AppealOutcome>)> = p
        .per_determination
        .known()
        .into_iter()
        .flatten()
        .map(|d| (d.determination, d.outcome.known().copied().or(whole)))
        .collect();
    for id in event.refs().ids("appeal") {
        if let Some(appeal) = case.appeals.get_mut(&id) {
            appeal.outcome = whole;
            appeal.decided_on = event.envelope.occurred.date;
            if touched.is_empty() {
                touched = appeal.determinations.iter().map(|d| (*d, whole)).collect();
            }
        }
    }
    for (determination, outcome) in touched {
        let Some(standing) = outcome.and_then(standing) else { continue };
        if let Some(found) = case.determinations.get_mut(&determination) {
            found.standing = standing;
        }
        let mut measures: Vec<&mut Measure> =
            case.measures.values_mut().filter(|m| m.determination == Some(determination)).collect();
        for measure in &mut measures {
            measure.standing = standing;
        }
        // A new kind takes the place of one measure; of several the decision does not say which.
        if let ([measure], Some(outcome)) = (measures.as_mut_slice(), remade(p, determination)) {
            remake(measure, outcome);
        }
    }
}

/// What the decision says of a determination that it changed itself.
fn remade(p: &AppealDecided, determination: Uuid) -> Option<&DeterminationOutcome> {
    let mut outcomes = p.per_determination.known()?.iter();
    outcomes.find(|d| d.determination == determination && d.kind.known().is_some())
}

/// The measure as it stands from now on; as it was first decided it stands in the event that imposed it.
fn remake(measure: &mut Measure, outcome: &DeterminationOutcome) {
    if measure.standing != Standing::Varied {
        return;
    }
    measure.code = outcome.kind.known().map(|code| code.as_str().to_owned());
    measure.months = outcome.months.known().copied();
}

fn standing(outcome: AppealOutcome) -> Option<Standing> {
    match outcome {
        AppealOutcome::Upheld => None,
        AppealOutcome::Varied | AppealOutcome::RevokedAndRemade => Some(Standing::Varied),
        AppealOutcome::Revoked => Some(Standing::Revoked),
        AppealOutcome::RevokedAndRemanded => Some(Standing::Remanded),
    }
}
