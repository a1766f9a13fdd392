//! What a rebuild comes down to without an engine: read everything, fold, insert the rows with the models' own statements.
//!
//! No lease, no checkpoint, no bound on memory, one task: the least that makes the same rows.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use anyhow::{Context, anyhow, bail};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, PgPool};
use wenze_casework::Casework;
use wenze_ledger::{Ledger, PAGE_EVENTS, Recorded, Stream};
use wenze_projections::judging::Judges;
use wenze_projections::{audit_trail, boards, case_file, procedure_check, register, search, statistics};
use wenze_projector::{Folded, Projection, Projector, RowMap, Rows, STORE_ROWS, read_schema};

/// Drops the tables of a model, so that the engine makes the first ones.
pub(super) async fn drop_tables(model: &str, projector: &Projector, pool: &PgPool) -> anyhow::Result<()> {
    let statuses = projector.status().await?;
    let version = statuses.iter().find(|status| status.name == model).context("no such model")?.version;
    let schema = read_schema(model, version);
    let sql = format!("drop schema if exists {schema} cascade; drop schema if exists {schema}_old cascade");
    pool.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
    Ok(())
}

/// Builds a model into a schema of its own: seconds, events, rows.
pub(super) async fn model(name: &str, casework: &Casework) -> anyhow::Result<(f64, i64, i64)> {
    let (ledger, pool) = (casework.ledger(), casework.ledger().pool());
    match name {
        "case_file" => build(&case_file::CaseFile, ledger, pool).await,
        "audit_trail" => build(&audit_trail::AuditTrail, ledger, pool).await,
        "register" => build(&register::Register, ledger, pool).await,
        "procedure_check" => build(&procedure_check::ProcedureCheck::new(Judges::shipped()), ledger, pool).await,
        "boards" => build(&boards::Boards, ledger, pool).await,
        "statistics" => build(&statistics::Statistics, ledger, pool).await,
        "search" => build(&search::Search::over(casework.vault().clone()), ledger, pool).await,
        other => bail!("{other} is not built here"),
    }
}

async fn build<P: Projection>(projection: &P, ledger: &Ledger, pool: &PgPool) -> anyhow::Result<(f64, i64, i64)> {
    let mut connection = scratch_schema(projection, pool).await?;
    let started = Instant::now();
    let (rows, events) = folded(projection, ledger).await?;
    let count = i64::try_from(rows.len())?;
    let mut rest = rows.into_iter().peekable();
    while rest.peek().is_some() {
        let mut some: Rows<P> = rest.by_ref().take(STORE_ROWS).collect();
        let mut transaction = connection.begin().await?;
        projection.store(&mut transaction, &mut some).await?;
        transaction.commit().await?;
    }
    Ok((started.elapsed().as_secs_f64(), events, count))
}

async fn scratch_schema<P: Projection>(projection: &P, pool: &PgPool) -> anyhow::Result<PgConnection> {
    let schema = format!("{}_raw", read_schema(P::NAME, P::VERSION));
    let options = (*pool.connect_options()).clone().options([("search_path", format!("{schema},public"))]);
    let mut connection = PgConnection::connect_with(&options).await?;
    let ddl = format!("drop schema if exists {schema} cascade; create schema {schema}");
    connection.execute(sqlx::raw_sql(AssertSqlSafe(ddl))).await?;
    connection.execute(sqlx::raw_sql(projection.schema_sql())).await?;
    Ok(connection)
}

async fn folded<P: Projection>(projection: &P, ledger: &Ledger) -> anyhow::Result<(Rows<P>, i64)> {
    let mut rows: RowMap<P> = HashMap::new();
    let mut asked: HashSet<Stream> = HashSet::new();
    let mut events = 0;
    let mut scan = ledger.scan(0);
    while let Some(page) = scan.next_page().await? {
        events += i64::try_from(page.len())?;
        for event in page {
            if asked.contains(&event.stream) {
                continue;
            }
            if fold(projection, &mut rows, &event)? == Folded::Refold {
                asked.insert(event.stream);
            }
        }
    }
    for stream in asked {
        let history = whole(ledger, &stream).await?;
        for event in &history {
            for key in projection.keys(event).map_err(|poison| anyhow!("{}", poison.0))? {
                rows.remove(&key);
            }
        }
        rows.extend(projection.refold(&stream, &history).map_err(|poison| anyhow!("{}", poison.0))?);
    }
    let mut rows: Rows<P> = rows.into_iter().collect();
    rows.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    Ok((rows, events))
}

fn fold<P: Projection>(projection: &P, rows: &mut RowMap<P>, event: &Recorded) -> anyhow::Result<Folded> {
    for key in projection.keys(event).map_err(|poison| anyhow!("{}", poison.0))? {
        let row = rows.entry(key.clone()).or_default();
        if projection.fold(&key, row, event).map_err(|poison| anyhow!("{}", poison.0))? == Folded::Refold {
            return Ok(Folded::Refold);
        }
    }
    Ok(Folded::Done)
}

async fn whole(ledger: &Ledger, stream: &Stream) -> anyhow::Result<Vec<Recorded>> {
    let mut events: Vec<Recorded> = Vec::new();
    loop {
        let after = events.last().map_or(0, |event| event.stream_version);
        let page = ledger.read_stream(stream, after, PAGE_EVENTS).await?;
        let is_last = i64::try_from(page.len())? < PAGE_EVENTS;
        events.extend(page);
        if is_last {
            return Ok(events);
        }
    }
}
