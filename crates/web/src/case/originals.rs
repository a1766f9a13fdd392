//! Long texts as they were recorded, for a sentence of the trail holds only their beginning; and the files that acts name.

use std::collections::HashMap;

use uuid::Uuid;
use wenze_casework::EventView;
use wenze_domain::acts::Kind;
use wenze_domain::words::Words;

/// Texts up to this length stand whole in the sentence of their act.
const IN_SENTENCE_CHARS: usize = 80;

/// One text as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Original {
    /// What it is.
    pub(super) label: String,
    /// The text; of a file what it is.
    pub(super) text: String,
    /// Where the file is opened, if it is one.
    pub(super) href: Option<String>,
}

/// The long texts of each act.
pub(super) fn long_texts(words: &Words, events: &[EventView]) -> HashMap<Uuid, Vec<Original>> {
    let mut found = HashMap::new();
    for view in events {
        let id = view.event["event_id"].as_str().and_then(|id| Uuid::try_parse(id).ok());
        let kind = view.event["kind"].as_str().and_then(Kind::parse);
        if let Some((id, kind)) = id.zip(kind) {
            let mut texts = Vec::new();
            walk(words, kind, "", &view.event["payload"], &mut texts);
            if !texts.is_empty() {
                found.insert(id, texts);
            }
        }
    }
    found
}

fn walk(words: &Words, kind: Kind, pointer: &str, value: &serde_json::Value, found: &mut Vec<Original>) {
    if let Some((file, media_type)) = file(value) {
        let label = words.field_at(kind, pointer);
        found.push(Original { label, text: media_type.to_owned(), href: Some(format!("/api/v1/files/{file}")) });
        return;
    }
    if let Some(text) = value.get("text").and_then(|text| text.as_str()).filter(|_| value.get("$part").is_some()) {
        if text.chars().count() > IN_SENTENCE_CHARS {
            // The text of a file-or-text field is named by the field, not by its inner name.
            let pointer = pointer.strip_suffix("/text").unwrap_or(pointer);
            found.push(Original { label: words.field_at(kind, pointer), text: text.to_owned(), href: None });
        }
        return;
    }
    let inner = |name: &str| format!("{pointer}/{name}");
    if let Some(object) = value.as_object() {
        object.iter().for_each(|(name, value)| walk(words, kind, &inner(name), value, found));
    } else if let Some(items) = value.as_array() {
        items.iter().enumerate().for_each(|(at, value)| walk(words, kind, &inner(&at.to_string()), value, found));
    }
}

/// The file that a field names, and what it is.
fn file(value: &serde_json::Value) -> Option<(Uuid, &str)> {
    let id = Uuid::try_parse(value.get("file_id")?.as_str()?).ok()?;
    Some((id, value.get("media_type")?.as_str()?))
}
