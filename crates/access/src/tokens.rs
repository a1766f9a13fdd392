//! API tokens: shown once, kept as digests, for reading or recording, and never for ever.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::bounds::{LIST_ROWS_MAX, TOKEN_DAYS_MAX, TOKEN_NAME_CHARS_MAX, TOKENS_PER_ACCOUNT_MAX, USE_NOTED_SECONDS};
use crate::secret::{TOKEN_PREFIX, digest};
use crate::{Access, Account, Error, Result, Secret};

/// What may be done with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Read.
    Read,
    /// Read and record.
    Record,
}

impl Scope {
    /// All.
    pub const ALL: [Self; 2] = [Self::Read, Self::Record];

    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Record => "record",
        }
    }

    /// The scope of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }
}

/// A token to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenAsked {
    /// What it is for, in the words of whoever asks for it.
    pub name: String,
    /// What may be done with it.
    pub scope: Scope,
    /// How long it lives, in days.
    pub days: u32,
}

/// A token that was made: it is told once.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// The token.
    pub token: Secret,
    /// What is kept of it.
    pub kept: ApiToken,
}

/// What is kept of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Its id.
    pub token_id: Uuid,
    /// What it is for.
    pub name: String,
    /// What may be done with it: `read` or `record`.
    pub scope: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it is over.
    pub ends_at: DateTime<Utc>,
    /// When it was used last, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// The use of a token that is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenUse {
    /// Whose it is.
    pub account: Account,
    /// What may be done with it.
    pub scope: Scope,
}

impl Access {
    /// Makes a token of an account.
    pub async fn add_token(&self, account_id: Uuid, asked: &TokenAsked) -> Result<NewToken> {
        let name = asked.name.trim();
        if name.is_empty() || name.chars().count() > TOKEN_NAME_CHARS_MAX || name.chars().any(char::is_control) {
            return Err(Error::TokenName);
        }
        let days = i32::try_from(asked.days).ok().filter(|_| (1..=TOKEN_DAYS_MAX).contains(&asked.days));
        let days = days.ok_or(Error::TokenLife)?;
        let (token, token_id) = (Secret::api_token(), Uuid::now_v7());
        let added = sqlx::query_file!(
            "sql/token_add.sql",
            token_id,
            account_id,
            &digest(token.reveal())[..],
            name,
            asked.scope.as_str(),
            days,
            i64::from(TOKENS_PER_ACCOUNT_MAX)
        );
        let row = added.fetch_optional(&self.inner.pool).await?.ok_or(Error::TooManyTokens)?;
        let kept = ApiToken {
            token_id,
            name: name.to_owned(),
            scope: asked.scope.as_str().to_owned(),
            created_at: row.created_at,
            ends_at: row.ends_at,
            last_used_at: None,
            revoked_at: None,
        };
        Ok(NewToken { token, kept })
    }

    /// The tokens of an account, the newest first.
    pub async fn tokens(&self, account_id: Uuid) -> Result<Vec<ApiToken>> {
        let listed = sqlx::query_file_as!(ApiToken, "sql/tokens.sql", account_id, i64::from(LIST_ROWS_MAX));
        Ok(listed.fetch_all(&self.inner.pool).await?)
    }

    /// Revokes a token of an account; false if it has none such in force.
    pub async fn revoke_token(&self, account_id: Uuid, token_id: Uuid) -> Result<bool> {
        let revoked = sqlx::query_file!("sql/token_revoke.sql", account_id, token_id).execute(&self.inner.pool).await?;
        Ok(revoked.rows_affected() == 1)
    }

    /// What a token may be used for, if it is in force and its account may come in.
    pub async fn token(&self, token: &str) -> Result<Option<TokenUse>> {
        if !token.starts_with(TOKEN_PREFIX) {
            return Ok(None);
        }
        let found = sqlx::query_file!("sql/token_find.sql", &digest(token)[..], f64::from(USE_NOTED_SECONDS));
        let Some(row) = found.fetch_optional(&self.inner.pool).await? else { return Ok(None) };
        if row.is_stale {
            sqlx::query_file!("sql/token_touch.sql", row.token_id).execute(&self.inner.pool).await?;
        }
        let account = Account {
            account_id: row.account_id,
            login: row.login,
            person_id: row.person_id,
            must_change: row.must_change,
            created_at: row.created_at,
            disabled_at: row.disabled_at,
        };
        Ok(Scope::parse(&row.scope).map(|scope| TokenUse { account, scope }))
    }
}
