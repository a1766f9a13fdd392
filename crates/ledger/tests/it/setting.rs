//! How tests stand towards the database: migrated as owner, acting as the application.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;
use wenze_ledger::{
    APP_ROLE, Answer, Bounds, CheckedFields, Command, Derived, Ledger, LogId, NewEvent, Report, Stream, Write, verify,
};

pub(crate) const LOG: LogId = LogId(1);

/// The application's pool on the same database.
pub(crate) async fn app_pool(owner: &PgPool) -> PgPool {
    let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
    let options = (*owner.connect_options()).clone().username(APP_ROLE).password(&password);
    PgPoolOptions::new().max_connections(4).connect_with(options).await.unwrap()
}

pub(crate) async fn ledger(owner: &PgPool) -> Ledger {
    ledger_with(owner, "test", Bounds::default()).await
}

pub(crate) async fn ledger_with(owner: &PgPool, node: &str, bounds: Bounds) -> Ledger {
    Ledger::connect(app_pool(owner).await, LOG, node, bounds).await.unwrap()
}

pub(crate) fn case(number: u128) -> Stream {
    Stream { kind: "case".into(), id: Uuid::from_u128(number) }
}

pub(crate) fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

/// One event; its content is a line of fields that [`derive`] reads back.
pub(crate) fn event(stream: &Stream, command_id: Uuid, take: &[String], release: &[String]) -> NewEvent {
    let event_id = Uuid::now_v7();
    let content = [
        event_id.to_string(),
        stream.kind.clone(),
        stream.id.to_string(),
        command_id.to_string(),
        take.join(" "),
        release.join(" "),
    ]
    .join("|");
    NewEvent {
        event_id,
        kind: "ReportReceived".into(),
        schema_version: 1,
        content: content.into_bytes(),
        derived: derived(),
        parts: Vec::new(),
    }
}

pub(crate) fn derived() -> Derived {
    Derived {
        occurred_from: Some(instant(1_700_000_000)),
        occurred_until: Some(instant(1_700_086_400)),
        known_at: Some(instant(1_700_000_500)),
        entered_from: "paper".into(),
    }
}

/// What the columns must be, from the content that [`event`] made.
pub(crate) fn derive(kind: &str, content: &[u8]) -> Result<CheckedFields, String> {
    let text = std::str::from_utf8(content).map_err(|error| error.to_string())?;
    let fields: Vec<&str> = text.split('|').collect();
    let [event_id, stream_kind, stream_id, command_id, take, release] = fields[..] else {
        return Err(format!("{} fields", fields.len()));
    };
    if kind != "ReportReceived" {
        return Err(format!("unknown kind {kind}"));
    }
    let id = |text: &str| text.parse::<Uuid>().map_err(|error| error.to_string());
    let keys = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    Ok(CheckedFields {
        event_id: id(event_id)?,
        stream: Stream { kind: stream_kind.into(), id: id(stream_id)? },
        kind: kind.into(),
        schema_version: 1,
        command_id: id(command_id)?,
        derived: derived(),
        take: keys(take),
        release: keys(release),
        parts: Vec::new(),
        texts: Vec::new(),
    })
}

pub(crate) fn write_to(stream: &Stream, expected: Option<i32>, command_id: Uuid, events: usize) -> Write {
    Write {
        stream: stream.clone(),
        expected,
        events: (0..events).map(|_| event(stream, command_id, &[], &[])).collect(),
        take: Vec::new(),
        release: Vec::new(),
    }
}

/// A command that appends some events to one stream.
pub(crate) fn command(stream: &Stream, expected: Option<i32>, events: usize) -> Command {
    let command_id = Uuid::new_v4();
    Command {
        command_id,
        request_hash: [1; 32],
        writes: vec![write_to(stream, expected, command_id, events)],
        keys: Vec::new(),
    }
}

/// A command of one event that takes and releases claim keys.
pub(crate) fn claiming(stream: &Stream, expected: Option<i32>, take: &[&str], release: &[&str]) -> Command {
    let command_id = Uuid::new_v4();
    let own = |keys: &[&str]| keys.iter().map(ToString::to_string).collect::<Vec<_>>();
    let (take, release) = (own(take), own(release));
    let events = vec![event(stream, command_id, &take, &release)];
    Command {
        command_id,
        request_hash: [1; 32],
        writes: vec![Write { stream: stream.clone(), expected, events, take, release }],
        keys: Vec::new(),
    }
}

pub(crate) fn appended(answer: &Answer) -> (i64, i64) {
    match answer {
        Answer::Appended { first, last, .. } => (*first, *last),
        other => panic!("expected an acceptance, got {other:?}"),
    }
}

pub(crate) async fn verified(owner: &PgPool) -> Report {
    verify(&app_pool(owner).await, LOG, derive, |_| {}).await.unwrap()
}

pub(crate) async fn assert_sound(owner: &PgPool) {
    let report = verified(owner).await;
    assert!(report.is_sound(), "{:#?}", report.faults);
}
