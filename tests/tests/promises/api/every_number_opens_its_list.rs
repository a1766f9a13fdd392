//! A supervisor's numbers: each leads to exactly the cases it counts, and a report that was printed is printed again.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{SecondsFormat, Utc};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, IMPORT_ROUTE, Place};
use wenze_domain::acts::Kind;
use wenze_projector::Waited;
use wenze_tests::acts::{command, correction, request, voiding, with};
use wenze_tests::generated;

use super::server::Server;

const SEED: u64 = 7;
const CASES: usize = 12;
const PATIENCE: Duration = Duration::from_mins(1);
const FOLDER: &str = "/api/v1/statistics";
/// Statistics of which every single number is opened here; those of all are in the tests of the read model.
const OPENED: [&str; 7] =
    ["reports", "cases_filed", "stages", "decisions", "four_forms", "appeal_results", "not_executed"];
/// Rows of a page, so few that lists have several.
const PAGE: usize = 25;

async fn answered(server: &Server, path: &str) -> Value {
    let reply = server.get(path).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.body);
    reply.json()
}

/// The whole list at a path that a number gave, page by page.
async fn list(server: &Server, path: &Value) -> Vec<Value> {
    let mut next = Some(format!("{}&limit={PAGE}", path.as_str().unwrap()));
    let mut all = Vec::new();
    while let Some(path) = next {
        let page = answered(server, &path).await;
        all.extend(page["items"].as_array().unwrap().clone());
        next = page["next"].as_str().map(str::to_owned);
    }
    all
}

/// The names of all statistics.
async fn names(server: &Server) -> Vec<String> {
    let all = answered(server, &format!("{FOLDER}?lang=en")).await;
    all["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

async fn assert_opens(server: &Server, path: &str) -> i64 {
    let table = answered(server, path).await;
    let (mut sum, mut told) = (0, 0);
    let mut denominators: BTreeMap<String, usize> = BTreeMap::new();
    for cell in table["cells"].as_array().unwrap() {
        let rows = list(server, &cell["cases"]).await;
        assert_eq!(json!(rows.len()), cell["count"], "{path}: {cell:#}");
        let of = cell["of_cases"].as_str().unwrap().to_owned();
        if !denominators.contains_key(&of) {
            denominators.insert(of.clone(), list(server, &cell["of_cases"]).await.len());
        }
        assert_eq!(json!(denominators[&of]), cell["of"], "{path}: {cell:#}");
        let enough = cell["of"].as_i64() >= table["denominator_min"].as_i64();
        assert_eq!((cell["share"].is_string(), &cell["too_few"]), (enough, &json!(!enough)), "{path}: {cell:#}");
        for value in cell["values"].as_array().unwrap() {
            let words = value["words"].as_str().unwrap();
            assert!(!words.is_empty(), "{path}: {value:#}");
            for row in rows.iter().filter(|row| row["told"].get(value["dimension"].as_str().unwrap()).is_some()) {
                assert_eq!(row["told"][value["dimension"].as_str().unwrap()]["code"], value["code"], "{path}: {row:#}");
            }
        }
        sum += cell["count"].as_i64().unwrap();
        told += 1;
    }
    assert_eq!(json!(sum), table["total"], "{path}: parts are all there is");
    assert_eq!(json!(list(server, &table["total_cases"]).await.len()), table["total"], "{path}");
    if !table["undated"].is_null() {
        let rows = list(server, &table["undated_cases"]).await;
        assert_eq!(json!(rows.len()), table["undated"], "{path}");
        assert!(rows.iter().all(|row| row["on"].is_null()), "{path}: {rows:?}");
    }
    told
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_number_opens_its_list(owner: PgPool) {
    let server = Server::start(&owner).await;
    generated::record(&server.node.casework, SEED, CASES).await;
    // Judging takes longer, and nothing here asks for it.
    let head = server.node.casework.ledger().head().await.unwrap();
    for model in ["statistics", "case_file", "register"] {
        let waited = server.node.projector.wait_for(model, head, PATIENCE).await.unwrap();
        assert_eq!(waited, Waited::Reached, "{model}");
    }
    let mut told = 0;
    for name in OPENED {
        told += assert_opens(&server, &format!("{FOLDER}/{name}?lang=en")).await;
    }
    told += assert_opens(&server, &format!("{FOLDER}/decisions?to=2025-12-31&by=track,quarter&lang=zh-CN")).await;
    for name in names(&server).await {
        let table = answered(&server, &format!("{FOLDER}/{name}")).await;
        assert_eq!(json!(list(&server, &table["total_cases"]).await.len()), table["total"], "{name}");
    }
    assert!(told > 15, "only {told} numbers were told");
    same_as_csv(&server, &format!("{FOLDER}/decisions?by=outcome&lang=en")).await;
    // Of what counts as a case, the record knows.
    let filed = answered(&server, &format!("{FOLDER}/cases_filed?by=")).await;
    let cases = answered(&server, "/api/v1/cases?designation=case&limit=200").await;
    assert_eq!(filed["total"], json!(cases["items"].as_array().unwrap().len()));
    for row in list(&server, &filed["total_cases"]).await {
        let shown = answered(&server, &format!("/api/v1/cases/{}", row["case"].as_str().unwrap())).await;
        assert_eq!(shown["is_case"], json!(true), "{row:#}");
    }
}

/// The table for spreadsheets has the same numbers in the same order, and says in which form it is told.
async fn same_as_csv(server: &Server, path: &str) {
    let told = answered(server, path).await;
    let csv = server.ask("GET", path, &[("accept", "text/csv")], None).await;
    assert_eq!((csv.status, csv.header("content-type")), (200, Some("text/csv; charset=utf-8")));
    assert_eq!(csv.header("vary"), Some("accept, accept-language"));
    let lines: Vec<&str> = csv.body.strip_prefix('\u{feff}').unwrap().lines().collect();
    let counts: Vec<Value> =
        lines[1..].iter().map(|line| json!(line.split(',').nth(1).unwrap().parse::<i64>().unwrap())).collect();
    let cells = told["cells"].as_array().unwrap();
    let expected: Vec<Value> = cells.iter().map(|cell| cell["count"].clone()).chain([told["total"].clone()]).collect();
    assert_eq!(counts, expected, "{}", csv.body);
}

/// An act as an importer brings it from a register that says when its office knew.
async fn known(server: &Server, place: Place, mut act: Value, day: &str) -> (Uuid, Uuid) {
    act["entered_from"] = json!("import");
    act["known_at"] = json!(format!("{day}T04:00:00Z"));
    let receipt = server.node.accept_command(&Command { route: IMPORT_ROUTE, ..command(place, act) }).await;
    (receipt.id, receipt.events[0].event_id)
}

/// A filing of its own number, respondent and pair.
fn filing(number: u128, day: &str, level: &str) -> Value {
    let respondent = Uuid::from_u128(1_000 + number);
    let mut act = request(Kind::CaseFiled, day);
    act["payload"]["case_no"] = json!(format!("纪立〔2024〕{number}号"));
    act["payload"]["respondents"][0]["respondent"] = json!(respondent);
    act["payload"]["respondents"][0]["post_level"] = json!(level);
    act["payload"]["respondents"][0]["tracks"] = json!(["party"]);
    act["payload"]["respondents"].as_array_mut().unwrap().truncate(1);
    act["refs"] = json!({ "respondent": [respondent], "track": [format!("{respondent}/party")] });
    with(act, "/confirm_out_of_order", json!({ "reason": "补录" }))
}

/// What statistics of filed cases say of the first quarter, as was known at a moment, to the byte.
async fn printed(server: &Server, known: &str) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for name in ["cases_filed", "cases_open", "respondents_filed", "stages", "time_to_stage"] {
        let table = answered(server, &format!("{FOLDER}/{name}?by=")).await;
        let is_standing = table["statistic"]["standing"] == json!(true);
        let from = if is_standing { "" } else { "from=2024-01-01&" };
        for by in table["statistic"]["by"].as_array().unwrap() {
            let by = by["name"].as_str().unwrap();
            let path = format!("{FOLDER}/{name}?{from}to=2024-03-31{known}&by={by}&lang=en");
            let reply = server.get(&path).await;
            assert_eq!(reply.status, 200, "{path}: {}", reply.body);
            let cells = reply.json()["cells"].as_array().unwrap().clone();
            for path in cells.iter().map(|cell| cell["cases"].as_str().unwrap()) {
                pages.insert(path.to_owned(), server.get(path).await.body);
            }
            pages.insert(path, reply.body);
        }
    }
    pages
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_first_quarter_report_can_be_reproduced_in_december(owner: PgPool) {
    let server = Server::start(&owner).await;
    let mut filed = Vec::new();
    for number in 1..=12_u128 {
        let day = format!("2024-0{}-{:02}", 1 + number % 3, 10 + number);
        let level = if number % 2 == 0 { "city" } else { "county" };
        filed.push(known(&server, Place::NewCase(None), filing(number, &day, level), &day).await);
    }
    server.node.caught_up().await;
    let by_register = "&known=2024-04-05";
    let in_april = printed(&server, by_register).await;
    let by_clock = format!("&known={}", Utc::now().to_rfc3339_opts(SecondsFormat::Micros, true));
    let by_now = printed(&server, &by_clock).await;
    let total = |pages: &BTreeMap<String, String>, known: &str| {
        let path = format!("{FOLDER}/cases_filed?from=2024-01-01&to=2024-03-31{known}&by=level&lang=en");
        serde_json::from_str::<Value>(&pages[&path]).unwrap()["total"].as_i64().unwrap()
    };
    assert_eq!((total(&in_april, by_register), total(&by_now, &by_clock)), (12, 12));

    // Found later: one was filed in the year before, one never was, one's level is another, one lay in a drawer.
    let day = "2024-07-01";
    let moved = correction(filed[0].1, "/occurred/date", &json!("2023-12-20"), day);
    known(&server, Place::Case(filed[0].0), moved, day).await;
    known(&server, Place::Case(filed[1].0), voiding(filed[1].1, day), "2024-08-01").await;
    let level = correction(filed[2].1, "/payload/respondents/0/post_level", &json!("province"), day);
    server.node.accept(filed[2].0, level).await;
    known(&server, Place::NewCase(None), filing(13, "2024-03-20", "city"), "2024-09-02").await;
    server.node.caught_up().await;

    assert_eq!(printed(&server, by_register).await, in_april, "what April knew is printed in December");
    let late = "&known=2024-07-15";
    assert_eq!(total(&printed(&server, late).await, late), 11);
    let now = printed(&server, "").await;
    assert_eq!(total(&now, ""), 11, "two less and one more");
    let levels = |pages: &BTreeMap<String, String>, known: &str| {
        let path = format!("{FOLDER}/cases_filed?from=2024-01-01&to=2024-03-31{known}&by=level&lang=en");
        serde_json::from_str::<Value>(&pages[&path]).unwrap()["cells"].clone()
    };
    assert!(levels(&now, "").to_string().contains("province"));
    assert!(!levels(&in_april, by_register).to_string().contains("province"));
    // What this log itself saw, by its own clock, but for what a register knew before.
    let again = printed(&server, &by_clock).await;
    assert!(again != by_now, "a register that is imported tells what was known before the import");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_this_log_knew_is_never_told_otherwise(owner: PgPool) {
    let server = Server::start(&owner).await;
    let mut filed = Vec::new();
    for number in 1..=4_u128 {
        let receipt = server.node.open(filing(number, "2024-02-10", "city")).await;
        filed.push((receipt.id, receipt.events[0].event_id));
    }
    server.node.caught_up().await;
    let moment = format!("&known={}", Utc::now().to_rfc3339_opts(SecondsFormat::Micros, true));
    let before = printed(&server, &moment).await;
    server.node.accept(filed[0].0, correction(filed[0].1, "/occurred/date", &json!("2023-12-20"), "2024-07-01")).await;
    server.node.accept(filed[1].0, voiding(filed[1].1, "2024-07-01")).await;
    server.node.open(filing(5, "2024-03-20", "county")).await;
    server.node.caught_up().await;
    assert_eq!(printed(&server, &moment).await, before);
    let path = format!("{FOLDER}/cases_filed?from=2024-01-01&to=2024-03-31&by=level");
    assert_eq!(answered(&server, &path).await["total"], json!(3));
    assert_eq!(answered(&server, &format!("{path}{moment}")).await["total"], json!(4));
    // The tag holds, and so what a browser kept.
    let tag = server.get(&format!("{path}{moment}")).await.header("etag").unwrap().to_owned();
    let head =
        format!("GET {path}{moment} HTTP/1.1\r\nhost: wenze\r\nconnection: close\r\nif-none-match: {tag}\r\n\r\n");
    assert_eq!(server.send(&head, b"").await.status, 304);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_cannot_be_counted_is_said_so(owner: PgPool) {
    let server = Server::start(&owner).await;
    server.node.open(filing(1, "2024-02-10", "city")).await;
    server.node.caught_up().await;
    server.get(&format!("{FOLDER}/happiness")).await.problem(404, "not-found");
    let asked = |query: &str| format!("{FOLDER}/decisions?{query}&lang=en");
    let unknown = server.get(&asked("by=colour")).await.problem(400, "query");
    assert!(unknown["detail"].as_str().unwrap().contains("outcome, four_form, level"), "{unknown:#}");
    let inverted = server.get(&asked("from=2024-03-31&to=2024-01-01")).await.problem(400, "query");
    assert!(inverted["detail"].as_str().unwrap().contains("change them round"), "{inverted:#}");
    for wrong in ["from=March", "known=soon", "by=level,track,role", "only=level:galaxy", "color=red", "organ=x"] {
        server.get(&asked(wrong)).await.problem(400, "query");
    }
    for wrong in ["cell=a,b,c", "cursor=made-up", "limit=0"] {
        let reply = server.get(&format!("{FOLDER}/decisions/cases?{wrong}")).await;
        assert_eq!(reply.status, 400, "{wrong}: {}", reply.body);
    }
    let empty = answered(&server, &asked("from=2024")).await;
    assert_eq!((&empty["total"], &empty["cells"]), (&json!(0), &json!([])));
}
