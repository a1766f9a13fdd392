//! What kind of value stands in each field of a payload, read once from the schema of the stored form.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::acts::Kind;
use crate::codes::LISTS;
use crate::fields::NOT_RECORDED;

/// The kind of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A code of a closed list.
    List(&'static str),
    /// A code of a regime or an open list.
    Code,
    /// Yes or no.
    Bool,
    /// A whole number.
    Number,
    /// A date of any precision.
    Date,
    /// A date with a time of day.
    Moment,
    /// A point in time, to the second or finer.
    Instant,
    /// An open text.
    Text,
    /// The id of an object.
    Id,
    /// An object as refs name it: by its id, as a track or by the number of a round.
    Ref,
    /// A private part.
    Part,
    /// A private text, or a file.
    TextOrFile,
    /// A person.
    Person,
    /// An organ.
    Organ,
    /// A shape of its own, with its fields.
    Object(String, Vec<(String, Shape)>),
    /// A list.
    Array(Box<Shape>),
    /// Whatever a correction puts there.
    Any,
}

static SHAPES: LazyLock<HashMap<Kind, Vec<(String, Shape)>>> =
    LazyLock::new(|| Kind::ALL.iter().map(|kind| (*kind, read(kind.payload_schema(true).as_value()))).collect());

/// The fields of a kind's payload.
pub fn fields(kind: Kind) -> &'static [(String, Shape)] {
    SHAPES.get(&kind).map_or(&[], Vec::as_slice)
}

impl Shape {
    /// The shape under one step of a pointer.
    pub fn step(&self, step: &str) -> Option<&Self> {
        match self {
            Self::Array(inner) => Some(inner),
            Self::Object(_, fields) => fields.iter().find(|(name, _)| name == step).map(|(_, shape)| shape),
            _ => None,
        }
    }
}

fn read(root: &Value) -> Vec<(String, Shape)> {
    let none = Map::new();
    let defs = root.get("$defs").and_then(Value::as_object).unwrap_or(&none);
    properties(root, defs)
}

fn properties(schema: &Value, defs: &Map<String, Value>) -> Vec<(String, Shape)> {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return Vec::new() };
    properties.iter().filter_map(|(name, schema)| Some((name.clone(), shape(schema, defs)?))).collect()
}

fn shape(schema: &Value, defs: &Map<String, Value>) -> Option<Shape> {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()) {
        return Some(named(name, defs));
    }
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        return choices.iter().find_map(|choice| shape(choice, defs));
    }
    if schema.get("const").is_some_and(|c| c == NOT_RECORDED) {
        return None;
    }
    let types = schema.get("type");
    let is = |name: &str| {
        types.is_some_and(|t| t == name || t.as_array().is_some_and(|all| all.iter().any(|one| one == name)))
    };
    if is("array") {
        return Some(Shape::Array(Box::new(shape(schema.get("items")?, defs)?)));
    }
    if is("boolean") {
        return Some(Shape::Bool);
    }
    if is("integer") {
        return Some(Shape::Number);
    }
    if is("string") {
        return Some(if schema.get("format").is_some_and(|f| f == "uuid") { Shape::Id } else { Shape::Text });
    }
    None
}

fn named(name: &str, defs: &Map<String, Value>) -> Shape {
    if let Some((list, _)) = LISTS.iter().find(|(list, _)| *list == name) {
        return Shape::List(list);
    }
    match name {
        "Code" => Shape::Code,
        "PartialDate" => Shape::Date,
        "Moment" => Shape::Moment,
        "Instant" => Shape::Instant,
        "Label" | "Digest" | "Decimal" => Shape::Text,
        "PartRef" => Shape::Part,
        "TextRef" => Shape::TextOrFile,
        "PersonRef" => Shape::Person,
        "OrganRef" => Shape::Organ,
        "RefValue" => Shape::Ref,
        "FieldValue" => Shape::Any,
        _ => Shape::Object(name.to_owned(), defs.get(name).map(|def| properties(def, defs)).unwrap_or_default()),
    }
}
