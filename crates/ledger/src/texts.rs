//! Texts that events name by their digest: put once under it, never changed, the same for every log of the database.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{Error, Ledger, REGISTER_STREAMS_MAX, Result, TEXT_BYTES_MAX, content_hash};

/// What a text is the text of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextKind {
    /// A release of a rulebook.
    Rulebook,
    /// A revision of a calendar.
    Calendar,
}

impl TextKind {
    /// As the database writes it; the streams that name such texts are of the same kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rulebook => "rulebook",
            Self::Calendar => "calendar",
        }
    }
}

/// A stored text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredText {
    /// What it is the text of, as the database writes it.
    pub kind: String,
    /// The text.
    pub body: Vec<u8>,
    /// When it was put.
    pub stored_at: DateTime<Utc>,
}

impl Ledger {
    /// Puts a text under its digest; false if it was there already.
    pub async fn put_text(&self, kind: TextKind, body: &[u8]) -> Result<bool> {
        if body.is_empty() || body.len() > TEXT_BYTES_MAX {
            return Err(Error::TextSize(body.len()));
        }
        let digest = content_hash(body);
        let put = sqlx::query_file_scalar!("sql/text_put.sql", &digest[..], kind.as_str(), body);
        Ok(put.fetch_one(&self.pool).await?)
    }

    /// The text with this digest. One that is not what its digest says is an error and never an answer.
    pub async fn text(&self, digest: &[u8; 32]) -> Result<Option<StoredText>> {
        let row = sqlx::query_file!("sql/text.sql", &digest[..]).fetch_optional(&self.pool).await?;
        match row {
            Some(row) if content_hash(&row.body) != *digest => Err(Error::TextDamaged),
            row => Ok(row.map(|row| StoredText { kind: row.kind, body: row.body, stored_at: row.stored_at })),
        }
    }

    /// Which of these texts are stored.
    pub async fn texts_present(&self, digests: &HashSet<[u8; 32]>) -> Result<HashSet<[u8; 32]>> {
        let wanted: Vec<Vec<u8>> = digests.iter().map(|digest| digest.to_vec()).collect();
        let found = sqlx::query_file_scalar!("sql/texts_present.sql", &wanted).fetch_all(&self.pool).await?;
        Ok(found.into_iter().filter_map(|digest| digest.try_into().ok()).collect())
    }

    /// The streams whose events name texts of this kind, in the order of their ids.
    pub async fn register_streams(&self, kind: TextKind) -> Result<Vec<Uuid>> {
        let limit = i64::try_from(REGISTER_STREAMS_MAX + 1).unwrap_or(i64::MAX);
        let found = sqlx::query_file_scalar!("sql/register_streams.sql", self.log_id.0, kind.as_str(), limit)
            .fetch_all(&self.pool)
            .await?;
        if found.len() > REGISTER_STREAMS_MAX { Err(Error::TooLong(REGISTER_STREAMS_MAX)) } else { Ok(found) }
    }

    /// The streams of those who delegated, in the order of their ids.
    pub async fn delegation_streams(&self) -> Result<Vec<Uuid>> {
        let limit = i64::try_from(REGISTER_STREAMS_MAX + 1).unwrap_or(i64::MAX);
        let found = sqlx::query_file_scalar!("sql/delegation_streams.sql", self.log_id.0, limit);
        let found = found.fetch_all(&self.pool).await?;
        if found.len() > REGISTER_STREAMS_MAX { Err(Error::TooLong(REGISTER_STREAMS_MAX)) } else { Ok(found) }
    }

    /// The next streams of the roles that persons hold, in the order of their ids, each with its version.
    pub async fn grant_streams(&self, after: Uuid, limit: i64) -> Result<Vec<(Uuid, i32)>> {
        let found =
            sqlx::query_file!("sql/grant_streams.sql", self.log_id.0, after, limit).fetch_all(&self.pool).await?;
        Ok(found.into_iter().map(|row| (row.stream_id, row.version)).collect())
    }

    /// The next streams of what is to be erased or held, in the order of their ids.
    pub async fn erasure_streams(&self, after: Uuid, limit: i64) -> Result<Vec<Uuid>> {
        let found = sqlx::query_file_scalar!("sql/erasure_streams.sql", self.log_id.0, after, limit);
        Ok(found.fetch_all(&self.pool).await?)
    }

    /// The cases in which texts of a subject stand, at most so many.
    pub async fn cases_of_subject(&self, subject: &str, limit: i64) -> Result<Vec<Uuid>> {
        let found = sqlx::query_file_scalar!("sql/cases_of_subject.sql", self.log_id.0, subject, limit);
        Ok(found.fetch_all(&self.pool).await?)
    }
}
