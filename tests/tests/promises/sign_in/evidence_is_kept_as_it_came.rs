//! An evidence file comes through a connection that breaks, is kept as it came, can be read whole or in part by whoever may see the
//! case and by nobody else, is named by an act only as it is, and is missed when it is altered.

use std::fmt::Write;
use std::time::Duration;

use serde_json::{Value, json};
use sha2::Digest;
use sqlx::PgPool;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_testkit::sample;
use wenze_tests::acts::{confirmed, report, request, with};
use wenze_tests::tables::contents;
use wenze_vault::{FileFaultKind, erase_subject};

use super::office::Office;
use crate::api::server::Reply;

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// What the record is called, percent-encoded as an address has it.
const NAME: &str = "%E8%B0%88%E8%AF%9D%E7%AC%94%E5%BD%95.pdf";

struct Desk {
    office: Office,
    case: Uuid,
    cookie: String,
}

impl Desk {
    async fn begin(owner: &PgPool) -> Self {
        let mut office = Office::open(owner).await;
        office.server.node.start_views();
        office.employ("wang", &[Role::Inspector]).await;
        let case = office.server.node.open(report(Uuid::now_v7(), "2024-03-05")).await.id;
        let cookie = office.sign_in("wang").await;
        Self { office, case, cookie }
    }

    /// Sends a request whose body is bytes.
    async fn send(&self, line: &str, more: &[(&str, &str)], body: &[u8]) -> Reply {
        self.office.server.send(&self.head(line, more, body.len()), body).await
    }

    fn head(&self, line: &str, more: &[(&str, &str)], length: usize) -> String {
        let mut head = format!("{line} HTTP/1.1\r\nhost: wenze\r\nconnection: close\r\ncookie: {}\r\n", self.cookie);
        for (name, value) in more {
            head += &[name, ": ", value, "\r\n"].concat();
        }
        head + &format!("content-length: {length}\r\n\r\n")
    }

    async fn ask(&self, method: &str, path: &str, more: &[(&str, &str)]) -> Reply {
        let lines: Vec<_> = [("cookie", self.cookie.as_str())].into_iter().chain(more.iter().copied()).collect();
        self.office.server.ask(method, path, &lines, None).await
    }

    /// Begins an upload and gives its address.
    async fn begin_upload(&self, size: usize) -> String {
        let line = format!("POST /api/v1/files?case={}&name={NAME}", self.case);
        let size = size.to_string();
        let more = [("content-type", "application/pdf"), ("upload-length", size.as_str())];
        let begun = self.send(&line, &more, b"").await;
        assert_eq!((begun.status, begun.header("upload-offset")), (201, Some("0")), "{begun:?}");
        begun.header("location").unwrap().to_owned()
    }

    /// Brings a file in one go.
    async fn bring(&self, query: &str, more: &[(&str, &str)], body: &[u8]) -> Reply {
        let line = format!("POST /api/v1/files?case={}&name={NAME}{query}", self.case);
        let more: Vec<_> = [("content-type", "application/pdf")].into_iter().chain(more.iter().copied()).collect();
        self.send(&line, &more, body).await
    }

    /// An act that names a file.
    fn naming(file: &Value) -> Value {
        let act = confirmed(request(Kind::EvidenceCollected, "2024-03-06"));
        let act = with(act, "/refs", json!({ "evidence": [sample::object("evidence")] }));
        let named = json!({ "file_id": file["id"], "media_type": file["media_type"], "digest": file["sha256"] });
        with(act, "/payload/record_ref", named)
    }

    async fn record(&self, act: &Value) -> Reply {
        let path = format!("/api/v1/cases/{}/acts", self.case);
        self.office.server.ask("POST", &path, &[("cookie", &self.cookie)], Some(act)).await
    }
}

/// A text of more than two chunks.
fn content() -> Vec<u8> {
    let mut text = String::new();
    for line in 0..20_000 {
        let _ = writeln!(text, "line {line:05}");
    }
    text.into_bytes()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn it_comes_in_two_parts_with_a_broken_connection_between(owner: PgPool) {
    let desk = Desk::begin(&owner).await;
    let bytes = content();
    let path = desk.begin_upload(bytes.len()).await;
    let half = 100_000;
    // The connection breaks in the middle of a part.
    let part = [("upload-offset", "0"), ("content-type", "application/offset+octet-stream")];
    let head = desk.head(&format!("PATCH {path}"), &part, bytes.len());
    let mut broken = TcpStream::connect(desk.office.server.address).await.unwrap();
    broken.write_all(head.as_bytes()).await.unwrap();
    broken.write_all(&bytes[..half]).await.unwrap();
    broken.shutdown().await.unwrap();
    drop(broken);
    let told = half.to_string();
    let deadline = Instant::now() + PATIENCE;
    loop {
        let head = desk.ask("HEAD", &path, &[]).await;
        assert_eq!((head.status, head.header("cache-control")), (204, Some("no-store")), "{head:?}");
        match head.header("upload-offset") {
            Some(at) if at == told => break,
            at => assert!(Instant::now() < deadline, "{at:?}: what came before the break is kept"),
        }
        sleep(Duration::from_millis(50)).await;
    }
    desk.ask("GET", &path, &[]).await.problem(409, "file-unfinished");
    let elsewhere = desk.send(&format!("PATCH {path}"), &[("upload-offset", "7")], b"x").await;
    elsewhere.problem(409, "file-offset");
    assert_eq!(elsewhere.header("upload-offset"), Some(told.as_str()));
    let rest = desk.send(&format!("PATCH {path}"), &[("upload-offset", &told)], &bytes[half..]).await;
    assert_eq!((rest.status, rest.json()["state"].as_str()), (200, Some("stored")), "{rest:?}");
    assert_eq!(rest.json()["sha256"], sha256(&bytes), "as the server computed it");

    let whole = desk.ask("GET", &path, &[]).await;
    assert_eq!((whole.status, whole.body.as_bytes()), (200, &bytes[..]));
    for (name, value) in [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("content-type", "application/pdf"),
        ("accept-ranges", "bytes"),
    ] {
        assert_eq!(whole.header(name), Some(value));
    }
    assert!(whole.header("content-disposition").unwrap().starts_with("inline; "), "{}", whole.head);
    assert!(whole.header("content-security-policy").unwrap().starts_with("sandbox; default-src 'none'"));
    let range = desk.ask("GET", &path, &[("range", "bytes=65530-131080")]).await;
    assert_eq!((range.status, range.body.as_bytes()), (206, &bytes[65_530..=131_080]));
    assert_eq!(range.header("content-range"), Some(format!("bytes 65530-131080/{}", bytes.len()).as_str()));
    let outside = desk.ask("GET", &path, &[("range", "bytes=99999999-")]).await;
    outside.problem(416, "file-range");
    assert_eq!(outside.header("content-range"), Some(format!("bytes */{}", bytes.len()).as_str()));
    for (table, rows) in contents(&owner, &["vault", "log"]).await {
        for (row, text) in rows.iter().flat_map(|row| ["line 00001", "谈话笔录"].map(|text| (row, text))) {
            assert!(
                !row.contains(text) && !row.contains(&hex(text.as_bytes())),
                "{table}: neither content nor name lies there"
            );
        }
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn to_whoever_may_not_see_the_case_it_is_not_there(owner: PgPool) {
    let desk = Desk::begin(&owner).await;
    let brought = desk.bring("", &[], b"evidence").await;
    assert_eq!(brought.status, 201, "{brought:?}");
    let path = brought.header("location").unwrap().to_owned();
    let recused = desk.office.employ("li", &[Role::Inspector]).await;
    let cookie = desk.office.sign_in("li").await;
    let as_li = [("cookie", cookie.as_str())];
    let read = async |path: &str| desk.office.server.ask("GET", path, &as_li, None).await;
    assert_eq!(read(&path).await.body, "evidence");
    let act = with(confirmed(request(Kind::RecusalRequested, "2024-03-06")), "/refs/person", json!([recused]));
    desk.office.server.node.accept(desk.case, with(act, "/payload/requester_kind", json!("self"))).await;
    let (hidden, unknown) = (read(&path).await, read(&format!("/api/v1/files/{}", Uuid::now_v7())).await);
    for method in ["GET", "HEAD", "DELETE"] {
        assert_eq!(desk.office.server.ask(method, &path, &as_li, None).await.status, 404, "{method}");
    }
    hidden.problem(404, "not-found");
    assert_eq!(bare(&hidden), bare(&unknown), "as of a file that there is not");
    let listed = format!("/api/v1/cases/{}/files", desk.case);
    read(&listed).await.problem(404, "not-found");
    assert_eq!(desk.ask("GET", &listed, &[]).await.json()["items"][0]["sha256"], sha256(b"evidence"));
    // Nor does he bring one.
    let line = format!("POST /api/v1/files?case={}&name=x", desk.case);
    let own = Desk { cookie, ..desk };
    own.send(&line, &[("content-type", "text/plain")], b"x").await.problem(404, "not-found");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_act_names_it_as_it_is_and_a_retry_stores_it_once(owner: PgPool) {
    let desk = Desk::begin(&owner).await;
    let key = [("idempotency-key", "upload-1")];
    let (first, again) = (desk.bring("", &key, b"evidence").await, desk.bring("", &key, b"evidence").await);
    assert_eq!((first.status, again.status, again.header("wenze-repeated")), (201, 201, Some("true")), "{again:?}");
    assert_eq!(first.json()["id"], again.json()["id"]);
    desk.bring("", &key, b"something else").await.problem(409, "key-reused");
    let file = first.json();
    for (field, value, why) in [
        ("sha256", json!("0".repeat(64)), "摘要值"),
        ("media_type", json!("image/png"), "类型"),
        ("id", json!(Uuid::now_v7()), "没有该文件"),
    ] {
        let problem = desk.record(&Desk::naming(&with(file.clone(), &format!("/{field}"), value))).await;
        let problem = problem.problem(422, "file");
        assert_eq!(problem["pointer"], "/payload/record_ref");
        assert!(problem["detail"].as_str().unwrap().contains(why), "{problem:#}");
    }
    let half = desk.begin_upload(10).await;
    let half = desk.office.server.ask("PATCH", &half, &[("cookie", &desk.cookie), ("upload-offset", "0")], None).await;
    let unfinished = with(half.json(), "/sha256", json!("0".repeat(64)));
    desk.record(&Desk::naming(&unfinished)).await.problem(422, "file");
    let other = desk.office.server.node.open(report(Uuid::now_v7(), "2024-03-05")).await.id;
    let elsewhere = desk.office.server.node.refuse(other, Desk::naming(&file)).await;
    assert_eq!(elsewhere.code(), "file", "a file of another case");
    let recorded = desk.record(&Desk::naming(&file)).await;
    assert_eq!(recorded.status, 201, "{recorded:?}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_sealed_one_is_read_by_intake_and_that_is_recorded(owner: PgPool) {
    let desk = Desk::begin(&owner).await;
    desk.office.employ("intake", &[Role::Intake]).await;
    desk.office.employ("boss", &[Role::Supervisor]).await;
    let brought = desk.bring("&sealed=true", &[], b"who reported").await;
    let path = brought.header("location").unwrap().to_owned();
    let read = async |login: &str, path: &str| {
        let cookie = desk.office.sign_in(login).await;
        desk.office.server.ask("GET", path, &[("cookie", &cookie)], None).await
    };
    read("boss", &path).await.problem(403, "not-authorised");
    desk.office.server.node.caught_up().await;
    let accesses = format!("/api/v1/cases/{}/accesses", desk.case);
    assert_eq!(read("boss", &accesses).await.json()["items"], json!([]));
    for _ in 0..2 {
        assert_eq!(read("intake", &path).await.body, "who reported");
    }
    let told = read("boss", &accesses).await.json();
    assert_eq!(told["items"].as_array().unwrap().len(), 1, "once a day: {told:#}");
    assert_eq!(told["items"][0]["kind"], "SealedFileOpened");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn it_is_missed_when_it_is_altered_and_gone_when_it_is_erased(owner: PgPool) {
    let desk = Desk::begin(&owner).await;
    let path = desk.bring("", &[], b"evidence").await.header("location").unwrap().to_owned();
    let id = path.rsplit('/').next().unwrap().to_owned();
    let casework = &desk.office.server.node.casework;
    assert_eq!(casework.check_files(|_| {}).await.unwrap().sound, 1);
    let folder = desk.office.server.node.files_folder().join(&id);
    let object = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let mut bytes = std::fs::read(&object).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&object, bytes).unwrap();
    let health = casework.check_files(|_| {}).await.unwrap();
    let fault = health.faults[0];
    assert_eq!((fault.file_id.to_string(), fault.case_id, fault.kind), (id, desk.case, FileFaultKind::Altered));
    desk.ask("GET", &path, &[]).await.problem(500, "file-lost");

    let mut connection = owner.acquire().await.unwrap();
    erase_subject(&mut connection, 1, &format!("case:{}", desk.case)).await.unwrap();
    casework.files_kept().unwrap().sweep().await.unwrap();
    assert!(!object.exists(), "its objects are deleted");
    let health = casework.check_files(|_| {}).await.unwrap();
    assert_eq!((health.erased, health.faults_total), (1, 0), "an erasure is no loss");
    desk.ask("GET", &path, &[]).await.problem(410, "file-erased");
}

/// An answer without what differs between any two.
fn bare(reply: &Reply) -> (u16, String, String) {
    let differs = |line: &&str| ["x-request-id:", "date:"].iter().any(|name| line.to_lowercase().starts_with(name));
    let head: Vec<&str> = reply.head.lines().filter(|line| !differs(line)).collect();
    (reply.status, head.join("\n"), reply.body.replace(reply.header("x-request-id").unwrap_or_default(), ""))
}

fn sha256(bytes: &[u8]) -> String {
    hex(&sha2::Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
