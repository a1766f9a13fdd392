//! Shapes that several acts share: people, organs, approvals, respondents, votes, bases.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::codes::{
    AllegationResult, AppealOutcome, ApprovalWay, ConductPrecision, Identity, Level, MeetingStepKind, PersonStatus,
    PostKind, RespondentKind, TrackCode, Verdict,
};
use crate::fields::{Code, Digest, Label, PartRef, PartialDate, Private, Recorded};
use crate::refs::RefValue;

macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $ty:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
            #[serde(deny_unknown_fields)]
            pub struct $name { $($(#[$field_doc])* pub $field: $ty),* }
        )*
    };
}

shapes! {
    /// A person: the id is open, the name as written is private. Separation and recusal are judged on ids.
    PersonRef {
        /// The person's stream.
        person_id: Uuid,
        /// The name as the paper writes it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        as_named: Option<Private<String>>,
        /// The post as the paper writes it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        post: Option<Private<String>>,
        /// The organ the person acted for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organ_id: Option<Uuid>,
        /// The level of that organ.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organ_level: Option<Level>,
    }

    /// A private part, by the event that holds it.
    ErasurePart {
        /// The event.
        of_event: Uuid,
        /// Its number there.
        part_no: u32,
    }

    /// An organ of the register, with its level on that day where the paper tells it.
    OrganRef {
        /// The organ's stream.
        organ_id: Uuid,
        /// Its level on that day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Level>,
    }

    /// An approval as it stands on the act it approves.
    Approval {
        /// Who approved.
        by: Recorded<PersonRef>,
        /// The approver's post as a code, e.g. `organ_principal`.
        post: Recorded<Code>,
        /// For which organ.
        organ: Recorded<OrganRef>,
        /// At which level.
        level: Recorded<Level>,
        /// What the approver wrote.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opinion: Option<Private<String>>,
        /// When.
        on: Recorded<PartialDate>,
        /// In the system or on paper.
        way: Recorded<ApprovalWay>,
        /// Number of the paper.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document_no: Option<Label>,
        /// Digest of the paper.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sha256: Option<Private<Digest>>,
    }

    /// A respondent as named in a filing: a body or a cadre, with the tracks opened.
    RespondentEntry {
        /// The respondent's id in this case.
        respondent: Uuid,
        /// A body or a cadre.
        kind: Recorded<RespondentKind>,
        /// Name as written.
        name: Recorded<Private<String>>,
        /// Post as written.
        post: Recorded<Private<String>>,
        /// Level of the post.
        post_level: Recorded<Level>,
        /// Posts that raise who must approve.
        post_kind: Recorded<PostKind>,
        /// Which law the person stands under.
        identity: Recorded<Identity>,
        /// Whether in office.
        status: Recorded<PersonStatus>,
        /// Whether the post is elected.
        elected: Recorded<bool>,
        /// Kind of employer.
        employer_kind: Recorded<Code>,
        /// Who manages the cadre.
        managing_organ: Recorded<OrganRef>,
        /// The official's stream, once known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        official: Option<Uuid>,
        /// The organ's stream, for a body.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organ: Option<Uuid>,
        /// The tracks opened.
        #[schemars(length(min = 1))]
        tracks: Vec<TrackCode>,
    }

    /// Somebody or some body named in a report.
    ReportedSubject {
        /// Number within the report.
        subject_no: u32,
        /// Name as written.
        name: Recorded<Private<String>>,
        /// Post as written.
        post: Recorded<Private<String>>,
        /// Who manages the cadre.
        managing_organ: Recorded<OrganRef>,
        /// Level of the post.
        level: Recorded<Level>,
        /// Whether it is the principal of the body that received the report.
        is_own_principal: Recorded<bool>,
    }

    /// Somebody or some body a clue is about.
    ClueSubject {
        /// Number within the clue.
        subject_no: u32,
        /// Name as written.
        name: Recorded<Private<String>>,
        /// Post as written.
        post: Recorded<Private<String>>,
        /// Who manages the cadre.
        managing_organ: Recorded<OrganRef>,
        /// Level of the post.
        post_level: Recorded<Level>,
        /// Posts that raise who must approve.
        post_kind: Recorded<PostKind>,
    }

    /// Where a transferred report came from.
    CameByTransfer {
        /// The organ that sent it.
        from_organ: Recorded<OrganRef>,
        /// When it was sent.
        sent_on: Recorded<PartialDate>,
    }

    /// One allegation of a clue.
    Allegation {
        /// Its id in this case.
        allegation: Uuid,
        /// What is alleged.
        text: Recorded<Private<String>>,
    }

    /// What was found of one allegation.
    AllegationFinding {
        /// The allegation.
        allegation: Uuid,
        /// The finding.
        result: Recorded<AllegationResult>,
    }

    /// Votes counted.
    Votes {
        /// In favour.
        r#for: Recorded<u32>,
        /// Against.
        against: Recorded<u32>,
        /// Abstaining.
        abstain: Recorded<u32>,
    }

    /// What the investigation proposes for one pair.
    RespondentProposal {
        /// The respondent.
        respondent: Uuid,
        /// The track.
        track: Recorded<TrackCode>,
        /// The proposal.
        proposal: Recorded<Private<String>>,
    }

    /// What the review says of one pair.
    RespondentOpinion {
        /// The respondent.
        respondent: Uuid,
        /// The track.
        track: Recorded<TrackCode>,
        /// The opinion.
        opinion: Recorded<Private<String>>,
    }

    /// Whether the report holds what it must.
    ReportContents {
        /// Facts.
        facts: Recorded<bool>,
        /// Attitude of the respondent.
        attitude: Recorded<bool>,
        /// Defence.
        defence: Recorded<bool>,
        /// Responsibility.
        responsibility: Recorded<bool>,
        /// Proposal.
        proposal: Recorded<bool>,
    }

    /// Whether the decision document holds what it must (GOV-2020 art 45).
    DocumentContents {
        /// The person.
        person: Recorded<bool>,
        /// The facts.
        facts: Recorded<bool>,
        /// Kind and basis.
        kind_basis: Recorded<bool>,
        /// Remedy and its window.
        remedy: Recorded<bool>,
        /// Organ and date.
        organ_date: Recorded<bool>,
        /// Seal.
        seal: Recorded<bool>,
    }

    /// When the conduct took place.
    Conduct {
        /// From.
        from: Recorded<PartialDate>,
        /// To.
        to: Recorded<PartialDate>,
        /// How exactly this is known.
        precision: Recorded<ConductPrecision>,
    }

    /// One argument of the defence.
    Argument {
        /// Its id in this case.
        argument: Uuid,
        /// What was argued.
        text: Recorded<Private<String>>,
    }

    /// What the notice before a decision proposes.
    ProposedSanction {
        /// The track.
        track: Recorded<TrackCode>,
        /// Kind, a regime code.
        kind: Recorded<Code>,
        /// Period, in months.
        months: Recorded<u32>,
    }

    /// The article a decision stands on.
    Basis {
        /// Instrument, e.g. `ACC`.
        instrument: Label,
        /// Its version, e.g. `2019`.
        version: Recorded<Label>,
        /// Article, paragraph, item.
        article: Recorded<Label>,
    }

    /// Who does what in a team.
    TeamRole {
        /// The member.
        person_id: Uuid,
        /// The role as a code.
        role: Recorded<Code>,
    }

    /// One step of a collective decision.
    MeetingStep {
        /// Which step.
        step: MeetingStepKind,
        /// When.
        on: Recorded<PartialDate>,
    }

    /// The vote on one pair.
    VoteItem {
        /// The respondent.
        respondent: Uuid,
        /// The track.
        track: Recorded<TrackCode>,
        /// In favour.
        r#for: Recorded<u32>,
        /// Against.
        against: Recorded<u32>,
        /// Abstaining.
        abstain: Recorded<u32>,
    }

    /// Votes for one of the options of a ballot.
    VoteOption {
        /// The option, e.g. `satisfied`.
        code: Code,
        /// How many chose it.
        n: Recorded<u32>,
    }

    /// The kind given for one of several violations (GOV-2020 art 15).
    ViolationKind {
        /// The fact.
        fact: Uuid,
        /// Kind, a regime code.
        kind: Recorded<Code>,
        /// Period, in months.
        months: Recorded<u32>,
    }

    /// The dates of a service.
    ServiceDates {
        /// Signed by the recipient.
        signed: Recorded<PartialDate>,
        /// Left with a witness.
        left: Recorded<PartialDate>,
        /// Posted.
        posted: Recorded<PartialDate>,
        /// Date of the receipt.
        receipt: Recorded<PartialDate>,
        /// Public notice from.
        notice_from: Recorded<PartialDate>,
    }

    /// What an appeal did to one determination.
    DeterminationOutcome {
        /// The determination.
        determination: Uuid,
        /// The outcome.
        outcome: Recorded<AppealOutcome>,
        /// New kind, a regime code.
        kind: Recorded<Code>,
        /// New period, in months.
        months: Recorded<u32>,
    }

    /// A release of a rulebook, as whoever recomputes a check needs it.
    RulebookRelease {
        /// The rulebook's id.
        rulebook: Label,
        /// The release.
        version: Label,
        /// Digest of its text.
        sha256: Digest,
    }

    /// A calendar of working days as it was known.
    CalendarRevision {
        /// The calendar's id.
        calendar: Label,
        /// The newest notice known.
        revision: Label,
        /// Digest of all notices known; that of a file bears the act by which it was published.
        sha256: Digest,
    }

    /// How often a check came to one verdict.
    VerdictCount {
        /// The verdict.
        verdict: Verdict,
        /// How often.
        count: u32,
    }

    /// One object of those that tell the instances of a rule apart.
    InstanceObject {
        /// Its role, as refs or the fields for people name it.
        role: Code,
        /// The object.
        object: RefValue,
    }

    /// A rule that a check found broken.
    Violation {
        /// The rulebook.
        rulebook: Label,
        /// The rule's id, the same in all releases.
        rule: Label,
        /// What the rule was called in that release.
        title: Recorded<Label>,
        /// Of which objects.
        instance: Vec<InstanceObject>,
        /// When it should have been done, where the rule sets a time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<PartialDate>,
    }

    /// One field of an earlier act put right.
    FieldChange {
        /// RFC 6901 pointer into the stored act: `/occurred/date`, `/payload/…`, `/refs/…` or `/document_no`.
        pointer: String,
        /// What stands there now; for a private field a reference to the old part.
        #[serde(default, deserialize_with = "stated", skip_serializing_if = "Option::is_none")]
        was: Option<FieldValue>,
        /// What stands there from now on.
        is: FieldValue,
    }
}

/// A corrected value: it takes the class of the field pointed to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FieldValue {
    /// The part of a private field; the old one says in which event it lies.
    Part(PartRef),
    /// An open value as JSON, or a private one on its way to the vault.
    Value(Value),
}

/// A null that was written is a value that stood there: a date the papers did not give.
fn stated<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<FieldValue>, D::Error> {
    FieldValue::deserialize(deserializer).map(Some)
}

impl JsonSchema for FieldValue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FieldValue".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        if generator.contract().is_serialize() {
            let part = generator.subschema_for::<PartRef>();
            return schemars::json_schema!({ "anyOf": [part, true] });
        }
        schemars::json_schema!(true)
    }
}
