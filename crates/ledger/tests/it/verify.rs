//! Whatever a superuser changes by hand is found.

use sqlx::PgPool;
use wenze_ledger::{FaultKind, Report};

use crate::setting::{appended, assert_sound, case, claiming, command, ledger, verified};

async fn filled(owner: &PgPool) {
    let ledger = ledger(owner).await;
    for number in 0..6_i32 {
        let key = format!("case_no:x:2024:{number}");
        appended(&ledger.append(claiming(&case(1), Some(number * 2), &[&key], &[])).await.unwrap());
        appended(&ledger.append(command(&case(1), Some(number * 2 + 1), 1)).await.unwrap());
        appended(&ledger.append(command(&case(2), None, 2)).await.unwrap());
    }
    ledger.close().await;
}

/// Makes the change with the triggers off, verifies, and takes it back.
async fn after(owner: &PgPool, table: &str, change: &str) -> Report {
    let script = format!(
        "alter table {table} disable trigger all;
         create table kept as select * from {table};
         {change};
         alter table {table} enable always trigger append_only"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(script)).execute(owner).await.unwrap();
    let report = verified(owner).await;
    let script = format!(
        "alter table {table} disable trigger all; delete from {table}; insert into {table} select * from kept; drop table kept"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(script)).execute(owner).await.unwrap();
    report
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_change_of_any_column_of_any_event_is_found(owner: PgPool) {
    filled(&owner).await;
    assert_sound(&owner).await;
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select column_name::text, data_type::text from information_schema.columns where table_schema = 'log' and table_name = 'event'",
    )
    .fetch_all(&owner)
    .await
    .unwrap();
    assert_eq!(columns.len(), 17);
    for (column, kind) in columns {
        let value = match kind.as_str() {
            "smallint" | "integer" | "bigint" => format!("{column} + 1000"),
            "uuid" => "gen_random_uuid()".to_owned(),
            "timestamp with time zone" => format!("{column} + interval '1 microsecond'"),
            "text" => format!("case {column} when 'paper' then 'system' else {column} || 'x' end"),
            "bytea" => format!("set_byte({column}, 3, get_byte({column}, 3) # 1)"),
            other => panic!("no change for {other}"),
        };
        for position in [1, 9, 24] {
            let change = format!("update log.event set {column} = {value} where position = {position}");
            let report = after(&owner, "log.event", &change).await;
            assert!(!report.is_sound(), "{change} was not found");
        }
    }
    // Nothing of the timestamps may be emptied or filled unseen either.
    let report = after(&owner, "log.event", "update log.event set known_at = null where position = 2").await;
    assert_eq!(report.faults[0].kind, FaultKind::Column);
    assert_sound(&owner).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn lost_doubled_and_swapped_events_are_found(owner: PgPool) {
    filled(&owner).await;
    for (change, kind) in [
        ("delete from log.event where position = 5", FaultKind::Gap),
        ("delete from log.event where position = 24", FaultKind::Batch),
        (
            "update log.event a set content = b.content from log.event b where (a.position, b.position) in ((1, 2), (2, 1))",
            FaultKind::ContentHash,
        ),
        ("update log.event set content_hash = sha256('x') where position = 3", FaultKind::ContentHash),
        (
            "update log.event a set event_id = b.event_id from log.event b where (a.position, b.position) = (7, 3)",
            FaultKind::EventId,
        ),
        ("update log.event set stream_version = 1 where position = 2", FaultKind::StreamVersion),
    ] {
        let report = after(&owner, "log.event", change).await;
        assert!(report.faults.iter().any(|fault| fault.kind == kind), "{change}: {:?}", report.faults);
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn tables_that_no_longer_follow_from_the_events_are_found(owner: PgPool) {
    filled(&owner).await;
    for (table, change, kind) in [
        ("log.batch", "update log.batch set last = last + 1 where first = 1", FaultKind::Batch),
        (
            "log.batch",
            "update log.batch set recorded_at = recorded_at - interval '1 s' where first = 2",
            FaultKind::Batch,
        ),
        ("log.batch", "delete from log.batch where first = 2", FaultKind::Batch),
        (
            "log.command_result",
            "update log.command_result set last = last + 1 where first = 1",
            FaultKind::CommandResult,
        ),
        ("log.command_result", "delete from log.command_result where first = 1", FaultKind::CommandResult),
        ("log.stream_head", "update log.stream_head set version = version + 1", FaultKind::StreamHead),
        ("log.stream_head", "update log.stream_head set last_position = 1", FaultKind::StreamHead),
    ] {
        let report = after(&owner, table, change).await;
        assert!(report.faults.iter().any(|fault| fault.kind == kind), "{change}: {:?}", report.faults);
    }
    for change in [
        "update log.claim set stream_id = gen_random_uuid() where key like '%:1'",
        "delete from log.claim where key like '%:2'",
        "insert into log.claim (log_id, key, stream_id) values (1, 'more', gen_random_uuid())",
    ] {
        sqlx::raw_sql(change).execute(&owner).await.unwrap();
        let report = verified(&owner).await;
        assert!(report.faults.iter().any(|fault| fault.kind == FaultKind::Claim), "{change}");
    }
}
