//! One obligation, step by step: how its due date and verdict came about, and on which acts it stands.

use serde::Serialize;
use uuid::Uuid;
use wenze_domain::words::{Lang, Words};
use wenze_rulebook::finding::Step;
use wenze_rulebook::words::sentence;

use super::{Obligation, ProcedureAsked, obligation};
use crate::judging::Stamp;
use crate::{Casework, Error};

/// An obligation with its derivation.
#[derive(Debug, Clone, Serialize)]
pub struct Derivation {
    /// The obligation.
    pub obligation: Obligation,
    /// What the rule says, as a law officer signed it; in Chinese only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// The steps, in order.
    pub steps: Vec<StepLine>,
    /// The acts it stands on.
    pub cites: Vec<CitedAct>,
    /// What it takes to come to the same.
    pub stamp: Stamp,
}

/// One step.
#[derive(Debug, Clone, Serialize)]
pub struct StepLine {
    /// The step as the judge says it: a code with its facts.
    pub step: Step,
    /// The same in words; empty for a step that only repeats what the verdict says.
    pub words: String,
}

/// An act that a finding stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitedAct {
    /// The act.
    pub event_id: String,
    /// What it is called.
    pub words: String,
}

impl Casework {
    /// One obligation of a case by its id or its key.
    pub async fn derivation(
        &self,
        id: Uuid,
        which: &str,
        asked: &ProcedureAsked,
        words: &'static Words,
    ) -> Result<Derivation, Error> {
        let read = self.read_procedure(id, asked, words).await?;
        let (key, finding) = read.judged.find(which)?;
        let (key, finding) = (key.to_owned(), finding.clone());
        let steps = read.names.speak(|speaker| {
            let line =
                |step: &Step| StepLine { step: step.clone(), words: speaker.step(&finding, step).unwrap_or_default() };
            finding.steps.iter().map(line).collect()
        });
        let cites =
            finding.cites.iter().map(|id| CitedAct { event_id: id.to_string(), words: read.names.object("event", id) });
        let cites = cites.collect();
        let sentence = read.names.rule_applied(&finding).map(|(book, rule)| sentence(book, rule));
        let sentence = sentence.filter(|_| words.lang() == Lang::ZhCn);
        let obligation = obligation((key, finding), &read.judged.answers, &read.names, words);
        Ok(Derivation { obligation, sentence, steps, cites, stamp: read.judged.stamp })
    }
}
