//! Appeals and what they do to determinations and measures.

use uuid::Uuid;

use crate::acts::appeal::{AppealDecided, AppealFiled};
use crate::case::{Appeal, Case, Standing};
use crate::codes::AppealOutcome;
use crate::event::Event;

pub(super) fn filed(case: &mut Case, event: &Event, p: &AppealFiled) {
    let refs = event.refs();
    for id in refs.ids("appeal") {
        case.appeals.entry(id).or_insert_with(|| Appeal {
            route: p.route.known().copied(),
            respondent: refs.id("respondent"),
            determinations: refs.ids("determination").collect(),
            prior: refs.id("prior_appeal"),
            filed_on: event.envelope.occurred.date,
            ..Appeal::default()
        });
    }
}

pub(super) fn served(case: &mut Case, event: &Event) {
    let on = event.envelope.occurred.date;
    for id in event.refs().ids("document") {
        if let Some(document) = case.documents.get_mut(&id) {
            document.served_on = document.served_on.or(on);
        }
    }
    for id in event.refs().ids("appeal") {
        if let Some(appeal) = case.appeals.get_mut(&id) {
            appeal.served_on = appeal.served_on.or(on);
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
        for measure in case.measures.values_mut().filter(|m| m.determination == Some(determination)) {
            measure.standing = standing;
        }
    }
}

fn standing(outcome: AppealOutcome) -> Option<Standing> {
    match outcome {
        AppealOutcome::Upheld => None,
        AppealOutcome::Varied | AppealOutcome::RevokedAndRemade => Some(Standing::Varied),
        AppealOutcome::Revoked => Some(Standing::Revoked),
        AppealOutcome::RevokedAndRemanded => Some(Standing::Remanded),
    }
}
