//! The rows of the board.

use serde_json::json;
use uuid::Uuid;
use wenze_domain::case::{Case, Item};
use wenze_domain::fields::PartialDate;
use wenze_domain::machine::State;
use wenze_domain::states::ItemState;

use super::noted::{Noted, Rung};
use super::{Line, StepLine};
use crate::decoding::{code, place};

/// Every item of a case.
pub(crate) fn lines(case: &Case, noted: &Noted) -> Vec<Line> {
    case.items.iter().map(|(id, item)| line(case.id, *id, item, noted)).collect()
}

fn line(case_id: Uuid, id: Uuid, item: &Item, noted: &Noted) -> Line {
    let passage = noted.of(id);
    let day = |on: Option<PartialDate>| on.map(|on| on.to_string());
    let accepted = item.state == ItemState::Accepted;
    let accepted_on = passage.accepted_on.filter(|_| accepted);
    Line {
        case_id,
        item: id,
        place: passage.place,
        state: item.state.as_str().to_owned(),
        problem: item.problem.map(place),
        kind: passage.kind.map(code),
        source: passage.source.map(code),
        determinations: json!(passage.determinations),
        unit: item.unit,
        person: passage.person,
        supervisor: passage.supervisor,
        ordered_on: day(passage.ordered_on),
        ordered_day: passage.ordered_on.map(PartialDate::first_day),
        due_on: day(item.due_on),
        due_day: item.due_on.map(PartialDate::last_day),
        letters: i32::try_from(item.letters).unwrap_or(i32::MAX),
        step: item.step.map(code),
        ladder: passage.steps.iter().map(|step| step.position).max().unwrap_or_default(),
        honours: json!(item.honours_forfeited),
        votes: i32::try_from(item.votes).unwrap_or(i32::MAX),
        rejections: passage.rejections,
        accepted,
        accepted_on: day(accepted_on),
        // Accepted some time in a month is accepted for sure at its end only.
        accepted_day: accepted_on.map(PartialDate::last_day),
        event_id: passage.event_id,
    }
}

/// The steps taken on every item of a case.
pub(crate) fn steps(case: &Case, noted: &Noted) -> Vec<StepLine> {
    let of_item = |id: &Uuid| {
        let (id, case_id) = (*id, case.id);
        noted.of(id).steps.into_iter().map(move |step| step_line(case_id, id, step))
    };
    case.items.keys().flat_map(of_item).collect()
}

fn step_line(case_id: Uuid, item: Uuid, step: Rung) -> StepLine {
    StepLine {
        case_id,
        item,
        place: step.place,
        position: step.position,
        step: step.step.map(code),
        because_of: step.because_of,
        missed_due_on: step.missed_due_on.map(|on| on.to_string()),
        taken_on: step.taken_on.map(|on| on.to_string()),
        event_id: step.event_id,
    }
}
