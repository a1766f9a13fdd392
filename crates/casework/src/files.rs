//! Evidence files of a case: brought by whoever may record in it, read by whoever may see it. To everybody else there is none.
//!
//! The case comes before everything: a file of a case that does not exist to somebody is answered like one that there is not.

use std::ops::Range;

use chrono::Utc;
use futures_util::Stream;
use serde_json::json;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::canonical;
use wenze_domain::codes::Role;
use wenze_domain::decide::named_files;
use wenze_domain::envelope::Actor;
use wenze_domain::refusal::{Refusal, WrongFile};
use wenze_domain::request::Draft;
use wenze_domain::time::office_day;
use wenze_vault::{Begun, FileInfo, FilesHealth, NewFile};

use crate::access::{act, barred, command};
use crate::sealing::hex;
use crate::{Casework, Error};

mod restored;

pub use restored::{FileRestored, RestoredFile};
pub use wenze_vault::{
    Appended, FILE_BYTES_MAX, FILE_NAME_CHARS_MAX, FileContent, FileProblem, UNFINISHED_HOURS_MAX, Waiting,
};

/// A file that somebody brings.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The case it belongs to.
    pub case: Uuid,
    /// What it is called.
    pub name: String,
    /// What it is, such as `application/pdf`.
    pub media_type: String,
    /// How long it is, in bytes.
    pub size: u64,
    /// Whether only intake reads it, and every reading is recorded.
    pub sealed: bool,
    /// Who brings it.
    pub actor: Actor,
    /// The caller's key for repeating the request safely.
    pub idempotency_key: Option<String>,
}

/// A file that somebody brings, whose length is known once all of it is there.
#[derive(Debug, Clone)]
pub struct Awaited {
    /// The case it belongs to.
    pub case: Uuid,
    /// What it is called.
    pub name: String,
    /// What it is, such as `application/pdf`.
    pub media_type: String,
    /// Who brings it.
    pub actor: Actor,
    /// Its case may begin with the act that will name it.
    pub may_precede: bool,
}

/// How a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// Not all of it is there.
    Unfinished,
    /// It can be read.
    Stored,
    /// It was erased.
    Erased,
}

impl FileState {
    /// As the API writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unfinished => "unfinished",
            Self::Stored => "stored",
            Self::Erased => "erased",
        }
    }
}

/// A file as whoever may see the case sees it.
#[derive(Debug, Clone)]
pub struct FileView {
    /// What is known of it.
    pub info: FileInfo,
    /// How it stands.
    pub state: FileState,
    /// The SHA-256 of its content in hex, once all is there.
    pub sha256: Option<String>,
}

impl FileView {
    fn of(info: FileInfo) -> Self {
        let state = match (info.erased, info.stored_at) {
            (true, _) => FileState::Erased,
            (false, Some(_)) => FileState::Stored,
            (false, None) => FileState::Unfinished,
        };
        let sha256 = info.sha256.map(|digest| hex(&digest));
        Self { info, state, sha256 }
    }
}

impl Casework {
    /// Begins an upload, or finds the one that the same request began before; whether it did.
    pub async fn begin_file(&self, upload: &Upload) -> Result<(FileView, bool), Error> {
        self.begin_in(upload, false).await
    }

    async fn begin_in(&self, upload: &Upload, may_precede: bool) -> Result<(FileView, bool), Error> {
        self.may_bring(upload.case, upload.actor.person_id, may_precede).await?;
        let request = json!({
            "case": upload.case, "name": upload.name, "media_type": upload.media_type, "size": upload.size,
            "sealed": upload.sealed,
        });
        let request = canonical::bytes(&request).map_err(|error| Error::Unwritable(error.to_string()))?;
        let new = NewFile {
            file_id: self.file_id(upload),
            case_id: upload.case,
            subject: format!("case:{}", upload.case),
            sealed: upload.sealed,
            media_type: upload.media_type.clone(),
            size: upload.size,
            name: upload.name.clone(),
            request_mac: self.inner.vault.request_mac(&request),
            uploaded_by: upload.actor.person_id,
            role: upload.actor.role.to_string(),
            office_id: upload.actor.office_id,
        };
        Ok(match self.files()?.begin(&new).await? {
            Begun::New(info) => (FileView::of(info), false),
            Begun::Before(info) => (FileView::of(info), true),
        })
    }

    /// The same recorder and key mean the same upload; without a key every request is its own.
    fn file_id(&self, upload: &Upload) -> Uuid {
        let Some(key) = &upload.idempotency_key else { return Uuid::now_v7() };
        let Actor { person_id, role, office_id } = upload.actor;
        let log_id = self.inner.ledger.log_id().0;
        let text = format!("wenze/file/{log_id}/{person_id}/{role}/{office_id}/{key}");
        Uuid::new_v5(&Uuid::NAMESPACE_OID, text.as_bytes())
    }

    /// Gets ready for a file that comes without its length, as a browser sends it with a form; of it at most so many bytes are taken.
    /// Its case need not have begun where it `may_precede` it.
    pub async fn await_file(
        &self,
        case: Uuid,
        person: Uuid,
        may_precede: bool,
        bytes_max: u64,
    ) -> Result<Waiting, Error> {
        self.files()?;
        self.may_bring(case, person, may_precede).await?;
        Ok(Waiting::begin(bytes_max)?)
    }

    /// Whether somebody may bring files to a case; to one that has not begun he may where it begins with the act that names them.
    async fn may_bring(&self, case: Uuid, person: Uuid, may_precede: bool) -> Result<(), Error> {
        match self.current(case, false).await {
            Ok(case) => self.may_record_in(&case, person).await,
            Err(Error::NotFound { .. }) if may_precede => self.seen(case),
            Err(error) => Err(error),
        }
    }

    /// Whether anything was recorded of a case. Of one that does not exist to the reader nothing was.
    pub async fn has_begun(&self, case: Uuid) -> Result<bool, Error> {
        match self.current(case, false).await {
            Ok(_) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Stores what was awaited. The same bytes under the same name, brought once more to the case by the same recorder, are the same file.
    pub async fn bring_awaited(&self, awaited: Awaited, waiting: Waiting) -> Result<FileView, Error> {
        let Awaited { case, name, media_type, actor, may_precede } = awaited;
        let waited = waiting.end().await?;
        // A digest of private bytes is private itself, so what is made of it for the key tells nothing without the vault's own.
        let same = json!({ "case": case, "name": name, "media_type": media_type, "sha256": hex(&waited.sha256()) });
        let same = canonical::bytes(&same).map_err(|error| Error::Unwritable(error.to_string()))?;
        let idempotency_key = Some(format!("awaited-{}", hex(&self.inner.vault.request_mac(&same))));
        let size = waited.size();
        let upload = Upload { case, name, media_type, size, sealed: false, actor, idempotency_key };
        let (mut file, is_before) = self.begin_in(&upload, may_precede).await?;
        match file.state {
            FileState::Stored => return Ok(file),
            FileState::Erased => return Err(Error::FileErased),
            FileState::Unfinished if is_before => {
                // What came of it before was cut off, and all of it is here.
                self.discard_file(file.info.file_id, actor).await?;
                file = self.begin_in(&upload, may_precede).await?.0;
            }
            FileState::Unfinished => {}
        }
        let id = file.info.file_id;
        if let Some(error) = self.append_in(id, actor, (0, may_precede), waited.bytes()).await?.broken_off {
            return Err(error.into());
        }
        self.file(id, None).await
    }

    /// Goes on with an upload at the byte it reached; only whoever began it does.
    pub async fn append_file<B: AsRef<[u8]>, E>(
        &self,
        id: Uuid,
        actor: Actor,
        offset: u64,
        bytes: impl Stream<Item = Result<B, E>>,
    ) -> Result<Appended<E>, Error> {
        self.append_in(id, actor, (offset, false), bytes).await
    }

    async fn append_in<B: AsRef<[u8]>, E>(
        &self,
        id: Uuid,
        actor: Actor,
        (offset, may_precede): (u64, bool),
        bytes: impl Stream<Item = Result<B, E>>,
    ) -> Result<Appended<E>, Error> {
        let info = self.own_file(id, actor).await?;
        self.may_bring(info.case_id, actor.person_id, may_precede).await?;
        Ok(self.files()?.append(id, offset, bytes).await?)
    }

    /// Gives up an upload that is not finished; only whoever began it does.
    pub async fn discard_file(&self, id: Uuid, actor: Actor) -> Result<(), Error> {
        self.own_file(id, actor).await?;
        if self.files()?.discard(id).await? { Ok(()) } else { Err(Error::File(FileProblem::Finished)) }
    }

    /// A file of a case that the reader may see. An upload that is not finished is there for whoever began it, and so is a file
    /// whose case has not begun.
    pub async fn file(&self, id: Uuid, reader: Option<Uuid>) -> Result<FileView, Error> {
        let info = self.file_info(id).await?;
        if reader.is_some_and(|reader| reader != info.uploaded_by)
            && (info.stored_at.is_none() || !self.has_begun(info.case_id).await?)
        {
            return Err(no_file(id));
        }
        Ok(FileView::of(info))
    }

    /// The files of a case that are there, those after `after`.
    pub async fn case_files(&self, case: Uuid, after: Option<Uuid>, rows: u32) -> Result<Vec<FileView>, Error> {
        self.current(case, false).await?;
        let after = after.unwrap_or_default();
        let found = self.files()?.of_case(case, after, i64::from(rows)).await?;
        Ok(found.into_iter().map(FileView::of).collect())
    }

    /// A file to be read, and the range asked for within it. That a sealed one is read is recorded before a byte is told.
    pub async fn read_file(&self, id: Uuid, reader: Option<Actor>) -> Result<FileContent, Error> {
        let info = self.file_info(id).await?;
        if info.stored_at.is_none() {
            return Err(Error::FileUnfinished);
        }
        if info.erased {
            return Err(Error::FileErased);
        }
        let is_own = reader.is_some_and(|reader| reader.person_id == info.uploaded_by);
        if !is_own && !self.has_begun(info.case_id).await? {
            return Err(no_file(id));
        }
        if info.sealed {
            self.record_sealed_reading(&info, reader).await?;
        }
        self.files()?.content(id).await?.ok_or(Error::FileErased)
    }

    /// Records that a sealed file is read: by intake or whoever brought it, once a day for each reader and file.
    async fn record_sealed_reading(&self, info: &FileInfo, reader: Option<Actor>) -> Result<(), Error> {
        let actor = reader.ok_or_else(|| barred("a sealed file is read by somebody who is signed in"))?;
        if actor.role != Role::Intake && actor.person_id != info.uploaded_by {
            return Err(barred("a sealed file is read by intake, and by whoever brought it"));
        }
        let today = office_day(Utc::now());
        let accesses = self.accesses_of(info.case_id).await?;
        let is_it = |one: &wenze_domain::registers::FileRead| {
            let own = one.done.by == actor.person_id && one.done.role == actor.role;
            own && one.file_id == info.file_id && office_day(one.done.at) == today
        };
        if accesses.files.iter().any(is_it) {
            return Ok(());
        }
        let payload = json!({ "file_id": info.file_id });
        let act = act(Kind::SealedFileOpened, &json!({ "case": [info.case_id] }), payload, actor);
        self.record(&command(info.case_id, act, actor, None, None)).await.map(|_| ())
    }

    /// The files of all cases, those after `after`, also the uploads among them: for an export.
    pub async fn files_after(&self, after: Uuid, rows: i64) -> Result<Vec<FileView>, Error> {
        let found = self.files()?.after(after, rows).await?;
        Ok(found.into_iter().map(FileView::of).collect())
    }

    /// Reads every file whole and compares it with what was stored.
    pub async fn check_files(&self, progress: impl FnMut(u64)) -> Result<FilesHealth, Error> {
        Ok(self.files()?.check(progress).await?)
    }

    /// Refuses an act that names a file which is not there as the act says. An act that is restored from another log is taken as
    /// it is: its files were checked there.
    pub(crate) async fn check_named_files(&self, case: Uuid, draft: &Draft) -> Result<(), Error> {
        if draft.is_restored() {
            return Ok(());
        }
        for named in named_files(draft) {
            let refused = |why| Error::refused(0, Refusal::File { pointer: named.pointer.clone(), why });
            let unknown = || refused(WrongFile::Unknown);
            let files = self.files().map_err(|_| unknown())?;
            let info = files.info(named.file.file_id).await?.filter(|info| info.case_id == case).ok_or_else(unknown)?;
            let view = FileView::of(info);
            match view.state {
                FileState::Unfinished => return Err(refused(WrongFile::Unfinished)),
                FileState::Erased => return Err(refused(WrongFile::Erased)),
                FileState::Stored => {}
            }
            if view.sha256.as_deref() != named.digest() {
                return Err(refused(WrongFile::Digest));
            }
            if view.info.media_type != named.file.media_type.as_str() {
                return Err(refused(WrongFile::MediaType));
            }
        }
        Ok(())
    }

    async fn own_file(&self, id: Uuid, actor: Actor) -> Result<FileInfo, Error> {
        let info = self.file_info(id).await?;
        if info.uploaded_by == actor.person_id { Ok(info) } else { Err(no_file(id)) }
    }

    /// What is known of a file, where its case is to be seen.
    async fn file_info(&self, id: Uuid) -> Result<FileInfo, Error> {
        let info = self.files()?.info(id).await?.ok_or_else(|| no_file(id))?;
        self.seen(info.case_id).map_err(|_| no_file(id))?;
        Ok(info)
    }

    /// The files of this log, where they are kept.
    pub(crate) fn files(&self) -> Result<&wenze_vault::Files, Error> {
        self.inner.files.as_ref().ok_or(Error::NoFileStore)
    }
}

fn no_file(id: Uuid) -> Error {
    Error::NotFound { kind: "file", id }
}

/// One range of a file as a request asks for it: from byte to byte, from a byte on, or the last bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeAsked {
    /// From one byte to another, both told.
    Between(u64, u64),
    /// From one byte on.
    From(u64),
    /// So many bytes at the end.
    Last(u64),
}

impl RangeAsked {
    /// The bytes meant in a file of a length; none where it holds none of them.
    pub fn within(self, size: u64) -> Option<Range<u64>> {
        let range = match self {
            Self::Between(first, last) => first..last.saturating_add(1).min(size),
            Self::From(first) => first..size,
            Self::Last(length) => size.saturating_sub(length)..size,
        };
        (!range.is_empty()).then_some(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_holds_what_lies_within_the_file() {
        assert_eq!(RangeAsked::Between(2, 4).within(10), Some(2..5));
        assert_eq!(RangeAsked::Between(2, u64::MAX).within(10), Some(2..10));
        assert_eq!(RangeAsked::From(9).within(10), Some(9..10));
        assert_eq!(RangeAsked::Last(3).within(10), Some(7..10));
        assert_eq!(RangeAsked::Last(30).within(10), Some(0..10));
        for outside in [RangeAsked::From(10), RangeAsked::Between(5, 4), RangeAsked::Last(0)] {
            assert_eq!(outside.within(10), None, "{outside:?}");
        }
    }
}
