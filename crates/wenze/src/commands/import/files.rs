//! The evidence files of an export come back: each compared with the digest in its list before a byte of it is stored.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use anyhow::{Context, bail};
use futures_util::stream;
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use wenze_casework::{Casework, Error, FileRestored, RestoredFile};

use crate::report;

/// The list in the folder of an export.
const LIST: &str = "files.jsonl";
/// Longest line of it, in bytes.
const LINE_BYTES_MAX: u64 = 64 * 1024;
/// Bytes read of a file at once.
const BUFFER_BYTES: usize = 256 * 1024;
/// Most files that are named as not come back; the rest are counted.
const NAMED_MAX: usize = 1_000;

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(super) struct BroughtBack {
    /// Files that came back.
    pub(super) files: u64,
    /// Their bytes.
    pub(super) bytes: u64,
    /// Files that were there already.
    pub(super) unchanged: u64,
    /// Files whose content the export does not hold: sealed, erased or missing where it was made.
    pub(super) withheld: u64,
    /// Files that did not come back.
    pub(super) lost: u64,
    /// Which.
    pub(super) named: Vec<NotBack>,
}

/// A file that did not come back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct NotBack {
    pub(super) file: Uuid,
    pub(super) case: Uuid,
    /// `missing`, `altered`, `no_case`, `another` or `erased`.
    pub(super) why: &'static str,
}

/// Brings back every file that the list of a folder names, or with `dry_run` only compares them with their digests.
pub(super) async fn bring_back(casework: &Casework, folder: &Path, dry_run: bool) -> anyhow::Result<BroughtBack> {
    let list = folder.join(LIST);
    let mut lines = BufReader::new(File::open(&list).with_context(|| format!("{} cannot be read", list.display()))?);
    let bar = report::spinner("bringing back evidence files");
    let mut done = BroughtBack::default();
    let (mut line, mut number) = (String::new(), 0_u64);
    loop {
        line.clear();
        number += 1;
        if Read::by_ref(&mut lines).take(LINE_BYTES_MAX).read_line(&mut line)? == 0 {
            break;
        }
        let told: RestoredFile = serde_json::from_str(&line)
            .with_context(|| format!("{}, line {number}: this is no line of such a list", list.display()))?;
        one(casework, folder, &told, dry_run, &mut done).await?;
        bar.set_position(done.files);
    }
    bar.finish_and_clear();
    Ok(done)
}

async fn one(
    casework: &Casework,
    folder: &Path,
    told: &RestoredFile,
    dry_run: bool,
    done: &mut BroughtBack,
) -> anyhow::Result<()> {
    if told.withheld.is_some() {
        done.withheld += 1;
        return Ok(());
    }
    let path = folder.join(told.file.to_string());
    let restored = match compared(&path, told)? {
        Some(why) => Err(why),
        None if dry_run => Ok(FileRestored::Done),
        None => match casework.restore_file(told, |from| content(&path, from)).await {
            Ok(restored) => Ok(restored),
            Err(Error::NotFound { .. }) => Err("no_case"),
            Err(Error::NoFileStore) => bail!("this node keeps no files"),
            Err(other) => return Err(other.into()),
        },
    };
    match restored {
        Ok(FileRestored::Done) => {
            done.files += 1;
            done.bytes += told.size;
        }
        Ok(FileRestored::AsItStands) => done.unchanged += 1,
        Ok(FileRestored::Another) => done.lose(told, "another"),
        Ok(FileRestored::Erased) => done.lose(told, "erased"),
        Err(why) => done.lose(told, why),
    }
    Ok(())
}

impl BroughtBack {
    fn lose(&mut self, told: &RestoredFile, why: &'static str) {
        self.lost += 1;
        if self.named.len() < NAMED_MAX {
            self.named.push(NotBack { file: told.file, case: told.case, why });
        }
    }
}

/// What is wrong with the copy of a file in the folder, where anything is.
fn compared(path: &Path, told: &RestoredFile) -> anyhow::Result<Option<&'static str>> {
    let mut from = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Some("missing")),
        Err(error) => return Err(error).with_context(|| format!("{} cannot be read", path.display())),
    };
    if from.metadata()?.len() != told.size {
        return Ok(Some("altered"));
    }
    let (mut digest, mut buffer) = (Sha256::new(), vec![0; BUFFER_BYTES]);
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        digest.update(&buffer[..read]);
    }
    let found = digest.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    Ok((Some(found) != told.sha256).then_some("altered"))
}

/// The bytes of a file from a place on.
fn content(
    path: &Path,
    from: u64,
) -> std::io::Result<impl futures_util::Stream<Item = std::io::Result<Vec<u8>>> + use<>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(from))?;
    Ok(stream::iter(std::iter::from_fn(move || {
        let mut buffer = vec![0; BUFFER_BYTES];
        match file.read(&mut buffer) {
            Ok(0) => None,
            Ok(read) => {
                buffer.truncate(read);
                Some(Ok(buffer))
            }
            Err(error) => Some(Err(error)),
        }
    })))
}
