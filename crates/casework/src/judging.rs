//! Judging one case: its history, a moment and rules in; findings out. Levels of organs are those that the papers tell, as
//! in the read model, so that both always say the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, SubsecRound, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::history::History;
use wenze_projections::judging::{self, Answer, Term, Turns};
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::finding::{Finding, Verdict};
use wenze_rulebook::judge::ENGINE;
use wenze_rulebook::rule::Rulebook;

use crate::Rules;

/// Everything by which a second office comes to the same findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// What had happened by then.
    pub as_of: DateTime<Utc>,
    /// What the office knew by then.
    pub known: DateTime<Utc>,
    /// The rulebooks judged by.
    pub rulebooks: Vec<RulebookStamp>,
    /// The calendar counted by, as it was known.
    pub calendar: CalendarStamp,
    /// Version of the engine.
    pub engine: &'static str,
    /// Version of the case: of the last act that the office knew, as the read model has it.
    pub case_version: i32,
}

/// A rulebook judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulebookStamp {
    /// Its id.
    pub id: String,
    /// Its release.
    pub version: String,
    /// What it is called.
    pub title: String,
    /// The same in English, where the rulebook says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// SHA-256 of its files, in hex.
    pub sha256: String,
}

/// A calendar counted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarStamp {
    /// Its id.
    pub id: String,
    /// The newest notice known.
    pub revision: String,
    /// SHA-256 of all notices known, in hex: what the days stand on. The digest of a calendar's file is another.
    pub notices_sha256: String,
}

/// A case judged, before it is put into words.
pub(crate) struct Judged {
    /// What was found under what names it; in the order of the names.
    pub(crate) findings: Vec<(String, Finding)>,
    pub(crate) answers: Vec<Answer>,
    pub(crate) stamp: Stamp,
}

/// When a case is judged: what had happened by then, and what the office knew by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) as_of: DateTime<Utc>,
    pub(crate) known: DateTime<Utc>,
}

impl At {
    /// Everything recorded until now, to the microsecond, as the log counts.
    pub(crate) fn now() -> Self {
        let now = Utc::now().trunc_subsecs(6);
        Self { as_of: now, known: now }
    }
}

/// Judges a history by rules. Releases and calendar are those that the office knew.
pub(crate) fn judge(id: Uuid, history: &History, at: At, rules: &Rules) -> Judged {
    let cut = Cut { version: None, known: Some(at.known), as_of: Some(at.as_of) };
    let items = history.effective(cut);
    let case = history.case(id, cut);
    let seen = judging::history(&items, &case, judging::NO_REGISTER);
    let term = rules.term(at.known);
    let mut findings = term.findings(&seen, at.as_of, at.known);
    let answers = judging::answers(&items);
    judging::settle(&mut findings, &answers);
    let mut findings = named(findings);
    Turns::default().mark((id, history), term, at.known, &mut findings);
    Judged { findings: findings.into_iter().collect(), answers, stamp: stamp(history, at, term) }
}

/// Names findings as the read model does, and what does not apply last, for it has no row there.
fn named(findings: Vec<Finding>) -> BTreeMap<String, Finding> {
    let applies = |finding: &Finding| finding.verdict != Verdict::NotApplicable;
    let (own, silent): (Vec<Finding>, Vec<Finding>) = findings.into_iter().partition(applies);
    judging::named(own.into_iter().chain(silent))
}

fn stamp(history: &History, at: At, term: &Term) -> Stamp {
    let calendar = term.days_known(at.known);
    let book = |book: &Arc<Rulebook>| RulebookStamp {
        id: book.id.to_string(),
        version: book.version.to_string(),
        title: book.title.clone(),
        title_en: book.title_en.clone(),
        sha256: book.digest_hex(),
    };
    let counted_by = term
        .judge()
        .books()
        .next()
        .map_or_else(|| Calendar::shipped().id().to_owned(), |book| book.calendar.to_string());
    let known = history.events.iter().filter(|event| event.known_at() <= at.known);
    Stamp {
        as_of: at.as_of,
        known: at.known,
        rulebooks: term.judge().books().map(book).collect(),
        calendar: CalendarStamp {
            id: counted_by,
            revision: calendar.revision().to_owned(),
            notices_sha256: calendar.digest().to_owned(),
        },
        engine: ENGINE,
        case_version: known.map(|event| event.version).max().unwrap_or(0),
    }
}
