//! A small reader of JSON Schema: as much of it as the schemas of acts and events use.

use serde_json::Value;

/// Everything in `value` that the schema does not allow, with its place.
pub(crate) fn breaches(root: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(root, root, value, "", &mut found);
    found
}

/// Every property of the schema that `value` does not hold, with its place; `value` must be valid.
pub(crate) fn unfilled(root: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    fill(root, root, value, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let mut say = |problem: &str| found.push(format!("{at}: {problem}"));
    if schema.as_bool() == Some(false) {
        say("nothing may stand here");
    }
    if schema.get("const").is_some_and(|one| one != value) {
        say("another constant");
    }
    if schema["enum"].as_array().is_some_and(|codes| !codes.contains(value)) {
        say("not one of the codes");
    }
    if !has_type(&schema["type"], value) {
        say("another type");
    }
    if schema["minimum"].as_i64().zip(value.as_i64()).is_some_and(|(least, n)| n < least) {
        say("too small");
    }
    if let Some(target) = resolve(root, schema) {
        check(root, target, value, at, found);
    }
    if let Some(choices) = schema["anyOf"].as_array()
        && !choices.iter().any(|choice| allows(root, choice, value))
    {
        found.push(format!("{at}: none of the choices"));
    }
    check_members(root, schema, value, at, found);
}

fn check_members(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(items) = value.as_array() {
        let (least, most) = (schema["minItems"].as_u64(), schema["maxItems"].as_u64());
        let count = items.len() as u64;
        if least.is_some_and(|least| count < least) || most.is_some_and(|most| count > most) {
            found.push(format!("{at}: {count} items"));
        }
        if let Some(inner) = schema.get("items") {
            items.iter().enumerate().for_each(|(i, item)| check(root, inner, item, &format!("{at}/{i}"), found));
        }
    }
    let Some(object) = value.as_object() else { return };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !object.contains_key(name) {
            found.push(format!("{at}/{name}: missing"));
        }
    }
    for (name, inner) in object {
        let known = schema["properties"].get(name);
        if let Some(schema) = known.or_else(|| schema.get("additionalProperties")) {
            check(root, schema, inner, &format!("{at}/{name}"), found);
        }
    }
}

fn fill(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(target) = resolve(root, schema) {
        fill(root, target, value, at, found);
    }
    let choice = schema["anyOf"].as_array().and_then(|choices| choices.iter().find(|one| allows(root, one, value)));
    if let Some(choice) = choice {
        fill(root, choice, value, at, found);
    }
    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
        fill(root, &schema["items"], item, &format!("{at}/{i}"), found);
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        match value.get(name) {
            Some(value) => fill(root, inner, value, &format!("{at}/{name}"), found),
            None => found.push(format!("{at}/{name}")),
        }
    }
}

fn allows(root: &Value, schema: &Value, value: &Value) -> bool {
    let mut inner = Vec::new();
    check(root, schema, value, "", &mut inner);
    inner.is_empty()
}

fn resolve<'a>(root: &'a Value, schema: &Value) -> Option<&'a Value> {
    let name = schema["$ref"].as_str()?.strip_prefix("#/$defs/")?;
    Some(root["$defs"].get(name).unwrap_or(&Value::Bool(false)))
}

fn has_type(types: &Value, value: &Value) -> bool {
    let fits = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    };
    match types {
        Value::String(name) => fits(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(fits),
        _ => true,
    }
}

#[test]
fn breaches_are_found() {
    let schema = serde_json::json!({
        "type": "object", "additionalProperties": false, "required": ["a"],
        "properties": { "a": { "$ref": "#/$defs/N" }, "b": { "anyOf": [{ "const": "x" }, { "type": "null" }] } },
        "$defs": { "N": { "type": "integer", "minimum": 1 } }
    });
    let wrong = |text: &str| breaches(&schema, &serde_json::from_str(text).expect("JSON")).len();
    assert_eq!(wrong(r#"{"a": 1, "b": null}"#), 0);
    for text in [r#"{"b": "x"}"#, r#"{"a": 0}"#, r#"{"a": "1"}"#, r#"{"a": 1, "b": "y"}"#, r#"{"a": 1, "c": 2}"#, "[]"]
    {
        assert!(wrong(text) > 0, "{text}");
    }
    assert_eq!(unfilled(&schema, &serde_json::json!({ "a": 1 })), ["/b"]);
}
