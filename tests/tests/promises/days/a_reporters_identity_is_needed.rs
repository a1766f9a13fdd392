//! Who reported is needed: on a stated ground, with the consent of another person, told once; and then it is seen nowhere: in no page,
//! search, export or log.

use serde_json::{Value, json};
use sqlx::PgPool;
use wenze_domain::codes::Role;
use wenze_tests::acts::with;
use wenze_tests::tables::contents;

use super::house::{House, Person};
use crate::access::province::COUNTY;
use crate::private_text_stays_private::{Heard, shows};

/// Who reported.
const NAME: &str = "封存的举报人某甲";
/// Why it is needed.
const GROUND: &str = "须当面核实线索来源";

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn it_is_opened_once_on_a_ground_and_visible_nowhere_afterwards(owner: PgPool) {
    let heard = Heard::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false).with_writer(heard.clone());
    let _listening = tracing::subscriber::set_default(subscriber.finish());
    let house = House::open(&owner).await;
    let intake = house.employ(COUNTY, "lin", "林访", Role::Intake).await;
    let head = house.employ(COUNTY, "zhou", "周正", Role::OrganHead).await;
    let inspector = house.employ(COUNTY, "wang", "王查", Role::Inspector).await;
    let report = with(wenze_tests::acts::report(uuid::Uuid::now_v7(), "2024-03-05"), "/payload/reporter", json!(NAME));
    let opened = intake.post("cases", &report).await;
    assert_eq!(opened.status, 201, "{opened:?}");
    let case = opened.json()["id"].as_str().unwrap().to_owned();
    let event = intake.get(&format!("cases/{case}/events")).await.json()["items"][0]["event"].clone();

    // Without a ground nobody is asked; with one, another person answers; then it is told once.
    let folder = format!("cases/{case}/openings");
    let wish = |ground: &str| json!({ "event": event["event_id"], "part": event["payload"]["reporter"]["$part"], "ground": ground });
    intake.post(&folder, &wish(" ")).await.problem(400, "malformed");
    inspector.post(&folder, &wish(GROUND)).await.problem(403, "not-permitted");
    let asked = intake.post(&folder, &wish(GROUND)).await.json();
    let path = format!("{folder}/{}", asked["id"].as_str().unwrap_or_else(|| panic!("{asked:#}")));
    intake.post(&format!("{path}/text"), &Value::Null).await.problem(409, "opening");
    let yes = json!({ "result": "approved" });
    intake.post(&format!("{path}/decision"), &yes).await.problem(403, "not-permitted");
    assert_eq!(head.post(&format!("{path}/decision"), &yes).await.json()["state"], "open");
    let told = intake.post(&format!("{path}/text"), &Value::Null).await;
    assert_eq!((told.json()["text"].as_str(), told.header("cache-control")), (Some(NAME), Some("no-store")));
    intake.post(&format!("{path}/text"), &Value::Null).await.problem(409, "opening");

    // In no page, for nobody, whoever opened it and whoever agreed included.
    house.shown().await;
    for person in [&intake, &head, &inspector] {
        nothing_shows_it(person, &case).await;
    }
    assert!(!shows(&heard.text(), NAME), "a log shows it");
    for person in [&intake, &head, &inspector] {
        let found = person.get(&format!("search?q={}", encoded(NAME))).await.json();
        assert_eq!((&found["count"], &found["items"]), (&json!(0), &json!([])), "{found:#}");
        let page = person.page(&format!("/search?q={}", encoded(NAME))).await;
        assert!(page.status == 200 && !page.body.contains(&case), "{}", page.body);
    }
    let casework = &house.office().server.node.casework;
    for open in [true, false] {
        let exported = casework.export_case(case.parse().unwrap(), open).await.unwrap();
        let acts: String = exported.iter().flat_map(|own| &own.acts).map(Value::to_string).collect();
        assert!(acts.contains("ReportReceived") && !shows(&acts, NAME), "{acts}");
    }
    for (table, rows) in contents(&owner, &["log", "read%", "projector", "vault", "access", "public"]).await {
        assert!(!rows.iter().any(|row| shows(row, NAME)), "{table}");
    }
    // That it was opened, by whom and why, stands with the case for whoever answers for it.
    let accesses = head.get(&format!("cases/{case}/accesses?lang=zh-CN")).await.json();
    let kinds: Vec<&str> =
        accesses["items"].as_array().unwrap().iter().filter_map(|one| one["kind"].as_str()).collect();
    assert_eq!(&kinds[..3], ["SealedOpeningRequested", "SealedOpeningDecided", "SealedPartOpened"], "{accesses:#}");
    assert!(accesses["items"][0]["sentence"].as_str().unwrap().contains(GROUND), "{accesses:#}");
}

/// Every page and answer about the case, as far as somebody may read it.
async fn nothing_shows_it(person: &Person<'_>, case: &str) {
    let pages = ["", "/record", "/replay", "/blame", "/story", "/sheet", "/responsibility", "/relations", "/what-if"];
    let pages = pages.iter().map(|page| format!("/cases/{case}{page}"));
    let lists = ["/cases", "/work", "/overview", "/statistics", "/drafts"].iter().map(|page| (*page).to_owned());
    let answers = ["", "/events", "/audit", "/state?version=1", "/acts", "/obligations", "/blame", "/accesses"];
    let answers = answers.iter().map(|answer| format!("/api/v1/cases/{case}{answer}"));
    let mut shown = 0;
    for path in pages.chain(lists).chain(answers) {
        let reply = person.page(&path).await;
        assert!(!shows(&reply.body, NAME), "{path}: {}", reply.body);
        shown += usize::from(reply.status == 200);
    }
    assert!(shown > 8, "only {shown} were read by {}", person.role);
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| encoded + &format!("%{byte:02X}"))
}
