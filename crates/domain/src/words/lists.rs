//! Which list an open code of a payload belongs to, and the names of phases and headings.

use crate::acts::Kind;
use crate::regimes::CodeKind;
use crate::spec::Phase;

/// Where the label of a code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeHome {
    /// In a regime.
    Regime(CodeKind),
    /// In one of the closed lists.
    Closed(&'static str),
    /// Among the usual codes of an open list.
    Usual(&'static str),
    /// Among the roles of refs.
    Role,
}

/// The headings of the acts, as their declarations write them, with the name the locales use.
pub(super) const GROUPS: &[(&str, &str)] = &[
    ("信访举报", "intake"),
    ("问题线索处置", "clue"),
    ("立案与启动", "filing"),
    ("审查调查", "investigation"),
    ("审理", "review"),
    ("决定", "decision"),
    ("移送与司法", "referral"),
    ("送达与执行", "execution"),
    ("申诉复审复核", "appeal"),
    ("纠正与更正", "correction"),
    ("更正与其他", "other"),
    ("整改督办", "rectification"),
    ("诬告与澄清", "clarification"),
    ("案件关联与结案", "relations"),
    ("审批", "governance"),
    ("授权与检查", "checks"),
    ("人员与机构登记", "registers"),
    ("规则与日历", "rulebooks"),
];

/// The name of a phase in the locales.
pub(super) fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Intake => "intake",
        Phase::Clue => "clue",
        Phase::Filing => "filing",
        Phase::Investigation => "investigation",
        Phase::Review => "review",
        Phase::Decision => "decision",
        Phase::Execution => "execution",
        Phase::Appeal => "appeal",
        Phase::Correction => "correction",
        Phase::Rectification => "rectification",
        Phase::Clarification => "clarification",
        Phase::Relations => "relations",
        Phase::Governance => "governance",
        Phase::Registers => "registers",
        Phase::Marks => "marks",
        Phase::Rulebooks => "rulebooks",
        Phase::Grants => "grants",
        Phase::Delegations => "delegations",
        Phase::Access => "access",
        Phase::Erasure => "erasure",
    }
}

/// Where the labels of a code field stand, in the order in which they are tried.
pub(super) fn homes(kind: Kind, field: &str) -> &'static [CodeHome] {
    use CodeHome::{Closed, Regime, Role, Usual};
    match (kind, field) {
        (Kind::ClueReviewed, "result") => &[Usual("ClueReview")],
        (Kind::EvidenceCollected, "kind") => &[Usual("Evidence")],
        (Kind::OrganRecorded | Kind::OrganChanged, "kind") => &[Usual("OrganKind")],
        (_, "scope") => &[Usual("PublicScope")],
        (_, "redactions") => &[Usual("Redaction")],
        (_, "meeting") => &[Usual("Meeting")],
        (Kind::HonoursForfeited, "kind") => &[Usual("Honour")],
        (Kind::SatisfactionVoteRecorded, "method") => &[Usual("VoteMethod")],
        (Kind::SatisfactionVoteRecorded, "code") => &[Usual("VoteOption")],
        (_, "kind") => &[Regime(CodeKind::SanctionKind), Regime(CodeKind::AccountabilityForm)],
        (_, "form" | "combined_with") => &[Regime(CodeKind::AccountabilityForm), Regime(CodeKind::SanctionKind)],
        (_, "situations") => &[Regime(CodeKind::Situation)],
        (_, "mitigating") => &[Regime(CodeKind::Mitigating)],
        (_, "aggravating") => &[Regime(CodeKind::Aggravating)],
        (_, "exempting" | "ground_code") => &[Regime(CodeKind::Exempting)],
        (_, "next_route") => &[Closed("AppealRoute")],
        (_, "post" | "to_post") => &[Closed("PostKind"), Closed("Role"), Usual("Post")],
        (_, "categories") => &[Usual("Category"), Closed("Misuse"), Regime(CodeKind::Situation)],
        (_, "measures") => &[Usual("Measure")],
        (_, "recompute_rule") => &[Usual("Recompute")],
        (_, "kinds") => &[Usual("Formality")],
        (_, "items") => &[Usual("Restored")],
        (_, "percent_or_state") => &[Usual("Progress")],
        (_, "body_kind") => &[Usual("BodyKind"), Usual("OrganKind")],
        (Kind::ComplianceCheckRun | Kind::FindingAnswered, "role") => &[Role],
        (_, "role") => &[Usual("TeamRole")],
        (_, "employer_kind") => &[Usual("Employer")],
        (_, "grounds") => &[Usual("AppealGround"), Closed("ErrorKind")],
        (_, "action_code") => &[Usual("Action")],
        _ => &[],
    }
}
