//! Rules as they are judged: names resolved, expressions parsed, windows dated.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Serialize;
use serde_json::Value;

use crate::expr::Expr;
use crate::finding::Finding;
use crate::period::{Counting, Period};
pub use crate::source::{
    Beneficiary, Governs, Guard, InUse, Level, Mark, Rank, RuleKind, SameDay, Severity, StopMode, Transition,
};
use crate::words::{self, Lang};

/// When something is in force: from a day, up to but not including another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Window {
    /// First day.
    pub from: Option<NaiveDate>,
    /// First day after.
    pub to: Option<NaiveDate>,
}

impl Window {
    /// Whether a day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }

    /// Whether two have a day in common.
    pub fn overlaps(&self, other: &Window) -> bool {
        let before = |to: Option<NaiveDate>, from: Option<NaiveDate>| to.zip(from).is_some_and(|(to, from)| to <= from);
        !before(self.to, other.from) && !before(other.to, self.from)
    }
}

/// Where a rule stands in the law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Law {
    /// Short name of the text within the rulebook.
    pub source: Arc<str>,
    /// Its full name.
    pub name: Arc<str>,
    /// Its name in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<Arc<str>>,
    /// Article, paragraph, item.
    pub at: String,
    /// The same in English, where it is no plain number of an article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_en: Option<String>,
    /// A remark for law officers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether the text was compared.
    pub mark: Mark,
}

impl Law {
    /// The text's name, in a language; in Chinese, the source, where the rulebook does not say it in that language.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name, self.name_en.as_deref().unwrap_or(&self.name))
    }

    /// Article, paragraph, item, in a language.
    pub fn at(&self, lang: Lang) -> Cow<'_, str> {
        let english =
            || self.at_en.as_deref().map(Cow::Borrowed).or_else(|| words::english_article(&self.at).map(Cow::Owned));
        match lang {
            Lang::ZhCn => None,
            Lang::En => english(),
        }
        .unwrap_or(Cow::Borrowed(&self.at))
    }
}

/// A legal text that a rulebook stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LegalText {
    /// Its name.
    pub name: String,
    /// Its name in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Who issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// How high it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<Rank>,
    /// When it is in force.
    pub window: Window,
    /// Whether these dates were compared with the text.
    pub mark: Mark,
}

/// A dated number.
#[derive(Debug, Clone, PartialEq)]
pub struct ParamValue {
    /// When it applies.
    pub window: Window,
    /// Facts that pick it, e.g. `regime = "soe"`.
    pub selectors: BTreeMap<String, Value>,
    /// The number; none where the text of the time says nothing.
    pub number: Option<u32>,
    /// The number as a period, where it has a unit.
    pub period: Option<Period>,
}

/// A parameter with its values, in the order written.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// Its id.
    pub id: Arc<str>,
    /// Where it stands.
    pub law: Vec<Law>,
    /// The values.
    pub values: Vec<ParamValue>,
}

/// Which acts a rule looks at.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// Kinds of act; empty where it is a breach.
    pub kinds: Vec<Arc<str>>,
    /// The rule whose breach starts this one.
    pub breach_of: Option<Arc<str>>,
    /// A further condition.
    pub condition: Option<Expr>,
}

/// How long a duty may take.
#[derive(Debug, Clone, PartialEq)]
pub enum Within {
    /// So long.
    Fixed(Period),
    /// As long as a parameter says.
    Param(Arc<Param>),
    /// Until the date that the act itself names.
    Until(Expr),
    /// Promptly: the text gives no figure.
    Promptly,
}

/// How a period can be extended.
#[derive(Debug, Clone, PartialEq)]
pub struct Extend {
    /// The act that extends.
    pub on: Pattern,
    /// What must hold of it.
    pub condition: Option<Expr>,
    /// By how much at most.
    pub add_max: Option<Period>,
    /// How long the whole may be at most.
    pub cap_total: Option<Period>,
    /// To which date, as the act says.
    pub to: Option<Expr>,
    /// How often.
    pub times: Option<u32>,
    /// Whether it must come before the period has run out.
    pub before_due: bool,
}

/// How a clock can stand still.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspend {
    /// What stops it.
    pub from: Pattern,
    /// What lets it run again.
    pub to: Pattern,
    /// For how long at most.
    pub max: Option<Period>,
    /// Whether it goes on or begins anew.
    pub mode: StopMode,
}

/// `respond`.
#[derive(Debug, Clone, PartialEq)]
pub struct Respond {
    /// What starts the duty.
    pub on: Pattern,
    /// What fulfils it.
    pub action: Pattern,
    /// How long it may take.
    pub within: Within,
    /// How the period is counted.
    pub counting: Counting,
    /// The date it starts from, if not the date of the act.
    pub start: Option<Expr>,
    /// Extensions.
    pub extend: Vec<Extend>,
    /// Stops.
    pub suspend: Vec<Suspend>,
    /// What ends it without fulfilling it.
    pub discharge: Vec<Pattern>,
}

impl Respond {
    fn expressions<'a>(&'a self, found: &mut Vec<&'a Expr>) {
        let stops = self.suspend.iter().flat_map(|stop| [&stop.from, &stop.to]);
        let patterns = [&self.on, &self.action].into_iter().chain(&self.discharge).chain(stops);
        found.extend(patterns.filter_map(|pattern| pattern.condition.as_ref()));
        found.extend(&self.start);
        if let Within::Until(until) = &self.within {
            found.push(until);
        }
        for extend in &self.extend {
            found.extend(extend.on.condition.iter().chain(&extend.condition).chain(&extend.to));
        }
    }
}

/// `precede`.
#[derive(Debug, Clone, PartialEq)]
pub struct Precede {
    /// The act that is judged.
    pub on: Pattern,
    /// What must have been before.
    pub needs: Pattern,
    /// How often.
    pub count: u32,
    /// How old it may be.
    pub max_age: Option<(Period, Counting)>,
    /// Acts of one date.
    pub same_day: SameDay,
}

/// A look back that a check may use.
#[derive(Debug, Clone, PartialEq)]
pub struct Using {
    /// The name in the check.
    pub name: String,
    /// Kinds of act.
    pub kinds: Vec<Arc<str>>,
    /// Roles in which they share an object with the act judged.
    pub same: Vec<String>,
    /// A further condition on `prior`.
    pub condition: Option<Expr>,
    /// Whether later acts count too.
    pub after: bool,
}

/// `require`.
#[derive(Debug, Clone, PartialEq)]
pub struct Require {
    /// The act that is judged.
    pub on: Pattern,
    /// Looks back.
    pub using: Vec<Using>,
    /// What must hold.
    pub check: Expr,
}

/// One side of `separate`.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// Kinds of act.
    pub kinds: Vec<Arc<str>>,
    /// Roles of them.
    pub roles: Vec<String>,
}

/// What a rule demands.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// After one act another must follow in time.
    Respond(Box<Respond>),
    /// An act is lawful only after another.
    Precede(Box<Precede>),
    /// At an act a condition must hold.
    Require(Box<Require>),
    /// Nobody may stand on both sides.
    Separate {
        /// The first side.
        a: Side,
        /// The second.
        b: Side,
    },
    /// At most so many.
    Limit {
        /// What is counted.
        on: Pattern,
        /// The most.
        max: u32,
    },
}

/// A rule in one window of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its id, stable over versions.
    pub id: Arc<str>,
    /// What it says, in one sentence.
    pub title: String,
    /// The same in English.
    pub title_en: Option<String>,
    /// How binding it is.
    pub level: Level,
    /// How much a violation weighs.
    pub severity: Severity,
    /// What happens when a draft would break it.
    pub guard: Guard,
    /// Where it stands.
    pub law: Vec<Law>,
    /// When it is in force.
    pub window: Window,
    /// Which date picks the version.
    pub governs: Governs,
    /// What becomes of open duties under a new version.
    pub transition: Transition,
    /// Whom it protects.
    pub beneficiary: Option<Beneficiary>,
    /// Rules it takes the place of.
    pub overrides: Vec<Arc<str>>,
    /// When it applies.
    pub applies: Option<Expr>,
    /// Roles that make an instance.
    pub per: Vec<Arc<str>>,
    /// What it demands.
    pub body: Body,
    /// Whether any of its expressions reads facts of the instance.
    pub reads_instance: bool,
    /// Whether any of them reads a dated number.
    pub reads_params: bool,
    /// The line it starts at in `rulebook.toml`, from 1.
    pub line: usize,
}

impl Rule {
    /// What it says, in a language; in Chinese, the source, where the rulebook does not say it in that language.
    pub fn title(&self, lang: Lang) -> &str {
        lang.pick(&self.title, self.title_en.as_deref().unwrap_or(&self.title))
    }

    /// Its kind.
    pub fn kind(&self) -> RuleKind {
        match self.body {
            Body::Respond(_) => RuleKind::Respond,
            Body::Precede(_) => RuleKind::Precede,
            Body::Require(_) => RuleKind::Require,
            Body::Separate { .. } => RuleKind::Separate,
            Body::Limit { .. } => RuleKind::Limit,
        }
    }

    /// What starts it; none for `separate`.
    pub fn on(&self) -> Option<&Pattern> {
        match &self.body {
            Body::Respond(body) => Some(&body.on),
            Body::Precede(body) => Some(&body.on),
            Body::Require(body) => Some(&body.on),
            Body::Limit { on, .. } => Some(on),
            Body::Separate { .. } => None,
        }
    }

    /// All its expressions.
    pub fn expressions(&self) -> Vec<&Expr> {
        let mut found: Vec<&Expr> = self.applies.iter().collect();
        match &self.body {
            Body::Respond(body) => body.expressions(&mut found),
            Body::Precede(body) => found.extend(body.on.condition.iter().chain(&body.needs.condition)),
            Body::Require(body) => {
                found.extend(body.on.condition.iter().chain([&body.check]));
                found.extend(body.using.iter().filter_map(|using| using.condition.as_ref()));
            }
            Body::Limit { on, .. } => found.extend(&on.condition),
            Body::Separate { .. } => {}
        }
        found
    }

    /// Whether any article it stands on was not compared with its text.
    pub fn is_remembered(&self) -> bool {
        self.law.iter().any(|law| law.mark == Mark::Remembered)
    }
}

/// A loaded rulebook.
#[derive(Debug, Clone, PartialEq)]
pub struct Rulebook {
    /// Its id.
    pub id: Arc<str>,
    /// Release of the encoding.
    pub version: Arc<str>,
    /// What it is called.
    pub title: String,
    /// The same in English.
    pub title_en: Option<String>,
    /// SHA-256 of its files, see [`crate::bundle::Bundle::digest`].
    pub digest: [u8; 32],
    /// The zone its dates are in.
    pub zone: Tz,
    /// The calendar it counts with.
    pub calendar: Arc<str>,
    /// Whether it judges before anybody adopts it.
    pub in_use: InUse,
    /// Whether its acts are those of the product.
    pub vocabulary: Option<Arc<str>>,
    /// Rulebooks it builds on, as `id@version`.
    pub extends: Vec<String>,
    /// The texts it stands on, by their short names.
    pub texts: BTreeMap<String, LegalText>,
    /// Its parameters.
    pub params: BTreeMap<String, Arc<Param>>,
    /// Its rules, in the order written.
    pub rules: Vec<Rule>,
}

impl Rulebook {
    /// `id@version`.
    pub fn release(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// The rule that a finding applied, in the version it applied; none for a finding of another release.
    pub fn applied(&self, finding: &Finding) -> Option<&Rule> {
        let is_it = |rule: &&Rule| rule.id == finding.rule && rule.window.from == finding.in_force_from;
        (*finding.rulebook == *self.release()).then(|| self.rules.iter().find(is_it))?
    }

    /// The digest in hexadecimal.
    pub fn digest_hex(&self) -> String {
        crate::bundle::hex(&self.digest)
    }
}
