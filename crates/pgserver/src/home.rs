//! Where things lie: the caller's data folder, the cluster that serves it, the socket folder.
//!
//! The cluster lies in `<data>/pg` when the server's account can work there, else under `/var/lib/wenze/<hash>`, and
//! `<data>/pg.path` says so. `pg.path` is written only once the cluster is whole, so a `pg.path` that leads nowhere
//! always means a loss and never a crash half-way.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};

use crate::account::Account;
use crate::cluster::Cluster;
use crate::error::{Error, Result, While};

const ELSEWHERE: &str = "/var/lib/wenze";
/// A data folder deleted by hand leaves its cluster behind; the next one at the same path takes the next name.
const LEFT_BEHIND_MAX: u32 = 100;

/// The caller's data folder, made if it was missing.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    data: PathBuf,
    hash: String,
}

impl Home {
    pub(crate) fn open(data: &Path) -> Result<Self> {
        fs::create_dir_all(data).while_doing("create", data)?;
        let data = data.canonicalize().while_doing("find", data)?;
        let hash = format!("{:016x}", fnv1a(data.as_os_str().as_bytes()));
        Ok(Self { data, hash })
    }

    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    pub(crate) fn secrets(&self) -> PathBuf {
        self.data.join("secrets")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.data.join(name)
    }

    /// The cluster this folder already has.
    pub(crate) fn existing_cluster(&self) -> Result<Option<Cluster>> {
        let beside = self.beside();
        if beside.is_whole()? {
            return Ok(Some(beside));
        }
        let Some(path) = read_path(&self.pointer())? else { return Ok(None) };
        let cluster = Cluster::at(path);
        if !cluster.is_whole()? {
            return Err(Error::ClusterGone { pointer: self.pointer(), path: cluster.folder().to_owned() });
        }
        self.claim(&cluster)?;
        Ok(Some(cluster))
    }

    /// A place for a new cluster where `account` can work.
    pub(crate) fn place_for(&self, account: &Account) -> Result<Cluster> {
        let beside = self.beside();
        own_folder(beside.folder(), account)?;
        if account.reaches(beside.folder())? {
            return Ok(beside);
        }
        fs::remove_dir_all(beside.folder()).while_doing("remove", beside.folder())?;
        let elsewhere = Path::new(ELSEWHERE);
        fs::create_dir_all(elsewhere).while_doing("create", elsewhere)?;
        for number in 0..LEFT_BEHIND_MAX {
            let name = if number == 0 { self.hash.clone() } else { format!("{}-{number}", self.hash) };
            let cluster = Cluster::at(elsewhere.join(name));
            if !cluster.is_whole()? {
                own_folder(cluster.folder(), account)?;
                return Ok(cluster);
            }
            tracing::warn!(cluster = %cluster.folder().display(), "a deleted data folder left this cluster behind");
        }
        Err(Error::InUse { path: elsewhere.join(&self.hash) })
    }

    /// Records where the cluster lies, when that is not inside the data folder.
    pub(crate) fn record(&self, cluster: &Cluster) -> Result<()> {
        if cluster.folder() == self.beside().folder() {
            return Ok(());
        }
        write_path(&cluster.serves(), &self.data)?;
        write_path(&self.pointer(), cluster.folder())
    }

    /// Removes the record of a cluster that was removed.
    pub(crate) fn forget(&self) -> Result<()> {
        let pointer = self.pointer();
        match fs::remove_file(&pointer) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).while_doing("remove", &pointer),
            _ => Ok(()),
        }
    }

    /// The socket folder, made anew or found to be ours. `/tmp` is open to all, and a socket path has room for only
    /// 107 bytes, which a data folder's own path may exceed.
    pub(crate) fn socket_folder(&self, account: &Account) -> Result<PathBuf> {
        let folder = self.socket_path();
        match DirBuilder::new().mode(0o700).create(&folder) {
            Ok(()) => chown(&folder, Some(account.uid), Some(account.gid)).while_doing("hand over", &folder)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).while_doing("create", &folder),
        }
        let found = fs::symlink_metadata(&folder).while_doing("look at", &folder)?;
        if !found.is_dir() || found.uid() != account.uid || found.mode() & 0o077 != 0 {
            return Err(Error::SocketFolder { path: folder });
        }
        Ok(folder)
    }

    pub(crate) fn socket_path(&self) -> PathBuf {
        Path::new("/tmp").join(format!("wenze-{}", self.hash))
    }

    fn beside(&self) -> Cluster {
        Cluster::at(self.data.join("pg"))
    }

    fn pointer(&self) -> PathBuf {
        self.data.join("pg.path")
    }

    /// Tells a data folder that was moved, which keeps its cluster, from one that was copied, which must not write
    /// into the cluster of the original.
    fn claim(&self, cluster: &Cluster) -> Result<()> {
        let serves = cluster.serves();
        match read_path(&serves)? {
            Some(data) if data == self.data => Ok(()),
            Some(other) if read_path(&other.join("pg.path"))?.as_deref() == Some(cluster.folder()) => {
                Err(Error::ClusterTaken { path: cluster.folder().to_owned(), other })
            }
            _ => write_path(&serves, &self.data),
        }
    }
}

/// Makes a folder for the server's account alone.
fn own_folder(folder: &Path, account: &Account) -> Result<()> {
    fs::create_dir_all(folder).while_doing("create", folder)?;
    chown(folder, Some(account.uid), Some(account.gid)).while_doing("hand over", folder)?;
    fs::set_permissions(folder, Permissions::from_mode(0o700)).while_doing("close", folder)
}

/// A path is bytes, not text.
fn read_path(file: &Path) -> Result<Option<PathBuf>> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(PathBuf::from(OsStr::from_bytes(bytes.trim_ascii_end())))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).while_doing("read", file),
    }
}

fn write_path(file: &Path, path: &Path) -> Result<()> {
    let mut line = path.as_os_str().as_bytes().to_owned();
    line.push(b'\n');
    fs::write(file, line).while_doing("write", file)
}

/// FNV-1a, 64 bits: the names it makes must be the same under every release of Rust, which `std`'s hasher does not
/// promise. A collision is harmless here, because `claim` compares whole paths.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::fnv1a;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
