//! What acts say of an item that the case does not keep.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::acts::rectification::RectificationOrdered;
use wenze_domain::case::Case;
use wenze_domain::codes::{EscalationStep, RectificationKind, RectificationSource};
use wenze_domain::event::Event;
use wenze_domain::fields::PartialDate;

use crate::decoding::code;

/// Each item by its id.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Noted(BTreeMap<Uuid, Passage>);

/// What happened to one item.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Passage {
    /// Version of the act that ordered it.
    pub(super) place: i32,
    pub(super) event_id: Option<Uuid>,
    pub(super) kind: Option<RectificationKind>,
    pub(super) source: Option<RectificationSource>,
    pub(super) determinations: Vec<Uuid>,
    pub(super) person: Option<Uuid>,
    pub(super) supervisor: Option<Uuid>,
    pub(super) ordered_on: Option<PartialDate>,
    pub(super) accepted_on: Option<PartialDate>,
    pub(super) rejections: i32,
    pub(super) steps: Vec<Rung>,
}

/// A letter or a step of the ladder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Rung {
    pub(super) place: i32,
    pub(super) event_id: Uuid,
    /// None for a letter.
    pub(super) step: Option<EscalationStep>,
    pub(super) position: i16,
    pub(super) because_of: Option<String>,
    pub(super) missed_due_on: Option<PartialDate>,
    pub(super) taken_on: Option<PartialDate>,
}

impl Noted {
    pub(crate) fn note(&mut self, case: &Case, event: &Event) {
        let on = event.envelope.occurred.date;
        for id in event.refs().ids("item").filter(|id| case.items.contains_key(id)) {
            let passage = self.0.entry(id).or_default();
            match event.act() {
                Act::RectificationOrdered(p) if passage.event_id.is_none() => *passage = ordered(event, p),
                Act::SupervisionLetterIssued(_) => passage.steps.push(Rung { position: 1, ..step(event) }),
                Act::EscalationStepTaken(p) => passage.steps.push(Rung {
                    step: p.step.known().copied(),
                    position: p.step.known().map_or(0, |step| position(*step)),
                    because_of: p.because_of.known().copied().map(code),
                    missed_due_on: p.missed_due_on.known().copied(),
                    ..step(event)
                }),
                Act::RectificationRejected(_) => passage.rejections += 1,
                Act::RectificationAccepted(_) => passage.accepted_on = on,
                _ => {}
            }
        }
    }

    pub(super) fn of(&self, item: Uuid) -> Passage {
        self.0.get(&item).cloned().unwrap_or_default()
    }
}

fn ordered(event: &Event, p: &RectificationOrdered) -> Passage {
    Passage {
        place: event.version,
        event_id: Some(event.id()),
        kind: p.kind.known().copied(),
        source: p.source.known().copied(),
        determinations: event.refs().ids("determination").collect(),
        person: p.responsible_person.known().map(|person| person.person_id),
        supervisor: p.supervisor.known().map(|person| person.person_id),
        ordered_on: event.envelope.occurred.date,
        ..Passage::default()
    }
}

fn step(event: &Event) -> Rung {
    Rung {
        place: event.version,
        event_id: event.id(),
        step: None,
        position: 0,
        because_of: None,
        missed_due_on: None,
        taken_on: event.envelope.occurred.date,
    }
}

/// Where a step stands on the ladder, after the letter at 1. Being notified and being listed are one position.
fn position(step: EscalationStep) -> i16 {
    match step {
        EscalationStep::PrincipalTalk => 2,
        EscalationStep::Notification | EscalationStep::ListedSupervision => 3,
        EscalationStep::Admonition => 4,
        EscalationStep::OrgAdjustment => 5,
        EscalationStep::Disciplinary => 6,
    }
}
