//! Payloads read straight from their stored bytes: open fields as they are, private ones as given or not, and who is
//! named where.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use wenze_domain::event::Event;
use wenze_domain::fields::{NOT_RECORDED, PART_KEY, PLAIN_KEY};

use super::plan::{Field, Plan};

/// What a payload says.
#[derive(Debug, Default)]
pub(super) struct Payload {
    /// Its open fields.
    pub(super) data: Map<String, Value>,
    /// People and organs, by roles, in the order written.
    pub(super) named: Vec<(&'static str, String)>,
    /// Roles that are not recorded.
    pub(super) open: Vec<&'static str>,
}

/// Reads the payload of an act. Bytes in an older form are read as the act they were lifted to.
pub(super) fn read(event: &Event, plan: &'static Plan) -> Payload {
    let mut payload = Payload::default();
    let field = &plan.payload;
    let is_current = event.envelope.schema_version == event.kind().spec().schema_version;
    let mut bytes = serde_json::Deserializer::from_slice(&event.raw);
    let stored = if is_current { bytes.deserialize_map(Stored { field, into: &mut payload }).ok() } else { None };
    let read = stored.flatten().or_else(|| {
        payload = Payload::default();
        Reading { field, into: &mut payload }.deserialize(event.act().payload()).ok().flatten()
    });
    if let Some(Value::Object(data)) = read {
        payload.data = data;
    }
    payload
}

/// A whole stored event, of which only the payload matters.
struct Stored<'p> {
    field: &'static Field,
    into: &'p mut Payload,
}

impl<'de> Visitor<'de> for Stored<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stored event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(is_payload) = map.next_key_seed(Is("payload"))? {
            if is_payload {
                found = map.next_value_seed(Reading { field: self.field, into: &mut *self.into })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Whether a key is this one.
struct Is(&'static str);

impl<'de> DeserializeSeed<'de> for Is {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Is {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        Ok(key == self.0)
    }
}

/// One value on its way; nothing comes of what is null or not part of the form.
struct Reading<'p> {
    field: &'static Field,
    into: &'p mut Payload,
}

impl<'de> DeserializeSeed<'de> for Reading<'_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Reading<'_> {
    /// A scalar is seen where the field is open, or as given where it is private.
    fn scalar(&self, value: Value) -> Option<Value> {
        match self.field {
            Field::Open | Field::Any => Some(value),
            Field::Private => Some(Value::Bool(true)),
            Field::Map { .. } | Field::List(_) => None,
        }
    }
}

impl<'de> Visitor<'de> for Reading<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(self.scalar(value.into()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(self.scalar(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(self.scalar(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(self.scalar(value.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        if text == NOT_RECORDED {
            self.into.open.extend(self.field.roles().iter().map(String::as_str));
            return Ok(Some(NOT_RECORDED.into()));
        }
        Ok(self.scalar(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let inner = match self.field {
            Field::List(inner) => inner,
            // An open value is never a list unless its form says so; a corrected one may be.
            other => other,
        };
        let mut items = Vec::with_capacity(seq.size_hint().unwrap_or_default().min(64));
        while let Some(item) = seq.next_element_seed(Reading { field: inner, into: &mut *self.into })? {
            items.extend(item);
        }
        Ok(if matches!(self.field, Field::Private) { Some(Value::Bool(true)) } else { Some(Value::Array(items)) })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        match self.field {
            Field::Map { fields, names, .. } => {
                let read = Fields { fields, into: &mut *self.into }.read(map)?;
                if let Some((id, role)) = names
                    && let Some(id) = read.get(*id).and_then(Value::as_str)
                {
                    self.into.named.push((role, id.to_owned()));
                }
                Ok(Some(Value::Object(read)))
            }
            Field::Any => corrected(map),
            Field::Open | Field::Private | Field::List(_) => {
                let mut map = map;
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(matches!(self.field, Field::Private).then_some(Value::Bool(true)))
            }
        }
    }
}

/// A corrected value that is a map: a private part is only there or not.
fn corrected<'de, A: MapAccess<'de>>(mut map: A) -> Result<Option<Value>, A::Error> {
    let mut read = Map::new();
    while let Some((key, value)) = map.next_entry::<String, Value>()? {
        read.insert(key, value);
    }
    Ok(Some(if is_private(&read) { Value::Bool(true) } else { Value::Object(read) }))
}

/// Whether a private part lies anywhere in it: then nothing of it is shown.
fn is_private(map: &Map<String, Value>) -> bool {
    fn holds(value: &Value) -> bool {
        match value {
            Value::Object(map) => is_private(map),
            Value::Array(items) => items.iter().any(holds),
            _ => false,
        }
    }
    map.contains_key(PART_KEY) || map.contains_key(PLAIN_KEY) || map.values().any(holds)
}

struct Fields<'p> {
    fields: &'static [(String, Field)],
    into: &'p mut Payload,
}

impl Fields<'_> {
    fn read<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<Map<String, Value>, A::Error> {
        let mut read = Map::new();
        while let Some(found) = map.next_key_seed(Name(self.fields))? {
            let Some((name, field)) = found else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if let Some(value) = map.next_value_seed(Reading { field, into: &mut *self.into })? {
                read.insert(name.clone(), value);
            }
        }
        Ok(read)
    }
}

/// The field that a key names.
struct Name(&'static [(String, Field)]);

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<&'static (String, Field)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<&'static (String, Field)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().find(|(name, _)| name == key))
    }
}
