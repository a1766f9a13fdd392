//! Whoever listens hears each act that is recorded, once and in order, also after the connection broke.

use std::time::Duration;

use serde_json::{Value, json};
use sqlx::PgPool;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};
use uuid::Uuid;
use wenze_casework::LISTENERS_MAX;
use wenze_tests::acts;

use super::server::Server;

const CASES: &str = "/api/v1/cases";
/// Longer than an event takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// Shorter than the pause between two comments, longer than an event takes.
const SILENCE: Duration = Duration::from_secs(2);

/// A connection that stays open.
struct Listener {
    stream: TcpStream,
    text: String,
}

/// What was heard: the token to go on from, and the document.
struct Heard {
    token: String,
    data: Value,
}

impl Listener {
    async fn at(server: &Server, query: &str, more: &str) -> Self {
        let (listener, head) = Self::asking(server, query, more).await;
        assert!(head.starts_with("HTTP/1.1 200") && head.contains("text/event-stream"), "{head}");
        listener
    }

    /// A connection on which the question was answered, and the head of the answer.
    async fn asking(server: &Server, query: &str, more: &str) -> (Self, String) {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let head = format!("GET /api/v1/events{query} HTTP/1.1\r\nhost: wenze\r\n{more}\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut listener = Self { stream, text: String::new() };
        while !listener.text.contains("\r\n\r\n") {
            listener.read().await;
        }
        let (head, rest) = listener.text.split_once("\r\n\r\n").unwrap();
        let head = head.to_owned();
        listener.text = rest.to_owned();
        (listener, head)
    }

    async fn read(&mut self) {
        let mut bytes = [0; 4096];
        let read = timeout(PATIENCE, self.stream.read(&mut bytes)).await.unwrap().unwrap();
        assert!(read > 0, "the stream ended");
        self.text += std::str::from_utf8(&bytes[..read]).unwrap();
    }

    /// The next event.
    async fn hear(&mut self) -> Heard {
        loop {
            if let Some(end) = self.text.find("\n\n") {
                let event: String = self.text.drain(..end + 2).collect();
                let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
                if let (Some(token), Some(data)) = (field("id: "), field("data: ")) {
                    assert_eq!(field("event: ").as_deref(), Some("recorded"));
                    return Heard { token, data: serde_json::from_str(&data).unwrap() };
                }
                continue;
            }
            self.read().await;
        }
    }

    /// Nothing more is heard for a while.
    async fn hears_nothing(&mut self) {
        assert!(timeout(SILENCE, self.hear()).await.is_err(), "something was heard");
    }
}

/// Opens a case with a report of this day: its id.
async fn report(server: &Server, number: u128) -> String {
    let report = acts::report(Uuid::from_u128(number), "2024-03-05");
    let reply = server.post(CASES, acts::clerk(), &report).await;
    assert_eq!(reply.status, 201, "{reply:?}");
    reply.json()["id"].as_str().unwrap().to_owned()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn each_act_is_heard_once_and_in_order_across_broken_connections(owner: PgPool) {
    let server = Server::start(&owner).await;
    report(&server, 1).await;
    let mut listener = Listener::at(&server, "", "").await;
    let second = report(&server, 2).await;
    let heard = listener.hear().await;
    assert_eq!(heard.data["stream"], second, "what was before is not told to who begins to listen");
    assert_eq!((&heard.data["kind"], &heard.data["version"]), (&json!("ReportReceived"), &json!(1)));
    drop(listener);
    let third = report(&server, 3).await;
    let fourth = report(&server, 4).await;
    let last = format!("last-event-id: {}\r\n", heard.token);
    let mut back = Listener::at(&server, "", &last).await;
    let one = back.hear().await;
    assert_eq!([&one.data["stream"], &back.hear().await.data["stream"]], [&json!(third), &json!(fourth)]);
    back.hears_nothing().await;
    let mut by_query = Listener::at(&server, &format!("?after={}", one.token), "").await;
    assert_eq!(by_query.hear().await.data["stream"], fourth);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn who_listens_to_kinds_or_an_organ_hears_nothing_else_and_never_a_text(owner: PgPool) {
    let server = Server::start(&owner).await;
    let office = acts::clerk().office_id;
    let mut filings = Listener::at(&server, "?kinds=CaseFiled,ClueOpened", "").await;
    let mut others = Listener::at(&server, &format!("?organ={}", Uuid::from_u128(99)), "").await;
    let mut ours = Listener::at(&server, &format!("?organ={office}&kinds=ReportReceived"), "").await;
    let case = report(&server, 1).await;
    let heard = ours.hear().await;
    assert_eq!((&heard.data["stream"], &heard.data["organ"]), (&json!(case), &json!(office)));
    let keys: Vec<&str> = heard.data.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["kind", "organ", "recorded_at", "stream", "stream_kind", "version"]);
    filings.hears_nothing().await;
    others.hears_nothing().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn who_finds_no_place_is_told_so_and_finds_one_when_another_leaves(owner: PgPool) {
    let server = Server::start(&owner).await;
    let mut listeners = Vec::new();
    for _ in 0..LISTENERS_MAX {
        listeners.push(Listener::at(&server, "", "").await);
    }
    let full = server.get("/api/v1/events").await;
    let problem = full.problem(503, "listeners-full");
    assert_eq!(full.header("retry-after"), Some("10"), "{full:?}");
    assert!(!problem["detail"].as_str().unwrap().contains("未作任何登记"), "it speaks of writing: {problem:#}");
    // What the problem's address says is there.
    let meaning = server.get(problem["type"].as_str().unwrap()).await;
    assert_eq!((meaning.status, meaning.json()["status"].as_u64()), (200, Some(503)));
    listeners.pop();
    let began = Instant::now();
    while Listener::asking(&server, "", "").await.1.starts_with("HTTP/1.1 503") {
        assert!(began.elapsed() < PATIENCE, "the place of who left is not free");
        sleep(Duration::from_millis(50)).await;
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_wrong_wish_is_told_at_once(owner: PgPool) {
    let server = Server::start(&owner).await;
    server.get("/api/v1/events?kinds=ReportReceived,Nonsense").await.problem(400, "query");
    server.get("/api/v1/events?after=x").await.problem(400, "token");
    server.get("/api/v1/events?kind=ReportReceived").await.problem(400, "query");
}
