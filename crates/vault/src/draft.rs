//! Drafts of forms: sealed, kept for their author alone, bounded in number and bytes, and gone when their time is over.
//!
//! Each has a key of its own, wrapped by the key of the epoch and bound to its author; whoever reads the tables learns which
//! form of which case waits for whom, and how long it is to four kibibytes.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::part::{decrypt, encrypt};
use crate::subject_key::SubjectKey;
use crate::{Error, Result, Vault};

/// Drafts of one person.
pub const DRAFTS_PER_PERSON_MAX: i64 = 100;
/// Longest draft, in bytes.
pub const DRAFT_BYTES_MAX: usize = 1024 * 1024;
/// All drafts of one person, sealed, in bytes.
pub const DRAFTS_BYTES_MAX: i64 = 16 * 1024 * 1024;
/// After so many days without being saved again a draft is warned of.
pub const DRAFT_WARNED_DAYS: i32 = 30;
/// After so many it is deleted.
pub const DRAFT_KEPT_DAYS: i32 = 90;
/// Lengths are hidden up to this many bytes.
const STEP_BYTES: usize = 4 * 1024;
const PAD: u8 = 0x80;

/// A draft to keep.
#[derive(Clone, Copy)]
pub struct NewDraft<'a> {
    /// Whose it is.
    pub author: Uuid,
    /// The key of the form: saved again, it is the same draft.
    pub form_key: &'a str,
    /// Where the form stands.
    pub form: &'a str,
    /// The case it is about.
    pub case: Option<Uuid>,
    /// What was typed.
    pub text: &'a str,
}

/// What is told of a draft without opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftHead {
    /// Whose it is.
    pub author: Uuid,
    /// The key of the form.
    pub form_key: String,
    /// Where the form stands.
    pub form: String,
    /// The case it is about.
    pub case: Option<Uuid>,
    /// Who had it before, where it was passed on.
    pub passed_by: Option<Uuid>,
    /// When it was saved last.
    pub saved_at: DateTime<Utc>,
}

/// A draft that was opened.
#[derive(Clone)]
pub struct KeptDraft {
    /// What is told of it.
    pub head: DraftHead,
    /// What was typed, wiped when dropped.
    pub text: Zeroizing<String>,
}

/// What became of a draft that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftKept {
    /// It is kept.
    Done(DateTime<Utc>),
    /// Its author has as many, or as long ones, as may be kept.
    Full,
    /// It is longer than a draft may be.
    TooLong,
}

struct Row {
    author: Uuid,
    form_key: String,
    form: String,
    case_id: Option<Uuid>,
    passed_by: Option<Uuid>,
    saved_at: DateTime<Utc>,
}

impl From<Row> for DraftHead {
    fn from(row: Row) -> Self {
        let Row { author, form_key, form, case_id, passed_by, saved_at } = row;
        Self { author, form_key, form, case: case_id, passed_by, saved_at }
    }
}

impl Vault {
    /// Keeps a draft, in the place of the one with the same key.
    pub async fn keep_draft(&self, draft: NewDraft<'_>) -> Result<DraftKept> {
        if draft.text.len() > DRAFT_BYTES_MAX {
            return Ok(DraftKept::TooLong);
        }
        let key = SubjectKey::random();
        let (epoch, wrapped) = self.wrap(&key, &whose(draft.author))?;
        let ciphertext = encrypt(&key.secret, key.key_id.as_bytes(), &padded(draft.text));
        let kept = sqlx::query_file_scalar!(
            "sql/draft_keep.sql",
            self.log_id(),
            draft.author,
            draft.form_key,
            draft.form,
            draft.case,
            key.key_id,
            epoch,
            wrapped,
            ciphertext,
            DRAFTS_PER_PERSON_MAX,
            DRAFTS_BYTES_MAX
        );
        Ok(kept.fetch_optional(self.pool()).await?.map_or(DraftKept::Full, DraftKept::Done))
    }

    /// The drafts of one person, the newest first.
    pub async fn drafts_of(&self, author: Uuid) -> Result<Vec<DraftHead>> {
        let rows = sqlx::query_file_as!(Row, "sql/drafts_of.sql", self.log_id(), author).fetch_all(self.pool()).await?;
        Ok(rows.into_iter().map(DraftHead::from).collect())
    }

    /// The drafts on one case, whoever wrote them.
    pub async fn drafts_on(&self, case: Uuid) -> Result<Vec<DraftHead>> {
        let rows = sqlx::query_file_as!(Row, "sql/drafts_on.sql", self.log_id(), case).fetch_all(self.pool()).await?;
        Ok(rows.into_iter().map(DraftHead::from).collect())
    }

    /// What a draft holds, for its author.
    pub async fn open_draft(&self, author: Uuid, form_key: &str) -> Result<Option<KeptDraft>> {
        let found = sqlx::query_file!("sql/draft_open.sql", self.log_id(), author, form_key);
        let Some(row) = found.fetch_optional(self.pool()).await? else { return Ok(None) };
        let key = self.unwrap(row.epoch, row.key_id, &whose(author), &row.wrapped)?;
        let opened = decrypt(&key.secret, row.key_id.as_bytes(), &row.ciphertext).and_then(|bytes| unpadded(&bytes));
        let text = opened.ok_or(Error::Unwrap(row.key_id))?;
        let form_key = form_key.to_owned();
        let (case, passed_by) = (row.case_id, row.passed_by);
        let head = DraftHead { author, form_key, form: row.form, case, passed_by, saved_at: row.saved_at };
        Ok(Some(KeptDraft { head, text }))
    }

    /// Deletes a draft, with its key.
    pub async fn drop_draft(&self, author: Uuid, form_key: &str) -> Result<bool> {
        let dropped = sqlx::query_file!("sql/draft_drop.sql", self.log_id(), author, form_key);
        Ok(dropped.execute(self.pool()).await?.rows_affected() > 0)
    }

    /// Passes a draft on, sealed: its key is wrapped anew, and the text is not opened.
    pub async fn pass_draft(&self, from: Uuid, form_key: &str, to: Uuid) -> Result<bool> {
        let found = sqlx::query_file!("sql/draft_open.sql", self.log_id(), from, form_key);
        let Some(row) = found.fetch_optional(self.pool()).await? else { return Ok(false) };
        let key = self.unwrap(row.epoch, row.key_id, &whose(from), &row.wrapped)?;
        let (epoch, wrapped) = self.wrap(&key, &whose(to))?;
        let passed =
            sqlx::query_file!("sql/draft_pass.sql", self.log_id(), from, form_key, to, row.key_id, epoch, wrapped);
        Ok(passed.execute(self.pool()).await?.rows_affected() > 0)
    }

    /// Deletes drafts whose time is over, and says how many there were.
    pub async fn sweep_drafts(&self) -> Result<u64> {
        Ok(sqlx::query_file!("sql/draft_sweep.sql", DRAFT_KEPT_DAYS).execute(self.pool()).await?.rows_affected())
    }
}

/// What the key of a draft is bound to.
pub(crate) fn whose(author: Uuid) -> String {
    format!("draft:{author}")
}

fn padded(text: &str) -> Zeroizing<Vec<u8>> {
    let length = (text.len() + 1).next_multiple_of(STEP_BYTES);
    let mut bytes = Zeroizing::new(Vec::with_capacity(length));
    bytes.extend_from_slice(text.as_bytes());
    bytes.push(PAD);
    bytes.resize(length, 0);
    bytes
}

fn unpadded(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let end = bytes.iter().rposition(|byte| *byte != 0).filter(|end| bytes[*end] == PAD)?;
    std::str::from_utf8(&bytes[..end]).ok().map(|text| Zeroizing::new(text.to_owned()))
}

impl std::fmt::Debug for KeptDraft {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("KeptDraft").field("head", &self.head).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_hidden_and_the_text_comes_back() {
        for text in ["", "甲", &"x".repeat(STEP_BYTES - 1), &"乙".repeat(STEP_BYTES)] {
            let bytes = padded(text);
            assert!(bytes.len().is_multiple_of(STEP_BYTES) && bytes.len() > text.len());
            assert_eq!(unpadded(&bytes).unwrap().as_str(), text);
        }
        assert!(unpadded(&[0; STEP_BYTES]).is_none());
    }
}
