//! Fields that a template leaves out and that may be unknown are `not_recorded`: the schema of the act tells which.

use serde_json::{Map, Value};
use wenze_domain::acts::Kind;
use wenze_domain::fields::NOT_RECORDED;

/// Completes the payload of an act.
pub(super) fn complete(kind: Kind, payload: Map<String, Value>) -> Value {
    let schema = kind.payload_schema(false).to_value();
    let mut payload = Value::Object(payload);
    let schema = Schema { root: &schema, here: &schema };
    // The field that repeats the date of the act is filled when the act is read.
    schema.complete(&mut payload, kind.spec().own_date);
    payload
}

#[derive(Clone, Copy)]
struct Schema<'a> {
    root: &'a Value,
    here: &'a Value,
}

impl<'a> Schema<'a> {
    fn at(self, here: &'a Value) -> Self {
        Self { here, ..self }
    }

    fn complete(self, value: &mut Value, leave_out: Option<&str>) {
        match value {
            Value::Object(object) => {
                for form in self.forms() {
                    form.complete_object(object, leave_out);
                }
            }
            Value::Array(items) => {
                for form in self.forms() {
                    if let Some(item) = form.here.get("items") {
                        for value in items.iter_mut() {
                            form.at(item).complete(value, None);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn complete_object(self, object: &mut Map<String, Value>, leave_out: Option<&str>) {
        let Some(properties) = self.here.get("properties").and_then(Value::as_object) else { return };
        for name in self.here.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
        {
            let may_be_unknown = properties.get(name).is_some_and(|property| self.at(property).may_be_unknown());
            if may_be_unknown && leave_out != Some(name) && !object.contains_key(name) {
                object.insert(name.to_owned(), NOT_RECORDED.into());
            }
        }
        for (name, value) in object {
            if let Some(property) = properties.get(name) {
                self.at(property).complete(value, None);
            }
        }
    }

    fn may_be_unknown(self) -> bool {
        self.forms().iter().any(|form| form.here.get("const").is_some_and(|word| word == NOT_RECORDED))
    }

    /// The forms a value may take: through references and alternatives.
    fn forms(self) -> Vec<Self> {
        if let Some(name) = self.here.get("$ref").and_then(Value::as_str) {
            let target = name.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
            return target.map(|target| self.at(target).forms()).unwrap_or_default();
        }
        for word in ["anyOf", "oneOf"] {
            if let Some(forms) = self.here.get(word).and_then(Value::as_array) {
                return forms.iter().flat_map(|form| self.at(form).forms()).collect();
            }
        }
        vec![self]
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use wenze_domain::request::Draft;

    use super::*;

    fn completed(kind: Kind, payload: &Value) -> Value {
        complete(kind, payload.as_object().cloned().unwrap_or_default())
    }

    #[test]
    fn unknown_fields_are_filled_also_within_lists() {
        let payload =
            json!({"case_no": "A1", "respondents": [{"respondent": "r", "tracks": ["gov"], "elected": true}]});
        let filled = completed(Kind::CaseFiled, &payload);
        assert_eq!(filled["organ"], "not_recorded");
        assert_eq!(filled["respondents"][0]["name"], "not_recorded");
        assert_eq!(filled["respondents"][0]["elected"], true);
        assert_eq!(filled["filed_on"], Value::Null, "the date of the act is filled when the act is read");
        assert_eq!(filled["respondents"][0]["official"], Value::Null, "what may be left out is left out");
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind that must know something")]
    #[test]
    fn every_kind_is_readable_from_what_must_be_known_alone() {
        for kind in Kind::ALL {
            let must = match kind {
                Kind::CaseFilingProposed | Kind::CaseFiled | Kind::AccountabilityInquiryStarted => {
                    json!({"respondents": []})
                }
                Kind::RespondentAdded => json!({"entry": {"tracks": ["gov"]}}),
                Kind::ApprovalRequested => json!({"act_kind": "CaseFiled"}),
                Kind::RecordCorrected => json!({"changes": []}),
                Kind::OtherActRecorded => json!({"label": "x"}),
                Kind::RulebookVersionAdopted => json!({"rulebook": "x", "version": "1", "sha256": "0".repeat(64)}),
                Kind::ObligationMarked => json!({
                    "obligation": uuid::Uuid::nil(), "rulebook": "x", "rule": "x", "verdict": "pending", "mark": "seen",
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "REVIEWER",
                    "as_of": "2024-03-06T01:02:03Z", "known": "2024-03-06T01:02:03Z", "case_version": 1,
                }),
                Kind::RulebookWithdrawn => json!({"rulebook": "x"}),
                Kind::CalendarPublished => json!({"calendar": "x", "revision": "1", "sha256": "0".repeat(64)}),
                Kind::RoleGranted | Kind::RoleRevoked => json!({"role": "INSPECTOR"}),
                Kind::AuthorityDelegated => json!({"to": {"person_id": uuid::Uuid::nil()}, "acts": ["CaseClosed"]}),
                Kind::HistoryReplayed => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "REVIEWER",
                    "as_of": "2024-03-06T01:02:03Z", "known": "2024-03-06T01:02:03Z",
                }),
                Kind::CaseExported => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "ADMIN", "with_texts": true,
                }),
                Kind::AccessRequested => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "INSPECTOR", "matter": "x", "reason": "x",
                }),
                Kind::AccessRevoked => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "SUPERVISOR",
                }),
                Kind::AccessDecided | Kind::SealedOpeningDecided => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "SUPERVISOR", "result": "approved",
                }),
                Kind::SealedOpeningRequested => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "INTAKE",
                    "of_event": uuid::Uuid::nil(), "part_no": 1, "ground": "x", "second_person": true,
                }),
                Kind::ErasureProposed => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "SUPERVISOR",
                    "covers": "case", "legal_basis": "x", "reason": "x",
                }),
                Kind::ErasureDecided => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "ORGAN_HEAD", "result": "approved",
                }),
                Kind::PartErased => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "SUPERVISOR",
                    "covers": "case", "legal_basis": "x", "approved_by": [],
                }),
                Kind::LegalHoldPlaced => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "SUPERVISOR", "ground": "appeal", "reason": "x",
                }),
                Kind::LegalHoldLifted => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "SUPERVISOR", "reason": "x",
                }),
                Kind::SealedPartOpened => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "INTAKE",
                    "of_event": uuid::Uuid::nil(), "part_no": 1,
                }),
                Kind::SealedFileOpened => json!({
                    "by": {"person_id": uuid::Uuid::nil()}, "by_role": "INTAKE", "file_id": uuid::Uuid::nil(),
                }),
                _ => json!({}),
            };
            let request =
                json!({"kind": kind.as_str(), "occurred": {"date": null}, "payload": completed(*kind, &must)});
            let read = Draft::read(request, &mut uuid::Uuid::nil);
            assert!(read.is_ok(), "{}: {read:?}", kind.as_str());
        }
    }
}
