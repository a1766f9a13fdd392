//! `postgres-es`: its repository, as its framework uses it.

use std::sync::Arc;

use cqrs_es::event_sink::EventSink;
use cqrs_es::persist::{PersistedEventRepository, SerializedEvent};
use cqrs_es::{Aggregate, DomainEvent};
use postgres_es::PostgresEventRepository;
use serde::{Deserialize, Serialize};
use sqlx_of_peers::postgres::PgPoolOptions;
use sqlx_of_peers::{Executor, PgPool};
use uuid::Uuid;

use crate::load::{METADATA_BYTES, PAYLOAD_BYTES, text};
use crate::peer_esrs::{CONNECTIONS_MAX, Never};

/// The table as its documentation gives it.
const TABLE: &str = "create table events (
    aggregate_type text not null,
    aggregate_id text not null,
    sequence bigint check (sequence >= 0) not null,
    event_type text not null,
    event_version text not null,
    payload json not null,
    metadata json not null,
    primary key (aggregate_type, aggregate_id, sequence)
)";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Noted {
    text: String,
}

impl DomainEvent for Noted {
    fn event_type(&self) -> String {
        "Noted".to_owned()
    }

    fn event_version(&self) -> String {
        "1".to_owned()
    }
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Case;

impl Aggregate for Case {
    const TYPE: &'static str = "case";
    type Command = Noted;
    type Event = Noted;
    type Error = Never;
    type Services = ();

    async fn handle(&mut self, command: Noted, (): &(), sink: &EventSink<Self>) -> Result<(), Never> {
        sink.write(command, self).await;
        Ok(())
    }

    fn apply(&mut self, _: Noted) {}
}

#[derive(Clone)]
pub struct PostgresEs {
    repository: Arc<PostgresEventRepository>,
    pool: PgPool,
}

pub async fn open(url: &str) -> anyhow::Result<PostgresEs> {
    let pool = PgPoolOptions::new().max_connections(CONNECTIONS_MAX).test_before_acquire(false).connect(url).await?;
    pool.execute(TABLE).await?;
    Ok(PostgresEs { repository: Arc::new(PostgresEventRepository::new(pool.clone())), pool })
}

impl PostgresEs {
    pub async fn append(&self, stream: Uuid, version: usize) -> anyhow::Result<()> {
        let event = SerializedEvent::new(
            stream.to_string(),
            version + 1,
            Case::TYPE.to_owned(),
            "Noted".to_owned(),
            "1".to_owned(),
            serde_json::json!({ "text": text(PAYLOAD_BYTES) }),
            serde_json::json!({ "text": text(METADATA_BYTES) }),
        );
        Ok(self.repository.persist::<Case>(&[event], None).await?)
    }

    pub async fn read_stream(&self, stream: Uuid) -> anyhow::Result<usize> {
        Ok(self.repository.get_events::<Case>(&stream.to_string()).await?.len())
    }

    pub async fn read_all(&self) -> anyhow::Result<usize> {
        let mut events = self.repository.stream_all_events::<Case>().await?;
        let mut count = 0;
        while let Some(event) = events.next::<Case>(&[]).await {
            event?;
            count += 1;
        }
        let _ = &self.pool;
        Ok(count)
    }
}
