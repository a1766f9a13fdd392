//! `wenze doctor`: is the installation sound, and if not, what to do.

use std::process::ExitCode;

use serde::Serialize;
use wenze_projector::State;

use crate::node::{Database, Node};
use crate::{Shared, report};

/// One check.
#[derive(Debug, Serialize)]
struct Check {
    what: &'static str,
    sound: bool,
    detail: String,
}

pub(crate) async fn run(shared: &Shared) -> anyhow::Result<ExitCode> {
    let node = match Node::open(shared).await {
        Ok(node) => node,
        Err(error) => return tell(shared, &[Check { what: "open", sound: false, detail: format!("{error:#}") }]),
    };
    let checks = examine(&node).await;
    node.close().await?;
    tell(shared, &checks?)
}

async fn examine(node: &Node) -> anyhow::Result<Vec<Check>> {
    let pool = node.casework.ledger().pool();
    let server = sqlx::query_file!("sql/server.sql").fetch_one(pool).await?;
    let private = matches!(node.database, Database::Private(_));
    let mut checks = vec![Check {
        what: "database",
        sound: server.encoding == "UTF8",
        detail: format!(
            "PostgreSQL {}, {} server, {}",
            server.version,
            if private { "private" } else { "given" },
            server.encoding
        ),
    }];
    checks.push(Check {
        what: "durability",
        sound: server.fsync == "on" && server.full_page_writes == "on",
        detail: format!("fsync {}, full_page_writes {}", server.fsync, server.full_page_writes),
    });
    checks.push(Check { what: "log", sound: true, detail: format!("{} events", node.casework.ledger().head().await?) });
    let bar = report::spinner("opening every private part");
    let health = node.casework.vault().check(|done| bar.set_position(done)).await?;
    bar.finish_and_clear();
    checks.push(Check {
        what: "vault",
        sound: health.faults_total == 0,
        detail: format!(
            "{} parts open, {} erased, {} do not open: {:?}",
            health.open, health.erased, health.faults_total, health.faults
        ),
    });
    checks.push(erasures(node).await?);
    checks.push(keys(node).await?);
    checks.push(files(node).await?);
    checks.push(texts(node).await?);
    for view in node.projector.status().await? {
        let (sound, state) = match view.state {
            State::Running => (true, format!("at {} of {}", view.position, view.head)),
            State::Absent | State::Building => (true, "is built when the system is served".to_owned()),
            State::Stopped { position, reason } => (
                false,
                format!(
                    "stopped at {position}: {reason}; mend it, or leave the event out by `wenze projections skip {} {position} --by NAME`",
                    view.name
                ),
            ),
        };
        checks.push(Check { what: view.name, sound, detail: state });
    }
    Ok(checks)
}

/// Whether nothing is gone without an act, and every act of erasure was carried out.
async fn erasures(node: &Node) -> anyhow::Result<Check> {
    let faults = node.casework.erasure_faults().await?;
    Ok(Check { what: "erasures", sound: faults.is_none(), detail: super::erasures::said(&faults) })
}

/// Whether every master key that wraps something is held.
async fn keys(node: &Node) -> anyhow::Result<Check> {
    let vault = node.casework.vault();
    let missing = super::keys::missing(vault).await?;
    let (held, current) = (vault.master_keys().ids(), vault.master_keys().current());
    let detail = if missing.is_empty() {
        format!("master keys {held:?} are held, {current} wraps what is new")
    } else {
        format!("keys wrap something and are not held: {missing:?}; give their lines back to the key file")
    };
    Ok(Check { what: "keys", sound: missing.is_empty(), detail })
}

/// Whether every evidence file is there, and is what was stored.
async fn files(node: &Node) -> anyhow::Result<Check> {
    let unsound = |error: &dyn std::fmt::Display| Check { what: "files", sound: false, detail: error.to_string() };
    if let Some(files) = node.casework.files_kept()
        && let Err(error) = files.try_out().await
    {
        return Ok(unsound(&error));
    }
    let bar = report::spinner("reading every evidence file");
    let health = node.casework.check_files(|done| bar.set_position(done)).await?;
    bar.finish_and_clear();
    let mut detail = format!(
        "{} files are as they were stored, {} erased ({} of them still to be deleted), {} unfinished",
        health.sound, health.erased, health.uncleared, health.unfinished
    );
    for line in report::lost_files(&health) {
        detail.push_str("; ");
        detail.push_str(&line);
    }
    if health.faults_total > 0 {
        detail +=
            "; put back from a backup what lies under the ids of these files, nothing in the database need be changed";
    }
    Ok(Check { what: "files", sound: health.faults_total == 0, detail })
}

/// Whether everything that was adopted and published has its text, and the text can be used.
async fn texts(node: &Node) -> anyhow::Result<Check> {
    let missing = node.casework.missing_texts().await?;
    let shelf = node.casework.rulebooks(chrono::Utc::now()).await?;
    let unusable: Vec<String> =
        shelf.broken.iter().map(|one| format!("{}@{} {}", one.id, one.version, one.complaints.join("; "))).collect();
    let detail = if missing.is_empty() && unusable.is_empty() {
        format!("{} rulebooks in use, every text is stored", shelf.in_use().count())
    } else {
        format!(
            "not stored: {missing:?}; cannot be used: {unusable:?}; adopt or publish the same text again with `wenze rulebook adopt` or `wenze calendar publish`"
        )
    };
    Ok(Check { what: "rulebooks", sound: missing.is_empty() && unusable.is_empty(), detail })
}

fn tell(shared: &Shared, checks: &[Check]) -> anyhow::Result<ExitCode> {
    let sound = checks.iter().all(|c| c.sound);
    if shared.json {
        report::json(&serde_json::json!({ "sound": sound, "checks": checks }))?;
    } else {
        for check in checks {
            println!("{} {:12} {}", if check.sound { "ok   " } else { "FAULT" }, check.what, check.detail);
        }
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
