//! The files of a rulebook and their digest.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// Most files of a rulebook.
pub const FILES_MAX: usize = 500;
/// Most bytes of all files together.
pub const BYTES_MAX: usize = 4 << 20;
/// The file every rulebook has.
pub const RULEBOOK_FILE: &str = "rulebook.toml";

/// The files of a rulebook by their path within its folder, with `/` between parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bundle {
    files: BTreeMap<String, String>,
}

impl Bundle {
    /// Takes the files. The error says which bound is passed.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Result<Self, String> {
        let files: BTreeMap<String, String> = files.into_iter().collect();
        if files.len() > FILES_MAX {
            return Err(format!("a rulebook has at most {FILES_MAX} files"));
        }
        if files.values().map(String::len).sum::<usize>() > BYTES_MAX {
            return Err(format!("the files of a rulebook hold at most {BYTES_MAX} bytes"));
        }
        Ok(Self { files })
    }

    /// One file.
    pub fn file(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The files of worked examples, in the order of their names.
    pub fn cases(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_case = |path: &str| path.starts_with("cases/") && std::path::Path::new(path).extension().is_some_and(|e| e == "toml");
        self.files.iter().filter(move |(path, _)| is_case(path)).map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// All files, in the order of their names.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The same files with another `rulebook.toml`, as a mutant has it.
    #[must_use]
    pub fn with_rulebook(&self, text: String) -> Self {
        let mut files = self.files.clone();
        files.insert(RULEBOOK_FILE.to_owned(), text);
        Self { files }
    }

    /// SHA-256 over every file in the order of the names: length of name (8 bytes, big-endian), name, length of text, text.
    /// So neither names nor texts can be shifted into each other.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"wenze/rulebook/v1");
        for (path, text) in &self.files {
            for part in [path, text] {
                hash.update((part.len() as u64).to_be_bytes());
                hash.update(part.as_bytes());
            }
        }
        hash.finalize().into()
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
