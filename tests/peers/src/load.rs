//! Callers that append to streams of their own.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use uuid::Uuid;

use crate::ours::Ours;
use crate::peer_esrs::Esrs;
use crate::peer_postgres_es::PostgresEs;

/// Bytes of what an event says.
pub const PAYLOAD_BYTES: usize = 400;
/// Bytes of what stands beside it.
pub const METADATA_BYTES: usize = 131;
/// Streams of all callers together; they come back to each.
const STREAMS: usize = 4_000;

/// One way to keep events.
#[derive(Clone)]
pub enum Store {
    Ours(Ours),
    Esrs(Esrs),
    PostgresEs(PostgresEs),
}

impl Store {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Ours(_) => "wenze-ledger",
            Self::Esrs(_) => "esrs",
            Self::PostgresEs(_) => "postgres-es",
        }
    }

    /// Appends one event to a stream that has so many.
    pub async fn append(&self, stream: Uuid, version: usize) -> anyhow::Result<()> {
        match self {
            Self::Ours(store) => store.append(stream, version).await,
            Self::Esrs(store) => store.append(stream, version).await,
            Self::PostgresEs(store) => store.append(stream, version).await,
        }
    }

    pub async fn read_stream(&self, stream: Uuid) -> anyhow::Result<usize> {
        match self {
            Self::Ours(store) => store.read_stream(stream).await,
            Self::Esrs(store) => store.read_stream(stream).await,
            Self::PostgresEs(store) => store.read_stream(stream).await,
        }
    }

    pub async fn read_all(&self) -> anyhow::Result<usize> {
        match self {
            Self::Ours(store) => store.read_all().await,
            Self::Esrs(store) => store.read_all().await,
            Self::PostgresEs(store) => store.read_all().await,
        }
    }
}

/// What so many callers brought in.
pub struct Run {
    pub rate: f64,
    pub p99_ms: f64,
}

pub async fn appends(store: &Store, callers: usize, seconds: f64) -> anyhow::Result<Run> {
    let started = Instant::now();
    let until = started + Duration::from_secs_f64(seconds);
    let mut running = JoinSet::new();
    let store = Arc::new(store.clone());
    for _ in 0..callers {
        running.spawn(caller(Arc::clone(&store), STREAMS / callers, until));
    }
    let mut took: Vec<Duration> = Vec::new();
    while let Some(done) = running.join_next().await {
        took.extend(done??);
    }
    let rate = took.len() as f64 / started.elapsed().as_secs_f64();
    took.sort_unstable();
    let p99 = took.get(took.len().saturating_sub(1) * 99 / 100).copied().unwrap_or_default();
    Ok(Run { rate, p99_ms: p99.as_secs_f64() * 1e3 })
}

async fn caller(store: Arc<Store>, streams: usize, until: Instant) -> anyhow::Result<Vec<Duration>> {
    let mut streams: Vec<(Uuid, usize)> = (0..streams.max(1)).map(|_| (Uuid::now_v7(), 0)).collect();
    let mut took = Vec::new();
    for turn in 0.. {
        let now = Instant::now();
        if now >= until {
            break;
        }
        let place = turn % streams.len();
        let (stream, version) = streams[place];
        store.append(stream, version).await?;
        streams[place].1 += 1;
        took.push(now.elapsed());
    }
    Ok(took)
}

pub fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// A text of so many bytes.
pub fn text(bytes: usize) -> String {
    "x".repeat(bytes)
}
