//! Schemas: the engine's own, and one for each version of each model.

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, Executor, PgConnection, PgPool};

use crate::{Error, IDLE_IN_TRANSACTION_MS, LOCK_TIMEOUT_MS, Result, STATEMENT_TIMEOUT_MS};

/// Longest name of a model: the schema's name with version and suffix stays below Postgres' 63 bytes.
pub(crate) const NAME_BYTES_MAX: usize = 40;

/// Stages of a model's tables: in use, being built, replaced by the last rebuild.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Live,
    Next,
    Old,
}

/// The schema of a model's version.
pub fn read_schema(name: &str, version: i32) -> String {
    format!("read_{name}_v{version}")
}

/// The schema at this stage. A checked name needs no quotation marks.
pub(crate) fn schema_at(name: &str, version: i32, place: Place) -> String {
    let live = read_schema(name, version);
    match place {
        Place::Live => live,
        Place::Next => format!("{live}_next"),
        Place::Old => format!("{live}_old"),
    }
}

pub(crate) fn check_name(name: &str, version: i32) -> Result<()> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let is_sound = (1..=NAME_BYTES_MAX).contains(&name.len()) && name.bytes().all(is_plain) && version > 0;
    if is_sound { Ok(()) } else { Err(Error::Name(format!("{name} v{version}"))) }
}

/// Creates the engine's own schema if it is not there. Several nodes may do it at once.
pub async fn create_schema(pool: &PgPool) -> Result<()> {
    let mut transaction = pool.begin().await?;
    let is_ready = sqlx::query_file_scalar!("sql/schema_ready.sql").fetch_one(&mut *transaction).await?;
    if !is_ready {
        // `if not exists` is not atomic between sessions, so the DDL alone is done one node at a time.
        sqlx::query_file!("sql/schema_lock.sql").execute(&mut *transaction).await?;
        (&mut *transaction).execute(sqlx::raw_sql(include_str!("../sql/schema.sql"))).await?;
    }
    Ok(transaction.commit().await?)
}

/// A connection of the engine's own that sees only the tables of one schema.
pub(crate) async fn connect(pool: &PgPool, schema: &str) -> Result<PgConnection> {
    let options: PgConnectOptions = pool.connect_options().as_ref().clone();
    let options = options.application_name(schema).options([
        ("search_path", format!("{schema},public")),
        ("statement_timeout", STATEMENT_TIMEOUT_MS.to_string()),
        ("lock_timeout", LOCK_TIMEOUT_MS.to_string()),
        ("idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION_MS.to_string()),
    ]);
    Ok(PgConnection::connect_with(&options).await?)
}

pub(crate) async fn exists(connection: &mut PgConnection, schema: &str) -> Result<bool> {
    Ok(sqlx::query_file_scalar!("sql/schema_exists.sql", schema).fetch_one(connection).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_needs_quotation_marks_is_refused() {
        assert!(check_name("case_file", 1).is_ok());
        for (name, version) in
            [("", 1), ("Case", 1), ("a b", 1), ("a\"b", 1), ("案", 1), ("a", 0), (&*"a".repeat(41), 1)]
        {
            assert!(matches!(check_name(name, version), Err(Error::Name(_))), "{name} v{version}");
        }
    }

    #[test]
    fn the_longest_name_fits() {
        assert!(schema_at(&"a".repeat(NAME_BYTES_MAX), i32::MAX, Place::Next).len() <= 63);
    }
}
