//! Reports and clues.

use uuid::Uuid;

use super::part_at;
use crate::acts::clue::{ClueClosed, ClueOpened, DispositionApproved, HandlerAssigned, SubjectIdentified};
use crate::acts::intake::{ReportReceived, ReportRegistered};
use crate::case::{Case, Handler, Subject};
use crate::codes::ApprovalResult;
use crate::event::Event;
use crate::fields::PartialDate;

pub(super) fn received(case: &mut Case, event: &Event, p: &ReportReceived) {
    for id in event.refs().ids("report") {
        let report = case.reports.entry(id).or_default();
        report.source = p.source_kind.known().copied();
        report.reporter_kind = p.reporter_kind.known().copied();
        report.received_on = event.envelope.occurred.date;
        report.summary = part_at(event, &p.summary);
        report.subjects = p
            .subjects
            .known()
            .into_iter()
            .flatten()
            .map(|s| Subject {
                subject_no: s.subject_no,
                name: part_at(event, &s.name),
                post: part_at(event, &s.post),
                identified: None,
            })
            .collect();
    }
}

pub(super) fn registered(case: &mut Case, event: &Event, p: &ReportRegistered) {
    for id in event.refs().ids("report") {
        if let Some(report) = case.reports.get_mut(&id) {
            report.register_no = p.register_no.known().map(|no| no.as_str().to_owned());
        }
    }
}

pub(super) fn clue_opened(case: &mut Case, event: &Event, p: &ClueOpened) {
    case.allegations.extend(p.allegations.known().into_iter().flatten().map(|a| a.allegation));
    for id in event.refs().ids("clue") {
        let clue = case.clues.entry(id).or_default();
        clue.reports = event.refs().ids("report").collect();
        clue.received_on = event.envelope.occurred.date;
        clue.subjects = p
            .subjects
            .known()
            .into_iter()
            .flatten()
            .map(|s| Subject {
                subject_no: s.subject_no,
                name: part_at(event, &s.name),
                post: part_at(event, &s.post),
                identified: None,
            })
            .collect();
    }
}

pub(super) fn identified(case: &mut Case, event: &Event, p: &SubjectIdentified) {
    let refs = event.refs();
    let (Some(found), Some(number)) = (refs.id("official").or_else(|| refs.id("organ")), p.subject_no.known()) else {
        return;
    };
    let set = |subjects: &mut Vec<Subject>| {
        subjects.iter_mut().filter(|s| s.subject_no == *number).for_each(|s| s.identified = Some(found));
    };
    refs.ids("report").for_each(|id| {
        if let Some(r) = case.reports.get_mut(&id) {
            set(&mut r.subjects);
        }
    });
    refs.ids("clue").for_each(|id| {
        if let Some(c) = case.clues.get_mut(&id) {
            set(&mut c.subjects);
        }
    });
}

pub(super) fn handler(case: &mut Case, event: &Event, p: &HandlerAssigned) {
    case.handlers.push(Handler {
        duty: p.duty.known().copied(),
        object: event.refs().id("object"),
        person: p.person.known().map(|p| p.person_id),
        office: p.office.known().map(|o| o.organ_id),
        from_on: event.envelope.occurred.date,
    });
}

pub(super) fn disposition(case: &mut Case, event: &Event, p: &DispositionApproved) {
    let approved = p.result.known() == Some(&ApprovalResult::Approved);
    each_clue(case, event, |clue| {
        if approved {
            clue.way = p.way.known().copied();
        }
    });
}

pub(super) fn review_date(case: &mut Case, event: &Event, review_by: Option<PartialDate>) {
    each_clue(case, event, |clue| clue.review_by = review_by);
}

pub(super) fn clue_closed(case: &mut Case, event: &Event, p: &ClueClosed) {
    each_clue(case, event, |clue| clue.outcome = p.outcome.known().copied());
}

fn each_clue(case: &mut Case, event: &Event, mut change: impl FnMut(&mut crate::case::Clue)) {
    let ids: Vec<Uuid> = event.refs().ids("clue").collect();
    for id in ids {
        if let Some(clue) = case.clues.get_mut(&id) {
            change(clue);
        }
    }
}
