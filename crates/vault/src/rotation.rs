//! A master key takes the place of another: the keys of subjects and of drafts are wrapped anew by the current one, some at a time, while nodes go on
//! opening and sealing with both. The texts themselves stay as they are sealed.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::subject_key::SubjectKey;
use crate::{Result, Vault};

/// Keys wrapped anew in one transaction.
pub const REWRAP_BATCH_KEYS: i64 = 500;

/// How many keys of subjects and drafts a master key wraps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedBy {
    /// The master key.
    pub master: i32,
    /// How many.
    pub keys: i64,
}

/// What one step of a rotation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rewrapped {
    /// The last key that was looked at: the next step begins behind it.
    pub last: Uuid,
    /// How many were wrapped anew. One that was destroyed meanwhile is not.
    pub keys: i64,
}

#[derive(Debug)]
struct Row {
    key_id: Uuid,
    subject: String,
    epoch: i32,
    wrapped: Vec<u8>,
}

impl Vault {
    /// How many live keys of subjects and drafts each master key wraps.
    pub async fn wrapped_by(&self) -> Result<Vec<WrappedBy>> {
        let query = sqlx::query_file_as!(WrappedBy, "sql/wrapped_by.sql", self.log_id());
        Ok(query.fetch_all(self.pool()).await?)
    }

    /// Reads the master keys again from their file.
    pub fn read_keys_again(&self) -> Result<()> {
        self.held().read_again()
    }
}

/// Wraps the next keys anew that the current master key does not wrap; none when there are none behind `after`. Needs a role
/// that may execute `vault.rewrap`.
pub async fn rewrap_batch(
    vault: &Vault,
    connection: &mut PgConnection,
    after: Uuid,
    limit: i64,
) -> Result<Option<Rewrapped>> {
    let current = i32::try_from(vault.master_keys().current()).unwrap_or(i32::MAX);
    let query = sqlx::query_file_as!(Row, "sql/keys_to_rewrap.sql", vault.log_id(), after, current, limit);
    let rows = query.fetch_all(&mut *connection).await?;
    let Some(last) = rows.last().map(|row| row.key_id) else { return Ok(None) };
    let (mut ids, mut before, mut epochs, mut anew) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        let key: SubjectKey = vault.unwrap(row.epoch, row.key_id, &row.subject, &row.wrapped)?;
        let (epoch, wrapped) = vault.wrap(&key, &row.subject)?;
        ids.push(row.key_id);
        before.push(row.wrapped);
        epochs.push(epoch);
        anew.push(wrapped);
    }
    let query = sqlx::query_file_scalar!("sql/rewrap.sql", vault.log_id(), &ids, &before, &epochs, &anew);
    let keys = query.fetch_one(connection).await?;
    Ok(Some(Rewrapped { last, keys }))
}

/// Wraps everything anew, and looks again until nothing is left: a node wraps by the old key until it reads its file again. What
/// was done before an interruption is not done again.
pub async fn rewrap(vault: &Vault, connection: &mut PgConnection, mut progress: impl FnMut(i64)) -> Result<i64> {
    let mut done = 0;
    loop {
        let (mut after, mut found) = (Uuid::nil(), 0);
        while let Some(step) = rewrap_batch(vault, connection, after, REWRAP_BATCH_KEYS).await? {
            after = step.last;
            found += step.keys;
            progress(done + found);
        }
        found += rewrap_drafts(vault, connection).await?;
        done += found;
        progress(done);
        if found == 0 {
            return Ok(done);
        }
    }
}

/// The same for drafts, which are few. One that was kept again or passed on meanwhile is looked at in the next round.
async fn rewrap_drafts(vault: &Vault, connection: &mut PgConnection) -> Result<i64> {
    let current = i32::try_from(vault.master_keys().current()).unwrap_or(i32::MAX);
    let (mut author, mut form_key, mut done) = (Uuid::nil(), String::new(), 0);
    loop {
        let limit = REWRAP_BATCH_KEYS;
        let query = sqlx::query_file!("sql/drafts_to_rewrap.sql", vault.log_id(), author, form_key, current, limit);
        let rows = query.fetch_all(&mut *connection).await?;
        let Some(last) = rows.last() else { return Ok(done) };
        (author, form_key) = (last.author, last.form_key.clone());
        for row in rows {
            let whose = crate::draft::whose(row.author);
            let key = vault.unwrap(row.epoch, row.key_id, &whose, &row.wrapped)?;
            let (epoch, anew) = vault.wrap(&key, &whose)?;
            let (of, before) = (row.author, &row.wrapped);
            let query =
                sqlx::query_file!("sql/draft_rewrap.sql", vault.log_id(), of, row.form_key, before, epoch, anew);
            done += i64::try_from(query.execute(&mut *connection).await?.rows_affected()).unwrap_or(i64::MAX);
        }
    }
}

/// Retires a master key unless it still wraps something; answers how much it wraps. From then on the database takes nothing that
/// it wrapped. Needs a role that may execute `vault.retire_master`.
pub async fn retire(connection: &mut PgConnection, log_id: i16, master: u32) -> Result<i64> {
    let master = i32::try_from(master).unwrap_or(i32::MAX);
    Ok(sqlx::query_file_scalar!("sql/retire_master.sql", log_id, master).fetch_one(connection).await?)
}
