//! Lists: filters, pages, and reading one's own writes.

use axum::http::StatusCode;
use serde_json::Value;
use sqlx::PgPool;

use crate::setting::{Reply, Setting, ask, filed, registered, report};

async fn fresh(setting: &Setting, path: &str, last: &Reply) -> Value {
    let reply = setting.send(ask("GET", path).header("wenze-position", last.header("wenze-position"))).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_case_is_on_one_page_and_the_last_written_first(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let mut opened = Vec::new();
    let mut last = None;
    for day in 1..=5 {
        let reply = setting.post("/api/v1/cases", &report(&format!("2024-03-0{day}"))).await;
        opened.push(reply.json()["id"].as_str().unwrap().to_owned());
        last = Some(reply);
    }
    opened.reverse();
    let mut page = fresh(&setting, "/api/v1/cases?limit=2&designation=report", &last.unwrap()).await;
    let mut listed = Vec::new();
    let mut pages = 1;
    loop {
        listed.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str().map(str::to_owned) else { break };
        assert!(next.starts_with("/api/v1/cases?") && next.contains("designation=report"), "{next}");
        page = setting.get(&next).await.json();
        pages += 1;
    }
    assert_eq!((listed, pages), (opened, 3));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn cases_are_found_by_number_and_by_stage(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (first, letter) = setting.open_case().await;
    let (second, _) = setting.open_case().await;
    setting.post(&format!("{first}/acts"), &registered(&letter, "信〔2024〕100%号")).await;
    let last = setting.post(&format!("{second}/acts"), &filed("纪立〔2024〕7号", "2024-04-01")).await;
    let listed = |page: Value| -> Vec<String> {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|i| format!("/api/v1/cases/{}", i["id"].as_str().unwrap()))
            .collect()
    };
    let found = fresh(&setting, "/api/v1/cases?number=100%25", &last).await;
    assert_eq!(listed(found), std::slice::from_ref(&first));
    let found = fresh(&setting, "/api/v1/cases?number=%E3%80%947%E5%8F%B7", &last).await;
    assert_eq!(listed(found), Vec::<String>::new());
    let found = fresh(&setting, "/api/v1/cases?designation=case", &last).await;
    let item = &found["items"][0];
    assert_eq!((&item["case_no"], &item["opened_on"]), (&"纪立〔2024〕7号".into(), &"2024-04-01".into()));
    assert_eq!(item["respondents"][0]["name"], "张三");
    let stage = format!("{}/{}", item["stage"]["machine"].as_str().unwrap(), item["stage"]["state"].as_str().unwrap());
    assert_eq!(item["respondents"][0]["tracks"][0]["track"], "party");
    assert_eq!(listed(fresh(&setting, &format!("/api/v1/cases?stage={stage}"), &last).await), [second]);
    assert_eq!(listed(fresh(&setting, "/api/v1/cases?stage=report/registered", &last).await), [first]);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_list_that_cannot_show_the_callers_write_says_so(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let reply = setting.post("/api/v1/cases", &report("2024-03-05")).await;
    let position = reply.header("wenze-position");
    let started = std::time::Instant::now();
    let behind = setting.send(ask("GET", "/api/v1/cases").header("wenze-position", position)).await;
    behind.problem(503, "view-behind");
    assert_eq!(behind.header("retry-after"), "1");
    assert!(started.elapsed() < std::time::Duration::from_secs(10), "the wait is bounded");
    let case = setting.get(reply.header("location")).await;
    assert_eq!(case.status, StatusCode::OK, "the case itself is folded from the log");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_is_asked_wrongly_is_refused_and_not_passed_over(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (case, _) = setting.open_case().await;
    for path in [
        "/api/v1/cases?limit=0",
        "/api/v1/cases?limit=201",
        "/api/v1/cases?limit=-1",
        "/api/v1/cases?limit=1&limit=2",
        "/api/v1/cases?state=closed",
        "/api/v1/cases?stage=track",
        "/api/v1/cases?stage=track/lost",
        "/api/v1/cases?designation=person",
        "/api/v1/cases?number=%00",
        "/api/v1/organs?name=%00",
        "/api/v1/persons?name=x",
    ] {
        setting.get(path).await.problem(400, "query");
    }
    for page in ["events", "audit"] {
        setting.get(&format!("{case}/{page}?after=-1")).await.problem(400, "query");
        setting.get(&format!("{case}/{page}?limit=1000")).await.problem(400, "query");
    }
    for path in ["/api/v1/cases?cursor=x", "/api/v1/persons?cursor=x", "/api/v1/organs?cursor=AAAA"] {
        setting.get(path).await.problem(400, "token");
    }
    setting.send(ask("GET", "/api/v1/cases").header("wenze-position", "17")).await.problem(400, "token");
    let refused = setting.get("/api/v1/cases?cursor=x&lang=en").await.problem(400, "token");
    assert!(!refused["detail"].as_str().unwrap().contains("cursor=x"));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_long_history_is_read_in_pages(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (case, letter) = setting.open_case().await;
    let mut last = None;
    for number in 1..=4 {
        last = Some(setting.post(&format!("{case}/acts"), &registered(&letter, &number.to_string())).await);
        if last.as_ref().unwrap().status == StatusCode::CONFLICT {
            let mut again = registered(&letter, &number.to_string());
            again["confirm_out_of_order"] = serde_json::json!({ "reason": "补登" });
            last = Some(setting.post(&format!("{case}/acts"), &again).await);
        }
    }
    let last = last.unwrap();
    assert_eq!(last.header("etag"), "\"5\"", "{}", last.text());
    for page in ["events", "audit"] {
        let mut path = format!("{case}/{page}?limit=2&lang=en");
        let mut versions = Vec::new();
        loop {
            let body = fresh(&setting, &path, &last).await;
            versions.extend(body["items"].as_array().unwrap().iter().map(|item| item["version"].as_i64().unwrap()));
            match body["next"].as_str() {
                Some(next) => path = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(versions, [1, 2, 3, 4, 5], "{page}");
        let beyond = fresh(&setting, &format!("{case}/{page}?after=5"), &last).await;
        assert_eq!(beyond["items"], serde_json::json!([]));
        let nowhere = "/api/v1/cases/0192f0c1-0000-7000-8000-00000000dead";
        setting.get(&format!("{nowhere}/{page}?after=5")).await.problem(404, "not-found");
    }
}
