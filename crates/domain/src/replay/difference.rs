//! What differs between two states: the fewest places, each with the value on either side.

use serde_json::Value;

use super::document::{below, holds_others, is_leaf};

/// A place that differs between two states.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Where, a JSON pointer.
    pub path: String,
    /// What stood there; none where nothing did.
    pub before: Option<Value>,
    /// What stands there; none where nothing does.
    pub after: Option<Value>,
}

/// The places at which two states differ. Objects are compared by their names and lists of objects by their places; what
/// stands on one side only is told whole.
pub fn diff(before: &Value, after: &Value) -> Vec<Change> {
    let mut found = Vec::new();
    walk("", before, after, &mut found);
    found
}

/// The same for one part of the state.
pub(super) fn between(part: &str, before: &Value, after: &Value) -> Vec<Change> {
    let mut found = Vec::new();
    walk(&below("", part), before, after, &mut found);
    found
}

/// Makes the second state of the first.
pub fn apply(mut state: Value, changes: &[Change]) -> Value {
    for change in changes {
        put(&mut state, &change.path, change.after.as_ref());
    }
    state
}

fn walk(path: &str, before: &Value, after: &Value, found: &mut Vec<Change>) {
    if before == after {
        return;
    }
    match (before, after) {
        (Value::Object(old), Value::Object(new)) if holds_others(before) && holds_others(after) => {
            for (name, was) in old {
                match new.get(name) {
                    Some(is) => walk(&below(path, name), was, is, found),
                    None => found.push(Change { path: below(path, name), before: Some(was.clone()), after: None }),
                }
            }
            let added = new.iter().filter(|(name, _)| !old.contains_key(*name));
            found.extend(added.map(|(name, is)| Change {
                path: below(path, name),
                before: None,
                after: Some(is.clone()),
            }));
        }
        (Value::Array(old), Value::Array(new)) if !is_leaf(before) && !is_leaf(after) => {
            for (at, (was, is)) in old.iter().zip(new).enumerate() {
                walk(&below(path, &at.to_string()), was, is, found);
            }
            let place = |at: usize| below(path, &at.to_string());
            for (at, is) in new.iter().enumerate().skip(old.len()) {
                found.push(Change { path: place(at), before: None, after: Some(is.clone()) });
            }
            // From the end, so that every place still means what it meant while the changes are made one by one.
            for (at, was) in old.iter().enumerate().skip(new.len()).rev() {
                found.push(Change { path: place(at), before: Some(was.clone()), after: None });
            }
        }
        _ => found.push(Change { path: path.to_owned(), before: Some(before.clone()), after: Some(after.clone()) }),
    }
}

fn put(state: &mut Value, path: &str, value: Option<&Value>) {
    let Some((parent, name)) = path.rsplit_once('/') else {
        *state = value.cloned().unwrap_or_default();
        return;
    };
    let name = name.replace("~1", "/").replace("~0", "~");
    match state.pointer_mut(parent) {
        Some(Value::Object(object)) => match value {
            Some(value) => drop(object.insert(name, value.clone())),
            None => drop(object.remove(&name)),
        },
        Some(Value::Array(items)) => put_in(items, name.parse().unwrap_or(usize::MAX), value),
        _ => {}
    }
}

fn put_in(items: &mut Vec<Value>, at: usize, value: Option<&Value>) {
    match (value, items.get_mut(at)) {
        (Some(value), Some(item)) => *item = value.clone(),
        (Some(value), None) => items.push(value.clone()),
        (None, Some(_)) => drop(items.remove(at)),
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_fewest_places_are_told_and_lead_back() {
        let before =
            json!({ "a": { "x": 1, "y": [1, 2] }, "list": [{ "k": 1 }, { "k": 2 }], "gone/~": {}, "none": [] });
        let after =
            json!({ "a": { "x": 2, "y": [1] }, "list": [{ "k": 3 }], "new": { "k": null }, "none": [{ "k": 1 }] });
        let changes = diff(&before, &after);
        let paths: Vec<&str> = changes.iter().map(|change| change.path.as_str()).collect();
        assert_eq!(paths, ["/a/x", "/a/y", "/gone~1~0", "/list/0/k", "/list/1", "/none/0", "/new"]);
        assert_eq!(apply(before.clone(), &changes), after);
        assert_eq!(apply(after.clone(), &diff(&after, &before)), before);
        assert_eq!(diff(&after, &after), []);
    }

    #[test]
    fn where_a_text_lies_is_one_value() {
        let at = |part: i32| json!({ "name": { "event_id": "7", "part": part } });
        assert_eq!(diff(&at(1), &at(2))[0].path, "/name");
    }
}
