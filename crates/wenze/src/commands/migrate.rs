//! `wenze migrate`: log and vault up to date, as the owner.

use std::process::ExitCode;

use serde_json::json;

use crate::node::Database;
use crate::{Shared, report};

pub(crate) async fn run(shared: &Shared) -> anyhow::Result<ExitCode> {
    let database = Database::open(&shared.data).await?;
    database.migrate().await?;
    database.close().await?;
    if shared.json {
        report::json(&json!({ "migrated": true }))?;
    } else {
        println!("The log and the vault are up to date.");
    }
    Ok(ExitCode::SUCCESS)
}
