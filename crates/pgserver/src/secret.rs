//! Passwords of the private server: made once from the system's random source, kept in files only their owner reads.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result, While};

const RANDOM: &str = "/dev/urandom";
/// 192 bits; more than SCRAM's own iteration makes useful.
const RANDOM_BYTES: usize = 24;

/// The two passwords of one cluster.
#[derive(Clone)]
pub(crate) struct Secrets {
    pub(crate) owner: String,
    pub(crate) app: String,
}

impl Secrets {
    /// Reads the passwords, making them when the cluster is still to be made. An existing cluster whose owner's
    /// password is gone is an error: a new password would not open it.
    pub(crate) fn open(folder: &Path, cluster_exists: bool) -> Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder).while_doing("create", folder)?;
        let owner = Self::owner_file(folder);
        let is_known = fs::metadata(&owner).is_ok_and(|file| file.len() > 0);
        if cluster_exists && !is_known {
            return Err(Error::SecretGone { path: owner });
        }
        Ok(Self { owner: read_or_make(&owner)?, app: read_or_make(&Self::app_file(folder))? })
    }

    /// Forgets both passwords, once the cluster they open is gone.
    pub(crate) fn remove(folder: &Path) -> Result<()> {
        for file in [Self::owner_file(folder), Self::app_file(folder)] {
            match fs::remove_file(&file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(error).while_doing("remove", &file);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn owner_file(folder: &Path) -> PathBuf {
        folder.join("owner.password")
    }

    fn app_file(folder: &Path) -> PathBuf {
        folder.join("app.password")
    }
}

/// Writes a secret for its reader's eyes only; never over an existing file.
pub(crate) fn write_new(path: &Path, secret: &str) -> Result<()> {
    let mut file =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).while_doing("create", path)?;
    file.write_all(secret.as_bytes()).and_then(|()| file.sync_all()).while_doing("write", path)
}

fn read_or_make(path: &Path) -> Result<String> {
    match fs::read_to_string(path) {
        Ok(text) if !text.trim_end().is_empty() => Ok(text.trim_end().to_owned()),
        // An empty file is what a crash between creating and writing leaves; no cluster has seen its password.
        Ok(_) => fs::remove_file(path).while_doing("remove", path).and_then(|()| make(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(path),
        Err(error) => Err(error).while_doing("read", path),
    }
}

fn make(path: &Path) -> Result<String> {
    let random = Path::new(RANDOM);
    let mut bytes = [0_u8; RANDOM_BYTES];
    File::open(random).and_then(|mut file| file.read_exact(&mut bytes)).while_doing("read", random)?;
    let secret = hex(&bytes);
    write_new(path, &secret)?;
    Ok(secret)
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_made_once_and_an_interrupted_one_is_made_again() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("wenze-secret-{}", std::process::id()));
        let first = Secrets::open(&folder, false)?;
        let second = Secrets::open(&folder, true)?;
        assert_eq!((&first.owner, &first.app), (&second.owner, &second.app));
        assert_ne!(first.owner, first.app);
        assert_eq!(first.owner.len(), 2 * RANDOM_BYTES);
        fs::write(folder.join("app.password"), "").while_doing("write", &folder)?;
        assert_ne!(Secrets::open(&folder, true)?.app, first.app);
        Secrets::remove(&folder)?;
        assert!(matches!(Secrets::open(&folder, true), Err(Error::SecretGone { .. })));
        fs::remove_dir_all(&folder).while_doing("remove", &folder)
    }
}
