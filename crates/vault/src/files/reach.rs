//! Whether the store of the files is there and does what it is asked, found out before anything relies on it.

use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload};
use uuid::Uuid;

use super::{Files, place};
use crate::{Error, Result};

/// What is laid down to see whether anything can be.
const TRIAL: &[u8] = b"wenze";

impl Files {
    /// Asks the store for a list of nothing. Without it a bucket that is not there would be taken for files that are all lost.
    pub async fn reach(&self) -> Result<()> {
        let nothing = Path::from(Uuid::nil().to_string());
        self.store.list_with_delimiter(Some(&nothing)).await?;
        Ok(())
    }

    /// Lays a few bytes down, reads and deletes them: whether files can be kept here.
    pub async fn try_out(&self) -> Result<()> {
        self.reach().await?;
        let at = place(Uuid::nil(), Uuid::new_v4());
        self.store.put(&at, PutPayload::from_static(TRIAL)).await?;
        let read = self.store.get_range(&at, 1..TRIAL.len() as u64).await;
        // It goes whatever was read.
        self.store.delete(&at).await?;
        if read? != TRIAL[1..] {
            return Err(Error::StoreForgets);
        }
        Ok(())
    }
}
