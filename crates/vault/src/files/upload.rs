//! Going on with an upload: bytes are sealed chunk by chunk and laid down object by object, whatever the length in bounded memory.
//!
//! A part of an upload that breaks off loses nothing that reached the server: whole chunks lie in an object, the rest in the row.
//! Each part takes a turn; the one that came last has it, so that a part whose connection hangs cannot write beside its successor.

use std::pin::pin;

use futures_util::{Stream, StreamExt};
use object_store::{ObjectStoreExt, PutPayload};
use sha2::Digest;
use uuid::Uuid;

use super::chunk::{CHUNK_BYTES, FileKey, Layout, OBJECT_CHUNKS, Run, object_of};
use super::progress::Progress;
use super::read::lost;
use super::{FileProblem, Files, Row, place, signed, unsigned};
use crate::{Error, Result};

/// How a part of an upload ended.
#[derive(Debug)]
pub struct Appended<E> {
    /// How much of the file is there now.
    pub received: u64,
    /// Whether that is all of it.
    pub finished: bool,
    /// What broke it off; what came before is kept.
    pub broken_off: Option<E>,
}

impl Files {
    /// Takes further bytes of an upload from `offset` on, which must be how far it came.
    pub async fn append<B: AsRef<[u8]>, E>(
        &self,
        file_id: Uuid,
        offset: u64,
        bytes: impl Stream<Item = Result<B, E>>,
    ) -> Result<Appended<E>> {
        let _place = self.places.try_acquire().map_err(|_| FileProblem::Busy)?;
        let mut writing = self.taken_up(file_id, offset).await?;
        let mut bytes = pin!(bytes);
        let mut broken_off = None;
        while let Some(next) = bytes.next().await {
            match next {
                Ok(next) => writing.take(next.as_ref()).await?,
                Err(error) => {
                    broken_off = Some(error);
                    break;
                }
            }
        }
        writing.end().await?;
        let (received, finished) = (writing.received, writing.is_whole());
        Ok(Appended { received, finished, broken_off })
    }

    async fn taken_up(&self, file_id: Uuid, offset: u64) -> Result<Writing<'_>> {
        let turn = Uuid::new_v4();
        let query = sqlx::query_file!("sql/files/take_turn.sql", self.vault.log_id(), file_id, signed(offset), turn);
        let took = query.execute(self.vault.pool()).await?.rows_affected() == 1;
        let row: Row = self.row(file_id).await?.ok_or(Error::NoFile(file_id))?;
        if row.stored_at.is_some() {
            return Err(FileProblem::Finished.into());
        }
        let received = unsigned(row.received);
        if !took || received != offset {
            return Err(FileProblem::Offset(received).into());
        }
        let key = self.key(&row)?.ok_or(Error::NoFile(file_id))?;
        let progress = match &row.progress {
            Some(sealed) => Progress::open(&key, file_id, sealed)?,
            None => Progress::none(),
        };
        let layout = row.layout();
        let mut writing = Writing {
            files: self,
            file_id,
            key,
            layout,
            turn,
            received,
            progress,
            object: Vec::new(),
            objects: row.objects,
        };
        writing.load_object().await?;
        Ok(writing)
    }
}

/// An upload under way.
struct Writing<'f> {
    files: &'f Files,
    file_id: Uuid,
    key: FileKey,
    layout: Layout,
    turn: Uuid,
    received: u64,
    progress: Progress,
    /// The sealed chunks of the object under way.
    object: Vec<u8>,
    objects: Vec<Uuid>,
}

impl Writing<'_> {
    fn is_whole(&self) -> bool {
        self.received == self.layout.size()
    }

    /// The chunk that the next byte belongs to.
    fn chunk(&self) -> usize {
        let whole = self.received - self.progress.tail.len() as u64;
        usize::try_from(whole / CHUNK_BYTES as u64).unwrap_or(usize::MAX)
    }

    /// Brings back the chunks that lie in the object under way, which is then laid down anew under another name.
    async fn load_object(&mut self) -> Result<()> {
        let chunk = self.chunk();
        let count = chunk % OBJECT_CHUNKS;
        if count == 0 {
            return Ok(());
        }
        let object = self.objects.get(object_of(chunk)).copied().ok_or(Error::FileAltered(self.file_id))?;
        let range = self.layout.sealed_range(Run { first: chunk - count, count });
        let sealed = self.files.store.get_range(&place(self.file_id, object), range).await;
        self.object = sealed.map_err(|error| lost(self.file_id, error))?.to_vec();
        Ok(())
    }

    async fn take(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            let left = usize::try_from(self.layout.size() - self.received).unwrap_or(usize::MAX);
            if left == 0 {
                // What was declared is there, and finishes below as if nothing had followed.
                self.end().await?;
                return Err(FileProblem::Beyond(self.layout.size()).into());
            }
            let room = (CHUNK_BYTES - self.progress.tail.len()).min(left).min(bytes.len());
            let (own, rest) = bytes.split_at(room);
            self.progress.hasher.update(own);
            self.progress.tail.extend_from_slice(own);
            self.received += own.len() as u64;
            bytes = rest;
            if self.progress.tail.len() == CHUNK_BYTES && !self.is_whole() {
                self.seal_chunk(self.chunk());
                if self.chunk().is_multiple_of(OBJECT_CHUNKS) {
                    self.lay_down(self.chunk() - 1).await?;
                }
            }
        }
        Ok(())
    }

    /// Seals the bytes of a chunk that is full, or the last.
    fn seal_chunk(&mut self, chunk: usize) {
        let sealed = self.key.seal_chunk(self.layout, chunk, &self.progress.tail);
        self.object.extend_from_slice(&sealed);
        self.progress.tail.clear();
    }

    /// Keeps what came, and makes it a file where all did.
    async fn end(&mut self) -> Result<()> {
        if self.is_whole() {
            let last = self.layout.chunks() - 1;
            self.seal_chunk(last);
            return self.lay_down(last).await;
        }
        match self.chunk() {
            chunk if self.object.is_empty() || chunk == 0 => self.save().await,
            chunk => self.lay_down(chunk - 1).await,
        }
    }

    /// Lays down the object that ends with `chunk`, and notes it in the row; one that it takes the place of goes.
    async fn lay_down(&mut self, chunk: usize) -> Result<()> {
        let (object, at) = (Uuid::new_v4(), object_of(chunk));
        let sealed = PutPayload::from(std::mem::take(&mut self.object));
        self.files.store.put(&place(self.file_id, object), sealed).await?;
        let before = self.objects.get_mut(at).map(|held| std::mem::replace(held, object));
        if before.is_none() {
            self.objects.push(object);
        }
        if let Err(error) = self.save().await {
            // Nothing names it. Where it cannot be deleted it opens for nobody.
            let _ = self.files.delete(self.file_id, object).await;
            return Err(error);
        }
        if let Some(before) = before {
            self.files.delete(self.file_id, before).await?;
        }
        Ok(())
    }

    async fn save(&self) -> Result<()> {
        let (progress, digest) = if self.is_whole() {
            let digest = self.progress.hasher.clone().finalize();
            (None, Some(self.key.seal_field("digest", &digest)?))
        } else {
            (Some(self.progress.seal(&self.key)), None)
        };
        let query = sqlx::query_file!(
            "sql/files/save.sql",
            self.files.vault.log_id(),
            self.file_id,
            self.turn,
            signed(self.received),
            &self.objects,
            progress.as_deref(),
            digest.as_deref(),
        );
        match query.execute(self.files.vault.pool()).await?.rows_affected() {
            1 => Ok(()),
            _ => Err(FileProblem::Superseded.into()),
        }
    }
}
