//! What is kept to be taken back goes when its time is over: storage is bounded however often models are rebuilt.

use sqlx::{Connection, PgConnection};

use crate::Result;
use crate::model::Model;
use crate::projector::Shared;
use crate::rebuild::ddl;
use crate::schema::{Place, connect, exists, read_schema, schema_at};

/// Drops what is over, model by model, each schema in a transaction of its own.
pub(crate) async fn run(shared: &Shared) -> Result<Vec<String>> {
    let mut gone = Vec::new();
    for model in shared.models() {
        let schema = schema_at(model.name(), model.version(), Place::Live);
        let mut connection = connect(shared.pool(), &schema).await?;
        gone.extend(replaced(&mut connection, &**model, shared).await?);
        // Until its own tables are there, an earlier version's are all that readers have.
        if exists(&mut connection, &schema).await? {
            gone.extend(earlier(&mut connection, &**model, shared).await?);
        }
    }
    for schema in &gone {
        tracing::info!(schema, "tables that were kept to be taken back are dropped, their time is over");
    }
    Ok(gone)
}

/// The tables that the last rebuild replaced.
async fn replaced(connection: &mut PgConnection, model: &dyn Model, shared: &Shared) -> Result<Option<String>> {
    let (name, version) = (model.name(), model.version());
    let mut transaction = connection.begin().await?;
    let seconds = shared.bounds.kept.as_secs_f64();
    let over = sqlx::query_file!("sql/replaced_over.sql", name, version, seconds).execute(&mut *transaction).await?;
    if over.rows_affected() == 0 {
        return Ok(None);
    }
    let old = schema_at(name, version, Place::Old);
    ddl(&mut transaction, format!("drop schema if exists {old} cascade")).await?;
    transaction.commit().await?;
    Ok(Some(old))
}

/// The tables of earlier versions. A later version is never touched: it belongs to a program that is newer than this one.
async fn earlier(connection: &mut PgConnection, model: &dyn Model, shared: &Shared) -> Result<Vec<String>> {
    let versions = sqlx::query_file!("sql/versions.sql").fetch_all(&mut *connection).await?;
    let mut gone = Vec::new();
    for row in versions.iter().filter(|row| row.name == model.name() && row.version < model.version()) {
        let mut transaction = connection.begin().await?;
        // The lock on its checkpoint keeps an old program that starts just now from taking the lease meanwhile.
        let seconds = shared.bounds.kept.as_secs_f64();
        let over = sqlx::query_file!("sql/version_over.sql", row.name, row.version, seconds);
        if over.fetch_optional(&mut *transaction).await?.is_none() {
            continue;
        }
        let schema = read_schema(&row.name, row.version);
        let all = ["", "_old", "_next"].map(|suffix| format!("drop schema if exists {schema}{suffix} cascade"));
        ddl(&mut transaction, all.join("; ")).await?;
        transaction.commit().await?;
        gone.push(schema);
    }
    Ok(gone)
}
