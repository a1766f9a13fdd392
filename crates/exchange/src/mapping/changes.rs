//! What a register says differently than before: corrections of what was recorded from it, and voidings.

use serde_json::{Map, Value, json};
use wenze_domain::acts::Kind;
use wenze_domain::fields::NOT_RECORDED;
use wenze_domain::time::PartialDate;

use super::rule::Rule;
use super::trace::Step;
use super::translate::{Recorder, moment};

/// An act that was recorded, as it reads now.
#[derive(Debug, Clone)]
pub(super) struct Made<'a> {
    /// None for an act that no rule was written for, or that was implied.
    pub(super) rule: Option<&'a Rule>,
    pub(super) act: Map<String, Value>,
    pub(super) date: Option<PartialDate>,
    pub(super) row: String,
    /// Names of the objects that it made.
    pub(super) objects: Vec<String>,
}

impl<'a> Recorder<'a> {
    /// An event now reads as `event` says: each of its acts is corrected, voided, or joined by another.
    pub(super) fn change(&mut self, event: usize, of: usize) {
        let rules: Vec<&'a Rule> = self.trace.rules(event);
        let mut number = 0;
        let (mut stays, mut gone) = (Vec::new(), Vec::new());
        for made in self.made.remove(&of).unwrap_or_default() {
            let rule = made.rule.filter(|rule| rules.iter().any(|own| std::ptr::eq(*own, *rule)));
            match rule.map(|rule| self.differences(rule, event, &made)) {
                Some(Some((now, changes))) => {
                    if !changes.is_empty() {
                        self.correct(event, &mut number, &made.row, &changes);
                    }
                    stays.push(now);
                }
                Some(None) | None => gone.push(made),
            }
        }
        for made in gone.iter().rev() {
            self.void(event, &mut number, made);
        }
        let has = |rule: &Rule| stays.iter().any(|made| made.rule.is_some_and(|own| std::ptr::eq(own, rule)));
        let fresh: Vec<&'a Rule> = rules.into_iter().filter(|rule| !has(rule)).collect();
        self.made.insert(of, stays);
        for rule in fresh {
            for name in self.lacks(rule, event) {
                self.imply(&name, event);
            }
            if self.lacks(rule, event).is_empty() {
                self.perform(rule, Step { event, rule: Some(rule), number });
                number += 1;
            }
        }
        if number == 0 {
            // Nothing that is recorded reads otherwise now, and no line of the source goes by unsaid.
            self.other(Step { event, rule: None, number });
        }
    }

    /// Events of which the register says nothing any more.
    pub(super) fn withdraw(&mut self, event: usize, of: &[usize]) {
        let mut number = 0;
        for event_of in of.iter().rev() {
            for made in self.made.remove(event_of).unwrap_or_default().into_iter().rev() {
                self.void(event, &mut number, &made);
            }
        }
        if number == 0 {
            self.other(Step { event, rule: None, number });
        }
    }

    /// The act as it reads now, and what differs; none where no correction can say it.
    fn differences(&self, rule: &'a Rule, event: usize, made: &Made<'a>) -> Option<(Made<'a>, Vec<Value>)> {
        let now = self.render(rule, event);
        let date = self.trace.day(event).filter(|_| rule.dated);
        if now.get("refs") != made.act.get("refs") || now.get("regime") != made.act.get("regime") {
            return None;
        }
        let mut changes = Vec::new();
        if date != made.date {
            changes.push(json!({ "pointer": "/occurred/date", "is": date }));
        }
        let of = |act: &Map<String, Value>| act.get("payload").cloned().unwrap_or_default();
        let (before, after) = (of(&made.act), of(&now));
        collect(&before, &after, "/payload", &mut changes).then_some(())?;
        Some((Made { act: now, date, ..made.clone() }, changes))
    }

    fn correct(&mut self, event: usize, number: &mut usize, row: &str, changes: &[Value]) {
        let payload = json!({ "changes": changes, "reason": NOT_RECORDED, "approval": NOT_RECORDED });
        self.record_act(Kind::RecordCorrected, event, number, row, &payload);
    }

    fn void(&mut self, event: usize, number: &mut usize, made: &Made<'_>) {
        let payload = json!({ "ground": NOT_RECORDED, "approval": NOT_RECORDED });
        self.record_act(Kind::RecordVoided, event, number, &made.row, &payload);
        for name in &made.objects {
            self.objects.forget(name);
        }
    }

    /// An act about a record: it was made on the day on which the register first showed it.
    fn record_act(&mut self, kind: Kind, event: usize, number: &mut usize, row: &str, payload: &Value) {
        let act = json!({
            "kind": kind.as_str(),
            "refs": { "event": [self.stand_in(row)] },
            "payload": payload,
        });
        let Value::Object(act) = act else { return };
        let known = self.trace.known_at(event).and_then(moment);
        let date = known.map(|moment| PartialDate::day(moment.date_naive()));
        self.push(act, date, Step { event, rule: None, number: *number });
        *number += 1;
    }
}

/// Changes that turn one value into the other, by pointer; false where no list of them can.
fn collect(before: &Value, after: &Value, at: &str, changes: &mut Vec<Value>) -> bool {
    match (before, after) {
        (one, other) if one == other => true,
        (Value::Object(before), Value::Object(after)) => {
            let is_kept = before.keys().all(|name| after.contains_key(name));
            let mut each = after.iter();
            is_kept
                && each.all(|(name, value)| {
                    let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                    if let Some(old) = before.get(name) {
                        return collect(old, value, &at, changes);
                    }
                    changes.push(json!({ "pointer": at, "is": value }));
                    true
                })
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            let mut pairs = (0_usize..).zip(before.iter().zip(after));
            pairs.all(|(number, (old, new))| collect(old, new, &format!("{at}/{number}"), changes))
        }
        (Value::Array(_), Value::Array(_)) => false,
        (_, now) => {
            changes.push(json!({ "pointer": at, "is": now }));
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(before: &Value, after: &Value) -> Option<Vec<String>> {
        let mut found = Vec::new();
        let is_said = collect(before, after, "/payload", &mut found);
        is_said.then(|| found.iter().map(|one| format!("{}={}", one["pointer"].as_str().unwrap(), one["is"])).collect())
    }

    #[test]
    fn every_leaf_that_differs_is_a_change_by_its_pointer() {
        let before = json!({"a": 1, "b": {"c/d": "x", "e": [1, 2]}, "f": "not_recorded"});
        let after = json!({"a": 1, "b": {"c/d": "y", "e": [1, 3]}, "f": {"g": 1}, "h": true});
        let wanted = ["/payload/b/c~1d=\"y\"", "/payload/b/e/1=3", "/payload/f={\"g\":1}", "/payload/h=true"];
        assert_eq!(changes(&before, &after).unwrap(), wanted);
        assert_eq!(changes(&before, &before).unwrap(), [""; 0]);
    }

    #[test]
    fn what_no_correction_can_say_is_told() {
        assert_eq!(changes(&json!({"a": [1]}), &json!({"a": [1, 2]})), None, "a list may not grow");
        assert_eq!(changes(&json!({"a": 1, "b": 2}), &json!({"a": 1})), None, "a field may not go");
    }
}
