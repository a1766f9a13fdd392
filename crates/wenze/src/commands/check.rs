//! `wenze check`: the procedure sheet of a case, at any moment, as a second office comes to it too.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use serde_json::json;
use uuid::Uuid;
use wenze_casework::{Casework, Command, Place, ProcedureAsked, Sheet};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::envelope::Actor;
use wenze_domain::words::{Lang, Words};
use wenze_web::sheet;

use super::export::owner_only;
use super::replay::{find, instant};
use crate::node::Node;
use crate::{Shared, report};

/// The route that signs come by.
const ROUTE: &str = "wenze check";

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
    /// Sign the sheet: record it as a check run by `<person id>;role=APPEAL_OFFICER;office=<organ id>`.
    #[arg(long, value_name = "ACTOR", value_parser = signer, conflicts_with = "rulebook")]
    sign: Option<Actor>,
    /// The appeal that it is signed for.
    #[arg(long, value_name = "ID", requires = "sign")]
    appeal: Option<Uuid>,
    /// Language: zh-CN or en.
    #[arg(long, default_value = "zh-CN")]
    lang: String,
}

pub(crate) async fn run(shared: &Shared, options: &Options) -> anyhow::Result<ExitCode> {
    let lang =
        Lang::parse(&options.lang).with_context(|| format!("'{}' is not a language; use zh-CN or en", options.lang))?;
    let mut node = Node::open(shared).await?;
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
    let sheet = casework.procedure(id, &asked, Words::of(lang)).await?;
    if let Some(actor) = options.sign {
        sign(casework, &sheet, actor, options.appeal).await?;
    }
    Ok(sheet)
}

/// Records the sheet as a check that somebody signed.
async fn sign(casework: &Casework, sheet: &Sheet, actor: Actor, appeal: Option<Uuid>) -> anyhow::Result<()> {
    let refs = appeal.map_or_else(|| json!({}), |appeal| json!({ "appeal": [appeal] }));
    let act = sheet.signing(&refs).context("only a whole sheet is signed")?;
    let place = Place::Case(sheet.case);
    let command = Command { route: ROUTE, place, acts: vec![act], actor, idempotency_key: None, if_match: None };
    let receipt = casework.record(&command).await?;
    tracing::info!("signed: version {} of the case", receipt.version);
    Ok(())
}

/// Reads who signs: person, role and office, as the API's header `Wenze-Actor` has them.
fn signer(text: &str) -> Result<Actor, String> {
    let mut fields = text.split(';').map(str::trim);
    let id = |text: Option<&str>| text.and_then(|text| Uuid::try_parse(text).ok());
    let person = id(fields.next());
    let role = fields.next().and_then(|field| field.strip_prefix("role="));
    let role = role.and_then(|code| Role::ALL.iter().find(|role| role.as_str() == code));
    let office = id(fields.next().and_then(|field| field.strip_prefix("office=")));
    match (person, role, office) {
        (Some(person_id), Some(role), Some(office_id)) => Ok(Actor { person_id, role: *role, office_id }),
        _ => Err("write <person id>;role=APPEAL_OFFICER;office=<organ id>".to_owned()),
    }
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
