//! What a kind or form brings with it: periods, bars, the way it ends, and what it does to the annual assessment.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Mark, Source};

/// From which day a period or a bar runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// The day on which the measure takes effect, as recorded; that of the decision where none is recorded.
    Effect,
    /// The day of the decision.
    Decision,
    /// The day on which the rights are restored, which is the day after the period.
    RightsRestored,
}

/// Whether the day from which something is counted is the first day itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FirstDay {
    /// That day counts: six months from 15 January end on 14 July.
    Inclusive,
    /// Counting begins the next day: six months from 15 January end on 15 July.
    Exclusive,
}

/// The period of a sanction or form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Its length in months, where the text fixes one.
    #[serde(default)]
    pub months: Option<u32>,
    /// The lengths a decision may choose from, where it must name one.
    #[serde(default)]
    pub months_choice: Vec<u32>,
    /// The longest it may last, where the text only bounds it.
    #[serde(default)]
    pub months_max: Option<u32>,
    /// From which day it runs.
    pub start: Start,
    /// Whether that day counts.
    pub first_day: FirstDay,
    /// Where the length stands.
    pub source: Vec<Source>,
    /// How sure the length is.
    pub mark: Mark,
    /// How sure the way of counting is.
    pub start_mark: Mark,
}

/// How long a bar lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lasts {
    /// As long as the period.
    Period,
    /// So many months from the start it names, whatever the period.
    Months,
    /// Through the period and so many months after it.
    PeriodAndMonths,
}

/// One thing that is barred.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bar {
    /// What is barred, a code of `registry/bars.toml`.
    pub bar: String,
    /// How long.
    pub lasts: Lasts,
    /// The months, where it lasts any.
    #[serde(default)]
    pub months: Option<u32>,
    /// From which day the months run.
    #[serde(default)]
    pub start: Option<Start>,
    /// Whether that day counts.
    #[serde(default)]
    pub first_day: Option<FirstDay>,
    /// How sure the way of counting is.
    #[serde(default)]
    pub start_mark: Option<Mark>,
    /// Where it stands.
    pub source: Vec<Source>,
    /// How sure it is.
    pub mark: Mark,
}

/// How a period ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LiftingWay {
    /// Of itself with the last day.
    Automatic,
    /// By a decision of its own; until then it goes on.
    Decided,
}

/// How the sanctions of a version end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lifting {
    /// The way.
    pub way: LiftingWay,
    /// On what condition, in Chinese.
    #[serde(default)]
    pub condition_zh: Option<String>,
    /// On what condition, in English.
    #[serde(default)]
    pub condition_en: Option<String>,
    /// Where it stands.
    pub source: Vec<Source>,
    /// How sure it is.
    pub mark: Mark,
}

/// What does not come back when the period is over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unrestored {
    /// What, codes of `registry/rights.toml`.
    pub what: Vec<String>,
    /// Where it stands.
    pub source: Vec<Source>,
    /// How sure it is.
    pub mark: Mark,
}

/// What becomes of a period when another sanction falls into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Concurrence {
    /// Each runs for itself, and the bar ends with the longest.
    Longest,
    /// What was left of the old one is added to the new one.
    RemainderAdded,
}

/// How sanctions that run at once are counted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concurrent {
    /// The rule.
    pub rule: Concurrence,
    /// The most months that may come of it.
    #[serde(default)]
    pub months_max: Option<u32>,
    /// Where it stands.
    pub source: Vec<Source>,
    /// How sure it is.
    pub mark: Mark,
}

/// What a measure does to the annual assessment of a year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The year, counted from the year of the decision, which is 0.
    pub year: u32,
    /// The effect, a code of `registry/effects.toml`.
    pub effect: String,
    /// Only where the period is so many months long.
    #[serde(default)]
    pub only_months: Option<u32>,
    /// Where it stands.
    pub source: Vec<Source>,
    /// How sure it is.
    pub mark: Mark,
}

/// Which codes belong to one of the four forms of supervision and discipline.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FourForms {
    /// The form, 1 to 4; its labels stand in `registry/four-forms.toml`.
    pub form: u8,
    /// Kinds and forms of this version.
    pub codes: Vec<String>,
    /// Where it stands; empty only where it is remembered.
    pub source: Vec<Source>,
    /// How sure it is.
    pub mark: Mark,
}
