//! `wenze token`: tokens with which programs act as the person of an account.

use std::process::ExitCode;

use anyhow::ensure;
use serde_json::json;
use uuid::Uuid;
use wenze_access::{Access, ApiToken, Login, Scope, TokenAsked};

use super::user::login;
use crate::node::Node;
use crate::{Shared, report};

/// How long a token lives when nobody says, in days.
const DAYS_DEFAULT: u32 = 90;

/// What `token` does.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Task {
    /// Make a token; it is shown this once.
    Create(Create),
    /// List the tokens of an account: for what, until when, used when.
    List(Owned),
    /// Revoke a token.
    Revoke(Revoke),
}

/// Whose tokens.
#[derive(Debug, clap::Args)]
pub(crate) struct Owned {
    /// The login of the account.
    #[arg(value_name = "LOGIN", value_parser = login)]
    login: Login,
}

/// What `token create` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Create {
    #[command(flatten)]
    owned: Owned,
    /// What it is for.
    #[arg(long, value_name = "TEXT")]
    name: String,
    /// What may be done with it: `read` or `record`.
    #[arg(long, value_name = "SCOPE", default_value = "read", value_parser = scope)]
    scope: Scope,
    /// How long it lives, in days.
    #[arg(long, value_name = "N", default_value_t = DAYS_DEFAULT)]
    days: u32,
}

/// What `token revoke` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Revoke {
    #[command(flatten)]
    owned: Owned,
    /// The token's id, as `token list` shows it.
    #[arg(value_name = "ID")]
    id: Uuid,
}

pub(crate) async fn run(shared: &Shared, task: &Task) -> anyhow::Result<ExitCode> {
    let node = Node::open(shared).await?;
    let done = perform(shared, &node.access(), task).await;
    node.close().await?;
    done.map(|()| ExitCode::SUCCESS)
}

async fn perform(shared: &Shared, access: &Access, task: &Task) -> anyhow::Result<()> {
    match task {
        Task::Create(options) => create(shared, access, options).await,
        Task::List(owned) => {
            let tokens = access.tokens(access.account(&owned.login).await?.account_id).await?;
            list(shared, &tokens)
        }
        Task::Revoke(options) => {
            let account = access.account(&options.owned.login).await?;
            let revoked = access.revoke_token(account.account_id, options.id).await?;
            ensure!(revoked, "{} has no such token in force; `wenze token list` shows them", account.login);
            if shared.json {
                return report::json(&json!({ "id": options.id, "revoked": true }));
            }
            println!("{} is revoked.", options.id);
            Ok(())
        }
    }
}

async fn create(shared: &Shared, access: &Access, options: &Create) -> anyhow::Result<()> {
    let account = access.account(&options.owned.login).await?;
    let asked = TokenAsked { name: options.name.clone(), scope: options.scope, days: options.days };
    let made = access.add_token(account.account_id, &asked).await?;
    if shared.json {
        let mut row = row(&made.kept);
        row["token"] = json!(made.token.reveal());
        return report::json(&row);
    }
    println!("{}", made.token.reveal());
    eprintln!("It is shown this once. In force until {}: Authorization: Bearer wz_…", made.kept.ends_at.to_rfc3339());
    Ok(())
}

fn list(shared: &Shared, tokens: &[ApiToken]) -> anyhow::Result<()> {
    if shared.json {
        return report::json(&tokens.iter().map(row).collect::<Vec<_>>());
    }
    for token in tokens {
        let used = token.last_used_at.map_or_else(|| "never used".to_owned(), |at| format!("used {}", at.to_rfc3339()));
        let end = match token.revoked_at {
            Some(at) => format!("revoked {}", at.to_rfc3339()),
            None => format!("until {}", token.ends_at.to_rfc3339()),
        };
        println!("{} {:6} {end}, {used}: {}", token.token_id, token.scope, token.name);
    }
    Ok(())
}

fn row(token: &ApiToken) -> serde_json::Value {
    json!({
        "id": token.token_id, "name": token.name, "scope": token.scope, "created_at": token.created_at,
        "ends_at": token.ends_at, "last_used_at": token.last_used_at, "revoked_at": token.revoked_at,
    })
}

fn scope(text: &str) -> Result<Scope, String> {
    Scope::parse(text).ok_or_else(|| "a scope is `read` or `record`".to_owned())
}
