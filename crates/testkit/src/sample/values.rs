//! Values for every place of a schema: what stands there is told by its type, and where that says little, by its name.

use serde_json::{Map, Value, json};
use wenze_domain::acts::Kind;

use super::sentence::{LABEL_MARK, TEXT_MARK};
use super::{object, track};

/// Fills the schema of one kind.
pub(super) struct Filler<'a> {
    defs: &'a Value,
    kind: Kind,
}

impl<'a> Filler<'a> {
    pub(super) fn new(root: &'a Value, kind: Kind) -> Self {
        Self { defs: &root["$defs"], kind }
    }

    /// A value for this schema in the field of this name.
    pub(super) fn fill(&self, schema: &Value, field: &str) -> Value {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            return self.named(name, field);
        }
        if let Some(choices) = schema["anyOf"].as_array() {
            return choices.first().map_or(Value::Null, |choice| self.fill(choice, field));
        }
        if let Some(codes) = schema["enum"].as_array() {
            return codes.first().cloned().unwrap_or_default();
        }
        let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
        match kind {
            Some("object") => self.object(schema),
            Some("array") => json!([self.fill(&schema["items"], field)]),
            Some("integer") => json!(if field == "year" { 2024 } else { 3 }),
            Some("boolean") => json!(true),
            Some("string") => text(schema, field),
            _ => schema.get("const").cloned().unwrap_or_default(),
        }
    }

    fn object(&self, schema: &Value) -> Value {
        let Some(properties) = schema["properties"].as_object() else { return json!({ "列": "值" }) };
        let filled: Map<String, Value> =
            properties.iter().map(|(name, inner)| (name.clone(), self.fill(inner, name))).collect();
        Value::Object(filled)
    }

    fn named(&self, name: &str, field: &str) -> Value {
        match name {
            "PartialDate" => json!("2024-03-05"),
            "Moment" => json!("2024-03-05T09:30"),
            "ClockTime" => json!("09:30"),
            "Zone" => json!("Asia/Shanghai"),
            "Digest" => json!("0123456789abcdef".repeat(4)),
            "Decimal" => json!("87.5"),
            "Label" if matches!(field, "act_kind" | "acts") => json!(Kind::CaseFiled.as_str()),
            "Label" => json!(label(field)),
            "Code" => json!(code(self.kind, field)),
            "TrackCode" => json!(track(self.kind).to_string()),
            _ => self.fill(&self.defs[name], field),
        }
    }
}

/// The label that stands in the field of this name.
pub(super) fn label(field: &str) -> String {
    format!("{LABEL_MARK}{field}")
}

fn text(schema: &Value, field: &str) -> Value {
    match schema["format"].as_str() {
        Some("uuid") => json!(object(field.trim_end_matches("_id"))),
        Some("date-time") => json!("2024-03-06T01:02:03Z"),
        _ => match field {
            "regime" => json!("cn-accountability"),
            "version" => json!("2019"),
            _ => json!(format!("{TEXT_MARK}{field}")),
        },
    }
}

/// Codes that a loaded regime knows, where a regime gives them.
fn code(kind: Kind, field: &str) -> &'static str {
    match (kind, field) {
        (Kind::SanctionImposed | Kind::PreDecisionNoticeServed, "kind" | "proposed" | "per_violation") => {
            "serious_warning"
        }
        (Kind::AppealDecided, "kind" | "per_determination") => "warning",
        (_, "form") => "admonition",
        (_, "combined_with") => "org_adjustment",
        (_, "situations") => "work_style",
        (_, "mitigating") => "timely_remedy",
        (_, "aggravating") => "repeated_failure",
        (_, "exempting" | "ground_code") => "reform_lack_of_experience",
        (_, "body_kind") => "standing_committee",
        (_, "employer_kind") => "party_or_government_organ",
        (_, "post" | "to_post") => "organ_principal",
        (_, "percent_or_state") => "60_percent",
        (Kind::ClueReviewed, "result") => "reassigned",
        (Kind::EvidenceCollected, "kind") => "documentary",
        (Kind::OrganRecorded | Kind::OrganChanged, "kind") => "cdi",
        (Kind::HonoursForfeited, "kind") => "unit_honours",
        (Kind::SatisfactionVoteRecorded, "method") => "secret_ballot",
        (Kind::SatisfactionVoteRecorded, "code") => "satisfied",
        (_, "scope") => "unit",
        (_, "redactions") => "identity_no",
        (_, "meeting") => "democratic_life_meeting",
        (_, "categories") => "integrity",
        (_, "measures") => "interview",
        (_, "recompute_rule") => "exclude_suspended",
        (_, "kinds" | "items") => "pay",
        (_, "action_code") => "sanction",
        (_, "next_route") => "cs_appeal",
        (_, "grounds") => "procedure",
        (Kind::ComplianceCheckRun | Kind::FindingAnswered | Kind::ObligationMarked, "role") => "appeal",
        (_, "role") => "member",
        _ => "example",
    }
}
