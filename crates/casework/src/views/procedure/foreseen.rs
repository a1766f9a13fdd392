//! What drafts would turn: every obligation that would stand otherwise, as it stands and as it would.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, Utc};
use uuid::Uuid;
use wenze_domain::case::Missing;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_domain::refusal::Refusal;
use wenze_domain::words::Words;
use wenze_rulebook::finding::{Finding, Verdict};

use super::simulate::{confirmed, differs};
use super::{in_order, obligation};
use crate::judging::{At, judge};
use crate::record::Holds;
use crate::{Casework, Command, Error, Place};

/// What would become of a case by drafts that were never recorded.
#[derive(Debug, Clone)]
pub struct Foreseen {
    /// What the usual order would have had before them.
    pub missing: Vec<Missing>,
    /// Obligations that would begin, change or be no more, the worst first.
    pub turns: Vec<Turn>,
}

/// How one obligation would turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// What it asks for, in one line.
    pub title: String,
    /// As it stands; none where it would begin.
    pub was: Option<(Verdict, Option<NaiveDate>)>,
    /// As it would stand; none where it would be no more.
    pub is: Option<(Verdict, Option<NaiveDate>)>,
    /// Whether it would stand broken.
    pub is_broken: bool,
}

impl Casework {
    /// Judges a case with the drafts of a command and without them, and tells both. Nothing is stored; a refusal is one here too.
    pub async fn foresee(&self, command: &Command, words: &'static Words) -> Result<Foreseen, Error> {
        let Place::Case(id) = command.place else {
            return Err(Error::refused(0, Refusal::malformed("/kind", "only acts on a case are judged by rules")));
        };
        let plan = self.plan(&confirmed(command), Uuid::now_v7(), true, Holds::default()).await?;
        let before = self.case_history(id).await?;
        let mut after = before.clone();
        let own =
            plan.prepared.iter().filter(|one| one.event.stream.kind == StreamKind::Case && one.event.stream.id == id);
        own.for_each(|one| after.push(after.version + 1, Utc::now(), one.provisional().into()));
        let (at, rules) = (At::now(), self.rules());
        let was: BTreeMap<String, Finding> = judge(id, &before, at, &rules).findings.into_iter().collect();
        let judged = judge(id, &after, at, &rules);
        let is: HashMap<&str, &Finding> = judged.findings.iter().map(|(key, found)| (key.as_str(), found)).collect();
        let applies = |finding: &Finding| finding.verdict != Verdict::NotApplicable;
        let gone = was.iter().filter(|(key, finding)| applies(finding) && !is.contains_key(key.as_str()));
        let changed = judged.findings.iter().filter(|(key, found)| was.get(key).is_none_or(|old| differs(old, found)));
        let turned: Vec<(String, Finding)> =
            changed.cloned().chain(gone.map(|(key, finding)| (key.clone(), finding.clone()))).collect();
        let case = after.case(id, Cut::default());
        let names = self.names_in(&after, at.known, &case, &turned, words).await?;
        let names = names.with_rules(&turned).with_books(rules.books(at.known));
        let told = turned.into_iter().map(|one| obligation(one, &judged.answers, &names, words)).collect();
        let turns = in_order(told).into_iter().map(|one| {
            let stood = |finding: &Finding| (finding.verdict, finding.due);
            let now = is.get(one.key.as_str()).copied();
            Turn {
                title: one.lines.first().cloned().unwrap_or_default(),
                was: was.get(&one.key).map(stood),
                is: now.map(stood),
                is_broken: now.is_some_and(Finding::is_open_violation),
            }
        });
        let missing = plan.prepared.iter().flat_map(|one| one.event.missing.iter().cloned()).collect();
        Ok(Foreseen { missing, turns: turns.collect() })
    }
}
