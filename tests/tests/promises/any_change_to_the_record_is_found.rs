//! Even a superuser who switches the triggers off cannot change what was recorded without being found out.

use serde_json::json;
use sqlx::{AssertSqlSafe, PgPool};
use uuid::Uuid;
use wenze_casework::{Command, IMPORT_ROUTE, Place};
use wenze_domain::acts::Kind;
use wenze_ledger::{FaultKind, Report};
use wenze_tests::acts::{command, confirmed, correction, noted, report, request, with};
use wenze_tests::node::Node;
use wenze_tests::questions::assert_sound;
use wenze_tests::tables::run;

/// A small record with everything a column can hold: claims, dates known and not, an import, corrections, private parts.
async fn recorded(owner: &PgPool) -> Node {
    let node = Node::beside(owner).await;
    let opened = node.open(report(Uuid::from_u128(7), "2024-03-05")).await;
    node.accept(opened.id, confirmed(request(Kind::CaseFiled, "2024-04"))).await;
    node.accept(opened.id, with(noted("无日期", "2024"), "/occurred/date", json!(null))).await;
    node.accept(opened.id, correction(opened.events[0].event_id, "/occurred/date", &json!("2024-03-04"), "2024-05-01"))
        .await;
    let mut import = report(Uuid::from_u128(9), "2024-03-05");
    import["entered_from"] = json!("import");
    import["known_at"] = json!("2024-03-06T01:02:03Z");
    let import = Command { route: IMPORT_ROUTE, ..command(Place::NewCase(None), import) };
    let imported = node.accept_command(&import).await;
    let two = Command {
        acts: vec![noted("甲", "2024-06-01"), noted("乙", "2024-06-02")],
        ..command(Place::Case(imported.id), json!(null))
    };
    node.accept_command(&two).await;
    node
}

/// Makes a change with the triggers off, verifies, and takes it back.
async fn after(node: &Node, owner: &PgPool, table: &str, change: &str) -> Report {
    let off = format!("alter table {table} disable trigger all");
    run(owner, format!("{off}; create table kept as select * from {table}; {change}")).await;
    let changed: i64 = sqlx::query_scalar(AssertSqlSafe(format!(
        "select count(*) from ((table {table} except table kept) union all (table kept except table {table})) differ"
    )))
    .fetch_one(owner)
    .await
    .unwrap();
    assert!(changed > 0, "{change} changed nothing");
    let report = node.casework.verify(|_| ()).await.unwrap();
    run(owner, format!("delete from {table}; insert into {table} select * from kept; drop table kept")).await;
    report
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn in_any_column_of_any_event(owner: PgPool) {
    let node = recorded(&owner).await;
    assert_sound(&node).await;
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select column_name::text, data_type::text from information_schema.columns
         where table_schema = 'log' and table_name = 'event'",
    )
    .fetch_all(&owner)
    .await
    .unwrap();
    assert!(columns.len() >= 17, "{columns:?}");
    let head = node.casework.ledger().head().await.unwrap();
    for (column, data_type) in columns {
        let changed = match data_type.as_str() {
            "smallint" | "integer" | "bigint" => format!("{column} + 1000"),
            "uuid" => "gen_random_uuid()".to_owned(),
            "timestamp with time zone" => format!("coalesce({column}, recorded_at) + interval '1 microsecond'"),
            "text" => format!("case {column} when 'paper' then 'system' else {column} || 'x' end"),
            "bytea" => format!("set_byte({column}, 3, get_byte({column}, 3) # 1)"),
            other => panic!("{column}: no change for {other}"),
        };
        for position in 1..=head {
            let change = format!("update log.event set {column} = {changed} where position = {position}");
            assert!(!after(&node, &owner, "log.event", &change).await.is_sound(), "not found: {change}");
        }
    }
    assert_sound(&node).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn in_any_byte_of_what_was_written(owner: PgPool) {
    let node = recorded(&owner).await;
    let bytes: i32 =
        sqlx::query_scalar("select length(content) from log.event where position = 1").fetch_one(&owner).await.unwrap();
    for at in (0..bytes).step_by(41) {
        let change = format!(
            "update log.event set content = set_byte(content, {at}, get_byte(content, {at}) # 1) where position = 1"
        );
        let report = after(&node, &owner, "log.event", &change).await;
        assert!(report.faults.iter().any(|fault| fault.kind == FaultKind::ContentHash), "byte {at}: {report:?}");
    }
    // One who knows how a content is hashed must forge the record's hash as well.
    let forged = "update log.event set content = c, content_hash = sha256(c)
                  from (select overlay(content placing convert_to('2023', 'UTF8') from position(convert_to('2024', 'UTF8') in content)) c
                        from log.event where position = 1) forged where position = 1";
    let report = after(&node, &owner, "log.event", forged).await;
    assert!(report.faults.iter().any(|fault| fault.kind == FaultKind::RecordHash), "{report:?}");
    assert_sound(&node).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn in_which_events_there_are_and_in_which_order(owner: PgPool) {
    let node = recorded(&owner).await;
    let head = node.casework.ledger().head().await.unwrap();
    for position in 1..=head {
        let change = format!("delete from log.event where position = {position}");
        assert!(!after(&node, &owner, "log.event", &change).await.is_sound(), "not found: {change}");
    }
    let swap = |columns: &str, theirs: &str| {
        format!(
            "update log.event one set ({columns}) = (select {theirs} from kept other where other.position = 3 - one.position)
             where position in (1, 2)"
        )
    };
    for columns in
        ["content", "content, content_hash", "event_id, content, content_hash", "stream_version", "command_id"]
    {
        assert!(!after(&node, &owner, "log.event", &swap(columns, columns)).await.is_sound(), "swapped: {columns}");
    }
    let places = "update log.event set position = -position where position in (1, 2);
                  update log.event set position = 3 + position where position in (-1, -2)";
    assert!(!after(&node, &owner, "log.event", places).await.is_sound(), "two events changed places");
    for (table, change) in [
        ("log.batch", "delete from log.batch where first = 1"),
        ("log.command_result", "update log.command_result set last = last + 1 where first = 1"),
        ("log.stream_head", "update log.stream_head set version = version - 1"),
        ("log.claim", "update log.claim set stream_id = gen_random_uuid()"),
        ("vault.part", "delete from vault.part where part_no = 1"),
    ] {
        assert!(!after(&node, &owner, table, change).await.is_sound(), "not found: {change}");
    }
    assert_sound(&node).await;
}

/// The log holds commitments only; whether the texts are those that were sealed, the vault tells.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn in_a_private_text(owner: PgPool) {
    let node = recorded(&owner).await;
    let faults = async || node.casework.vault().check(|_| ()).await.unwrap().faults_total;
    let off = "alter table vault.part disable trigger all; create table kept as table vault.part";
    run(&owner, off).await;
    let back = "delete from vault.part; insert into vault.part table kept";
    let parts: i64 = sqlx::query_scalar("select count(*) from vault.part").fetch_one(&owner).await.unwrap();
    for number in 1..=parts {
        let nth = format!("(select event_id, part_no from kept order by 1, 2 offset {} limit 1)", number - 1);
        run(
            &owner,
            format!(
                "update vault.part set ciphertext = set_byte(ciphertext, length(ciphertext) - 20, get_byte(ciphertext, length(ciphertext) - 20) # 1)
                 where (event_id, part_no) in {nth}"
            ),
        )
        .await;
        assert_eq!(faults().await, 1, "part {number} was changed");
        run(&owner, back).await;
    }
    // Sealed under the same key, yet each text belongs to its place.
    let swapped = "update vault.part one set (ciphertext, key_id, subject) =
                       (select ciphertext, key_id, subject from kept other
                        where other.event_id = one.event_id and other.part_no = 3 - one.part_no)
                   where part_no in (1, 2) and event_id = (select event_id from kept where part_no = 2 limit 1)";
    run(&owner, swapped).await;
    assert_eq!(faults().await, 2, "two texts changed places");
    run(&owner, back).await;
    assert_sound(&node).await;
}
