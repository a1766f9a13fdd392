//! Sessions: rows that hold the digest of a token, and end when nobody uses them or when their time is over.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::bounds::{SESSION_HOURS_MAX, SESSION_IDLE_MINUTES, SESSIONS_PER_ACCOUNT_MAX, USE_NOTED_SECONDS};
use crate::secret::digest;
use crate::{Access, Account, Login, Result, Secret};

/// A session that was begun: its token is told once.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The token.
    pub token: Secret,
    /// When it ends, however much it is used.
    pub ends_at: DateTime<Utc>,
}

/// A session that goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub account: Account,
    /// When it ends, however much it is used.
    pub ends_at: DateTime<Utc>,
}

impl Access {
    /// Begins a session with a token of its own, whatever the caller held before.
    pub(crate) async fn begin_session(
        &self,
        connection: &mut sqlx::PgConnection,
        account_id: Uuid,
    ) -> Result<NewSession> {
        let token = Secret::token();
        let life = f64::from(SESSION_HOURS_MAX) * 3600.0;
        let ends_at = sqlx::query_file_scalar!("sql/session_add.sql", &digest(token.reveal())[..], account_id, life)
            .fetch_one(&mut *connection)
            .await?;
        sqlx::query_file!("sql/session_crowd.sql", account_id, i64::from(SESSIONS_PER_ACCOUNT_MAX))
            .execute(connection)
            .await?;
        Ok(NewSession { token, ends_at })
    }

    /// The session of a token, if it goes on and its account may come in.
    pub async fn session(&self, token: &str) -> Result<Option<Session>> {
        let sha256 = digest(token);
        let (idle, noted) = (f64::from(SESSION_IDLE_MINUTES) * 60.0, f64::from(USE_NOTED_SECONDS));
        let found = sqlx::query_file!("sql/session_find.sql", &sha256[..], idle, noted);
        let Some(row) = found.fetch_optional(&self.inner.pool).await? else { return Ok(None) };
        if row.is_stale {
            sqlx::query_file!("sql/session_touch.sql", &sha256[..]).execute(&self.inner.pool).await?;
        }
        let account = Account {
            account_id: row.account_id,
            login: row.login,
            person_id: row.person_id,
            must_change: row.must_change,
            created_at: row.created_at,
            disabled_at: row.disabled_at,
        };
        Ok(Some(Session { account, ends_at: row.ends_at }))
    }

    /// Whether the session of a token goes on, without taking that for a use of it.
    pub async fn session_goes_on(&self, token: &str) -> Result<bool> {
        let (idle, noted) = (f64::from(SESSION_IDLE_MINUTES) * 60.0, f64::from(USE_NOTED_SECONDS));
        let found = sqlx::query_file!("sql/session_find.sql", &digest(token)[..], idle, noted);
        Ok(found.fetch_optional(&self.inner.pool).await?.is_some())
    }

    /// Ends the session of a token.
    pub async fn end_session(&self, token: &str) -> Result<()> {
        sqlx::query_file!("sql/session_end.sql", &digest(token)[..]).execute(&self.inner.pool).await?;
        Ok(())
    }

    /// Ends every session of an account, and says how many there were.
    pub async fn end_sessions(&self, account_id: Uuid) -> Result<u64> {
        let ended = sqlx::query_file!("sql/session_end_all.sql", account_id).execute(&self.inner.pool).await?;
        Ok(ended.rows_affected())
    }

    /// Ends every session of the account with a login, and says how many there were.
    pub async fn end_sessions_of(&self, login: &Login) -> Result<u64> {
        self.end_sessions(self.account(login).await?.account_id).await
    }
}
