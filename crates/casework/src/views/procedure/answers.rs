//! What was said to findings: accepted, explained, or waived by the competent person.

use std::collections::BTreeMap;

use serde::Serialize;
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::acts::check::FindingAnswered;
use wenze_domain::case;
use wenze_domain::codes::{CodeList, FindingAnswer, Role};
use wenze_domain::effective::Effective;
use wenze_domain::event::Event;
use wenze_domain::fields::PartialDate;
use wenze_domain::words::Words;
use wenze_rulebook::finding::{Finding, Verdict};

use super::names::Names;

/// An answer to a finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answered {
    /// The act that says so.
    pub event_id: Uuid,
    /// What was answered; none where the papers do not say.
    pub answer: Option<FindingAnswer>,
    /// When.
    pub on: Option<PartialDate>,
    /// Whether who answered may waive a finding: the head of an organ, or anybody with an approval.
    pub is_competent: bool,
    /// The answer in words, with its reason where it may be read.
    pub words: String,
    #[serde(skip)]
    by: Uuid,
    #[serde(skip)]
    about: About,
}

/// What an answer is about; what it does not say, it leaves open.
#[derive(Debug, Clone, PartialEq)]
struct About {
    rulebook: Option<String>,
    rule: Option<String>,
    instance: Option<BTreeMap<String, String>>,
    /// The act the finding was found on; none where a check is named, which lists the findings of many acts.
    act: Option<Uuid>,
}

/// The answers among the acts in force, oldest first.
pub(crate) fn of(acts: &[Effective<'_>]) -> Vec<Answered> {
    let is_check = |id: Uuid| acts.iter().any(|item| item.event.id() == id && matches!(item.event.act(), Act::ComplianceCheckRun(_)));
    let read = |item: &Effective<'_>| match item.event.act() {
        Act::FindingAnswered(said) => Some(answered(&item.event, said, &is_check)),
        _ => None,
    };
    acts.iter().filter_map(read).collect()
}

/// Takes waivers into the verdicts: what the competent person answered with a reason is no longer held against anybody.
pub(crate) fn settle(findings: &mut [Finding], answers: &[Answered]) {
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

fn answered(event: &Event, said: &FindingAnswered, is_check: &dyn Fn(Uuid) -> bool) -> Answered {
    let text = |field: &wenze_domain::fields::Recorded<wenze_domain::fields::Label>| field.known().map(|l| l.as_str().to_owned());
    let approved = said.approval.as_ref().is_some_and(|approval| approval.known().is_some());
    Answered {
        event_id: event.id(),
        answer: said.answer.known().copied(),
        on: event.envelope.occurred.date,
        is_competent: approved || event.envelope.actor.role == Role::OrganHead,
        words: String::new(),
        by: said.by.known().map_or(event.envelope.actor.person_id, |by| by.person_id),
        about: About {
            rulebook: text(&said.rulebook),
            rule: text(&said.rule),
            instance: said.instance.known().map(|objects| case::instance(objects)),
            act: event.refs().id("event").filter(|id| !is_check(*id)),
        },
    }
}

impl Answered {
    /// Whether it answers this finding. An answer that names no rule answers none.
    pub(super) fn fits(&self, finding: &Finding) -> bool {
        let about = &self.about;
        let is_rule = about.rule.as_deref() == Some(finding.rule.as_ref());
        let book = finding.rulebook.split('@').next();
        let is_book = about.rulebook.as_deref().is_none_or(|id| Some(id) == book);
        let same = |(role, id): (&String, &String)| finding.instance.get(role.as_str()).is_some_and(|own| own.as_ref() == id);
        let is_instance = about
            .instance
            .as_ref()
            .is_none_or(|instance| instance.len() == finding.instance.len() && instance.iter().all(same));
        let act = about.act.map(|id| id.to_string());
        let is_act = act.is_none_or(|id| finding.trigger.as_deref() == Some(id.as_str()) || finding.cites.contains(id.as_str()));
        is_rule && is_book && is_instance && is_act
    }

    fn waives(&self) -> bool {
        self.answer == Some(FindingAnswer::Waived) && self.is_competent
    }

    /// Puts it into words: by whom, when, and why.
    pub(super) fn tell(&mut self, names: &Names, words: &Words) {
        let is_waived_in_vain = self.answer == Some(FindingAnswer::Waived) && !self.is_competent;
        let mut args = vec![("answer", self.answer.map_or_else(|| words.not_recorded(), |a| words.code(FindingAnswer::LIST, a.as_str())))];
        args.extend(names.register.get(&self.by).map(|name| ("who", name.clone())));
        args.extend(self.on.map(|on| ("date", words.partial_date(on))));
        args.extend(names.reasons.get(&self.event_id).map(|reason| ("reason", reason.replace('\n', " "))));
        args.extend(is_waived_in_vain.then(|| ("vain", words.message("answer-not-competent", &[]))));
        self.words = words.message("finding-answer", &args);
    }
}
