//! Comparing two versions of the same tables, row by row, without knowing what is in them.

use sqlx::{AssertSqlSafe, PgConnection, Row};

use crate::Result;

/// One table, as it was in use and as it was built anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The table.
    pub table: String,
    /// Rows in use.
    pub old_rows: i64,
    /// Rows built anew.
    pub new_rows: i64,
    /// Rows that are only in use.
    pub missing: i64,
    /// Rows that were only built anew.
    pub added: i64,
    /// Rows that differ.
    pub changed: i64,
    /// The keys of some rows that are missing, added or differ.
    pub keys: Vec<String>,
}

impl Difference {
    /// Whether both are the same.
    pub fn is_none(&self) -> bool {
        self.missing == 0 && self.added == 0 && self.changed == 0
    }
}

pub(super) struct Table {
    pub(super) name: String,
    /// The columns of its primary key, quoted; none if it has no primary key.
    key: Option<String>,
}

/// The tables of a schema by name.
pub(super) async fn tables(connection: &mut PgConnection, schema: &str) -> Result<Vec<Table>> {
    Ok(sqlx::query_file_as!(Table, "sql/tables.sql", schema).fetch_all(connection).await?)
}

/// Compares every table of `next` with the table of the same name in `old`.
pub(super) async fn compare(connection: &mut PgConnection, old: &str, next: &str) -> Result<Vec<Difference>> {
    let before = tables(connection, old).await?;
    let mut differences = Vec::new();
    for table in tables(connection, next).await? {
        // A table that is new in this build is compared with nothing: its own rows before they were there.
        let is_known = before.iter().any(|other| other.name == table.name);
        let old = if is_known { format!("{old}.{}", quoted(&table.name)) } else { none_of(next, &table.name) };
        let sql = include_str!("../../sql/parity.sql")
            .replace("{key}", &key(&table))
            .replace("{old}", &old)
            .replace("{next}", &format!("{next}.{}", quoted(&table.name)));
        let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut *connection).await?;
        differences.push(Difference {
            table: table.name,
            old_rows: row.try_get(0)?,
            new_rows: row.try_get(1)?,
            missing: row.try_get(2)?,
            added: row.try_get(3)?,
            changed: row.try_get(4)?,
            keys: row.try_get::<Option<Vec<String>>, _>(5)?.unwrap_or_default(),
        });
    }
    Ok(differences)
}

/// A name as an identifier of SQL.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Without a primary key a row is known by its digest, so that it can be missing or added but not changed.
fn key(table: &Table) -> String {
    table.key.as_ref().map_or_else(|| "md5(t::text)".to_owned(), |columns| format!("row({columns})::text"))
}

fn none_of(schema: &str, table: &str) -> String {
    format!("(select * from {schema}.{} where false)", quoted(table))
}
