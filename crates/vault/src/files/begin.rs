//! Beginning an upload: declared first, so that its length and its place in the case are known before a byte comes.

use uuid::Uuid;

use super::chunk::{FileKey, Layout};
use super::{
    FILE_BYTES_MAX, FILE_NAME_CHARS_MAX, FILES_PER_CASE_MAX, FileInfo, FileProblem, Files, Row,
    UNFINISHED_PER_PERSON_MAX, signed,
};
use crate::{Error, Result};

/// How often a key that was destroyed meanwhile is taken anew.
const ATTEMPTS_MAX: usize = 3;
/// Longest media type, in bytes.
const MEDIA_TYPE_BYTES_MAX: usize = 127;

/// An upload to begin.
#[derive(Clone)]
pub struct NewFile {
    /// Its id: the same for a request that is repeated.
    pub file_id: Uuid,
    /// The case it belongs to.
    pub case_id: Uuid,
    /// Whose data it is: `case:<id>`.
    pub subject: String,
    /// Whether it is of class sealed.
    pub sealed: bool,
    /// What it is.
    pub media_type: String,
    /// How long it is, in bytes.
    pub size: u64,
    /// What it is called.
    pub name: String,
    /// Keyed digest of the request, which tells a repeated one from another under the same id.
    pub request_mac: [u8; 32],
    /// Who brings it.
    pub uploaded_by: Uuid,
    /// In which role.
    pub role: String,
    /// At which office.
    pub office_id: Uuid,
}

/// How beginning an upload ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// It was begun.
    New(FileInfo),
    /// The same request had begun it before, and this is how far it came.
    Before(FileInfo),
}

impl Files {
    /// Begins an upload, or finds the one that the same request began.
    pub async fn begin(&self, new: &NewFile) -> Result<Begun> {
        check(new)?;
        for _ in 0..ATTEMPTS_MAX {
            match self.try_to_begin(new).await?.as_str() {
                "begun" => return self.begun(new).await.map(Begun::New),
                "taken" => return self.begun(new).await.map(Begun::Before),
                "unfinished" => return Err(FileProblem::TooManyUnfinished.into()),
                "of_case" => return Err(FileProblem::TooManyOfCase.into()),
                _ => self.sealer.forget_subject(&new.subject),
            }
        }
        Err(FileProblem::Busy.into())
    }

    async fn try_to_begin(&self, new: &NewFile) -> Result<String> {
        let (key, fresh) = self.sealer.key_of(&new.subject).await?;
        let name = FileKey::of(&key, new.file_id).seal_field("name", new.name.as_bytes())?;
        let (epoch, wrapped) = fresh.map(|fresh| (fresh.epoch, fresh.wrapped)).unzip();
        let outcome = sqlx::query_file!(
            "sql/files/begin.sql",
            self.vault.log_id(),
            new.file_id,
            new.case_id,
            &new.subject,
            key.key_id,
            epoch,
            wrapped.as_deref(),
            if new.sealed { "sealed" } else { "text" },
            &new.media_type,
            signed(new.size),
            &name[..],
            &new.request_mac[..],
            new.uploaded_by,
            &new.role,
            new.office_id,
            UNFINISHED_PER_PERSON_MAX,
            FILES_PER_CASE_MAX,
        );
        Ok(outcome.fetch_one(self.vault.pool()).await?.outcome)
    }

    /// The upload of a request; another request under its id is none.
    async fn begun(&self, new: &NewFile) -> Result<FileInfo> {
        let row: Row = self.row(new.file_id).await?.ok_or(FileProblem::Superseded)?;
        if row.request_mac != new.request_mac {
            return Err(FileProblem::KeyReused.into());
        }
        self.told(&row)
    }

    /// Gives up an upload that is not finished. Whether there was one.
    pub async fn discard(&self, file_id: Uuid) -> Result<bool> {
        let query = sqlx::query_file!("sql/files/discard.sql", self.vault.log_id(), file_id);
        let Some(gone) = query.fetch_optional(self.vault.pool()).await? else { return Ok(false) };
        // Objects that no row names are noise: what cannot be deleted now is found by nobody and opens for nobody.
        for object in gone.objects {
            self.delete(file_id, object).await?;
        }
        Ok(true)
    }
}

fn check(new: &NewFile) -> Result<()> {
    let is_line = !new.name.chars().any(char::is_control);
    let length = new.name.chars().count();
    if new.size > FILE_BYTES_MAX {
        return Err(FileProblem::TooLong.into());
    }
    if !is_line || new.name.trim().is_empty() || length > FILE_NAME_CHARS_MAX {
        return Err(FileProblem::Name.into());
    }
    if !is_media_type(&new.media_type) {
        return Err(FileProblem::MediaType.into());
    }
    debug_assert!(Layout::of(FILE_BYTES_MAX).objects() <= 512, "as many as a row may name");
    Ok(())
}

/// `type/subtype` in lower case, without parameters.
fn is_media_type(text: &str) -> bool {
    let is_token = |part: &str| {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"!#$&-^_.+".contains(&byte);
        !part.is_empty() && part.bytes().all(fits)
    };
    let halves = text.split_once('/').is_some_and(|(kind, own)| is_token(kind) && is_token(own));
    halves && text.len() <= MEDIA_TYPE_BYTES_MAX
}

impl From<FileProblem> for Error {
    fn from(problem: FileProblem) -> Self {
        Self::File(problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_is_two_words_and_no_more() {
        for good in ["application/pdf", "image/svg+xml", "application/vnd.ms-excel", "video/mp4"] {
            assert!(is_media_type(good), "{good}");
        }
        for bad in ["", "pdf", "/", "a/", "a/b/c", "Text/HTML", "text/html; charset=utf-8", "a/b\r\nx: y", "图/片"] {
            assert!(!is_media_type(bad), "{bad}");
        }
    }
}
