//! One dated version of a regime, as its file holds it.

use std::fmt;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Assessment, Bar, Concurrent, FourForms, Lifting, Period, Route, Source, Unrestored};
use crate::codes::RespondentKind;

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

/// How sure a fact is; the less sure comes later in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Surety")]
pub enum Mark {
    /// Read in the text, or defined by this program itself.
    Verified,
    /// Written from memory or read at second hand; a person must compare it with the official text.
    Remembered,
}

impl Mark {
    /// The code as the files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Remembered => "remembered",
        }
    }
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

impl Pin {
    /// Reads a pin as a measure of a case keeps it, `regime/version`.
    pub fn parse(text: &str) -> Option<Self> {
        let (regime, version) = text.split_once('/')?;
        Some(Self { regime: regime.to_owned(), version: version.to_owned() })
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.regime, self.version)
    }
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
    /// Whom it is for; empty means anybody.
    #[serde(default)]
    pub targets: Vec<RespondentKind>,
    /// The wider form it is one case of, e.g. `org_handling` for an ordered resignation.
    #[serde(default)]
    pub within: Option<String>,
    /// Its period, where it has one.
    #[serde(default)]
    pub period: Option<Period>,
    /// What it bars.
    #[serde(default)]
    pub bars: Vec<Bar>,
    /// How it ends, where that differs from the version's way.
    #[serde(default)]
    pub lifting: Option<Lifting>,
    /// What does not come back when it ends.
    #[serde(default)]
    pub unrestored: Option<Unrestored>,
    /// What it does to the annual assessment.
    #[serde(default)]
    pub assessment: Vec<Assessment>,
    /// Where it stands; empty where no instrument does.
    pub source: Vec<Source>,
    /// How sure it is.
    pub mark: Mark,
    /// What a reader of this file must know.
    #[serde(default)]
    pub note: Option<String>,
}

impl Entry {
    /// Whether it is meant for this kind of respondent.
    pub fn is_for(&self, target: RespondentKind) -> bool {
        self.targets.is_empty() || self.targets.contains(&target)
    }

    /// Its period in months, where the text fixes one.
    pub fn months(&self) -> Option<u32> {
        self.period.as_ref().and_then(|period| period.months)
    }

    /// The months a decision may choose from.
    pub fn months_choice(&self) -> &[u32] {
        self.period.as_ref().map_or(&[], |period| period.months_choice.as_slice())
    }
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
    /// The version that is preferred from its first day on, where the formal end of this one is not known.
    #[serde(default)]
    pub yields_to: Option<String>,
    /// Kept only for acts that pin it: no new act is read in it unless it names it.
    #[serde(default)]
    pub kept_for_pins: bool,
    /// How sure the version and its dates are.
    pub mark: Mark,
    /// What is unsure about it.
    #[serde(default)]
    pub note: Option<String>,
    /// How its sanctions and forms end, where they have a period.
    #[serde(default)]
    pub lifting: Option<Lifting>,
    /// What becomes of sanctions that run at once.
    #[serde(default)]
    pub concurrent: Option<Concurrent>,
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
    /// Which of its codes belong to which of the four forms.
    #[serde(default)]
    pub four_forms: Vec<FourForms>,
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

    /// A kind of sanction or a form, whichever list has the code.
    pub fn kind_or_form(&self, code: &str) -> Option<&Entry> {
        self.entry(CodeKind::SanctionKind, code).or_else(|| self.entry(CodeKind::AccountabilityForm, code))
    }

    /// Which of the four forms a code belongs to, with how sure that is.
    pub fn four_form(&self, code: &str) -> Option<(u8, Mark)> {
        let found = self.four_forms.iter().find(|form| form.codes.iter().any(|one| one == code))?;
        Some((found.form, found.mark))
    }

    /// A route of remedy, if this version regulates it.
    pub fn route(&self, route: &str) -> Option<&Route> {
        self.routes.iter().find(|r| r.route == route)
    }

    /// How many days lie between a day and the time in which it was in force; none on a day of that time.
    pub fn days_from(&self, day: NaiveDate) -> i64 {
        let before = (self.effective_from - day).num_days();
        let after = self.effective_to.map_or(0, |last| (day - last).num_days());
        before.max(after).max(0)
    }
}
