//! The envelope around every act: who, when, for whom, from where. Its stored form is for ever.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::codes::{Confidentiality, EnteredFrom, Level, Role};
use crate::fields::{Label, Private};
use crate::refs::Refs;
use crate::regimes::Pin;
use crate::shapes::PersonRef;
use crate::time::Occurred;

/// Kinds of stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StreamKind {
    /// One case, from its first report to its last rectification.
    Case,
    /// One official or other person of the register.
    Person,
    /// One organ of the register.
    Organ,
    /// One rulebook, with all its releases.
    Rulebook,
    /// One calendar of working days, with all its revisions.
    Calendar,
    /// The roles that one official holds at offices.
    Grants,
    /// What reviewers made of the obligations of one case.
    Marks,
    /// The authority that one official lent to others.
    Delegations,
    /// Who replayed one case or opened a sealed part of it.
    Access,
    /// What is to be erased, or kept from being erased, of one case or person.
    Erasure,
}

impl StreamKind {
    /// As the log writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Person => "person",
            Self::Organ => "organ",
            Self::Rulebook => "rulebook",
            Self::Calendar => "calendar",
            Self::Grants => "grants",
            Self::Marks => "marks",
            Self::Delegations => "delegations",
            Self::Access => "access",
            Self::Erasure => "erasure",
        }
    }
}

/// One stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StreamId {
    /// Its kind.
    pub kind: StreamKind,
    /// Its id.
    pub id: Uuid,
}

/// Who entered the act, in which role, at which office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The person's stream.
    pub person_id: Uuid,
    /// The role in use.
    pub role: Role,
    /// The office's organ.
    pub office_id: Uuid,
}

/// Whose act it is, when it is not the recorder's own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnBehalfOf {
    /// The person who acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonRef>,
    /// The organ that acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organ_id: Option<Uuid>,
    /// Its level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organ_level: Option<Level>,
    /// The post acted in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<Private<String>>,
    /// The delegation by which the recorder did the act in the person's stead. The program writes it once it has found the
    /// delegation in force; without one the recorder only entered what the person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegation: Option<Uuid>,
}

/// Where an imported act came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The set imported.
    pub set: Label,
    /// The row within the set.
    pub row: Label,
    /// What the source calls the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// Open fields of the source, as it writes them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
}

impl Origin {
    /// The id that stands for an imported act in later acts of the same import, which cannot know the id of its event:
    /// `refs.event` of a correction or voiding may name it, and whoever records resolves it.
    pub fn stand_in(set: &str, row: &str) -> Uuid {
        Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/origin/{set}/{row}").as_bytes())
    }
}

/// The recorder's confirmation that an act was recorded although facts before it are missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutOfOrderNote {
    /// Why it is recorded all the same.
    pub reason: Private<String>,
    /// Who approved that it was, where a rule of the organ asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Uuid>,
}

/// What one event says. `P` is its payload: raw JSON when read, an [`crate::acts::Act`] once decoded.
///
/// The stored bytes are the canonical JSON of this; the version in the stream and the time of recording are the log's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Envelope<P> {
    /// UUIDv7.
    pub event_id: Uuid,
    /// The stream it stands in.
    pub stream: StreamId,
    /// Kind of act.
    pub kind: String,
    /// Version of the stored form of this kind.
    pub schema_version: i16,
    /// The legal date.
    pub occurred: Occurred,
    /// When the office knew, if the source register says so; only the importer sets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_at: Option<DateTime<Utc>>,
    /// How it came into the system.
    pub entered_from: EnteredFrom,
    /// Who entered it.
    pub actor: Actor,
    /// Whose act it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<OnBehalfOf>,
    /// Who may know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidentiality: Option<Confidentiality>,
    /// Number of the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_no: Option<Label>,
    /// The command that brought it.
    pub command_id: Uuid,
    /// The chain it belongs to.
    pub correlation_id: Uuid,
    /// The event that caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub causation_id: Option<Uuid>,
    /// Where an import found it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The regime whose codes it uses, pinned so that replay never reads regime data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regime: Option<Pin>,
    /// Confirmed as out of order, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_of_order: Option<OutOfOrderNote>,
    /// What it is about.
    pub refs: Refs,
    /// Claim keys taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub take: Vec<String>,
    /// Claim keys given up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub release: Vec<String>,
    /// What happened.
    pub payload: P,
}

impl<P> Envelope<P> {
    /// The same envelope around another payload.
    pub fn with_payload<Q>(self, payload: Q) -> Envelope<Q> {
        Envelope {
            event_id: self.event_id,
            stream: self.stream,
            kind: self.kind,
            schema_version: self.schema_version,
            occurred: self.occurred,
            known_at: self.known_at,
            entered_from: self.entered_from,
            actor: self.actor,
            on_behalf_of: self.on_behalf_of,
            confidentiality: self.confidentiality,
            document_no: self.document_no,
            command_id: self.command_id,
            correlation_id: self.correlation_id,
            causation_id: self.causation_id,
            origin: self.origin,
            regime: self.regime,
            out_of_order: self.out_of_order,
            refs: self.refs,
            take: self.take,
            release: self.release,
            payload,
        }
    }
}
