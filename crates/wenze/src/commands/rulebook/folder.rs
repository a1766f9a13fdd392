//! Rulebooks in folders: one that holds a `rulebook.toml`, or several such beside each other.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use wenze_rulebook::bundle::{BYTES_MAX, Bundle, RULEBOOK_FILE};
use wenze_rulebook::rule::Rulebook;

/// Folders within a rulebook whose files belong to it.
const PARTS: [&str; 2] = ["cases", "text"];

/// The rulebooks of a folder. One that builds on another is read after it.
pub(super) fn rulebooks(folder: &Path) -> anyhow::Result<Vec<Arc<Rulebook>>> {
    let mut waiting: Vec<(PathBuf, Bundle)> = Vec::new();
    for one in folders(folder)? {
        let bundle = bundle(&one)?;
        waiting.push((one, bundle));
    }
    let mut books: Vec<Arc<Rulebook>> = Vec::new();
    while !waiting.is_empty() {
        let before = waiting.len();
        let mut complaints = String::new();
        waiting.retain(|(path, bundle)| {
            let bases: Vec<&Rulebook> = books.iter().map(AsRef::as_ref).collect();
            match Rulebook::load_upon(bundle, &bases) {
                Ok(book) => books.push(Arc::new(book)),
                Err(wrong) => {
                    wrong.iter().for_each(|one| complaints.push_str(&format!("\n{}/{one}", path.display())));
                    return true;
                }
            }
            false
        });
        if waiting.len() == before {
            bail!("the rulebooks of {} cannot be used:{complaints}", folder.display());
        }
    }
    Ok(books)
}

/// The folder itself where it is a rulebook, else those below it that are.
fn folders(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if folder.join(RULEBOOK_FILE).is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let found = fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut folders = Vec::new();
    for entry in found {
        let path = entry?.path();
        if path.join(RULEBOOK_FILE).is_file() {
            folders.push(path);
        }
    }
    folders.sort();
    if folders.is_empty() {
        bail!("{} holds no rulebook: a rulebook is a folder with a {RULEBOOK_FILE}", folder.display());
    }
    Ok(folders)
}

/// The files of one rulebook.
fn bundle(folder: &Path) -> anyhow::Result<Bundle> {
    let mut files = vec![(RULEBOOK_FILE.to_owned(), text(&folder.join(RULEBOOK_FILE))?)];
    for part in PARTS {
        let Ok(found) = fs::read_dir(folder.join(part)) else { continue };
        for entry in found {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_str().with_context(|| format!("{} has a name that is no text", entry.path().display()))?;
            if entry.file_type()?.is_file() && !name.starts_with('.') {
                files.push((format!("{part}/{name}"), text(&entry.path())?));
            }
        }
    }
    Bundle::new(files).map_err(|wrong| anyhow::anyhow!("{}: {wrong}", folder.display()))
}

/// A file, within the bound of all files together.
fn text(path: &Path) -> anyhow::Result<String> {
    let size = fs::metadata(path).with_context(|| format!("{} cannot be read", path.display()))?.len();
    if size > BYTES_MAX as u64 {
        bail!("{} is longer than {BYTES_MAX} bytes", path.display());
    }
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}
