//! The master key: its file, and what is derived from it.

use std::fmt;
use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Error, Result};

/// Environment variable that holds the master key as 64 hexadecimal digits, instead of a file.
pub const ENVIRONMENT: &str = "WENZE_MASTER_KEY";
/// Length of an epoch.
pub const EPOCH_DAYS: u64 = 30;

const FILE_HEAD: &str = "wenze-master-key-v1";
const FILE_BYTES_MAX: u64 = 1024;
const EPOCH_S: u64 = EPOCH_DAYS * 24 * 60 * 60;

/// The epoch an instant lies in, counted from 1970.
pub fn epoch_at(time: SystemTime) -> i32 {
    let since_1970 = time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    i32::try_from(since_1970.as_secs() / EPOCH_S).unwrap_or(i32::MAX)
}

/// Two secrets: the chain that wraps subject keys, which only moves forward from epoch to epoch, and the key of the
/// digests, which never changes. A key file that forgot its early chain links cannot unwrap what they wrapped, which
/// is how erasure can reach backups.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MasterKey {
    #[zeroize(skip)]
    first_epoch: i32,
    chain: [u8; 32],
    digest: [u8; 32],
}

impl MasterKey {
    /// Reads the key from the environment, else from the file, which is made when it does not exist.
    pub fn from_environment_or_file(path: &Path) -> Result<Self> {
        match std::env::var(ENVIRONMENT) {
            Ok(hex) => Self::from_hex(&Zeroizing::new(hex)),
            Err(_) => Self::open_or_create(path),
        }
    }

    /// A key given as 64 hexadecimal digits; its chain starts at epoch 0.
    pub fn from_hex(hex: &str) -> Result<Self> {
        let root = Zeroizing::new(parse_hex(hex.trim())?);
        Ok(Self {
            first_epoch: 0,
            chain: keyed(&root, &[b"wenze/chain/v1"]),
            digest: keyed(&root, &[b"wenze/digest/v1"]),
        })
    }

    /// Reads the file, or makes it with a random key and mode 0600 if it does not exist.
    pub fn open_or_create(path: &Path) -> Result<Self> {
        match Self::create(path) {
            Err(Error::MasterKeyFile { source, .. }) if source.kind() == std::io::ErrorKind::AlreadyExists => {
                Self::open(path)
            }
            other => other,
        }
    }

    /// Reads the file; refuses one that group or others may read.
    pub fn open(path: &Path) -> Result<Self> {
        let failed = |source| Error::MasterKeyFile { path: path.to_owned(), source };
        let file = std::fs::File::open(path).map_err(failed)?;
        let mode = file.metadata().map_err(failed)?.permissions().mode() & 0o7777;
        if mode & 0o077 != 0 {
            return Err(Error::MasterKeyOpen { path: path.to_owned(), mode });
        }
        let mut text = Zeroizing::new(String::new());
        file.take(FILE_BYTES_MAX).read_to_string(&mut text).map_err(failed)?;
        Self::parse(&text)
    }

    fn create(path: &Path) -> Result<Self> {
        let failed = |source| Error::MasterKeyFile { path: path.to_owned(), source };
        let key = Self { first_epoch: epoch_at(SystemTime::now()), chain: rand::random(), digest: rand::random() };
        // Whole or not at all: another process may read the file the moment it exists under its name.
        let draft = path.with_extension(format!("{}.new", std::process::id()));
        let written =
            std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft).and_then(|mut file| {
                file.write_all(key.text().as_bytes())?;
                file.sync_all()
            });
        let linked = written.and_then(|()| std::fs::hard_link(&draft, path));
        // The draft has done its work or is worthless; the key counts only under its own name.
        let _ = std::fs::remove_file(&draft);
        linked.map_err(failed)?;
        Ok(key)
    }

    fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(format!("{FILE_HEAD}\n{}\n", self.first_epoch));
        for secret in [&self.chain, &self.digest] {
            for byte in secret {
                text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
                text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
            }
            text.push('\n');
        }
        text
    }

    fn parse(text: &str) -> Result<Self> {
        let mut lines = text.lines();
        let mut line = || lines.next().ok_or(Error::MasterKeyForm);
        if line()? != FILE_HEAD {
            return Err(Error::MasterKeyForm);
        }
        let first_epoch = line()?.parse().map_err(|_| Error::MasterKeyForm)?;
        Ok(Self { first_epoch, chain: parse_hex(line()?)?, digest: parse_hex(line()?)? })
    }

    /// The key that wraps subject keys in an epoch: one step of the chain per epoch, which cannot be walked back.
    pub(crate) fn wrapping_key(&self, epoch: i32) -> Result<Zeroizing<[u8; 32]>> {
        if epoch < self.first_epoch {
            return Err(Error::EpochGone(epoch));
        }
        let mut link = Zeroizing::new(self.chain);
        for _ in self.first_epoch..epoch {
            *link = keyed(&link, &[b"wenze/epoch/v1"]);
        }
        Ok(Zeroizing::new(keyed(&link, &[b"wenze/wrap/v1"])))
    }

    /// Keyed digest of a request, for idempotency: without the key nobody can guess a private text and compare.
    pub fn request_mac(&self, request: &[u8]) -> [u8; 32] {
        keyed(&self.digest, &[b"wenze/request/v1\0", request])
    }

    /// Keyed digest of an identity number, for equality.
    pub fn identity_mac(&self, number: &[u8]) -> [u8; 32] {
        keyed(&self.digest, &[b"wenze/identity/v1\0", number])
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("MasterKey").field("first_epoch", &self.first_epoch).finish_non_exhaustive()
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

    fn scratch(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("wenze-vault-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("master.key");
        let _ = std::fs::remove_file(&path);
        path
    }

    #[test]
    fn a_new_file_is_private_and_reads_back_as_the_same_key() {
        let path = scratch("new");
        let written = MasterKey::open_or_create(&path).unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o7777;
        assert_eq!(mode, 0o600);
        let read = MasterKey::open_or_create(&path).unwrap();
        assert_eq!(written.request_mac(b"x"), read.request_mac(b"x"));
        let epoch = written.first_epoch + 3;
        assert_eq!(written.wrapping_key(epoch).unwrap(), read.wrapping_key(epoch).unwrap());
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft is left");
    }

    #[test]
    fn a_file_that_others_may_read_is_refused() {
        let path = scratch("open");
        MasterKey::open_or_create(&path).unwrap();
        for mode in [0o640, 0o604, 0o620, 0o601] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(MasterKey::open_or_create(&path), Err(Error::MasterKeyOpen { .. })), "{mode:o}");
        }
    }

    #[test]
    fn a_malformed_key_is_refused_and_never_replaced() {
        let path = scratch("bad");
        for text in ["", "wenze-master-key-v1\n", "wenze-master-key-v1\n7\nabc\ndef\n", "other\n1\n"] {
            let _ = std::fs::remove_file(&path);
            std::fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&path)
                .unwrap()
                .write_all(text.as_bytes())
                .unwrap();
            assert!(matches!(MasterKey::open_or_create(&path), Err(Error::MasterKeyForm)), "{text}");
        }
        for hex in ["", "00", &"g".repeat(64), &"é".repeat(32)] {
            assert!(MasterKey::from_hex(hex).is_err());
        }
    }

    #[test]
    fn epochs_and_purposes_have_different_keys_and_debug_shows_none() {
        let key = MasterKey::from_hex(&"5a".repeat(32)).unwrap();
        assert_ne!(key.wrapping_key(1).unwrap(), key.wrapping_key(2).unwrap());
        assert_ne!(key.request_mac(b"x"), key.identity_mac(b"x"));
        assert!(matches!(key.wrapping_key(-1), Err(Error::EpochGone(-1))));
        assert_eq!(format!("{key:?}"), "MasterKey { first_epoch: 0, .. }");
    }
}
