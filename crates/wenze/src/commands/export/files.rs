//! The evidence files of an export: copied as they are, and listed with their digests.

use std::fs::{self, DirBuilder};
use std::io::{BufWriter, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use anyhow::Context;
use futures_util::StreamExt;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;
use wenze_casework::{Casework, Error, FileState, FileView};

use super::owner_only;
use crate::report;

/// Files that are listed at once.
const PAGE_FILES: i64 = 200;
/// The list in the folder.
const LIST: &str = "files.jsonl";

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(super) struct Copied {
    /// Files copied.
    pub(super) files: u64,
    /// Their bytes.
    pub(super) bytes: u64,
    /// Files of class sealed, which no export gives out.
    pub(super) sealed: u64,
    /// Files that were erased.
    pub(super) erased: u64,
    /// Files that are missing or altered.
    pub(super) missing: u64,
}

/// Copies the files of these cases, or of all, into a folder that nobody but the owner reads.
pub(super) async fn copy(casework: &Casework, cases: &[Uuid], folder: &Path) -> anyhow::Result<Copied> {
    let unwritten = || format!("{} cannot be written", folder.display());
    DirBuilder::new().mode(0o700).create(folder).with_context(unwritten)?;
    let mut list = BufWriter::new(owner_only(&folder.join(LIST)).with_context(unwritten)?);
    let bar = report::spinner("copying evidence files");
    let (mut copied, mut after) = (Copied::default(), Uuid::nil());
    loop {
        let page = casework.files_after(after, PAGE_FILES).await?;
        let Some(last) = page.last() else { break };
        after = last.info.file_id;
        let is_asked = |file: &&FileView| cases.is_empty() || cases.contains(&file.info.case_id);
        for file in page.iter().filter(is_asked).filter(|file| file.info.stored_at.is_some()) {
            // What was brought for a report that nobody registered yet belongs to no case.
            if !casework.has_begun(file.info.case_id).await? {
                continue;
            }
            let withheld = one(casework, file, folder, &mut copied).await?;
            serde_json::to_writer(&mut list, &line(file, withheld))?;
            list.write_all(b"\n")?;
            bar.set_position(copied.files);
        }
    }
    list.flush()?;
    list.get_ref().sync_all()?;
    bar.finish_and_clear();
    Ok(copied)
}

/// Copies one file. Why it is not, where it is not.
async fn one(
    casework: &Casework,
    file: &FileView,
    folder: &Path,
    copied: &mut Copied,
) -> anyhow::Result<Option<&'static str>> {
    if file.state == FileState::Erased {
        copied.erased += 1;
        return Ok(Some("erased"));
    }
    if file.info.sealed {
        copied.sealed += 1;
        return Ok(Some("sealed"));
    }
    let path = folder.join(file.info.file_id.to_string());
    match bytes(casework, file, &path).await {
        Ok(()) => {
            copied.files += 1;
            copied.bytes += file.info.size;
            Ok(None)
        }
        Err(error) if error.downcast_ref::<wenze_vault::Error>().is_some_and(wenze_vault::Error::is_lost_file) => {
            // Half a file is none.
            fs::remove_file(&path)?;
            copied.missing += 1;
            Ok(Some("missing"))
        }
        Err(other) => Err(other),
    }
}

async fn bytes(casework: &Casework, file: &FileView, path: &Path) -> anyhow::Result<()> {
    let mut to = BufWriter::new(owner_only(path).with_context(|| format!("{} cannot be written", path.display()))?);
    let content = match casework.read_file(file.info.file_id, None).await {
        Err(Error::Vault(error)) => return Err(error.into()),
        read => read?,
    };
    let mut chunks = std::pin::pin!(content.range(0..file.info.size));
    while let Some(chunk) = chunks.next().await {
        to.write_all(&chunk?)?;
    }
    to.flush()?;
    to.get_ref().sync_all()?;
    Ok(())
}

fn line(file: &FileView, withheld: Option<&str>) -> serde_json::Value {
    let info = &file.info;
    json!({
        "file": info.file_id,
        "case": info.case_id,
        "name": info.name.as_ref().filter(|_| !info.sealed),
        "media_type": info.media_type,
        "size": info.size,
        "sha256": file.sha256,
        "uploaded_by": info.uploaded_by,
        "role": info.role,
        "office": info.office_id,
        "stored_at": info.stored_at,
        "withheld": withheld,
    })
}
