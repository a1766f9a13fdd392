//! What is asked of log and read models after whatever happened: is everything there, once, in order, and do they agree?

use std::collections::BTreeMap;

use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::history::History;
use wenze_ledger::Stream;
use wenze_projections::{audit_trail, case_file};

use crate::node::Node;

/// More than any case of a test has.
const EVENTS_MAX: i64 = 20_000;

/// Every case of the log.
pub async fn cases(owner: &PgPool) -> Vec<Uuid> {
    sqlx::query_scalar("select distinct stream_id from log.event where stream_kind = 'case' order by stream_id")
        .fetch_all(owner)
        .await
        .unwrap()
}

/// The history of a case, read from the log.
pub async fn history(node: &Node, case: Uuid) -> History {
    let stream = Stream { kind: "case".into(), id: case };
    let stored = node.casework.ledger().read_stream(&stream, 0, EVENTS_MAX).await.unwrap();
    wenze_projections::history(&stored)
}

/// Positions are gapless from 1, versions of every stream are gapless from 1 in the order of positions, no id stands twice.
pub async fn assert_gapless(owner: &PgPool) {
    let (events, last, ids): (i64, i64, i64) =
        sqlx::query_as("select count(*), coalesce(max(position), 0), count(distinct event_id) from log.event")
            .fetch_one(owner)
            .await
            .unwrap();
    assert_eq!((events, events), (last, ids), "events, last position, ids");
    let disordered: Vec<(Uuid, i32)> = sqlx::query_as(
        "select stream_id, stream_version from (
             select *, row_number() over (partition by stream_id order by position) as place from log.event
         ) numbered where stream_version <> place",
    )
    .fetch_all(owner)
    .await
    .unwrap();
    assert!(disordered.is_empty(), "versions out of order: {disordered:?}");
}

/// The whole log agrees with itself, and every private part of it opens or is erased.
pub async fn assert_sound(node: &Node) {
    let report = node.casework.verify(|_| ()).await.unwrap();
    assert!(report.is_sound(), "{:#?}", report.faults);
    let health = node.casework.vault().check(|_| ()).await.unwrap();
    assert_eq!(health.faults_total, 0, "parts that do not open: {:?}", health.faults);
}

/// What the views hold of every case is what a replay of its events from the first makes of them.
pub async fn assert_views_are_a_replay(node: &Node, owner: &PgPool) {
    let pool = node.casework.views().pool();
    let cases = cases(owner).await;
    for id in &cases {
        let history = history(node, *id).await;
        let (version, state) = case_file::one(pool, *id).await.unwrap().unwrap_or_else(|| panic!("no case {id}"));
        let replayed = serde_json::to_value(history.case(*id, Cut::default())).unwrap();
        assert_eq!(version, history.version);
        assert!(state == replayed, "case {id}: {}", differing(&state, &replayed));
        let stored = audit_trail::page(pool, *id, 0, EVENTS_MAX).await.unwrap();
        let (_, trail) = audit_trail::trail(*id, &history);
        assert_eq!(stored, trail, "the trail of case {id}");
    }
    let kept: i64 = sqlx::query_scalar("select count(*) from case_file").fetch_one(pool).await.unwrap();
    assert_eq!(kept, i64::try_from(cases.len()).unwrap(), "the view holds cases that the log does not");
}

/// The fields that differ, so that a failure can be read.
fn differing(one: &Value, other: &Value) -> String {
    let fields = |value: &Value| -> BTreeMap<String, Value> {
        value.as_object().map(|o| o.iter().map(|(k, v)| (k.clone(), v.clone())).collect()).unwrap_or_default()
    };
    let other = fields(other);
    let differ = fields(one).into_iter().filter(|(name, value)| other.get(name) != Some(value));
    let lines: Vec<String> =
        differ.map(|(name, value)| format!("\n{name}: {value}\n  ≠ {:?}", other.get(&name))).collect();
    lines.concat()
}
