//! `wenze export`: one case or everything, as acts that import again.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use uuid::Uuid;
use wenze_exchange::export::{ExportPlan, ExportReport, run as export};

use super::operator::operator;
use crate::node::Node;
use crate::{Shared, report};

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
    /// Where the lines go; readable by the owner only. The file must not exist.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(crate) async fn run(shared: &Shared, options: Options) -> anyhow::Result<ExitCode> {
    let Options { cases, open, out } = options;
    if out.exists() {
        bail!("{} exists; name another file, an export overwrites none", out.display());
    }
    let unfinished = unfinished(&out);
    let file = owner_only(&unfinished).with_context(|| format!("{} cannot be written", unfinished.display()))?;
    let node = Node::open(&shared.data).await?;
    let done = noted_and_written(&node, &ExportPlan { cases, open }, file).await;
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
    tell(shared, &done, &out)?;
    Ok(if done.unreadable.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Of a case that is exported by itself it is recorded first that it is.
async fn noted_and_written(node: &Node, plan: &ExportPlan, file: File) -> anyhow::Result<ExportReport> {
    for case in &plan.cases {
        node.casework.record_export(*case, plan.open, operator()).await?;
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

fn tell(shared: &Shared, done: &ExportReport, out: &Path) -> anyhow::Result<()> {
    if shared.json {
        return report::json(done);
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
    println!("`wenze import {}` records them again in another log.", out.display());
    for id in &done.unreadable {
        println!("not exported: {id} holds events that this version of the program cannot read");
    }
    Ok(())
}
