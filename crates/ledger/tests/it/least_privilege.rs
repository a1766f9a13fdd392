//! The application cannot rewrite history, and neither can the owner by mistake.

use sqlx::PgPool;
use wenze_ledger::{TextKind, provision};

use crate::setting::{app_pool, appended, case, claiming, ledger};

const TABLES: [&str; 8] = [
    "log.gate",
    "log.event",
    "log.batch",
    "log.stream_head",
    "log.command_result",
    "log.claim",
    "vault.part",
    "vault.subject_key",
];

async fn refused(pool: &PgPool, statement: String, codes: &[&str]) {
    let result = sqlx::raw_sql(sqlx::AssertSqlSafe(statement.clone())).execute(pool).await;
    let Err(error) = result else { panic!("{statement} was allowed") };
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code).unwrap_or_default().into_owned();
    assert!(codes.contains(&code.as_str()), "{statement}: {error}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_application_can_only_append_and_read(owner: PgPool) {
    let ledger = ledger(&owner).await;
    appended(&ledger.append(claiming(&case(1), Some(0), &["k"], &[])).await.unwrap());
    let app = app_pool(&owner).await;
    for table in TABLES {
        for statement in [
            format!("insert into {table} select * from {table}"),
            format!("update {table} set log_id = 2"),
            format!("delete from {table}"),
            format!("truncate {table} cascade"),
            format!("alter table {table} add column more text"),
            format!("alter table {table} disable trigger all"),
            format!("alter table {table} owner to wenze_app"),
            format!("drop table {table} cascade"),
            format!(
                "create trigger mine before insert on {table} for each row execute function suppress_redundant_updates_trigger()"
            ),
            format!("create rule mine as on insert to {table} do instead nothing"),
            format!("do 'begin lock table {table} in access exclusive mode; end'"),
            format!("select 1 from {table} for update"),
            format!("grant all on {table} to wenze_app"),
            format!("copy {table} from stdin"),
        ] {
            // A grant of what one does not have is only a warning: the next statements still fail.
            if statement.starts_with("grant") {
                let _ = sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&app).await;
                continue;
            }
            refused(&app, statement, &["42501"]).await;
        }
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("select * from {table}"))).execute(&app).await.unwrap();
    }
    // The superuser of the tests' server has the name of whoever started it.
    let superuser: String = sqlx::query_scalar("select quote_ident(current_user)").fetch_one(&owner).await.unwrap();
    for assumed in [format!("set role {superuser}"), format!("set session authorization {superuser}")] {
        refused(&app, assumed, &["42501"]).await;
    }
    for statement in [
        "set session_replication_role = replica",
        "alter role wenze_app superuser",
        "alter function log.append owner to wenze_app",
        "alter function log.append_alone security invoker",
        "create or replace function log.refuse_change() returns trigger language plpgsql as 'begin return new; end'",
        "create table log.mine (x int)",
        "create table vault.mine (x int)",
        "drop schema log cascade",
        "drop function log.append",
        "select log.open(9::smallint)",
        "select vault.erase(1::smallint, 'case:x', '{}', '{}')",
        "select log.append_claims(1::smallint, '{}', '{}', '{}', '{}')",
        "copy (select 1) to program 'true'",
    ] {
        refused(&app, statement.to_owned(), &["42501"]).await;
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_owner_meets_the_triggers_even_as_a_replica(owner: PgPool) {
    let ledger = ledger(&owner).await;
    appended(&ledger.append(claiming(&case(1), Some(0), &["k"], &[])).await.unwrap());
    for table in ["log.gate", "log.event", "log.batch", "log.command_result"] {
        for change in [format!("update {table} set log_id = 2"), format!("delete from {table}")] {
            refused(&owner, change.clone(), &["WZ002"]).await;
            refused(&owner, format!("set session_replication_role = replica; {change}"), &["WZ002"]).await;
            sqlx::raw_sql("reset session_replication_role").execute(&owner).await.unwrap();
        }
    }
    for table in TABLES {
        refused(&owner, format!("truncate {table}"), &["WZ002"]).await;
    }
    refused(&owner, "delete from log.stream_head".to_owned(), &["WZ002"]).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_text_is_put_through_its_function_and_never_changed(owner: PgPool) {
    let ledger = ledger(&owner).await;
    assert!(ledger.put_text(TextKind::Rulebook, b"id = 1").await.unwrap());
    let app = app_pool(&owner).await;
    for statement in [
        "insert into rulebook.text select sha256('x'), kind, 'x' from rulebook.text",
        "update rulebook.text set kind = 'calendar'",
        "delete from rulebook.text",
        "truncate rulebook.text",
        "alter table rulebook.text disable trigger all",
        "drop table rulebook.text cascade",
        "create table rulebook.mine (x int)",
        "drop function rulebook.put",
    ] {
        refused(&app, statement.to_owned(), &["42501"]).await;
    }
    for change in ["update rulebook.text set body = 'y'", "delete from rulebook.text", "truncate rulebook.text"] {
        refused(&owner, change.to_owned(), &["WZ002"]).await;
        refused(&owner, format!("set session_replication_role = replica; {change}"), &["WZ002"]).await;
        sqlx::raw_sql("reset session_replication_role").execute(&owner).await.unwrap();
    }
    // One text cannot be put under the name of another, nor without end.
    refused(&app, "select rulebook.put(sha256('x'), 'rulebook', 'y')".to_owned(), &["WZ005"]).await;
    refused(&app, "select rulebook.put(sha256(''), 'rulebook', '')".to_owned(), &["23514"]).await;
    refused(&app, "select rulebook.put(sha256('x'), 'case', 'x')".to_owned(), &["23514"]).await;
    let long = "select rulebook.put(sha256(b), 'rulebook', b) from (select decode(repeat('41', 4194305), 'hex') b) t";
    refused(&app, long.to_owned(), &["23514"]).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_application_may_make_its_own_schemas(owner: PgPool) {
    let app = app_pool(&owner).await;
    sqlx::raw_sql("create schema read_x_v1; create table read_x_v1.x (id int); drop schema read_x_v1 cascade; create schema projector")
        .execute(&app)
        .await
        .unwrap();
}

/// Objects of the application's own schemas or its temporary ones never stand in for those of the function.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_search_path_does_not_bend_the_function(owner: PgPool) {
    let app = app_pool(&owner).await;
    sqlx::raw_sql("create schema evil; create function evil.sha256(bytea) returns bytea language sql as 'select ''\\x00''::bytea'; create function evil.record_hash(smallint, bigint, uuid, uuid, integer, bigint, bytea) returns bytea language sql as 'select ''\\x00''::bytea'")
        .execute(&app)
        .await
        .unwrap();
    let options = (*app.connect_options()).clone().options([("search_path", "evil,pg_temp,pg_catalog")]);
    let bent = sqlx::postgres::PgPoolOptions::new().connect_with(options).await.unwrap();
    let ledger = wenze_ledger::Ledger::connect(bent, crate::setting::LOG, "bent", wenze_ledger::Bounds::default())
        .await
        .unwrap();
    appended(&ledger.append(claiming(&case(1), Some(0), &["k"], &[])).await.unwrap());
    crate::setting::assert_sound(&owner).await;
}

#[sqlx::test(migrations = false)]
async fn the_role_is_provisioned_by_many_at_once(owner: PgPool) {
    let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
    let tasks: Vec<_> = (0..6)
        .map(|_| {
            let (owner, password) = (owner.clone(), password.clone());
            tokio::spawn(async move { provision(&mut owner.acquire().await.unwrap(), &password).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    let login: bool =
        sqlx::query_scalar("select rolcanlogin and not rolsuper from pg_roles where rolname = 'wenze_app'")
            .fetch_one(&owner)
            .await
            .unwrap();
    assert!(login);
}
