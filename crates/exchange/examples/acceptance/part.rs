//! Which parts of which sets there are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use wenze_exchange::mapping::Mapping;

const EXPECTED: &str = ".expected.json";
const UNCOMPARED: &str = ".uncompared.toml";
const SMALL: &str = "-small";
/// How a data file may be written, beside its expected file.
const ENDINGS: [&str; 4] = [".xes.gz", ".xes", ".jsonl.gz", ".jsonl"];
const ANSWERS: &str = "-appeals.csv.gz";

/// One file of a set, with what is expected of it.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) mapping: Mapping,
    pub(crate) data: PathBuf,
    pub(crate) is_small: bool,
    expected: PathBuf,
    /// Answers for single cases, if there are any.
    pub(crate) answers: Option<PathBuf>,
    /// What is not compared, and why.
    pub(crate) uncompared: PathBuf,
}

impl Part {
    /// The expected facts.
    pub(crate) fn expected(&self) -> Result<Value> {
        let text = fs::read(&self.expected).with_context(|| format!("cannot read {}", self.expected.display()))?;
        serde_json::from_slice(&text).with_context(|| format!("{} is no JSON", self.expected.display()))
    }
}

/// The parts of every set that has a mapping, small ones first.
pub(crate) fn find(data: &Path, mappings: &Path, small_only: bool) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    for file in files(mappings)? {
        let Some(set) = name(&file).strip_suffix(".toml").filter(|_| !name(&file).ends_with(UNCOMPARED)) else {
            continue;
        };
        let folder = data.join(set);
        if !folder.is_dir() {
            continue;
        }
        let mapping = Mapping::load(&file).with_context(|| file.display().to_string())?;
        ensure!(mapping.set() == set, "{} is the mapping of '{}'", file.display(), mapping.set());
        for expected in files(&folder)? {
            let Some(stem) = name(&expected).strip_suffix(EXPECTED) else { continue };
            let is_small = stem.ends_with(SMALL);
            if small_only && !is_small {
                continue;
            }
            let data = ENDINGS.iter().map(|ending| folder.join(format!("{stem}{ending}"))).find(|path| path.exists());
            let data = data.with_context(|| format!("{} has no data file beside it", expected.display()))?;
            let answers = Some(folder.join(format!("{stem}{ANSWERS}"))).filter(|path| path.exists());
            let uncompared = mappings.join(format!("{set}{UNCOMPARED}"));
            let (name, mapping, expected) = (stem.to_owned(), mapping.clone(), expected.clone());
            parts.push(Part { name, mapping, data, is_small, expected, answers, uncompared });
        }
    }
    parts.sort_by_key(|part| !part.is_small);
    Ok(parts)
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}
