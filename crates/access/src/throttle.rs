//! Delay: who failed often must wait, longer each time, whether the account exists or not. Every node counts in one table.

use std::net::IpAddr;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::bounds::{
    ACCOUNT_DELAY_SECONDS_MAX, ACCOUNT_FAILURES_FREE, ADDRESS_DELAY_SECONDS_MAX, ADDRESS_FAILURES_FREE,
    FAILURES_KEPT_HOURS,
};
use crate::{Access, Result};

/// Whose failures are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Everybody who tries one login.
    Login([u8; 32]),
    /// Everybody who comes from one address.
    Address([u8; 32]),
}

impl Subject {
    fn digest(&self) -> &[u8; 32] {
        match self {
            Self::Login(digest) | Self::Address(digest) => digest,
        }
    }

    /// Failures without a delay, and the longest delay in seconds.
    fn bounds(self) -> (i32, f64) {
        let (free, longest) = match self {
            Self::Login(_) => (ACCOUNT_FAILURES_FREE, ACCOUNT_DELAY_SECONDS_MAX),
            Self::Address(_) => (ADDRESS_FAILURES_FREE, ADDRESS_DELAY_SECONDS_MAX),
        };
        (i32::try_from(free).unwrap_or(i32::MAX), f64::from(longest))
    }
}

impl Access {
    /// The login as failures are counted by it. What was typed need not be one.
    pub(crate) fn login_subject(&self, login: &str) -> Subject {
        Subject::Login(keyed(&self.inner.key, &[b"wenze/throttle/login\0", login.as_bytes()]))
    }

    /// The address as failures are counted by it. Who has one address of the newer kind has a whole network of them.
    pub(crate) fn address_subject(&self, address: Option<IpAddr>) -> Subject {
        let place = match address {
            None => "none".to_owned(),
            Some(IpAddr::V4(address)) => address.to_string(),
            Some(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
                Some(mapped) => mapped.to_string(),
                None => format!("{:x?}/64", &address.segments()[..4]),
            },
        };
        Subject::Address(keyed(&self.inner.key, &[b"wenze/throttle/address\0", place.as_bytes()]))
    }

    /// Counts an attempt before it is judged, so that many at once are not judged for free; or how many seconds to wait.
    pub(crate) async fn begin(&self, subject: Subject) -> Result<Option<u32>> {
        let (free, longest) = subject.bounds();
        let kept = f64::from(FAILURES_KEPT_HOURS) * 3600.0;
        let wait = sqlx::query_file_scalar!("sql/throttle_begin.sql", &subject.digest()[..], free, longest, kept)
            .fetch_one(&self.inner.pool)
            .await?;
        Ok(u32::try_from(wait).ok().filter(|wait| *wait > 0))
    }

    /// Whoever came in did not fail. His address keeps the failures that were counted before, or one account of his own would
    /// wash away what he did to others.
    pub(crate) async fn has_come_in(&self, login: Subject, address: Subject) -> Result<()> {
        self.forget_failures(login).await?;
        self.undo_failure(address).await
    }

    /// Takes back that an attempt was counted.
    pub(crate) async fn undo_failure(&self, subject: Subject) -> Result<()> {
        sqlx::query_file!("sql/throttle_undo.sql", &subject.digest()[..]).execute(&self.inner.pool).await?;
        Ok(())
    }

    /// Forgets the failures of one subject.
    pub(crate) async fn forget_failures(&self, subject: Subject) -> Result<()> {
        sqlx::query_file!("sql/throttle_clear.sql", &subject.digest()[..]).execute(&self.inner.pool).await?;
        Ok(())
    }
}

/// A digest that nobody makes who does not hold the key.
#[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
pub(crate) fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of 32 bytes");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
