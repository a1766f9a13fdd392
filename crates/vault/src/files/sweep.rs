//! What is over goes: uploads that nobody goes on with, and the objects of files whose key was destroyed.

use std::time::Duration;

use tokio::sync::watch;
use uuid::Uuid;

use super::{FILES_SWEPT_EVERY_MINUTES, Files, UNFINISHED_HOURS_MAX};
use crate::Result;

/// Files looked at in one go.
const AT_ONCE_MAX: i64 = 200;

/// What was swept away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FilesSwept {
    /// Uploads that nobody finished.
    pub unfinished: u64,
    /// Files whose objects were deleted after their key was destroyed.
    pub erased: u64,
}

impl Files {
    /// Sweeps away what is over. What an erasure left is deleted at once by calling this after it.
    pub async fn sweep(&self) -> Result<FilesSwept> {
        let mut swept = FilesSwept { unfinished: 0, erased: self.clear_erased().await? };
        let old = sqlx::query_file!("sql/files/old.sql", self.vault.log_id(), UNFINISHED_HOURS_MAX, AT_ONCE_MAX);
        for row in old.fetch_all(self.vault.pool()).await? {
            swept.unfinished += u64::from(self.discard(row.file_id).await?);
        }
        Ok(swept)
    }

    /// Forgets the keys of subjects that were erased, and deletes what they sealed.
    pub async fn forget(&self, subjects: &[String]) -> Result<u64> {
        for subject in subjects {
            self.sealer.forget_subject(subject);
        }
        self.clear_erased().await
    }

    /// Deletes the objects of every file whose key was destroyed, and then notes that.
    pub async fn clear_erased(&self) -> Result<u64> {
        let mut cleared = 0;
        let (log_id, mut after) = (self.vault.log_id(), Uuid::nil());
        loop {
            let query = sqlx::query_file!("sql/files/erased.sql", log_id, after, AT_ONCE_MAX);
            let rows = query.fetch_all(self.vault.pool()).await?;
            let Some(last) = rows.last() else { return Ok(cleared) };
            after = last.file_id;
            for row in rows {
                for object in &row.objects {
                    self.delete(row.file_id, *object).await?;
                }
                let query = sqlx::query_file!("sql/files/cleared.sql", log_id, row.file_id);
                cleared += query.execute(self.vault.pool()).await?.rows_affected();
            }
        }
    }
}

/// Sweeps every few minutes, until `ended` turns true. Several nodes may do so: what one took is gone for the other.
pub async fn keep_files_swept(files: Files, mut ended: watch::Receiver<bool>) {
    loop {
        if let Err(error) = files.sweep().await {
            tracing::warn!(%error, "unfinished uploads and erased files cannot be swept away now");
        }
        tokio::select! {
            _ = ended.wait_for(|ended| *ended) => return,
            () = tokio::time::sleep(Duration::from_secs(FILES_SWEPT_EVERY_MINUTES * 60)) => {}
        }
    }
}
