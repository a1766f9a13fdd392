//! What can go wrong with a call. A wrong password is none of it: that is an answer.

use crate::bounds::{
    LOGIN_CHARS_MAX, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, TOKEN_DAYS_MAX, TOKEN_NAME_CHARS_MAX,
    TOKENS_PER_ACCOUNT_MAX,
};

/// Why a password may not be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Too short.
    #[error("a password has at least {PASSWORD_CHARS_MIN} characters")]
    Short,
    /// Too long.
    #[error("a password has at most {PASSWORD_CHARS_MAX} characters")]
    Long,
    /// It is the login.
    #[error("a password is not the login")]
    IsLogin,
    /// It is the one before.
    #[error("the new password is the one before")]
    Unchanged,
}

/// An error of the accounts.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The password may not be chosen.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// What was given is no login.
    #[error("a login has 1 to {LOGIN_CHARS_MAX} letters, digits and any of . _ - @")]
    LoginForm,
    /// Another account has the login.
    #[error("there is an account with this login already")]
    LoginTaken,
    /// There is no such account.
    #[error("there is no account with this login")]
    NoAccount,
    /// What was given is no name of a token.
    #[error("the name of a token is one line of 1 to {TOKEN_NAME_CHARS_MAX} characters")]
    TokenName,
    /// A token would live too long, or not at all.
    #[error("a token lives 1 to {TOKEN_DAYS_MAX} days")]
    TokenLife,
    /// There are too many tokens.
    #[error("an account has at most {TOKENS_PER_ACCOUNT_MAX} tokens in force: revoke one")]
    TooManyTokens,
    /// Too many passwords wait to be hashed.
    #[error("too many people sign in at this moment; try again")]
    Busy,
    /// The costs of hashing cannot be used.
    #[error("passwords cannot be hashed with these costs")]
    Hashing,
    /// What was given is no identity.
    #[error("an identity is an issuer and a subject of at most 255 bytes, without control characters")]
    IdentityForm,
    /// The identity means another account, or the account has another identity.
    #[error("this identity or this account is linked already; unlink it first")]
    IdentityTaken,
    /// The addresses of a provider cannot be used.
    #[error("the issuer and the address of this system are https://… addresses; plain http only on this machine")]
    ProviderAddress,
    /// There is no provider.
    #[error("nobody said which identity provider people sign in with")]
    NoProvider,
    /// The provider failed.
    #[error("the identity provider failed: {0}")]
    Provider(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl Error {
    /// Whether the same call may succeed in a moment.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Busy | Self::Provider(_) => true,
            // Connection, resources, transaction conflict, operator intervention, lock time-out.
            Self::Database(sqlx::Error::Database(error)) => {
                error.code().is_some_and(|code| ["08", "53", "40", "57", "55P03"].iter().any(|c| code.starts_with(c)))
            }
            Self::Database(error) => {
                !matches!(error, sqlx::Error::Encode(_) | sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_))
            }
            _ => false,
        }
    }
}
