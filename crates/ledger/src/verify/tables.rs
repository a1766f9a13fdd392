//! What the database can compare itself, as sets: each query returns the first places where a promise is broken.

use super::{Connection, FaultKind, Report};
use crate::{FAULTS_MAX, LogId, Result};

pub(super) async fn check(connection: &mut Connection, log_id: LogId, report: &mut Report) -> Result<()> {
    let limit = i64::try_from(FAULTS_MAX).unwrap_or(i64::MAX);
    let twice = sqlx::query_file!("sql/verify_event_ids.sql", log_id.0, limit).fetch_all(&mut *connection).await?;
    for row in twice {
        report.fault(FaultKind::EventId, Some(row.position), format_args!("event id {} stands twice", row.event_id));
    }
    for position in
        sqlx::query_file_scalar!("sql/verify_streams.sql", log_id.0, limit).fetch_all(&mut *connection).await?
    {
        report.fault(
            FaultKind::StreamVersion,
            Some(position),
            "the version does not follow, or the stream's kind changed",
        );
    }
    for stream in sqlx::query_file_scalar!("sql/verify_heads.sql", log_id.0, limit).fetch_all(&mut *connection).await? {
        report.fault(FaultKind::StreamHead, None, format_args!("the head of stream {stream} is not its last event"));
    }
    for command in
        sqlx::query_file_scalar!("sql/verify_results.sql", log_id.0, limit).fetch_all(&mut *connection).await?
    {
        report.fault(FaultKind::CommandResult, None, format_args!("the answer to command {command} is not its events"));
    }
    for event in sqlx::query_file_scalar!("sql/verify_orphans.sql", log_id.0, limit).fetch_all(&mut *connection).await?
    {
        report.fault(FaultKind::Part, None, format_args!("a part of event {event} has no event or no key"));
    }
    Ok(())
}
