//! Following the log: a notice makes it quick, a poll makes it sure.

use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::time::{Instant, timeout};

use crate::{FOLLOW_POLL_MS, Ledger, RECONNECT_MS, Result};

/// The channel append notifies: `<log id> <last position>`.
const CHANNEL: &str = "wenze_log";

/// Yields new head positions. A lost connection only makes it slower: it polls until it can listen again.
#[derive(Debug)]
pub struct Follower {
    ledger: Ledger,
    listener: Option<PgListener>,
    listen_again: Instant,
    seen: i64,
}

impl Ledger {
    /// Follows the log from behind a position.
    pub fn follow(&self, after_position: i64) -> Follower {
        Follower { ledger: self.clone(), listener: None, listen_again: Instant::now(), seen: after_position }
    }
}

impl Follower {
    /// Waits until the log's head is beyond the last position yielded, and yields it. Dropping the future loses nothing.
    pub async fn next(&mut self) -> i64 {
        loop {
            // Listening starts before the head is read, so a batch committed in between leaves a notice.
            self.listen().await;
            match self.ledger.head().await {
                Ok(head) if head > self.seen => {
                    self.seen = head;
                    return head;
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "cannot read the head of the log");
                    tokio::time::sleep(Duration::from_millis(*RECONNECT_MS.end())).await;
                }
            }
            self.wait().await;
        }
    }

    async fn listen(&mut self) {
        if self.listener.is_some() || Instant::now() < self.listen_again {
            return;
        }
        self.listen_again = Instant::now() + Duration::from_millis(*RECONNECT_MS.end());
        match self.subscribe().await {
            Ok(listener) => self.listener = Some(listener),
            Err(error) => tracing::warn!(%error, "cannot listen to the log, polling"),
        }
    }

    async fn subscribe(&self) -> Result<PgListener, sqlx::Error> {
        let mut listener = PgListener::connect_with(&self.ledger.pool).await?;
        // A lost connection is noticed here and replaced by `listen`, never waited for inside the listener.
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await?;
        Ok(listener)
    }

    /// Returns at a notice of a later position, at a lost connection, or after the poll interval.
    async fn wait(&mut self) {
        let poll = Duration::from_millis(FOLLOW_POLL_MS);
        let Some(listener) = &mut self.listener else {
            tokio::time::sleep(poll).await;
            return;
        };
        let mine = self.ledger.log_id.0.to_string();
        let seen = self.seen;
        let notice = timeout(poll, async {
            loop {
                let Some(notification) = listener.try_recv().await? else { return Ok(false) };
                let payload = notification.payload().split_once(' ');
                if payload.is_some_and(|(log, last)| log == mine && last.parse().is_ok_and(|last: i64| last > seen)) {
                    return Ok::<_, sqlx::Error>(true);
                }
            }
        });
        if matches!(notice.await, Ok(Ok(false) | Err(_))) {
            self.listener = None;
        }
    }
}
