//! Appeals, items of rectification, requests for approval, letters, recusals, evidence.

use wenze_domain::acts::Kind::*;
use wenze_domain::machine::{Move, State, advance};
use wenze_domain::states::{AppealState, EvidenceState, ItemState, LetterState, RecusalState, RequestState};

use super::holds;

#[test]
fn an_appeal_goes_from_filing_to_service() {
    use AppealState as S;
    holds(&[
        (S::Start, AppealFiled, "", S::Filed),
        (S::Filed, AppealPassedOn, "", S::PassedOn),
        (S::Filed, AppealRefused, "", S::Refused),
        (S::Filed, AppealAccepted, "", S::Accepted),
        (S::Accepted, ReviewPanelFormed, "", S::Panel),
        (S::Panel, OriginalFileRecalled, "", S::Panel),
        (S::Panel, EvidenceCollected, "", S::Panel),
        (S::Panel, InterviewRecorded, "", S::Panel),
        (S::Panel, PanelOpinionGiven, "", S::Panel),
        (S::Panel, AppealDecided, "", S::Decided),
        (S::Panel, AppealDecided, "revoked_and_remanded", S::Remanded),
        (S::Filed, AppealWithdrawn, "", S::Withdrawn),
        (S::Panel, AppealWithdrawn, "", S::Withdrawn),
        (S::Decided, DecisionServed, "", S::Served),
        (S::Decided, RankRestored, "", S::Decided),
        (S::Served, ReputationRestored, "", S::Served),
    ]);
}

#[test]
fn items_and_requests_go_their_way() {
    use ItemState as I;
    use RequestState as R;
    holds(&[
        (I::Start, RectificationOrdered, "", I::Ordered),
        (I::Ordered, RectificationPlanFiled, "", I::Planned),
        (I::Planned, RectificationProgressReported, "", I::InProgress),
        (I::InProgress, SupervisionLetterIssued, "", I::InProgress),
        (I::InProgress, RectificationExtended, "", I::InProgress),
        (I::InProgress, EscalationStepTaken, "", I::InProgress),
        (I::InProgress, RectificationClaimed, "", I::Claimed),
        (I::Claimed, RectificationInspected, "", I::Inspected),
        (I::Inspected, RectificationAccepted, "", I::Accepted),
        (I::Inspected, RectificationRejected, "", I::InProgress),
    ]);
    holds(&[
        (R::Start, ApprovalRequested, "", R::Requested),
        (R::Requested, ApprovalDecided, "approved", R::Approved),
        (R::Requested, ApprovalDecided, "returned", R::Returned),
        (R::Requested, ApprovalDecided, "refused", R::Refused),
    ]);
}

/// A returned request is followed by a new one: nothing is decided twice on the same.
#[test]
fn a_request_is_decided_once() {
    use RequestState as S;
    for decided in [S::Returned, S::Refused, S::Approved] {
        for result in ["approved", "returned", "refused"] {
            assert!(!matches!(advance(decided, ApprovalDecided, Some(result)), Move::Fits(_)), "{decided:?} {result}");
        }
        assert_eq!(advance(decided, ApprovalRequested, Some("")), Move::Fact, "{decided:?}");
    }
}

#[test]
fn a_letter_is_issued_received_and_replied_to() {
    use LetterState as S;
    holds(&[
        (S::Start, InquiryLetterIssued, "", S::Issued),
        (S::Issued, InquiryLetterReceived, "", S::Received),
        (S::Received, InquiryReplyReceived, "", S::Replied),
        (S::Replied, InquiryReplyReceived, "", S::Replied),
    ]);
    assert_eq!(
        advance(S::Issued, InquiryReplyReceived, Some("")),
        Move::Forward(S::Replied),
        "nobody noted the receipt"
    );
}

#[test]
fn a_recusal_is_open_until_it_is_decided() {
    use RecusalState as S;
    holds(&[
        (S::Start, RecusalGroundKnown, "", S::Open),
        (S::Start, RecusalRequested, "", S::Open),
        (S::Open, RecusalRequested, "", S::Open),
        (S::Open, RecusalDecided, "granted", S::Recused),
        (S::Open, RecusalDecided, "refused", S::Refused),
        (S::Open, RecusalDecided, "", S::Open),
    ]);
    assert_eq!(advance(S::Recused, RecusalDecided, Some("refused")), Move::Fact, "decided is decided");
}

#[test]
fn evidence_is_held_changes_hands_and_may_be_excluded() {
    use EvidenceState as S;
    holds(&[
        (S::Start, EvidenceCollected, "", S::Held),
        (S::Start, InterviewRecorded, "", S::Held),
        (S::Held, EvidenceHandedOver, "custody", S::HeldElsewhere),
        (S::Held, EvidenceHandedOver, "returned", S::Returned),
        (S::HeldElsewhere, EvidenceHandedOver, "released", S::Released),
        (S::HeldElsewhere, EvidenceHandedOver, "with_case", S::SentWithCase),
        (S::SentWithCase, EvidenceHandedOver, "custody", S::HeldElsewhere),
        (S::Held, EvidenceHandedOver, "", S::Held),
        (S::Excluded, EvidenceHandedOver, "returned", S::Excluded),
    ]);
    for state in S::ALL.iter().copied().filter(|state| !matches!(state, S::Start | S::Excluded)) {
        assert_eq!(advance(state, EvidenceExcluded, Some("")), Move::Fits(S::Excluded), "{state:?}");
    }
    assert_eq!(advance(S::Returned, EvidenceHandedOver, Some("custody")), Move::Fact, "it is no longer there");
}
