//! The time to appeal and the time to decide on an appeal, step by step; also as they would be had the decision been served
//! on another day.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::effective::Cut;
use wenze_domain::words::Words;
use wenze_rulebook::finding::{Finding, Step, Verdict};

use super::derivation::{CitedAct, StepLine};
use super::names::Names;
use super::service::{Service, filed, in_force};
use super::{Obligation, obligation};
use crate::judging::{At, Judged, Stamp, judge};
use crate::{Casework, Error};

/// The times of an appeal.
#[derive(Debug, Clone, Serialize)]
pub struct AppealWindows {
    /// The time in which it was to be filed.
    pub file: Vec<Window>,
    /// The time in which it is to be decided.
    pub decide: Vec<Window>,
    /// When the person was served with what the appeal is against: by the record, or as it was supposed.
    pub served_on: Option<String>,
    /// What it takes to come to the same.
    pub stamp: Stamp,
}

/// A time with every step of how it comes about.
#[derive(Debug, Clone, Serialize)]
pub struct Window {
    /// The obligation.
    pub obligation: Obligation,
    /// The steps that have words, in order.
    pub steps: Vec<StepLine>,
    /// The acts it stands on.
    pub cites: Vec<CitedAct>,
}

/// A finding under what names it.
type Found = (String, Finding);

impl Casework {
    /// The times of an appeal as the rules in use count them; with a day, as if the person had been served then.
    pub async fn appeal_windows(
        &self,
        id: Uuid,
        appeal: Uuid,
        served_on: Option<NaiveDate>,
        words: &'static Words,
    ) -> Result<AppealWindows, Error> {
        let (at, rules) = (At::now(), self.rules());
        let mut history = self.case_history(id).await?;
        let mut case = history.case(id, Cut::default());
        if let Some(day) = served_on {
            let service = Service::of(&case, appeal).ok_or(Error::NotFound { kind: "appeal", id: appeal })?;
            history = service.supposed(&in_force(&history), day);
            case = history.case(id, Cut::default());
        }
        let service = Service::of(&case, appeal).ok_or(Error::NotFound { kind: "appeal", id: appeal })?;
        let judged = judge(id, &history, at, &rules);
        let told = |one: &&Found| one.1.verdict != Verdict::NotApplicable;
        let of = |kind, is_its: &dyn Fn(&Finding) -> bool| -> Vec<Found> {
            let rules = self.rules_that_ask(at.known, kind);
            let own = judged.findings.iter().filter(told).filter(|one| is_by(&one.1, &rules) && is_its(&one.1));
            own.cloned().collect()
        };
        let event = |event: Option<&wenze_domain::event::Event>| event.map(|event| event.id().to_string());
        let (filing, served) = (event(filed(&history, appeal)), event(service.found(&history)));
        let cites =
            |finding: &Finding, id: &Option<String>| id.as_ref().is_some_and(|id| finding.cites.contains(id.as_str()));
        let begun = |finding: &Finding| served.as_deref().is_some_and(|id| finding.trigger.as_deref() == Some(id));
        let mut file = of(Kind::AppealFiled, &|finding| begun(finding) || cites(finding, &filing));
        // Of several times in which it could have been filed, those that it was filed in are told.
        if file.iter().any(|one| cites(&one.1, &filing)) {
            file.retain(|one| cites(&one.1, &filing));
        }
        let own = appeal.to_string();
        let decide = of(Kind::AppealDecided, &|finding| finding.instance.get("appeal").is_some_and(|id| **id == *own));
        let findings: Vec<Found> = file.iter().chain(&decide).cloned().collect();
        let names = self.names_in(&history, at.known, &case, &findings, words).await?;
        let names = names.with_rules(&judged.findings).with_books(rules.books(at.known));
        let windows =
            |found: Vec<Found>| found.into_iter().map(|one| Window::of(one, &judged, &names, words)).collect();
        let (file, decide) = (windows(file), windows(decide));
        Ok(AppealWindows { file, decide, served_on: service.day(&history), stamp: judged.stamp.clone() })
    }
}

impl Window {
    fn of(one: Found, judged: &Judged, names: &Names, words: &'static Words) -> Self {
        let finding = one.1.clone();
        let steps = names.speak(|speaker| {
            let line = |step: &Step| Some(StepLine { step: step.clone(), words: speaker.step(&finding, step)? });
            finding.steps.iter().filter_map(line).filter(|line| !line.words.is_empty()).collect()
        });
        let cited = |id: &std::sync::Arc<str>| CitedAct { event_id: id.to_string(), words: names.object("event", id) };
        let cites = finding.cites.iter().map(cited).collect();
        Self { obligation: obligation(one, &judged.answers, names, words), steps, cites }
    }
}

/// Whether a finding is by one of these rules.
fn is_by(finding: &Finding, rules: &HashSet<(String, String)>) -> bool {
    rules.contains(&(finding.rulebook.to_string(), finding.rule.to_string()))
}
