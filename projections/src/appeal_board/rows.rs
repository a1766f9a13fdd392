//! The rows of the board.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::case::{Appeal, Case, Handler};
use wenze_domain::codes::Duty;
use wenze_domain::fields::PartialDate;
use wenze_domain::machine::State;

use super::Line;
use super::noted::Noted;
use crate::decoding::{code, place};

/// Every appeal of a case.
pub(crate) fn lines(case: &Case, noted: &Noted) -> Vec<Line> {
    case.appeals.iter().map(|(id, appeal)| line(case, noted, *id, appeal)).collect()
}

fn line(case: &Case, noted: &Noted, id: Uuid, appeal: &Appeal) -> Line {
    let passage = noted.of(id);
    let day = |on: Option<PartialDate>| on.map(|on| on.to_string());
    let name = appeal.respondent.and_then(|id| case.respondents.get(&id)?.name);
    let assigned = assigned(case, id);
    Line {
        case_id: case.id,
        appeal: id,
        place: passage.place,
        route: appeal.route.map(code),
        instance: instance(case, appeal),
        prior: appeal.prior,
        respondent: appeal.respondent,
        name: name.map(place),
        decisions: decisions(case, appeal),
        state: appeal.state.as_str().to_owned(),
        filed_on: day(appeal.filed_on),
        received_on: day(appeal.received_on),
        accepted_on: day(appeal.accepted_on),
        time_extended: appeal.time_extended,
        decide_by: day(appeal.decide_by),
        decided_on: day(appeal.decided_on),
        served_on: day(appeal.served_on),
        refused_on: day(passage.refused_on),
        passed_on: day(passage.passed_on),
        withdrawn_on: day(passage.withdrawn_on),
        outcome: appeal.outcome.map(code),
        next_route: passage.next_route,
        handler: assigned.and_then(|handler| handler.person).or(passage.chair),
        handling_organ: passage.body.or_else(|| assigned?.office).or(passage.passed_to),
        panel: i16::try_from(passage.members).unwrap_or(i16::MAX),
        event_id: passage.event_id,
    }
}

/// Whoever was assigned to the appeal last.
fn assigned(case: &Case, appeal: Uuid) -> Option<&Handler> {
    let own =
        |handler: &&Handler| handler.object == Some(appeal) && handler.duty.is_none_or(|duty| duty == Duty::Appeal);
    case.handlers.iter().rev().find(own)
}

/// One more than the appeals before it. No record keeps two appeals from naming each other, so the walk is bounded.
fn instance(case: &Case, appeal: &Appeal) -> i16 {
    let before = |appeal: &&Appeal| appeal.prior.and_then(|id| case.appeals.get(&id));
    let chain = std::iter::successors(Some(appeal), before).take(case.appeals.len());
    i16::try_from(chain.count()).unwrap_or(i16::MAX)
}

fn decisions(case: &Case, appeal: &Appeal) -> Value {
    let known = appeal.determinations.iter().filter_map(|id| Some((id, case.determinations.get(id)?)));
    let decision = |(id, one): (&Uuid, &wenze_domain::case::Determination)| {
        json!({
            "determination": id, "track": one.track.map(code), "outcome": one.outcome.map(code),
            "made_on": one.made_on, "standing": one.standing,
        })
    };
    known.map(decision).collect()
}
