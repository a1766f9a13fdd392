//! Files of an export come back under the ids by which acts name them, sealed anew under the keys of this log.

use futures_util::Stream;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;
use wenze_domain::canonical;
use wenze_vault::{Begun, NewFile};

use super::{FileState, FileView};
use crate::{Casework, Error};

/// A file as the list of an export tells it.
#[derive(Debug, Clone, Deserialize)]
pub struct RestoredFile {
    /// Its id.
    pub file: Uuid,
    /// The case it belongs to.
    pub case: Uuid,
    /// What it is called; not told of what is withheld.
    pub name: Option<String>,
    /// What it is.
    pub media_type: String,
    /// How long it is, in bytes.
    pub size: u64,
    /// SHA-256 of its content in hex; gone of what was erased.
    pub sha256: Option<String>,
    /// Who brought it.
    pub uploaded_by: Uuid,
    /// In which role.
    pub role: String,
    /// At which office.
    pub office: Uuid,
    /// Why the export does not hold its content, where it does not.
    pub withheld: Option<String>,
}

/// What became of a file that was to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRestored {
    /// It is there now.
    Done,
    /// It was there, just so.
    AsItStands,
    /// Another content stands under its id, or under its id in another case.
    Another,
    /// It was erased here, and stays so.
    Erased,
}

impl Casework {
    /// Brings a file of an export back; its case must have been imported. The bytes go on where a run before was cut off.
    pub async fn restore_file<B: AsRef<[u8]>, S: Stream<Item = Result<B, std::io::Error>>>(
        &self,
        told: &RestoredFile,
        bytes_from: impl FnOnce(u64) -> std::io::Result<S>,
    ) -> Result<FileRestored, Error> {
        self.current(told.case, false).await?;
        let files = self.files()?;
        let info = match files.info(told.file).await? {
            Some(info) => info,
            None => match files.begin(&self.to_restore(told)?).await? {
                Begun::New(info) | Begun::Before(info) => info,
            },
        };
        let own = info.case_id == told.case && info.size == told.size;
        let view = FileView::of(info);
        match view.state {
            FileState::Erased => return Ok(FileRestored::Erased),
            FileState::Stored if own && view.sha256 == told.sha256 => return Ok(FileRestored::AsItStands),
            FileState::Unfinished if own => {}
            FileState::Stored | FileState::Unfinished => return Ok(FileRestored::Another),
        }
        let from = view.info.received;
        let bytes = bytes_from(from).map_err(|error| Error::Unwritable(error.to_string()))?;
        let appended = files.append(told.file, from, bytes).await?;
        if let Some(error) = appended.broken_off {
            return Err(Error::Unwritable(error.to_string()));
        }
        let stored = files.info(told.file).await?.map(FileView::of);
        let is_it = stored.is_some_and(|view| view.state == FileState::Stored && view.sha256 == told.sha256);
        Ok(if is_it { FileRestored::Done } else { FileRestored::Another })
    }

    fn to_restore(&self, told: &RestoredFile) -> Result<NewFile, Error> {
        let request = json!({ "restored": told.file, "case": told.case, "size": told.size, "sha256": told.sha256 });
        let request = canonical::bytes(&request).map_err(|error| Error::Unwritable(error.to_string()))?;
        Ok(NewFile {
            file_id: told.file,
            case_id: told.case,
            subject: format!("case:{}", told.case),
            sealed: false,
            media_type: told.media_type.clone(),
            size: told.size,
            name: told.name.clone().unwrap_or_else(|| told.file.to_string()),
            request_mac: self.inner.vault.request_mac(&request),
            uploaded_by: told.uploaded_by,
            role: told.role.clone(),
            office_id: told.office,
        })
    }
}
