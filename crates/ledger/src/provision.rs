//! What is made once per cluster or per log, by the owner.

use std::time::Duration;

use sqlx::{Connection, PgConnection};

use crate::{LogId, Result};

/// The application's role.
pub const APP_ROLE: &str = "wenze_app";

const ATTEMPTS: u32 = 20;
const PAUSE_MS: u64 = 25;

/// Creates the role [`APP_ROLE`] in this cluster, or gives it this password. Needs a role that may create roles.
///
/// Roles belong to the cluster and advisory locks to a database, so two processes may do this at once through two
/// databases: whoever comes second tries again.
pub async fn provision(connection: &mut PgConnection, password: &str) -> Result<()> {
    let mut attempt = 1;
    loop {
        match create_role(connection, password).await {
            Err(sqlx::Error::Database(error))
                // Unique violation, duplicate object, "tuple concurrently updated".
                if attempt < ATTEMPTS && matches!(error.code().as_deref(), Some("23505" | "42710" | "XX000")) =>
            {
                attempt += 1;
                tokio::time::sleep(Duration::from_millis(PAUSE_MS)).await;
            }
            other => return Ok(other?),
        }
    }
}

async fn create_role(connection: &mut PgConnection, password: &str) -> Result<(), sqlx::Error> {
    let mut transaction = connection.begin().await?;
    // The password goes in as a parameter, so that no statement text and hence no server log holds it.
    sqlx::query_file!("sql/provision_password.sql", password).fetch_one(&mut *transaction).await?;
    sqlx::raw_sql(include_str!("../sql/provision_role.sql")).execute(&mut *transaction).await?;
    transaction.commit().await
}

/// Opens another log in this database; log 1 is opened by the migrations. Needs the owner.
pub async fn open_log(connection: &mut PgConnection, log_id: LogId) -> Result<()> {
    sqlx::query_file!("sql/open_log.sql", log_id.0).execute(connection).await?;
    Ok(())
}
