//! Answers to findings, in words.

use serde::Serialize;
use uuid::Uuid;
use wenze_domain::codes::{CodeList, FindingAnswer};
use wenze_domain::fields::PartialDate;
use wenze_domain::words::Words;
use wenze_projections::judging::Answer;

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
    /// Whether who answered may waive a finding.
    pub is_competent: bool,
    /// The answer in words: by whom, when, and why, where that may be read.
    pub words: String,
}

impl Answered {
    /// An answer, told by these names.
    pub(super) fn of(answer: &Answer, names: &Names, words: &Words) -> Self {
        let said = answer.answer.map(|answer| words.code(FindingAnswer::LIST, answer.as_str()));
        let is_in_vain = answer.answer == Some(FindingAnswer::Waived) && !answer.is_competent;
        let mut args = vec![("answer", said.unwrap_or_else(|| words.not_recorded()))];
        args.extend(names.register.get(&answer.by).map(|name| ("who", name.clone())));
        args.extend(answer.on.map(|on| ("date", words.partial_date(on))));
        // A finding is told in lines, so its reason stands in one.
        args.extend(names.reasons.get(&answer.event_id).map(|reason| ("reason", reason.replace('\n', " "))));
        args.extend(is_in_vain.then(|| ("vain", words.message("answer-not-competent", &[]))));
        Self {
            event_id: answer.event_id,
            answer: answer.answer,
            on: answer.on,
            is_competent: answer.is_competent,
            words: words.message("finding-answer", &args),
        }
    }
}
