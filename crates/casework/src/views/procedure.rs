//! The procedure sheet of a case: what the rules asked for, what was kept and what was not, at any moment.
//!
//! Findings are derived and never recorded. The case is judged here from its log, not from a view: the same log, rulebooks,
//! calendar and moment give the same sheet to the byte, which is what lets a second office recompute it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::words::{self as domain, Words};
use wenze_projections::judging::Answer;
use wenze_rulebook::finding::{Finding, Phase, Verdict};
use wenze_rulebook::rule::Severity;
use wenze_rulebook::words::Lang;

use crate::judging::{At, Judged, Stamp, judge};
use crate::{Casework, Error, Rules};

mod answers;
mod breach;
mod changes;
mod derivation;
mod flips;
mod foreseen;
mod names;
mod service;
mod signing;
mod simulate;
mod turned;
mod what_if;
mod window;

pub use answers::Answered;
pub use breach::Breach;
pub use changes::{ObligationChange, Stood};
pub use derivation::{CitedAct, Derivation, StepLine};
pub use flips::{Flip, Flips, Rejudging};
pub use foreseen::{Foreseen, Turn};
use names::Names;
pub use simulate::{Effect, Simulated};
pub use turned::TurnedObligation;
pub use what_if::{LeftOut, OtherRelease, WhatIf, WhatIfAsked};
pub use window::{AppealWindows, Window};

/// The zone in which findings are told.
pub(crate) const ZONE: Tz = chrono_tz::Asia::Shanghai;

/// At which moment a case is judged, and by what.
#[derive(Debug, Clone, Default)]
pub struct ProcedureAsked {
    /// What had happened by then; now where it is not said.
    pub as_of: Option<DateTime<Utc>>,
    /// What the office knew by then; now where it is not said.
    pub known: Option<DateTime<Utc>>,
    /// Judge by these; by what judges here where it is not said.
    pub rules: Option<Rules>,
    /// Only findings of the rulebook with this id.
    pub rulebook: Option<String>,
    /// Only findings with one of these verdicts; all where there is none.
    pub verdicts: Vec<Verdict>,
}

/// The procedure sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// The case.
    pub case: Uuid,
    /// Number of its filing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case_no: Option<String>,
    /// Who it is about.
    pub respondents: Vec<String>,
    /// How often each verdict was reached, before anything was left out.
    pub counts: BTreeMap<Verdict, usize>,
    /// How many of those counted as violated are only pointed out, such as a right that nobody used.
    pub hints: usize,
    /// The obligations, the worst first.
    pub obligations: Vec<Obligation>,
    /// What it takes to come to the same.
    pub stamp: Stamp,
}

/// One obligation.
#[derive(Debug, Clone, Serialize)]
pub struct Obligation {
    /// Names the obligation in addresses: made of its key.
    pub id: Uuid,
    /// What names it: rulebook, rule, objects, and the act that started it.
    pub key: String,
    /// What the judge says.
    #[serde(flatten)]
    pub finding: Finding,
    /// The language it is told in.
    #[serde(skip)]
    pub lang: Lang,
    /// The same in at most five lines.
    pub lines: Vec<String>,
    /// Where it was broken, so that a reader can go there; none where nothing is broken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breach: Option<Breach>,
    /// What was said to it, newest last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answered>,
}

/// A case judged, with the names it takes to put it into words.
struct Read {
    judged: Judged,
    names: Names,
    case_no: Option<String>,
}

impl Casework {
    /// The procedure sheet of a case.
    pub async fn procedure(&self, id: Uuid, asked: &ProcedureAsked, words: &'static Words) -> Result<Sheet, Error> {
        let Read { judged, names, case_no, .. } = self.read_procedure(id, asked, words).await?;
        let mut counts = BTreeMap::new();
        judged.findings.iter().for_each(|(_, finding)| *counts.entry(finding.verdict).or_default() += 1);
        let hints = judged.findings.iter().filter(|(_, finding)| finding.is_hint()).count();
        let wanted = judged.findings.into_iter().filter(|(_, finding)| asked.wants(finding));
        let obligations = in_order(wanted.map(|one| obligation(one, &judged.answers, &names, words)).collect());
        let respondents = names.respondents;
        Ok(Sheet { case: id, case_no, respondents, counts, hints, obligations, stamp: judged.stamp })
    }

    /// Judges a case by the rules asked for, else by those in use at the moment, and names what is found.
    async fn read_procedure(&self, id: Uuid, asked: &ProcedureAsked, words: &'static Words) -> Result<Read, Error> {
        let history = self.case_history(id).await?;
        let at = asked.at();
        let rules = asked.rules.clone().unwrap_or_else(|| self.rules());
        let judged = judge(id, &history, at, &rules);
        let case = history.case(id, Cut { known: Some(at.known), ..Cut::default() });
        let names = self.names_in(&history, at.known, &case, &judged.findings, words).await?;
        let names = names.with_rules(&judged.findings).with_books(rules.books(at.known));
        Ok(Read { judged, names, case_no: case.case_no.map(|no| no.no) })
    }
}

impl ProcedureAsked {
    fn at(&self) -> At {
        let now = At::now();
        At { as_of: self.as_of.unwrap_or(now.as_of), known: self.known.unwrap_or(now.known) }
    }

    fn wants(&self, finding: &Finding) -> bool {
        let of_book = |id: &String| finding.rulebook.split('@').next() == Some(id.as_str());
        self.rulebook.as_ref().is_none_or(of_book)
            && (self.verdicts.is_empty() || self.verdicts.contains(&finding.verdict))
    }
}

/// The language of findings that goes with the words of everything else.
pub(crate) fn rulebook_lang(words: &Words) -> Lang {
    match words.lang() {
        domain::Lang::ZhCn => Lang::ZhCn,
        domain::Lang::En => Lang::En,
    }
}

fn obligation(
    (key, finding): (String, Finding),
    answers: &[Answer],
    names: &Names,
    words: &'static Words,
) -> Obligation {
    let own = answers.iter().filter(|answer| answer.fits(&finding));
    let answers: Vec<Answered> = own.map(|answer| Answered::of(answer, names, words)).collect();
    let lines = told(&finding, answers.last(), names);
    let breach = Breach::of(&finding, names);
    Obligation { id: obligation_id(&key), key, finding, lang: rulebook_lang(words), lines, breach, answers }
}

/// At most five lines: what was said to a finding takes the place of what would mend it.
fn told(finding: &Finding, answer: Option<&Answered>, names: &Names) -> Vec<String> {
    let Some(answer) = answer else { return names.speak(|speaker| speaker.lines(finding)) };
    let unmended = Finding { residual: None, ..finding.clone() };
    let mut lines = names.speak(|speaker| speaker.lines(&unmended));
    lines.push(answer.words.clone());
    lines
}

/// The worst first; what is due first before what is due later.
pub(crate) fn in_order(mut obligations: Vec<Obligation>) -> Vec<Obligation> {
    obligations
        .sort_by_cached_key(|one| (rank(&one.finding), one.finding.due.unwrap_or(NaiveDate::MAX), one.key.clone()));
    obligations
}

/// The id of an obligation in addresses: its key holds characters that no address likes.
pub(crate) fn obligation_id(key: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/obligation/{key}").as_bytes())
}

/// Where a finding stands in the sheet.
fn rank(finding: &Finding) -> (u8, u8) {
    let severity = match finding.severity {
        Severity::Violation => 0,
        Severity::Defect => 1,
        Severity::Warn => 2,
        Severity::Info => 3,
    };
    let place = match (finding.verdict, finding.phase) {
        (Verdict::Violated, Some(Phase::Cured | Phase::Repaired)) => 1,
        (Verdict::Violated, _) => 0,
        (Verdict::Undetermined, _) => 2,
        (Verdict::Pending, _) => 3,
        (Verdict::Waived, _) => 4,
        (Verdict::Holding, _) => 5,
        (Verdict::Satisfied, _) => 6,
        (Verdict::Discharged, _) => 7,
        (Verdict::NotRegulated, _) => 8,
        (Verdict::NotApplicable, _) => 9,
    };
    // What is due first comes first, whatever it weighs.
    if place == 3 { (place, 0) } else { (place, severity) }
}
