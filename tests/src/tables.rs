//! Tables as they are, row by row, for whoever must compare or search all of them.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, PgPool};

/// Every table of the schemas that a `like` pattern names, with its rows as text in order. Bytes show as `\x…`.
pub async fn contents(owner: &PgPool, schemas: &[&str]) -> BTreeMap<String, Vec<String>> {
    let patterns: Vec<String> = schemas.iter().map(|&schema| schema.to_owned()).collect();
    let tables: Vec<(String, String)> = sqlx::query_as(
        "select table_schema::text, table_name::text from information_schema.tables
         where table_schema like any($1) and table_type = 'BASE TABLE'",
    )
    .bind(&patterns)
    .fetch_all(owner)
    .await
    .unwrap();
    let mut contents = BTreeMap::new();
    for (schema, table) in tables {
        let rows = format!("select t::text from {schema}.{table} t order by 1");
        let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(owner).await.unwrap();
        contents.insert(format!("{schema}.{table}"), rows);
    }
    contents
}

/// The names of the schemas that a `like` pattern names.
pub async fn schemas(owner: &PgPool, pattern: &str) -> Vec<String> {
    sqlx::query_scalar("select nspname::text from pg_namespace where nspname like $1 order by 1")
        .bind(pattern)
        .fetch_all(owner)
        .await
        .unwrap()
}

/// Runs a script as the owner.
pub async fn run(owner: &PgPool, script: impl Into<String>) {
    let script: String = script.into();
    let told = script.clone();
    if let Err(error) = sqlx::raw_sql(AssertSqlSafe(script)).execute(owner).await {
        panic!("{error}\n{told}");
    }
}
