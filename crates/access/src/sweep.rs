//! What is over goes: sessions, tokens, failures that are forgotten, and notes of sign-ins whose time to be kept has passed.

use std::time::Duration;

use tokio::sync::watch;

use crate::bounds::{
    FAILURES_KEPT_HOURS, SESSION_IDLE_MINUTES, SIGN_INS_KEPT_DAYS, SIGN_INS_KEPT_MAX, SWEPT_EVERY_MINUTES,
    TOKENS_KEPT_DAYS,
};
use crate::{Access, Result};

/// What was swept away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// Sessions.
    pub sessions: u64,
    /// API tokens.
    pub tokens: u64,
    /// Counts of failures.
    pub failures: u64,
    /// Notes of sign-ins.
    pub sign_ins: u64,
}

impl Access {
    /// Sweeps away what is over.
    pub async fn sweep(&self) -> Result<Swept> {
        let pool = &self.inner.pool;
        let days = |days: u32| i32::try_from(days).unwrap_or(i32::MAX);
        let idle = f64::from(SESSION_IDLE_MINUTES) * 60.0;
        let kept = f64::from(FAILURES_KEPT_HOURS) * 3600.0;
        let sessions = sqlx::query_file!("sql/sweep_sessions.sql", idle).execute(pool).await?;
        let tokens = sqlx::query_file!("sql/sweep_tokens.sql", days(TOKENS_KEPT_DAYS)).execute(pool).await?;
        let failures = sqlx::query_file!("sql/sweep_throttle.sql", kept).execute(pool).await?;
        let most = i64::from(SIGN_INS_KEPT_MAX);
        let sign_ins =
            sqlx::query_file!("sql/sweep_sign_ins.sql", days(SIGN_INS_KEPT_DAYS), most).execute(pool).await?;
        Ok(Swept {
            sessions: sessions.rows_affected(),
            tokens: tokens.rows_affected(),
            failures: failures.rows_affected(),
            sign_ins: sign_ins.rows_affected(),
        })
    }
}

/// Sweeps every few minutes, until `ended` turns true. Several nodes may do so: what one took is gone for the other.
pub async fn keep_tidy(access: Access, mut ended: watch::Receiver<bool>) {
    loop {
        if let Err(error) = access.sweep().await {
            tracing::warn!(%error, "sessions and tokens that are over cannot be swept away now");
        }
        tokio::select! {
            _ = ended.wait_for(|ended| *ended) => return,
            () = tokio::time::sleep(Duration::from_secs(SWEPT_EVERY_MINUTES * 60)) => {}
        }
    }
}
