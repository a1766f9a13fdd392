//! Under which heading of a review a finding stands: that of the act it is about.

use wenze_casework::Obligation;
use wenze_domain::acts::Kind;
use wenze_domain::spec::Phase;

use super::Checked;
use crate::texts::Texts;

/// The headings, in the order in which they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Heading {
    /// What was found out, and by which means.
    Facts,
    /// What it was taken for, and what follows from that.
    Classification,
    /// Who did which step, when, and with whose approval.
    Procedure,
    /// What was written, served and made known.
    Documents,
    /// What was carried out and put right.
    Execution,
}

/// Acts by which something is found out or laid down as found.
const FACTS: [Kind; 6] = [
    Kind::EvidenceCollected,
    Kind::InterviewRecorded,
    Kind::EvidenceHandedOver,
    Kind::EvidenceExcluded,
    Kind::FactListed,
    Kind::DefenceVerified,
];
/// Acts by which something is written or told to somebody.
const PAPERS: [Kind; 9] = [
    Kind::DecisionDocumentIssued,
    Kind::DecisionServed,
    Kind::DecisionAnnounced,
    Kind::DecisionNotified,
    Kind::DecisionPublished,
    Kind::DecisionArchived,
    Kind::FilingAnnouncedToRespondent,
    Kind::FilingNotifiedToOrganisation,
    Kind::PreDecisionNoticeServed,
];

impl Heading {
    /// The heading of a finding: of the act that broke it or started it.
    pub(super) fn of(one: &Obligation, checked: &Checked) -> Self {
        let trigger = one.finding.trigger.as_deref().and_then(|event| checked.acts.get(event));
        trigger.and_then(|act| Kind::parse(&act.kind)).map_or(Self::Procedure, Self::of_kind)
    }

    fn of_kind(kind: Kind) -> Self {
        if PAPERS.contains(&kind) {
            return Self::Documents;
        }
        if FACTS.contains(&kind) {
            return Self::Facts;
        }
        match kind.spec().phase {
            Phase::Decision => Self::Classification,
            Phase::Execution | Phase::Rectification => Self::Execution,
            _ => Self::Procedure,
        }
    }

    pub(super) fn anchor(self) -> &'static str {
        match self {
            Self::Facts => "facts",
            Self::Classification => "classification",
            Self::Procedure => "procedure",
            Self::Documents => "documents",
            Self::Execution => "execution",
        }
    }

    pub(super) fn word(self, texts: &Texts) -> String {
        match self {
            Self::Facts => texts.say("check-facts"),
            Self::Classification => texts.say("check-classification"),
            Self::Procedure => texts.say("check-procedure"),
            Self::Documents => texts.say("check-documents"),
            Self::Execution => texts.say("check-execution"),
        }
    }
}
