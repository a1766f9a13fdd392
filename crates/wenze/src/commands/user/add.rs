//! `wenze user add`: an account with everything it needs, on an empty installation too.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use chrono::Utc;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_access::{NewAccount, Password, Secret};
use wenze_casework::{Casework, Command, Held, OrganView, Place};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::time::office_day;

use super::roles::decided;
use super::{First, Named, must_be_free, role, told_password};
use crate::Shared;
use crate::commands::operator::operator;
use crate::node::Node;

/// The route of entries of the register that an account needs.
const ROUTE: &str = "wenze user add";
/// How long the register may take to show the whole log.
const REGISTER_WAIT: Duration = Duration::from_mins(2);
/// How long to wait before the register is asked again.
const REGISTER_PAUSE: Duration = Duration::from_millis(50);
/// Organs looked through for one of a name.
const ORGANS_MAX: u32 = 200;

/// What `user add` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[command(flatten)]
    pub(super) named: Named,
    /// Whose account it is: a person of the register.
    #[arg(long, value_name = "ID", required_unless_present = "name", conflicts_with = "name")]
    person: Option<Uuid>,
    /// Whose account it is: somebody who is entered in the register by this name.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The role, such as inspector, reviewer, appeal-officer or admin.
    #[arg(long, value_name = "ROLE", value_parser = role)]
    role: Role,
    /// The office: an organ of the register by its id or its name. An administrator's is entered where there is none.
    #[arg(long, value_name = "ORGAN")]
    office: String,
    #[command(flatten)]
    pub(super) first: First,
}

pub(super) async fn add(
    shared: &Shared,
    node: &mut Node,
    options: &Add,
    (password, made): (Password, Option<Secret>),
) -> anyhow::Result<ExitCode> {
    let (access, login) = (node.access(), &options.named.login);
    must_be_free(&access, login).await?;
    let office = office(node, &options.office, options.role).await?;
    let person_id = person(&node.casework, options).await?;
    let held = Held { person: person_id, role: options.role, office };
    node.casework.grant_role(&held, None, &decided()).await.context("the role cannot be granted")?;
    let new = NewAccount { login: login.clone(), person_id, password, must_change: true };
    access.add_account(&new).await?;
    let what = json!({ "login": login.as_str(), "person": person_id, "role": options.role.as_str(), "office": office });
    told_password(shared, what, made.as_ref())
}

/// The person named, or an entry for one.
async fn person(casework: &Casework, options: &Add) -> anyhow::Result<Uuid> {
    let Some(name) = &options.name else { return options.person.context("name a person") };
    let id = Uuid::now_v7();
    let payload = json!({ "name": name, "identity": "not_recorded", "status": "in_office" });
    enter(casework, "OfficialRecorded", &json!({ "official": [id] }), &payload).await?;
    Ok(id)
}

/// The organ named by its id or its name.
pub(super) async fn office(node: &mut Node, named: &str, role: Role) -> anyhow::Result<Uuid> {
    if let Ok(id) = Uuid::try_parse(named) {
        return Ok(id);
    }
    node.start_views();
    let head = node.casework.ledger().head().await?;
    node.casework.views().reached("register", head, REGISTER_WAIT).await?;
    let organs = organs(&node.casework, named).await?;
    let of_name: Vec<Uuid> =
        organs.iter().filter(|one| one.organ.name.as_deref() == Some(named)).map(|one| one.organ.id).collect();
    match of_name.as_slice() {
        [only] => Ok(*only),
        [] if role == Role::Admin => {
            let id = Uuid::now_v7();
            let payload = json!({ "name": named, "level": "not_recorded", "kind": "not_recorded" });
            enter(&node.casework, "OrganRecorded", &json!({ "organ": [id] }), &payload).await?;
            Ok(id)
        }
        [] => bail!("the register has no organ of this name; record it first (POST /api/v1/organs), or give its id"),
        several => bail!("the register has {} organs of this name; give the id: {several:?}", several.len()),
    }
}

/// Organs whose names hold this text. On an empty installation the register is built first, which takes a moment.
async fn organs(casework: &Casework, named: &str) -> anyhow::Result<Vec<OrganView>> {
    let deadline = Instant::now() + REGISTER_WAIT;
    loop {
        match casework.organs(Some(named), None, ORGANS_MAX).await {
            Err(error) if error.is_passing() && Instant::now() < deadline => tokio::time::sleep(REGISTER_PAUSE).await,
            found => return Ok(found?.items),
        }
    }
}

/// Enters somebody or something in the register, as everybody does.
async fn enter(casework: &Casework, kind: &str, refs: &Value, payload: &Value) -> anyhow::Result<()> {
    let occurred = json!({ "date": office_day(Utc::now()) });
    let act = json!({ "kind": kind, "occurred": occurred, "refs": refs, "payload": payload });
    let command = Command {
        route: ROUTE,
        place: Place::Register,
        acts: vec![act],
        actor: operator(),
        idempotency_key: None,
        if_match: None,
    };
    casework.record(&command).await.with_context(|| format!("{kind} cannot be recorded"))?;
    Ok(())
}
