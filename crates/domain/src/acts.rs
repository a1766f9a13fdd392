//! One struct per kind of act, in the module of its phase, declared once.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::spec::{Declared, Spec};
use crate::unquoted::{told_name, without_values};

/// Declares an act: its struct with fields, and its [`Spec`].
macro_rules! act {
    (
        $(#[$doc:meta])*
        $name:ident {
            phase: $phase:ident,
            zh: $zh:literal,
            en: $en:literal,
            group: $group:literal,
            ceremony: $ceremony:ident,
            refs: [$($role:literal),*],
            own_date: $own_date:expr,
            actors: [$($actor:ident),*],
            papers: [$($paper:literal),*],
            aliases: [$($alias:literal),*],
        }
        struct { $($fields:tt)* }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "fields are explained by their labels in the locales")]
        pub struct $name { $($fields)* }

        impl $crate::spec::Declared for $name {
            const SPEC: $crate::spec::Spec = $crate::spec::Spec {
                phase: $crate::spec::Phase::$phase,
                zh: $zh,
                en: $en,
                group: $group,
                ceremony: $crate::spec::Ceremony::$ceremony,
                refs: &[$($role),*],
                own_date: $own_date,
                actors: &[$($crate::codes::Role::$actor),*],
                papers: &[$($paper),*],
                aliases: &[$($alias),*],
                schema_version: 1,
            };
        }
    };
}

pub mod access;
pub mod appeal;
pub mod check;
pub mod clarification;
pub mod clue;
pub mod correction;
pub mod decision;
pub mod delegations;
pub mod erasure;
pub mod execution;
pub mod filing;
pub mod governance;
pub mod grants;
pub mod intake;
pub mod investigation;
pub mod marks;
pub mod personnel;
pub mod rectification;
pub mod recusal;
pub mod referral;
pub mod registers;
pub mod relations;
pub mod review;
pub mod rulebooks;
pub mod special_access;

/// A payload that does not parse: where, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {message}")]
pub struct PayloadError {
    /// RFC 6901 pointer from the payload's root.
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
}

/// Deserializes and says where it failed.
pub(crate) fn read<T: DeserializeOwned>(json: &str) -> Result<T, PayloadError> {
    let mut reader = serde_json::Deserializer::from_str(json);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| PayloadError {
        pointer: pointer(error.path()),
        message: plain_message(&error.into_inner().to_string()),
    })
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut out = String::new();
    for segment in path {
        let name = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => told_name(key).replace('~', "~0").replace('/', "~1"),
            Segment::Enum { .. } | Segment::Unknown => continue,
        };
        out.push('/');
        out.push_str(&name);
    }
    out
}

/// The place in the text says nothing to a person who sent fields, and a value may be private wherever it stands.
fn plain_message(message: &str) -> String {
    without_values(message.split(" at line ").next().unwrap_or(message))
}

macro_rules! registry {
    ($($module:ident { $($name:ident),* $(,)? })*) => {
        /// Every kind of act.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each kind is documented at its struct")]
        pub enum Kind { $($($name),*),* }

        impl Kind {
            /// All kinds, in the order of the procedure.
            pub const ALL: &'static [Self] = &[$($(Self::$name),*),*];

            /// The name under which it is stored.
            pub fn as_str(self) -> &'static str {
                match self { $($(Self::$name => stringify!($name)),*),* }
            }

            /// Finds a kind by its stored name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($(stringify!($name) => Some(Self::$name),)*)* _ => None }
            }

            /// Its declaration.
            pub fn spec(self) -> &'static Spec {
                match self { $($(Self::$name => const { &<$module::$name as Declared>::SPEC }),*),* }
            }

            /// Its JSON Schema: of a request (`stored` false), or of a stored event's payload.
            pub fn payload_schema(self, stored: bool) -> Schema {
                match self { $($(Self::$name => schema::<$module::$name>(stored)),*),* }
            }
        }

        /// One act: its kind and its payload.
        #[derive(Debug, Clone, PartialEq)]
        #[expect(missing_docs, reason = "each kind is documented at its struct")]
        pub enum Act { $($($name(Box<$module::$name>)),*),* }

        impl Act {
            /// Reads a payload of a kind; plain values and stored parts are both read.
            pub fn parse(kind: Kind, json: &str) -> Result<Self, PayloadError> {
                match kind { $($(Kind::$name => read(json).map(|payload| Self::$name(Box::new(payload)))),*),* }
            }

            /// Its kind.
            pub fn kind(&self) -> Kind {
                match self { $($(Self::$name(_) => Kind::$name),*),* }
            }

            /// The payload as JSON; plain private values stand under [`crate::fields::PLAIN_KEY`].
            pub fn payload(&self) -> Value {
                match self { $($(Self::$name(payload) => serde_json::to_value(payload)),*),* }
                    .unwrap_or_default()
            }
        }

        $($(
            impl From<$module::$name> for Act {
                fn from(payload: $module::$name) -> Self {
                    Self::$name(Box::new(payload))
                }
            }
        )*)*
    };
}

fn schema<T: JsonSchema>(stored: bool) -> Schema {
    let settings = SchemaSettings::draft2020_12();
    let settings = if stored { settings.for_serialize() } else { settings.for_deserialize() };
    settings.into_generator().into_root_schema_for::<T>()
}

registry! {
    intake { ReportReceived, ReportRegistered, ReporterIdentityConfirmed, ReportAccepted, ReportDeclined, ReportTransferred, RepeatReportFiled, ReporterInformedOfAcceptance, ReporterInformedOfResult, ReporterObjectionRecorded }
    clue { ClueOpened, ClueReportedUpward, SubjectIdentified, HandlerAssigned, ClueAssigned, DispositionProposed, DispositionApproved, InterviewHeld, InquiryLetterIssued, InquiryLetterReceived, InquiryReplyReceived, InquiryReportSubmitted, VerificationTeamFormed, VerificationReportSigned, ClueHeld, ClueReviewed, ClueClosed, MinorMeasureTaken }
    filing { CaseFilingProposed, CaseFilingApproved, CaseFilingRefused, CaseFiled, AccountabilityInquiryStarted, FilingAnnouncedToRespondent, FilingNotifiedToOrganisation, CaseTransferredOut }
    investigation { InvestigationTeamFormed, TeamChanged, InvestigationPlanApproved, EvidenceCollected, InterviewRecorded, EvidenceHandedOver, EvidenceExcluded, FactListed, FactMaterialPresented, RespondentOpinionSigned, DefenceHeard, DefenceVerified, DisagreementExplained, InvestigationReportSubmitted, InvestigationDeadlineExtended, InvestigationSuspended, InvestigationResumed, CaseWithdrawn }
    recusal { RecusalGroundKnown, RecusalRequested, RecusalDecided, InterferenceRecorded }
    review { CaseTransferredForReview, ReviewAccepted, ReviewTeamFormed, ReviewTalkHeld, ReviewDeadlineExtended, ReturnedForReinvestigation, ReturnedForSupplement, ReviewOpinionFormed, ReviewReportSubmitted }
    decision { PreDecisionNoticeServed, OpinionSolicited, DecisionMeetingHeld, ResponsibilityAttributed, CircumstancesFound, ExemptionGranted, DeterminationMade, SanctionImposed, AccountabilityFormDecided, DecisionApproved, DecisionDocumentIssued }
    referral { ReferredToProcuratorate, ReturnedByProcuratorate, JudicialOutcomeRecorded, ReferredToCompetentAuthority }
    execution { DecisionServed, DecisionAnnounced, DecisionNotified, DecisionPublished, DecisionArchived, FormalitiesCompleted, FormalitiesExtensionApproved, SelfCriticismSubmitted, ExaminationMadeAtMeeting, ExecutionReported, ExecutionSuspended, ExecutionResumed, SanctionLifted }
    personnel { PersonnelActionRecorded, ReappointmentProposed, ReappointmentDecided }
    appeal { AppealFiled, AppealTimeExtensionDecided, AppealAccepted, AppealRefused, AppealPassedOn, ReviewPanelFormed, OriginalFileRecalled, PanelOpinionGiven, AppealDeadlineExtended, AppealDecided, AppealWithdrawn, RankRestored, ReputationRestored, CompensationPaid }
    correction { ErrorDiscovered, CorrectionOrdered, DecisionCorrected, RecordCorrected, RecordVoided, OtherActRecorded }
    rectification { RectificationOrdered, RectificationPlanFiled, RectificationProgressReported, SupervisionLetterIssued, RectificationExtended, EscalationStepTaken, RectificationClaimed, RectificationInspected, RectificationAccepted, RectificationRejected, HonoursForfeited, SatisfactionVoteRecorded }
    clarification { FalseAccusationSuspected, FalseAccusationFound, MistakenReportFound, ClarificationProposed, ClarificationApproved, Clarified }
    relations { CasesLinked, RespondentAdded, CaseClosed, CaseReopened }
    governance { ApprovalRequested, ApprovalDecided, MaterialApproved }
    check { ComplianceCheckRun, FindingAnswered }
    registers { OfficialRecorded, PostHeld, OfficialsMerged, OrganRecorded, OrganChanged }
    marks { ObligationMarked }
    rulebooks { RulebookVersionAdopted, RulebookWithdrawn, CalendarPublished }
    grants { RoleGranted, RoleRevoked }
    delegations { AuthorityDelegated, DelegationRevoked }
    access {
        HistoryReplayed, SealedOpeningRequested, SealedOpeningDecided, SealedPartOpened, CaseExported, SealedFileOpened
    }
    special_access { AccessRequested, AccessDecided, AccessRevoked }
    erasure { ErasureProposed, ErasureDecided, PartErased, LegalHoldPlaced, LegalHoldLifted }
}
