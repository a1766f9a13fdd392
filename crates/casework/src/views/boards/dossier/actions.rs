//! Personnel actions: whether one fell into a period that bars it, and on which decision it rests.

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::codes::{CodeList, PersonnelAction, PersonnelSource, PostComparison};
use wenze_domain::restrictions::{Barred, Meets, Step};
use wenze_domain::words::Words;
use wenze_projections::dossier::ActionLine;

use super::{Coded, text};
use crate::opening::Texts;

/// What happened to somebody's post, rank or pay.
#[derive(Debug, Clone, Serialize)]
pub struct ActionView {
    /// The case in which it is recorded.
    pub case: Uuid,
    /// What happened.
    pub action: Option<Coded>,
    /// When.
    pub taken_on: Option<String>,
    /// The post, where it may be read.
    pub post: Option<String>,
    /// Beside the post held before.
    pub post_vs_former: Option<Coded>,
    /// Whether it is a leading post.
    pub leading_post: Option<bool>,
    /// How it became known.
    pub source: Option<Coded>,
    /// The measure it follows.
    pub measure: Option<Uuid>,
    /// Whether a bar stood in its way on that day.
    pub met_bar: Meets,
    /// Whether an action of this kind rests on a decision.
    pub rests_on_decision: bool,
    /// The decision recorded.
    pub decision: Option<Uuid>,
    /// What is the matter with it: bars met, a decision not recorded.
    pub warnings: Vec<String>,
    /// The act.
    pub event_id: Uuid,
}

/// The bars that stand in the way of a step on a day, each with whether it does.
pub(super) fn met(barred: &[Barred], step: Step, day: NaiveDate) -> Vec<(&Barred, Meets)> {
    let on_day = barred.iter().filter(|one| one.on(day).is_some());
    on_day.map(|one| (one, step.meets(&one.bar))).filter(|(_, meets)| *meets != Meets::No).collect()
}

pub(super) fn view(line: ActionLine, barred: &[Barred], texts: &Texts, words: &Words) -> ActionView {
    let action = code::<PersonnelAction>(line.action.as_deref());
    let compared = code::<PostComparison>(line.post_vs_former.as_deref());
    let step = action.and_then(|action| Step::of(action, compared, line.leading_post));
    let met = step.zip(line.taken_day).map(|(step, day)| met(barred, step, day)).unwrap_or_default();
    let told = met.iter().filter_map(|(one, meets)| {
        let bar = words.barred_on(one, line.taken_day?)?;
        let id = if *meets == Meets::Yes { "action-met-bar" } else { "action-perhaps-met-bar" };
        Some(words.message(id, &[("bar", bar)]))
    });
    let mut warnings: Vec<String> = told.collect();
    if line.rests_on_decision && line.decision.is_none() {
        warnings.push(words.message("action-undecided", &[]));
    }
    ActionView {
        case: line.case_id,
        action: Coded::of::<PersonnelAction>(words, line.action),
        taken_on: line.taken_on,
        post: text(texts, line.post.as_ref()),
        post_vs_former: Coded::of::<PostComparison>(words, line.post_vs_former),
        leading_post: line.leading_post,
        source: Coded::of::<PersonnelSource>(words, line.source),
        measure: line.measure,
        met_bar: met.iter().map(|(_, meets)| *meets).max().unwrap_or(Meets::No),
        rests_on_decision: line.rests_on_decision,
        decision: line.decision,
        warnings,
        event_id: line.event_id,
    }
}

fn code<C: CodeList>(text: Option<&str>) -> Option<C> {
    C::ALL.iter().copied().find(|code| Some(code.as_str()) == text)
}
