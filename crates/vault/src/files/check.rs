//! Checking every file: whether its objects are there, open, and are what was stored.

use object_store::ObjectStoreExt;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Files, Row, place};
use crate::{Error, Result};

/// Rows read at once.
const PAGE_FILES: i64 = 100;
/// Faults that are listed; the rest are only counted.
const FAULTS_MAX: usize = 1_000;

/// What is the matter with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFaultKind {
    /// An object is gone, and nobody erased it.
    Missing,
    /// An object, or the row, is not as it was stored; or the master key is another.
    Altered,
}

/// A file that is not as it was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileFault {
    /// The file.
    pub file_id: Uuid,
    /// The case it belongs to.
    pub case_id: Uuid,
    /// What is the matter.
    pub kind: FileFaultKind,
}

/// What a check of every file found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilesHealth {
    /// Files that are as they were stored.
    pub sound: u64,
    /// Files that were erased.
    pub erased: u64,
    /// Of those, how many still have objects that are to be deleted.
    pub uncleared: u64,
    /// Uploads that are not finished.
    pub unfinished: u64,
    /// Files that are not as they were stored, at most 1,000.
    pub faults: Vec<FileFault>,
    /// How many there are in all.
    pub faults_total: u64,
}

impl Files {
    /// Reads every file whole and compares it with its digest; a store that is not there is an error, not a loss. `progress` hears how many were read.
    pub async fn check(&self, mut progress: impl FnMut(u64)) -> Result<FilesHealth> {
        let mut health = FilesHealth::default();
        self.reach().await?;
        let (mut after, mut done) = (Uuid::nil(), 0);
        loop {
            let query = sqlx::query_file_as!(Row, "sql/files/page.sql", self.vault.log_id(), after, PAGE_FILES);
            let rows = query.fetch_all(self.vault.pool()).await?;
            let Some(last) = rows.last() else { return Ok(health) };
            after = last.file_id;
            for row in &rows {
                self.check_one(row, &mut health).await?;
                done += 1;
                progress(done);
            }
        }
    }

    async fn check_one(&self, row: &Row, health: &mut FilesHealth) -> Result<()> {
        if row.stored_at.is_none() {
            health.unfinished += 1;
            return Ok(());
        }
        if row.wrapped.is_none() {
            health.erased += 1;
            health.uncleared += u64::from(self.has_objects(row).await?);
            return Ok(());
        }
        let kind = match self.digest_matches(row.file_id).await {
            Ok(true) => {
                health.sound += 1;
                return Ok(());
            }
            Err(Error::FileLost(_)) => FileFaultKind::Missing,
            Ok(false) | Err(Error::FileAltered(_) | Error::Unwrap(_) | Error::EpochGone(_)) => FileFaultKind::Altered,
            // A database or store that cannot be reached says nothing of the file.
            Err(other) => return Err(other),
        };
        health.faults_total += 1;
        if health.faults.len() < FAULTS_MAX {
            health.faults.push(FileFault { file_id: row.file_id, case_id: row.case_id, kind });
        }
        Ok(())
    }

    async fn digest_matches(&self, file_id: Uuid) -> Result<bool> {
        let content = self.content(file_id).await?.ok_or(Error::FileAltered(file_id))?;
        let mut hasher = Sha256::new();
        let (mut chunk, mut read) = (0, 0);
        while chunk < content.chunk_count() {
            let plain = content.chunks(chunk, content.chunk_count() - 1).await?;
            hasher.update(&plain);
            read += plain.len() as u64;
            chunk += plain.len().div_ceil(super::chunk::CHUNK_BYTES).max(1);
        }
        let digest: [u8; 32] = hasher.finalize().into();
        Ok(read == content.info().size && content.info().sha256 == Some(digest))
    }

    /// Whether objects of an erased file are still there.
    async fn has_objects(&self, row: &Row) -> Result<bool> {
        for object in &row.objects {
            match self.store.head(&place(row.file_id, *object)).await {
                Ok(_) => return Ok(true),
                Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(false)
    }
}
