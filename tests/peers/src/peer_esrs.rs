//! `esrs`: its store, as its manager uses it.

use esrs::store::EventStore;
use esrs::store::postgres::{PgStore, PgStoreBuilder};
use esrs::{Aggregate, AggregateState};
use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use sqlx_of_peers::PgPool;
use sqlx_of_peers::postgres::PgPoolOptions;
use uuid::Uuid;

use crate::load::{METADATA_BYTES, PAYLOAD_BYTES, text};

/// Connections: as many as help on the cores that a machine has.
pub const CONNECTIONS_MAX: u32 = 32;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Noted {
    text: String,
}

#[derive(Debug, thiserror::Error)]
#[error("never")]
pub struct Never;

/// A case that does nothing but keep its events.
pub struct Case;

impl Aggregate for Case {
    const NAME: &'static str = "case";
    type State = ();
    type Command = Noted;
    type Event = Noted;
    type Error = Never;

    fn handle_command((): &(), command: Noted) -> Result<Vec<Noted>, Never> {
        Ok(vec![command])
    }

    fn apply_event((): (), _: Noted) {}
}

#[derive(Clone)]
pub struct Esrs {
    store: PgStore<Case>,
    pool: PgPool,
}

pub async fn open(url: &str) -> anyhow::Result<Esrs> {
    let pool = PgPoolOptions::new().max_connections(CONNECTIONS_MAX).test_before_acquire(false).connect(url).await?;
    let store = PgStoreBuilder::new(pool.clone()).try_build().await?;
    Ok(Esrs { store, pool })
}

impl Esrs {
    pub async fn append(&self, stream: Uuid, version: usize) -> anyhow::Result<()> {
        let mut state = AggregateState::<()>::with_id(stream);
        // The state is told where its stream stands, as loading it would have.
        for _ in 0..version {
            state.next_sequence_number();
        }
        self.store.persist(&mut state, vec![Noted { text: text(PAYLOAD_BYTES + METADATA_BYTES) }]).await?;
        Ok(())
    }

    pub async fn read_stream(&self, stream: Uuid) -> anyhow::Result<usize> {
        Ok(self.store.by_aggregate_id(stream).await?.len())
    }

    pub async fn read_all(&self) -> anyhow::Result<usize> {
        let mut events = self.store.stream_events(&self.pool);
        let mut count = 0;
        while events.try_next().await?.is_some() {
            count += 1;
        }
        Ok(count)
    }
}
