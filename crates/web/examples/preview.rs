//! Serves the pages over generated cases on a private Postgres, to look at them while they are being made.
//!
//! `cargo run -p wenze-web --example preview -- FOLDER [PORT] [CASES]`; a second start keeps what the first recorded.
#![expect(clippy::unwrap_used, reason = "a tool for one's own eyes stops at the first surprise")]

use std::path::Path;
use std::str::FromStr;

use chrono::{Duration, Utc};
use serde_json::{Value, json};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;
use wenze_casework::{Casework, Command, IMPORT_ROUTE, Place};
use wenze_domain::envelope::Actor;
use wenze_domain::time::Occurred;
use wenze_ledger::{Bounds, Ledger, LogId, MIGRATOR, provision};
use wenze_pgserver::{Server, StartOptions};
use wenze_projections::Views;
use wenze_projector::Projector;
use wenze_testkit::generator::{GeneratedCase, resolve_event_refs, world};
use wenze_vault::{MasterKey, Vault};

const SEED: u64 = 20_160_708;

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().collect();
    let data = args.get(1).map_or("/tmp/wenze-preview", String::as_str).to_owned();
    let port: u16 = args.get(2).map_or(8090, |port| port.parse().unwrap());
    let cases: usize = args.get(3).map_or(120, |cases| cases.parse().unwrap());
    let started = data.clone();
    let server = tokio::task::spawn_blocking(move || {
        let server = Server::start(&StartOptions::new(&started)).unwrap();
        server.create_database("wenze").unwrap();
        server
    });
    let server = server.await.unwrap();
    let mut owner = PgConnection::connect(&server.owner_url("wenze")).await.unwrap();
    provision(&mut owner, server.app_password()).await.unwrap();
    MIGRATOR.run(&mut owner).await.unwrap();
    let (casework, projector) = open(&server.app_url("wenze"), Path::new(&data)).await;
    let running = projector.start();
    if casework.ledger().head().await.unwrap() == 0 {
        record(&casework, cases).await;
    }
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    println!("http://127.0.0.1:{port}/");
    let stop = async { drop(tokio::signal::ctrl_c().await) };
    axum::serve(listener, wenze_web::router(casework.clone())).with_graceful_shutdown(stop).await.unwrap();
    running.shutdown().await;
    casework.ledger().close().await;
    tokio::task::spawn_blocking(move || server.stop().unwrap()).await.unwrap();
}

async fn open(url: &str, data: &Path) -> (Casework, Projector) {
    let options = wenze_projections::models().connect_options(PgConnectOptions::from_str(url).unwrap());
    let pool = PgPoolOptions::new().max_connections(8).connect_with(options).await.unwrap();
    let ledger = Ledger::connect(pool.clone(), LogId(1), "preview", Bounds::default()).await.unwrap();
    let vault = Vault::open(pool.clone(), 1, MasterKey::open_or_create(&data.join("master.key")).unwrap());
    let bounds = wenze_projector::Bounds::default();
    let projector = Projector::new(ledger.clone(), wenze_projections::models(), "preview", bounds).await.unwrap();
    (Casework::new(ledger, vault, Views::new(pool, projector.clone())), projector)
}

async fn record(casework: &Casework, cases: usize) {
    let world = world(SEED, cases, Utc::now().date_naive());
    for act in world.organs.iter().chain(&world.persons) {
        send(casework, Place::Register, act.request.clone(), act.actor).await;
    }
    for one in &world.cases {
        record_case(casework, one).await;
    }
}

/// As an import that knew of each act soon after it happened, so that the histories look as in daily use.
async fn record_case(casework: &Casework, case: &GeneratedCase) {
    let mut recorded: Vec<Uuid> = Vec::new();
    let mut known = chrono::DateTime::<Utc>::MIN_UTC;
    for (place, act) in case.acts.iter().enumerate() {
        let mut request = act.request.clone();
        resolve_event_refs(&mut request, &recorded);
        let occurred: Occurred = serde_json::from_value(request["occurred"].clone()).unwrap();
        if let Some((from, _)) = occurred.window() {
            let late = if request["entered_from"] == "paper" { Duration::days(20) } else { Duration::hours(16) };
            known = (from + late).max(known + Duration::minutes(5)).min(Utc::now() - Duration::hours(1));
            known = chrono::DateTime::from_timestamp_micros(known.timestamp_micros()).unwrap();
            request["known_at"] = json!(known);
        }
        request["entered_from"] = json!("import");
        request["origin"] = json!({ "set": "demo", "row": format!("{}#{place}", case.id) });
        let to = if place == 0 { Place::NewCase(Some(case.id)) } else { Place::Case(case.id) };
        recorded.push(send(casework, to, request, act.actor).await);
    }
}

async fn send(casework: &Casework, place: Place, act: Value, actor: Actor) -> Uuid {
    let told = act.to_string();
    let command = Command { route: IMPORT_ROUTE, place, acts: vec![act], actor, idempotency_key: None, if_match: None };
    match casework.record(&command).await {
        Ok(receipt) => receipt.events[0].event_id,
        Err(error) => panic!("{error}: {told}"),
    }
}
