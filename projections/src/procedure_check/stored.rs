//! Reading and writing of the tables.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;
use wenze_projector::Result;
use wenze_rulebook::judge::ENGINE;

use super::columns::{Changes, Gone, Obligations, code};
use super::outcome::{Board, Known, LogEvent, Outcome, Point, Standing, Written};
use crate::judging::{Bench, Release};
use crate::worklist::Task;

/// Tasks written with one statement: a case has some tens, and a build stores thousands of cases at once.
const TASKS_AT_ONCE: usize = 5_000;

/// What the name and digest of a written row take besides the letters of the name.
const WRITTEN_BYTES: usize = size_of::<((String, DateTime<Utc>), Uuid)>();

/// A case as it was judged last.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) point: Point,
    /// What names all that judged it up to its last act.
    pub(super) bench: Uuid,
    /// The acts that were judged.
    pub(super) events: Vec<LogEvent>,
    /// The rows of its obligations.
    pub(super) written: Written,
    /// What it holds in memory, about.
    pub(super) bytes: usize,
}

/// The stored cases among these, with their acts.
pub(super) async fn load(connection: &mut PgConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, Stored>> {
    let mut found = HashMap::new();
    for row in sqlx::query_file!("src/procedure_check/load_case.sql", ids).fetch_all(&mut *connection).await? {
        let point = Point { version: row.version, at: row.judged_at, board: Board::new() };
        let (events, written) = (Vec::new(), Written::new());
        found.insert(row.case_id, Stored { point, bench: row.bench, events, written, bytes: size_of::<Stored>() });
    }
    for row in sqlx::query_file!("src/procedure_check/load_board.sql", ids).fetch_all(&mut *connection).await? {
        let (Some(stored), Some(verdict)) = (found.get_mut(&row.case_id), code(row.verdict)) else { continue };
        stored.bytes += 2 * row.obligation.len() + size_of::<Known>() + WRITTEN_BYTES;
        stored.written.insert((row.obligation.clone(), row.since), row.digest);
        if row.is_ahead {
            continue;
        }
        let phase = row.phase.and_then(code);
        let standing = Standing { verdict, phase, due_on: row.due_on, due_at: row.due_at };
        stored.point.board.insert(row.obligation, Known { standing, since: row.since });
    }
    for row in sqlx::query_file!("src/procedure_check/load_event.sql", ids).fetch_all(connection).await? {
        let Some(stored) = found.get_mut(&row.case_id) else { continue };
        stored.bytes += row.content.len() + size_of::<LogEvent>();
        let content = row.content.into();
        stored.events.push(LogEvent { version: row.version, recorded_at: row.recorded_at, content });
    }
    Ok(found)
}

/// Puts what judging came to in place of what stood there.
pub(super) async fn store(
    connection: &mut PgConnection,
    bench: &Bench,
    outcomes: &mut [(Uuid, Box<Outcome>)],
) -> Result<()> {
    store_cases(connection, bench, outcomes).await?;
    store_changes(connection, outcomes).await?;
    store_obligations(connection, bench, outcomes).await?;
    store_tasks(connection, outcomes).await
}

/// The case rows come first: they are what keeps a sweep and the projection from writing one case at once.
async fn store_cases(connection: &mut PgConnection, bench: &Bench, outcomes: &[(Uuid, Box<Outcome>)]) -> Result<()> {
    let ids: Vec<Uuid> = outcomes.iter().map(|(id, _)| *id).collect();
    let versions: Vec<i32> = outcomes.iter().map(|(_, outcome)| outcome.version).collect();
    let judged_at: Vec<DateTime<Utc>> = outcomes.iter().map(|(_, outcome)| outcome.at).collect();
    let benches: Vec<Uuid> = outcomes.iter().map(|(_, outcome)| bench.identity(outcome.at)).collect();
    let ahead: Vec<Uuid> = vec![bench.identity(DateTime::<Utc>::MAX_UTC); outcomes.len()];
    let ahead_until: Vec<Option<DateTime<Utc>>> = outcomes.iter().map(|(_, outcome)| outcome.ahead_until).collect();
    let stamps: Vec<String> = outcomes.iter().map(|(_, outcome)| stamp(bench, outcome)).collect();
    let matters: Vec<String> = outcomes.iter().map(|(_, outcome)| json!(outcome.work.matter).to_string()).collect();
    sqlx::query_file!(
        "src/procedure_check/store_case.sql",
        &ids,
        &versions,
        &judged_at,
        &benches,
        &ahead,
        &ahead_until as &[Option<DateTime<Utc>>],
        &stamps,
        &matters
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// By what a second office can judge the stored obligations again.
fn stamp(bench: &Bench, outcome: &Outcome) -> String {
    let mut instants: Vec<DateTime<Utc>> = outcome.obligations.iter().map(|one| one.as_of).collect();
    instants.push(outcome.at);
    let mut releases: Vec<&Release> = instants.iter().flat_map(|at| bench.term(*at).releases()).collect();
    releases.sort_by(|a, b| a.release.cmp(&b.release));
    releases.dedup();
    let days = bench.term(outcome.at).days_known(outcome.at);
    let calendar = json!({ "revision": days.revision(), "notices_sha256": days.digest() });
    json!({ "engine": ENGINE, "releases": releases, "calendar": calendar }).to_string()
}

async fn store_changes(connection: &mut PgConnection, outcomes: &[(Uuid, Box<Outcome>)]) -> Result<()> {
    let ids: Vec<Uuid> = outcomes.iter().map(|(id, _)| *id).collect();
    let from = outcomes.iter().map(|(_, outcome)| outcome.from.unwrap_or((-1, DateTime::UNIX_EPOCH)));
    let (versions, instants): (Vec<i32>, Vec<DateTime<Utc>>) = from.unzip();
    sqlx::query_file!("src/procedure_check/trim_change.sql", &ids, &versions, &instants)
        .execute(&mut *connection)
        .await?;
    let mut columns = Changes::default();
    for (id, outcome) in outcomes {
        outcome.changes.iter().for_each(|change| columns.push(*id, change));
    }
    if columns.cases.is_empty() {
        return Ok(());
    }
    sqlx::query_file!(
        "src/procedure_check/store_change.sql",
        &columns.cases,
        &columns.versions,
        &columns.known_at,
        &columns.keys,
        &columns.from_verdicts as &[Option<String>],
        &columns.from_phases as &[Option<String>],
        &columns.from_due_on as &[Option<chrono::NaiveDate>],
        &columns.to_verdicts as &[Option<String>],
        &columns.to_phases as &[Option<String>],
        &columns.to_due_on as &[Option<chrono::NaiveDate>],
        &columns.to_due_at as &[Option<DateTime<Utc>>],
        &columns.causes,
        &columns.cause_events as &[Option<Uuid>],
        &columns.cause_positions as &[Option<i64>]
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn store_obligations(
    connection: &mut PgConnection,
    bench: &Bench,
    outcomes: &mut [(Uuid, Box<Outcome>)],
) -> Result<()> {
    let (mut columns, mut gone) = (Obligations::default(), Gone::default());
    for (id, outcome) in outcomes {
        columns.push_changed(*id, outcome, bench, &mut gone);
    }
    if !gone.cases.is_empty() {
        sqlx::query_file!("src/procedure_check/trim_obligation.sql", &gone.cases, &gone.keys, &gone.since)
            .execute(&mut *connection)
            .await?;
    }
    if columns.cases.is_empty() {
        return Ok(());
    }
    sqlx::query_file!(
        "src/procedure_check/store_obligation.sql",
        &columns.cases,
        &columns.keys,
        &columns.since,
        &columns.until as &[Option<DateTime<Utc>>],
        &columns.releases,
        &columns.calendars,
        &columns.rules,
        &columns.severities,
        &columns.instances,
        &columns.triggers as &[Option<Uuid>],
        &columns.organs as &[Option<Uuid>],
        &columns.verdicts,
        &columns.phases as &[Option<String>],
        &columns.due_on as &[Option<chrono::NaiveDate>],
        &columns.due_at as &[Option<DateTime<Utc>>],
        &columns.late_days as &[Option<i64>],
        &columns.provisional,
        &columns.remembered,
        &columns.cites,
        &columns.flags,
        &columns.steps,
        &columns.waits_for,
        &columns.digests
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The tasks of a case go and come together, so that what is no longer so leaves nothing behind.
async fn store_tasks(connection: &mut PgConnection, outcomes: &[(Uuid, Box<Outcome>)]) -> Result<()> {
    let ids: Vec<Uuid> = outcomes.iter().map(|(id, _)| *id).collect();
    sqlx::query_file!("src/procedure_check/clear_task.sql", &ids).execute(&mut *connection).await?;
    let tasks: Vec<&Task> = outcomes.iter().flat_map(|(_, outcome)| &outcome.work.tasks).collect();
    for some in tasks.chunks(TASKS_AT_ONCE) {
        let rows = serde_json::to_string(some).unwrap_or_default();
        sqlx::query_file!("src/procedure_check/store_task.sql", rows).execute(&mut *connection).await?;
    }
    Ok(())
}
