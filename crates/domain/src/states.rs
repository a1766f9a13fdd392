//! The sub-states of the objects of a case, each with its table.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::machine::{State, Step};

mod accusation;
mod appeal;
mod clarification;
mod clue;
mod evidence;
mod item;
mod letter;
mod reappointment;
mod recusal;
mod referral;
mod report;
mod request;
mod track;

macro_rules! states {
    ($(#[$doc:meta])* $name:ident, $machine:literal, $steps:path, { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[expect(missing_docs, reason = "the names are those of the state tables; their labels stand in the locales")]
        #[derive(Default)]
        pub enum $name { #[default] #[serde(rename = "none")] Start, $(#[serde(rename = $text)] $variant),* }

        impl State for $name {
            const MACHINE: &'static str = $machine;
            const START: Self = Self::Start;
            const ALL: &'static [Self] = &[Self::Start, $(Self::$variant),*];
            fn as_str(self) -> &'static str {
                match self { Self::Start => "none", $(Self::$variant => $text),* }
            }
            fn steps() -> &'static [Step<Self>] {
                $steps
            }
        }
    };
}

states!(
    /// A report, from its receipt to the answer to the reporter.
    ReportState, "report", report::STEPS, {
        Received = "received",
        Registered = "registered",
        Transferred = "transferred",
        FiledAsRepeat = "filed_as_repeat",
        Declined = "declined",
        Accepted = "accepted",
        InDisposal = "in_disposal",
        Concluded = "concluded",
        Answered = "answered",
    }
);

states!(
    /// A clue, from its opening to its end.
    ClueState, "clue", clue::STEPS, {
        Opened = "opened",
        Assigned = "assigned",
        Proposed = "proposed",
        HoldApproved = "hold_approved",
        Held = "held",
        Interviewing = "interviewing",
        Verifying = "verifying",
        CloseApproved = "close_approved",
        Reported = "reported",
        Closed = "closed",
        Escalated = "escalated",
    }
);

states!(
    /// A respondent × track: each pair moves alone.
    TrackState, "track", track::STEPS, {
        FilingProposed = "filing_proposed",
        FilingApproved = "filing_approved",
        Filed = "filed",
        Inquiring = "inquiring",
        Reopened = "reopened",
        Investigating = "investigating",
        Suspended = "suspended",
        FactsPresented = "facts_presented",
        OpinionSigned = "opinion_signed",
        Reported = "reported",
        SentForReview = "sent_for_review",
        InReview = "in_review",
        ReviewReported = "review_reported",
        NoticeServed = "notice_served",
        Deliberated = "deliberated",
        Determined = "determined",
        Approved = "approved",
        DocumentIssued = "document_issued",
        Announced = "announced",
        Executing = "executing",
        ExecutionSuspended = "execution_suspended",
        Executed = "executed",
        Refused = "refused",
        Transferred = "transferred",
        Withdrawn = "withdrawn",
    }
);

impl TrackState {
    /// Before a determination and not ended otherwise.
    pub fn is_open(self) -> bool {
        self < Self::Determined
    }
}

states!(
    /// An appeal, on any route.
    AppealState, "appeal", appeal::STEPS, {
        Filed = "filed",
        PassedOn = "passed_on",
        Accepted = "accepted",
        Panel = "panel",
        Remanded = "remanded",
        Decided = "decided",
        Served = "served",
        Refused = "refused",
        Withdrawn = "withdrawn",
    }
);

states!(
    /// An item of rectification; overdue is derived, never a state.
    ItemState, "item", item::STEPS, {
        Ordered = "ordered",
        Planned = "planned",
        InProgress = "in_progress",
        Claimed = "claimed",
        Inspected = "inspected",
        Accepted = "accepted",
    }
);

states!(
    /// A request for approval.
    RequestState, "request", request::STEPS, {
        Requested = "requested",
        Returned = "returned",
        Refused = "refused",
        Approved = "approved",
    }
);

states!(
    /// A letter of a written inquiry.
    LetterState, "letter", letter::STEPS, {
        Issued = "issued",
        Received = "received",
        Replied = "replied",
    }
);

states!(
    /// Whether somebody may act on the case.
    RecusalState, "recusal", recusal::STEPS, {
        Open = "open",
        Refused = "refused",
        Recused = "recused",
    }
);

states!(
    /// A piece of evidence: in whose hands it is, and whether it counts.
    EvidenceState, "evidence", evidence::STEPS, {
        Held = "held",
        HeldElsewhere = "held_elsewhere",
        SentWithCase = "sent_with_case",
        Returned = "returned",
        Released = "released",
        Excluded = "excluded",
    }
);

states!(
    /// A respondent × track before the procuratorate and the court.
    ReferralState, "referral", referral::STEPS, {
        Referred = "referred",
        Returned = "returned",
        Concluded = "concluded",
    }
);

states!(
    /// The way of a respondent back to a post.
    ReappointmentState, "reappointment", reappointment::STEPS, {
        Proposed = "proposed",
        Decided = "decided",
    }
);

states!(
    /// Whether a report was made to harm, on the report.
    AccusationState, "accusation", accusation::STEPS, {
        Suspected = "suspected",
        Found = "found",
        Mistaken = "mistaken",
    }
);

states!(
    /// The clarification of an official who was wrongly reported.
    ClarificationState, "clarification", clarification::STEPS, {
        Proposed = "proposed",
        Approved = "approved",
        Clarified = "clarified",
    }
);

/// A row that moves.
const fn to<S: Copy>(from: &'static [S], act: crate::acts::Kind, state: S) -> Step<S> {
    Step { from, act, when: "", to: Some(state) }
}

/// A row that moves for one variant of the act.
const fn when<S: Copy>(from: &'static [S], act: crate::acts::Kind, when: &'static str, state: S) -> Step<S> {
    Step { from, act, when, to: Some(state) }
}

/// A row that stays.
const fn stay<S: Copy>(from: &'static [S], act: crate::acts::Kind) -> Step<S> {
    Step { from, act, when: "", to: None }
}

/// A row that stays, for one variant of the act.
const fn stay_when<S: Copy>(from: &'static [S], act: crate::acts::Kind, when: &'static str) -> Step<S> {
    Step { from, act, when, to: None }
}
