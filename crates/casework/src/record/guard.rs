//! What a rule does about a draft that would break it: refuse it, ask for a reason and for the approval of another person,
//! or let it pass with a warning.
//!
//! The draft is judged by the same rules and the same code as the record, so a guard and the sheet never disagree. Only acts
//! done in the system are held up: what happened on paper happened, and is recorded.

use std::collections::HashSet;

use chrono::Utc;
use serde_json::Value;
use wenze_domain::case::Missing;
use wenze_domain::codes::{CodeList, EnteredFrom};
use wenze_domain::decide::NewEvent;
use wenze_domain::history::History;
use wenze_domain::refusal::Refusal;
use wenze_domain::request::Draft;
use wenze_rulebook::finding::Finding;
use wenze_rulebook::rule::Guard;

use super::run::Run;
use crate::judging::{At, judge};
use crate::sealing::Prepared;
use crate::{Casework, Command, Error, IMPORT_ROUTE, Place, Rules};

impl Casework {
    /// The rules by which the acts of a command are held up; none where no rule does more than warn.
    pub(crate) fn guards(&self, command: &Command) -> Option<Rules> {
        let in_system = |act: &Value| act.get("entered_from").is_none_or(|from| from == EnteredFrom::System.as_str());
        let of_case = matches!(command.place, Place::Case(_) | Place::NewCase(_));
        if command.route == IMPORT_ROUTE || !of_case || !command.acts.iter().any(in_system) {
            return None;
        }
        Some(self.rules()).filter(|rules| rules.guards(Utc::now()))
    }
}

impl Run<'_> {
    /// Holds a draft up where a rule in use says so.
    pub(super) async fn guard(&mut self, draft: &Draft, events: &mut [NewEvent]) -> Result<(), Error> {
        let Some(rules) = self.holds.rules.filter(|_| draft.entered_from == EnteredFrom::System) else { return Ok(()) };
        let mut history = self.so_far().await?.clone();
        let before: HashSet<String> = self.broken(&history, rules).into_iter().map(|(key, _)| key).collect();
        for event in events.iter() {
            let prepared = Prepared::new(event.clone(), self.ids(event), self.command.actor);
            history.push(history.version + 1, Utc::now(), prepared.provisional().into());
        }
        let broken = self.broken(&history, rules).into_iter().filter(|(key, _)| !before.contains(key));
        let broken: Vec<Finding> = broken.map(|(_, finding)| finding).collect();
        if let Some(finding) = broken.iter().find(|finding| finding.guard == Guard::Block) {
            return Err(Error::refused(0, Refusal::Guard { rule: finding.title.to_string() }));
        }
        let missing: Vec<Missing> = broken.iter().map(question).collect();
        let approver = draft.confirm_out_of_order.as_ref().and_then(|confirmed| confirmed.approved_by);
        if !missing.is_empty() && approver.is_none_or(|person| person == self.command.actor.person_id) {
            return Err(Error::refused(0, Refusal::ConfirmNeeded { missing }));
        }
        // Reason and approver are kept with the act only where something is missing before it.
        for event in events {
            event.missing.extend(missing.iter().cloned());
        }
        Ok(())
    }

    /// The violations of rules that do more than warn.
    fn broken(&self, history: &History, rules: &Rules) -> Vec<(String, Finding)> {
        let mut findings = judge(self.case.id, history, At::now(), rules).findings;
        findings.retain(|(_, finding)| finding.guard != Guard::Warn && finding.is_open_violation());
        findings
    }
}

/// What a rule wants to be told, as a fact that is missing before the act.
fn question(finding: &Finding) -> Missing {
    Missing {
        object: None,
        machine: Missing::RULE.to_owned(),
        state: String::new(),
        needs: vec![finding.title.to_string()],
        acts: Vec::new(),
    }
}
