//! Callers: each has streams of its own, appends to them in turn, and knows their versions.

use std::process::{ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection, PgConnection};
use tokio::task::JoinSet;
use uuid::Uuid;
use wenze_ledger::{Answer, Bounds, Command, Derived, Ledger, LogId, NewEvent, NewKey, NewPart, Stream, Write};

/// Streams of one measurement; a case has about fifteen events, so callers come back to them.
const STREAMS: usize = 4_000;
/// Bytes of one event's content: 400 of payload and the envelope around it.
pub(super) const CONTENT_BYTES: usize = 531;
/// A stale command among so many good ones.
const BAD_EVERY: usize = 100;

/// One way to load the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Load {
    pub(super) callers: usize,
    /// One command in a hundred expects a wrong version.
    pub(super) bad: bool,
    /// Each event brings a sealed part and its stream's key.
    pub(super) parts: bool,
}

/// What a second process is told.
#[derive(Debug, clap::Args)]
pub(crate) struct WorkerOptions {
    #[arg(long)]
    url: String,
    #[arg(long)]
    callers: usize,
    #[arg(long)]
    seconds: f64,
}

/// The second process: prints how many commands it brought in.
pub(super) async fn work(options: &WorkerOptions) -> anyhow::Result<ExitCode> {
    let load = Load { callers: options.callers, bad: false, parts: false };
    println!("{}", ledger(&options.url, load, options.seconds).await?.0);
    Ok(ExitCode::SUCCESS)
}

/// Appends of this process and of another one at the same time.
pub(super) async fn two_processes(url: &str, callers: usize, seconds: f64) -> anyhow::Result<(u64, Duration)> {
    let half = callers / 2;
    let child = tokio::process::Command::new(std::env::current_exe()?)
        .args(["bench", "worker", "--url", url, "--callers", &half.to_string(), "--seconds", &seconds.to_string()])
        .stdout(Stdio::piped())
        .spawn()?;
    let own = ledger(url, Load { callers: callers - half, bad: false, parts: false }, seconds).await?;
    let output = child.wait_with_output().await?;
    ensure!(output.status.success(), "the second process failed");
    let other: u64 =
        String::from_utf8_lossy(&output.stdout).trim().parse().context("the second process told no number")?;
    Ok((own.0 + other, own.1))
}

/// Appends through the ledger: how many, in what time.
pub(super) async fn ledger(url: &str, load: Load, seconds: f64) -> anyhow::Result<(u64, Duration)> {
    let pool = PgPoolOptions::new().max_connections(4).connect(url).await?;
    let ledger = Ledger::connect(pool.clone(), LogId(1), "bench", Bounds::default()).await?;
    let started = Instant::now();
    let until = started + Duration::from_secs_f64(seconds);
    let done = Arc::new(AtomicU64::new(0));
    let mut callers = JoinSet::new();
    for _ in 0..load.callers {
        callers.spawn(caller(ledger.clone(), load, until, Arc::clone(&done)));
    }
    while let Some(ended) = callers.join_next().await {
        ended??;
    }
    let elapsed = started.elapsed();
    ledger.close().await;
    pool.close().await;
    Ok((done.load(Ordering::Relaxed), elapsed))
}

async fn caller(ledger: Ledger, load: Load, until: Instant, done: Arc<AtomicU64>) -> anyhow::Result<()> {
    let mut streams: Vec<(Uuid, i32)> = (0..(STREAMS / load.callers).max(1)).map(|_| (Uuid::now_v7(), 0)).collect();
    for turn in 0_usize.. {
        if Instant::now() >= until {
            break;
        }
        let place = turn % streams.len();
        let (stream, version) = streams[place];
        let stale = load.bad && turn % BAD_EVERY == BAD_EVERY - 1;
        let answer = ledger.append(command(stream, if stale { version + 5 } else { version }, load.parts)).await?;
        match answer {
            Answer::Appended { versions, .. } if !stale => {
                streams[place].1 = versions[0];
                done.fetch_add(1, Ordering::Relaxed);
            }
            Answer::Conflict { .. } if stale => {}
            other => anyhow::bail!("an unexpected answer: {other:?}"),
        }
    }
    Ok(())
}

fn command(stream: Uuid, expected: i32, with_part: bool) -> Command {
    let day: Option<DateTime<Utc>> = DateTime::from_timestamp(1_700_000_000, 0);
    let subject = format!("case:{stream}");
    let key_id = Uuid::now_v7();
    let part = NewPart { part_no: 1, subject: subject.clone(), key_id, ciphertext: vec![7; 24 + 32 + 256 + 16] };
    let event = NewEvent {
        event_id: Uuid::now_v7(),
        kind: "ReportReceived".to_owned(),
        schema_version: 1,
        content: content(),
        derived: Derived { occurred_from: day, occurred_until: day, known_at: None, entered_from: "system".to_owned() },
        parts: if with_part { vec![part] } else { Vec::new() },
    };
    Command {
        command_id: Uuid::now_v7(),
        request_hash: [1; 32],
        writes: vec![Write {
            stream: Stream { kind: "case".to_owned(), id: stream },
            expected: Some(expected),
            events: vec![event],
            take: Vec::new(),
            release: Vec::new(),
        }],
        keys: if with_part { vec![NewKey { key_id, subject, epoch: 1, wrapped: vec![9; 72] }] } else { Vec::new() },
    }
}

fn content() -> Vec<u8> {
    let frame = r#"{"text":""}"#.len();
    format!(r#"{{"text":"{}"}}"#, "x".repeat(CONTENT_BYTES - frame)).into_bytes()
}

/// Raw one-row INSERT, autocommit, nothing checked: one connection a caller.
pub(super) async fn raw(url: &str, callers: usize, seconds: f64) -> anyhow::Result<(u64, Duration)> {
    let mut connections = Vec::new();
    for _ in 0..callers {
        connections.push(PgConnection::connect(url).await?);
    }
    let started = Instant::now();
    let until = started + Duration::from_secs_f64(seconds);
    let done = Arc::new(AtomicU64::new(0));
    let mut tasks = JoinSet::new();
    for connection in connections {
        tasks.spawn(raw_caller(connection, until, Arc::clone(&done)));
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok((done.load(Ordering::Relaxed), started.elapsed()))
}

async fn raw_caller(mut connection: PgConnection, until: Instant, done: Arc<AtomicU64>) -> anyhow::Result<()> {
    let content = content();
    while Instant::now() < until {
        sqlx::query(include_str!("../../../sql/bench/raw_insert.sql"))
            .bind(Uuid::now_v7())
            .bind(Uuid::now_v7())
            .bind(Uuid::now_v7())
            .bind(1_i32)
            .bind([7_u8; 32])
            .bind([8_u8; 32])
            .bind(&content)
            .execute(&mut connection)
            .await?;
        done.fetch_add(1, Ordering::Relaxed);
    }
    connection.close().await?;
    Ok(())
}
