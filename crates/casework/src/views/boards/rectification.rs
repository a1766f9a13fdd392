//! What is to be put right in a case, in words.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::codes::{EscalationCause, EscalationStep, RectificationKind, RectificationSource};
use wenze_domain::fields::PartialDate;
use wenze_domain::time::office_day;
use wenze_domain::words::Words;
use wenze_projections::rectification_board::{self, OnDay, StepLine};

use super::{Coded, text};
use crate::opening::Texts;
use crate::views::lists::Page;
use crate::{Casework, Error, PAGE_ROWS_MAX};

/// An item of rectification as it stands on a day.
#[derive(Debug, Clone, Serialize)]
pub struct ItemView {
    /// Its id in the case.
    pub id: Uuid,
    /// Where it stands.
    pub state: Option<Coded>,
    /// What is wrong, where it may be read.
    pub problem: Option<String>,
    /// One body, or a system.
    pub kind: Option<Coded>,
    /// What ordered it.
    pub source: Option<Coded>,
    /// The determinations it follows.
    pub determinations: Vec<Uuid>,
    /// The unit responsible.
    pub unit: Option<Uuid>,
    /// Its name.
    pub unit_name: Option<String>,
    /// The person responsible.
    pub person: Option<Uuid>,
    /// The name, where it may be read.
    pub person_name: Option<String>,
    /// Who supervises it.
    pub supervisor: Option<Uuid>,
    /// When it was ordered.
    pub ordered_on: Option<String>,
    /// The due date in force.
    pub due_on: Option<String>,
    /// Whether it was over on the day asked for, and the item not accepted.
    pub overdue: bool,
    /// Days over.
    pub days_over: i32,
    /// Whether it is accepted.
    pub accepted: bool,
    /// When.
    pub accepted_on: Option<String>,
    /// How often it was sent back.
    pub rejections: i32,
    /// Votes held on it.
    pub votes: i32,
    /// Letters issued.
    pub letters: i32,
    /// The highest step taken.
    pub step: Option<Coded>,
    /// Where it stands on the ladder, from 0 to 6.
    pub ladder: i16,
    /// Every letter and step, the first first.
    pub steps: Vec<StepView>,
    /// Years whose honours were forfeited.
    pub honours: Vec<u32>,
    /// The act that ordered it.
    pub event_id: Option<Uuid>,
    /// The same in one line.
    pub words: String,
}

/// A letter or step of the ladder.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// 1 for a letter, 2 to 6 for the steps after it.
    pub position: i16,
    /// The step; none for a letter.
    pub step: Option<Coded>,
    /// Why.
    pub because_of: Option<Coded>,
    /// The due date that was missed.
    pub missed_due_on: Option<String>,
    /// When it was taken.
    pub taken_on: Option<String>,
    /// The act.
    pub event_id: Uuid,
}

impl Casework {
    /// The items of a case as they stand on the day of a moment, in the order in which they were ordered, page by page.
    pub async fn rectification(
        &self,
        id: Uuid,
        at: DateTime<Utc>,
        cursor: Option<&str>,
        limit: u32,
        words: &Words,
    ) -> Result<Page<ItemView>, Error> {
        self.on_boards(id).await?;
        let limit = limit.clamp(1, PAGE_ROWS_MAX);
        let after = self.place_after("rectification", cursor)?;
        let pool = self.inner.views.pool();
        let mut rows = rectification_board::page(pool, id, office_day(at), after, i64::from(limit) + 1).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|last| self.hide("rectification", last.place.into(), last.item));
        let items: Vec<Uuid> = rows.iter().map(|row| row.item).collect();
        let mut steps = by_item(rectification_board::ladder(pool, id, &items).await?, words);
        let ids: HashSet<Uuid> = rows.iter().flat_map(|row| [row.unit, row.person]).flatten().collect();
        let names = self.names(&ids).await?;
        let texts = self.open_columns(rows.iter().map(|row| &row.problem)).await?;
        let view = |row: OnDay| {
            let taken = steps.remove(&row.item).unwrap_or_default();
            item(row, taken, &texts, &names, words)
        };
        Ok(Page { items: rows.into_iter().map(view).collect(), next })
    }
}

pub(super) fn by_item(steps: Vec<StepLine>, words: &Words) -> HashMap<Uuid, Vec<StepView>> {
    let mut found: HashMap<Uuid, Vec<StepView>> = HashMap::new();
    for step in steps {
        found.entry(step.item).or_default().push(StepView {
            position: step.position,
            step: Coded::of::<EscalationStep>(words, step.step),
            because_of: Coded::of::<EscalationCause>(words, step.because_of),
            missed_due_on: step.missed_due_on,
            taken_on: step.taken_on,
            event_id: step.event_id,
        });
    }
    found
}

pub(super) fn item(
    row: OnDay,
    steps: Vec<StepView>,
    texts: &Texts,
    names: &HashMap<Uuid, String>,
    words: &Words,
) -> ItemView {
    let whose = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned());
    let mut view = ItemView {
        id: row.item,
        state: Coded::state(words, "item", row.state),
        problem: text(texts, row.problem.as_ref()),
        kind: Coded::of::<RectificationKind>(words, row.kind),
        source: Coded::of::<RectificationSource>(words, row.source),
        determinations: serde_json::from_value(row.determinations).unwrap_or_default(),
        unit: row.unit,
        unit_name: whose(row.unit),
        person: row.person,
        person_name: whose(row.person),
        supervisor: row.supervisor,
        ordered_on: row.ordered_on,
        due_on: row.due_on,
        overdue: row.overdue,
        days_over: row.days_over,
        accepted: row.accepted,
        accepted_on: row.accepted_on,
        rejections: row.rejections,
        votes: row.votes,
        letters: row.letters,
        step: Coded::of::<EscalationStep>(words, row.step),
        ladder: row.ladder,
        steps,
        honours: serde_json::from_value(row.honours).unwrap_or_default(),
        event_id: row.event_id,
        words: String::new(),
    };
    view.words = told(&view, words);
    view
}

fn told(view: &ItemView, words: &Words) -> String {
    let day = |day: &Option<String>| day.as_deref().and_then(PartialDate::parse).map(|day| words.partial_date(day));
    let facts = [
        ("state", view.state.as_ref().map(|state| state.words.clone())),
        ("unit", view.unit_name.clone()),
        ("due", day(&view.due_on)),
        ("over", Some(view.days_over.to_string()).filter(|_| view.overdue)),
        ("letters", Some(view.letters.to_string()).filter(|_| view.letters > 0)),
        ("step", view.step.as_ref().map(|step| step.words.clone())),
        ("accepted", day(&view.accepted_on)),
    ];
    let known: Vec<(&str, String)> = facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect();
    words.message("item-line", &known)
}
