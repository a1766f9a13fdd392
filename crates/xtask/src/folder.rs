//! Comparing what is committed with what was just generated.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::workspace;

/// One way in which the committed files are stale.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    Missing(PathBuf),
    Superfluous(PathBuf),
    Changed { file: PathBuf, line: usize },
}

impl fmt::Display for Difference {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(file) => write!(to, "{} is not committed", file.display()),
            Self::Superfluous(file) => write!(to, "{} is committed and no longer generated", file.display()),
            Self::Changed { file, line } => write!(to, "{} differs from line {line} on", file.display()),
        }
    }
}

/// Every difference between two folders. `may_stay` excuses committed files that are no longer generated.
pub(crate) fn compare(committed: &Path, generated: &Path, may_stay: impl Fn(&Path) -> bool) -> Result<Vec<Difference>> {
    let old: BTreeSet<PathBuf> = workspace::files_below(committed)?.into_iter().collect();
    let new: BTreeSet<PathBuf> = workspace::files_below(generated)?.into_iter().collect();
    let mut differences: Vec<Difference> = new.difference(&old).cloned().map(Difference::Missing).collect();
    let superfluous = old.difference(&new).filter(|file| !may_stay(file)).cloned();
    differences.extend(superfluous.map(Difference::Superfluous));
    for file in old.intersection(&new) {
        let (before, after) = (read(&committed.join(file))?, read(&generated.join(file))?);
        if let Some(line) = first_changed_line(&before, &after) {
            differences.push(Difference::Changed { file: file.clone(), line });
        }
    }
    Ok(differences)
}

/// Fails with every difference, naming the command that repairs them.
pub(crate) fn refuse(differences: &[Difference], what: &Path, repair: &str) -> Result<()> {
    if differences.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = differences.iter().map(|difference| format!("\n  {difference}")).collect();
    bail!("{} is stale; `{repair}` repairs it:{}", what.display(), lines.concat());
}

/// Makes `committed` hold exactly what was generated, besides what may stay.
pub(crate) fn replace(committed: &Path, generated: &Path, may_stay: impl Fn(&Path) -> bool) -> Result<()> {
    for difference in compare(committed, generated, may_stay)? {
        match difference {
            Difference::Superfluous(file) => {
                let path = committed.join(file);
                fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            }
            Difference::Missing(file) | Difference::Changed { file, .. } => {
                let path = committed.join(&file);
                let parent = path.parent().unwrap_or(committed);
                fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
                fs::copy(generated.join(&file), &path).with_context(|| format!("cannot write {}", path.display()))?;
            }
        }
    }
    Ok(())
}

/// The number of the first line that differs, counted from 1.
pub(crate) fn first_changed_line(before: &[u8], after: &[u8]) -> Option<usize> {
    if before == after {
        return None;
    }
    let same = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    Some(1 + before[..same].split(|byte| *byte == b'\n').skip(1).count())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, files: &[(&str, &str)]) -> Result<()> {
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().context("a parent")?)?;
            fs::write(path, text)?;
        }
        Ok(())
    }

    #[test]
    fn every_kind_of_difference_is_found_and_repaired() -> Result<()> {
        let draft = workspace::Draft::new("folder-test")?;
        let (committed, generated) = (draft.folder().join("committed"), draft.folder().join("generated"));
        write(
            &committed,
            &[("act/A.json", "1\n2\n"), ("act/Gone.json", ""), ("event/A.v1.json", "kept"), ("same", "s")],
        )?;
        write(&generated, &[("act/A.json", "1\n3\n"), ("act/New.json", "n"), ("same", "s")])?;
        let may_stay = |file: &Path| file.starts_with("event");
        let found = compare(&committed, &generated, may_stay)?;
        assert_eq!(
            found,
            [
                Difference::Missing("act/New.json".into()),
                Difference::Superfluous("act/Gone.json".into()),
                Difference::Changed { file: "act/A.json".into(), line: 2 },
            ]
        );
        let said = refuse(&found, Path::new("schemas"), "cargo xtask schemas").expect_err("it is stale").to_string();
        assert!(said.contains("act/A.json differs from line 2 on"), "{said}");

        replace(&committed, &generated, may_stay)?;
        assert_eq!(compare(&committed, &generated, may_stay)?, []);
        assert!(committed.join("event/A.v1.json").exists());
        Ok(())
    }

    #[test]
    fn a_file_that_only_grew_differs_where_it_grew() {
        assert_eq!(first_changed_line(b"a\nb\n", b"a\nb\n"), None);
        assert_eq!(first_changed_line(b"a\nb\n", b"a\nb\nc\n"), Some(3));
        assert_eq!(first_changed_line(b"", b"a"), Some(1));
    }
}
