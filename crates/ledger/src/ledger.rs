//! The handle everybody holds.

use std::sync::Arc;

use sqlx::PgPool;
use tokio::sync::{Semaphore, mpsc, oneshot};

use crate::appender::{Appender, Message, Pending};
use crate::batch::{Node, Prepared};
use crate::check::check;
use crate::{Answer, Bounds, Command, Error, LogId, NODE_BYTES_MAX, RETRY_AFTER_S, Result, content_hash};

/// One log of one database: appends through the process's one appender, reads through the pool. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Ledger {
    pub(crate) pool: PgPool,
    pub(crate) log_id: LogId,
    sender: mpsc::Sender<Message>,
    waiting_bytes: Arc<Semaphore>,
}

impl Ledger {
    /// Opens the log through a pool of the application's role and starts its appender, which makes its own connection
    /// with the pool's options when the first command comes. `node` names this process in batch rows.
    pub async fn connect(pool: PgPool, log_id: LogId, node: &str, bounds: Bounds) -> Result<Self> {
        if !(1..=NODE_BYTES_MAX).contains(&node.len()) {
            return Err(Error::NodeName);
        }
        let gate = sqlx::query_file_scalar!("sql/gate.sql", log_id.0).fetch_optional(&pool).await?;
        if gate.is_none() {
            return Err(Error::NoLog(log_id));
        }
        let node = Node { log_id, name: node.to_owned(), epoch: sqlx::types::chrono::Utc::now().timestamp_micros() };
        let (sender, receiver) = mpsc::channel(bounds.queue_commands);
        tokio::spawn(Appender::new(&pool, node, bounds, receiver).run());
        Ok(Self { pool, log_id, sender, waiting_bytes: Arc::new(Semaphore::new(bounds.queue_bytes)) })
    }

    /// Which log this is.
    pub fn log_id(&self) -> LogId {
        self.log_id
    }

    /// The pool readers use.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Appends one command, all or none, and says what became of it.
    ///
    /// Dropping the future does not cancel the append: once queued, the command is sent, and the same command id tells
    /// later what became of it.
    pub async fn append(&self, command: Command) -> Result<Answer> {
        let size = check(&command)?;
        let content_hashes =
            command.writes.iter().flat_map(|write| &write.events).map(|event| content_hash(&event.content)).collect();
        let answer = self.queue(Prepared { command, content_hashes, size })?;
        answer.await.map_err(|_| Error::Unavailable("the appender stopped".to_owned()))?
    }

    /// Sends what waits, closes the appender's connection and refuses further commands.
    pub async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.sender.send(Message::Close(done)).await.is_ok() {
            // An appender that is gone already has closed its connection.
            let _ = closed.await;
        }
    }

    fn queue(&self, prepared: Prepared) -> Result<oneshot::Receiver<Result<Answer>>> {
        let busy = Error::Busy { retry_after_s: RETRY_AFTER_S };
        let bytes = u32::try_from(prepared.size.bytes).unwrap_or(u32::MAX);
        let Ok(permit) = Arc::clone(&self.waiting_bytes).try_acquire_many_owned(bytes) else {
            return Err(busy);
        };
        let (reply, answer) = oneshot::channel();
        match self.sender.try_send(Message::Append(Pending { prepared, reply, _permit: permit })) {
            Ok(()) => Ok(answer),
            Err(mpsc::error::TrySendError::Full(_)) => Err(busy),
            Err(mpsc::error::TrySendError::Closed(_)) => Err(Error::Closed),
        }
    }
}
