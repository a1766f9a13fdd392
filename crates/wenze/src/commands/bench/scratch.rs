//! A scratch database on a durable private server: what is measured is what users get.

use std::path::{Path, PathBuf};

use anyhow::Context;
use sqlx::{Connection, PgConnection};
use wenze_ledger::{MIGRATOR, provision};
use wenze_pgserver::{Server, StartOptions, destroy};

/// The scratch server with its one database.
pub(super) struct Scratch {
    server: Option<Server>,
    folder: PathBuf,
    is_kept: bool,
    pub(super) owner_url: String,
    pub(super) app_url: String,
}

const DATABASE: &str = "bench";
const BESIDE: &str = "bench_beside";

/// The URLs of owner and application of a database that is brought up to date.
async fn migrated(server: &Server, database: &str) -> anyhow::Result<(String, String)> {
    let (owner_url, app_url) = (server.owner_url(database), server.app_url(database));
    let mut owner = PgConnection::connect(&owner_url).await?;
    provision(&mut owner, server.app_password()).await?;
    MIGRATOR.run(&mut owner).await?;
    owner.close().await?;
    Ok((owner_url, app_url))
}

impl Scratch {
    pub(super) async fn open(data: &Path) -> anyhow::Result<Self> {
        Self::at(data.join(format!("bench-{}", std::process::id())), false).await
    }

    /// In a folder that stays, or is there already from an earlier measurement.
    pub(super) async fn kept(folder: &Path) -> anyhow::Result<Self> {
        Self::at(folder.to_owned(), true).await
    }

    async fn at(folder: PathBuf, is_kept: bool) -> anyhow::Result<Self> {
        let options = StartOptions::new(&folder);
        let start = move || -> Result<Server, wenze_pgserver::Error> {
            let server = Server::start(&options)?;
            server.create_database(DATABASE)?;
            Ok(server)
        };
        let server = tokio::task::spawn_blocking(start).await??;
        let (owner_url, app_url) = migrated(&server, DATABASE).await?;
        Ok(Self { server: Some(server), folder, is_kept, owner_url, app_url })
    }

    /// A second database on the same server: its application's URL.
    pub(super) async fn beside(&mut self) -> anyhow::Result<String> {
        let server = self.server.take().context("the server runs")?;
        let made = tokio::task::spawn_blocking(move || (server.create_database(BESIDE), server)).await?;
        let server = self.server.insert(made.1);
        made.0?;
        Ok(migrated(server, BESIDE).await?.1)
    }

    pub(super) async fn close(mut self) -> anyhow::Result<()> {
        let (server, folder, is_kept) = (self.server.take(), self.folder.clone(), self.is_kept);
        let end = move || -> anyhow::Result<()> {
            if let Some(server) = server {
                server.stop()?;
            }
            if is_kept {
                return Ok(());
            }
            destroy(&folder)?;
            Ok(std::fs::remove_dir_all(&folder)?)
        };
        tokio::task::spawn_blocking(end).await?
    }
}
