//! `wenze check`: the procedure sheet of a case, at any moment, as a second office comes to it too.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use wenze_casework::{Casework, ProcedureAsked, Sheet};
use wenze_domain::words::{Lang, Words};
use wenze_web::sheet;

use super::export::owner_only;
use super::replay::{find, instant};
use crate::node::Node;
use crate::{Shared, report};

/// What `check` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The case: its id, or its whole number.
    case: String,
    /// What had happened by then: a date, or an instant with zone.
    #[arg(long, value_name = "T")]
    as_of: Option<String>,
    /// What the office knew by then.
    #[arg(long, value_name = "T")]
    known: Option<String>,
    /// Only what this rulebook asks for.
    #[arg(long, value_name = "ID")]
    rulebook: Option<String>,
    /// Write the sheet as one page that prints on A4; readable by the owner only.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Language: zh-CN or en.
    #[arg(long, default_value = "zh-CN")]
    lang: String,
}

pub(crate) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let lang =
        Lang::parse(&options.lang).with_context(|| format!("'{}' is not a language; use zh-CN or en", options.lang))?;
    let mut node = Node::open(&shared.data).await?;
    node.start_views();
    let sheet = check(&node.casework, options, lang).await;
    node.close().await?;
    let sheet = sheet?;
    if let Some(path) = &options.html {
        write(path, &sheet::html(&sheet, lang)?)?;
        tracing::info!("{} is written", path.display());
    }
    if shared.json {
        report::json(&sheet)?;
    } else if options.html.is_none() {
        print!("{}", sheet::text(&sheet, lang));
    }
    Ok(ExitCode::SUCCESS)
}

async fn check(casework: &Casework, options: &Options, lang: Lang) -> anyhow::Result<Sheet> {
    let id = find(casework, &options.case).await?;
    let asked = ProcedureAsked {
        as_of: instant(options.as_of.as_deref())?,
        known: instant(options.known.as_deref())?,
        rulebook: options.rulebook.clone(),
        ..ProcedureAsked::default()
    };
    Ok(casework.procedure(id, &asked, Words::of(lang)).await?)
}

/// Writes a page that names people, so that nobody but the owner reads it; half a page is none.
fn write(path: &Path, page: &str) -> anyhow::Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".part");
    let unfinished = PathBuf::from(unfinished);
    let cannot = || format!("{} cannot be written", path.display());
    let mut file = owner_only(&unfinished).with_context(cannot)?;
    file.write_all(page.as_bytes()).with_context(cannot)?;
    file.sync_all().with_context(cannot)?;
    fs::rename(&unfinished, path).with_context(cannot)
}
