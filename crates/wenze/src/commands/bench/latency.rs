//! How long requests take at the API, over a real socket.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde::Serialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use wenze_casework::Casework;

/// Bytes of an answer that are read at once.
const READ_BYTES: usize = 16 * 1024;

/// An API of this process.
pub(super) struct Api {
    pub(super) address: SocketAddr,
    serving: JoinHandle<()>,
}

impl Api {
    pub(super) async fn on(casework: Casework) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let router = wenze_api::router(casework, wenze_api::ApiOptions::default());
        let serving = tokio::spawn(async move {
            // Ends with the measurement.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { address, serving })
    }
}

impl Drop for Api {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// A connection that is kept, as a browser keeps it.
pub(super) struct Caller {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Caller {
    pub(super) async fn to(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    pub(super) async fn get(&mut self, path: &str) -> anyhow::Result<u16> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
        self.send(request.as_bytes()).await
    }

    /// Sends a request and reads the whole answer; its status.
    pub(super) async fn send(&mut self, request: &[u8]) -> anyhow::Result<u16> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            self.buffer.reserve(READ_BYTES);
            ensure!(self.stream.read_buf(&mut self.buffer).await? > 0, "the connection ended");
            let Some(head) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let text = std::str::from_utf8(&self.buffer[..head])?;
            let length =
                text.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
            let length: usize = length.context("an answer without a length")?;
            if self.buffer.len() >= head + 4 + length {
                return text.split(' ').nth(1).and_then(|word| word.parse().ok()).context("an answer without a status");
            }
        }
    }

    /// The body of the last answer.
    pub(super) fn body(&self) -> &[u8] {
        let head = self.buffer.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |at| at + 4);
        &self.buffer[head..]
    }
}

/// How long something took, of many times.
#[derive(Debug, Serialize)]
pub(super) struct Times {
    pub(super) what: String,
    pub(super) count: usize,
    pub(super) p50_ms: f64,
    pub(super) p99_ms: f64,
    /// The most that the median should be.
    pub(super) goal_ms: Option<f64>,
}

impl Times {
    pub(super) fn of(what: &str, goal_ms: Option<f64>, mut took: Vec<Duration>) -> Self {
        took.sort_unstable();
        let at = |part: usize| took.get(took.len().saturating_sub(1) * part / 100).copied().unwrap_or_default();
        let ms = |one: Duration| one.as_secs_f64() * 1e3;
        Self { what: what.to_owned(), count: took.len(), p50_ms: ms(at(50)), p99_ms: ms(at(99)), goal_ms }
    }

    pub(super) fn print(&self) {
        let goal = self.goal_ms.map(|goal| format!("goal {goal} ms")).unwrap_or_default();
        println!(
            "{:44} {:>6} x  p50 {:>8.2} ms  p99 {:>8.2} ms  {goal}",
            self.what, self.count, self.p50_ms, self.p99_ms
        );
    }
}

/// Asks for addresses in turn, each once to warm up and then so often.
pub(super) async fn measured(
    api: &Api,
    what: &str,
    goal_ms: Option<f64>,
    paths: &[String],
    rounds: usize,
) -> anyhow::Result<Times> {
    let mut caller = Caller::to(api.address).await?;
    let mut took = Vec::new();
    for round in 0..=rounds {
        for path in paths {
            let started = Instant::now();
            let status = caller.get(path).await?;
            ensure!(status == 200, "{path}: {status}");
            if round > 0 {
                took.push(started.elapsed());
            }
        }
    }
    Ok(Times::of(what, goal_ms, took))
}
