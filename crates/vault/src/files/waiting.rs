//! Bytes that come before anybody knows how many they are: a browser sends a file with a form and does not say its length, and the
//! length is part of what binds every chunk of a stored file. Until all are there they lie on disk in a file without a name, sealed
//! under a key that stands nowhere but in memory.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::Stream;
use futures_util::stream::unfold;
use sha2::{Digest, Sha256};
use tokio::sync::{Semaphore, SemaphorePermit};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{FILE_BYTES_MAX, FileProblem};
use crate::part::{NONCE_BYTES, decrypt, encrypt};
use crate::{Error, Result};

/// Plain bytes of a piece; only the last one is shorter.
const PIECE_BYTES: usize = 1024 * 1024;
/// What sealing adds to a piece: nonce and tag.
const SEAL_BYTES: usize = NONCE_BYTES + 16;
/// Files that one node lets wait at once; each can take [`FILE_BYTES_MAX`] of the disk.
pub const WAITING_AT_ONCE_MAX: usize = 4;
/// Nobody but whoever runs the program reads it.
const OWNER_ONLY: u32 = 0o600;

static PLACES: Semaphore = Semaphore::const_new(WAITING_AT_ONCE_MAX);

/// A file on its way, of a length that is not known yet.
pub struct Waiting {
    file: Arc<File>,
    folder: PathBuf,
    key: Zeroizing<[u8; 32]>,
    /// Bytes that make no whole piece yet.
    tail: Zeroizing<Vec<u8>>,
    /// Whole pieces on disk.
    pieces: u64,
    size: u64,
    bytes_max: u64,
    hasher: Sha256,
    _place: SemaphorePermit<'static>,
}

impl Waiting {
    /// Begins with nothing; of what comes at most so many bytes are taken.
    pub fn begin(bytes_max: u64) -> Result<Self> {
        let place = PLACES.try_acquire().map_err(|_| FileProblem::Busy)?;
        let folder = std::env::temp_dir();
        let file = nameless(&folder).map_err(|source| Error::FileFolder { path: folder.clone(), source })?;
        Ok(Self {
            file: Arc::new(file),
            folder,
            key: Zeroizing::new(rand::random()),
            tail: Zeroizing::new(Vec::with_capacity(PIECE_BYTES)),
            pieces: 0,
            size: 0,
            bytes_max: bytes_max.min(FILE_BYTES_MAX),
            hasher: Sha256::new(),
            _place: place,
        })
    }

    /// Takes further bytes.
    pub async fn take(&mut self, mut bytes: &[u8]) -> Result<()> {
        if self.size + bytes.len() as u64 > self.bytes_max {
            return Err(FileProblem::TooLong.into());
        }
        self.size += bytes.len() as u64;
        self.hasher.update(bytes);
        while !bytes.is_empty() {
            let (own, rest) = bytes.split_at((PIECE_BYTES - self.tail.len()).min(bytes.len()));
            self.tail.extend_from_slice(own);
            bytes = rest;
            if self.tail.len() == PIECE_BYTES {
                self.lay_down().await?;
            }
        }
        Ok(())
    }

    /// All is there.
    pub async fn end(mut self) -> Result<Waited> {
        if !self.tail.is_empty() {
            self.lay_down().await?;
        }
        let sha256 = std::mem::take(&mut self.hasher).finalize().into();
        Ok(Waited { sha256, waiting: self })
    }

    async fn lay_down(&mut self) -> Result<()> {
        let sealed = encrypt(&self.key, &self.pieces.to_be_bytes(), &self.tail);
        let (file, at) = (Arc::clone(&self.file), start_of(self.pieces));
        self.blocking(move || file.write_all_at(&sealed, at)).await?;
        self.pieces += 1;
        self.tail.clear();
        Ok(())
    }

    /// The plain bytes of a piece.
    async fn piece(&self, number: u64) -> Result<Vec<u8>> {
        let plain = (self.size - number * PIECE_BYTES as u64).min(PIECE_BYTES as u64);
        let (file, at) = (Arc::clone(&self.file), start_of(number));
        let mut sealed = vec![0; usize::try_from(plain).unwrap_or(PIECE_BYTES) + SEAL_BYTES];
        let read = move || file.read_exact_at(&mut sealed, at).map(|()| sealed);
        let sealed = self.blocking(read).await?;
        let opened = decrypt(&self.key, &number.to_be_bytes(), &sealed);
        let altered = || io::Error::new(io::ErrorKind::InvalidData, "what waited on disk was changed");
        opened.map(|plain| plain.to_vec()).ok_or_else(|| self.failed(altered()))
    }

    /// The disk is waited for beside whatever else the program does.
    async fn blocking<T: Send + 'static>(&self, work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T> {
        let done = tokio::task::spawn_blocking(work).await.unwrap_or_else(|gone| Err(io::Error::other(gone)));
        done.map_err(|source| self.failed(source))
    }

    fn failed(&self, source: io::Error) -> Error {
        Error::FileFolder { path: self.folder.clone(), source }
    }
}

/// A file that is all there, with its length.
pub struct Waited {
    sha256: [u8; 32],
    waiting: Waiting,
}

impl Waited {
    /// How long it is, in bytes.
    pub fn size(&self) -> u64 {
        self.waiting.size
    }

    /// SHA-256 of it.
    pub fn sha256(&self) -> [u8; 32] {
        self.sha256
    }

    /// Its bytes, from the first on.
    pub fn bytes(&self) -> impl Stream<Item = Result<Vec<u8>>> {
        unfold(0, move |number| async move {
            if number == self.waiting.pieces {
                return None;
            }
            Some((self.waiting.piece(number).await, number + 1))
        })
    }
}

fn start_of(piece: u64) -> u64 {
    piece * (PIECE_BYTES + SEAL_BYTES) as u64
}

/// A file that nobody else can open: its name is gone as soon as it is there, and it is gone when the program ends.
fn nameless(folder: &Path) -> io::Result<File> {
    let path = folder.join(format!("wenze-waiting-{}", Uuid::new_v4()));
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(OWNER_ONLY).open(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt;

    use super::*;

    #[tokio::test]
    async fn what_waited_comes_back_as_it_came_and_lies_on_disk_sealed() {
        let whole: Vec<u8> = b"evidence ".iter().copied().cycle().take(2 * PIECE_BYTES + 7).collect();
        let mut waiting = Waiting::begin(FILE_BYTES_MAX).unwrap();
        for part in whole.chunks(70_001) {
            waiting.take(part).await.unwrap();
        }
        let waited = waiting.end().await.unwrap();
        assert_eq!((waited.size(), waited.sha256()), (whole.len() as u64, Sha256::digest(&whole).into()));
        let mut on_disk = vec![0; PIECE_BYTES];
        waited.waiting.file.read_exact_at(&mut on_disk, 0).unwrap();
        assert!(!on_disk.windows(9).any(|some| some == b"evidence "));
        let mut back = Vec::new();
        let mut bytes = std::pin::pin!(waited.bytes());
        while let Some(next) = bytes.next().await {
            back.extend(next.unwrap());
        }
        assert!(back == whole);
    }

    #[tokio::test]
    async fn more_than_may_be_is_refused() {
        let mut waiting = Waiting::begin(5).unwrap();
        waiting.take(b"12345").await.unwrap();
        assert!(matches!(waiting.take(b"6").await, Err(Error::File(FileProblem::TooLong))));
        let empty = Waiting::begin(5).unwrap().end().await.unwrap();
        assert_eq!((empty.size(), std::pin::pin!(empty.bytes()).next().await.is_none()), (0, true));
    }
}
