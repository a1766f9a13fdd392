//! The way of respondents back to a post.

use crate::acts::personnel::ReappointmentDecided;
use crate::case::Case;
use crate::event::Event;

pub(super) fn reappointment(case: &mut Case, event: &Event, p: &ReappointmentDecided) {
    for id in event.refs().ids("respondent") {
        if let Some(respondent) = case.respondents.get_mut(&id) {
            respondent.reappointment.approved = p.approved.known().copied();
            respondent.reappointment.decided_on = event.envelope.occurred.date;
        }
    }
}
