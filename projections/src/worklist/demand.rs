//! What an obligation demands: which acts, whose acts those are, and to which duty of a handler they belong.

use std::collections::BTreeSet;

use wenze_domain::acts::Kind;
use wenze_domain::codes::{Duty, Role};
use wenze_domain::spec::Phase;
use wenze_rulebook::finding::Finding;

/// Acts that a person or body outside of the office does; the office only records them.
const OUTSIDE: [Kind; 9] = [
    Kind::ReporterObjectionRecorded,
    Kind::InquiryLetterReceived,
    Kind::InquiryReplyReceived,
    Kind::RespondentOpinionSigned,
    Kind::ReturnedByProcuratorate,
    Kind::JudicialOutcomeRecorded,
    Kind::SelfCriticismSubmitted,
    Kind::AppealFiled,
    Kind::AppealWithdrawn,
];

/// Whose acts are decisions.
const DECIDERS: [Role; 3] = [Role::OrganHead, Role::CommitteeHead, Role::DecisionBody];

/// What an obligation demands.
#[derive(Debug, Default)]
pub(super) struct Demand {
    /// Kinds of act that would do.
    pub(super) acts: Vec<Kind>,
    /// Whose acts they are.
    pub(super) roles: Vec<Role>,
    /// Duties of handlers that they belong to; none where they belong to any.
    duties: Option<BTreeSet<Duty>>,
}

impl Demand {
    /// Of a finding. Where nothing more can be done it is about the act that was judged.
    pub(super) fn of(finding: &Finding, judged: Option<Kind>) -> Self {
        let awaited = finding.residual.iter().flat_map(|next| &next.what);
        let mut acts: Vec<Kind> = awaited.filter_map(|kind| Kind::parse(kind)).collect();
        if acts.is_empty() {
            acts.extend(judged);
        }
        let roles = acts.iter().flat_map(|kind| kind.spec().actors).copied().collect();
        let names = |role: &str| finding.instance.contains_key(role);
        let mut duties = Some(BTreeSet::new());
        for kind in &acts {
            match duties_of(*kind) {
                Some(own) => duties.iter_mut().for_each(|known| known.extend(own)),
                None => duties = None,
            }
        }
        if let Some(duties) = &mut duties {
            duties.extend(names("clue").then_some(Duty::Clue));
            duties.extend(names("appeal").then_some(Duty::Appeal));
            duties.extend(names("item").then_some(Duty::Rectification));
        }
        Self { acts, roles, duties }
    }

    /// Whether a handler of this duty has it to do.
    pub(super) fn is_of(&self, duty: Duty) -> bool {
        self.duties.as_ref().is_none_or(|duties| duties.contains(&duty))
    }

    /// Whether only somebody outside can do it.
    pub(super) fn is_outside(&self) -> bool {
        !self.acts.is_empty() && self.acts.iter().all(|kind| OUTSIDE.contains(kind))
    }

    /// Whether it is a decision that somebody else takes on what an inspector submits.
    pub(super) fn is_decision(&self) -> bool {
        let decides = |kind: &Kind| kind.spec().actors.iter().all(|role| DECIDERS.contains(role));
        !self.acts.is_empty() && self.acts.iter().all(decides)
    }
}

/// The duties to which acts of a kind belong; none where to any.
fn duties_of(kind: Kind) -> Option<&'static [Duty]> {
    Some(match kind.spec().phase {
        _ if kind == Kind::DecisionArchived => &[Duty::Execution, Duty::Dossier],
        Phase::Intake => &[Duty::Report],
        Phase::Clue => &[Duty::Clue],
        Phase::Filing | Phase::Investigation | Phase::Relations => &[Duty::Investigation],
        Phase::Review | Phase::Decision => &[Duty::Review],
        Phase::Execution => &[Duty::Execution],
        Phase::Appeal => &[Duty::Appeal],
        Phase::Correction => &[Duty::Review, Duty::Appeal],
        Phase::Rectification => &[Duty::Rectification],
        Phase::Clarification => &[Duty::Report, Duty::Clue],
        Phase::Governance
        | Phase::Registers
        | Phase::Marks
        | Phase::Rulebooks
        | Phase::Grants
        | Phase::Delegations
        | Phase::Access
        | Phase::Erasure => return None,
    })
}
