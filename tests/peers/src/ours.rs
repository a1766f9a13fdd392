//! The log, through its whole contract.

use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;
use wenze_ledger::{
    Answer, Bounds, Command, Derived, Ledger, LogId, MIGRATOR, NewEvent, PAGE_EVENTS, Stream, Write, provision,
};

use crate::load::{METADATA_BYTES, PAYLOAD_BYTES, text};

#[derive(Clone)]
pub struct Ours(Ledger);

pub async fn open(owner_url: &str, app_url: &str, password: &str) -> anyhow::Result<Ours> {
    let mut owner = PgConnection::connect(owner_url).await?;
    provision(&mut owner, password).await?;
    MIGRATOR.run(&mut owner).await?;
    owner.close().await?;
    let pool = PgPoolOptions::new().max_connections(4).connect(app_url).await?;
    Ok(Ours(Ledger::connect(pool, LogId(1), "peers", Bounds::default()).await?))
}

impl Ours {
    pub async fn append(&self, stream: Uuid, version: usize) -> anyhow::Result<()> {
        let frame = r#"{"text":""}"#.len();
        let content = format!(r#"{{"text":"{}"}}"#, text(PAYLOAD_BYTES + METADATA_BYTES - frame)).into_bytes();
        let event = NewEvent {
            event_id: Uuid::now_v7(),
            kind: "ReportReceived".to_owned(),
            schema_version: 1,
            content,
            derived: Derived { entered_from: "system".to_owned(), ..Derived::default() },
            parts: Vec::new(),
        };
        let write = Write {
            stream: Stream { kind: "case".to_owned(), id: stream },
            expected: Some(i32::try_from(version)?),
            events: vec![event],
            take: Vec::new(),
            release: Vec::new(),
        };
        let command =
            Command { command_id: Uuid::now_v7(), request_hash: [1; 32], writes: vec![write], keys: Vec::new() };
        match self.0.append(command).await? {
            Answer::Appended { .. } => Ok(()),
            other => anyhow::bail!("{other:?}"),
        }
    }

    pub async fn read_stream(&self, stream: Uuid) -> anyhow::Result<usize> {
        let stream = Stream { kind: "case".to_owned(), id: stream };
        Ok(self.0.read_stream(&stream, 0, PAGE_EVENTS).await?.len())
    }

    pub async fn read_all(&self) -> anyhow::Result<usize> {
        let mut scan = self.0.scan(0);
        let mut events = 0;
        while let Some(page) = scan.next_page().await? {
            events += page.len();
        }
        Ok(events)
    }
}
