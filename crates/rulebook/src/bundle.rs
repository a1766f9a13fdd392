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
        let is_case = |path: &str| {
            path.starts_with("cases/") && std::path::Path::new(path).extension().is_some_and(|e| e == "toml")
        };
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

    /// SHA-256 of [`Self::packed`].
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.packed()).into()
    }

    /// All files as one text, in the order of their names: length of name (8 bytes, big-endian), name, length of text, text.
    /// So neither names nor texts can be shifted into each other.
    pub fn packed(&self) -> Vec<u8> {
        let mut packed = PACKED.to_vec();
        for (path, text) in &self.files {
            for part in [path, text] {
                packed.extend((part.len() as u64).to_be_bytes());
                packed.extend(part.as_bytes());
            }
        }
        packed
    }

    /// The files of a packed text. What [`Self::packed`] cannot have written is refused.
    pub fn unpacked(packed: &[u8]) -> Result<Self, String> {
        let damaged = || "these are not the files of a rulebook".to_owned();
        let mut rest = packed.strip_prefix(PACKED).ok_or_else(damaged)?;
        let mut files = Vec::new();
        while !rest.is_empty() {
            let path = part(&mut rest).ok_or_else(damaged)?;
            files.push((path, part(&mut rest).ok_or_else(damaged)?));
        }
        let bundle = Self::new(files)?;
        if bundle.packed() == packed { Ok(bundle) } else { Err(damaged()) }
    }
}

/// What a packed rulebook begins with.
const PACKED: &[u8] = b"wenze/rulebook/v1";

/// Takes a length and as many bytes from the front.
fn part(rest: &mut &[u8]) -> Option<String> {
    let (length, after) = rest.split_at_checked(8)?;
    let length = u64::from_be_bytes(length.try_into().ok()?);
    let (text, after) = after.split_at_checked(usize::try_from(length).ok()?)?;
    *rest = after;
    String::from_utf8(text.to_vec()).ok()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle() -> Bundle {
        let files = [("rulebook.toml", "标题"), ("cases/a.toml", ""), ("text/1.md", "x")];
        Bundle::new(files.map(|(path, text)| (path.to_owned(), text.to_owned()))).expect("few files")
    }

    #[test]
    fn a_packed_rulebook_is_unpacked_to_the_same_files() {
        let packed = bundle().packed();
        assert_eq!(Bundle::unpacked(&packed), Ok(bundle()));
        assert_eq!(bundle().digest(), <[u8; 32]>::from(Sha256::digest(&packed)));
    }

    #[test]
    fn nothing_else_is_unpacked() {
        let packed = bundle().packed();
        for cut in 0..packed.len() {
            // A cut between two files leaves a rulebook of fewer files, which has another digest.
            if let Ok(other) = Bundle::unpacked(&packed[..cut]) {
                assert_ne!(other.digest(), bundle().digest(), "{cut}");
            }
        }
        let mut twice = packed.clone();
        twice.extend(&packed[PACKED.len()..]);
        assert!(Bundle::unpacked(&twice).is_err(), "a file stands once");
        let mut long = PACKED.to_vec();
        long.extend(u64::MAX.to_be_bytes());
        assert!(Bundle::unpacked(&long).is_err());
        assert!(Bundle::unpacked(b"").is_err() && Bundle::unpacked(b"PK").is_err());
    }
}
