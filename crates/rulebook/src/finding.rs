//! What the judge says of one obligation, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::period::Unit;
use crate::rule::{Guard, Law, Level, RuleKind, Severity};
use crate::words::Lang;

/// The verdict on an obligation (RV-LTL's four values, and what procedure adds to them).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Broken, on what is known.
    Violated,
    /// A fact is missing, or an expression has no value.
    Undetermined,
    /// Open.
    Pending,
    /// A prohibition that is kept so far.
    Holding,
    /// Done in time, or can no longer be broken.
    Satisfied,
    /// Ended lawfully before it was due.
    Discharged,
    /// Answered with a reason by the competent person.
    Waived,
    /// The version in force is silent.
    NotRegulated,
    /// The rule does not apply.
    NotApplicable,
}

/// What is more to say of a pending or violated obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The clock runs.
    Running,
    /// The clock stands still.
    ClockStopped,
    /// The text gives no figure, or the calendar does not reach.
    DueUnknown,
    /// Broken and not mended.
    Open,
    /// Done late.
    Cured,
    /// Mended by what another rule asks for.
    Repaired,
}

/// Remarks on a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Done in time and recorded after the due day.
    LateRecord,
    /// A correction bears on it.
    Corrected,
    /// Without a correction or late record it would read otherwise.
    FlippedByCorrection,
    /// The calendar of a year was not published yet.
    ProvisionalDue,
    /// An extension beyond the number allowed.
    ExtensionRefusedTimes,
    /// An extension after the period had run out.
    ExtensionRefusedLate,
    /// An extension without the approval it needs.
    ExtensionRefusedUnapproved,
    /// An extension longer than allowed, cut to what is.
    ExtensionCapped,
    /// Two acts of one date were taken in the lawful order.
    SameDay,
    /// An exception took its place.
    Excepted,
}

/// Why an extension did not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// Too often.
    Times,
    /// Too late.
    Late,
    /// Without approval.
    Unapproved,
}

/// A day that a due date moved over, and why it is a rest day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestDay {
    /// The day.
    pub date: NaiveDate,
    /// Name of the holiday; none for a weekend.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
}

/// One step of the derivation, a code with its facts. [`crate::words`] makes sentences of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the words of each step's own sentence")]
pub enum Step {
    /// The day of the act that starts the period, which does not count.
    StartExcluded { date: NaiveDate },
    /// The day of the act that starts the period, which counts.
    StartIncluded { date: NaiveDate },
    /// The moment an hour limit starts.
    StartMoment { at: DateTime<Utc> },
    /// The period was added.
    Added { n: u32, unit: Unit, to: NaiveDate },
    /// Hours were added.
    HoursAdded { n: u32, to: DateTime<Utc> },
    /// The act itself names the date.
    FixedByDocument { event: Arc<str>, date: NaiveDate },
    /// The clock stood still.
    ClockStopped { from: Arc<str>, to: Option<Arc<str>>, days: i64 },
    /// The clock began anew.
    ClockRestarted { event: Arc<str>, date: NaiveDate },
    /// The period was extended.
    Extended { event: Arc<str>, to: NaiveDate },
    /// An extension that does not count.
    ExtensionRefused { event: Arc<str>, why: Refused },
    /// The last day was a rest day.
    Rolled { from: NaiveDate, to: NaiveDate, because: Vec<RestDay> },
    /// The text gives no figure; so many days have passed.
    NoFigure { days: i64 },
    /// The breach that started it.
    BreachOf { rule: Arc<str>, due: Option<NaiveDate> },
    /// What fulfilled it.
    DoneBy { event: Arc<str> },
    /// What ended it.
    DischargedBy { event: Arc<str> },
    /// What was there before.
    PrecededBy { event: Arc<str> },
    /// What should have been there before.
    NothingBefore { kinds: Vec<Arc<str>> },
    /// What came only afterwards.
    CameLater { event: Arc<str> },
    /// It was too old.
    TooOld { event: Arc<str> },
    /// What must hold does not.
    DoesNotHold,
    /// Somebody stands on both sides.
    OnBothSides { person: Arc<str>, first: Arc<str>, second: Arc<str> },
    /// So often, and so often at most.
    Counted { times: u32, max: u32 },
    /// A field that is missing, of which act.
    Missing { event: Option<Arc<str>>, field: String },
    /// An expression has no value.
    NoValue { reason: String },
    /// The order of two acts of one date is not recorded.
    OrderUnknown { event: Arc<str> },
    /// A date is missing or too coarse.
    DateUnknown { event: Arc<str> },
    /// An exception took its place.
    ExceptionApplied { rule: Arc<str> },
    /// An exception that does not apply.
    ExceptionNotApplied { rule: Arc<str> },
    /// A new version came into force meanwhile and counts.
    NewVersion { from: NaiveDate },
    /// The calendar of a year was not published.
    CalendarUnknown { year: i32 },
}

/// The next thing expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Residual {
    /// Kinds of act that would do.
    pub what: Vec<Arc<str>>,
    /// By when.
    pub by: Option<NaiveDate>,
}

/// What a judge says of one obligation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The rulebook, `id@version`.
    pub rulebook: Arc<str>,
    /// The rule.
    pub rule: Arc<str>,
    /// What it says.
    pub title: Arc<str>,
    /// The same in English, where the rulebook says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_en: Option<Arc<str>>,
    /// Its kind.
    pub kind: RuleKind,
    /// How binding it is.
    pub level: Level,
    /// How much a violation weighs.
    pub severity: Severity,
    /// What the rule does about drafts.
    pub guard: Guard,
    /// Where it stands.
    pub law: Arc<[Law]>,
    /// First day of the version applied.
    pub in_force_from: Option<NaiveDate>,
    /// The objects it is about, role → id.
    pub instance: Arc<BTreeMap<Arc<str>, Arc<str>>>,
    /// The act that started it, or the one judged.
    pub trigger: Option<Arc<str>>,
    /// The verdict.
    pub verdict: Verdict,
    /// More of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// The instant at which it is over: the end of the last day, or the end of an hour limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// Days late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_days: Option<i64>,
    /// The acts it stands on, also those that corrected them.
    pub cites: BTreeSet<Arc<str>>,
    /// Remarks.
    pub flags: BTreeSet<Flag>,
    /// The derivation.
    pub steps: Vec<Step>,
    /// The next thing expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub residual: Option<Residual>,
}

impl Finding {
    /// What names the obligation: rulebook id without release, rule, instance and the act that started it.
    pub fn key(&self) -> String {
        let book = self.rulebook.split('@').next().unwrap_or_default();
        let instance: Vec<String> = self.instance.iter().map(|(role, id)| format!("{role}={id}")).collect();
        format!("{book}|{}|{}|{}", self.rule, instance.join(","), self.trigger.as_deref().unwrap_or("-"))
    }

    /// What the rule says, in a language; in Chinese, the source, where the rulebook does not say it in that language.
    pub fn title(&self, lang: Lang) -> &str {
        lang.pick(&self.title, self.title_en.as_deref().unwrap_or(&self.title))
    }

    /// Whether any article it stands on was not compared with its text.
    pub fn is_remembered(&self) -> bool {
        self.law.iter().any(|law| law.mark == crate::rule::Mark::Remembered)
    }

    /// Not done, where nobody had to: a right that was not used, or something only pointed out. It is no breach.
    pub fn is_hint(&self) -> bool {
        self.verdict == Verdict::Violated && self.severity == Severity::Info
    }

    /// Broken and not mended.
    pub fn is_open_violation(&self) -> bool {
        self.verdict == Verdict::Violated && self.phase != Some(Phase::Cured) && self.phase != Some(Phase::Repaired)
    }
}
