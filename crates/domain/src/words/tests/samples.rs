//! A full payload of any kind, made from its shape: every field recorded, every private part sealed.

use serde_json::{Map, Value, json};

use crate::acts::Kind;
use crate::codes::LISTS;
use crate::words::lists::{self, CodeHome};
use crate::words::shape::{self, Shape};

/// Every field of the kind with a value that reads well; `nth` chooses among the codes of a list.
pub(super) fn full(kind: Kind, nth: usize) -> Value {
    let fields = shape::fields(kind).iter().map(|(name, shape)| (name.clone(), value(kind, name, shape, nth)));
    Value::Object(fields.collect::<Map<_, _>>())
}

fn value(kind: Kind, field: &str, shape: &Shape, nth: usize) -> Value {
    match shape {
        Shape::List(list) => {
            let codes = LISTS.iter().find(|(name, _)| name == list).map_or(&[][..], |(_, codes)| *codes);
            codes.get(nth % codes.len().max(1)).map_or(Value::Null, |code| json!(code))
        }
        Shape::Code => json!(code(kind, field)),
        Shape::Bool => json!(nth.is_multiple_of(2)),
        Shape::Number => json!(nth + 1),
        Shape::Date => json!("2024-03-05"),
        Shape::Moment => json!("2024-03-05T09:30"),
        Shape::Instant => json!("2024-03-05T01:30:00Z"),
        Shape::Ref => json!("0190b8a0-0000-7000-8000-00000000000d/party"),
        Shape::Text if field == "pointer" => json!("/payload/served_on"),
        Shape::Text => json!("甲〔2024〕12号"),
        Shape::Id => json!("0190b8a0-0000-7000-8000-00000000000a"),
        Shape::Part => part("text"),
        Shape::TextOrFile => json!({ "text": part("text") }),
        Shape::Person => json!({ "person_id": "0190b8a0-0000-7000-8000-00000000000b" }),
        Shape::Organ => json!({ "organ_id": "0190b8a0-0000-7000-8000-00000000000c" }),
        Shape::Object(_, fields) => {
            Value::Object(fields.iter().map(|(name, inner)| (name.clone(), value(kind, name, inner, nth))).collect())
        }
        Shape::Array(inner) => json!([value(kind, field, inner, nth), value(kind, field, inner, nth + 1)]),
        Shape::Any => json!("2024-03-06"),
    }
}

fn part(class: &str) -> Value {
    json!({ "$part": 1, "class": class, "commit": "0".repeat(64) })
}

/// A code that the first list of the field knows.
fn code(kind: Kind, field: &str) -> &'static str {
    let Some(home) = lists::homes(kind, field).first() else { return "a_code_of_its_own" };
    match home {
        CodeHome::Regime(_) => match (kind, field) {
            (_, "form" | "combined_with") => "admonition",
            (_, "situations") => "weak_leadership",
            (_, "mitigating") => "cooperation",
            (_, "aggravating") => "obstruction",
            (_, "exempting" | "ground_code") => "objected_or_reserved",
            _ => "warning",
        },
        CodeHome::Closed("AppealRoute") => "sup_rereview",
        CodeHome::Closed(_) => "organ_principal",
        CodeHome::Usual("Evidence") => "documentary",
        CodeHome::Usual("ClueReview") => "reassigned",
        CodeHome::Usual("Progress") => "in_progress",
        CodeHome::Usual("Formality" | "Restored") => "pay",
        CodeHome::Usual("Recompute") => "continue",
        CodeHome::Usual("AppealGround") => "facts",
        CodeHome::Usual("TeamRole") => "member",
        CodeHome::Usual("BodyKind" | "OrganKind") => "party_committee",
        CodeHome::Usual(_) => "other",
        CodeHome::Role => "respondent",
    }
}
