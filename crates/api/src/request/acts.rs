//! The acts of a body: one act, or a list of acts that are recorded all or none.

use serde_json::{Map, Value};

use crate::problem::{Code, Fault};

/// The acts of a request.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Acts {
    pub(super) acts: Vec<Value>,
    /// Whether they stood in a list, which pointers into the body then begin with.
    pub(super) is_list: bool,
}

impl Acts {
    /// Takes the acts out of a body.
    pub(super) fn of(body: Value) -> Result<Self, Fault> {
        let Value::Object(mut body) = body else {
            return Err(malformed("", "send one act as an object, or {\"acts\": […]}"));
        };
        match body.remove("acts") {
            None => Ok(Self { acts: vec![Value::Object(body)], is_list: false }),
            Some(acts) => Self::list(acts, &body),
        }
    }

    fn list(acts: Value, beside: &Map<String, Value>) -> Result<Self, Fault> {
        if let Some(name) = beside.keys().next() {
            return Err(malformed(&format!("/{name}"), "beside acts there is nothing else"));
        }
        let Value::Array(acts) = acts else { return Err(malformed("/acts", "acts is a list")) };
        match acts.iter().position(|act| !act.is_object()) {
            Some(index) => Err(malformed(&format!("/acts/{index}"), "an act is an object")),
            None => Ok(Self { acts, is_list: true }),
        }
    }
}

fn malformed(pointer: &str, reason: &str) -> Fault {
    Fault::new(Code::Malformed).at(pointer).because(reason)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_act_or_a_list_and_nothing_between() {
        let one = Acts::of(json!({ "kind": "CaseClosed" })).unwrap();
        assert_eq!((one.acts.len(), one.is_list), (1, false));
        let two = Acts::of(json!({ "acts": [{}, {}] })).unwrap();
        assert_eq!((two.acts.len(), two.is_list), (2, true));
        for wrong in
            [json!([]), json!("act"), json!({ "acts": {} }), json!({ "acts": [1] }), json!({ "acts": [], "a": 1 })]
        {
            assert!(Acts::of(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
