//! No more HTTP than these tests need.

use std::net::SocketAddr;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Status and body of an answer; an error when there was none.
pub(crate) async fn get(address: SocketAddr, path: &str) -> std::io::Result<(u16, String)> {
    send(address, format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")).await
}

/// Records that a report came in.
pub(crate) async fn report(address: SocketAddr, number: usize) -> std::io::Result<(u16, String)> {
    let body = json!({
        "kind": "ReportReceived",
        "occurred": { "date": "2026-03-02" },
        "payload": {
            "source_kind": "letter", "reporter_kind": "anonymous", "reporter": "not_recorded", "contact_given": false,
            "contact": "not_recorded", "subjects": "not_recorded", "summary": format!("第{number}件来信"),
            "verbatim_ref": "not_recorded", "verbatim_sha256": "not_recorded",
        },
    });
    post(address, "/api/v1/cases", &body).await
}

/// Records an organ.
pub(crate) async fn organ(address: SocketAddr, name: &str) -> std::io::Result<(u16, String)> {
    let body = json!({
        "kind": "OrganRecorded",
        "occurred": { "date": "2026-03-02" },
        "payload": { "name": name, "kind": "cdi", "level": "county" },
    });
    post(address, "/api/v1/organs", &body).await
}

async fn post(address: SocketAddr, path: &str, body: &Value) -> std::io::Result<(u16, String)> {
    let body = body.to_string();
    let actor = "00000000-0000-7000-8000-000000000001;role=INTAKE;office=00000000-0000-7000-8000-0000000000aa";
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nwenze-actor: {actor}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    send(address, head + &body).await
}

/// Status, head and body of an answer to a request with these header lines and this body, if there is one.
pub(crate) async fn ask(
    address: SocketAddr,
    line: &str,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> (u16, String, String) {
    let body = body.map(Value::to_string).unwrap_or_default();
    let mut request = format!("{line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
    for (name, value) in headers {
        request += &[name, ": ", value, "\r\n"].concat();
    }
    if !body.is_empty() {
        let length = body.len().to_string();
        request += &["content-type: application/json\r\ncontent-length: ", &length, "\r\n"].concat();
    }
    let text = exchanged(address, request + "\r\n" + &body).await.unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head.to_owned(), body.to_owned())
}

/// Status, head and body of an answer to a request whose body is bytes.
pub(crate) async fn send_bytes(
    address: SocketAddr,
    line: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> (u16, String, Vec<u8>) {
    let mut request = format!("{line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
    for (name, value) in headers {
        request += &[name, ": ", value, "\r\n"].concat();
    }
    let mut request = (request + &format!("content-length: {}\r\n\r\n", body.len())).into_bytes();
    request.extend_from_slice(body);
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&request).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let end = answer.windows(4).position(|some| some == b"\r\n\r\n").unwrap();
    let body = answer.split_off(end + 4);
    let head = String::from_utf8(answer).unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), head, body)
}

/// The body of a 200, as JSON.
pub(crate) async fn json_of(address: SocketAddr, path: &str) -> Value {
    let (status, body) = get(address, path).await.unwrap();
    assert_eq!(status, 200, "{path}: {body}");
    serde_json::from_str(&body).unwrap()
}

async fn exchanged(address: SocketAddr, request: String) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn send(address: SocketAddr, request: String) -> std::io::Result<(u16, String)> {
    let text = exchanged(address, request).await?;
    let (head, body) = text.split_once("\r\n\r\n").ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).ok_or(std::io::ErrorKind::InvalidData)?;
    Ok((status, body.to_owned()))
}
