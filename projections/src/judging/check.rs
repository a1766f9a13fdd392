//! A case judged at a moment, with the stamp by which a second office can judge it again.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::history::History as Log;
use wenze_rulebook::calendar::View;
use wenze_rulebook::finding::Finding;
use wenze_rulebook::history::History;
use wenze_rulebook::judge::ENGINE;

use super::{Bench, Organs, Release, answers, history, settle};

/// What judging came to, and by what.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What was judged.
    pub history: History,
    /// What was found, also where a rule does not apply, in the order of the keys.
    pub findings: Vec<Finding>,
    /// The moment as which the case was judged.
    pub as_of: DateTime<Utc>,
    /// What was known by then was taken into account.
    pub known: DateTime<Utc>,
    /// The version of the case.
    pub version: i32,
    /// The releases that judged.
    pub releases: Vec<Release>,
    /// The days as they were known.
    pub calendar: View,
    /// The version of the engine.
    pub engine: &'static str,
}

/// Judges a case at a cut. Where the cut names no moment it is judged as of `now`, knowing what is known now. What was
/// in use by then judges.
pub fn check(bench: &Bench, log: &Log, id: Uuid, cut: Cut, now: DateTime<Utc>, organs: Organs<'_>) -> Checked {
    let as_of = cut.as_of.unwrap_or(now);
    let known = cut.known.unwrap_or(now);
    let items = log.effective(cut);
    let case = log.case(id, cut);
    let history = history(&items, &case, organs);
    let term = bench.term(known);
    let mut findings = term.findings(&history, as_of, known);
    settle(&mut findings, &answers(&items));
    let (releases, calendar) = (term.releases().to_vec(), term.days_known(known));
    Checked { history, findings, as_of, known, version: case.version, releases, calendar, engine: ENGINE }
}
