//! `wenze keys`: the master keys that wrap subject keys, and one taking the place of another while nodes serve.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use serde::Serialize;
use sqlx::{Connection, PgConnection};
use wenze_vault::{ENVIRONMENT, KEYS_READ_AGAIN_S, MasterKey, Vault, WrappedBy, retire, rewrap};

use crate::node::{LOG, Node};
use crate::{Shared, report};

/// What `keys` does.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Task {
    /// Show which master keys are held, which wraps what is new, and how many subject keys each wraps.
    Status,
    /// Add a master key to the key file, or to a copy of it; it wraps nothing until `keys rotate`. Needed only where nodes do not
    /// share one key file: give them the new one first.
    Add(Add),
    /// Make the newest master key the one that wraps, adding one if there is none, and wrap all subject keys by it. Nodes go on
    /// serving; interrupted, it goes on where it stopped. Needs `DATABASE_OWNER_URL` when `DATABASE_URL` is set.
    Rotate,
    /// Let a master key go that wraps nothing any more. Needs `DATABASE_OWNER_URL` when `DATABASE_URL` is set.
    Retire(Retire),
}

/// What `keys add` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// Write the keys to this file instead of the one they were read from.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// What `keys retire` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Retire {
    /// The id of the key, as `keys status` shows it.
    #[arg(value_name = "ID")]
    id: u32,
}

/// How the keys stand.
#[derive(Debug, Serialize)]
struct Standing {
    held: Vec<u32>,
    current: u32,
    wrapped: Vec<Wrapped>,
}

/// What one master key wraps.
#[derive(Debug, Serialize)]
struct Wrapped {
    master: i32,
    keys: i64,
}

pub(crate) async fn run(shared: &Shared, task: &Task) -> anyhow::Result<ExitCode> {
    let node = Node::open(shared).await?;
    let vault = node.casework.vault();
    let done = match task {
        Task::Status => tell(shared, vault).await,
        Task::Add(options) => add(shared, vault, options).await,
        Task::Rotate => rotate(shared, &node).await,
        Task::Retire(options) => let_go(shared, &node, options.id).await,
    };
    node.close().await?;
    done.map(|()| ExitCode::SUCCESS)
}

/// How the keys stand, for `doctor` too: whether every one that wraps something is held.
pub(super) async fn missing(vault: &Vault) -> anyhow::Result<Vec<WrappedBy>> {
    let held = vault.master_keys().ids();
    let wrapped = vault.wrapped_by().await?;
    Ok(wrapped.into_iter().filter(|one| !u32::try_from(one.master).is_ok_and(|id| held.contains(&id))).collect())
}

async fn tell(shared: &Shared, vault: &Vault) -> anyhow::Result<()> {
    let keys = vault.master_keys();
    let wrapped = vault.wrapped_by().await?;
    let wrapped = wrapped.into_iter().map(|one| Wrapped { master: one.master, keys: one.keys }).collect();
    let standing = Standing { held: keys.ids(), current: keys.current(), wrapped };
    if shared.json {
        return report::json(&standing);
    }
    for id in &standing.held {
        let keys = standing.wrapped.iter().find(|one| u32::try_from(one.master) == Ok(*id)).map_or(0, |one| one.keys);
        let role = if *id == standing.current { ", wraps what is new" } else { "" };
        println!("master key {id}: wraps {keys} subject keys{role}");
    }
    for one in missing(vault).await? {
        println!(
            "master key {} is not held and wraps {} subject keys: their texts cannot be opened",
            one.master, one.keys
        );
    }
    Ok(())
}

async fn add(shared: &Shared, vault: &Vault, options: &Add) -> anyhow::Result<()> {
    let keys = vault.master_keys();
    let path = options.to.clone().or_else(|| keys.file().map(Into::into));
    let path = path.with_context(|| {
        format!("the keys come from {ENVIRONMENT}: name a file with --to, and give the variable its whole text")
    })?;
    keys.with_new_key()?.replace(&path)?;
    vault.read_keys_again()?;
    tell(shared, vault).await
}

async fn rotate(shared: &Shared, node: &Node) -> anyhow::Result<()> {
    let vault = node.casework.vault();
    let mut owner = owner(node).await?;
    turn(vault).await?;
    let bar = report::spinner("wrapping subject keys anew");
    let told = |done| bar.set_position(u64::try_from(done).unwrap_or_default());
    let mut done = rewrap(vault, &mut owner, told).await?;
    // A node wraps by the old key until it reads the file again.
    tokio::time::sleep(Duration::from_secs(KEYS_READ_AGAIN_S + 1)).await;
    done += rewrap(vault, &mut owner, told).await?;
    bar.finish_and_clear();
    owner.close().await?;
    if !shared.json {
        println!("{done} subject keys were wrapped anew");
    }
    tell(shared, vault).await
}

/// Makes the newest key the current one. Where it is already and nothing is left of an earlier rotation, a new one is added.
async fn turn(vault: &Vault) -> anyhow::Result<()> {
    let keys = vault.master_keys();
    let current = i32::try_from(keys.current()).unwrap_or(i32::MAX);
    let newest = keys.ids().last().copied().unwrap_or(keys.current());
    let is_left = vault.wrapped_by().await?.iter().any(|one| one.master != current);
    if newest == keys.current() && is_left {
        return Ok(());
    }
    let Some(path) = keys.file() else {
        ensure!(
            newest == keys.current(),
            "the keys come from {ENVIRONMENT}: set `current {newest}` in it, on every node, and rotate again"
        );
        bail!(
            "the keys come from {ENVIRONMENT}: make a new one with `wenze keys add --to FILE`, and set it on every node"
        );
    };
    let with_newest: MasterKey = if newest == keys.current() { keys.with_new_key()? } else { (*keys).clone() };
    let newest = with_newest.ids().last().copied().unwrap_or(newest);
    with_newest.with_current(newest)?.replace(path)?;
    vault.read_keys_again()?;
    Ok(())
}

async fn let_go(shared: &Shared, node: &Node, id: u32) -> anyhow::Result<()> {
    let vault = node.casework.vault();
    let keys = vault.master_keys();
    let fewer = keys.without(id)?;
    let mut owner = owner(node).await?;
    let left = retire(&mut owner, LOG.0, id).await?;
    owner.close().await?;
    ensure!(left == 0, "master key {id} still wraps {left} subject keys: run `wenze keys rotate` first");
    match keys.file() {
        Some(path) => {
            fewer.replace(path)?;
            vault.read_keys_again()?;
        }
        None => println!("take the line `key {id} …` out of {ENVIRONMENT} on every node"),
    }
    tell(shared, vault).await
}

async fn owner(node: &Node) -> anyhow::Result<PgConnection> {
    PgConnection::connect(&node.database.owner_url()?).await.context("the owner cannot connect")
}
