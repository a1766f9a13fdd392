//! What the appeal says and what was made of it: grounds, findings, evidence, outcome.

use wenze_casework::{AuditLine, Coded};
use wenze_domain::acts::Kind;

use super::Told;
use crate::case::labels::Labels;
use crate::parts::LongText;
use crate::reader::Reader;
use crate::record::codes_of;

/// The examination.
pub(super) struct Examined {
    pub(super) grounds: Vec<LongText>,
    pub(super) opinions: Vec<LongText>,
    pub(super) dissent: Vec<LongText>,
    pub(super) refusal: Option<LongText>,
    pub(super) evidence: Vec<Deed>,
    /// Each ground for which a decision is changed: whether it was found, and what came of it.
    pub(super) per_ground: Vec<PerGround>,
    /// The decision found no ground, or does not say which.
    pub(super) no_ground: Option<String>,
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

/// One ground, with the finding and what came of it.
pub(super) struct PerGround {
    pub(super) ground: String,
    pub(super) is_found: bool,
    pub(super) finding: String,
    pub(super) outcome: String,
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
            per_ground: per_ground(reader, told),
            no_ground: no_ground(reader, told),
            outcomes: file.outcomes.iter().map(outcome).collect(),
            acts: deeds(acts),
        }
    }
}

/// The grounds that the decision found, each with what it led to, then the usual ones that it did not find: those change nothing. Before the
/// decision nothing is found and nothing passed over.
fn per_ground(reader: &Reader, told: &Told) -> Vec<PerGround> {
    let Some(outcome) = told.own.outcome.as_ref() else { return Vec::new() };
    let (texts, found) = (reader.texts, &told.file.found);
    if found.is_empty() {
        return Vec::new();
    }
    let one = |ground: &Coded| PerGround {
        ground: ground.words.clone(),
        is_found: true,
        finding: texts.say("ground-found"),
        outcome: outcome.words.clone(),
    };
    let usual = codes_of(reader, Kind::AppealDecided, "grounds").into_iter();
    let passed = usual.filter(|(code, word)| found.iter().all(|one| one.code != *code && one.words != *word));
    let other = |(_, ground): (String, String)| PerGround {
        ground,
        is_found: false,
        finding: texts.say("ground-not-found"),
        outcome: texts.say("ground-no-change"),
    };
    found.iter().map(one).chain(passed.map(other)).collect()
}

/// What is said of grounds where none was found.
fn no_ground(reader: &Reader, told: &Told) -> Option<String> {
    let outcome = told.own.outcome.as_ref().filter(|_| told.file.found.is_empty())?;
    Some(reader.texts.tell("ground-none", [("outcome", outcome.words.as_str().into())]))
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
