//! A caller that loses the connection before the answer sends the same request again and gets the first answer, also when
//! others have moved the case on.

use std::time::Duration;

use serde_json::json;
use sqlx::PgPool;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_tests::acts;

use super::server::{Server, head};

async fn events(owner: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from log.event").fetch_one(owner).await.unwrap()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn who_hung_up_while_it_was_written(owner: PgPool) {
    let server = Server::start(&owner).await;
    let letter = Uuid::from_u128(7);
    let opened = server.post("/api/v1/cases", acts::clerk(), &acts::report(letter, "2024-03-05")).await;
    let path = format!("{}/acts", opened.header("location").unwrap());
    let registered = acts::with(acts::request(Kind::ReportRegistered, "2024-03-06"), "/refs/report", json!([letter]));
    let body = registered.to_string().into_bytes();
    let head = head(&path, acts::clerk(), body.len(), "idempotency-key: lost-1\r\nif-match: \"1\"\r\n");

    // The gate is held, so the command waits inside the log while its caller goes away.
    let mut gate = owner.begin().await.unwrap();
    sqlx::query("select from log.gate for update").execute(&mut *gate).await.unwrap();
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body).await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    drop(stream);
    tokio::time::sleep(Duration::from_millis(200)).await;
    gate.rollback().await.unwrap();
    for _ in 0..500 {
        if events(&owner).await == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(events(&owner).await, 2, "a caller that hangs up cancels nothing");

    // What the server has in memory may be the case of before; the version of now must be taken all the same.
    let noted = acts::noted("补充材料", "2024-03-07").to_string().into_bytes();
    let by_version = super::server::head(&path, acts::clerk(), noted.len(), "if-match: \"2\"\r\n");
    let moved = server.send(&by_version, &noted).await;
    assert_eq!(moved.status, 201, "{}", moved.body);

    let again = server.send(&head, &body).await;
    assert_eq!((again.status, again.header("wenze-repeated")), (201, Some("true")), "{}", again.body);
    assert_eq!((&again.json()["version"], again.header("etag")), (&json!(2), Some("\"2\"")), "its first answer");
    assert_eq!(events(&owner).await, 3);
}
