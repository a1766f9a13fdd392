//! Group commit: one task, one connection, one statement in flight; what piles up meanwhile is the next batch.

use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection, PgPool};
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot};
use tokio::time::Instant;

use crate::batch::{Node, Prepared, send};
use crate::{Answer, Bounds, Error, RECONNECT_MS, Result};

/// After the queue is found empty, callers just answered get this many chances to ask again before the batch closes;
/// otherwise they split into two cohorts and every batch holds half of them.
const YIELDS: usize = 3;

#[derive(Debug)]
pub(crate) enum Message {
    Append(Pending),
    Close(oneshot::Sender<()>),
}

#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) prepared: Prepared,
    pub(crate) reply: oneshot::Sender<Result<Answer>>,
    /// Gives the queue its bytes back when the command is answered.
    pub(crate) _permit: OwnedSemaphorePermit,
}

pub(crate) struct Appender {
    options: PgConnectOptions,
    node: Node,
    bounds: Bounds,
    receiver: mpsc::Receiver<Message>,
    connection: Option<PgConnection>,
    /// A command that did not fit the batch before.
    carried: Option<Pending>,
    closing: Option<oneshot::Sender<()>>,
}

enum Failure {
    /// The statement failed, and a smaller batch may not.
    Refused(String),
    /// Nobody knows what became of the batch.
    Unavailable(String),
}

impl Appender {
    pub(crate) fn new(pool: &PgPool, node: Node, bounds: Bounds, receiver: mpsc::Receiver<Message>) -> Self {
        let options =
            (*pool.connect_options()).clone().application_name(&format!("wenze appender {}", node.name)).options([
                ("plan_cache_mode", "force_generic_plan".to_owned()),
                // A snapshot taken before the gate would not see the batch that was waited for.
                ("default_transaction_isolation", "read committed".to_owned()),
                // Plans are made once, when the tables may be empty; these keep them right for a large log.
                ("enable_seqscan", "off".to_owned()),
                ("enable_bitmapscan", "off".to_owned()),
                ("jit", "off".to_owned()),
                ("statement_timeout", format!("{}ms", bounds.statement_timeout_ms)),
                ("lock_timeout", format!("{}ms", bounds.lock_timeout_ms)),
            ]);
        Self { options, node, bounds, receiver, connection: None, carried: None, closing: None }
    }

    pub(crate) async fn run(mut self) {
        while let Some(batch) = self.gather().await {
            self.settle(batch).await;
        }
        if let Some(connection) = self.connection.take() {
            // The server notices a connection that could not say goodbye.
            let _ = connection.close().await;
        }
        if let Some(done) = self.closing.take() {
            let _ = done.send(());
        }
    }

    /// Waits for a command, then takes whatever else is there, within the bounds of a batch.
    async fn gather(&mut self) -> Option<Vec<Pending>> {
        let first = match self.carried.take() {
            Some(pending) => pending,
            None if self.closing.is_some() => return None,
            None => match self.receiver.recv().await? {
                Message::Append(pending) => pending,
                Message::Close(done) => {
                    self.closing = Some(done);
                    return None;
                }
            },
        };
        let (mut events, mut bytes) = (first.prepared.size.events, first.prepared.size.bytes);
        let mut batch = vec![first];
        let mut yields = 0;
        while batch.len() < self.bounds.batch_commands && self.closing.is_none() {
            match self.receiver.try_recv() {
                Ok(Message::Append(pending)) => {
                    events += pending.prepared.size.events;
                    bytes += pending.prepared.size.bytes;
                    if events > self.bounds.batch_events || bytes > self.bounds.batch_bytes {
                        self.carried = Some(pending);
                        break;
                    }
                    batch.push(pending);
                    yields = 0;
                }
                Ok(Message::Close(done)) => self.closing = Some(done),
                Err(_) if yields < YIELDS => {
                    yields += 1;
                    tokio::task::yield_now().await;
                }
                Err(_) => break,
            }
        }
        Some(batch)
    }

    /// Answers every command of the batch. A statement error halves it until the bad command is alone, in order.
    async fn settle(&mut self, batch: Vec<Pending>) {
        let mut rest = vec![batch];
        while let Some(mut batch) = rest.pop() {
            match self.call(&batch).await {
                Ok(answers) => {
                    for (pending, answer) in batch.into_iter().zip(answers) {
                        // The caller may have gone; the command stands all the same.
                        let _ = pending.reply.send(Ok(answer));
                    }
                }
                Err(Failure::Refused(_)) if batch.len() > 1 => {
                    let right = batch.split_off(batch.len() / 2);
                    rest.push(right);
                    rest.push(batch);
                }
                Err(failure) => {
                    for pending in batch {
                        let _ = pending.reply.send(Err(failure.error()));
                    }
                }
            }
        }
    }

    /// Sends the same batch until the database says what became of it: the function is idempotent under the gate.
    async fn call(&mut self, batch: &[Pending]) -> Result<Vec<Answer>, Failure> {
        let prepared: Vec<&Prepared> = batch.iter().map(|pending| &pending.prepared).collect();
        let deadline = Instant::now() + Duration::from_millis(self.bounds.resend_ms);
        let mut pause_ms = *RECONNECT_MS.start();
        loop {
            let error = match self.attempt(&prepared).await {
                Ok(answers) => return Ok(answers),
                Err(error) => error,
            };
            if !keeps_connection(&error) {
                self.connection = None;
            }
            if !crate::is_passing(&error) {
                return Err(Failure::Refused(error.to_string()));
            }
            if Instant::now() >= deadline {
                return Err(Failure::Unavailable(error.to_string()));
            }
            tracing::warn!(%error, commands = batch.len(), "sending a batch again");
            tokio::time::sleep(Duration::from_millis(pause_ms)).await;
            pause_ms = (pause_ms * 2).min(*RECONNECT_MS.end());
        }
    }

    async fn attempt(&mut self, batch: &[&Prepared]) -> Result<Vec<Answer>, sqlx::Error> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            // Whatever keeps this process from connecting is no command's fault, so it must not look like one.
            empty => empty.insert(
                PgConnection::connect_with(&self.options)
                    .await
                    .map_err(|error| sqlx::Error::Configuration(Box::new(error)))?,
            ),
        };
        // The server's own time-outs come first; this one is for a server that no longer answers at all.
        let silence = Duration::from_millis(self.bounds.statement_timeout_ms + self.bounds.lock_timeout_ms);
        match tokio::time::timeout(silence, send(connection, &self.node, batch)).await {
            Ok(answers) => answers,
            Err(_) => Err(std::io::Error::from(std::io::ErrorKind::TimedOut).into()),
        }
    }
}

impl Failure {
    fn error(&self) -> Error {
        match self {
            Self::Refused(message) => Error::Refused(message.clone()),
            Self::Unavailable(message) => Error::Unavailable(message.clone()),
        }
    }
}

/// Whether the connection can be used after this error.
fn keeps_connection(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(error) => !error.code().is_some_and(|code| code.starts_with("57P") || code == "25006"),
        sqlx::Error::Encode(_) => true,
        _ => false,
    }
}
