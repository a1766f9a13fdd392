//! The files that an act names. Whether they are there is for those who keep them to say.

use serde_json::Value;

use crate::fields::{FileRef, Guarded, PLAIN_KEY};
use crate::request::Draft;

/// A file that an act names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// Where in the act it is named.
    pub pointer: String,
    /// The file.
    pub file: FileRef,
}

impl NamedFile {
    /// The digest that the act gives, in hex.
    pub fn digest(&self) -> Option<&str> {
        match &self.file.digest {
            Guarded::Plain(digest) => Some(digest.as_str()),
            Guarded::Part(_) => None,
        }
    }
}

/// Every file that an act names, also as what a correction puts in.
pub fn named_files(draft: &Draft) -> Vec<NamedFile> {
    let mut found = Vec::new();
    collect(&draft.payload.payload(), "/payload", &mut found);
    found
}

fn collect(value: &Value, at: &str, found: &mut Vec<NamedFile>) {
    match value {
        Value::Object(object) => {
            if object.contains_key("file_id")
                && let Ok(file) = serde_json::from_value::<FileRef>(without_markers(value))
            {
                found.push(NamedFile { pointer: at.to_owned(), file });
                return;
            }
            object.iter().for_each(|(name, inner)| collect(inner, &format!("{at}/{name}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| collect(item, &format!("{at}/{index}"), found));
        }
        _ => {}
    }
}

fn without_markers(value: &Value) -> Value {
    let mut value = value.clone();
    if let Some(plain) = value.pointer(&format!("/digest/{PLAIN_KEY}/value")).cloned() {
        value["digest"] = plain;
    }
    value
}
