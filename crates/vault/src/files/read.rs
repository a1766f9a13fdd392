//! Reading a file: any range of it, some chunks at a time.

use std::ops::Range;

use futures_util::Stream;
use futures_util::stream::try_unfold;
use object_store::ObjectStoreExt;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::chunk::{CHUNK_BYTES, FileKey, Layout, chunk_of, object_of};
use super::{FileInfo, Files, place};
use crate::{Error, Result};

/// Chunks that are fetched and opened at once.
const RUN_CHUNKS_MAX: usize = 16;
/// Most bytes that reading holds in memory at once.
pub const RANGE_BYTES_READ: usize = RUN_CHUNKS_MAX * CHUNK_BYTES;

/// A file that can be read.
#[derive(Clone)]
pub struct FileContent {
    files: Files,
    info: FileInfo,
    key: FileKey,
    layout: Layout,
    objects: Vec<Uuid>,
}

impl Files {
    /// A file to be read; none where it is unfinished, erased or not there.
    pub async fn content(&self, file_id: Uuid) -> Result<Option<FileContent>> {
        let Some(row) = self.row(file_id).await? else { return Ok(None) };
        let Some(key) = self.key(&row)?.filter(|_| row.stored_at.is_some()) else { return Ok(None) };
        let (info, layout) = (self.told(&row)?, row.layout());
        Ok(Some(FileContent { files: self.clone(), info, key, layout, objects: row.objects }))
    }
}

/// What it means that an object cannot be read.
pub(super) fn lost(file_id: Uuid, error: object_store::Error) -> Error {
    match error {
        object_store::Error::NotFound { .. } => Error::FileLost(file_id),
        other => other.into(),
    }
}

impl FileContent {
    /// What is known of the file.
    pub fn info(&self) -> &FileInfo {
        &self.info
    }

    /// The bytes of a range, which must lie within the file. What was altered ends the stream with an error, and no byte of it is told.
    pub fn range(self, range: Range<u64>) -> impl Stream<Item = Result<Zeroizing<Vec<u8>>>> + Send + use<> {
        try_unfold((self, range), |(content, range)| async move {
            if range.is_empty() {
                return Ok(None);
            }
            let bytes = content.run(&range).await?;
            let next = range.start + bytes.len() as u64..range.end;
            Ok(Some((bytes, (content, next))))
        })
    }

    /// The bytes at the beginning of a range, as many as are opened at once.
    async fn run(&self, range: &Range<u64>) -> Result<Zeroizing<Vec<u8>>> {
        let (chunk, last) = (chunk_of(range.start), chunk_of(range.end - 1));
        let plain = self.chunks(chunk, last).await?;
        let begins = chunk as u64 * CHUNK_BYTES as u64;
        let within = |byte: u64| usize::try_from(byte - begins).unwrap_or(usize::MAX).min(plain.len());
        let own = &plain[within(range.start)..within(range.end)];
        Ok(Zeroizing::new(own.to_vec()))
    }

    /// Opens chunks from one on, as many as lie in its object and are opened at once.
    pub(super) async fn chunks(&self, chunk: usize, last: usize) -> Result<Zeroizing<Vec<u8>>> {
        let altered = || Error::FileAltered(self.info.file_id);
        let run = Layout::run(chunk, last, RUN_CHUNKS_MAX);
        let object = self.objects.get(object_of(chunk)).ok_or_else(altered)?;
        let at = place(self.info.file_id, *object);
        let range = self.layout.sealed_range(run);
        let sealed = match self.files.store.get_range(&at, range.clone()).await {
            Ok(sealed) => sealed,
            // An object that is shorter than it was made is told apart from a store that does not answer.
            Err(error) => match self.files.store.head(&at).await {
                Ok(object) if object.size < range.end => return Err(altered()),
                _ => return Err(lost(self.info.file_id, error)),
            },
        };
        self.key.open_run(self.layout, run, &sealed).ok_or_else(altered)
    }

    /// How many chunks it has.
    pub(super) fn chunk_count(&self) -> usize {
        self.layout.chunks()
    }
}
