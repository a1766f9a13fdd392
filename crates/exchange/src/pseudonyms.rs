//! Names and numbers of persons replaced by keyed hashes as soon as a row is read: nothing after that sees them, no file
//! that rows are sorted in, no event and no message. Under the same key the same value always is the same pseudonym.

use std::fmt;
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::patterns;
use crate::source::Row;

/// Fewest bytes a key may have.
pub(crate) const KEY_BYTES_MIN: usize = 16;
/// Bytes of the hash that a pseudonym shows.
const SHOWN_BYTES: usize = 16;

/// Which columns are replaced, and by what.
#[derive(Clone, Default)]
pub(crate) struct Pseudonyms {
    columns: Vec<(String, String)>,
    key_env: Option<String>,
    key_file: Option<PathBuf>,
    key: Option<Vec<u8>>,
}

impl fmt::Debug for Pseudonyms {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Pseudonyms").field("columns", &self.columns).finish_non_exhaustive()
    }
}

/// Why the key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// No key was given.
    #[error(
        "the mapping replaces persons by pseudonyms and has no key for it: put {} of your own, at least {KEY_BYTES_MIN} bytes, and keep it: another key makes other persons", places(.0.as_ref(), .1.as_ref())
    )]
    Missing(Option<String>, Option<PathBuf>),
    /// The key is too short to keep anybody from trying all names.
    #[error("the key for pseudonyms has fewer than {KEY_BYTES_MIN} bytes: take a longer one")]
    TooShort,
    /// The file with the key cannot be read.
    #[error("the key for pseudonyms cannot be read from {}: {}", .0.display(), .1)]
    Unreadable(PathBuf, std::io::Error),
}

fn places(env: Option<&String>, file: Option<&PathBuf>) -> String {
    let env = env.map(|name| format!("one into the environment variable {name}"));
    let file = file.map(|path| format!("one into the file {}", path.display()));
    env.into_iter().chain(file).collect::<Vec<_>>().join(" or ")
}

impl Pseudonyms {
    /// Columns by pattern, each with the kind of what it names: the same value in two columns of one kind is the same.
    pub(crate) fn new(columns: Vec<(String, String)>, key_env: Option<String>, key_file: Option<PathBuf>) -> Self {
        Self { columns, key_env, key_file, key: None }
    }

    /// Takes the key from where the mapping says; none is no error before it is needed.
    pub(crate) fn find_key(&mut self, beside: &Path) -> Result<(), KeyError> {
        if self.columns.is_empty() {
            return Ok(());
        }
        if let Some(text) = self.key_env.as_deref().and_then(|name| std::env::var(name).ok()) {
            return self.set_key(text.trim().as_bytes());
        }
        let Some(path) = self.key_file.as_ref().map(|path| beside.join(path)).filter(|path| path.exists()) else {
            return Ok(());
        };
        let text = std::fs::read(&path).map_err(|error| KeyError::Unreadable(path, error))?;
        self.set_key(text.trim_ascii())
    }

    pub(crate) fn set_key(&mut self, key: &[u8]) -> Result<(), KeyError> {
        if key.len() < KEY_BYTES_MIN {
            return Err(KeyError::TooShort);
        }
        self.key = Some(key.to_vec());
        Ok(())
    }

    /// Nothing is read without the key that the mapping asks for.
    pub(crate) fn check_key(&self) -> Result<(), KeyError> {
        if self.columns.is_empty() || self.key.is_some() {
            return Ok(());
        }
        Err(KeyError::Missing(self.key_env.clone(), self.key_file.clone()))
    }

    /// Replaces what names somebody.
    pub(crate) fn hide(&self, mut row: Row) -> Row {
        let Some(key) = &self.key else { return row };
        row.fields.change(|name, value| {
            if let Some((_, kind)) = self.columns.iter().find(|(column, _)| patterns::is_way(column, name)) {
                *value = pseudonym(key, kind, value);
            }
        });
        row
    }

    /// Whether any column is replaced.
    pub(crate) fn is_used(&self) -> bool {
        !self.columns.is_empty()
    }

    /// A mark that changes with the key.
    pub(crate) fn key_mark(&self) -> String {
        self.key.as_ref().map_or_else(String::new, |key| pseudonym(key, "key", "mark"))
    }
}

fn pseudonym(key: &[u8], kind: &str, value: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
    mac.update(kind.as_bytes());
    mac.update(&[0]);
    mac.update(value.trim().as_bytes());
    let hash = mac.finalize().into_bytes();
    hash.iter()
        .take(SHOWN_BYTES)
        .flat_map(|byte| [byte >> 4, byte & 0xf])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &[u8] = b"a key of the test";

    fn hidden(key: &[u8], fields: &[(&str, &str)]) -> Vec<String> {
        let columns = [("officer", "person"), ("heads/*/name", "person"), ("unit", "organ")];
        let columns = columns.map(|(column, kind)| (column.to_owned(), kind.to_owned())).to_vec();
        let mut pseudonyms = Pseudonyms::new(columns, None, None);
        pseudonyms.set_key(key).unwrap();
        let row = Row { fields: fields.iter().copied().collect(), ..Row::default() };
        pseudonyms.hide(row).fields.iter().map(|(_, value)| value.to_owned()).collect()
    }

    #[test]
    fn the_same_person_is_the_same_in_every_column_and_nobody_else() {
        let all = hidden(KEY, &[("officer", "Ann"), ("heads/0/name", "Ann"), ("heads/1/name", "Bob"), ("unit", "Ann")]);
        assert_eq!(all[0], all[1]);
        assert!(all[0] != all[2] && all[0] != all[3], "another person, another kind");
        assert!(all.iter().all(|text| text.len() == 2 * SHOWN_BYTES && !text.contains("Ann")));
        assert_ne!(hidden(b"another key of it", &[("officer", "Ann")])[0], all[0]);
        assert_eq!(hidden(KEY, &[("note", "Ann")]), ["Ann"], "a column that is not named stays");
    }

    #[test]
    fn the_pseudonym_never_changes() {
        assert_eq!(hidden(KEY, &[("officer", "Ann")]), hidden(KEY, &[("officer", " Ann ")]));
    }

    #[test]
    fn without_a_key_the_message_says_where_to_put_one() {
        let columns = vec![("officer".to_owned(), "person".to_owned())];
        let pseudonyms = Pseudonyms::new(columns, Some("MY_KEY".to_owned()), Some("key".into()));
        let said = pseudonyms.check_key().unwrap_err().to_string();
        assert!(said.contains("environment variable MY_KEY or one into the file key"), "{said}");
        assert!(Pseudonyms::default().check_key().is_ok());
        assert!(matches!(Pseudonyms::default().set_key(b"short"), Err(KeyError::TooShort)));
    }
}
