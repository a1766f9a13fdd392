//! Rulebooks that judge together: a folder with a `rulebook.toml`, or one with several such folders.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use wenze_rulebook::bundle::{Bundle, RULEBOOK_FILE};
use wenze_rulebook::rule::Rulebook;

use super::bundle;

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
                    for one in wrong {
                        // Writing to a string cannot fail.
                        let _ = write!(complaints, "\n{}/{one}", path.display());
                    }
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
