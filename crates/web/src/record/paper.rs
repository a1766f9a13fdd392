//! A file of a form as it is shown before anything is signed: what it is called, how long it is, and its digest.

use wenze_casework::FileView;

use crate::reader::Reader;

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paper {
    /// Its id, by which the form goes on with it.
    pub(super) id: String,
    pub(super) name: String,
    /// How long it is. What it is, its name tells; a media type is no word.
    pub(super) about: String,
    pub(super) sha256: String,
    /// Where it is opened.
    pub(super) href: String,
    /// All of it in one text, for the answers.
    pub(super) told: String,
}

impl Paper {
    pub(super) fn new(reader: &Reader, file: &FileView) -> Self {
        let info = &file.info;
        let name = info.name.clone().unwrap_or_default();
        let about = reader.texts.tell("file-size", [("size", length(info.size).into()), ("bytes", info.size.into())]);
        let sha256 = file.sha256.clone().unwrap_or_default();
        let digest = reader.texts.tell("file-digest", [("digest", sha256.as_str().into())]);
        Self {
            id: info.file_id.to_string(),
            href: format!("/api/v1/files/{}", info.file_id),
            told: format!("{name}\n{about}\n{digest}"),
            name,
            about,
            sha256,
        }
    }
}

/// A length as people read it; the bytes stand beside it.
pub(crate) fn length(bytes: u64) -> String {
    const UNITS: [&str; 3] = ["KiB", "MiB", "GiB"];
    let mut tenths = bytes.saturating_mul(10);
    let mut unit = "B";
    for next in UNITS {
        if tenths < 10_240 {
            break;
        }
        (tenths, unit) = (tenths / 1024, next);
    }
    if unit == "B" || tenths >= 1000 {
        format!("{} {unit}", tenths / 10)
    } else {
        format!("{}.{} {unit}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_told_in_the_unit_that_fits() {
        let told = [0, 1023, 1024, 1536, 200 * 1024, 5 * 1024 * 1024, 3 * 1024 * 1024 * 1024].map(length);
        assert_eq!(told, ["0 B", "1023 B", "1.0 KiB", "1.5 KiB", "200 KiB", "5.0 MiB", "3.0 GiB"]);
    }
}
