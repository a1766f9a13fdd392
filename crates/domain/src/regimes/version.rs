//! One dated version of a regime, as its file holds it.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::{AppealRoute, RespondentKind};

/// Which list of a regime a code is looked up in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// Kinds of sanction.
    SanctionKind,
    /// Forms of accountability.
    AccountabilityForm,
    /// Situations that call for accountability.
    Situation,
    /// Circumstances that weigh less.
    Mitigating,
    /// Circumstances that weigh more.
    Aggravating,
    /// Circumstances that exempt.
    Exempting,
    /// Grounds on which an exemption is granted: the same list as [`CodeKind::Exempting`], since a circumstance exempts only as a ground.
    ExemptionGround,
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Read in the text, or defined by this program itself.
    Verified,
    /// Written from memory; a person must compare it with the official text.
    Remembered,
}

/// A regime version as an event pins it, so that later regime data never changes what an old act meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// Name of the regime, e.g. `cn-party`.
    pub regime: String,
    /// Name of the version, e.g. `2023`.
    pub version: String,
}

/// One code with what the version says of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The code as stored.
    pub code: String,
    /// Chinese label.
    pub zh: String,
    /// English label.
    pub en: String,
    /// The period, where the text fixes one.
    #[serde(default)]
    pub months: Option<u32>,
    /// The periods a decision may choose from, where it must name one.
    #[serde(default)]
    pub months_choice: Vec<u32>,
    /// How long a bar lasts after the period, or after the act where there is no period.
    #[serde(default)]
    pub bar_months: Option<u32>,
    /// Whom it is for; empty means anybody.
    #[serde(default)]
    pub targets: Vec<RespondentKind>,
    /// The wider form it is one case of, e.g. `org_handling` for an ordered resignation.
    #[serde(default)]
    pub within: Option<String>,
    /// Instrument, where it differs from the version's, and article.
    #[serde(default)]
    pub article: Option<String>,
    /// How sure this entry is; the version's own mark where absent.
    #[serde(default)]
    pub mark: Option<Mark>,
    /// What is unsure about it, or what a reader must know.
    #[serde(default)]
    pub note: Option<String>,
}

impl Entry {
    /// Whether it is meant for this kind of respondent.
    pub fn is_for(&self, target: RespondentKind) -> bool {
        self.targets.is_empty() || self.targets.contains(&target)
    }
}

/// The unit of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanUnit {
    /// Calendar months.
    Month,
    /// Calendar days.
    Day,
    /// Working days.
    WorkingDay,
}

/// A limit as the text writes it; counting it is a matter of calendars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// How many.
    pub count: u32,
    /// Of which unit.
    pub unit: SpanUnit,
}

/// From when a limit for deciding runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartsFrom {
    /// From receiving the appeal.
    Receipt,
    /// From accepting the appeal.
    Acceptance,
}

/// One route of remedy.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The route.
    pub route: AppealRoute,
    /// To whom, in Chinese.
    pub file_to_zh: String,
    /// To whom, in English.
    pub file_to_en: String,
    /// Within which time it must be filed; absent means no limit or none regulated, as the note says.
    #[serde(default)]
    pub file_within: Option<Span>,
    /// The time for filing directly, where an earlier step may be left out.
    #[serde(default)]
    pub file_direct_within: Option<Span>,
    /// Within which time it must be decided.
    #[serde(default)]
    pub decide_within: Option<Span>,
    /// By how much this may be extended.
    #[serde(default)]
    pub decide_extension: Option<Span>,
    /// From when deciding is counted.
    #[serde(default)]
    pub decide_from: Option<StartsFrom>,
    /// The route that opens after it.
    #[serde(default)]
    pub next: Option<AppealRoute>,
    /// Instrument, where it differs from the version's, and article.
    #[serde(default)]
    pub article: Option<String>,
    /// How sure this entry is; the version's own mark where absent.
    #[serde(default)]
    pub mark: Option<Mark>,
    /// What is unsure about it, or what a reader must know.
    #[serde(default)]
    pub note: Option<String>,
}

/// A regime as it stood from one day to another.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Name of the regime.
    pub regime: String,
    /// Name of the version, usually the year of its instrument.
    pub version: String,
    /// The instrument's Chinese title.
    pub zh: String,
    /// The instrument's English title.
    pub en: String,
    /// The instrument, or the instruments where several stand side by side.
    pub instruments: Vec<String>,
    /// First day in force.
    pub effective_from: NaiveDate,
    /// Last day in force; absent while in force or where the end is not known.
    #[serde(default)]
    pub effective_to: Option<NaiveDate>,
    /// How sure the version's facts are.
    pub mark: Mark,
    /// What is unsure about it.
    #[serde(default)]
    pub note: Option<String>,
    /// Forms of accountability.
    #[serde(default)]
    pub forms: Vec<Entry>,
    /// Kinds of sanction.
    #[serde(default)]
    pub sanctions: Vec<Entry>,
    /// Situations that call for accountability.
    #[serde(default)]
    pub situations: Vec<Entry>,
    /// Circumstances that weigh less.
    #[serde(default)]
    pub mitigating: Vec<Entry>,
    /// Circumstances that weigh more.
    #[serde(default)]
    pub aggravating: Vec<Entry>,
    /// Circumstances that exempt, which are the grounds of exemption.
    #[serde(default)]
    pub exempting: Vec<Entry>,
    /// Routes of remedy.
    #[serde(default)]
    pub routes: Vec<Route>,
}

impl Version {
    /// Its pin.
    pub fn pin(&self) -> Pin {
        Pin { regime: self.regime.clone(), version: self.version.clone() }
    }

    /// Whether it was in force that day; an undated act asks only for the newest.
    pub fn in_force(&self, on: Option<NaiveDate>) -> bool {
        on.is_none_or(|day| self.effective_from <= day && self.effective_to.is_none_or(|last| day <= last))
    }

    /// All codes of a list.
    pub fn entries(&self, list: CodeKind) -> &[Entry] {
        match list {
            CodeKind::SanctionKind => &self.sanctions,
            CodeKind::AccountabilityForm => &self.forms,
            CodeKind::Situation => &self.situations,
            CodeKind::Mitigating => &self.mitigating,
            CodeKind::Aggravating => &self.aggravating,
            CodeKind::Exempting | CodeKind::ExemptionGround => &self.exempting,
        }
    }

    /// One code of a list.
    pub fn entry(&self, list: CodeKind, code: &str) -> Option<&Entry> {
        self.entries(list).iter().find(|entry| entry.code == code)
    }

    /// How sure one of its entries is.
    pub fn mark_of(&self, entry: &Entry) -> Mark {
        entry.mark.unwrap_or(self.mark)
    }

    /// A route of remedy, if this version regulates it.
    pub fn route(&self, route: AppealRoute) -> Option<&Route> {
        self.routes.iter().find(|r| r.route == route)
    }
}
