//! The kinds of value a payload field can hold: recorded or not, open or private, code, label, digest, text or file.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

mod words;
pub use crate::time::{Moment, PartialDate};
pub use words::{CODE_BYTES_MAX, Code, Decimal, Digest, LABEL_CHARS_MAX, Label};

/// The word that stands for a fact the papers do not hold.
pub const NOT_RECORDED: &str = "not_recorded";
/// The key that marks a sealed part in a stored event.
pub const PART_KEY: &str = "$part";
/// The key that marks a plain private value on its way to the vault; never stored.
pub const PLAIN_KEY: &str = "$private";
/// The key that says in which other event a part lies.
pub const EVENT_KEY: &str = "$event";

/// A fact as the papers hold it, or the statement that they do not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Recorded<T> {
    /// The papers say so.
    Known(T),
    /// 未记载: the papers are silent. A rule that needs the field answers undetermined.
    #[default]
    NotRecorded,
}

impl<T> Recorded<T> {
    /// The value, if the papers hold one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::NotRecorded => None,
        }
    }
}

impl<T> From<T> for Recorded<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T: Serialize> Serialize for Recorded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(value) => value.serialize(serializer),
            Self::NotRecorded => serializer.serialize_str(NOT_RECORDED),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Recorded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RecordedVisitor(PhantomData))
    }
}

struct RecordedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for RecordedVisitor<T> {
    type Value = Recorded<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, or \"not_recorded\"")
    }

    fn visit_bool<E: de::Error>(self, v: bool) -> Result<Self::Value, E> {
        T::deserialize(v.into_deserializer()).map(Recorded::Known)
    }

    fn visit_i64<E: de::Error>(self, v: i64) -> Result<Self::Value, E> {
        T::deserialize(v.into_deserializer()).map(Recorded::Known)
    }

    fn visit_u64<E: de::Error>(self, v: u64) -> Result<Self::Value, E> {
        T::deserialize(v.into_deserializer()).map(Recorded::Known)
    }

    fn visit_str<E: de::Error>(self, v: &str) -> Result<Self::Value, E> {
        if v == NOT_RECORDED {
            return Ok(Recorded::NotRecorded);
        }
        T::deserialize(v.into_deserializer()).map(Recorded::Known)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(seq)).map(Recorded::Known)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Recorded::Known)
    }
}

impl<T: JsonSchema> JsonSchema for Recorded<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Recorded_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [value, { "const": NOT_RECORDED }] })
    }
}

/// How well a private part is guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Narratives and names: readable behind the access rules.
    Text,
    /// A reporter's identity and contacts: intake only, on a stated ground.
    Sealed,
}

/// What a stored event holds in place of a private text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartRef {
    /// Number of the part within its event, from 1.
    #[serde(rename = "$part")]
    pub part: i16,
    /// How it is guarded.
    pub class: Class,
    /// SHA-256 commitment to the salted, padded text, in lower-case hex.
    pub commit: Digest,
    /// The event that holds the part, where that is another one than the one around it: after a correction.
    #[serde(rename = "$event", default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Uuid>,
}

/// A private value: plain in a request, a [`PartRef`] in a stored event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guarded<T, const SEALED: bool> {
    /// As entered; only between request and vault.
    Plain(T),
    /// As stored.
    Part(PartRef),
}

/// A private value of class `text`.
pub type Private<T> = Guarded<T, false>;
/// A private value of class `sealed`.
pub type Sealed<T> = Guarded<T, true>;

impl<T, const SEALED: bool> Guarded<T, SEALED> {
    /// The class that this field's declaration gives it.
    pub const CLASS: Class = if SEALED { Class::Sealed } else { Class::Text };

    /// The reference to the sealed part, once stored.
    pub fn part(&self) -> Option<&PartRef> {
        match self {
            Self::Part(part) => Some(part),
            Self::Plain(_) => None,
        }
    }
}

impl<T, const SEALED: bool> From<T> for Guarded<T, SEALED> {
    fn from(value: T) -> Self {
        Self::Plain(value)
    }
}

impl<T: Serialize, const SEALED: bool> Serialize for Guarded<T, SEALED> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        match self {
            Self::Part(part) => part.serialize(serializer),
            Self::Plain(value) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(PLAIN_KEY, &Plain { class: Self::CLASS, value })?;
                map.end()
            }
        }
    }
}

#[derive(Serialize)]
struct Plain<'a, T> {
    class: Class,
    value: &'a T,
}

impl<'de, T: Deserialize<'de>, const SEALED: bool> Deserialize<'de> for Guarded<T, SEALED> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(GuardedVisitor(PhantomData))
    }
}

struct GuardedVisitor<T, const SEALED: bool>(PhantomData<T>);

impl<'de, T: Deserialize<'de>, const SEALED: bool> Visitor<'de> for GuardedVisitor<T, SEALED> {
    type Value = Guarded<T, SEALED>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: de::Error>(self, v: &str) -> Result<Self::Value, E> {
        T::deserialize(v.into_deserializer()).map(Guarded::Plain)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(seq)).map(Guarded::Plain)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let part = PartRef::deserialize(MapAccessDeserializer::new(map))?;
        if part.class != Guarded::<T, SEALED>::CLASS {
            return Err(de::Error::custom("this field holds a part of another class"));
        }
        Ok(Guarded::Part(part))
    }
}

impl<T: JsonSchema, const SEALED: bool> JsonSchema for Guarded<T, SEALED> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}_{}", if SEALED { "Sealed" } else { "Private" }, T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        if generator.contract().is_serialize() {
            return generator.subschema_for::<PartRef>();
        }
        let mut schema = generator.subschema_for::<T>();
        schema.insert("x-private".into(), if SEALED { "sealed" } else { "text" }.into());
        schema
    }
}

/// What a `…_ref` field holds: a private text, or a file laid in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum TextRef {
    /// A text kept as a private part.
    Text(TextBody),
    /// A file that was uploaded to the case before.
    File(FileRef),
}

/// A text kept as a private part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextBody {
    /// The text.
    pub text: Private<String>,
}

/// A file of the case, kept sealed in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileRef {
    /// The file's id.
    pub file_id: Uuid,
    /// Its media type, e.g. `application/pdf`.
    pub media_type: Label,
    /// SHA-256 of the plain bytes; a digest of private bytes is itself private.
    pub digest: Private<Digest>,
}
