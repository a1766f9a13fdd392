//! The boards on a real log: what each shows of stories that are told to their end.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails there")]

use std::time::Duration;

use chrono::{NaiveDate, Utc};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::Case;
use wenze_domain::envelope::StreamId;
use wenze_domain::event::Event;
use wenze_projections::boards::Boards;
use wenze_projector::ledger::{
    APP_ROLE, Answer, Bounds as LogBounds, Command, Derived, Ledger, LogId, NewEvent, Stream, Write,
};
use wenze_projector::{Bounds, Models, Projector, Swap, Waited};
use wenze_testkit::generator::Generator;
use wenze_testkit::record::Recorder;

mod appeal_board;
mod dossier;
mod publication_log;
mod rectification_board;
mod relations;
mod responsibility;

const PATIENCE: Duration = Duration::from_mins(1);
const SEED: u64 = 7;

/// A log with one read model.
struct Setting {
    ledger: Ledger,
    projector: Projector,
}

/// A case that was told, as the domain folds it.
struct Told {
    case: Case,
    events: Vec<Event>,
}

impl Setting {
    async fn new(owner: &PgPool) -> Self {
        let models = Models::new().with(Boards);
        let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
        let options = models.connect_options((*owner.connect_options()).clone().username(APP_ROLE).password(&password));
        let pool = PgPoolOptions::new().max_connections(6).connect_with(options).await.expect("a pool");
        let ledger = Ledger::connect(pool, LogId(1), "test", LogBounds::default()).await.expect("a log");
        // Small batches, so that a case is folded in many steps.
        let bounds = Bounds { batch_events: 7, ..Bounds::default() };
        let projector = Projector::new(ledger.clone(), models, "test", bounds).await.expect("a projector");
        Self { ledger, projector }
    }

    fn pool(&self) -> &PgPool {
        self.ledger.pool()
    }

    /// Tells a story to its end, waits until the boards show it, and proves that a rebuild makes the very same rows.
    async fn told(&self, story: &str, number: usize) -> Told {
        let today = NaiveDate::from_ymd_opt(2025, 6, 2).expect("a day");
        let case = Generator::new(SEED, today).story(story, number).expect("a story");
        let mut recorder = Recorder::new(Utc::now()).with_every_stream_known();
        let refused: Vec<_> = recorder.record_case(&case).into_iter().filter_map(Result::err).collect();
        assert!(refused.is_empty(), "{refused:?}");
        let mut last = 0;
        for (stream, told) in recorder.streams() {
            for event in &told.history.events {
                last = self.append(stream, event).await;
            }
        }
        let running = self.projector.start();
        let waited = self.projector.wait_for("boards", last, PATIENCE).await.expect("a projection");
        assert_eq!(waited, Waited::Reached, "{:?}", self.projector.status().await);
        running.shutdown().await;
        let rebuilt = self.projector.rebuild("boards", Swap::CompareOnly, |_| {}).await.expect("rebuilt");
        let parity = rebuilt.parity.expect("tables in use");
        assert!(parity.iter().all(wenze_projector::Difference::is_none), "{parity:?}");
        Told { case: recorder.case(case.id), events: recorder.history(case.id).events }
    }

    async fn append(&self, stream: StreamId, event: &Event) -> i64 {
        let event = NewEvent {
            event_id: event.id(),
            kind: event.envelope.kind.clone(),
            schema_version: event.envelope.schema_version,
            content: event.raw.to_vec(),
            derived: Derived { entered_from: "system".into(), ..Derived::default() },
            parts: Vec::new(),
        };
        let stream = Stream { kind: stream.kind.as_str().to_owned(), id: stream.id };
        let write = Write { stream, expected: None, events: vec![event], take: Vec::new(), release: Vec::new() };
        let command =
            Command { command_id: Uuid::now_v7(), request_hash: [1; 32], writes: vec![write], keys: Vec::new() };
        match self.ledger.append(command).await.expect("an answer") {
            Answer::Appended { last, .. } => last,
            other => panic!("{other:?}"),
        }
    }
}

impl Told {
    /// The events of a kind, in their order.
    fn acts(&self, kind: Kind) -> Vec<&Event> {
        self.events.iter().filter(|event| event.kind() == kind).collect()
    }

    /// The day of the first event of a kind.
    fn day(&self, kind: Kind) -> Option<String> {
        self.acts(kind).first()?.envelope.occurred.date.map(|date| date.to_string())
    }
}
