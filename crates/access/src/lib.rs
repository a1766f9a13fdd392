//! Who may come in and do what: local accounts, identities of a provider, sessions, API tokens, the delay that makes guessing
//! useless; and the policies.
//!
//! The crate knows accounts and the persons they belong to. Which roles a person holds and from which cases he is excluded
//! stands in the log and is told to it. README.md says what is kept where and what an attacker can learn.

mod accounts;
mod bounds;
pub mod cookie;
mod error;
mod identities;
mod login;
mod password;
pub mod policy;
#[cfg(feature = "oidc")]
mod provider;
mod secret;
mod sessions;
mod sign_in;
mod sweep;
mod throttle;
mod tokens;

use std::sync::Arc;

use sqlx::PgPool;

pub use accounts::{Account, NewAccount};
pub use bounds::*;
pub use error::{Error, Unfit};
pub use identities::Identity;
pub use login::Login;
pub use password::{Hashing, Password};
#[cfg(feature = "oidc")]
pub use provider::{Begun, Provider, ProviderSettings, Vouched};
pub use secret::Secret;
pub use sessions::{NewSession, Session};
pub use sign_in::{Changed, SignIn, SignedIn};
pub use sweep::{Swept, keep_tidy};
pub use tokens::{ApiToken, NewToken, Scope, TokenAsked, TokenUse};

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The accounts of one database.
#[derive(Clone)]
pub struct Access {
    pub(crate) inner: Arc<Inner>,
    #[cfg(feature = "oidc")]
    pub(crate) provider: Option<Arc<Provider>>,
}

pub(crate) struct Inner {
    pub(crate) pool: PgPool,
    pub(crate) hasher: password::Hasher,
    /// Key of the digests under which failures are counted.
    pub(crate) key: [u8; 32],
}

impl Access {
    /// The accounts behind a pool of the application's role. `key` must be the same on every node and must not stand in the
    /// database: the vault's keyed digest of a fixed text is one.
    pub fn new(pool: PgPool, hashing: Hashing, key: [u8; 32]) -> Self {
        let hasher = password::Hasher::new(hashing);
        Self {
            inner: Arc::new(Inner { pool, hasher, key }),
            #[cfg(feature = "oidc")]
            provider: None,
        }
    }
}

impl std::fmt::Debug for Access {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Access").finish_non_exhaustive()
    }
}
