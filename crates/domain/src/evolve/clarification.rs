//! Clarifications of officials, each known by the official.

use crate::acts::clarification::ClarificationProposed;
use crate::case::{Case, Clarification};
use crate::event::Event;

/// Whichever act of a clarification is recorded first brings it into being.
pub(super) fn begun(case: &mut Case, event: &Event) {
    for official in event.refs().ids("official") {
        case.clarifications.entry(official).or_default();
    }
}

pub(super) fn proposed(case: &mut Case, event: &Event, p: &ClarificationProposed) {
    each(case, event, |clarification| clarification.by = p.by.known().copied());
}

pub(super) fn made(case: &mut Case, event: &Event) {
    let on = event.envelope.occurred.date;
    each(case, event, |clarification| clarification.clarified_on = on);
}

fn each(case: &mut Case, event: &Event, mut change: impl FnMut(&mut Clarification)) {
    for official in event.refs().ids("official") {
        if let Some(clarification) = case.clarifications.get_mut(&official) {
            change(clarification);
        }
    }
}
