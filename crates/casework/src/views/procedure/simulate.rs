//! A dry run: what a draft would start, fulfil or break, by the same rules that will judge it once it is recorded.

use std::collections::HashMap;

use chrono::Utc;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::case::Missing;
use wenze_domain::codes::{CodeList, EnteredFrom};
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_domain::refusal::Refusal;
use wenze_domain::words::Words;
use wenze_rulebook::finding::{Finding, Verdict};
use wenze_rulebook::rule::Guard;

use super::{Obligation, in_order, obligation};
use crate::judging::{At, Stamp, judge};
use crate::record::Holds;
use crate::{Casework, Command, Error, Place};

/// What became of a draft that was never recorded.
#[derive(Debug, Clone, Serialize)]
pub struct Simulated {
    /// What the strictest rule that it would break does about it; nothing where it would break none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guard: Option<Guard>,
    /// What the usual order would have had before it.
    pub missing: Vec<Missing>,
    /// Obligations that would begin or change, the worst first.
    pub effects: Vec<Effect>,
    /// What it takes to come to the same.
    pub stamp: Stamp,
}

/// An obligation that a draft would begin or change.
#[derive(Debug, Clone, Serialize)]
pub struct Effect {
    /// As it would be.
    #[serde(flatten)]
    pub obligation: Obligation,
    /// The verdict as it is; none where the draft begins it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<Verdict>,
}

impl Casework {
    /// Judges a case with the drafts of a command and without them. Nothing is stored; a structural refusal is one here too.
    pub async fn simulate(&self, command: &Command, words: &'static Words) -> Result<Simulated, Error> {
        let Place::Case(id) = command.place else {
            return Err(Error::refused(0, Refusal::malformed("/kind", "only acts on a case are judged by rules")));
        };
        let plan = self.plan(&confirmed(command), Uuid::now_v7(), true, Holds::default()).await?;
        let before = self.case_history(id).await?;
        let mut after = before.clone();
        let own =
            plan.prepared.iter().filter(|one| one.event.stream.kind == StreamKind::Case && one.event.stream.id == id);
        own.for_each(|one| after.push(after.version + 1, Utc::now(), one.provisional().into()));
        let at = At::now();
        let rules = self.rules();
        let was = judge(id, &before, at, &rules).findings;
        let judged = judge(id, &after, at, &rules);
        let was: HashMap<String, Finding> = was.into_iter().collect();
        let changed = |(key, finding): &(String, Finding)| was.get(key).is_none_or(|old| differs(old, finding));
        let findings: Vec<(String, Finding)> = judged.findings.into_iter().filter(changed).collect();
        let case = after.case(id, Cut::default());
        let names = self.names_in(&after, at.known, &case, &findings, words).await?;
        let names = names.with_rules(&findings).with_books(rules.books(at.known));
        let guard = if is_in_system(command) { strictest(&findings) } else { None };
        let told = findings.into_iter().map(|one| obligation(one, &judged.answers, &names, words)).collect();
        let effect =
            |obligation: Obligation| Effect { was: was.get(&obligation.key).map(|old| old.verdict), obligation };
        let effects = in_order(told).into_iter().map(effect).collect();
        let missing = plan.prepared.iter().flat_map(|one| one.event.missing.iter().cloned()).collect();
        Ok(Simulated { guard, missing, effects, stamp: judged.stamp })
    }
}

/// Whether an obligation reads otherwise than before.
pub(super) fn differs(old: &Finding, new: &Finding) -> bool {
    (old.verdict, old.phase, old.due) != (new.verdict, new.phase, new.due)
}

/// What the strictest rule does that the drafts would break.
fn strictest(findings: &[(String, Finding)]) -> Option<Guard> {
    let broken = findings.iter().map(|(_, finding)| finding).filter(|finding| finding.is_open_violation());
    let weight = |guard: &Guard| match guard {
        Guard::Warn => 0,
        Guard::Explain => 1,
        Guard::Block => 2,
    };
    broken.map(|finding| finding.guard).max_by_key(weight)
}

fn is_in_system(command: &Command) -> bool {
    command.acts.iter().any(|act| act.get("entered_from").is_none_or(|from| from == EnteredFrom::System.as_str()))
}

/// The same command with every act confirmed, so that one out of order is judged too and not only asked about.
pub(super) fn confirmed(command: &Command) -> Command {
    let mut command = command.clone();
    for act in command.acts.iter_mut().filter_map(Value::as_object_mut) {
        act.entry("confirm_out_of_order").or_insert_with(|| json!({ "reason": "-" }));
    }
    command
}
