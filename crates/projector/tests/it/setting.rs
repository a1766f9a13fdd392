//! How tests stand towards the database: migrated as owner, acting as the application.

use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;
use wenze_ledger::{APP_ROLE, Answer, Command, Derived, Ledger, LogId, NewEvent, Recorded, Stream, Write};
use wenze_projector::{Bounds, Models, Projector, State, Status, Waited};

use crate::toys::{Contents, Labels, Tally};

/// Longer than anything here takes on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A lease short enough to wait for.
pub(crate) const BRIEF: Bounds = Bounds {
    batch_events: 7,
    lease: Duration::from_millis(900),
    takeover_poll: Duration::from_millis(50),
    compare_wait: Duration::from_secs(20),
    rebuild_bytes: 1024 * 1024,
    kept: Duration::from_hours(1),
};

/// A lease that does not run out while a test looks.
pub(crate) const LONG: Bounds = Bounds { lease: Duration::from_mins(1), ..BRIEF };

pub(crate) fn toys() -> Models {
    Models::new().with(Tally::default()).with(Labels)
}

/// The application's pool on the same database, seeing the toys' tables.
pub(crate) async fn app_pool(owner: &PgPool) -> PgPool {
    let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
    let options = (*owner.connect_options()).clone().username(APP_ROLE).password(&password);
    let options = toys().connect_options(options);
    PgPoolOptions::new().max_connections(4).connect_with(options).await.unwrap()
}

pub(crate) async fn ledger(owner: &PgPool) -> Ledger {
    Ledger::connect(app_pool(owner).await, LogId(1), "test", wenze_ledger::Bounds::default()).await.unwrap()
}

pub(crate) async fn projector(ledger: &Ledger, node: &str, models: Models, bounds: Bounds) -> Projector {
    Projector::new(ledger.clone(), models, node, bounds).await.unwrap()
}

pub(crate) fn case(number: u128) -> Stream {
    Stream { kind: "case".into(), id: Uuid::from_u128(number) }
}

/// Appends one event and says where it stands.
pub(crate) async fn append(ledger: &Ledger, stream: u128, kind: &str, number: i64) -> i64 {
    append_all(ledger, &[(stream, kind, number)]).await
}

/// Appends events with one command each and says where the last one stands.
pub(crate) async fn append_all(ledger: &Ledger, events: &[(u128, &str, i64)]) -> i64 {
    let mut position = 0;
    for (stream, kind, number) in events {
        let event = NewEvent {
            event_id: Uuid::now_v7(),
            kind: (*kind).to_owned(),
            schema_version: 1,
            content: number.to_string().into_bytes(),
            derived: Derived { entered_from: "system".into(), ..Derived::default() },
            parts: Vec::new(),
        };
        let write =
            Write { stream: case(*stream), expected: None, events: vec![event], take: Vec::new(), release: Vec::new() };
        let command =
            Command { command_id: Uuid::new_v4(), request_hash: [1; 32], writes: vec![write], keys: Vec::new() };
        let Answer::Appended { last, .. } = ledger.append(command).await.unwrap() else { panic!("not appended") };
        position = last;
    }
    position
}

/// Appends a long mixed history: numbers, voidings of earlier events, things that are nothing to anybody.
pub(crate) async fn append_history(ledger: &Ledger, seed: u64, events: usize) -> i64 {
    let mut state = seed;
    let mut next = |bound: u64| {
        // Knuth's MMIX generator; its upper bits are good enough to mix a history.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let mut history = Vec::new();
    for _ in 0..events {
        let stream = u128::from(next(12)) + 1;
        history.push(match next(10) {
            0 => (stream, "Ignored", 0),
            1 => (stream, "Voided", i64::try_from(next(20)).unwrap() + 1),
            _ => (stream, "Added", i64::try_from(next(100)).unwrap()),
        });
    }
    append_all(ledger, &history).await
}

pub(crate) async fn whole_log(ledger: &Ledger) -> Vec<Recorded> {
    ledger.read_log(0, 100_000).await.unwrap()
}

/// What the tables in use hold.
pub(crate) async fn contents(ledger: &Ledger) -> Contents {
    let tallies: Vec<(Uuid, i32, i32)> =
        sqlx::query_as("select stream_id, events, sum from toy_tally").fetch_all(ledger.pool()).await.unwrap();
    let labels: Vec<(Uuid, i64, i64)> =
        sqlx::query_as("select stream_id, label, sum from toy_label").fetch_all(ledger.pool()).await.unwrap();
    Contents {
        tallies: tallies.into_iter().map(|(id, events, sum)| (id, (events, i64::from(sum)))).collect(),
        labels: labels.into_iter().map(|(id, label, sum)| ((id, label), sum)).collect(),
    }
}

/// Waits for both toys.
pub(crate) async fn reach(projector: &Projector, position: i64) {
    for name in ["toy_tally", "toy_label"] {
        reach_one(projector, name, position).await;
    }
}

pub(crate) async fn reach_one(projector: &Projector, name: &str, position: i64) {
    let waited = projector.wait_for(name, position, PATIENCE).await.unwrap();
    assert_eq!(waited, Waited::Reached, "{name} at {position}: {:?}", projector.status().await.unwrap());
}

pub(crate) async fn status(projector: &Projector, name: &str) -> Status {
    projector.status().await.unwrap().into_iter().find(|status| status.name == name).unwrap()
}

/// Waits until a projection has stopped, and says where.
pub(crate) async fn stopped(projector: &Projector, name: &str) -> (i64, String) {
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        let status = status(projector, name).await;
        if let State::Stopped { position, reason } = status.state {
            return (position, reason);
        }
        assert!(tokio::time::Instant::now() < deadline, "{name} does not stop: {status:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
