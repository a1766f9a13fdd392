//! The form of a mapping file. The README explains it to the person who writes one.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::time::Zone;

/// How the files of a set are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A process log: XES, IEEE 1849.
    Xes,
    /// Acts as requests, one JSON document a line.
    Acts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MappingFile {
    /// Version of this form.
    pub(super) version: u32,
    /// Name of the set: part of every id.
    pub(super) set: String,
    pub(super) format: Format,
    pub(super) actor: ActorEntry,
    pub(super) case: Option<AttributeEntry>,
    pub(super) activity: Option<AttributeEntry>,
    pub(super) time: Option<TimeEntry>,
    #[serde(default)]
    pub(super) other: OtherEntry,
    /// Value maps by name.
    #[serde(default)]
    pub(super) values: BTreeMap<String, BTreeMap<String, Value>>,
    #[serde(default)]
    pub(super) acts: Vec<ActEntry>,
    #[serde(default)]
    pub(super) implied: Vec<ImpliedEntry>,
}

/// Who imports; ids that are left out are made from the set's name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActorEntry {
    pub(super) role: Role,
    pub(super) person_id: Option<Uuid>,
    pub(super) office_id: Option<Uuid>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AttributeEntry {
    pub(super) attribute: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimeEntry {
    pub(super) attribute: String,
    #[expect(dead_code, reason = "there is one way yet, and a mapping has to say that it means it")]
    pub(super) dates: Dates,
    pub(super) zone: Zone,
}

/// How a time stamp becomes a legal date.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Dates {
    /// The day as written, its first ten characters; never converted to another zone.
    Local,
}

/// A step that no act is written for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherEntry {
    #[serde(default)]
    pub(super) refs: BTreeMap<String, RefEntry>,
}

/// One object, or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum RefEntry {
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum At {
    /// Where the step stands.
    #[default]
    Step,
    /// After everything else the source says of the case.
    End,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActEntry {
    pub(super) activity: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) at: At,
    /// False leaves the act undated: the source does not say when it happened.
    #[serde(default = "yes")]
    pub(super) dated: bool,
    #[serde(default)]
    pub(super) when: Vec<Condition>,
    #[serde(default)]
    pub(super) refs: BTreeMap<String, RefEntry>,
    #[serde(default)]
    pub(super) payload: Map<String, Value>,
    pub(super) regime: Option<String>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImpliedEntry {
    pub(super) object: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) refs: BTreeMap<String, RefEntry>,
    #[serde(default)]
    pub(super) payload: Map<String, Value>,
    pub(super) regime: Option<String>,
}

/// What must hold for an act to be recorded.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub(super) enum Condition {
    /// An attribute of the step has one of these values.
    Is { attribute: String, is: Vec<String> },
    /// The case has such a step.
    With { with: String },
    /// The case has no such step.
    Without { without: String },
}
