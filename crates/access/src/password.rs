//! Passwords: which may be chosen, and how they are hashed and compared.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, Version};
use subtle::ConstantTimeEq;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::login::fold;
use crate::{
    Error, HASH_WAIT_SECONDS, HASHED_AT_ONCE_MAX, Login, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, Result, Secret, Unfit,
};

/// A password as it is hashed, in NFKC: the same keys give the same password on every keyboard.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// A password as somebody types it to come in; one that nobody can have chosen is refused by its length alone.
    pub fn typed(text: &str) -> Result<Self, Unfit> {
        if text.chars().count() > PASSWORD_CHARS_MAX {
            return Err(Unfit::Long);
        }
        Ok(Self(Zeroizing::new(text.nfkc().collect())))
    }

    /// A password that somebody chooses. Length makes it strong; what it is composed of is not asked.
    pub fn chosen(text: &str, login: &Login) -> Result<Self, Unfit> {
        let password = Self::typed(text)?;
        if password.0.chars().count() < PASSWORD_CHARS_MIN {
            return Err(Unfit::Short);
        }
        if fold(&password.0).trim() == login.as_str() {
            return Err(Unfit::IsLogin);
        }
        Ok(password)
    }

    /// A first password, made by [`Secret::first_password`].
    pub fn first(secret: &Secret) -> Self {
        Self(Zeroizing::new(secret.reveal().to_owned()))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password(…)")
    }
}

/// What one guess costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hashing {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Hashing {
    /// What OWASP recommends for argon2id: 19 MiB, two passes, one lane.
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2, lanes: 1 }
    }
}

/// A password as it is stored.
#[derive(Clone)]
pub(crate) struct Hashed {
    pub(crate) hash: [u8; 32],
    pub(crate) salt: [u8; 16],
    pub(crate) hashing: Hashing,
}

/// Hashes passwords, a few at a time, away from the threads that answer requests.
pub(crate) struct Hasher {
    hashing: Hashing,
    turns: Arc<Semaphore>,
    /// What a password is compared with where there is no account.
    nobody: Hashed,
}

impl Hasher {
    pub(crate) fn new(hashing: Hashing) -> Self {
        // Nobody's hash is random, so no password fits it, and it takes as long to compare as any.
        let nobody = Hashed { hash: rand::random(), salt: rand::random(), hashing };
        Self { hashing, turns: Arc::new(Semaphore::new(HASHED_AT_ONCE_MAX)), nobody }
    }

    /// Hashes a password with a salt of its own.
    pub(crate) async fn hash(&self, password: &Password) -> Result<Hashed> {
        let (salt, hashing) = (rand::random(), self.hashing);
        let hash = self.derived(password, salt, hashing).await?;
        Ok(Hashed { hash, salt, hashing })
    }

    /// Whether a password is the stored one. Without one the answer is no, after as much work.
    pub(crate) async fn fits(&self, password: &Password, stored: Option<&Hashed>) -> Result<bool> {
        let with = stored.unwrap_or(&self.nobody);
        let hash = self.derived(password, with.salt, with.hashing).await?;
        let is_same: bool = hash.ct_eq(&with.hash).into();
        Ok(is_same && stored.is_some())
    }

    /// Whether a password was hashed at another cost than passwords are today.
    pub(crate) fn is_outdated(&self, stored: &Hashed) -> bool {
        stored.hashing != self.hashing
    }

    async fn derived(&self, password: &Password, salt: [u8; 16], hashing: Hashing) -> Result<[u8; 32]> {
        let wait = Duration::from_secs(HASH_WAIT_SECONDS);
        let turn = tokio::time::timeout(wait, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| Error::Busy)?.map_err(|_| Error::Busy)?;
        let password = password.clone();
        let hashed = tokio::task::spawn_blocking(move || {
            let hash = derive(&password.0, &salt, hashing);
            drop(turn);
            hash
        });
        hashed.await.map_err(|_| Error::Hashing)?
    }
}

fn derive(password: &str, salt: &[u8; 16], hashing: Hashing) -> Result<[u8; 32]> {
    let Hashing { memory_kib, passes, lanes } = hashing;
    let params = Params::new(memory_kib, passes, lanes, Some(32)).map_err(|_| Error::Hashing)?;
    let mut hash = [0; 32];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(password.as_bytes(), salt, &mut hash).map_err(|_| Error::Hashing)?;
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TINY: Hashing = Hashing { memory_kib: 8, passes: 1, lanes: 1 };

    #[test]
    fn a_password_is_long_enough_and_not_the_login() {
        let login = Login::parse("wang.fang.2024").unwrap();
        let chosen = |text: &str| Password::chosen(text, &login).map(|_| ());
        assert_eq!(chosen("eleven char"), Err(Unfit::Short));
        assert_eq!(chosen("twelve chars"), Ok(()));
        assert_eq!(chosen("春眠不觉晓处处闻啼鸟夜来"), Ok(()), "characters are counted, not bytes");
        assert_eq!(chosen(&"x".repeat(PASSWORD_CHARS_MAX)), Ok(()));
        assert_eq!(chosen(&"x".repeat(PASSWORD_CHARS_MAX + 1)), Err(Unfit::Long));
        assert_eq!(chosen("WANG.Fang.2024"), Err(Unfit::IsLogin));
        assert_eq!(chosen("ｗａｎｇ.fang.2024 "), Err(Unfit::IsLogin));
        assert_eq!(chosen("aaaaaaaaaaaa"), Ok(()), "there are no rules of composition");
    }

    #[test]
    fn a_password_is_not_printed() {
        assert_eq!(format!("{:?}", Password::typed("correct horse").unwrap()), "Password(…)");
    }

    #[tokio::test]
    async fn a_password_fits_its_own_hash_and_no_other() {
        let hasher = Hasher::new(TINY);
        let typed = |text: &str| Password::typed(text).unwrap();
        let stored = hasher.hash(&typed("ﬁne password")).await.unwrap();
        assert!(hasher.fits(&typed("fine password"), Some(&stored)).await.unwrap(), "the same in NFKC");
        for wrong in ["fine passwor", "Fine password", ""] {
            assert!(!hasher.fits(&typed(wrong), Some(&stored)).await.unwrap(), "{wrong}");
        }
        assert!(!hasher.fits(&typed("fine password"), None).await.unwrap());
        let again = hasher.hash(&typed("fine password")).await.unwrap();
        assert_ne!((stored.hash, stored.salt), (again.hash, again.salt), "each has a salt of its own");
        assert!(!hasher.is_outdated(&stored));
        assert!(Hasher::new(Hashing { passes: 2, ..TINY }).is_outdated(&stored));
    }

    #[tokio::test]
    async fn costs_that_are_none_are_refused() {
        let hasher = Hasher::new(Hashing { memory_kib: 0, passes: 0, lanes: 0 });
        let done = hasher.hash(&Password::typed("a good password").unwrap()).await;
        assert!(matches!(done, Err(Error::Hashing)));
    }
}
