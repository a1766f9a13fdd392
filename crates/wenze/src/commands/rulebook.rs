//! `wenze rulebook`: what a law officer does with rulebooks. `simulate`, `adopt` and `withdraw` need a database.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail, ensure};
use clap::Subcommand;
use wenze_rulebook::bundle::Bundle;
use wenze_rulebook::load::Complaint;
use wenze_rulebook::rule::Rulebook;
use wenze_rulebook::shipped;

use crate::Shared;

mod adopt;
mod decided;
mod examples;
mod folder;
mod list;
mod simulate;

pub(crate) use adopt::told;
pub(crate) use decided::Decided;

/// Deepest folder within a rulebook's own.
const DEPTH_MAX: usize = 4;

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// List rulebooks with their rules, articles and marks: those that come with the program, or one folder.
    List(Which),
    /// List the acts that rules may name, with their roles and fields.
    Acts {
        /// Only this kind.
        kind: Option<String>,
    },
    /// Read a rulebook and tell everything that is wrong with it, with file and line.
    Lint(Which),
    /// Judge every worked example and compare.
    Test(Which),
    /// Print the sentence of every rule, as it is signed.
    Sentences(Which),
    /// Change every number, unit, condition and role in turn, and tell which change no example notices.
    Mutate(Which),
    /// Adopt a release: cases are judged by it from then on, in place of the releases before it.
    Adopt(adopt::Adopt),
    /// Take a rulebook out of use, an adopted one or one that is shipped.
    Withdraw(adopt::Withdraw),
    /// Write a shipped rulebook to a folder, to start one's own from.
    Copy {
        /// The rulebook's id.
        id: String,
        /// The folder, which must not exist.
        folder: PathBuf,
    },
    /// Judge all stored cases under two sets of rulebooks and list the verdicts that change.
    Simulate(simulate::Options),
}

/// Which rulebooks.
#[derive(Debug, clap::Args)]
pub(crate) struct Which {
    /// Folders of rulebooks; without one, all that come with the program.
    folders: Vec<PathBuf>,
    /// Folders of rulebooks that these build on.
    #[arg(long = "upon", value_name = "FOLDER")]
    upon: Vec<PathBuf>,
}

/// A rulebook that was read, with what was said of it.
pub(crate) struct Read {
    pub(crate) name: String,
    pub(crate) bundle: Bundle,
    pub(crate) book: Option<Arc<Rulebook>>,
    pub(crate) complaints: Vec<Complaint>,
}

impl Read {
    /// The rulebook, if it can be used.
    pub(crate) fn sound(&self) -> Option<&Arc<Rulebook>> {
        self.book.as_ref().filter(|_| self.complaints.iter().all(|complaint| complaint.is_warning))
    }
}

pub(crate) async fn run(shared: &Shared, task: Task) -> anyhow::Result<ExitCode> {
    let is_well = match task {
        Task::List(which) => list::books(shared, &which)?,
        Task::Acts { kind } => list::acts(shared, kind.as_deref())?,
        Task::Lint(which) => examples::lint(shared, &which)?,
        Task::Test(which) => examples::test(shared, &which)?,
        Task::Sentences(which) => list::sentences(shared, &which)?,
        Task::Mutate(which) => examples::mutate(shared, &which)?,
        Task::Adopt(options) => return adopt::adopt(shared, &options).await,
        Task::Withdraw(options) => return adopt::withdraw(shared, &options).await,
        Task::Copy { id, folder } => copy(&id, &folder)?,
        Task::Simulate(options) => simulate::run(shared, &options).await?,
    };
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Which {
    /// Reads them, and what they build on.
    pub(crate) fn read(&self) -> anyhow::Result<(Vec<Read>, Vec<Arc<Rulebook>>)> {
        let mut bases = Vec::new();
        for folder in &self.upon {
            let read = read(folder, &[])?;
            let Some(book) = read.sound() else {
                bail!("{} is not sound; run `wenze rulebook lint {}` first", folder.display(), folder.display());
            };
            bases.push(book.clone());
        }
        if self.folders.is_empty() {
            let all = shipped::all().iter().map(|one| Read {
                name: one.book.id.to_string(),
                bundle: one.bundle.clone(),
                book: Some(one.book.clone()),
                complaints: Vec::new(),
            });
            return Ok((all.collect(), bases));
        }
        let read = self.folders.iter().map(|folder| read(folder, &bases)).collect::<Result<_, _>>()?;
        Ok((read, bases))
    }
}

fn read(folder: &Path, bases: &[Arc<Rulebook>]) -> anyhow::Result<Read> {
    let bundle = bundle(folder)?;
    let bases: Vec<&Rulebook> = bases.iter().map(AsRef::as_ref).collect();
    let (book, complaints) = Rulebook::read(&bundle, &bases);
    Ok(Read { name: folder.display().to_string(), bundle, book: book.map(Arc::new), complaints })
}

/// The files of a rulebook's folder: texts only, by their paths within it. Hidden files are left out.
pub(crate) fn bundle(folder: &Path) -> anyhow::Result<Bundle> {
    ensure!(folder.is_dir(), "{} is no folder", folder.display());
    let mut files = Vec::new();
    below(folder, folder, DEPTH_MAX, &mut files)?;
    Bundle::new(files).map_err(anyhow::Error::msg)
}

fn below(root: &Path, folder: &Path, depth: usize, files: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    ensure!(depth > 0, "{} lies too deep in the rulebook's folder", folder.display());
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let inner = path.strip_prefix(root).unwrap_or(&path);
        let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if parts.last().is_some_and(|name| name.starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            below(root, &path, depth - 1, files)?;
        } else {
            let text = std::fs::read_to_string(&path).with_context(|| format!("{} is no text", path.display()))?;
            files.push((parts.join("/"), text));
        }
    }
    Ok(())
}

fn copy(id: &str, folder: &Path) -> anyhow::Result<bool> {
    let Some(one) = shipped::named(id) else {
        let known: Vec<&str> = shipped::all().iter().map(|one| one.book.id.as_ref()).collect();
        bail!("there is no shipped rulebook '{id}'; there are: {}", known.join(", "));
    };
    ensure!(!folder.exists(), "{} exists; name a folder that does not", folder.display());
    for (path, text) in one.bundle.files() {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().unwrap_or(folder))?;
        std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    println!("{} lies in {}", one.book.release(), folder.display());
    Ok(true)
}
