//! A log to import into, and small sources.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;
use wenze_casework::Casework;
use wenze_exchange::import::ImportPlan;
use wenze_exchange::mapping::Mapping;
use wenze_ledger::{APP_ROLE, Bounds, Ledger, LogId, StreamRange};
use wenze_projections::Views;
use wenze_projector::Projector;
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
}

impl Setting {
    pub(crate) async fn open(owner: &PgPool) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
        let options = (*owner.connect_options()).clone().username(APP_ROLE).password(&password);
        let options = wenze_projections::models().connect_options(options);
        let pool = PgPoolOptions::new().max_connections(8).connect_with(options).await.unwrap();
        let ledger = Ledger::connect(pool.clone(), LOG, "test", Bounds::default()).await.unwrap();
        let vault = Vault::open(pool.clone(), LOG.0, MasterKey::from_hex(&"5a".repeat(32)).unwrap());
        let bounds = wenze_projector::Bounds::default();
        let projector = Projector::new(ledger.clone(), wenze_projections::models(), "test", bounds).await.unwrap();
        let casework = Casework::new(ledger.clone(), vault, Views::new(pool, projector));
        let name = format!("{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).unwrap();
        Self { casework, folder, ledger }
    }

    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn plan(&self, name: &str, text: &str, mapping: Mapping) -> ImportPlan {
        ImportPlan::new(vec![self.file(name, text.as_bytes())], mapping)
    }

    /// Every case of the log, in the order of their ids.
    pub(crate) async fn streams(&self) -> Vec<Uuid> {
        let head = self.ledger.head().await.unwrap();
        let events = self.ledger.read_stream_range(StreamRange::ALL, None, head, EVENTS_MAX).await.unwrap();
        let mut ids: Vec<Uuid> = events.iter().map(|event| event.stream.id).collect();
        ids.dedup();
        ids
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
