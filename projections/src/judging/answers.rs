//! What was said to findings: accepted, explained, or waived by the competent person.

use std::collections::BTreeMap;

use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::acts::check::FindingAnswered;
use wenze_domain::case;
use wenze_domain::codes::{FindingAnswer, Role};
use wenze_domain::effective::Effective;
use wenze_domain::event::Event;
use wenze_domain::fields::{Label, PartialDate, Recorded};
use wenze_rulebook::finding::{Finding, Verdict};

/// An answer to a finding. What it does not say of the finding, it leaves open.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The act that says so.
    pub event_id: Uuid,
    /// What was answered; none where the papers do not say.
    pub answer: Option<FindingAnswer>,
    /// When.
    pub on: Option<PartialDate>,
    /// Who answered.
    pub by: Uuid,
    /// Whether who answered may waive a finding: the head of an organ, or anybody with an approval.
    pub is_competent: bool,
    rulebook: Option<String>,
    rule: Option<String>,
    instance: Option<BTreeMap<String, String>>,
    /// The act the finding was found on; none where a check is named, which lists the findings of many acts.
    act: Option<String>,
}

/// The answers among the acts in force, oldest first.
pub fn answers(items: &[Effective<'_>]) -> Vec<Answer> {
    let is_check = |id: Uuid| {
        items.iter().any(|item| item.event.id() == id && matches!(item.event.act(), Act::ComplianceCheckRun(_)))
    };
    let read = |item: &Effective<'_>| match item.event.act() {
        Act::FindingAnswered(said) => Some(answer(&item.event, said, &is_check)),
        _ => None,
    };
    items.iter().filter_map(read).collect()
}

/// Takes waivers into the verdicts: what the competent person answered with a reason is no longer held against anybody.
pub fn settle(findings: &mut [Finding], answers: &[Answer]) {
    if answers.is_empty() {
        return;
    }
    for finding in findings.iter_mut().filter(|f| matches!(f.verdict, Verdict::Violated | Verdict::Undetermined)) {
        let last = answers.iter().rev().find(|answer| answer.fits(finding));
        if let Some(answer) = last.filter(|answer| answer.waives()) {
            finding.verdict = Verdict::Waived;
            finding.phase = None;
            finding.residual = None;
            finding.cites.insert(answer.event_id.to_string().into());
        }
    }
}

fn answer(event: &Event, said: &FindingAnswered, is_check: &dyn Fn(Uuid) -> bool) -> Answer {
    let is_approved = said.approval.as_ref().is_some_and(|approval| approval.known().is_some());
    let on_act = event.refs().id("event").filter(|id| !is_check(*id));
    Answer {
        event_id: event.id(),
        answer: said.answer.known().copied(),
        on: event.envelope.occurred.date,
        by: said.by.known().map_or(event.envelope.actor.person_id, |by| by.person_id),
        is_competent: is_approved || event.envelope.actor.role == Role::OrganHead,
        rulebook: text(&said.rulebook),
        rule: text(&said.rule),
        instance: said.instance.known().map(|objects| case::instance(objects)),
        act: on_act.map(|id| id.to_string()),
    }
}

fn text(field: &Recorded<Label>) -> Option<String> {
    field.known().map(|label| label.as_str().to_owned())
}

impl Answer {
    /// Whether it answers this finding. An answer that names no rule answers none.
    pub fn fits(&self, finding: &Finding) -> bool {
        let is_rule = self.rule.as_deref() == Some(finding.rule.as_ref());
        let book = finding.rulebook.split('@').next();
        let is_book = self.rulebook.as_deref().is_none_or(|id| Some(id) == book);
        let is_act = self
            .act
            .as_deref()
            .is_none_or(|act| finding.trigger.as_deref() == Some(act) || finding.cites.contains(act));
        is_rule && is_book && is_act && self.instance.as_ref().is_none_or(|instance| is_same(instance, finding))
    }

    fn waives(&self) -> bool {
        self.answer == Some(FindingAnswer::Waived) && self.is_competent
    }
}

fn is_same(instance: &BTreeMap<String, String>, finding: &Finding) -> bool {
    let same =
        |(role, id): (&String, &String)| finding.instance.get(role.as_str()).is_some_and(|own| own.as_ref() == id);
    instance.len() == finding.instance.len() && instance.iter().all(same)
}
