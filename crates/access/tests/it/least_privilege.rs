//! The application does to accounts what the program does, and nothing else.

use sqlx::PgPool;

use crate::setting::{access, added, app_pool, signed_in};

async fn refused(pool: &PgPool, statement: &'static str) {
    let result = sqlx::raw_sql(statement).execute(pool).await;
    let Err(error) = result else { panic!("{statement} was allowed") };
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code).unwrap_or_default().into_owned();
    assert_eq!(code, "42501", "{statement}: {error}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn no_account_becomes_somebody_elses_and_no_note_is_changed(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "wang").await;
    signed_in(&access, "wang").await;
    let app = app_pool(&owner).await;
    for statement in [
        "update access.account set person_id = account_id",
        "update access.account set login = 'other'",
        "update access.account set created_at = clock_timestamp()",
        "delete from access.account",
        "update access.session set account_id = account_id",
        "update access.session set ends_at = 'infinity'",
        "update access.session set token_sha256 = token_sha256",
        "update access.api_token set scope = 'record'",
        "update access.api_token set ends_at = 'infinity'",
        "update access.api_token set account_id = account_id",
        "update access.sign_in set succeeded = true",
        "truncate access.sign_in",
        "truncate access.session",
        "create table access.mine (x int)",
        "drop table access.session",
        "alter table access.account disable trigger all",
    ] {
        refused(&app, statement).await;
    }
}
