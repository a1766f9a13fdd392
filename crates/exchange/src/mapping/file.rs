//! The form of a mapping file. The README explains it to the person who writes one.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::time::{PartialDate, Zone};

use crate::source::{Encoding, Lines};

/// How the files of a set are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A process log: XES, IEEE 1849.
    Xes,
    /// Acts as requests, one JSON document a line.
    Acts,
    /// Tables: CSV or JSON lines.
    Tables,
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
    pub(super) pseudonyms: Option<PseudonymsEntry>,
    #[serde(default)]
    pub(super) tables: Vec<TableEntry>,
    #[serde(default)]
    pub(super) steps: Vec<StepEntry>,
    #[serde(default)]
    pub(super) checks: Vec<CheckEntry>,
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
    /// The attribute of an event that holds its date; the steps of tables name their own columns.
    pub(super) attribute: Option<String>,
    #[expect(dead_code, reason = "there is one way yet, and a mapping has to say that it means it")]
    pub(super) dates: Dates,
    pub(super) zone: Zone,
    /// The day the source was taken: no date after it can be right.
    pub(super) until: Option<PartialDate>,
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
    /// An attribute of the step has none of these values.
    Not { attribute: String, not: Vec<String> },
    /// An attribute of the step says nothing, or says something.
    Blank { attribute: String, blank: bool },
    /// At least one of these attributes of the step says something.
    Any { any: Vec<String> },
    /// The step is the first of its name in the case, or a later one.
    First { first: bool },
}

/// Persons replaced by keyed hashes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PseudonymsEntry {
    /// The environment variable with the key.
    pub(super) key_env: Option<String>,
    /// The file with the key, beside the mapping.
    pub(super) key_file: Option<PathBuf>,
    /// Column → kind of what it names.
    pub(super) columns: BTreeMap<String, String>,
}

/// A table of the set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableEntry {
    pub(super) name: String,
    /// Which files it is, by name.
    pub(super) file: String,
    #[serde(default)]
    pub(super) lines: Lines,
    #[serde(default)]
    pub(super) encoding: Encoding,
    /// The column that names the case: it joins the tables.
    pub(super) case: String,
    /// The rows of a case stand together.
    #[serde(default)]
    pub(super) grouped: bool,
    /// An import may lack it.
    #[serde(default)]
    pub(super) optional: bool,
    /// Columns that tell of the case as a whole.
    #[serde(default)]
    pub(super) of_case: Vec<String>,
    /// When the source register recorded all its rows.
    pub(super) known_at: Option<DateTime<Utc>>,
    /// The column that says when the register recorded a row.
    pub(super) known_from: Option<String>,
    /// Columns that together name a row of the register within its case, where its rows change.
    #[serde(default)]
    pub(super) key: Vec<String>,
    /// The rows are changes of another table.
    pub(super) changes: Option<ChangesEntry>,
}

/// How a line of a change log is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangesEntry {
    /// The table whose rows change.
    pub(super) of: String,
    /// The column that says what the line does.
    pub(super) op: String,
    pub(super) insert: String,
    pub(super) update: String,
    pub(super) delete: String,
    /// Under it lie the cells of a new row.
    pub(super) values: String,
    /// Under it lie the changed cells, each with its old and its new value.
    pub(super) changed: String,
}

/// A step that a row of a table tells.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepEntry {
    /// The table whose rows tell it; without one the case as a whole does, once.
    pub(super) table: Option<String>,
    /// A way to lists within a line of JSON; one step for each item.
    pub(super) each: Option<String>,
    pub(super) activity: String,
    /// The column with its date.
    pub(super) date: Option<String>,
    /// The columns that belong to it; all when left out.
    pub(super) columns: Option<Vec<String>>,
    #[serde(default)]
    pub(super) when: Vec<Condition>,
    /// Only if the step before this one in the mapping was not made of the row.
    #[serde(default)]
    pub(super) otherwise: bool,
    /// Only the first row of the case with these values.
    #[serde(default)]
    pub(super) distinct: Option<Vec<String>>,
    /// Changes of a register that are new steps, and no corrections of the last one.
    #[serde(default)]
    pub(super) anew: Vec<AnewEntry>,
}

/// A change of a register that something new has happened for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnewEntry {
    pub(super) column: String,
    pub(super) from: Vec<String>,
    pub(super) to: Vec<String>,
}

/// Two steps whose dates cannot stand the other way round.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckEntry {
    pub(super) activity: String,
    /// A step that cannot be later; of several the first counts.
    pub(super) not_before: Option<String>,
    /// A step that cannot be earlier; of several the first counts.
    pub(super) not_after: Option<String>,
    /// A stable word for what is wrong.
    pub(super) code: String,
}
