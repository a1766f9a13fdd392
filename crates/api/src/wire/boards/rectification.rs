//! Items of rectification.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{ItemView, StepView};

use super::{CodeItem, code};

/// An item of rectification as it stands on a day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RectificationItem {
    /// Its id in the case.
    id: Uuid,
    /// Where it stands.
    state: Option<CodeItem>,
    /// What is wrong, where it may be read.
    problem: Option<String>,
    /// One body, or a system.
    kind: Option<CodeItem>,
    /// What ordered it.
    source: Option<CodeItem>,
    /// The determinations it follows.
    determinations: Vec<Uuid>,
    /// The unit responsible.
    unit: Option<Uuid>,
    /// Its name.
    unit_name: Option<String>,
    /// The person responsible.
    person: Option<Uuid>,
    /// The name, where it may be read.
    person_name: Option<String>,
    /// Who supervises it.
    supervisor: Option<Uuid>,
    /// When it was ordered.
    ordered_on: Option<String>,
    /// The due date in force.
    due_on: Option<String>,
    /// Whether it was over on the day asked for, and the item not accepted.
    overdue: bool,
    /// Days over.
    days_over: i32,
    /// Whether it is accepted.
    accepted: bool,
    /// When.
    accepted_on: Option<String>,
    /// How often it was sent back.
    rejections: i32,
    /// Votes held on it.
    votes: i32,
    /// Letters issued.
    letters: i32,
    /// The highest step taken.
    step: Option<CodeItem>,
    /// Where it stands on the ladder: 0 before the first letter, 1 after it, 6 at discipline.
    ladder: i16,
    /// Every letter and step, the first first.
    steps: Vec<LadderItem>,
    /// Years whose honours were forfeited.
    honours: Vec<u32>,
    /// The act that ordered it.
    event: Option<Uuid>,
    /// The same in one line.
    words: String,
}

/// A letter or step of the ladder.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LadderItem {
    /// 1 for a letter, 2 to 6 for the steps after it.
    position: i16,
    /// The step; null for a letter.
    step: Option<CodeItem>,
    /// Why it was taken.
    because_of: Option<CodeItem>,
    /// The due date that was missed.
    missed_due_on: Option<String>,
    /// When it was taken.
    taken_on: Option<String>,
    /// The act.
    event: Uuid,
}

impl RectificationItem {
    pub(crate) fn of(one: ItemView) -> Self {
        Self {
            id: one.id,
            state: code(one.state),
            problem: one.problem,
            kind: code(one.kind),
            source: code(one.source),
            determinations: one.determinations,
            unit: one.unit,
            unit_name: one.unit_name,
            person: one.person,
            person_name: one.person_name,
            supervisor: one.supervisor,
            ordered_on: one.ordered_on,
            due_on: one.due_on,
            overdue: one.overdue,
            days_over: one.days_over,
            accepted: one.accepted,
            accepted_on: one.accepted_on,
            rejections: one.rejections,
            votes: one.votes,
            letters: one.letters,
            step: code(one.step),
            ladder: one.ladder,
            steps: one.steps.into_iter().map(ladder).collect(),
            honours: one.honours,
            event: one.event_id,
            words: one.words,
        }
    }
}

fn ladder(one: StepView) -> LadderItem {
    LadderItem {
        position: one.position,
        step: code(one.step),
        because_of: code(one.because_of),
        missed_due_on: one.missed_due_on,
        taken_on: one.taken_on,
        event: one.event_id,
    }
}
