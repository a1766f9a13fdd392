//! Judged cases on a real log: as they come, rebuilt, and judged again when what judges them changes.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails there")]

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::envelope::{Actor, StreamKind};
use wenze_projections::clock_board::{self, ClockQuery};
use wenze_projections::judging::{self, Bench, Days, Judges, Occasion, Term};
use wenze_projections::procedure_check::{self, ProcedureCheck, Swept, sweep};
use wenze_projector::ledger::Stream;
use wenze_projector::ledger::{
    APP_ROLE, Answer, Bounds as LogBounds, Command, Derived, Ledger, LogId, NewEvent, Write,
};
use wenze_projector::{Bounds, Models, Projector, Swap, Waited};
use wenze_rulebook::bundle::Bundle;
use wenze_rulebook::rule::Rulebook;
use wenze_testkit::generator::world;
use wenze_testkit::record::Recorder;
use wenze_testkit::sample;

const PATIENCE: Duration = Duration::from_mins(1);
const BOUNDS: Bounds = Bounds {
    batch_events: 5,
    lease: Duration::from_mins(1),
    takeover_poll: Duration::from_millis(50),
    compare_wait: Duration::from_secs(10),
    rebuild_bytes: 64 * 1024,
    kept: Duration::from_hours(1),
};

fn book(change: impl FnOnce(String) -> String) -> Arc<Rulebook> {
    let text = change(include_str!("books/demo.toml").to_owned());
    let bundle = Bundle::new([("rulebook.toml".to_owned(), text)]).expect("small");
    Arc::new(Rulebook::load(&bundle).expect("a sound rulebook"))
}

fn first() -> Bench {
    Bench::new(vec![book(|text| text)], Days::Shipped, Vec::new())
}

/// The same, and a stricter release from an instant on.
fn stricter_from(at: DateTime<Utc>) -> Bench {
    let stricter =
        book(|text| text.replace("version = \"1\"", "version = \"2\"").replace("n = 30, unit", "n = 10, unit"));
    let term = Term::new(at, Occasion::Rulebook(1), vec![stricter], Days::Shipped);
    Bench::new(vec![book(|text| text)], Days::Shipped, vec![term])
}

/// A log with the read model, judged by rules for tests.
pub(crate) struct Setting {
    ledger: Ledger,
    pub(crate) projector: Projector,
    judges: Judges,
}

impl Setting {
    pub(crate) async fn new(owner: &PgPool) -> Self {
        let judges = Judges::new(first());
        let models = Models::new().with(ProcedureCheck::new(judges.clone()));
        let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
        let options = models.connect_options((*owner.connect_options()).clone().username(APP_ROLE).password(&password));
        let pool = PgPoolOptions::new().max_connections(6).connect_with(options).await.expect("a pool");
        let ledger = Ledger::connect(pool, LogId(1), "test", LogBounds::default()).await.expect("a log");
        let projector = Projector::new(ledger.clone(), models, "test", BOUNDS).await.expect("a projector");
        Self { ledger, projector, judges }
    }

    pub(crate) fn pool(&self) -> &PgPool {
        self.ledger.pool()
    }

    /// Appends the generated acts of so many cases one by one, the cases in turn.
    pub(crate) async fn append(&self, seed: u64, cases: usize) -> i64 {
        let today = Utc::now().date_naive();
        let mut recorder = Recorder::new(Utc::now()).with_every_stream_known();
        recorder.record_world(&world(seed, cases, today));
        let streams: Vec<_> = recorder.streams().filter(|(id, _)| id.kind == StreamKind::Case).collect();
        let longest = streams.iter().map(|(_, stream)| stream.stored.len()).max().unwrap_or_default();
        let mut last = 0;
        for place in 0..longest {
            for (id, stream) in &streams {
                if let Some(event) = stream.history.events.get(place) {
                    last = self.append_one(id.id, event).await;
                }
            }
        }
        last
    }

    /// Appends a case that began today, whose report is to be registered within five working days.
    pub(crate) async fn append_report(&self) -> i64 {
        let today = Utc::now().with_timezone(&judging::ZONE).date_naive().to_string();
        let mut request = sample::request(Kind::ReportReceived);
        request["entered_from"] = json!("paper");
        request["occurred"] = json!({ "date": today });
        request["payload"]["received_on"] = json!(today);
        let kept = ["kind", "entered_from", "occurred", "refs", "payload"];
        request.as_object_mut().expect("a map").retain(|key, _| kept.contains(&key.as_str()));
        let actor = Actor { person_id: Uuid::from_u128(2), role: Role::Intake, office_id: Uuid::from_u128(3) };
        let mut recorder = Recorder::new(Utc::now()).with_every_stream_known();
        let id = Uuid::now_v7();
        recorder.record(id, &request, actor).expect("recorded");
        self.append_one(id, &recorder.history(id).events[0]).await
    }

    async fn append_one(&self, id: Uuid, event: &wenze_domain::event::Event) -> i64 {
        let event = NewEvent {
            event_id: event.id(),
            kind: event.envelope.kind.clone(),
            schema_version: event.envelope.schema_version,
            content: event.raw.to_vec(),
            derived: Derived { entered_from: "system".into(), ..Derived::default() },
            parts: Vec::new(),
        };
        let stream = Stream { kind: "case".into(), id };
        let write = Write { stream, expected: None, events: vec![event], take: Vec::new(), release: Vec::new() };
        let command =
            Command { command_id: Uuid::now_v7(), request_hash: [1; 32], writes: vec![write], keys: Vec::new() };
        match self.ledger.append(command).await.expect("an answer") {
            Answer::Appended { last, .. } => last,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn reach(&self, position: i64) {
        let waited = self.projector.wait_for("procedure_check", position, PATIENCE).await.expect("a projection");
        assert_eq!(waited, Waited::Reached, "{:?}", self.projector.status().await);
    }

    /// Rebuilt from nothing, every table holds the very same rows.
    pub(crate) async fn is_what_a_rebuild_makes(&self) {
        let rebuilt = self.projector.rebuild("procedure_check", Swap::CompareOnly, |_| {}).await.expect("rebuilt");
        let parity = rebuilt.parity.expect("tables in use");
        assert!(parity.len() == 4 && parity.iter().all(wenze_projector::Difference::is_none), "{parity:?}");
    }

    async fn count(&self, what: &str) -> i64 {
        let sql = format!("select count(*) from procedure_check_{what}");
        sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(self.pool()).await.expect("a number")
    }
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn what_was_judged_act_by_act_is_what_a_rebuild_makes(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let running = setting.projector.start();
    setting.reach(setting.append(11, 8).await).await;
    assert!(setting.count("obligation").await > 20 && setting.count("change").await > 40);
    setting.is_what_a_rebuild_makes().await;
    // A new bench changes what is expected of the time after the last acts, and nothing of what was.
    let before = setting.count("change where known_at <= now()").await;
    setting.judges.put(stricter_from(Utc::now()));
    let swept = sweep(setting.pool(), &setting.judges, Utc::now(), 3).await.expect("swept");
    assert_eq!(swept, Swept { cases: 3, is_done: false });
    while !sweep(setting.pool(), &setting.judges, Utc::now(), 3).await.expect("swept").is_done {}
    let again = sweep(setting.pool(), &setting.judges, Utc::now(), 3).await.expect("swept");
    assert_eq!(again, Swept { cases: 0, is_done: true });
    assert!(setting.count("change where known_at <= now() and cause <> 'rulebook'").await >= before);
    assert!(setting.count("change where cause = 'rulebook'").await > 0);
    setting.is_what_a_rebuild_makes().await;
    // Acts that come afterwards are judged by the new release, and a bench that was another all along judges anew.
    setting.reach(setting.append(12, 3).await).await;
    setting.is_what_a_rebuild_makes().await;
    setting.judges.put(stricter_from(DateTime::UNIX_EPOCH));
    setting.reach(setting.append(13, 2).await).await;
    while !sweep(setting.pool(), &setting.judges, Utc::now(), 100).await.expect("swept").is_done {}
    setting.is_what_a_rebuild_makes().await;
    running.shutdown().await;
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn deadlines_pass_though_nobody_writes(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let running = setting.projector.start();
    setting.append(21, 6).await;
    setting.reach(setting.append_report().await).await;
    let now = Utc::now();
    let never = ClockQuery { now, soon: now, limit: 1_000, ..ClockQuery::default() };
    let open = clock_board::page(setting.pool(), &never).await.expect("a page");
    let next = open.iter().find(|clock| clock.state == "running" && clock.due_at.is_some()).expect("a running clock");
    let end = next.due_at.expect("an end");
    let at = |now, soon| ClockQuery { now, soon, case_id: Some(next.case_id), limit: 1_000, ..ClockQuery::default() };
    let state = async |now, soon| {
        let page = clock_board::page(setting.pool(), &at(now, soon)).await.expect("a page");
        page.into_iter().find(|clock| clock.obligation == next.obligation).map(|clock| clock.state)
    };
    let second = chrono::Duration::seconds(1);
    assert_eq!(state(now, end - second).await.as_deref(), Some("running"));
    assert_eq!(state(now, end).await.as_deref(), Some("due_soon"));
    assert_eq!(state(end - second, now).await.as_deref(), Some("running"));
    assert_eq!(state(end, end).await.as_deref(), Some("overdue"));
    let missed = procedure_check::missed(setting.pool(), end - second, end, 1_000).await.expect("rows");
    assert!(missed.iter().any(|one| one.obligation == next.obligation && one.known_at == end && one.cause == "due"));
    let changes =
        procedure_check::changes(setting.pool(), next.case_id, now, Some(&next.obligation)).await.expect("rows");
    assert_eq!(changes.last().and_then(|change| change.to_verdict.clone()).as_deref(), Some("pending"));
    let stood = procedure_check::obligations(setting.pool(), next.case_id, end).await.expect("rows");
    let stood = stood.into_iter().find(|one| one.obligation == next.obligation).expect("the obligation");
    assert_eq!((stood.verdict.as_str(), stood.since, stood.as_of), ("violated", end, end));
    // By organ, page by page: every deadline once.
    let organ = next.organ_id.expect("an organ");
    let mut query = ClockQuery { now, soon: now, organ: Some(organ), limit: 2, ..ClockQuery::default() };
    let mut seen = Vec::new();
    loop {
        let page = clock_board::page(setting.pool(), &query).await.expect("a page");
        let Some(last) = page.last() else { break };
        query.after = Some(last.cursor());
        seen.extend(page.into_iter().map(|clock| (clock.case_id, clock.obligation)));
    }
    let of_organ = open.iter().filter(|clock| clock.organ_id == Some(organ)).count();
    assert_eq!(seen.len(), of_organ);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), of_organ);
    running.shutdown().await;
}
