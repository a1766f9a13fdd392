//! JSON Schemas of every kind: what a request may send, what the log stores. Committed, so that a change shows in review.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::acts::Kind;
use crate::envelope::Envelope;
use crate::request::Request;

/// Schema of a request to record an act of this kind.
pub fn request(kind: Kind) -> Value {
    let settings = SchemaSettings::draft2020_12().for_deserialize();
    let root = settings.into_generator().into_root_schema_for::<Request<Value>>();
    let payload = kind.payload_schema(false).to_value();
    let mut schema = assemble(kind, root.to_value(), payload, &format!("Request to record: {}", kind.spec().en));
    may_leave_out(kind, &mut schema);
    schema
}

/// What a request may leave out because it is filled in when it is read: the field that repeats the date of the act,
/// ids of what the act brings into being, and refs that the payload tells.
fn may_leave_out(kind: Kind, schema: &mut Value) {
    let drop = |required: Option<&mut Value>, name: &str| {
        if let Some(list) = required.and_then(Value::as_array_mut) {
            list.retain(|one| one != name);
        }
    };
    if let Some(own) = kind.spec().own_date {
        drop(schema.pointer_mut("/properties/payload/required"), own);
    }
    for (shape, id) in [("RespondentEntry", "respondent"), ("Allegation", "allegation"), ("Argument", "argument")] {
        drop(schema.pointer_mut(&format!("/$defs/{shape}/required")), id);
    }
    if kind.spec().role("respondent").is_some_and(|role| role.creates) {
        drop(schema.pointer_mut("/properties/refs/required"), "track");
    }
}

/// Schema of a stored event of this kind, in the form written today.
pub fn event(kind: Kind) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let root = settings.into_generator().into_root_schema_for::<Envelope<Value>>();
    let payload = kind.payload_schema(true).to_value();
    assemble(kind, root.to_value(), payload, &format!("Stored event: {}", kind.spec().en))
}

/// Puts the payload's schema and the kind's name and roles into the schema of what surrounds them.
fn assemble(kind: Kind, mut root: Value, mut payload: Value, title: &str) -> Value {
    let mut defs = root.get_mut("$defs").map(Value::take).unwrap_or(json!({}));
    if let (Some(into), Some(Value::Object(from))) = (defs.as_object_mut(), payload.get_mut("$defs").map(Value::take)) {
        into.extend(from);
    }
    if let Some(object) = payload.as_object_mut() {
        object.remove("$defs");
        object.remove("$schema");
    }
    root["title"] = title.into();
    root["$defs"] = defs;
    root["properties"]["kind"] = json!({ "const": kind.as_str() });
    root["properties"]["refs"] = refs(kind);
    root["properties"]["payload"] = payload;
    root
}

fn refs(kind: Kind) -> Value {
    let mut properties = Map::new();
    for role in kind.spec().roles() {
        let mut list = json!({ "type": "array", "items": { "$ref": "#/$defs/RefValue" } });
        if !role.many {
            list["maxItems"] = 1.into();
        }
        if role.creates {
            list["description"] = "brought into being by this act; may be left out of a request".into();
        }
        properties.insert(role.name.to_owned(), list);
    }
    let required: Vec<_> = kind.spec().roles().filter(|r| !r.optional && !r.creates).map(|r| r.name).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}
