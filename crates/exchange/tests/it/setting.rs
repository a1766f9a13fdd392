//! A log to import into, and small sources.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;
use wenze_casework::{Casework, Command, Place};
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::envelope::{Actor, StreamId, StreamKind};
use wenze_domain::history::History;
use wenze_domain::parts;
use wenze_domain::registers::{Accesses, Calendar, Delegations, Erasures, Grants, Marks, Organ, Person, Rulebook};
use wenze_exchange::import::ImportPlan;
use wenze_exchange::mapping::Mapping;
use wenze_ledger::{APP_ROLE, Bounds, Ledger, LogId, Stream, StreamRange};
use wenze_projections::Views;
use wenze_projector::Projector;
use wenze_testkit::generator::{World, resolve_event_refs};
use wenze_vault::{MasterKey, Vault};

const LOG: LogId = LogId(1);
const EVENTS_MAX: i64 = 10_000;

/// An event: its activity, its day, further attributes.
pub(crate) type Step<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

pub(crate) const CREATE: Step<'_> = ("Create Fine", "2006-07-24", &[("amount", "35.0")]);

/// The shipped mapping of fines.
pub(crate) fn fines() -> Mapping {
    Mapping::parse(include_str!("../../../../mappings/roadtraffic.toml")).unwrap()
}

/// A case file of native acts.
pub(crate) fn acts() -> Mapping {
    Mapping::parse("version = 1\nset = \"own\"\nformat = \"acts\"\n[actor]\nrole = \"CLERK\"\n").unwrap()
}

/// One test's log and folder.
pub(crate) struct Setting {
    pub(crate) casework: Casework,
    pub(crate) folder: PathBuf,
    ledger: Ledger,
    projector: Projector,
}

impl Setting {
    pub(crate) async fn open(owner: &PgPool) -> Self {
        Self::on(owner, LOG).await
    }

    /// Another log in the same database, with nothing in it.
    pub(crate) async fn beside(&self, log: i16, owner: &PgPool) -> Self {
        wenze_ledger::open_log(&mut owner.acquire().await.unwrap(), LogId(log)).await.unwrap();
        Self::on(owner, LogId(log)).await
    }

    async fn on(owner: &PgPool, log: LogId) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
        let options = (*owner.connect_options()).clone().username(APP_ROLE).password(&password);
        let options = wenze_projections::models().connect_options(options);
        let pool = PgPoolOptions::new().max_connections(8).connect_with(options).await.unwrap();
        let ledger = Ledger::connect(pool.clone(), log, "test", Bounds::default()).await.unwrap();
        let vault = Vault::open(pool.clone(), log.0, MasterKey::from_hex(&"5a".repeat(32)).unwrap());
        let bounds = wenze_projector::Bounds::default();
        let projector = Projector::new(ledger.clone(), wenze_projections::models(), "test", bounds).await.unwrap();
        let casework = Casework::new(ledger.clone(), vault, Views::new(pool, projector.clone()));
        let name = format!("{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).unwrap();
        Self { casework, folder, ledger, projector }
    }

    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn plan(&self, name: &str, text: &str, mapping: Mapping) -> ImportPlan {
        ImportPlan::new(vec![self.file(name, text.as_bytes())], mapping)
    }

    /// Every stream of the log, in the order of their ids.
    pub(crate) async fn streams(&self) -> Vec<StreamId> {
        let head = self.ledger.head().await.unwrap();
        let events = self.ledger.read_stream_range(StreamRange::ALL, None, head, EVENTS_MAX).await.unwrap();
        let kind = |name: &str| serde_json::from_value(name.into()).unwrap();
        let mut ids: Vec<StreamId> =
            events.iter().map(|event| StreamId { kind: kind(&event.stream.kind), id: event.stream.id }).collect();
        ids.dedup();
        ids
    }

    /// How a stream stands, folded.
    pub(crate) async fn standing(&self, stream: StreamId) -> Value {
        let history = self.history(stream).await;
        let items = history.effective(Cut::default());
        match stream.kind {
            StreamKind::Case => json!(history.case(stream.id, Cut::default())),
            StreamKind::Person => folded(&items, Person::evolve),
            StreamKind::Organ => folded(&items, Organ::evolve),
            StreamKind::Rulebook => folded(&items, Rulebook::evolve),
            StreamKind::Calendar => folded(&items, Calendar::evolve),
            StreamKind::Grants => folded(&items, Grants::evolve),
            StreamKind::Marks => folded(&items, Marks::evolve),
            StreamKind::Delegations => folded(&items, Delegations::evolve),
            StreamKind::Access => folded(&items, Accesses::evolve),
            StreamKind::Erasure => folded(&items, Erasures::evolve),
        }
    }

    /// How many private parts the events of a stream hold.
    pub(crate) async fn parts(&self, stream: StreamId) -> usize {
        let history = self.history(stream).await;
        history.events.iter().map(|event| parts::references(&event.json()).len()).sum()
    }

    async fn history(&self, stream: StreamId) -> History {
        let stream = Stream { kind: stream.kind.as_str().to_owned(), id: stream.id };
        let events = self.ledger.read_stream(&stream, 0, EVENTS_MAX).await.unwrap();
        wenze_projections::history(&events)
    }

    /// Folds the register as far as the log goes.
    pub(crate) async fn views_show_all(&self) {
        let running = self.projector.start();
        let head = self.head().await;
        let shown = self.casework.views().reached("register", head, std::time::Duration::from_mins(1)).await;
        running.shutdown().await;
        assert!(shown.unwrap(), "the register does not show {head} events");
    }

    /// How many events the log holds.
    pub(crate) async fn head(&self) -> i64 {
        self.ledger.head().await.unwrap()
    }
}

impl Drop for Setting {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// An entry of a register, folded.
fn folded<T: Default + serde::Serialize>(items: &[Effective<'_>], evolve: fn(&mut T, &Effective<'_>)) -> Value {
    let mut entry = T::default();
    for item in items {
        evolve(&mut entry, item);
    }
    json!(entry)
}

/// Records made-up persons, organs, rulebooks, roles and cases, as their officers would.
pub(crate) async fn record_world(casework: &Casework, world: &World) {
    for act in world.organs.iter().chain(&world.persons) {
        record(casework, Place::Register, act.request.clone(), act.actor).await;
    }
    for act in &world.rulebooks {
        record(casework, Place::Rulebooks, act.request.clone(), act.actor).await;
    }
    for act in &world.grants {
        // Decided on paper, so that nobody has to be looked up first who has something to do.
        let mut request = act.request.clone();
        request["entered_from"] = json!("paper");
        record(casework, Place::Grants, request, act.actor).await;
    }
    for act in &world.delegations {
        record(casework, Place::Delegations, act.request.clone(), act.actor).await;
    }
    for case in &world.cases {
        let mut recorded = Vec::new();
        for act in &case.acts {
            let mut request = act.request.clone();
            resolve_event_refs(&mut request, &recorded);
            let place = if recorded.is_empty() { Place::NewCase(Some(case.id)) } else { Place::Case(case.id) };
            recorded.push(record(casework, place, request, act.actor).await);
        }
    }
    for act in world.marks.iter().chain(&world.accesses) {
        let case = || act.request["refs"]["case"][0].as_str().and_then(|id| id.parse().ok()).unwrap();
        let place = match act.stream.0 {
            StreamKind::Marks => Place::Marks(case()),
            StreamKind::Grants => Place::Grants,
            _ => Place::Access(case()),
        };
        record(casework, place, act.request.clone(), act.actor).await;
    }
    for act in &world.erasures {
        let case = act.request["refs"]["case"][0].as_str().and_then(|id| id.parse().ok()).unwrap();
        record(casework, Place::Erasure(case), act.request.clone(), act.actor).await;
    }
}

async fn record(casework: &Casework, place: Place, act: Value, actor: Actor) -> Uuid {
    let command = Command { route: "test", place, acts: vec![act], actor, idempotency_key: None, if_match: None };
    casework.record(&command).await.unwrap().events[0].event_id
}

/// An XES file with these traces.
pub(crate) fn xes(traces: &[String]) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<log xes.version=\"1.0\">\n{}\n</log>\n", traces.join("\n"))
}

/// A trace.
pub(crate) fn trace(name: &str, steps: &[Step<'_>]) -> String {
    let string = |key: &str, value: &str| format!("<string key=\"{key}\" value=\"{value}\"/>");
    let event = |(activity, day, more): &Step<'_>| {
        let time = format!("<date key=\"time:timestamp\" value=\"{day}T00:00:00.000+02:00\"/>");
        let more: String = more.iter().map(|(key, value)| string(key, value)).collect();
        format!("<event>{}{time}{more}</event>", string("concept:name", activity))
    };
    format!("<trace>{}{}</trace>", string("concept:name", name), steps.iter().map(event).collect::<String>())
}

pub(crate) fn gzip(text: &str) -> Vec<u8> {
    let mut to = GzEncoder::new(Vec::new(), Compression::default());
    to.write_all(text.as_bytes()).unwrap();
    to.finish().unwrap()
}
