//! A scratch database on a durable private server: what is measured is what users get.

use std::path::{Path, PathBuf};

use sqlx::{Connection, PgConnection};
use wenze_ledger::{MIGRATOR, provision};
use wenze_pgserver::{Server, StartOptions, destroy};

/// The scratch server with its one database.
pub(super) struct Scratch {
    server: Option<Server>,
    folder: PathBuf,
    pub(super) owner_url: String,
    pub(super) app_url: String,
}

const DATABASE: &str = "bench";

impl Scratch {
    pub(super) async fn open(data: &Path) -> anyhow::Result<Self> {
        let folder = data.join(format!("bench-{}", std::process::id()));
        let options = StartOptions::new(&folder);
        let start = move || -> Result<Server, wenze_pgserver::Error> {
            let server = Server::start(&options)?;
            server.create_database(DATABASE)?;
            Ok(server)
        };
        let server = tokio::task::spawn_blocking(start).await??;
        let (owner_url, app_url) = (server.owner_url(DATABASE), server.app_url(DATABASE));
        let mut owner = PgConnection::connect(&owner_url).await?;
        provision(&mut owner, server.app_password()).await?;
        MIGRATOR.run(&mut owner).await?;
        owner.close().await?;
        Ok(Self { server: Some(server), folder, owner_url, app_url })
    }

    pub(super) async fn close(mut self) -> anyhow::Result<()> {
        let (server, folder) = (self.server.take(), self.folder.clone());
        let end = move || -> anyhow::Result<()> {
            if let Some(server) = server {
                server.stop()?;
            }
            destroy(&folder)?;
            Ok(std::fs::remove_dir_all(&folder)?)
        };
        tokio::task::spawn_blocking(end).await?
    }
}
