//! `wenze user`: accounts and the roles of their persons.

use std::io::Read;
use std::process::ExitCode;

use anyhow::{Context, ensure};
use chrono::Utc;
use serde_json::json;
use wenze_access::{Access, Account, Login, Password, Secret};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::time::office_day;

use crate::node::Node;
use crate::{Shared, report};

mod add;
mod leave;
mod link;
mod roles;

/// Longest password that is read from the input, in bytes.
const INPUT_BYTES_MAX: u64 = 4096;

/// What `user` does.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Task {
    /// Make an account for a person of the register, with a role at an office. Its first password must be changed.
    Add(add::Add),
    /// Grant a further role to the person of an account.
    Grant(roles::Grant),
    /// Take a role back from the person of an account.
    Revoke(roles::Revoke),
    /// List accounts with the roles that are held today.
    List,
    /// List who signed in and who failed to, the newest first.
    SignIns,
    /// Let nobody in with an account: its sessions end and its tokens are revoked. Refused while its person holds open duties.
    Disable(leave::Disable),
    /// Let the person of an account in again.
    Enable(Named),
    /// Give an account a first password again; its sessions end and its tokens are revoked.
    Reset(Reset),
    /// End the sessions of an account.
    Sessions(Sessions),
    /// Let the person of an account in by the identity provider, and no longer by a password.
    Link(link::Link),
    /// Let nobody in by the identity of an account any longer; a first password is given by `reset`.
    Unlink(Named),
}

/// The account.
#[derive(Debug, clap::Args)]
pub(crate) struct Named {
    /// The login.
    #[arg(value_name = "LOGIN", value_parser = login)]
    login: Login,
}

/// What `user reset` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Reset {
    #[command(flatten)]
    named: Named,
    #[command(flatten)]
    first: First,
}

/// What `user sessions` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Sessions {
    #[command(flatten)]
    named: Named,
    /// End all of them: there is nothing else to be done with them here.
    #[arg(long)]
    end: bool,
}

/// Where the first password comes from.
#[derive(Debug, clap::Args)]
pub(crate) struct First {
    /// Read it from the input instead of making one; it must be changed all the same.
    #[arg(long)]
    password_stdin: bool,
}

impl First {
    /// The password, and what is to be printed of it.
    fn password(&self, login: &Login) -> anyhow::Result<(Password, Option<Secret>)> {
        if !self.password_stdin {
            let made = Secret::first_password();
            return Ok((Password::first(&made), Some(made)));
        }
        let mut text = String::new();
        std::io::stdin().take(INPUT_BYTES_MAX).read_to_string(&mut text).context("the password cannot be read")?;
        Ok((Password::chosen(text.trim_end_matches(['\r', '\n']), login)?, None))
    }
}

pub(crate) async fn run(shared: &Shared, task: &Task) -> anyhow::Result<ExitCode> {
    // What must be read from the input or cannot be used is told before a database is opened.
    let first = match task {
        Task::Add(options) => Some(options.first.password(&options.named.login)?),
        Task::Reset(options) => Some(options.first.password(&options.named.login)?),
        _ => None,
    };
    let mut node = Node::open(shared).await?;
    let done = perform(shared, &mut node, task, first).await;
    node.close().await?;
    done
}

async fn perform(
    shared: &Shared,
    node: &mut Node,
    task: &Task,
    first: Option<(Password, Option<Secret>)>,
) -> anyhow::Result<ExitCode> {
    let access = node.access();
    match (task, first) {
        (Task::Add(options), Some(first)) => return add::add(shared, node, options, first).await,
        (Task::Reset(options), Some((password, made))) => {
            let login = &options.named.login;
            access.reset(login, &password, true).await?;
            return told_password(shared, json!({ "login": login.as_str() }), made.as_ref());
        }
        (Task::Grant(options), _) => return roles::grant(shared, node, options).await,
        (Task::Revoke(options), _) => return roles::revoke(shared, node, options).await,
        (Task::List, _) => return list(shared, node, &access).await,
        (Task::SignIns, _) => return sign_ins(shared, &access).await,
        (Task::Disable(options), _) => leave::disable(shared, node, options).await?,
        (Task::Enable(named), _) => {
            let what = if access.enable(&named.login).await? { "is let in again" } else { "was not disabled" };
            tell(shared, &named.login, what)?;
        }
        (Task::Sessions(options), _) => {
            ensure!(options.end, "say --end to end them");
            let ended = access.end_sessions_of(&options.named.login).await?;
            tell(shared, &options.named.login, &format!("had {ended} sessions, which ended"))?;
        }
        (Task::Link(options), _) => link::link(shared, &access, options).await?,
        (Task::Unlink(named), _) => link::unlink(shared, &access, &named.login).await?,
        // A first password was made for both.
        (Task::Add(_) | Task::Reset(_), None) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// Says what became of an account.
fn tell(shared: &Shared, login: &Login, what: &str) -> anyhow::Result<()> {
    if shared.json {
        return report::json(&json!({ "login": login.as_str(), "done": what }));
    }
    println!("{login} {what}.");
    Ok(())
}

/// Says which password was made. It is said this once.
fn told_password(shared: &Shared, mut what: serde_json::Value, made: Option<&Secret>) -> anyhow::Result<ExitCode> {
    if shared.json {
        if let Some(made) = made {
            what["password"] = json!(made.reveal());
        }
        report::json(&what)?;
    } else {
        println!("login     {}", what["login"].as_str().unwrap_or_default());
        if let Some(made) = made {
            println!("password  {}", made.reveal());
        }
        println!("It is shown this once and must be changed when it is first used: POST /api/v1/session/password.");
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(shared: &Shared, node: &Node, access: &Access) -> anyhow::Result<ExitCode> {
    let mut rows = Vec::new();
    let mut after = String::new();
    loop {
        let page: Vec<Account> = access.accounts(&after).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.login);
        for account in page {
            let grants = node.casework.grants_of(account.person_id, None).await?;
            let held = grants.held_on(office_day(Utc::now()));
            let roles: Vec<String> = held.iter().map(|one| format!("{} at {}", one.role, one.office)).collect();
            rows.push((account, roles));
        }
    }
    if shared.json {
        let row = |(account, roles): &(Account, Vec<String>)| {
            json!({
                "login": account.login, "person": account.person_id, "roles": roles, "must_change": account.must_change,
                "created_at": account.created_at, "disabled_at": account.disabled_at,
            })
        };
        report::json(&rows.iter().map(row).collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    }
    for (account, roles) in rows {
        let state = if account.disabled_at.is_some() { "disabled" } else { "" };
        println!("{:24} {} {state}", account.login, account.person_id);
        for role in roles {
            println!("{:24} {role}", "");
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn sign_ins(shared: &Shared, access: &Access) -> anyhow::Result<ExitCode> {
    let noted = access.sign_ins().await?;
    if shared.json {
        let row = |one: &wenze_access::SignedIn| json!({ "at": one.at, "login": one.login, "address": one.address, "succeeded": one.succeeded });
        report::json(&noted.iter().map(row).collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    }
    for one in noted {
        let (login, address) =
            (one.login.unwrap_or_else(|| "(no account)".to_owned()), one.address.unwrap_or_default());
        println!("{} {:8} {login:24} {address}", one.at.to_rfc3339(), if one.succeeded { "came in" } else { "failed" });
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn login(text: &str) -> Result<Login, String> {
    Login::parse(text).map_err(|error| error.to_string())
}

/// A role by its code, in upper or lower case.
fn role(text: &str) -> Result<Role, String> {
    let code = text.to_uppercase().replace('-', "_");
    let known = Role::ALL.iter().find(|role| role.as_str() == code).copied();
    known.ok_or_else(|| {
        let codes: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
        format!("a role is one of {}", codes.join(", "))
    })
}

/// The account of a command must be there.
async fn account(access: &Access, login: &Login) -> anyhow::Result<Account> {
    access.account(login).await.with_context(|| format!("{login}: `wenze user list` shows the accounts"))
}

/// A first password is for an account that is not there yet.
async fn must_be_free(access: &Access, login: &Login) -> anyhow::Result<()> {
    let taken = access.account(login).await.is_ok();
    ensure!(!taken, "there is an account {login} already; `wenze user reset {login}` gives it a first password again");
    Ok(())
}
