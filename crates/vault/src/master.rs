//! The master keys: those that wrap subject keys, by their ids, the one of them that wraps new ones, and the key of the digests.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Error, Result};

mod file;

/// Environment variable that holds the master key as 64 hexadecimal digits, or the whole text of a key file, instead of a file.
pub const ENVIRONMENT: &str = "WENZE_MASTER_KEY";
/// Length of an epoch.
pub const EPOCH_DAYS: u64 = 30;
/// Most master keys that are held at once.
pub const MASTER_KEYS_MAX: usize = 16;

/// The id of a key that was made before keys had ids. What it wraps bears no id.
pub(crate) const FIRST_ID: u32 = 1;
const EPOCH_S: u64 = EPOCH_DAYS * 24 * 60 * 60;

/// The epoch an instant lies in, counted from 1970.
pub fn epoch_at(time: SystemTime) -> i32 {
    let since_1970 = time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    i32::try_from(since_1970.as_secs() / EPOCH_S).unwrap_or(i32::MAX)
}

/// The secrets of a node: one or more master keys, each a chain that only moves forward from epoch to epoch, and the key of the
/// digests, which never changes. A master key that was retired, or forgot its early links, cannot unwrap what they wrapped,
/// which is how erasure reaches backups.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MasterKey {
    digest: [u8; 32],
    /// By their ids, upwards; never empty.
    keys: Vec<Chain>,
    current: u32,
    #[zeroize(skip)]
    file: Option<PathBuf>,
}

/// One master key.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
struct Chain {
    #[zeroize(skip)]
    id: u32,
    #[zeroize(skip)]
    first_epoch: i32,
    link: [u8; 32],
}

impl MasterKey {
    /// A key given as 64 hexadecimal digits; its chain starts at epoch 0.
    pub fn from_hex(hex: &str) -> Result<Self> {
        let root = Zeroizing::new(parse_hex(hex.trim())?);
        let chain = Chain { id: FIRST_ID, first_epoch: 0, link: keyed(&root, &[b"wenze/chain/v1"]) };
        Ok(Self { digest: keyed(&root, &[b"wenze/digest/v1"]), keys: vec![chain], current: FIRST_ID, file: None })
    }

    /// A new one, of random secrets.
    fn random() -> Self {
        Self { digest: rand::random(), keys: vec![Chain::random(FIRST_ID)], current: FIRST_ID, file: None }
    }

    /// The ids of the keys held, upwards.
    pub fn ids(&self) -> Vec<u32> {
        self.keys.iter().map(|key| key.id).collect()
    }

    /// The id of the key that wraps what is new.
    pub fn current(&self) -> u32 {
        self.current
    }

    /// The file it was read from; none where it came from the environment.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// With one key more, which wraps nothing yet.
    pub fn with_new_key(&self) -> Result<Self> {
        if self.keys.len() >= MASTER_KEYS_MAX {
            return Err(Error::MasterKeysFull(MASTER_KEYS_MAX));
        }
        let newest = self.keys.last().map_or(0, |key| key.id);
        let mut more = self.clone();
        more.keys.push(Chain::random(newest.checked_add(1).ok_or(Error::MasterKeyForm)?));
        Ok(more)
    }

    /// With another of its keys wrapping what is new.
    pub fn with_current(&self, id: u32) -> Result<Self> {
        self.chain(id)?;
        let mut turned = self.clone();
        turned.current = id;
        Ok(turned)
    }

    /// Without one of its keys, which must not be the one that wraps what is new.
    pub fn without(&self, id: u32) -> Result<Self> {
        self.chain(id)?;
        if id == self.current {
            return Err(Error::MasterKeyInUse(id));
        }
        let mut fewer = self.clone();
        fewer.keys.retain(|key| key.id != id);
        Ok(fewer)
    }

    /// The key with this id that wraps subject keys in an epoch: one step of the chain for each epoch, which cannot be walked back.
    pub(crate) fn wrapping_key(&self, id: u32, epoch: i32) -> Result<Zeroizing<[u8; 32]>> {
        let chain = self.chain(id)?;
        if epoch < chain.first_epoch {
            return Err(Error::EpochGone(epoch));
        }
        let mut link = Zeroizing::new(chain.link);
        for _ in chain.first_epoch..epoch {
            *link = keyed(&link, &[b"wenze/epoch/v1"]);
        }
        Ok(Zeroizing::new(keyed(&link, &[b"wenze/wrap/v1"])))
    }

    /// Whether it may take the place of another: its digests are the same, so that it is of the same installation.
    pub(crate) fn follows(&self, other: &Self) -> bool {
        self.digest == other.digest
    }

    /// Keyed digest of a request, for idempotency: without the key nobody can guess a private text and compare.
    pub fn request_mac(&self, request: &[u8]) -> [u8; 32] {
        keyed(&self.digest, &[b"wenze/request/v1\0", request])
    }

    /// Keyed digest of an identity number, for equality.
    pub fn identity_mac(&self, number: &[u8]) -> [u8; 32] {
        keyed(&self.digest, &[b"wenze/identity/v1\0", number])
    }

    fn chain(&self, id: u32) -> Result<&Chain> {
        self.keys.iter().find(|key| key.id == id).ok_or(Error::MasterKeyUnknown(id))
    }
}

impl Chain {
    fn random(id: u32) -> Self {
        Self { id, first_epoch: epoch_at(SystemTime::now()), link: rand::random() }
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let epochs: Vec<(u32, i32)> = self.keys.iter().map(|key| (key.id, key.first_epoch)).collect();
        let mut debug = formatter.debug_struct("MasterKey");
        debug.field("current", &self.current).field("first_epochs", &epochs).finish_non_exhaustive()
    }
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of 32 bytes");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn parse_hex(hex: &str) -> Result<[u8; 32]> {
    let digits = hex.as_bytes();
    let mut bytes = [0; 32];
    if digits.len() != 64 {
        return Err(Error::MasterKeyForm);
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        for digit in pair {
            let value = char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
            *byte = *byte << 4 | value.ok_or(Error::MasterKeyForm)?;
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> MasterKey {
        MasterKey::from_hex(&"5a".repeat(32)).unwrap()
    }

    #[test]
    fn epochs_and_purposes_have_different_keys_and_debug_shows_none() {
        let key = key();
        assert_ne!(key.wrapping_key(1, 1).unwrap(), key.wrapping_key(1, 2).unwrap());
        assert_ne!(key.request_mac(b"x"), key.identity_mac(b"x"));
        assert!(matches!(key.wrapping_key(1, -1), Err(Error::EpochGone(-1))));
        assert_eq!(format!("{key:?}"), "MasterKey { current: 1, first_epochs: [(1, 0)], .. }");
    }

    #[test]
    fn a_key_is_added_made_current_and_the_old_one_let_go() {
        let old = key();
        let both = old.with_new_key().unwrap();
        assert_eq!((both.ids(), both.current()), (vec![1, 2], 1), "it wraps nothing yet");
        let epoch = epoch_at(SystemTime::now());
        assert_eq!(both.wrapping_key(1, epoch).unwrap(), old.wrapping_key(1, epoch).unwrap());
        assert_ne!(both.wrapping_key(2, epoch).unwrap(), both.wrapping_key(1, epoch).unwrap());
        assert!(matches!(both.wrapping_key(3, epoch), Err(Error::MasterKeyUnknown(3))));
        let turned = both.with_current(2).unwrap();
        assert!(matches!(turned.without(2), Err(Error::MasterKeyInUse(2))));
        let new = turned.without(1).unwrap();
        assert_eq!((new.ids(), new.current()), (vec![2], 2));
        assert_eq!(new.request_mac(b"x"), old.request_mac(b"x"), "the digests stay the same");
        assert!(new.follows(&old) && !new.follows(&MasterKey::random()));
        assert_eq!(new.with_new_key().unwrap().ids(), [2, 3], "an id is not given twice");
    }

    #[test]
    fn the_number_of_keys_is_bounded() {
        let mut keys = key();
        while keys.ids().len() < MASTER_KEYS_MAX {
            keys = keys.with_new_key().unwrap();
        }
        assert!(matches!(keys.with_new_key(), Err(Error::MasterKeysFull(MASTER_KEYS_MAX))));
    }
}
