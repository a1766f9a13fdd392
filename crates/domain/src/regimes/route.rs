//! Routes of remedy: to whom, within which time, decided within which time, and what opens after it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FirstDay, Mark, Source};
use crate::codes::Identity;

/// The unit of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpanUnit {
    /// Calendar months.
    Month,
    /// Calendar days.
    Day,
    /// Working days; counting them is a matter of a calendar.
    WorkingDay,
}

/// The act from whose day a limit runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunsFrom {
    /// Service of the decision.
    Service,
    /// The day on which the person knew of it.
    Knowing,
    /// Service of the decision on the step before.
    EarlierService,
    /// Receipt of the appeal.
    Receipt,
    /// Acceptance of the appeal.
    Acceptance,
}

/// A limit with the day from which it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// How many.
    pub count: u32,
    /// Of which unit.
    pub unit: SpanUnit,
    /// From which day.
    pub start: RunsFrom,
    /// Whether that day counts.
    pub first_day: FirstDay,
    /// How sure the limit is.
    pub mark: Mark,
}

/// By how much a limit may be extended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// How many.
    pub count: u32,
    /// Of which unit.
    pub unit: SpanUnit,
    /// How sure it is.
    pub mark: Mark,
}

/// What a remedy is against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// A determination on a respondent.
    Decision,
    /// A measure of the investigation.
    InvMeasure,
    /// The opinion on a petition.
    PetitionOpinion,
}

/// One route of remedy.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The route; where acts name routes, the code they use.
    pub route: String,
    /// Chinese label.
    pub zh: String,
    /// English label.
    pub en: String,
    /// What it is against.
    pub against: Against,
    /// Whom it is for; empty means anybody under this version.
    #[serde(default)]
    pub identities: Vec<Identity>,
    /// To whom, in Chinese.
    pub file_to_zh: String,
    /// To whom, in English.
    pub file_to_en: String,
    /// Within which time it must be filed; absent means no limit or none regulated, as `unlimited` tells.
    #[serde(default)]
    pub file_within: Option<Window>,
    /// The time for filing directly, where the step before may be left out.
    #[serde(default)]
    pub file_direct_within: Option<Window>,
    /// The text says that there is no limit for filing; without this and without a limit, the version is silent.
    #[serde(default)]
    pub unlimited: bool,
    /// Within which time it must be decided.
    #[serde(default)]
    pub decide_within: Option<Window>,
    /// By how much this may be extended.
    #[serde(default)]
    pub decide_extension: Option<Extension>,
    /// The route that opens after it, one of this version.
    #[serde(default)]
    pub next: Option<String>,
    /// What comes after it where that is no route, a code of `registry/ends.toml`.
    #[serde(default)]
    pub then: Option<String>,
    /// Where it stands.
    pub source: Vec<Source>,
    /// How sure the route is.
    pub mark: Mark,
    /// What a reader of this file must know.
    #[serde(default)]
    pub note: Option<String>,
}

impl Route {
    /// Whether a person of this identity may take it; one whose identity is not recorded may.
    pub fn is_for(&self, identity: Option<Identity>) -> bool {
        self.identities.is_empty() || identity.is_none_or(|identity| self.identities.contains(&identity))
    }
}
