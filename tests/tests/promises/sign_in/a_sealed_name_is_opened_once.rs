//! A reporter's identity is needed: on a ground, approved by another person, told once to whoever asked, and then found nowhere.

use serde_json::{Value, json};
use sqlx::PgPool;
use wenze_domain::codes::Role;
use wenze_tests::acts::with;
use wenze_tests::tables::contents;

use super::office::Office;
use crate::api::server::Reply;

/// Who reported.
const NAME: &str = "密封的举报人姓名";
/// Why it is needed.
const GROUND: &str = "须当面核实线索来源";

/// An office with a report, and the people who have to do with it.
struct Sealed {
    office: Office,
    case: String,
    event: String,
    part: i64,
}

impl Sealed {
    async fn begin(owner: &PgPool) -> Self {
        let mut office = Office::open(owner).await;
        office.server.node.start_views();
        office.employ("intake", &[Role::Intake]).await;
        office.employ("boss", &[Role::Supervisor]).await;
        office.employ("wang", &[Role::Inspector]).await;
        let cookie = office.sign_in("intake").await;
        let report = wenze_tests::acts::report(uuid::Uuid::now_v7(), "2024-03-05");
        let report = with(report, "/payload/reporter", json!(NAME));
        let lines = [("cookie", cookie.as_str())];
        let opened = office.server.ask("POST", "/api/v1/cases", &lines, Some(&report)).await;
        let case = opened.header("location").unwrap().to_owned();
        let stored = office.server.ask("GET", &format!("{case}/events"), &lines, None).await.json();
        let event = &stored["items"][0]["event"];
        let part = event["payload"]["reporter"]["$part"].as_i64().unwrap();
        let event = event["event_id"].as_str().unwrap().to_owned();
        Self { office, case, event, part }
    }

    async fn post(&self, login: &str, path: &str, body: Option<&Value>) -> Reply {
        let cookie = self.office.sign_in(login).await;
        self.office.server.ask("POST", &format!("{}{path}", self.case), &[("cookie", &cookie)], body).await
    }

    fn wish(&self, ground: &str) -> Value {
        json!({ "event": self.event, "part": self.part, "ground": ground })
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn another_person_approves_and_it_is_told_once(owner: PgPool) {
    let sealed = Sealed::begin(&owner).await;
    let asked = sealed.post("intake", "/openings", Some(&sealed.wish(GROUND))).await;
    assert_eq!((asked.status, asked.header("cache-control")), (201, Some("no-store")), "{asked:?}");
    let opening = asked.json();
    assert_eq!((opening["state"].as_str(), opening["second_person"].as_bool()), (Some("waiting"), Some(true)));
    let path = format!("/openings/{}", opening["id"].as_str().unwrap());
    let (text, decision) = (format!("{path}/text"), format!("{path}/decision"));
    sealed.post("intake", &text, None).await.problem(409, "opening");
    let yes = json!({ "result": "approved" });
    sealed.post("intake", &decision, Some(&yes)).await.problem(403, "not-permitted");
    sealed.post("wang", &decision, Some(&yes)).await.problem(403, "not-permitted");
    let approved = sealed.post("boss", &decision, Some(&yes)).await;
    assert_eq!(approved.json()["state"], "open", "{approved:?}");
    sealed.post("boss", &decision, Some(&yes)).await.problem(409, "opening");
    sealed.post("boss", &text, None).await.problem(403, "not-permitted");
    let opened = sealed.post("intake", &text, None).await;
    assert_eq!((opened.status, opened.header("cache-control")), (200, Some("no-store")), "{opened:?}");
    assert_eq!(opened.json()["text"], NAME);
    let again = sealed.post("intake", &text, None).await.problem(409, "opening");
    assert!(!again.to_string().contains(NAME));

    // It is found nowhere else, whoever looks.
    sealed.office.server.node.caught_up().await;
    let tables = contents(&owner, &["log", "read%", "projector", "vault", "access", "public"]).await;
    let hex = NAME.bytes().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    for (table, rows) in tables {
        let shows = rows.iter().any(|row| row.contains(NAME) || row.contains(&hex));
        assert!(!shows, "{table}");
    }
    let casework = &sealed.office.server.node.casework;
    let case = sealed.case.rsplit('/').next().unwrap().parse().unwrap();
    for open in [true, false] {
        let exported = casework.export_case(case, open).await.unwrap();
        let acts: String = exported.iter().flat_map(|own| &own.acts).map(Value::to_string).collect();
        assert!(!acts.contains(NAME) && acts.contains("ReportReceived"), "{acts}");
    }
    let cookie = sealed.office.sign_in("boss").await;
    for path in ["", "/events", "/state?version=1", "/accesses"] {
        let seen =
            sealed.office.server.ask("GET", &format!("{}{path}", sealed.case), &[("cookie", &cookie)], None).await;
        assert!(seen.status == 200 && !seen.body.contains(NAME), "{path}: {seen:?}");
    }
    // Who asked, approved and opened is told to whoever supervises, the part by its place alone.
    let path = format!("{}/accesses?lang=zh-CN", sealed.case);
    let told = sealed.office.server.ask("GET", &path, &[("cookie", &cookie)], None).await.json();
    let items = told["items"].as_array().unwrap();
    let kinds: Vec<&str> = items.iter().map(|one| one["kind"].as_str().unwrap()).collect();
    let expected = ["SealedOpeningRequested", "SealedOpeningDecided", "SealedPartOpened", "HistoryReplayed"];
    assert_eq!(kinds, expected, "{told:#}");
    assert!(items[0]["sentence"].as_str().unwrap().contains(GROUND), "{told:#}");
    assert_eq!(items[2]["state"], "opened");
    let cookie = sealed.office.sign_in("wang").await;
    let own = sealed.office.server.ask("GET", &format!("{}/accesses", sealed.case), &[("cookie", &cookie)], None).await;
    own.problem(403, "not-permitted");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn without_a_ground_a_role_or_a_sealed_part_there_is_nothing_to_open(owner: PgPool) {
    let sealed = Sealed::begin(&owner).await;
    for ground in ["", "   "] {
        let refused = sealed.post("intake", "/openings", Some(&sealed.wish(ground))).await.problem(400, "malformed");
        assert_eq!(refused["pointer"], "/ground");
    }
    sealed
        .post("intake", "/openings", Some(&json!({ "event": sealed.event, "part": 1 })))
        .await
        .problem(400, "malformed");
    sealed.post("wang", "/openings", Some(&sealed.wish(GROUND))).await.problem(403, "not-permitted");
    let open_text = with(sealed.wish(GROUND), "/part", json!(sealed.part + 40));
    sealed.post("intake", "/openings", Some(&open_text)).await.problem(404, "not-found");
    // One who says no says no for good.
    let asked = sealed.post("intake", "/openings", Some(&sealed.wish(GROUND))).await.json();
    let path = format!("/openings/{}", asked["id"].as_str().unwrap());
    let no = json!({ "result": "refused" });
    assert_eq!(sealed.post("boss", &format!("{path}/decision"), Some(&no)).await.json()["state"], "refused");
    sealed.post("intake", &format!("{path}/text"), None).await.problem(409, "opening");
    let unsigned = sealed.office.server.ask("POST", &format!("{}{path}/text", sealed.case), &[], None).await;
    unsigned.problem(401, "sign-in");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_replay_is_recorded_once_a_day_for_each_moment(owner: PgPool) {
    let sealed = Sealed::begin(&owner).await;
    let cookie = sealed.office.sign_in("wang").await;
    let read = async |query: &str| {
        let path = format!("{}/state{query}", sealed.case);
        let seen = sealed.office.server.ask("GET", &path, &[("cookie", &cookie)], None).await;
        assert_eq!(seen.status, 200, "{seen:?}");
        sealed.office.events().await
    };
    let before = read("").await;
    assert_eq!(read("?as_of=2024-03-06").await, before + 1);
    assert_eq!(read("?as_of=2024-03-06").await, before + 1, "the same again");
    assert_eq!(read("?as_of=2024-03-07").await, before + 2, "another moment");
    assert_eq!(read("?version=1").await, before + 3);
    assert_eq!(read("?version=1").await, before + 3);
    let purpose = json!({ "as_of": "2024-03-06T00:00:00Z", "purpose": "复核程序" });
    assert_eq!(sealed.post("wang", "/replays", Some(&purpose)).await.status, 204);
    let nowhere = "/api/v1/cases/0192f0c1-0000-7000-8000-00000000dead/replays";
    let nowhere = sealed.office.server.ask("POST", nowhere, &[("cookie", &cookie)], Some(&purpose)).await;
    nowhere.problem(404, "not-found");
}
