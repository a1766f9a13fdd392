//! Filing, inquiry start, respondents, closing.

use super::part_at;
use crate::acts::filing::CaseFiled;
use crate::case::{Case, CaseNo, Closing, Track};
use crate::event::Event;
use crate::shapes::RespondentEntry;

/// Takes up each respondent: facts known now replace those of an earlier entry, unknown ones leave them.
pub(super) fn respondents(case: &mut Case, event: &Event, entries: &[RespondentEntry]) {
    for entry in entries {
        let respondent = case.respondents.entry(entry.respondent).or_default();
        respondent.kind = entry.kind.known().copied().or(respondent.kind);
        respondent.name = part_at(event, &entry.name).or(respondent.name);
        respondent.post = part_at(event, &entry.post).or(respondent.post);
        respondent.post_level = entry.post_level.known().copied().or(respondent.post_level);
        respondent.post_kind = entry.post_kind.known().copied().or(respondent.post_kind);
        respondent.identity = entry.identity.known().copied().or(respondent.identity);
        respondent.status = entry.status.known().copied().or(respondent.status);
        let employer = entry.employer_kind.known().map(|code| code.as_str().to_owned());
        respondent.employer_kind = employer.or(respondent.employer_kind.take());
        respondent.official = entry.official.or(respondent.official);
        respondent.organ = entry.organ.or(respondent.organ);
        for code in &entry.tracks {
            respondent.tracks.entry(*code).or_insert_with(|| Track { round: 1, ..Track::default() });
        }
    }
}

pub(super) fn filed(case: &mut Case, event: &Event, p: &CaseFiled) {
    let no =
        p.case_no.known().map(|no| CaseNo { organ: p.organ.known().map(|o| o.organ_id), no: no.as_str().to_owned() });
    case.case_no = no.or(case.case_no.take());
    inquiry_started(case, event);
}

pub(super) fn inquiry_started(case: &mut Case, event: &Event) {
    case.is_case = true;
    case.opened_as_case_on = case.opened_as_case_on.or(event.envelope.occurred.date);
}

pub(super) fn closed(case: &mut Case, event: &Event) {
    case.closed = Some(Closing { on: event.envelope.occurred.date, open_items: event.refs().ids("item").collect() });
}
