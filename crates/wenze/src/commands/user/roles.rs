//! `wenze user grant` and `wenze user revoke`: acts of the log, like any other.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use chrono::Utc;
use serde_json::json;
use wenze_casework::{Brought, Decision, Error, Held};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::fields::PartialDate;
use wenze_domain::time::{Occurred, office_day};

use super::add::office;
use super::leave::named_duties;
use super::{Named, account, role};
use crate::commands::operator::operator;
use crate::node::Node;
use crate::{Shared, report};

/// How long is waited until it can be seen what somebody has to do.
const DUTIES_WAIT: Duration = Duration::from_secs(30);
/// How long between two looks.
const DUTIES_PAUSE: Duration = Duration::from_millis(200);

/// What `user grant` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Grant {
    #[command(flatten)]
    named: Named,
    /// The role, such as inspector, reviewer, appeal-officer or admin.
    #[arg(long, value_name = "ROLE", value_parser = role)]
    role: Role,
    /// The office: an organ of the register by its id or its name.
    #[arg(long, value_name = "ORGAN")]
    office: String,
    /// The last day on which it is held.
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<PartialDate>,
}

/// What `user revoke` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Revoke {
    #[command(flatten)]
    named: Named,
    /// The role.
    #[arg(long, value_name = "ROLE", value_parser = role)]
    role: Role,
    /// The office: an organ of the register by its id or its name.
    #[arg(long, value_name = "ORGAN")]
    office: String,
    /// Why; it is kept as a private text.
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

pub(super) async fn grant(shared: &Shared, node: &mut Node, options: &Grant) -> anyhow::Result<ExitCode> {
    let person = account(&node.access(), &options.named.login).await?.person_id;
    let held = Held { person, role: options.role, office: office(node, &options.office, options.role).await? };
    let done = node.casework.grant_role(&held, options.until, &decided()).await;
    told(shared, &options.named, &held, "is granted", &done.context("the role cannot be granted")?)
}

pub(super) async fn revoke(shared: &Shared, node: &mut Node, options: &Revoke) -> anyhow::Result<ExitCode> {
    let person = account(&node.access(), &options.named.login).await?.person_id;
    // An office that is not there is not entered to take a role back at it.
    let office = office(node, &options.office, Role::Auditor).await?;
    let held = Held { person, role: options.role, office };
    let login = &options.named.login;
    node.start_views();
    let deadline = Instant::now() + DUTIES_WAIT;
    let done = loop {
        match node.casework.revoke_role(&held, &options.reason, &decided()).await {
            Err(Error::LeavesUndone { duties, .. }) => bail!(
                "{login} holds {duties} open duties, which nobody would do any more: hand them over (HandlerAssigned)\n{}",
                named_duties(&node.casework, person).await?
            ),
            // Whose each duty is is built first on an installation that was never served.
            Err(error) if error.is_passing() && Instant::now() < deadline => tokio::time::sleep(DUTIES_PAUSE).await,
            done => break done,
        }
    };
    told(shared, &options.named, &held, "is taken back", &done.context("the role cannot be taken back")?)
}

/// Decided today, at the command line.
pub(super) fn decided() -> Decision {
    let date = Some(PartialDate::day(office_day(Utc::now())));
    let occurred = Occurred { date, ..Occurred::default() };
    Decision { actor: operator(), occurred, from: date, approval: None, document_no: None }
}

fn told(shared: &Shared, named: &Named, held: &Held, what: &str, done: &Brought) -> anyhow::Result<ExitCode> {
    let recorded = matches!(done, Brought::Recorded(_));
    let (login, role, office) = (named.login.as_str(), held.role.as_str(), held.office);
    if shared.json {
        report::json(&json!({ "login": login, "role": role, "office": office, "recorded": recorded }))?;
    } else if recorded {
        println!("{role} at {office} {what}: {login}.");
    } else {
        println!("{login}: the register says so already; nothing was recorded.");
    }
    Ok(ExitCode::SUCCESS)
}

fn date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text).ok_or_else(|| "write a date YYYY-MM-DD".to_owned())
}
