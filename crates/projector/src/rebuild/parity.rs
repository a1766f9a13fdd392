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
    /// Columns that only one of the two has, and that therefore were not compared.
    pub uncompared: Vec<String>,
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
    key: Option<Vec<String>>,
    /// All columns, quoted, in their order.
    columns: Vec<String>,
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
        let other = before.iter().find(|other| other.name == table.name);
        let compared = Compared::of(&table, other);
        let sql = compared.sql(old, next);
        let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut *connection).await?;
        let uncompared = compared.uncompared;
        differences.push(Difference {
            table: table.name,
            old_rows: row.try_get(0)?,
            new_rows: row.try_get(1)?,
            missing: row.try_get(2)?,
            added: row.try_get(3)?,
            changed: row.try_get(4)?,
            keys: row.try_get::<Option<Vec<String>>, _>(5)?.unwrap_or_default(),
            uncompared,
        });
    }
    Ok(differences)
}

/// A name as an identifier of SQL.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// What of a table can be compared: the columns that both have.
struct Compared {
    table: String,
    /// What names a row on both sides.
    key: String,
    columns: String,
    is_known: bool,
    uncompared: Vec<String>,
}

impl Compared {
    fn of(table: &Table, other: Option<&Table>) -> Self {
        let has = |table: &Table, column: &String| table.columns.contains(column);
        let common = |column: &&String| other.is_none_or(|other| has(other, column));
        let columns: Vec<&str> = table.columns.iter().filter(common).map(String::as_str).collect();
        let only_next = table.columns.iter().filter(|column| !common(column)).cloned();
        let only_old = other.iter().flat_map(|other| &other.columns).filter(|column| !has(table, column)).cloned();
        // Without a primary key on both sides a row is known by its digest, so that it can be missing or added but not changed.
        let key = table.key.as_ref().filter(|key| key.iter().all(|column| common(&column)));
        let named = |key: &Vec<String>| {
            let columns: Vec<String> = key.iter().map(|column| format!("t.{column}")).collect();
            format!("row({})::text", columns.join(", "))
        };
        Self {
            table: quoted(&table.name),
            key: key.map_or_else(|| "md5(t::text)".to_owned(), named),
            columns: columns.join(", "),
            is_known: other.is_some(),
            uncompared: only_next.chain(only_old).collect(),
        }
    }

    /// A table that is new in this build is compared with nothing: its own rows before they were there.
    fn sql(&self, old: &str, next: &str) -> String {
        let Self { table, key, columns, is_known, .. } = self;
        let next = format!("(select {columns} from {next}.{table})");
        let old = if *is_known { format!("(select {columns} from {old}.{table})") } else { none_of(&next) };
        include_str!("../../sql/parity.sql").replace("{key}", key).replace("{old}", &old).replace("{next}", &next)
    }
}

fn none_of(rows: &str) -> String {
    format!("(select * from {rows} as every where false)")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(key: &[&str], columns: &[&str]) -> Table {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        Table { name: "t".to_owned(), key: Some(owned(key)), columns: owned(columns) }
    }

    #[test]
    fn another_version_is_compared_in_what_both_have() {
        let (one, two) = (table(&["id"], &["id", "a", "b"]), table(&["id"], &["id", "b", "c"]));
        let compared = Compared::of(&two, Some(&one));
        assert_eq!((compared.columns.as_str(), compared.key.as_str()), ("id, b", "row(t.id)::text"));
        assert_eq!(compared.uncompared, ["c", "a"]);
        let other_key = Compared::of(&table(&["c"], &["id", "b", "c"]), Some(&one));
        assert_eq!(other_key.key, "md5(t::text)");
        let new = Compared::of(&two, None);
        assert!(!new.is_known && new.uncompared.is_empty() && new.columns == "id, b, c");
    }
}
