//! How many requests somebody may send: by account where he is signed in, by address where he is not.
//!
//! Nobody who works by hand meets these bounds. They keep a program that went wrong, or a stranger who guesses, from taking the
//! server away from everybody else; what guesses at passwords has a delay of its own (`wenze_access`).

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use uuid::Uuid;

use crate::problem::{Code, Fault};

/// So many keys are remembered before those are forgotten that have all their requests again.
const KEYS_MAX: usize = 10_000;

/// Requests that may come: so many at once, and so many a second after those.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// A second, in the long run.
    pub per_second: NonZeroU32,
    /// At once, after a rest.
    pub burst: NonZeroU32,
}

impl Rate {
    /// So many a second, and so many at once. Nothing at all would keep everybody out: zero counts as one.
    pub const fn new(per_second: u32, burst: u32) -> Self {
        const fn at_least_one(number: u32) -> NonZeroU32 {
            match NonZeroU32::new(number) {
                Some(number) => number,
                None => NonZeroU32::MIN,
            }
        }
        Self { per_second: at_least_one(per_second), burst: at_least_one(burst) }
    }

    fn quota(self) -> Quota {
        Quota::per_second(self.per_second).allow_burst(self.burst)
    }
}

/// Who sends how fast. Each node counts for itself.
#[derive(Debug, Clone)]
pub(crate) struct Pace(Arc<Limits>);

#[derive(Debug)]
struct Limits {
    accounts: DefaultKeyedRateLimiter<Uuid>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
}

impl Pace {
    pub(crate) fn new(accounts: Rate, addresses: Rate) -> Self {
        let (accounts, addresses) = (RateLimiter::keyed(accounts.quota()), RateLimiter::keyed(addresses.quota()));
        Self(Arc::new(Limits { accounts, addresses }))
    }

    /// One more request of an account.
    pub(crate) fn of_account(&self, account: Uuid) -> Result<(), Fault> {
        one_more(&self.0.accounts, &account)
    }

    /// One more request from an address by somebody who is not signed in. What has no address, as in a test, is not counted.
    pub(crate) fn of_address(&self, address: Option<IpAddr>) -> Result<(), Fault> {
        address.map_or(Ok(()), |address| one_more(&self.0.addresses, &network(address)))
    }
}

fn one_more<K: std::hash::Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Fault> {
    if limiter.len() > KEYS_MAX {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        Fault::new(Code::TooManyRequests).after(u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX))
    })
}

/// Whoever has one address of the new kind has a whole network of them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::from((u128::from(v6) & !u128::from(u64::MAX)).to_be_bytes()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_sends_too_fast_waits_and_nobody_else() {
        let pace = Pace::new(Rate::new(1, 3), Rate::new(1, 2));
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let taken = (0..5).filter(|_| pace.of_account(one).is_ok()).count();
        assert_eq!(taken, 3);
        let fault = pace.of_account(one).unwrap_err();
        assert_eq!((fault.code(), fault.retry_after_s()), (Code::TooManyRequests, Some(1)));
        assert!(pace.of_account(other).is_ok());
        assert!((0..9).all(|_| pace.of_address(None).is_ok()));
    }

    #[test]
    fn addresses_of_one_network_count_together() {
        let pace = Pace::new(Rate::new(1, 1), Rate::new(1, 2));
        let from = |text: &str| pace.of_address(Some(text.parse().unwrap())).is_ok();
        assert!(from("2001:db8::1") && from("2001:db8::2") && !from("2001:db8::3:1"));
        assert!(from("2001:db8:0:1::1"));
        assert!(from("10.0.0.1") && from("::ffff:10.0.0.1") && !from("10.0.0.1"), "one address in two spellings");
        assert!(from("10.0.0.2"));
    }
}
