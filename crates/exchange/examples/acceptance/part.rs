//! Which parts of which sets there are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use wenze_exchange::mapping::{Format, Mapping};

const EXPECTED: &str = ".expected.json";
const UNCOMPARED: &str = ".uncompared.toml";
const SMALL: &str = "-small";
/// How a data file may be written, beside its expected file.
const ENDINGS: [&str; 4] = [".xes.gz", ".xes", ".jsonl.gz", ".jsonl"];
/// Begins the rest of a table's file name, after the name of its part.
const REST: char = '-';
/// Any key will do here: the sets name nobody.
const PSEUDONYM_KEY: &[u8] = b"a key of the acceptance";
const ANSWERS: &str = "-appeals.csv.gz";

/// One file of a set, with what is expected of it.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) mapping: Mapping,
    pub(crate) data: Vec<PathBuf>,
    /// A small part, or the only part of a small set.
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
        let all = files(&folder)?;
        let has_small = all.iter().any(|path| name(path).ends_with(&format!("{SMALL}{EXPECTED}")));
        for expected in &all {
            let Some(stem) = name(expected).strip_suffix(EXPECTED) else { continue };
            let is_small = stem.ends_with(SMALL) || !has_small;
            if small_only && !is_small {
                continue;
            }
            let data = data_of(&mapping, stem, &all);
            ensure!(!data.is_empty(), "{} has no data file beside it", expected.display());
            let answers = Some(folder.join(format!("{stem}{ANSWERS}"))).filter(|path| path.exists());
            let uncompared = mappings.join(format!("{set}{UNCOMPARED}"));
            let mapping = mapping.clone().with_pseudonym_key(PSEUDONYM_KEY)?;
            let (name, expected) = (stem.to_owned(), expected.clone());
            parts.push(Part { name, mapping, data, is_small, expected, answers, uncompared });
        }
    }
    parts.sort_by_key(|part| !part.is_small);
    Ok(parts)
}

/// The one file of a part, or those of its tables.
fn data_of(mapping: &Mapping, stem: &str, all: &[PathBuf]) -> Vec<PathBuf> {
    if mapping.format() != Format::Tables {
        let is_own = |path: &&PathBuf| ENDINGS.iter().any(|ending| name(path) == format!("{stem}{ending}"));
        return all.iter().filter(is_own).take(1).cloned().collect();
    }
    let is_own = |path: &&PathBuf| {
        let rest = name(path).strip_prefix(stem);
        let is_other_part = rest.is_some_and(|rest| rest.starts_with(SMALL));
        rest.is_some_and(|rest| rest.starts_with([REST, '.'])) && !is_other_part && mapping.has_table_of(name(path))
    };
    all.iter().filter(is_own).cloned().collect()
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
