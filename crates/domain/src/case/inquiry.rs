//! What an inquiry works with: reports, clues, letters, recusals, evidence.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::PartAt;
use crate::codes::{ClueOutcome, RecusalGround, ReporterKind, SourceKind, Way};
use crate::fields::PartialDate;
use crate::states::{AccusationState, ClueState, EvidenceState, LetterState, RecusalState, ReportState};

facts! {
    /// A report.
    Report {
        /// Where it stands.
        state: ReportState,
        /// How it came in.
        source: Option<SourceKind>,
        /// Who reported.
        reporter_kind: Option<ReporterKind>,
        /// When it came in.
        received_on: Option<PartialDate>,
        /// Number in the register.
        register_no: Option<String>,
        /// What it says.
        summary: Option<PartAt>,
        /// Who it is about, as written.
        subjects: Vec<Subject>,
        /// Whether it was made to harm.
        accusation: AccusationState,
    }

    /// Somebody named in a report or clue.
    Subject {
        /// Number there.
        subject_no: u32,
        /// Name as written.
        name: Option<PartAt>,
        /// Post as written.
        post: Option<PartAt>,
        /// The official or organ it was found to be.
        identified: Option<Uuid>,
    }

    /// A clue.
    Clue {
        /// Where it stands.
        state: ClueState,
        /// Reports it came from.
        reports: Vec<Uuid>,
        /// When it was received.
        received_on: Option<PartialDate>,
        /// The way of disposal approved last.
        way: Option<Way>,
        /// How it ended.
        outcome: Option<ClueOutcome>,
        /// Next review of a held clue.
        review_by: Option<PartialDate>,
        /// To which day the time for verification was extended.
        verify_by: Option<PartialDate>,
        /// Who it is about.
        subjects: Vec<Subject>,
    }

    /// A letter of a written inquiry.
    Letter {
        /// Where it stands.
        state: LetterState,
        /// The clue it asks about.
        clue: Option<Uuid>,
        /// The official it was sent to.
        official: Option<Uuid>,
        /// Its number.
        letter_no: Option<String>,
        /// When it was issued.
        issued_on: Option<PartialDate>,
        /// When its subject received it: the time for the reply runs from here.
        received_on: Option<PartialDate>,
        /// When the reply came in last.
        replied_on: Option<PartialDate>,
    }

    /// Whether one person may act on the case.
    Recusal {
        /// Where it stands.
        state: RecusalState,
        /// The person.
        person: Option<Uuid>,
        /// The ground told last.
        ground: Option<RecusalGround>,
        /// The appeal it concerns, if not the case itself.
        appeal: Option<Uuid>,
        /// Since when the ground is known or the request made.
        since: Option<PartialDate>,
        /// When it was decided.
        decided_on: Option<PartialDate>,
    }

    /// A piece of evidence.
    Evidence {
        /// In whose hands it is, and whether it counts.
        state: EvidenceState,
    }
}
