//! Input that is wrong, however it is wrong, gets a clear problem over the wire, and nothing of it is stored.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_tests::acts;

use super::server::{Server, head};

const CASES: &str = "/api/v1/cases";

/// Rows of every table that only ever grows.
async fn stored(owner: &PgPool) -> (i64, i64, i64, i64) {
    sqlx::query_as(
        "select (select count(*) from log.event), (select count(*) from log.command_result),
            (select count(*) from log.claim), (select count(*) from vault.part)",
    )
    .fetch_one(owner)
    .await
    .unwrap()
}

fn report() -> Value {
    acts::report(Uuid::from_u128(7), "2024-03-05")
}

fn long(bytes: usize) -> Vec<u8> {
    acts::with(report(), "/payload/summary", json!("x".repeat(bytes))).to_string().into_bytes()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_body_of_ten_mebibytes(owner: PgPool) {
    let server = Server::start(&owner).await;
    let before = stored(&owner).await;
    let body = long(10 << 20);
    server.send(&head(CASES, acts::clerk(), body.len(), ""), &body).await.problem(413, "too-large");

    let mut chunked = Vec::new();
    for chunk in body.chunks(64 * 1024) {
        chunked.extend(format!("{:x}\r\n", chunk.len()).bytes());
        chunked.extend(chunk);
        chunked.extend(b"\r\n");
    }
    chunked.extend(b"0\r\n\r\n");
    let told = head(CASES, acts::clerk(), body.len(), "");
    let untold = told.replace(&format!("content-length: {}", body.len()), "transfer-encoding: chunked");
    server.send(&untold, &chunked).await.problem(413, "too-large");
    assert_eq!(stored(&owner).await, before);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn bytes_that_can_be_read_two_ways_or_not_at_all(owner: PgPool) {
    let server = Server::start(&owner).await;
    let before = stored(&owner).await;
    let sound = report().to_string();
    let twice = sound.replacen("\"kind\":", "\"kind\":\"CaseClosed\",\"kind\":", 1);
    let with_summary = |json: &str| {
        let marked = acts::with(report(), "/payload/summary", json!("@here")).to_string();
        marked.replacen("\"@here\"", json, 1)
    };
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        ("malformed JSON", sound[..sound.len() - 2].into()),
        ("nothing", Vec::new()),
        ("not UTF-8", b"{\"kind\": \"\xff\xfe\"}".to_vec()),
        ("NUL", with_summary("\"a\\u0000b\"").into()),
        ("a raw NUL", with_summary("\"a\0b\"").into()),
        ("a lone surrogate", with_summary("\"\\udc00\"").into()),
        ("a name twice", twice.into()),
        ("a float", with_summary("1.5").into()),
        ("a float in disguise", with_summary("1e2").into()),
        ("not a number", with_summary("NaN").into()),
    ];
    for (what, body) in bodies {
        let reply = server.send(&head(CASES, acts::clerk(), body.len(), ""), &body).await;
        assert_eq!(reply.status, 400, "{what}: {}", reply.body);
        reply.problem(400, "malformed");
        assert_eq!(stored(&owner).await, before, "{what}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn fields_dates_and_versions_that_do_not_fit(owner: PgPool) {
    let server = Server::start(&owner).await;
    let opened = server.post(CASES, acts::clerk(), &report()).await;
    let path = format!("{}/acts", opened.header("location").unwrap());
    let before = stored(&owner).await;
    let next = acts::request(Kind::ReportReceived, "2024-03-06");
    let next = acts::with(next, "/refs/report", json!([Uuid::from_u128(8)]));
    for (what, act, status, code) in [
        ("an unknown field", acts::with(next.clone(), "/payload/weather", json!("fine")), 400, "malformed"),
        (
            "an unknown field of the envelope",
            acts::with(next.clone(), "/recorded_at", json!("2024-03-06")),
            400,
            "malformed",
        ),
        ("a wrong type", acts::with(next.clone(), "/payload/contact_given", json!("yes")), 400, "malformed"),
        ("an unknown kind", acts::with(next.clone(), "/kind", json!("ReportLost")), 400, "malformed"),
        (
            "a sealed part of another",
            acts::with(next.clone(), "/payload/summary", json!({ "$part": 1 })),
            400,
            "malformed",
        ),
        ("the future", acts::with(next.clone(), "/occurred/date", json!("2999-01-01")), 422, "future"),
        (
            "an id that is taken",
            acts::with(next.clone(), "/refs/report", json!([Uuid::from_u128(7)])),
            409,
            "object-exists",
        ),
    ] {
        let reply = server.post(&path, acts::clerk(), &act).await;
        assert_eq!(reply.status, status, "{what}: {}", reply.body);
        reply.problem(status, code);
        assert_eq!(stored(&owner).await, before, "{what}");
    }
    let body = next.to_string().into_bytes();
    for version in ["0", "2", "2147483647"] {
        let more = format!("if-match: \"{version}\"\r\n");
        server.send(&head(&path, acts::clerk(), body.len(), &more), &body).await.problem(412, "stale");
    }
    assert_eq!(stored(&owner).await, before);
    let right = server.send(&head(&path, acts::clerk(), body.len(), "if-match: \"1\"\r\n"), &body).await;
    assert_eq!(right.status, 201, "{}", right.body);
}
