//! What a measure restricts, from which day to which: derived from the case and the regime each measure pins, and never
//! recorded. Nothing here knows today; what is so on a day is asked of [`Restriction::on`].

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::case::{Case, Determination, Measure, Standing};
use crate::codes::TrackCode;
use crate::regimes::{Assessment, Entry, FirstDay, LiftingWay, Mark, Pin, Regimes, Registry, Source, Version};
use crate::time::PartialDate;

mod barred;
mod counting;
mod running;
mod step;

pub use barred::{BarDays, Barred, barred};
use counting::Count;
pub(crate) use counting::{added, last_day};
pub use step::{Meets, Step};

/// Days from the first to the last, both in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Days {
    /// The first day; none where the day it is counted from is not recorded.
    pub from: Option<NaiveDate>,
    /// The last day; none where it cannot be told.
    pub until: Option<NaiveDate>,
    /// How long, in months, where that is known.
    pub months: Option<u32>,
    /// Whether the day it is counted from counts.
    pub first_day: Option<FirstDay>,
    /// Where the length stands; empty where only the decision says it.
    pub source: Vec<Source>,
    /// How sure the length is.
    pub mark: Mark,
    /// How sure the way of counting is.
    pub start_mark: Mark,
}

impl Days {
    /// How sure the days are, in all.
    pub fn surety(&self) -> Mark {
        self.mark.max(self.start_mark)
    }
}

/// One thing a measure bars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BarOf {
    /// What, a code of the registry of bars.
    pub bar: String,
    /// Its name in Chinese and English.
    pub name: [String; 2],
    /// From when to when, before anything ended it early.
    pub days: Days,
}

/// How a measure ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ending {
    /// Of itself, or by decision.
    pub way: LiftingWay,
    /// On what condition, in Chinese and English.
    pub condition: Option<[String; 2]>,
    /// Where it stands.
    pub source: Vec<Source>,
    /// How sure it is.
    pub mark: Mark,
}

/// What ended a measure before its time, or took it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Lifted by decision.
    Lifted,
    /// Revoked on appeal.
    Revoked,
    /// Sent back to be made again.
    Remanded,
    /// Another determination took its place.
    Replaced,
}

/// An end that something recorded brought about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ended {
    /// What did.
    pub cause: Cause,
    /// From which day on it no longer counts, as precise as the papers.
    pub on: Option<PartialDate>,
}

/// Why days cannot be told, or cannot be told for sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The day it is counted from is not recorded.
    StartNotRecorded,
    /// That day is recorded only as a month or a year; the latest possible end is given.
    StartNotExact,
    /// The decision may choose between lengths, and which one it chose is not recorded.
    LengthNotRecorded,
    /// The text only bounds the length; the latest possible end is given.
    LengthOnlyBounded,
    /// The decision names another length than the text.
    LengthDiffers,
    /// Execution is suspended; no text seen says whether the period goes on meanwhile.
    Suspended,
    /// Varied on appeal: counted from the first decision, which no text seen says.
    Varied,
    /// The decision was corrected, and what it says now is not among the facts of the case.
    Corrected,
    /// Counted as if the rights were restored the day after the period.
    RightsRestoredAssumed,
    /// Another sanction fell into the period, and what was left of it was added.
    RemainderAdded,
}

/// What stays behind when the measure has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotRestored {
    /// Codes of the registry of rights.
    pub what: Vec<String>,
    /// Where it stands.
    pub source: Vec<Source>,
    /// How sure it is.
    pub mark: Mark,
}

/// What becomes of one annual assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AssessmentOf {
    /// The year assessed.
    pub year: i32,
    /// The effect, a code of the registry of effects.
    pub effect: String,
    /// Its name in Chinese and English.
    pub name: [String; 2],
    /// Where it stands.
    pub source: Vec<Source>,
    /// How sure it is.
    pub mark: Mark,
}

/// What one measure restricts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Restriction {
    /// The measure.
    pub measure: Uuid,
    /// The respondent.
    pub respondent: Uuid,
    /// The track.
    pub track: Option<TrackCode>,
    /// Kind or form.
    pub code: Option<String>,
    /// The regime version it is read in.
    pub regime: Option<Pin>,
    /// The period of the sanction or form.
    pub period: Option<Days>,
    /// What it bars.
    pub bars: Vec<BarOf>,
    /// How it ends.
    pub ending: Option<Ending>,
    /// What does not come back then.
    pub not_restored: Option<NotRestored>,
    /// What ended it early.
    pub ended: Option<Ended>,
    /// Whether its execution is suspended.
    pub suspended: bool,
    /// What is not sure about the days.
    pub doubts: Vec<Doubt>,
    /// Effects on annual assessments.
    pub assessment: Vec<AssessmentOf>,
    /// Which of the four forms it belongs to.
    pub four_form: Option<u8>,
    /// How sure that is.
    pub four_form_mark: Option<Mark>,
}

/// How it is with a restriction on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Running {
    /// Nothing to run: no period and no bar.
    Nothing,
    /// It cannot be told.
    Unknown,
    /// It has not begun.
    Ahead,
    /// It runs.
    Runs,
    /// It runs by its days, but its execution is suspended.
    Suspended,
    /// Its days are over, and it waits for the decision that lifts it.
    AwaitsLifting,
    /// It is over, of itself.
    Over,
    /// It was ended by something recorded.
    Ended,
}

/// What every measure of a case restricts, in the order of the measures' ids; forms decided together stand each alone.
pub fn restrictions(case: &Case, regimes: &Regimes) -> Vec<Restriction> {
    let mut found = Vec::new();
    for (id, measure) in &case.measures {
        found.push(of_measure(case, regimes, (*id, measure), measure.code.as_deref()));
        let combined = measure.combined_with.iter().filter(|code| measure.code.as_ref() != Some(code));
        found.extend(combined.map(|code| of_measure(case, regimes, (*id, measure), Some(code))));
    }
    running::add_remainders(&mut found, regimes);
    found
}

fn of_measure(case: &Case, regimes: &Regimes, (id, measure): (Uuid, &Measure), code: Option<&str>) -> Restriction {
    let determination = measure.determination.and_then(|id| case.determinations.get(&id));
    let pin = measure.regime.as_deref().and_then(Pin::parse);
    let version = pin.as_ref().and_then(|pin| regimes.pinned(pin));
    let entry = version.zip(code).and_then(|(version, code)| version.kind_or_form(code));
    let mut doubts = standing_doubts(measure, determination);
    let decided = determination.and_then(|d| d.made_on).or(measure.effective_on);
    let count = Count { measure, decided, entry, version };
    let period = count.period(&mut doubts);
    let bars = count.bars(period.as_ref(), &mut doubts);
    let own = |version: &Version, source: &[Source]| {
        Registry::shipped().in_force(source, &version.instruments, decided.map(PartialDate::first_day))
    };
    let both = version.zip(entry);
    let not_restored = both.and_then(|(version, entry)| {
        let left = entry.unrestored.as_ref()?;
        Some(NotRestored { what: left.what.clone(), source: own(version, &left.source), mark: left.mark })
    });
    let four_form = version.zip(code).and_then(|(version, code)| version.four_form(code));
    doubts.sort_unstable();
    doubts.dedup();
    Restriction {
        measure: id,
        respondent: measure.respondent,
        track: measure.track,
        code: code.map(str::to_owned),
        regime: pin,
        ending: both.filter(|_| period.is_some()).and_then(|(version, entry)| ending(version, entry, own)),
        period,
        bars,
        not_restored,
        ended: end_of(case, measure, determination),
        suspended: measure.suspended,
        doubts,
        assessment: both.map(|(_, entry)| assessed(entry, measure, decided)).unwrap_or_default(),
        four_form: four_form.map(|(form, _)| form),
        four_form_mark: four_form.map(|(_, mark)| mark),
    }
}

fn ending(version: &Version, entry: &Entry, own: impl Fn(&Version, &[Source]) -> Vec<Source>) -> Option<Ending> {
    let lifting = entry.lifting.as_ref().or(version.lifting.as_ref())?;
    let condition = lifting.condition_zh.clone().zip(lifting.condition_en.clone());
    Some(Ending {
        way: lifting.way,
        condition: condition.map(|(zh, en)| [zh, en]),
        source: own(version, &lifting.source),
        mark: lifting.mark,
    })
}

/// Doubts that the fate of the measure brings.
fn standing_doubts(measure: &Measure, determination: Option<&Determination>) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if measure.suspended {
        doubts.push(Doubt::Suspended);
    }
    if measure.standing == Standing::Varied {
        doubts.push(Doubt::Varied);
    }
    if determination.is_some_and(|d| d.standing == Standing::Corrected) {
        doubts.push(Doubt::Corrected);
    }
    doubts
}

/// The measure's own standing counts first; where it stands as imposed, that of its determination.
fn end_of(case: &Case, measure: &Measure, determination: Option<&Determination>) -> Option<Ended> {
    let taken_away = |standing: Standing| match standing {
        Standing::Revoked => Some(Cause::Revoked),
        Standing::Remanded => Some(Cause::Remanded),
        Standing::Replaced => Some(Cause::Replaced),
        Standing::InForce | Standing::Varied | Standing::Corrected => None,
    };
    match taken_away(measure.standing).or_else(|| determination.and_then(|d| taken_away(d.standing))) {
        Some(Cause::Replaced) => Some(Ended { cause: Cause::Replaced, on: replaced_on(case, measure) }),
        Some(gone) => Some(Ended { cause: gone, on: appealed_on(case, measure) }),
        None => measure.lifted_on.map(|on| Ended { cause: Cause::Lifted, on: Some(on) }),
    }
}

/// The day on which the appeal that took the measure away was decided: of several, the last.
fn appealed_on(case: &Case, measure: &Measure) -> Option<PartialDate> {
    let of_it = case.appeals.values().filter(|a| measure.determination.is_some_and(|d| a.determinations.contains(&d)));
    of_it.filter_map(|appeal| appeal.decided_on).max()
}

/// The day of the determination that now stands on the pair.
fn replaced_on(case: &Case, measure: &Measure) -> Option<PartialDate> {
    let track = case.respondents.get(&measure.respondent)?.tracks.get(&measure.track?)?;
    case.determinations.get(&track.determination?)?.made_on
}

fn assessed(entry: &Entry, measure: &Measure, decided: Option<PartialDate>) -> Vec<AssessmentOf> {
    use chrono::Datelike;
    let Some(decided) = decided else { return Vec::new() };
    let months = measure.months.or_else(|| entry.months());
    let counts = |effect: &&Assessment| effect.only_months.is_none_or(|only| months == Some(only));
    let of_year = |effect: &Assessment| AssessmentOf {
        year: decided.first_day().year().saturating_add_unsigned(effect.year),
        effect: effect.effect.clone(),
        name: Registry::names(&Registry::shipped().effects, &effect.effect),
        source: effect.source.clone(),
        mark: effect.mark,
    };
    entry.assessment.iter().filter(counts).map(of_year).collect()
}

#[cfg(test)]
mod tests;
