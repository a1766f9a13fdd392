//! Obligations: what rules asked for in a case, and how that stands.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{Answered, Breach, Obligation, Sheet};

use super::stamp::{JudgingStamp, Stamped};

/// The obligations of a case, the worst first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Obligations {
    /// The case.
    pub(crate) case: Uuid,
    /// Number of its filing.
    pub(crate) case_no: Option<String>,
    /// Who it is about.
    pub(crate) respondents: Vec<String>,
    /// How often each verdict was reached, before anything was filtered out.
    pub(crate) counts: BTreeMap<String, usize>,
    /// How many of those counted as violated are only pointed out (`severity` `INFO`), such as a right that nobody used.
    pub(crate) hints: usize,
    /// The obligations.
    pub(crate) items: Vec<ObligationItem>,
    /// Everything by which another office comes to the same.
    pub(crate) stamp: JudgingStamp,
}

/// One obligation: a rule, the objects it is about, and how it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ObligationItem {
    /// Names it in addresses.
    pub(crate) id: Uuid,
    /// What names it: rulebook, rule, objects, and the act that started it.
    #[schema(example = "supervision|APL-04|appeal=0192f0c1-…|0192f0c2-…")]
    pub(crate) key: String,
    /// The rulebook, `id@version`.
    pub(crate) rulebook: String,
    /// The rule.
    pub(crate) rule: String,
    /// What it says.
    pub(crate) title: String,
    /// `respond`, `precede`, `require`, `separate` or `limit`.
    pub(crate) kind: String,
    /// `must`, `should` or `house`.
    pub(crate) level: String,
    /// How much a violation weighs.
    pub(crate) severity: String,
    /// What the rule does about drafts: `warn`, `explain` or `block`.
    pub(crate) guard: String,
    /// Where it stands.
    pub(crate) law: Vec<LawItem>,
    /// First day of the version applied.
    pub(crate) in_force_from: Option<NaiveDate>,
    /// The objects it is about, role → id.
    pub(crate) instance: BTreeMap<String, String>,
    /// The act that started it, or the one judged.
    pub(crate) trigger: Option<String>,
    /// `violated`, `undetermined`, `pending`, `holding`, `satisfied`, `discharged`, `waived`, `not_regulated` or
    /// `not_applicable`.
    pub(crate) verdict: String,
    /// `running`, `clock_stopped`, `due_unknown`, `open`, `cured` or `repaired`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phase: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) due: Option<NaiveDate>,
    /// The instant at which it is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) due_at: Option<DateTime<Utc>>,
    /// Days late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) late_days: Option<i64>,
    /// The acts it stands on.
    pub(crate) cites: Vec<String>,
    /// Remarks, such as `late_record` or `provisional_due`.
    pub(crate) flags: Vec<String>,
    /// Kinds of act that would do, where something is still to be done.
    pub(crate) waits_for: Vec<String>,
    /// All of this in at most five lines, in the language asked for.
    pub(crate) lines: Vec<String>,
    /// Where it was broken, to go there on the timeline; absent where nothing is broken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) breach: Option<BreachItem>,
    /// What was said to it, oldest first.
    pub(crate) answers: Vec<AnswerItem>,
}

/// Where an obligation was broken.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BreachItem {
    /// The version of the act that broke it; where nothing was done, of the act that began the duty.
    pub(crate) version: i32,
    /// That act.
    pub(crate) event_id: Uuid,
    /// Whether nothing was done, so that the act named is not what broke it.
    pub(crate) is_omission: bool,
    /// When the time was over, for a duty with a last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<DateTime<Utc>>,
}

/// Where a rule stands in the law.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LawItem {
    /// Full name of the text.
    pub(crate) name: String,
    /// Article, paragraph, item.
    pub(crate) at: String,
    /// `verified` or `remembered`: whether the text was compared.
    pub(crate) mark: String,
}

/// An answer to a finding.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AnswerItem {
    /// The act that says so.
    pub(crate) event_id: Uuid,
    /// `accepted`, `explained` or `waived`.
    pub(crate) answer: Option<String>,
    /// When.
    #[schema(example = "2026-03-05")]
    pub(crate) on: Option<String>,
    /// Whether who answered may waive a finding.
    pub(crate) is_competent: bool,
    /// By whom, when and why, in words.
    pub(crate) words: String,
}

impl Obligations {
    /// What a sheet says.
    pub(crate) fn of(sheet: Sheet) -> Self {
        Self {
            case: sheet.case,
            case_no: sheet.case_no,
            respondents: sheet.respondents,
            counts: sheet.counts.iter().map(|(verdict, n)| (word(verdict), *n)).collect(),
            hints: sheet.hints,
            items: sheet.obligations.into_iter().map(ObligationItem::of).collect(),
            stamp: JudgingStamp::of(sheet.stamp),
        }
    }
}

impl Stamped for Obligations {
    fn stamp(&mut self) -> &mut JudgingStamp {
        &mut self.stamp
    }
}

impl ObligationItem {
    /// One obligation.
    pub(crate) fn of(one: Obligation) -> Self {
        let Obligation { id, key, finding, lang, lines, breach, answers } = one;
        let texts = |ids: &mut dyn Iterator<Item = &std::sync::Arc<str>>| ids.map(ToString::to_string).collect();
        Self {
            id,
            key,
            rulebook: finding.rulebook.to_string(),
            rule: finding.rule.to_string(),
            title: finding.title(lang).to_owned(),
            kind: word(&finding.kind),
            level: word(&finding.level),
            severity: word(&finding.severity),
            guard: word(&finding.guard),
            law: finding
                .law
                .iter()
                .map(|law| LawItem {
                    name: law.name(lang).to_owned(),
                    at: law.at(lang).into_owned(),
                    mark: word(&law.mark),
                })
                .collect(),
            in_force_from: finding.in_force_from,
            instance: finding.instance.iter().map(|(role, id)| (role.to_string(), id.to_string())).collect(),
            trigger: finding.trigger.as_ref().map(ToString::to_string),
            verdict: word(&finding.verdict),
            phase: finding.phase.as_ref().map(word),
            due: finding.due,
            due_at: finding.due_at,
            late_days: finding.late_days,
            cites: texts(&mut finding.cites.iter()),
            flags: finding.flags.iter().map(word).collect(),
            waits_for: finding.residual.as_ref().map_or_else(Vec::new, |next| texts(&mut next.what.iter())),
            lines,
            breach: breach.as_ref().map(BreachItem::of),
            answers: answers.into_iter().map(AnswerItem::of).collect(),
        }
    }
}

impl BreachItem {
    fn of(breach: &Breach) -> Self {
        Self { version: breach.version, event_id: breach.event_id, is_omission: breach.is_omission, at: breach.at }
    }
}

impl AnswerItem {
    fn of(answered: Answered) -> Self {
        Self {
            event_id: answered.event_id,
            answer: answered.answer.as_ref().map(word),
            on: answered.on.map(String::from),
            is_competent: answered.is_competent,
            words: answered.words,
        }
    }
}

/// A code as it is written.
pub(crate) fn word(code: &impl Serialize) -> String {
    match serde_json::to_value(code) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}
