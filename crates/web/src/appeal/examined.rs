//! What the appeal says and what was made of it: grounds, findings, evidence, outcome.

use wenze_casework::AuditLine;
use wenze_domain::acts::Kind;

use super::Told;
use crate::case::labels::Labels;
use crate::parts::LongText;
use crate::reader::Reader;

/// The examination.
pub(super) struct Examined {
    pub(super) grounds: Vec<LongText>,
    pub(super) opinions: Vec<LongText>,
    pub(super) dissent: Vec<LongText>,
    pub(super) refusal: Option<LongText>,
    pub(super) evidence: Vec<Deed>,
    /// The grounds that the decision found, each with what it led to.
    pub(super) found: Vec<Outcome>,
    /// What the decision says of each determination.
    pub(super) outcomes: Vec<Outcome>,
    /// Every other act about the appeal.
    pub(super) acts: Vec<Deed>,
}

/// An act about the appeal.
pub(super) struct Deed {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) sentence: String,
    pub(super) on: String,
}

/// What was decided of something.
pub(super) struct Outcome {
    pub(super) of: String,
    pub(super) outcome: String,
}

impl Examined {
    pub(super) fn new(reader: &Reader, told: &Told, labels: &Labels) -> Self {
        let file = &told.file;
        let texts = |texts: &[String]| texts.iter().map(|text| LongText::new(text)).collect();
        let own = told.read.lines.iter().filter(|line| !line.voided && is_about(line, told));
        let (evidence, acts): (Vec<&AuditLine>, Vec<&AuditLine>) = own.partition(|line| is_evidence(line));
        let deeds = |lines: Vec<&AuditLine>| lines.into_iter().map(|line| Deed::new(told, line)).collect();
        let whole = told.own.outcome.as_ref().map_or_else(|| reader.words.not_recorded(), |one| one.words.clone());
        let found = |ground: &wenze_casework::Coded| Outcome { of: ground.words.clone(), outcome: whole.clone() };
        let outcome = |one: &wenze_casework::OutcomeView| Outcome {
            of: labels.of(&one.determination.to_string()).map(str::to_owned).unwrap_or_default(),
            outcome: one.outcome.as_ref().map_or_else(|| reader.words.not_recorded(), |one| one.words.clone()),
        };
        Self {
            grounds: texts(&file.grounds),
            opinions: texts(&file.opinions),
            dissent: texts(&file.dissent),
            refusal: file.refusal.as_deref().map(LongText::new),
            evidence: deeds(evidence),
            found: file.found.iter().map(found).collect(),
            outcomes: file.outcomes.iter().map(outcome).collect(),
            acts: deeds(acts),
        }
    }
}

impl Deed {
    fn new(told: &Told, line: &AuditLine) -> Self {
        Self {
            href: format!("/cases/{}#v{}", told.read.id, line.version),
            title: line.title.clone(),
            sentence: line.sentence.clone(),
            on: line.occurred_words.clone(),
        }
    }
}

fn is_about(line: &AuditLine, told: &Told) -> bool {
    line.entry.refs.ids("appeal").any(|id| id == told.own.id)
}

fn is_evidence(line: &AuditLine) -> bool {
    let taken = [Kind::EvidenceCollected, Kind::InterviewRecorded, Kind::OriginalFileRecalled];
    Kind::parse(&line.kind).is_some_and(|kind| taken.contains(&kind))
}
