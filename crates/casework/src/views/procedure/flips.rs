//! Every stored case judged twice: which verdicts change when other rulebooks are used.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_domain::history::History;
use wenze_rulebook::finding::{Finding, Verdict};

use super::ProcedureAsked;
use crate::judging::{At, judge};
use crate::streams::Streams;
use crate::{CaseFilter, CaseSummary, Casework, Error, PAGE_ROWS_MAX, Rules};

/// A verdict that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flip {
    /// The case.
    pub case: Uuid,
    /// Number of its filing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case_no: Option<String>,
    /// The rule.
    pub rule: Arc<str>,
    /// What it says, under the new rulebooks where they know it.
    pub title: Arc<str>,
    /// The objects it is about, role → id.
    pub instance: BTreeMap<Arc<str>, Arc<str>>,
    /// The act that started it.
    pub trigger: Option<Arc<str>>,
    /// The verdict under the old rulebooks; none where they know no such obligation.
    pub was: Option<Verdict>,
    /// The verdict under the new ones.
    pub is: Option<Verdict>,
    /// When it was due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was_due: Option<NaiveDate>,
    /// When it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_due: Option<NaiveDate>,
}

/// What came of some of the cases.
#[derive(Debug, Clone, Default)]
pub struct Flips {
    /// Cases judged.
    pub cases: u64,
    /// Events read.
    pub events: u64,
    /// Obligations under either.
    pub obligations: u64,
    /// Verdicts that change.
    pub flips: Vec<Flip>,
}

/// A judging of the whole log on its way. It holds one page of cases.
pub struct Rejudging {
    casework: Casework,
    streams: Streams,
    sides: Sides,
}

/// What a case is judged by, twice, and when.
struct Sides {
    old: Rules,
    new: Rules,
    at: At,
}

impl Casework {
    /// Begins to judge every case by the old rules and by the new, at the moment asked for.
    pub async fn rejudge(&self, old: Rules, new: Rules, asked: &ProcedureAsked) -> Result<Rejudging, Error> {
        let streams = Streams::begin(&self.inner.ledger).await?;
        Ok(Rejudging { casework: self.clone(), streams, sides: Sides { old, new, at: asked.at() } })
    }

    /// Judges the cases in which something was recorded last, as many as are asked for at most, by the old rules and by the new.
    /// A case that is too long to be judged in one go is left out, and so is one that does not exist to the reader. How many are
    /// done, of how many, is told on the way.
    pub async fn rejudge_last(
        &self,
        old: Rules,
        new: Rules,
        many: u32,
        progress: impl Fn(u64, u64),
    ) -> Result<Flips, Error> {
        let sides = Sides { old, new, at: At::now() };
        let mut found = Flips::default();
        let last = self.last_cases(many).await?;
        let total = last.len() as u64;
        for (done, summary) in (0..).zip(last) {
            progress(done, total);
            let history = match self.case_history(summary.id).await {
                Err(Error::TooLong(_)) => continue,
                read => read?,
            };
            found.cases += 1;
            found.events += history.events.len() as u64;
            sides.compare(summary.id, &history, &mut found);
        }
        progress(total, total);
        Ok(found)
    }

    /// The cases in which something was recorded last, page by page.
    async fn last_cases(&self, many: u32) -> Result<Vec<CaseSummary>, Error> {
        let most = usize::try_from(many).unwrap_or(usize::MAX);
        let (mut last, mut cursor) = (Vec::new(), None);
        while last.len() < most {
            let left = u32::try_from(most - last.len()).unwrap_or(u32::MAX);
            let page = self.cases(&CaseFilter::default(), cursor.as_deref(), left.min(PAGE_ROWS_MAX)).await?;
            last.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        Ok(last)
    }
}

impl Rejudging {
    /// How many events the log held when the judging began.
    pub fn events(&self) -> i64 {
        self.streams.events()
    }

    /// The next cases; none when all were judged.
    pub async fn next(&mut self) -> Result<Option<Flips>, Error> {
        let Some(streams) = self.streams.next(&self.casework.inner.ledger).await? else { return Ok(None) };
        let mut found = Flips { events: streams.iter().map(|events| events.len() as u64).sum(), ..Flips::default() };
        let is_case = |events: &&Vec<wenze_ledger::Recorded>| {
            events.first().is_some_and(|event| event.stream.kind == StreamKind::Case.as_str())
        };
        let id = |events: &Vec<wenze_ledger::Recorded>| events.first().map_or(Uuid::nil(), |event| event.stream.id);
        let cases: Vec<(Uuid, History)> =
            streams.iter().filter(is_case).map(|events| (id(events), wenze_projections::history(events))).collect();
        for (id, history) in &cases {
            found.cases += 1;
            self.sides.compare(*id, history, &mut found);
        }
        Ok(Some(found))
    }
}

impl Sides {
    fn compare(&self, id: Uuid, history: &History, found: &mut Flips) {
        let lone = |rules: &Rules| rules.books(self.at.known).len() == 1;
        let are_two = lone(&self.old) && lone(&self.new);
        let by = |rules: &Rules| by_key(judge(id, history, self.at, rules).findings, are_two);
        let (old, new) = (by(&self.old), by(&self.new));
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        found.obligations += keys.len() as u64;
        let flips: Vec<Flip> = keys.into_iter().filter_map(|key| flip(id, old.get(key), new.get(key))).collect();
        if flips.is_empty() {
            return;
        }
        let case_no = history.case(id, Cut { known: Some(self.at.known), ..Cut::default() }).case_no.map(|no| no.no);
        found.flips.extend(flips.into_iter().map(|flip| Flip { case_no: case_no.clone(), ..flip }));
    }
}

/// Findings by what they are about, so that both sides lie beside each other. The rulebook belongs to it, for two of them
/// may have a rule of one name; only where each side is one rulebook are the two compared whatever they are called.
fn by_key(findings: Vec<(String, Finding)>, are_two: bool) -> BTreeMap<String, Finding> {
    let rest = |key: String| key.split_once('|').map_or_else(String::new, |(_, rest)| rest.to_owned());
    let about = |key: String| if are_two { rest(key) } else { key };
    findings.into_iter().map(|(key, finding)| (about(key), finding)).collect()
}

fn flip(case: Uuid, old: Option<&Finding>, new: Option<&Finding>) -> Option<Flip> {
    let verdict = |finding: Option<&Finding>| finding.map(|finding| finding.verdict);
    let (was, is) = (verdict(old), verdict(new));
    // A rule that says nothing of a case and one that is not there are the same to whoever is judged.
    let silent = |verdict: Option<Verdict>| verdict.is_none_or(|verdict| verdict == Verdict::NotApplicable);
    let any = new.or(old)?;
    let is_flip = was != is && !(silent(was) && silent(is));
    is_flip.then(|| Flip {
        case,
        case_no: None,
        rule: any.rule.clone(),
        title: any.title.clone(),
        instance: any.instance.as_ref().clone(),
        trigger: any.trigger.clone(),
        was,
        is,
        was_due: old.and_then(|finding| finding.due),
        is_due: new.and_then(|finding| finding.due),
    })
}
