//! Letters, recusals, evidence, and the time an inquiry was given.

use crate::acts::clue::InquiryLetterIssued;
use crate::case::{Case, Letter, Track};
use crate::codes::RecusalGround;
use crate::event::Event;
use crate::fields::PartialDate;
use crate::touch::Touched;

pub(super) fn evidence(case: &mut Case, event: &Event) {
    for id in event.refs().ids("evidence") {
        case.evidence.entry(id).or_default();
    }
}

pub(super) fn letter_issued(case: &mut Case, event: &Event, p: &InquiryLetterIssued) {
    for id in event.refs().ids("letter") {
        case.letters.entry(id).or_insert_with(|| Letter {
            clue: event.refs().id("clue"),
            official: event.refs().id("official"),
            letter_no: p.letter_no.known().map(|no| no.as_str().to_owned()),
            issued_on: event.envelope.occurred.date,
            ..Letter::default()
        });
    }
}

pub(super) fn letter_received(case: &mut Case, event: &Event, touched: &Touched) {
    each_letter(case, touched, |letter| letter.received_on = event.envelope.occurred.date.or(letter.received_on));
}

pub(super) fn letter_replied(case: &mut Case, event: &Event, touched: &Touched) {
    each_letter(case, touched, |letter| letter.replied_on = event.envelope.occurred.date.or(letter.replied_on));
}

fn each_letter(case: &mut Case, touched: &Touched, mut change: impl FnMut(&mut Letter)) {
    for id in &touched.letters {
        if let Some(letter) = case.letters.get_mut(id) {
            change(letter);
        }
    }
}

/// A ground that becomes known and a request for the same are one recusal: the earlier tells since when.
pub(super) fn recusal(case: &mut Case, event: &Event, ground: Option<RecusalGround>) {
    for id in event.refs().ids("recusal") {
        let recusal = case.recusals.entry(id).or_default();
        recusal.person = event.refs().id("person").or(recusal.person);
        recusal.ground = ground.or(recusal.ground);
        recusal.appeal = event.refs().id("appeal").or(recusal.appeal);
        recusal.since = recusal.since.or(event.envelope.occurred.date);
    }
}

pub(super) fn recusal_decided(case: &mut Case, event: &Event) {
    for id in event.refs().ids("recusal") {
        if let Some(recusal) = case.recusals.get_mut(&id) {
            recusal.decided_on = event.envelope.occurred.date;
        }
    }
}

/// Time for the verification of a clue, or for the investigation of pairs; a day that is not recorded changes nothing.
pub(super) fn extended(case: &mut Case, touched: &Touched, until: Option<PartialDate>) {
    for id in &touched.clues {
        if let Some(clue) = case.clues.get_mut(id) {
            clue.verify_by = until.or(clue.verify_by);
        }
    }
    each_track(case, touched, |track| track.investigate_by = until.or(track.investigate_by));
}

pub(super) fn review_extended(case: &mut Case, touched: &Touched, until: Option<PartialDate>) {
    each_track(case, touched, |track| track.review_by = until.or(track.review_by));
}

pub(super) fn each_track(case: &mut Case, touched: &Touched, mut change: impl FnMut(&mut Track)) {
    for (respondent, code) in &touched.pairs {
        if let Some(track) = case.respondents.get_mut(respondent).and_then(|r| r.tracks.get_mut(code)) {
            change(track);
        }
    }
}
