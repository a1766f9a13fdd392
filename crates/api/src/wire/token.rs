//! Tokens of the API.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_access::{ApiToken, NewToken};

/// The tokens of an account, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Tokens {
    /// The tokens.
    items: Vec<TokenItem>,
}

/// What is kept of a token; the token itself is not.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokenItem {
    /// Its id.
    id: Uuid,
    /// What it is for.
    name: String,
    /// What may be done with it: `read` or `record`.
    scope: String,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it is over.
    ends_at: DateTime<Utc>,
    /// When it was used last, to the minute.
    last_used_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    revoked_at: Option<DateTime<Utc>>,
}

/// A token that was made.
#[derive(Serialize, ToSchema)]
pub(crate) struct MadeToken {
    /// The token. It is told this once.
    #[schema(example = "wz_…")]
    token: String,
    /// What is kept of it.
    #[serde(flatten)]
    kept: TokenItem,
}

impl Tokens {
    pub(crate) fn of(tokens: Vec<ApiToken>) -> Self {
        Self { items: tokens.into_iter().map(TokenItem::of).collect() }
    }
}

impl TokenItem {
    fn of(token: ApiToken) -> Self {
        Self {
            id: token.token_id,
            name: token.name,
            scope: token.scope,
            created_at: token.created_at,
            ends_at: token.ends_at,
            last_used_at: token.last_used_at,
            revoked_at: token.revoked_at,
        }
    }
}

impl MadeToken {
    pub(crate) fn of(made: NewToken) -> Self {
        Self { token: made.token.reveal().to_owned(), kept: TokenItem::of(made.kept) }
    }
}
