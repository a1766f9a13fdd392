//! `wenze export`: one case or everything, as acts that import again.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use uuid::Uuid;
use wenze_exchange::export::{ExportPlan, ExportReport, run as export};

use self::files::{Copied, copy};
use super::operator::operator;
use crate::node::Node;
use crate::{Shared, report};

mod files;

/// Nobody but the owner reads an export.
const OWNER_ONLY: u32 = 0o600;

/// What `export` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Export only this case with the persons and organs it names; may be given several times.
    #[arg(long = "case", value_name = "ID")]
    cases: Vec<Uuid>,
    /// Write private texts as they are; without this a remark stands in their place. Sealed ones never go out.
    #[arg(long)]
    open: bool,
    /// Copy the evidence files, as they are, into this folder, with a list of them and their digests in `files.jsonl`; needs `--open`.
    /// Sealed ones are in the list alone. The folder must not exist.
    #[arg(long, value_name = "FOLDER", requires = "open")]
    files: Option<PathBuf>,
    /// Where the lines go; readable by the owner only. The file must not exist.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(crate) async fn run(shared: &Shared, options: Options) -> anyhow::Result<ExitCode> {
    let Options { cases, open, files, out } = options;
    if let Some(folder) = files.as_ref().filter(|folder| folder.exists()) {
        bail!("{} exists; name another folder, an export overwrites none", folder.display());
    }
    if out.exists() {
        bail!("{} exists; name another file, an export overwrites none", out.display());
    }
    let unfinished = unfinished(&out);
    let file = owner_only(&unfinished).with_context(|| format!("{} cannot be written", unfinished.display()))?;
    let node = Node::open(shared).await?;
    let plan = ExportPlan { cases, open };
    let done = noted_and_written(&node, &plan, file).await;
    let copied = match (&files, &done) {
        (Some(folder), Ok(_)) => copy(&node.casework, &plan.cases, folder).await.map(Some),
        _ => Ok(None),
    };
    node.close().await?;
    let done = match done {
        Ok(done) => done,
        Err(error) => {
            // Half an export is no export; what failed is told, and a file that cannot be removed is no further news.
            let _ = fs::remove_file(&unfinished);
            return Err(error);
        }
    };
    fs::rename(&unfinished, &out).with_context(|| format!("{} cannot be written", out.display()))?;
    let copied = copied?;
    tell(shared, &done, copied.as_ref(), &out)?;
    let is_lost = copied.is_some_and(|copied| copied.missing > 0);
    Ok(if done.unreadable.is_empty() && !is_lost { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Of every case that goes out it is recorded first that it does.
async fn noted_and_written(node: &Node, plan: &ExportPlan, file: File) -> anyhow::Result<ExportReport> {
    for case in &plan.cases {
        node.casework.record_export(*case, plan.open, operator()).await?;
    }
    if plan.cases.is_empty() {
        let bar = report::spinner("recording that every case goes out");
        let noted = node.casework.record_exports(plan.open, operator(), |cases| bar.set_position(cases)).await;
        bar.finish_and_clear();
        noted?;
    }
    write(node, plan, file).await
}

async fn write(node: &Node, plan: &ExportPlan, file: File) -> anyhow::Result<ExportReport> {
    let bar = report::bar("exporting", 0);
    let mut to = BufWriter::new(file);
    let done = export(&node.casework, plan, &mut to, |acts, of| {
        bar.set_length(of.unwrap_or(acts));
        bar.set_position(acts);
    });
    let done = done.await;
    bar.finish_and_clear();
    let done = done?;
    to.flush()?;
    to.get_ref().sync_all()?;
    Ok(done)
}

/// The name an export has until it is whole.
fn unfinished(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// Opens a file that nobody but the owner reads.
pub(super) fn owner_only(path: &Path) -> std::io::Result<File> {
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(OWNER_ONLY).open(path)?;
    file.set_permissions(Permissions::from_mode(OWNER_ONLY))?;
    Ok(file)
}

fn tell(shared: &Shared, done: &ExportReport, copied: Option<&Copied>, out: &Path) -> anyhow::Result<()> {
    if shared.json {
        let mut told = serde_json::to_value(done)?;
        if let Some(copied) = copied {
            told["files"] = serde_json::to_value(copied)?;
        }
        return report::json(&told);
    }
    let ExportReport { cases, persons, organs, rulebooks, calendars, grants, acts, withheld, .. } = done;
    println!("{cases} cases, {persons} persons, {organs} organs, {acts} acts: {}", out.display());
    if *grants > 0 {
        println!("The roles of {grants} persons; their accounts and passwords do not go out.");
    }
    if rulebooks + calendars > 0 {
        println!(
            "{rulebooks} rulebooks, {calendars} calendars: only their acts; adopt and publish the texts there again."
        );
    }
    if done.marks > 0 {
        println!("marks of reviewers in {} cases", done.marks);
    }
    if done.delegations + done.accesses > 0 {
        println!("delegations of {} persons; who read what of {} cases", done.delegations, done.accesses);
    }
    if done.erasures > 0 {
        println!("what was to be erased or held of {} cases and persons", done.erasures);
    }
    println!("{withheld} private parts are not in it; a remark stands in their place.");
    if let Some(Copied { files, bytes, sealed, erased, missing }) = copied {
        println!(
            "{files} files, {bytes} bytes; only listed: {sealed} sealed, {erased} erased, {missing} missing or altered"
        );
    }
    println!("`wenze import {}` records them again in another log.", out.display());
    for id in &done.unreadable {
        println!("not exported: {id} holds events that this version of the program cannot read");
    }
    Ok(())
}
