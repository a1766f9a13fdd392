//! The rows of the matrix.

use uuid::Uuid;
use wenze_domain::case::{Case, Respondent, Responsibility, Track};
use wenze_domain::codes::{CodeList, TrackCode};
use wenze_domain::machine::State;

use super::Line;
use super::noted::{Attribution, Noted};
use crate::decoding::{code, place};

/// Every responsibility of a case, respondent by respondent and track by track.
pub(crate) fn lines(case: &Case, noted: &Noted) -> Vec<Line> {
    let mut lines = Vec::new();
    for (id, respondent) in &case.respondents {
        if respondent.tracks.is_empty() {
            lines.push(of_respondent(case, *id, respondent));
        }
        for (code, track) in &respondent.tracks {
            let pair = of_pair(case, of_respondent(case, *id, respondent), *code, track);
            if track.responsibility.is_empty() {
                lines.push(pair.clone());
            }
            let latest = track.responsibility.iter().map(|one| noted.of(one.event_id).round).max();
            let attributed = track.responsibility.iter().enumerate();
            lines.extend(attributed.map(|(no, one)| of_one(pair.clone(), no, one, noted.of(one.event_id), latest)));
        }
    }
    lines
}

fn of_respondent(case: &Case, id: Uuid, respondent: &Respondent) -> Line {
    Line {
        case_id: case.id,
        respondent: id,
        track: String::new(),
        no: 0,
        kind: respondent.kind.map(code),
        name: respondent.name.map(place),
        post: respondent.post.map(place),
        post_level: respondent.post_level.map(code),
        official: respondent.official,
        organ: respondent.organ,
        state: String::new(),
        round: 1,
        current: true,
        collective: None,
        role: None,
        class: None,
        causal_link: None,
        duty: None,
        objection: None,
        event_id: None,
        outcome: None,
        determination: None,
        standing: None,
        judicial_outcome: None,
    }
}

fn of_pair(case: &Case, line: Line, track_code: TrackCode, track: &Track) -> Line {
    let standing = track.determination.and_then(|id| case.determinations.get(&id)).map(|one| one.standing);
    Line {
        track: track_code.as_str().to_owned(),
        state: track.state.as_str().to_owned(),
        round: i32::try_from(track.round).unwrap_or(i32::MAX),
        outcome: track.outcome.map(code),
        determination: track.determination,
        standing: standing.map(|standing| standing.as_str().to_owned()),
        judicial_outcome: track.judicial_outcome.map(code),
        ..line
    }
}

fn of_one(pair: Line, no: usize, one: &Responsibility, noted: Attribution, latest: Option<u32>) -> Line {
    Line {
        no: i16::try_from(no).unwrap_or(i16::MAX),
        round: i32::try_from(noted.round).unwrap_or(i32::MAX),
        current: Some(noted.round) == latest,
        collective: one.collective,
        role: one.role.map(code),
        class: one.class.map(code),
        causal_link: noted.causal_link.map(place),
        duty: noted.duty.map(place),
        objection: noted.objection,
        event_id: Some(one.event_id),
        ..pair
    }
}
