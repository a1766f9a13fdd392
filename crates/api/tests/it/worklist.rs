//! What a person has to do and an office has to take up, over HTTP.

use axum::http::StatusCode;
use chrono::Utc;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::procedure::judges;
use crate::setting::{OFFICE, PERSON, Reply, Setting, ask};

fn ok(reply: &Reply) -> Value {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

/// How many tasks a list has in a tab, by its own count.
fn count(list: &Value, tab: &str) -> i64 {
    let tabs = list["counts"].as_array().unwrap();
    tabs.iter().find(|one| one["tab"]["code"] == tab).unwrap()["tasks"].as_i64().unwrap()
}

/// The cases on all pages that begin at an address.
async fn cases(setting: &Setting, address: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = Some(address.to_owned());
    while let Some(address) = next {
        let page = ok(&setting.get(&address).await);
        let items = page["items"].as_array().unwrap();
        found.extend(items.iter().map(|item| item["case"].as_str().unwrap().to_owned()));
        next = page["next"].as_str().map(str::to_owned);
    }
    found
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_task_is_taken_from_the_pool_and_done(owner: PgPool) {
    let setting = Setting::judged_by(owner, judges()).await;
    for _ in 0..4 {
        setting.open_case().await;
    }
    let (case, report) = setting.open_case().await;
    let written = setting.post(&format!("{case}/acts"), &assigned(&report)).await;
    assert_eq!(written.status, StatusCode::CREATED, "{}", written.text());
    let position = written.header("wenze-position").to_owned();

    let mine = format!("/api/v1/worklist?person={PERSON}");
    let reply = setting.send(ask("GET", &mine).header("wenze-position", &position)).await;
    let list = ok(&reply);
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list:#}");
    let task = &list["items"][0];
    assert_eq!(format!("/api/v1/cases/{}", task["case"].as_str().unwrap()), case);
    assert_eq!((&task["due"], &task["state"]["code"]), (&json!("2024-03-15"), &json!("overdue")));
    assert_eq!((&task["acts"][0]["code"], &task["acts"][0]["words"]), (&json!("ReportAccepted"), &json!("受理")));
    assert_eq!((&task["person"], &task["office"]), (&json!(PERSON), &Value::Null));
    assert_eq!(task["last"]["kind"]["code"], "HandlerAssigned");
    assert_eq!((&task["began_on"], &task["stage"]["designation"]), (&json!("2024-03-05"), &json!("report")));
    assert_eq!(task["subjects"][0]["name"], "张三", "{task:#}");
    assert!(task["words"].as_str().unwrap().contains("应于2024年3月15日前办结"), "{task:#}");
    assert!(task["days_left"].as_i64().unwrap() < 0 && task["age_days"].as_i64().unwrap() > 10);
    // Its day can be looked up step by step.
    let derived = ok(&setting.get(task["derivation"].as_str().unwrap()).await);
    let obligation = &derived["obligation"];
    assert_eq!((&obligation["id"], &obligation["due"]), (&task["obligation"], &task["due"]), "{derived:#}");
    assert!(!derived["steps"].as_array().unwrap().is_empty());
    let english = ok(&setting.get(&format!("{mine}&lang=en")).await);
    assert!(english["items"][0]["words"].as_str().unwrap().contains("days overdue"), "{english:#}");
    assert_eq!(english["counts"][0]["tab"]["words"], "To do");

    let office = format!("/api/v1/worklist?office={OFFICE}&limit=2");
    let mut pool = cases(&setting, &office).await;
    assert_eq!(pool.len(), 4, "each once, and not what somebody has: {pool:?}");
    pool.sort();
    pool.dedup();
    assert_eq!(pool.len(), 4);
    assert_eq!((count(&list, "todo"), count(&ok(&setting.get(&office).await), "pool")), (1, 4));

    // What its holder must hand over before he leaves.
    let duties = format!("/api/v1/persons/{PERSON}/open-duties");
    let held = ok(&setting.get(&duties).await);
    assert_eq!((count(&held, "todo"), &held["items"]), (1, &list["items"]), "{held:#}");
    assert_eq!(held["counts"].as_array().unwrap().len(), 3, "what is done is nobody's duty: {held:#}");

    let accepted = setting.post(&format!("{case}/acts"), &accepted(&report)).await;
    assert_eq!(accepted.status, StatusCode::CREATED, "{}", accepted.text());
    let position = accepted.header("wenze-position").to_owned();
    let done = ok(&setting.send(ask("GET", &format!("{mine}&tab=done")).header("wenze-position", &position)).await);
    assert_eq!((count(&done, "todo"), count(&done, "done")), (0, 1), "{done:#}");
    assert_eq!(ok(&setting.get(&duties).await)["items"], json!([]));
    assert_eq!(done["items"][0]["state"]["code"], "done", "{done:#}");
    assert_eq!(done["items"][0]["event"], accepted.json()["events"][0]["event_id"]);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_reader_names_the_moment_from_now_on(owner: PgPool) {
    let setting = Setting::judged_by(owner, judges()).await;
    let today = Utc::now().date_naive();
    let written = setting.post("/api/v1/cases", &crate::setting::report(&today.to_string())).await;
    let position = written.header("wenze-position").to_owned();
    let pool = format!("/api/v1/worklist?office={OFFICE}");
    let now = setting.send(ask("GET", &pool).header("wenze-position", &position)).await;
    let state = |list: &Value| list["items"][0]["state"]["code"].clone();
    assert!(["running", "due_soon"].iter().any(|code| state(&ok(&now)) == *code), "{}", now.text());
    let later = today + chrono::Duration::days(40);
    assert_eq!(state(&ok(&setting.get(&format!("{pool}&as_of={later}")).await)), "overdue");
    let same = setting.send(ask("GET", &pool).header("if-none-match", now.header("etag"))).await;
    assert_eq!(same.status, StatusCode::NOT_MODIFIED);

    let past = setting.get(&format!("{pool}&as_of=2024-03-05")).await.problem(400, "query");
    assert!(past["detail"].as_str().unwrap().contains("obligations"), "it says where to look: {past:#}");
    for wrong in [
        "/api/v1/worklist".to_owned(),
        format!("/api/v1/worklist?person={PERSON}&office={OFFICE}"),
        format!("/api/v1/worklist?person={PERSON}&tab=pool"),
        format!("/api/v1/worklist?office={OFFICE}&tab=todo"),
        format!("/api/v1/worklist?office={OFFICE}&tab=mine"),
        format!("/api/v1/worklist?office={OFFICE}&as_of=soon"),
        format!("/api/v1/worklist?office={OFFICE}&limit=201"),
        format!("/api/v1/worklist?office={OFFICE}&after=1"),
        "/api/v1/worklist?office=7".to_owned(),
    ] {
        setting.get(&wrong).await.problem(400, "query");
    }
    setting.get(&format!("/api/v1/worklist?office={OFFICE}&cursor=made-up")).await.problem(400, "token");
    let nobody = ok(&setting.get("/api/v1/worklist?person=00000000-0000-7000-8000-000000000009").await);
    assert_eq!((&nobody["items"], &nobody["next"]), (&json!([]), &Value::Null));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_person_who_was_entered_twice_has_one_list(owner: PgPool) {
    let setting = Setting::judged_by(owner, judges()).await;
    let mut ids = Vec::new();
    for name in ["王五", "王伍"] {
        let official = json!({
            "kind": "OfficialRecorded", "occurred": { "date": "2020-01-01" },
            "payload": { "name": name, "identity": "civil_servant", "status": "in_office" },
        });
        ids.push(setting.post("/api/v1/persons", &official).await.json()["id"].clone());
    }
    let merger = json!({
        "kind": "OfficialsMerged", "occurred": { "date": "2022-01-01" },
        "refs": { "official": [ids[0]], "merged_official": [ids[1]] },
        "payload": { "reason": "同一人重复登记", "approval": "not_recorded" },
    });
    assert_eq!(setting.post("/api/v1/persons", &merger).await.status, StatusCode::CREATED);
    let mut position = String::new();
    for id in &ids {
        let (case, report) = setting.open_case().await;
        let mut act = assigned(&report);
        act["payload"]["person"]["person_id"] = id.clone();
        let reply = setting.post(&format!("{case}/acts"), &act).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.header("wenze-position").clone_into(&mut position);
    }
    // The register is another read model, which the token of a write makes wait too.
    setting.send(ask("GET", "/api/v1/persons").header("wenze-position", &position)).await;
    for id in &ids {
        let path = format!("/api/v1/worklist?person={}", id.as_str().unwrap());
        let list = ok(&setting.send(ask("GET", &path).header("wenze-position", &position)).await);
        let mut names: Vec<&str> =
            list["items"].as_array().unwrap().iter().map(|task| task["person_name"].as_str().unwrap()).collect();
        names.sort_unstable();
        assert_eq!((names, count(&list, "todo")), (vec!["王五", "王伍"], 2), "{list:#}");
        assert_eq!(cases(&setting, &format!("{path}&limit=1")).await.len(), 2);
    }
}

fn assigned(report: &str) -> Value {
    json!({
        "kind": "HandlerAssigned", "occurred": { "date": "2024-03-06" }, "refs": { "object": [report] },
        "payload": {
            "duty": "report", "person": { "person_id": PERSON }, "office": { "organ_id": OFFICE },
            "by": "not_recorded", "received_on": "2024-03-06",
        },
    })
}

fn accepted(report: &str) -> Value {
    json!({
        "kind": "ReportAccepted", "occurred": { "date": "2024-03-12" }, "refs": { "report": [report] },
        "confirm_out_of_order": { "reason": "补录" },
        "payload": { "competent_organ": { "organ_id": OFFICE }, "scope": "not_recorded" },
    })
}
