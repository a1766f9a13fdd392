//! Items of rectification, their due dates, letters and ladder.

use crate::acts::rectification::{
    EscalationStepTaken, HonoursForfeited, RectificationOrdered, SupervisionLetterIssued,
};
use crate::case::{Case, Item};
use crate::event::Event;
use crate::fields::PartialDate;

use super::part_at;

pub(super) fn ordered(case: &mut Case, event: &Event, p: &RectificationOrdered) {
    for id in event.refs().ids("item") {
        case.items.entry(id).or_insert_with(|| Item {
            due_on: p.due_on.known().copied(),
            unit: p.responsible_unit.known().map(|o| o.organ_id),
            problem: part_at(event, &p.problem),
            ..Item::default()
        });
    }
}

/// A letter without a due date of its own leaves the one in force.
pub(super) fn letter(case: &mut Case, event: &Event, p: &SupervisionLetterIssued) {
    each(case, event, |item| {
        item.letters += 1;
        item.due_on = p.due_on.known().copied().or(item.due_on);
    });
}

pub(super) fn due(case: &mut Case, event: &Event, due_on: Option<PartialDate>) {
    each(case, event, |item| item.due_on = due_on.or(item.due_on));
}

/// The ladder never goes down.
pub(super) fn step(case: &mut Case, event: &Event, p: &EscalationStepTaken) {
    let taken = p.step.known().copied();
    each(case, event, |item| item.step = item.step.max(taken));
}

pub(super) fn honours(case: &mut Case, event: &Event, p: &HonoursForfeited) {
    each(case, event, |item| item.honours_forfeited.extend(p.year.known()));
}

pub(super) fn vote(case: &mut Case, event: &Event) {
    each(case, event, |item| item.votes += 1);
}

fn each(case: &mut Case, event: &Event, mut change: impl FnMut(&mut Item)) {
    for id in event.refs().ids("item") {
        if let Some(item) = case.items.get_mut(&id) {
            change(item);
        }
    }
}
