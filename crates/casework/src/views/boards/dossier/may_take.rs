//! May this official take this post on this day? Answered from the stored periods, with the derivation in words.

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::codes::PostComparison;
use wenze_domain::restrictions::{BarDays, Doubt, Meets, Restriction, Running, Step, barred};
use wenze_domain::words::Words;
use wenze_projections::dossier;

use super::passed::{looked_at, passed};
use super::{BarView, actions, bar, measure_code, restrictions_of};
use crate::{Casework, Error};

/// The post and the day.
#[derive(Debug, Clone, Copy)]
pub struct PostAsked {
    /// The day on which it would be taken.
    pub on: NaiveDate,
    /// Beside the post held before, where that is known.
    pub compared: Option<PostComparison>,
    /// Whether it is a leading post, where that is known.
    pub leading: Option<bool>,
}

/// Whether it may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing recorded stands in the way.
    Yes,
    /// A bar does.
    No,
    /// That depends on what is not known.
    Undetermined,
}

impl Verdict {
    /// As addresses and locales write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Undetermined => "undetermined",
        }
    }
}

/// The answer with its derivation.
#[derive(Debug, Clone, Serialize)]
pub struct MayTake {
    /// The answer.
    pub verdict: Verdict,
    /// The same in words.
    pub words: String,
    /// The bars that stand in the way, or may.
    pub bars: Vec<BarView>,
    /// From which day on no bar recorded now stands in the way; none where the end is not fixed.
    pub free_from: Option<NaiveDate>,
    /// How it comes to that, step by step: each measure with its periods and, where it does not stand in the way, why; then
    /// each bar. That none is recorded where none is.
    pub derivation: Vec<String>,
}

impl Casework {
    /// Whether a person may take a post on a day, as far as what is recorded says: of whichever organ, or the answer would be
    /// wrong; it names no case.
    pub async fn may_take_post(&self, person: Uuid, asked: PostAsked, words: &Words) -> Result<MayTake, Error> {
        let entries = self.entries_of(person).await?;
        let hidden = self.excluded_ids();
        let of = dossier::Of { subjects: &entries, hidden: &hidden };
        let periods = dossier::restricted(self.inner.views.pool(), of).await?;
        Ok(judged(&restrictions_of(&periods), asked, words))
    }
}

fn judged(restrictions: &[Restriction], asked: PostAsked, words: &Words) -> MayTake {
    let step = Step::Post { compared: asked.compared, leading: asked.leading };
    let barred = barred(restrictions);
    let met = actions::met(&barred, step, asked.on);
    let unknown: Vec<&Restriction> = restrictions.iter().filter(|one| is_unsure(one, step, asked.on)).collect();
    let verdict = match met.iter().map(|(_, meets)| *meets).max() {
        Some(Meets::Yes) => Verdict::No,
        Some(Meets::No) | None if unknown.is_empty() => Verdict::Yes,
        _ => Verdict::Undetermined,
    };
    let mut derivation: Vec<String> = restrictions.iter().flat_map(|one| told(one, step, asked.on, words)).collect();
    derivation.extend(met.iter().filter_map(|(one, meets)| {
        let bar = words.barred_on(one, asked.on)?;
        let id = if *meets == Meets::Yes { "may-take-bar" } else { "may-take-perhaps" };
        Some(words.message(id, &[("bar", bar)]))
    }));
    derivation.extend((!unknown.is_empty()).then(|| words.message("may-take-unknown", &[])));
    derivation.extend(restrictions.is_empty().then(|| words.message("may-take-nothing", &[])));
    let on = words.partial_date(wenze_domain::fields::PartialDate::day(asked.on));
    MayTake {
        words: words.message(&format!("may-take-{}", verdict.as_str()), &[("on", on)]),
        verdict,
        free_from: free_from(met.iter().filter_map(|(one, _)| one.on(asked.on))),
        bars: met.iter().filter_map(|(one, _)| bar(one, asked.on, words)).collect(),
        derivation,
    }
}

/// A bar whose days cannot be told may stand in the way; one of a measure that was ended does not.
fn is_unsure(one: &Restriction, step: Step, day: NaiveDate) -> bool {
    let meets = one.bars.iter().any(|bar| step.meets(&bar.bar) != Meets::No);
    let unsure = one.doubts.iter().any(|doubt| matches!(doubt, Doubt::StartNotRecorded | Doubt::Suspended));
    meets
        && match one.on(day) {
            Running::Unknown => true,
            Running::Suspended => unsure,
            _ => false,
        }
}

/// The day after the last of these ends; none where one of them has no fixed end.
fn free_from<'a>(days: impl Iterator<Item = &'a BarDays>) -> Option<NaiveDate> {
    let ends: Option<Vec<NaiveDate>> = days.map(|days| days.until).collect();
    ends?.into_iter().max()?.succ_opt()
}

/// What was looked at: the measure, its periods, and why it does not stand in the way where it does not.
fn told(one: &Restriction, step: Step, day: NaiveDate, words: &Words) -> Vec<String> {
    let own = barred(std::slice::from_ref(one));
    let is_passed = actions::met(&own, step, day).is_empty() && !is_unsure(one, step, day);
    let mut lines = vec![looked_at(measure_code(one, words).map(|code| code.words), words)];
    lines.extend(words.measure_effects(one, day).lines);
    lines.extend(is_passed.then(|| passed(one, step, day, words)));
    lines
}
