//! What is barred to one respondent in all: each measure's bars kept, and where they run at once the longest counts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Restriction;
use crate::regimes::{Mark, Registry};

/// Days without a gap on which one thing is barred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BarDays {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none where the end cannot be told, or waits for a decision.
    pub until: Option<NaiveDate>,
    /// The measures they come from, the one that ends last at the end.
    pub measures: Vec<Uuid>,
    /// How sure the days are: as sure as the least sure of the measures.
    pub mark: Mark,
}

/// One thing barred to a respondent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Barred {
    /// The respondent.
    pub respondent: Uuid,
    /// What, a code of the registry of bars.
    pub bar: String,
    /// Its name in Chinese and English.
    pub name: [String; 2],
    /// When, the earliest first.
    pub days: Vec<BarDays>,
}

impl Barred {
    /// The days around a day, where it is barred then.
    pub fn on(&self, day: NaiveDate) -> Option<&BarDays> {
        self.days.iter().find(|days| days.from <= day && days.until.is_none_or(|last| day <= last))
    }
}

/// What is barred to each respondent. Suspended measures and those taken away from the start bar nothing; one lifted bars
/// until the day before it was lifted; one that waits for a decision bars until that decision.
pub fn barred(restrictions: &[Restriction]) -> Vec<Barred> {
    let mut found: BTreeMap<(Uuid, &str), Vec<BarDays>> = BTreeMap::new();
    for one in restrictions.iter().filter(|one| !one.suspended) {
        for bar in &one.bars {
            let Some(from) = bar.days.from else { continue };
            let until = if one.waits_for_decision() { None } else { bar.days.until };
            let Some(until) = cut(one, from, until) else { continue };
            let mark = bar.days.surety();
            let days = BarDays { from, until, measures: vec![one.measure], mark };
            found.entry((one.respondent, bar.bar.as_str())).or_default().push(days);
        }
    }
    let joined = |((respondent, bar), days): ((Uuid, &str), Vec<BarDays>)| Barred {
        respondent,
        bar: bar.to_owned(),
        name: Registry::names(&Registry::shipped().bars, bar),
        days: join(days),
    };
    found.into_iter().map(joined).collect()
}

/// The last day after what ended the measure early; none where nothing of it is left.
#[expect(clippy::option_option, reason = "no day left is another thing than no end known")]
fn cut(one: &Restriction, from: NaiveDate, until: Option<NaiveDate>) -> Option<Option<NaiveDate>> {
    if one.ended.is_none() {
        return Some(until);
    }
    // Without the day of what ended it nothing says how long it counted.
    let last = one.ended_from()?.pred_opt()?;
    (last >= from).then(|| Some(until.map_or(last, |until| until.min(last))))
}

/// Joins days that meet; the end is that of the longest.
fn join(mut days: Vec<BarDays>) -> Vec<BarDays> {
    days.sort_by_key(|one| (one.from, one.until.is_none(), one.until));
    let mut joined: Vec<BarDays> = Vec::new();
    for next in days {
        let meets = joined
            .last()
            .is_some_and(|last| last.until.is_none_or(|until| until.succ_opt().is_none_or(|after| next.from <= after)));
        match joined.last_mut().filter(|_| meets) {
            Some(last) => {
                let is_longer = last.until.is_some_and(|until| next.until.is_none_or(|other| other > until));
                let place = if is_longer { last.measures.len() } else { last.measures.len().saturating_sub(1) };
                last.measures.splice(place..place, next.measures);
                last.until = if is_longer { next.until } else { last.until };
                last.mark = last.mark.max(next.mark);
            }
            None => joined.push(next),
        }
    }
    joined
}
