//! Which events are asked for.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::codes::Role;
use wenze_domain::effective::Cut;
use wenze_projections::audit_trail::Entry;

/// How the events are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineView {
    /// Acts of one day that stand together in the record are told together.
    Compact,
    /// As the audit trail tells them.
    Full,
    /// The stored envelopes, private parts as references only.
    Raw,
}

/// Which events, at which moment.
#[derive(Debug, Clone)]
pub struct TimelineAsked {
    /// What had happened by then; what is later is marked.
    pub as_of: Option<DateTime<Utc>>,
    /// What the office knew by then; what it did not know is marked.
    pub known: Option<DateTime<Utc>>,
    /// How they are told.
    pub view: TimelineView,
    /// Only what was entered in this role.
    pub role: Option<Role>,
    /// Only what this person entered, did, or is named in as having a part.
    pub official: Option<Uuid>,
    /// Only what is about this object of the case.
    pub about: Option<Uuid>,
    /// Only what was recorded after this version.
    pub after: i32,
    /// Rows of the page.
    pub limit: u32,
}

impl TimelineAsked {
    /// The moment asked for.
    pub(super) fn cut(&self) -> Cut {
        Cut { version: None, known: self.known, as_of: self.as_of }
    }

    /// Whether an entry is one of those asked for.
    pub(super) fn wants(&self, entry: &Entry) -> bool {
        self.role.is_none_or(|role| entry.actor.role == role)
            && self.official.is_none_or(|person| has_part(entry, person))
            && self.about.is_none_or(|object| is_about(entry, object))
    }
}

/// Whether a person entered an act, did it, or is named in it as having a part.
fn has_part(entry: &Entry, person: Uuid) -> bool {
    let behalf = entry.on_behalf_of.as_ref().and_then(|on| on.person.as_ref());
    entry.actor.person_id == person
        || behalf.is_some_and(|on| on.person_id == person)
        || names(&entry.payload, &|name, text| name == "person_id" && Uuid::try_parse(text) == Ok(person))
}

/// Whether an act names an object of the case: in what it is about, or in its payload.
fn is_about(entry: &Entry, object: Uuid) -> bool {
    let id = object.to_string();
    let is_it =
        |_: &str, text: &str| text.strip_prefix(&id).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    names(&entry.payload, &is_it) || names(&serde_json::to_value(&entry.refs).unwrap_or_default(), &is_it)
}

/// Whether any text of a value, under the name it stands under, is one that is looked for.
fn names(value: &Value, is_it: &dyn Fn(&str, &str) -> bool) -> bool {
    fn walk(name: &str, value: &Value, is_it: &dyn Fn(&str, &str) -> bool) -> bool {
        match value {
            Value::String(text) => is_it(name, text),
            Value::Array(items) => items.iter().any(|item| walk(name, item, is_it)),
            Value::Object(object) => object.iter().any(|(name, value)| walk(name, value, is_it)),
            _ => false,
        }
    }
    walk("", value, is_it)
}
