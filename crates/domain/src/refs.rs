//! What an act is about: open roles with the ids of objects.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::codes::{CodeList, TrackCode};

/// Most ids under one role.
pub const REFS_PER_ROLE_MAX: usize = 200;

/// One object an act is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefValue {
    /// An object of the case, an earlier event, or another stream.
    Id(Uuid),
    /// A respondent × track, written `<respondent>/<track>`.
    Track(Uuid, TrackCode),
    /// A round, counted from 1.
    Round(u32),
}

impl fmt::Display for RefValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => write!(f, "{id}"),
            Self::Track(respondent, track) => write!(f, "{respondent}/{track}"),
            Self::Round(n) => write!(f, "{n}"),
        }
    }
}

impl Serialize for RefValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Round(n) => serializer.serialize_u32(*n),
            other => serializer.collect_str(other),
        }
    }
}

struct RefVisitor;

impl Visitor<'_> for RefVisitor {
    type Value = RefValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a UUID, \"<respondent UUID>/<track>\", or the number of a round")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<RefValue, E> {
        let uuid = |part: &str| -> Result<Uuid, E> {
            (part.len() == 36)
                .then(|| Uuid::try_parse(part).ok())
                .flatten()
                .ok_or_else(|| E::custom("this is not a hyphenated UUID"))
        };
        match text.split_once('/') {
            None => Ok(RefValue::Id(uuid(text)?)),
            Some((respondent, track)) => TrackCode::ALL
                .iter()
                .find(|code| code.as_str() == track)
                .ok_or_else(|| E::custom("this is not a track"))
                .and_then(|code| Ok(RefValue::Track(uuid(respondent)?, *code))),
        }
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<RefValue, E> {
        u32::try_from(n).ok().filter(|n| *n > 0).map(RefValue::Round).ok_or_else(|| E::custom("a round counts from 1"))
    }
}

impl<'de> Deserialize<'de> for RefValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RefVisitor)
    }
}

impl JsonSchema for RefValue {
    fn schema_name() -> Cow<'static, str> {
        "RefValue".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": "string", "format": "uuid" },
            { "type": "string", "pattern": "^[0-9a-f-]{36}/(accountability|party|gov|employer|handling|petition)$" },
            { "type": "integer", "minimum": 1 }
        ] })
    }
}

/// Role → objects, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Refs(pub BTreeMap<String, Vec<RefValue>>);

impl Refs {
    /// The objects under a role.
    pub fn role(&self, role: &str) -> &[RefValue] {
        self.0.get(role).map_or(&[], Vec::as_slice)
    }

    /// The ids under a role; tracks and rounds are left out.
    pub fn ids<'a>(&'a self, role: &str) -> impl Iterator<Item = Uuid> + use<'a> {
        self.role(role).iter().filter_map(|value| match value {
            RefValue::Id(id) => Some(*id),
            _ => None,
        })
    }

    /// The first id under a role.
    pub fn id(&self, role: &str) -> Option<Uuid> {
        self.ids(role).next()
    }

    /// The pairs under `track`.
    pub fn tracks(&self) -> impl Iterator<Item = (Uuid, TrackCode)> + '_ {
        self.role("track").iter().filter_map(|value| match value {
            RefValue::Track(respondent, track) => Some((*respondent, *track)),
            _ => None,
        })
    }

    /// The round named, if any.
    pub fn round(&self) -> Option<u32> {
        self.role("round").iter().find_map(|value| match value {
            RefValue::Round(n) => Some(*n),
            _ => None,
        })
    }

    /// Adds one object under a role.
    #[must_use]
    pub fn with(mut self, role: &str, value: RefValue) -> Self {
        self.0.entry(role.to_owned()).or_default().push(value);
        self
    }
}

/// A role as the catalogue declares it: `+role` creates, `?` optional, `*` one or more, `*?` any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleSpec {
    /// Name without marks.
    pub name: &'static str,
    /// The act brings the object into being.
    pub creates: bool,
    /// More than one object is possible.
    pub many: bool,
    /// None is possible.
    pub optional: bool,
}

impl RoleSpec {
    /// Reads the notation of the catalogue.
    pub fn parse(notation: &'static str) -> Self {
        let creates = notation.starts_with('+');
        let optional = notation.ends_with('?');
        let name = notation.trim_start_matches('+').trim_end_matches('?');
        let many = name.ends_with('*');
        Self { name: name.trim_end_matches('*'), creates, many, optional }
    }
}
