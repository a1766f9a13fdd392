//! Which fields of an act differ from how it stands: each by its own pointer, as a correction names them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// One field that would be put right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    /// Where it stands in the stored act.
    pub(super) pointer: String,
    /// What stands there; null where nothing does.
    pub(super) was: Value,
    /// What is to stand there.
    pub(super) is: Value,
}

impl Change {
    /// As a request names it. What stood there is not told: whether somebody changed it meanwhile is found out otherwise.
    pub(super) fn request(&self) -> Value {
        json!({ "pointer": self.pointer, "is": self.is })
    }
}

/// What differs between two requests for one act. How it was entered is no field of it, and stays.
pub(super) fn between(was: &Value, is: &Value) -> Vec<Change> {
    let mut found = Vec::new();
    for part in ["occurred", "payload", "on_behalf_of"] {
        compare(&format!("/{part}"), &was[part], &is[part], &mut found);
    }
    for part in ["document_no", "confidentiality"] {
        note(&format!("/{part}"), &was[part], &is[part], &mut found);
    }
    let none = Map::new();
    let refs = |request: &Value| request["refs"].as_object().unwrap_or(&none).clone();
    let (old, new) = (refs(was), refs(is));
    let roles: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let empty = json!([]);
    for role in roles {
        let value = |all: &Map<String, Value>| all.get(role.as_str()).unwrap_or(&empty).clone();
        note(&format!("/refs/{role}"), &value(&old), &value(&new), &mut found);
    }
    found
}

fn note(pointer: &str, was: &Value, is: &Value, found: &mut Vec<Change>) {
    if was != is {
        found.push(Change { pointer: pointer.to_owned(), was: was.clone(), is: is.clone() });
    }
}

fn compare(pointer: &str, was: &Value, is: &Value, found: &mut Vec<Change>) {
    match (was, is) {
        (Value::Object(old), Value::Object(new)) => {
            let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            for name in names {
                let value = |all: &Map<String, Value>| all.get(name.as_str()).cloned().unwrap_or(Value::Null);
                compare(&format!("{pointer}/{name}"), &value(old), &value(new), found);
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() && old.iter().any(Value::is_object) => {
            for (at, (old, new)) in old.iter().zip(new).enumerate() {
                compare(&format!("{pointer}/{at}"), old, new, found);
            }
        }
        _ => note(pointer, was, is, found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_that_differs_has_its_own_pointer() {
        let was = json!({ "occurred": { "date": "2024-03-05" }, "refs": { "report": ["a"] }, "document_no": "一号",
            "payload": { "summary": "甲", "subjects": [{ "name": "张三", "post": "not_recorded" }], "codes": ["x"] } });
        let mut is = was.clone();
        assert_eq!(between(&was, &is), []);
        is["occurred"] = json!({ "date": "2024-03-06", "time": "09:00" });
        is["payload"]["subjects"][0]["post"] = json!("局长");
        is["payload"]["codes"] = json!(["x", "y"]);
        is["document_no"] = Value::Null;
        let found = between(&was, &is);
        let pointers: Vec<&str> = found.iter().map(|change| change.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            ["/occurred/date", "/occurred/time", "/payload/codes", "/payload/subjects/0/post", "/document_no"]
        );
        assert_eq!(found[3].request(), json!({ "pointer": "/payload/subjects/0/post", "is": "局长" }));
    }
}
