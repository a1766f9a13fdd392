//! A rulebook as it is written: the TOML of `rulebook.toml`, field by field. [`crate::load`] makes rules of it.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::period::{Counting, Period};

/// `rulebook.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BookSource {
    pub(crate) format: Spanned<String>,
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) title: String,
    pub(crate) title_en: Option<String>,
    pub(crate) timezone: Spanned<String>,
    pub(crate) calendar: String,
    pub(crate) vocabulary: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) in_use: InUse,
    #[serde(default)]
    pub(crate) extends: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) facts: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) source: BTreeMap<String, Spanned<LegalSource>>,
    #[serde(default)]
    pub(crate) counting: BTreeMap<String, Counting>,
    #[serde(default)]
    pub(crate) param: BTreeMap<String, Spanned<ParamSource>>,
    #[serde(default)]
    pub(crate) rule: Vec<Spanned<RuleSource>>,
}

/// Whether a shipped rulebook judges before anybody adopts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InUse {
    /// It does: national law.
    #[default]
    ByDefault,
    /// It does not: the norms of a house.
    WhenAdopted,
}

/// How far a fact was compared with its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The text was read.
    Verified,
    /// It was not: every finding that stands on it says so.
    #[default]
    Remembered,
}

/// `[source.ID]`: a legal text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LegalSource {
    pub(crate) name: String,
    pub(crate) name_en: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) in_force: WindowSource,
    pub(crate) counting: Option<String>,
    pub(crate) text_sha256: Option<Spanned<String>>,
    pub(crate) rank: Option<Rank>,
    pub(crate) mark: Option<Mark>,
}

/// How high a legal text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// A law.
    Law,
    /// A regulation of the State Council or of a ministry.
    Regulation,
    /// A Party regulation.
    Party,
    /// A rule of the supervisory organs.
    Rule,
    /// A norm of the house.
    House,
}

/// `{ from, to? }`, `to` exclusive.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WindowSource {
    pub(crate) from: Datetime,
    pub(crate) to: Option<Datetime>,
}

/// Where in a legal text something stands.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LawSource {
    pub(crate) source: Spanned<String>,
    pub(crate) at: String,
    pub(crate) at_en: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) mark: Option<Mark>,
}

/// `[param.ID]`: a number that changes with the law.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ParamSource {
    #[serde(default)]
    pub(crate) law: Vec<LawSource>,
    pub(crate) values: Vec<toml::Table>,
}

/// `event`, `any` or `breach_of`, with a condition.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PatternSource {
    pub(crate) event: Option<Spanned<String>>,
    pub(crate) any: Option<Vec<Spanned<String>>>,
    pub(crate) breach_of: Option<Spanned<String>>,
    #[serde(rename = "where")]
    pub(crate) condition: Option<Spanned<String>>,
    pub(crate) count: Option<u32>,
    pub(crate) max_age: Option<Period>,
    pub(crate) same_day: Option<SameDay>,
}

/// A pattern within `extend`, which may stand alone or in a list: there the reader of TOML keeps no places, so that
/// complaints name the rule's line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlainPattern {
    event: Option<String>,
    any: Option<Vec<String>>,
    #[serde(rename = "where")]
    condition: Option<String>,
}

impl PlainPattern {
    /// The pattern, as if it stood at a place.
    pub(crate) fn at(&self, place: &std::ops::Range<usize>) -> PatternSource {
        let spanned = |text: &String| Spanned::new(place.clone(), text.clone());
        PatternSource {
            event: self.event.as_ref().map(spanned),
            any: self.any.as_ref().map(|kinds| kinds.iter().map(spanned).collect()),
            breach_of: None,
            condition: self.condition.as_ref().map(spanned),
            count: None,
            max_age: None,
            same_day: None,
        }
    }
}

/// `within`: a period, or a parameter that holds it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithinSource {
    pub(crate) n: Option<u32>,
    pub(crate) unit: Option<crate::period::Unit>,
    pub(crate) param: Option<Spanned<String>>,
    pub(crate) counting: Option<Spanned<String>>,
}

/// `extend`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExtendSource {
    pub(crate) on: PlainPattern,
    #[serde(rename = "if")]
    pub(crate) condition: Option<String>,
    pub(crate) add_max: Option<Period>,
    pub(crate) cap_total: Option<Period>,
    pub(crate) to: Option<String>,
    pub(crate) times: Option<u32>,
    #[serde(default)]
    pub(crate) before_due: bool,
}

/// One or many of a thing.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    pub(crate) fn into_vec(self) -> Vec<T> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

/// `suspend`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SuspendSource {
    pub(crate) from: PatternSource,
    pub(crate) to: PatternSource,
    pub(crate) max: Option<Period>,
    #[serde(default)]
    pub(crate) mode: StopMode,
}

/// What a stop does to the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopMode {
    /// Its days are not counted.
    #[default]
    Stop,
    /// The period begins anew when it ends.
    Restart,
}

/// `using`: what a check may look back to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UsingSource {
    pub(crate) name: String,
    pub(crate) events: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) same: Vec<String>,
    #[serde(rename = "where")]
    pub(crate) condition: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) after: bool,
}

/// `a` and `b` of `separate`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SideSource {
    pub(crate) events: Vec<Spanned<String>>,
    pub(crate) role: OneOrMany<String>,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, serde::Serialize)]
            #[serde(rename_all = "snake_case")]
            pub enum $name { $($(#[$vdoc])* $variant),* }
        )*
    };
}

words! {
    /// The five kinds of obligation.
    RuleKind {
        /// After one act another must follow in time.
        Respond,
        /// An act is lawful only after another.
        Precede,
        /// At an act a condition must hold.
        Require,
        /// Nobody may stand on both sides.
        Separate,
        /// At most so many.
        Limit,
    }
    /// How binding a rule is.
    Level {
        /// Law.
        Must,
        /// Practice or soft law.
        Should,
        /// The house's own.
        House,
    }
    /// What happens when an act that is about to be recorded would break a rule.
    Guard {
        /// It is said.
        Warn,
        /// A reason and an approver are asked for.
        Explain,
        /// It is refused, if it is done in the system.
        Block,
    }
    /// Which date picks the version of a rule.
    Governs {
        /// The date of the act that starts the obligation.
        Trigger,
        /// The date of the act that is judged.
        Act,
        /// The date of the first act of the case.
        CaseOpen,
    }
    /// What becomes of an open obligation when a new version comes into force.
    Transition {
        /// It stays under the old one.
        Keep,
        /// It is counted under the new one, from its own start.
        Rebase,
        /// The later of both due dates counts.
        Longer,
        /// The earlier of both due dates counts.
        Shorter,
        /// The one that is better for the beneficiary counts.
        Favourable,
    }
    /// Whom a rule protects.
    Beneficiary {
        /// The one who has to act: a longer time is better.
        Bound,
        /// The one who waits: a shorter time is better.
        Waiting,
    }
    /// What two acts of one date without a time mean for an order.
    SameDay {
        /// It cannot be told.
        Undetermined,
        /// It is taken as kept, and said.
        Ok,
        /// It is taken as broken.
        Violation,
    }
    /// How much a violation weighs.
    Severity {
        /// For information.
        Info,
        /// A warning.
        Warn,
        /// To be mended.
        Defect,
        /// It can upset a decision.
        Violation,
    }
}

/// `[[rule]]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleSource {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) title_en: Option<String>,
    pub(crate) kind: RuleKind,
    pub(crate) level: Level,
    pub(crate) severity: Option<UpperSeverity>,
    pub(crate) guard: Option<Guard>,
    pub(crate) law: Vec<LawSource>,
    pub(crate) in_force: Option<WindowSource>,
    pub(crate) governs: Option<Governs>,
    pub(crate) transition: Option<Transition>,
    pub(crate) beneficiary: Option<Beneficiary>,
    #[serde(default)]
    pub(crate) overrides: Vec<Spanned<String>>,
    pub(crate) applies: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) per: Vec<Spanned<String>>,
    pub(crate) on: Option<PatternSource>,
    #[serde(rename = "do")]
    pub(crate) action: Option<PatternSource>,
    pub(crate) within: Option<WithinSource>,
    pub(crate) counting: Option<Spanned<String>>,
    pub(crate) until: Option<Spanned<String>>,
    pub(crate) start: Option<Spanned<String>>,
    pub(crate) extend: Option<OneOrMany<ExtendSource>>,
    #[serde(default)]
    pub(crate) suspend: Vec<SuspendSource>,
    #[serde(default)]
    pub(crate) discharge: Vec<PatternSource>,
    pub(crate) needs: Option<PatternSource>,
    pub(crate) count: Option<u32>,
    pub(crate) max_age: Option<Period>,
    pub(crate) same_day: Option<SameDay>,
    #[serde(default)]
    pub(crate) using: Vec<UsingSource>,
    pub(crate) check: Option<Spanned<String>>,
    pub(crate) a: Option<SideSource>,
    pub(crate) b: Option<SideSource>,
    pub(crate) max: Option<u32>,
}

/// Severities are written in capitals, as the tables of practice write them.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum UpperSeverity {
    Violation,
    Defect,
    Warn,
    Info,
}

impl From<UpperSeverity> for Severity {
    fn from(written: UpperSeverity) -> Self {
        match written {
            UpperSeverity::Violation => Self::Violation,
            UpperSeverity::Defect => Self::Defect,
            UpperSeverity::Warn => Self::Warn,
            UpperSeverity::Info => Self::Info,
        }
    }
}
