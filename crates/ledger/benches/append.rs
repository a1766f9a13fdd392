//! Append against raw one-row INSERT with the same column types, in one run, alternated.
//!
//! `DATABASE_URL` names the owner of a migrated scratch database; `WENZE_APP_PASSWORD` the application's password.
//! `WENZE_BENCH_SECONDS` is the length of one measurement, `WENZE_BENCH_ROUNDS` their number (medians are printed).
//! Only ratios travel between machines.
#![expect(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a measurement may stop at the first surprise")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgConnection, PgPool};
use uuid::Uuid;
use wenze_ledger::{Answer, Bounds, Command, Derived, Ledger, LogId, NewEvent, Stream, Write};

const STREAMS: usize = 4_000;

struct Bench {
    owner: PgConnectOptions,
    app: PgConnectOptions,
    seconds: f64,
    rounds: usize,
    content: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Raw,
    Ledger { nodes: usize, bad: bool, snapshot: bool },
}

const PLAIN: Way = Way::Ledger { nodes: 1, bad: false, snapshot: false };

fn main() {
    // Cargo runs benches with --bench; anything that runs tests only wants to know that this compiles.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(run());
}

async fn run() {
    let number = |name: &str, default: f64| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default);
    let owner: PgConnectOptions = std::env::var("DATABASE_URL").unwrap().parse().unwrap();
    let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
    let bench = Bench {
        app: owner.clone().username("wenze_app").password(&password),
        owner,
        seconds: number("WENZE_BENCH_SECONDS", 4.0),
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
        rounds: number("WENZE_BENCH_ROUNDS", 3.0) as usize,
        content: format!(r#"{{"text":"{}"}}"#, "x".repeat(520)).into_bytes(),
    };
    let mut owner = PgConnection::connect_with(&bench.owner).await.unwrap();
    sqlx::raw_sql("create table if not exists raw_event (like log.event); alter table raw_event drop constraint if exists raw_event_pkey; grant insert on raw_event to wenze_app; create sequence if not exists raw_position; grant usage on raw_position to wenze_app; truncate raw_event; alter table raw_event add primary key (log_id, position)")
        .execute(&mut owner)
        .await
        .unwrap();
    for callers in [1, 8, 32, 128] {
        bench.compare(callers, &[("raw", Way::Raw), ("ledger", PLAIN)]).await;
    }
    bench
        .compare(
            128,
            &[
                ("raw", Way::Raw),
                ("ledger", PLAIN),
                ("1 % bad", Way::Ledger { nodes: 1, bad: true, snapshot: false }),
                ("old snapshot", Way::Ledger { nodes: 1, bad: false, snapshot: true }),
                ("two nodes", Way::Ledger { nodes: 2, bad: false, snapshot: false }),
            ],
        )
        .await;
    let bytes: i64 = sqlx::query_scalar(
        "select sum(pg_total_relation_size(c.oid))::bigint from pg_class c where relnamespace = 'log'::regnamespace and relkind = 'r'",
    )
    .fetch_one(&mut owner)
    .await
    .unwrap();
    let events: i64 = sqlx::query_scalar("select max(last) from log.batch").fetch_one(&mut owner).await.unwrap();
    let each = bytes as f64 / events as f64;
    println!("bytes per event {each:.0}, {:.2} x content ({events} events)", each / bench.content.len() as f64);
}

impl Bench {
    async fn compare(&self, callers: usize, ways: &[(&str, Way)]) {
        let mut rates = vec![Vec::new(); ways.len()];
        for _ in 0..self.rounds {
            for (rates, (_, way)) in rates.iter_mut().zip(ways) {
                rates.push(self.measure(callers, *way).await);
            }
        }
        let median = |rates: &mut Vec<f64>| {
            rates.sort_by(f64::total_cmp);
            rates[rates.len() / 2]
        };
        let medians: Vec<f64> = rates.iter_mut().map(median).collect();
        for ((name, _), rate) in ways.iter().zip(&medians) {
            println!(
                "{callers:>4} callers {name:>13}: {rate:>8.0} /s, {:.2} x raw, {:.2} x ledger",
                rate / medians[0],
                rate / medians[1]
            );
        }
    }

    async fn measure(&self, callers: usize, way: Way) -> f64 {
        match way {
            Way::Raw => self.raw(callers).await,
            Way::Ledger { nodes, bad, snapshot } => self.ledger(callers, nodes, bad, snapshot).await,
        }
    }

    async fn raw(&self, callers: usize) -> f64 {
        let mut connections = Vec::new();
        for _ in 0..callers {
            connections.push(PgConnection::connect_with(&self.app).await.unwrap());
        }
        let (done, started) = (Arc::new(AtomicU64::new(0)), Instant::now());
        let until = started + Duration::from_secs_f64(self.seconds);
        let mut tasks = Vec::new();
        for mut connection in connections {
            let (done, content) = (Arc::clone(&done), self.content.clone());
            tasks.push(tokio::spawn(async move {
                while Instant::now() < until {
                    sqlx::query(
                        "insert into raw_event (log_id, position, event_id, stream_id, command_id, recorded_at, occurred_from, occurred_until, stream_version, schema_version, stream_kind, kind, entered_from, content_hash, record_hash, content) values (1, nextval('raw_position'), $1, $2, $3, now(), now(), now(), $4, 1::smallint, 'case', 'ReportReceived', 'system', $5, $6, $7)",
                    )
                    .bind(Uuid::now_v7())
                    .bind(Uuid::now_v7())
                    .bind(Uuid::now_v7())
                    .bind(1_i32)
                    .bind([7_u8; 32])
                    .bind([8_u8; 32])
                    .bind(&content)
                    .execute(&mut connection)
                    .await
                    .unwrap();
                    done.fetch_add(1, Ordering::Relaxed);
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        done.load(Ordering::Relaxed) as f64 / started.elapsed().as_secs_f64()
    }

    async fn ledger(&self, callers: usize, nodes: usize, bad: bool, snapshot: bool) -> f64 {
        let mut holder = PgConnection::connect_with(&self.owner).await.unwrap();
        if snapshot {
            sqlx::raw_sql("begin isolation level repeatable read; select count(*) from log.gate")
                .execute(&mut holder)
                .await
                .unwrap();
        }
        let pool: PgPool = PgPoolOptions::new().connect_with(self.app.clone()).await.unwrap();
        let mut ledgers = Vec::new();
        for node in 0..nodes {
            ledgers.push(
                Ledger::connect(pool.clone(), LogId(1), &format!("bench-{node}"), Bounds::default()).await.unwrap(),
            );
        }
        let (done, started) = (Arc::new(AtomicU64::new(0)), Instant::now());
        let until = started + Duration::from_secs_f64(self.seconds);
        let mut tasks = Vec::new();
        for caller in 0..callers {
            let (done, content) = (Arc::clone(&done), self.content.clone());
            let ledger = ledgers[caller % nodes].clone();
            tasks.push(tokio::spawn(caller_loop(ledger, content, STREAMS / callers, until, bad, done)));
        }
        for task in tasks {
            task.await.unwrap();
        }
        let rate = done.load(Ordering::Relaxed) as f64 / started.elapsed().as_secs_f64();
        for ledger in &ledgers {
            ledger.close().await;
        }
        rate
    }
}

/// One caller has its own streams, appends to them in turn, and knows their versions.
async fn caller_loop(
    ledger: Ledger,
    content: Vec<u8>,
    streams: usize,
    until: Instant,
    bad: bool,
    done: Arc<AtomicU64>,
) {
    let ids: Vec<Uuid> = (0..streams).map(|_| Uuid::new_v4()).collect();
    let mut versions = vec![0; streams];
    let mut turn = 0_usize;
    while Instant::now() < until {
        let slot = (turn * 7919) % streams;
        let stale = bad && turn % 100 == 99;
        turn += 1;
        let expected = if stale { versions[slot] + 5 } else { versions[slot] };
        match ledger.append(command(ids[slot], expected, &content)).await.unwrap() {
            Answer::Appended { versions: after, .. } => {
                assert!(!stale);
                versions[slot] = after[0];
                done.fetch_add(1, Ordering::Relaxed);
            }
            answer => assert!(stale && matches!(answer, Answer::Conflict { .. }), "{answer:?}"),
        }
    }
}

fn command(stream: Uuid, expected: i32, content: &[u8]) -> Command {
    let now = Some(chrono::DateTime::from_timestamp(1_700_000_000, 0).unwrap());
    Command {
        command_id: Uuid::new_v4(),
        request_hash: [1; 32],
        writes: vec![Write {
            stream: Stream { kind: "case".into(), id: stream },
            expected: Some(expected),
            events: vec![NewEvent {
                event_id: Uuid::now_v7(),
                kind: "ReportReceived".into(),
                schema_version: 1,
                content: content.to_vec(),
                derived: Derived {
                    occurred_from: now,
                    occurred_until: now,
                    known_at: None,
                    entered_from: "system".into(),
                },
                parts: Vec::new(),
            }],
            take: Vec::new(),
            release: Vec::new(),
        }],
        keys: Vec::new(),
    }
}
