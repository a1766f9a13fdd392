//! What is in the papers is found: by words, names and numbers, as it stands now and only by whoever may read it.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::Place;
use wenze_domain::acts::Kind;
use wenze_testkit::sample;
use wenze_tests::acts::{command, confirmed, correction, noted, report, request, voiding, with};
use wenze_tests::node::LOG;
use wenze_tests::tables::contents;
use wenze_vault::{erase_parts, erase_subject};

use super::server::Server;

/// An office with papers.
struct Office {
    server: Server,
}

impl Office {
    async fn open(owner: &PgPool) -> Self {
        let server = Server::start(owner).await;
        for (kind, name) in [(Kind::OrganRecorded, "清河县水务局"), (Kind::OfficialRecorded, "欧阳明华")] {
            let act = with(request(kind, "2020-01-01"), "/payload/name", json!(name));
            server.node.accept_command(&command(Place::Register, act)).await;
        }
        Self { server }
    }

    /// A case that begins with a report which says so; the case and the report's event.
    async fn reported(&self, n: u128, summary: &str) -> (Uuid, Uuid) {
        let mut act = report(Uuid::from_u128(n), "2024-03-05");
        let payload = json!({
            "source_kind": "letter", "reporter_kind": "anonymous", "reporter": "密封之人", "contact_given": false,
            "contact": "not_recorded", "subjects": "not_recorded", "summary": summary, "verbatim_ref": "not_recorded",
            "verbatim_sha256": "not_recorded",
        });
        act["payload"] = payload;
        let receipt = self.server.node.open(act).await;
        (receipt.id, receipt.events[0].event_id)
    }

    async fn asked(&self, query: &str) -> Value {
        self.server.node.caught_up().await;
        let reply = self.server.get(&format!("/api/v1/search?{}", escaped(query))).await;
        assert_eq!(reply.status, 200, "{query}: {}", reply.body);
        reply.json()
    }

    /// The cases that are found, in their order.
    async fn found(&self, query: &str) -> Vec<Uuid> {
        let answer = self.asked(query).await;
        let items = answer["items"].as_array().unwrap();
        assert_eq!(answer["count"], json!(items.len()), "{query}");
        items.iter().map(|item| item["case"].as_str().unwrap().parse().unwrap()).collect()
    }
}

/// Everything but letters, digits and what an address is made of, as its bytes.
fn escaped(query: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"=&-_/.".contains(&byte);
    query.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// What the first passage of the first case marks.
fn marked(answer: &Value) -> Vec<String> {
    let passage = &answer["items"][0]["passages"][0];
    let excerpt: Vec<char> = passage["excerpt"].as_str().unwrap().chars().collect();
    let place = |of: &Value| usize::try_from(of.as_u64().unwrap()).unwrap();
    let ranges = passage["highlights"].as_array().unwrap().iter();
    ranges.map(|range| excerpt[place(&range[0])..place(&range[1])].iter().collect()).collect()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn words_of_any_length_in_any_order(owner: PgPool) {
    let office = Office::open(&owner).await;
    let (fares, _) = office.reported(1, "反映某局长期违规报销差旅费,金额５万元。").await;
    let (system, _) = office.reported(2, "经查,中华人民共和国某ERP系统招标中收受礼金,共计3.5万元。").await;
    for (query, cases) in [
        ("q=报销", vec![fares]),
        ("q=差旅费", vec![fares]),
        ("q=旅费", vec![fares]),
        ("q=差旅费 违规", vec![fares]),
        ("q=违规报销差旅费", vec![fares]),
        // Of two characters, inside a longer word of the dictionary.
        ("q=人民", vec![system]),
        ("q=华人", vec![system]),
        ("q=erp系统", vec![system]),
        ("q=ＥＲＰ 礼金", vec![system]),
        ("q=3.5万元", vec![system]),
        ("q=5万元", vec![fares]),
        ("q=万元", vec![system, fares]),
        ("q=\"报销差旅费\"", vec![fares]),
        ("q=“差旅费报销”", vec![]),
        ("q=\"系统招标中收受礼金\"", vec![system]),
        ("q=报销 礼金", vec![]),
        ("q=贪污", vec![]),
        ("q=密封", vec![]),
    ] {
        assert_eq!(office.found(query).await, cases, "{query}");
    }
    let answer = office.asked("q=报销 万元 差旅费").await;
    assert_eq!(answer["words"], json!(["报销", "万元", "差旅费"]));
    assert_eq!(marked(&answer), ["报销差旅费", "万元"]);
    let passage = &answer["items"][0]["passages"][0];
    assert_eq!((&passage["kind"], &passage["field"]), (&json!("ReportReceived"), &json!("/payload/summary")));
    assert_eq!(passage["occurred"], "2024-03-05");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn names_and_numbers_and_what_narrows(owner: PgPool) {
    let office = Office::open(&owner).await;
    let (case, _) = office.reported(1, "反映某局违规报销。").await;
    let (other, _) = office.reported(2, "反映另一局违规报销。").await;
    let mut filed = confirmed(request(Kind::CaseFiled, "2024-04-01"));
    filed["payload"]["case_no"] = json!("清纪立〔2024〕17号");
    office.server.node.accept(case, filed).await;
    for query in ["q=清纪立〔2024〕17号", "q=清纪立(2024)17号", "q=2024 17", "q=欧阳明华", "q=阳明华", "q=水务局"]
    {
        assert_eq!(office.found(query).await, [case], "{query}");
    }
    let by_number = office.asked("q=〔2024〕17号").await;
    assert_eq!(by_number["items"][0]["numbers"], json!(["清纪立〔2024〕17号"]));
    let by_name = office.asked("q=欧阳明华 违规").await;
    assert_eq!(by_name["items"][0]["named"][0]["name"], "欧阳明华");
    assert_eq!(office.found("q=违规报销").await, [case, other], "what was recorded last comes first");

    let organ = sample::object("organ");
    let official = sample::object("official");
    for (narrowed, cases) in [
        ("designation=case", vec![case]),
        ("designation=report", vec![other]),
        ("status=closed", vec![]),
        ("status=open", vec![case, other]),
        ("kind=ReportReceived", vec![case, other]),
        ("kind=CaseFiled", vec![]),
        ("from=2024-03-05&to=2024-03-05", vec![case, other]),
        ("from=2024-03-06", vec![]),
        ("to=2024-03-04", vec![]),
        (format!("respondent={official}").as_str(), vec![case]),
        (format!("organ={organ}").as_str(), vec![case, other]),
    ] {
        assert_eq!(office.found(&format!("q=违规报销&{narrowed}")).await, cases, "{narrowed}");
    }
    let facets = &office.asked("q=违规报销").await["facets"];
    assert_eq!(facets["years"], json!([{ "year": 2024, "cases": 2 }]));
    assert_eq!(facets["organs"], json!([{ "organ": organ, "name": "清河县水务局", "cases": 2 }]));
    assert_eq!(facets["kinds"][0]["kind"], "ReportReceived");
    assert_eq!(facets["stages"].as_array().unwrap().len(), 2);

    // Page by page, each case once.
    let first = office.asked("q=违规报销&limit=1").await;
    assert_eq!((&first["count"], &first["items"][0]["rank"]), (&json!(2), &json!(1)));
    let next = office.server.get(first["next"].as_str().unwrap()).await.json();
    assert_eq!((&next["items"][0]["case"], &next["items"][0]["rank"]), (&json!(other), &json!(2)));
    assert_eq!(next["next"], Value::Null);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_is_so_now_and_not_what_was_replaced(owner: PgPool) {
    let office = Office::open(&owner).await;
    let (case, event) = office.reported(1, "反映某局违规报销。").await;
    office
        .server
        .node
        .accept(case, correction(event, "/payload/summary", &json!("反映某局公款旅游。"), "2024-03-06"))
        .await;
    let mistaken = office.server.node.accept(case, noted("张冠李戴", "2024-03-07")).await;
    assert_eq!(office.found("q=公款旅游").await, [case]);
    assert_eq!(office.found("q=报销").await, Vec::<Uuid>::new(), "what was corrected");
    assert_eq!(office.found("q=张冠李戴").await, [case]);
    office.server.node.accept(case, voiding(mistaken.events[0].event_id, "2024-03-08")).await;
    assert_eq!(office.found("q=张冠李戴").await, Vec::<Uuid>::new(), "what was voided");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_cannot_be_looked_for_is_told_with_what_to_do(owner: PgPool) {
    let office = Office::open(&owner).await;
    office.server.node.caught_up().await;
    let get = async |query: &str| office.server.get(&format!("/api/v1/search?{}", escaped(query))).await;
    get("q=").await.problem(400, "search-empty");
    get("q=〔〕,").await.problem(400, "search-empty");
    let short = get("q=贪&lang=en").await.problem(400, "search-short");
    assert!(short["detail"].as_str().unwrap().contains("two characters"), "{short}");
    get(&format!("q={}", "报销".repeat(101))).await.problem(400, "search-long");
    for wrong in ["", "q=报销&kind=Nothing", "q=报销&stage=lost", "q=报销&status=x", "q=报销&from=x", "q=报销&limit=0"]
    {
        get(wrong).await.problem(400, "query");
    }
    get("q=报销&after=x").await.problem(400, "token");
    let nothing = get("q=报销").await.json();
    assert_eq!((&nothing["count"], &nothing["items"], &nothing["words"]), (&json!(0), &json!([]), &json!(["报销"])));
}

/// The tables of search that hold a text.
async fn tables_with(owner: &PgPool, text: &str) -> Vec<String> {
    let tables = contents(owner, &["read%"]).await;
    tables.into_iter().filter(|(_, rows)| rows.iter().any(|row| row.contains(text))).map(|(name, _)| name).collect()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_was_erased_is_found_no_more(owner: PgPool) {
    let office = Office::open(&owner).await;
    let (case, event) = office.reported(1, "反映某局违规报销差旅费。").await;
    let (other, _) = office.reported(2, "反映某局违规报销电话费。").await;
    let filed = confirmed(request(Kind::CaseFiled, "2024-04-01"));
    office.server.node.accept(case, filed).await;
    assert_eq!(office.found("q=报销").await, [case, other]);
    assert_eq!(office.found("q=欧阳明华").await, [case]);
    assert!(!tables_with(&owner, "差旅").await.is_empty(), "it is there before");
    // A rebuild leaves the tables that it replaced, with all their texts.
    let rebuild = office.server.node.projector.rebuild("search", wenze_projector::Swap::Yes, |_| {}).await.unwrap();
    assert!(rebuild.parity.unwrap().iter().all(wenze_projector::Difference::is_none));
    assert!(tables_with(&owner, "差旅").await.iter().any(|table| table.contains("_old.")));

    let mut connection = owner.acquire().await.unwrap();
    let parts: Vec<(Uuid, i16)> = sqlx::query_as("select event_id, part_no from vault.part where event_id = $1")
        .bind(event)
        .fetch_all(&owner)
        .await
        .unwrap();
    erase_parts(&mut connection, LOG.0, &parts).await.unwrap();
    let answer = office.asked("q=报销").await;
    assert_eq!((&answer["count"], &answer["items"][0]["case"]), (&json!(1), &json!(other)));
    assert_eq!(answer["facets"]["years"], json!([{ "year": 2024, "cases": 1 }]));
    assert_eq!(office.found("q=差旅费").await, Vec::<Uuid>::new());
    assert_eq!(tables_with(&owner, "差旅").await, [""; 0], "in no table, in use or replaced");

    let person = format!("person:{}", sample::object("official"));
    erase_subject(&mut connection, LOG.0, &person).await.unwrap();
    assert_eq!(office.found("q=欧阳明华").await, Vec::<Uuid>::new());
    assert_eq!(tables_with(&owner, "阳明").await, [""; 0]);
    assert_eq!(office.found("q=电话费").await, [other], "what was not erased is found as before");

    // Built anew from a log and a vault in which they are erased, the tables are the same.
    let rebuilt =
        office.server.node.projector.rebuild("search", wenze_projector::Swap::CompareOnly, |_| {}).await.unwrap();
    let parity = rebuilt.parity.unwrap();
    assert!(parity.iter().all(wenze_projector::Difference::is_none), "{parity:?}");
}
