//! Statistics on a real log: every number opens its list, and parts are all there is.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails there")]

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;
use wenze_domain::envelope::StreamId;
use wenze_domain::event::Event;
use wenze_projections::statistics::catalogue::{STATISTICS, Statistic};
use wenze_projections::statistics::{Asked, Cell, Counted, Statistics, cells, listed};
use wenze_projector::ledger::{
    APP_ROLE, Answer, Bounds as LogBounds, Command, Derived, Ledger, LogId, NewEvent, Stream, Write,
};
use wenze_projector::{Bounds, Difference, Models, Projector, Swap, Waited};
use wenze_testkit::generator::world;
use wenze_testkit::record::Recorder;

const PATIENCE: Duration = Duration::from_mins(2);
const SEED: u64 = 7;
const CASES: usize = 45;
/// Rows of a page, so few that lists have several.
const PAGE: i64 = 25;
const CELLS_MAX: i64 = 10_000;

/// A log with this one read model and generated cases in it.
struct Setting {
    pool: PgPool,
    projector: Projector,
}

impl Setting {
    async fn new(owner: &PgPool) -> Self {
        let models = Models::new().with(Statistics);
        let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
        let options = models.connect_options((*owner.connect_options()).clone().username(APP_ROLE).password(&password));
        let pool = PgPoolOptions::new().max_connections(6).connect_with(options).await.expect("a pool");
        let ledger = Ledger::connect(pool.clone(), LogId(1), "test", LogBounds::default()).await.expect("a log");
        // Batches so small that a case is folded in many steps.
        let bounds = Bounds { batch_events: 11, ..Bounds::default() };
        let projector = Projector::new(ledger.clone(), models, "test", bounds).await.expect("a projector");
        let running = projector.start();
        let mut recorder = Recorder::new(Utc::now()).with_every_stream_known();
        recorder.record_world(&world(SEED, CASES, Utc::now().date_naive()));
        let mut last = 0;
        for (stream, told) in recorder.streams() {
            let events: Vec<&Event> = told.history.events.iter().collect();
            for some in events.chunks(5) {
                last = append(&ledger, stream, some).await;
            }
        }
        let waited = projector.wait_for("statistics", last, PATIENCE).await.expect("a projection");
        assert_eq!(waited, Waited::Reached, "{:?}", projector.status().await);
        running.shutdown().await;
        Self { pool, projector }
    }

    async fn cells(&self, asked: &Asked) -> Vec<Cell> {
        cells(&self.pool, asked, CELLS_MAX).await.expect("cells")
    }

    /// The whole list of a cell, page by page.
    #[expect(clippy::option_option, reason = "a dimension is fixed or not, and its value recorded or not")]
    async fn list(&self, asked: &Asked, cell: [Option<Option<&str>>; 2]) -> Vec<Counted> {
        let mut all: Vec<Counted> = Vec::new();
        loop {
            let after = all.last().map(Counted::place);
            let page = listed(&self.pool, asked, cell, after.as_ref(), PAGE).await.expect("a page");
            if page.is_empty() {
                return all;
            }
            all.extend(page);
        }
    }
}

async fn append(ledger: &Ledger, stream: StreamId, events: &[&Event]) -> i64 {
    let new = |event: &&Event| NewEvent {
        event_id: event.id(),
        kind: event.envelope.kind.clone(),
        schema_version: event.envelope.schema_version,
        content: event.raw.to_vec(),
        derived: Derived { entered_from: "system".into(), ..Derived::default() },
        parts: Vec::new(),
    };
    let stream = Stream { kind: stream.kind.as_str().to_owned(), id: stream.id };
    let events = events.iter().map(new).collect();
    let write = Write { stream, expected: None, events, take: Vec::new(), release: Vec::new() };
    let command = Command { command_id: Uuid::now_v7(), request_hash: [1; 32], writes: vec![write], keys: Vec::new() };
    match ledger.append(command).await.expect("an answer") {
        Answer::Appended { last, .. } => last,
        other => panic!("{other:?}"),
    }
}

fn asked(statistic: &'static Statistic) -> Asked {
    let today = Utc::now().date_naive();
    Asked {
        statistic,
        from: None,
        to: statistic.standing.then_some(today),
        known: None,
        by: [None, None],
        organ: None,
        only: json!({}),
        hidden: Vec::new(),
    }
}

fn sum(cells: &[Cell]) -> i64 {
    cells.iter().map(|cell| cell.count).sum()
}

fn keys(rows: &[Counted]) -> BTreeSet<(Uuid, String, String)> {
    rows.iter().map(|row| (row.case_id, row.kind.clone(), row.subject.clone())).collect()
}

fn count(rows: &[Counted]) -> i64 {
    i64::try_from(rows.len()).expect("a few")
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn every_number_opens_its_list_and_parts_are_all_there_is(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    for statistic in STATISTICS {
        let whole = asked(statistic);
        let all = setting.list(&whole, [None, None]).await;
        let total = sum(&setting.cells(&whole).await);
        assert_eq!(total, count(&all), "{}", statistic.name);
        assert!(total > 0 || statistic.standing, "{}: nothing would be proved", statistic.name);
        for dimension in statistic.dimensions() {
            let by = Asked { by: [Some(dimension), None], ..whole.clone() };
            let parts = setting.cells(&by).await;
            assert_eq!(sum(&parts), total, "{} by {dimension}", statistic.name);
            // Those by which most numbers are told, so that the test stays short; one condition stands behind all.
            if dimension != "organ" && !statistic.usual.contains(&dimension) {
                continue;
            }
            let mut listed = BTreeSet::new();
            for part in &parts {
                let rows = setting.list(&by, [Some(part.cell_one.as_deref()), None]).await;
                assert_eq!(count(&rows), part.count, "{} by {dimension}: {part:?}", statistic.name);
                listed.extend(keys(&rows));
            }
            assert_eq!(listed, keys(&all), "{} by {dimension}", statistic.name);
        }
    }
    let rebuilt = setting.projector.rebuild("statistics", Swap::CompareOnly, |_| {}).await.expect("rebuilt");
    let parity = rebuilt.parity.expect("tables in use");
    assert!(parity.iter().all(Difference::is_none), "{parity:?}");
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn two_dimensions_periods_and_cuts_count_what_they_list(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let mut instants: Vec<DateTime<Utc>> = sqlx::query_scalar("select recorded_at from log.event order by position")
        .fetch_all(&owner)
        .await
        .expect("instants");
    instants.dedup();
    let middle = instants[instants.len() / 2];
    let day = |text: &str| Some(text.parse::<NaiveDate>().expect("a day"));
    for statistic in STATISTICS {
        let names: Vec<&str> = statistic.dimensions().collect();
        let [first, second] = [names[0], names[names.len() - 1]];
        let from = day("2023-01-01").filter(|_| !statistic.standing);
        for known in [None, Some(middle)] {
            let narrowed =
                Asked { from, to: day("2025-06-30"), known, by: [Some(first), Some(second)], ..asked(statistic) };
            let parts = setting.cells(&narrowed).await;
            let all = setting.list(&narrowed, [None, None]).await;
            assert_eq!(sum(&parts), count(&all), "{} {known:?}", statistic.name);
            for part in &parts {
                let cell = [Some(part.cell_one.as_deref()), Some(part.cell_two.as_deref())];
                let rows = setting.list(&narrowed, cell).await;
                assert_eq!(count(&rows), part.count, "{}: {part:?}", statistic.name);
            }
            let days = all.iter().filter_map(|row| row.on_day);
            assert!(days.clone().all(|on| from.is_none_or(|from| from <= on) && Some(on) <= narrowed.to));
            if statistic.standing {
                let to = narrowed.to.expect("a day");
                assert!(all.iter().all(|row| row.until_day.is_none_or(|until| until > to)), "{}", statistic.name);
            }
        }
    }
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn a_hidden_case_is_in_no_number_and_no_list(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    for statistic in STATISTICS {
        let open = Asked { by: [Some(statistic.usual[0]), None], ..asked(statistic) };
        let all = setting.list(&open, [None, None]).await;
        let Some(hidden) = all.first().map(|row| row.case_id) else { continue };
        let closed = Asked { hidden: vec![hidden, Uuid::from_u128(1)], ..open.clone() };
        let left: Vec<Counted> = all.iter().filter(|row| row.case_id != hidden).cloned().collect();
        assert_eq!(setting.list(&closed, [None, None]).await, left, "{}", statistic.name);
        assert_eq!(sum(&setting.cells(&closed).await), count(&left), "{}", statistic.name);
        let cases: HashSet<Uuid> = left.iter().map(|row| row.case_id).collect();
        let every = Asked { hidden: cases.into_iter().chain([hidden]).collect(), ..open };
        assert_eq!(setting.cells(&every).await, Vec::new(), "{}: not even an empty cell", statistic.name);
    }
}
