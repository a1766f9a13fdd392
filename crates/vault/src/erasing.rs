//! Erasing: the one place where keys and parts are destroyed, and what is left of them.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Result, Vault};

/// What an erasure did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// Keys destroyed.
    pub keys_destroyed: i64,
    /// Parts emptied.
    pub parts_erased: i64,
}

/// What an act of erasure names.
#[derive(Debug, Clone, Copy)]
pub struct RecordedErasure<'a> {
    /// The subjects whose keys are destroyed.
    pub subjects: &'a [String],
    /// The parts that are emptied.
    pub parts: &'a [(Uuid, i16)],
    /// The act: what was sealed after it is not covered.
    pub event_id: Uuid,
}

/// A part that is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TombstonePart {
    /// The event that held it.
    pub event_id: Uuid,
    /// Its number there.
    pub part_no: i16,
}

/// A key that is destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TombstoneKey {
    /// Its id.
    pub key_id: Uuid,
    /// Whose it was.
    pub subject: String,
}

/// Destroys every key of a subject: all its texts are gone. Needs a role that may execute `vault.erase`.
pub async fn erase_subject(connection: &mut PgConnection, log_id: i16, subject: &str) -> Result<Erased> {
    let none: (&[Uuid], &[i16]) = (&[], &[]);
    let query = sqlx::query_file_as!(Erased, "sql/erase.sql", log_id, subject, none.0, none.1);
    Ok(query.fetch_one(connection).await?)
}

/// Empties single parts. Needs a role that may execute `vault.erase`.
pub async fn erase_parts(connection: &mut PgConnection, log_id: i16, parts: &[(Uuid, i16)]) -> Result<Erased> {
    let (event_ids, part_numbers): (Vec<Uuid>, Vec<i16>) = parts.iter().copied().unzip();
    let no_subject: Option<&str> = None;
    let query = sqlx::query_file_as!(Erased, "sql/erase.sql", log_id, no_subject, &event_ids, &part_numbers);
    Ok(query.fetch_one(connection).await?)
}

impl Vault {
    /// Destroys what an act `PartErased` of the log names, and nothing else: the database reads the act itself. What was destroyed
    /// before, or sealed after the act, is left alone, so it can be done again after an interruption.
    pub async fn carry_out(&self, event_id: Uuid) -> Result<Erased> {
        let query = sqlx::query_file_as!(Erased, "sql/carry_out.sql", self.log_id(), event_id);
        Ok(query.fetch_one(self.pool()).await?)
    }

    /// How many keys and parts of a recorded erasure are still there.
    pub async fn left_of(&self, erasure: RecordedErasure<'_>) -> Result<i64> {
        let (event_ids, part_numbers): (Vec<Uuid>, Vec<i16>) = erasure.parts.iter().copied().unzip();
        let (log_id, by) = (self.log_id(), erasure.event_id);
        let query =
            sqlx::query_file_scalar!("sql/left_of.sql", log_id, erasure.subjects, &event_ids, &part_numbers, by);
        Ok(query.fetch_one(self.pool()).await?)
    }

    /// Whose data these parts are; a part that is not there is left out.
    pub async fn subjects_of(&self, parts: &[(Uuid, i16)]) -> Result<Vec<String>> {
        let (event_ids, part_numbers): (Vec<Uuid>, Vec<i16>) = parts.iter().copied().unzip();
        let query = sqlx::query_file_scalar!("sql/subjects_of.sql", self.log_id(), &event_ids, &part_numbers);
        Ok(query.fetch_all(self.pool()).await?)
    }

    /// The next parts that are empty.
    pub async fn tombstone_parts(&self, after: (Uuid, i16), limit: i64) -> Result<Vec<TombstonePart>> {
        let (log_id, event_id, part_no) = (self.log_id(), after.0, after.1);
        let query = sqlx::query_file_as!(TombstonePart, "sql/tombstone_parts.sql", log_id, event_id, part_no, limit);
        Ok(query.fetch_all(self.pool()).await?)
    }

    /// The next keys that are destroyed.
    pub async fn tombstone_keys(&self, after: Uuid, limit: i64) -> Result<Vec<TombstoneKey>> {
        let query = sqlx::query_file_as!(TombstoneKey, "sql/tombstone_keys.sql", self.log_id(), after, limit);
        Ok(query.fetch_all(self.pool()).await?)
    }
}
