//! Where the texts of private parts come from: the vault, or nowhere where a body does not want them here.

use std::collections::HashMap;

use serde_json::Value;
use uuid::Uuid;
use wenze_domain::case::PartAt;
use wenze_projector::{Error, Poison, Result};
use wenze_vault::{Opened, PartRef, Vault};

/// Hex digits of a SHA-256 digest.
const DIGEST_CHARS: usize = 64;

/// Opens private parts, or leaves them shut.
#[derive(Clone, Default)]
pub(super) struct Texts(pub(super) Option<Vault>);

impl Texts {
    /// The texts that can be read. One that was erased is not among them.
    ///
    /// A vault that cannot be reached is an error that passes, and the model waits. A part that does not open, because it was
    /// changed or the master key is another, stops the model at its event: a search that leaves out what it should find
    /// would look the same as one that found nothing.
    pub(super) async fn open(&self, places: &[PartAt]) -> Result<HashMap<(Uuid, i16), String>> {
        let Some(vault) = self.0.as_ref().filter(|_| !places.is_empty()) else { return Ok(HashMap::new()) };
        let wanted: Vec<PartRef> =
            places.iter().map(|at| PartRef { event_id: at.event_id, part_no: at.part, commit: None }).collect();
        let opened = vault.open_many(&wanted).await.map_err(|error| match error {
            wenze_vault::Error::Database(error) => Error::Database(error),
            other => Error::Unmade(Poison(other.to_string())),
        })?;
        let text = |(place, one): ((Uuid, i16), Opened)| match one {
            Opened::Text(json) => Some((place, words_of(&json)?)),
            Opened::Erased | Opened::Missing => None,
        };
        Ok(opened.into_iter().filter_map(text).collect())
    }
}

/// Parts hold JSON: a text, or a list that is read one line each.
fn words_of(json: &str) -> Option<String> {
    let text = match serde_json::from_str(json).ok()? {
        Value::String(text) if !is_digest(&text) => text,
        Value::Array(items) => {
            let lines: Vec<&str> = items.iter().filter_map(Value::as_str).filter(|line| !is_digest(line)).collect();
            lines.join("\n")
        }
        _ => return None,
    };
    // The database has no text with this character.
    Some(text.replace('\0', " "))
}

/// A digest of private bytes is private too, and nobody searches for one.
fn is_digest(text: &str) -> bool {
    text.len() == DIGEST_CHARS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_line_by_line() {
        assert_eq!(words_of(r#"["甲","乙"]"#).as_deref(), Some("甲\n乙"));
        assert_eq!(words_of(r#""甲""#).as_deref(), Some("甲"));
        assert_eq!(words_of("7"), None);
    }

    #[test]
    fn a_digest_is_no_text() {
        let digest = "5e".repeat(32);
        assert_eq!(words_of(&format!("\"{digest}\"")), None);
        assert_eq!(words_of(&format!("[\"{digest}\",\"甲\"]")).as_deref(), Some("甲"));
    }
}
