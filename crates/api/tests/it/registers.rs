//! Persons and organs.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::setting::{OFFICE, Setting, ask, report};

fn organ(name: &str) -> Value {
    json!({
        "kind": "OrganRecorded", "occurred": { "date": "2018-01-01" },
        "payload": { "name": name, "level": "county", "kind": "cdi" }
    })
}

fn official(name: &str) -> Value {
    json!({
        "kind": "OfficialRecorded", "occurred": { "date": "2020-01-01" },
        "payload": { "name": name, "identity": "civil_servant", "status": "in_office" }
    })
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_official_is_recorded_with_a_post_at_an_organ(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let organ = setting.post("/api/v1/organs", &organ("县纪委监委")).await;
    assert_eq!(organ.status, StatusCode::CREATED, "{}", organ.text());
    let organ_id = organ.json()["id"].clone();
    let person = setting.post("/api/v1/persons", &official("王五")).await;
    assert_eq!(person.header("location"), format!("/api/v1/persons/{}", person.json()["id"].as_str().unwrap()));
    let held = json!({
        "kind": "PostHeld", "occurred": { "date": "2021-06" },
        "refs": { "official": [person.json()["id"]], "organ": [organ_id] },
        "payload": { "post": "监督检查室主任", "level": "county", "post_kind": "other", "elected": false }
    });
    let held = setting.post("/api/v1/persons", &held).await;
    assert_eq!((held.status, held.header("etag")), (StatusCode::CREATED, "\"2\""), "{}", held.text());
    assert_eq!(held.header("location"), person.header("location"), "a post stands with its person");

    let position = held.header("wenze-position");
    let shown = setting.send(ask("GET", person.header("location")).header("wenze-position", position)).await;
    assert_eq!((shown.status, shown.header("etag")), (StatusCode::OK, "\"2\""), "{}", shown.text());
    let shown = shown.json();
    assert_eq!((&shown["name"], &shown["identity"]), (&json!("王五"), &json!("civil_servant")));
    assert_eq!((&shown["posts"][0]["post"], &shown["posts"][0]["from"]), (&json!("监督检查室主任"), &json!("2021-06")));
    assert_eq!(shown["posts"][0]["organ"], organ_id);
    let renamed = json!({
        "kind": "OrganChanged", "occurred": { "date": "2022-01-01" }, "refs": { "organ": [organ_id] },
        "payload": { "name": "县监委", "level": "county", "kind": "cdi" }
    });
    let renamed = setting.post("/api/v1/organs", &renamed).await;
    let position = renamed.header("wenze-position");
    let shown = setting.send(ask("GET", renamed.header("location")).header("wenze-position", position)).await.json();
    assert_eq!((&shown["name"], &shown["version"]), (&json!("县监委"), &json!(2)));
    let list = setting.send(ask("GET", "/api/v1/organs?name=%E7%9B%91%E5%A7%94").header("wenze-position", position));
    assert_eq!(list.await.json()["items"][0]["id"], organ_id);
    setting.get(&format!("/api/v1/persons/{OFFICE}")).await.problem(404, "not-found");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn entries_of_one_person_are_merged_in_one_request_and_each_says_so(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let mut ids = Vec::new();
    for name in ["王五", "王伍"] {
        ids.push(setting.post("/api/v1/persons", &official(name)).await.json()["id"].clone());
    }
    let merger = |merged: &Value| {
        json!({
            "kind": "OfficialsMerged", "occurred": { "date": "2022-01-01" },
            "refs": { "official": [ids[0]], "merged_official": [merged] },
            "payload": { "reason": "同一人重复登记", "approval": "not_recorded" }
        })
    };
    let before = setting.stored().await;
    for nobody in [&ids[0], &json!(OFFICE)] {
        let refused = setting.post("/api/v1/persons", &merger(nobody)).await;
        assert!(refused.status.is_client_error(), "{}", refused.text());
    }
    assert_eq!(setting.stored().await, before, "neither stream holds a merger that was refused");
    let merged = setting.post("/api/v1/persons", &merger(&ids[1])).await;
    assert_eq!((merged.status, merged.header("etag")), (StatusCode::CREATED, "\"2\""), "{}", merged.text());
    assert_eq!(merged.json()["id"], ids[0], "the answer is about the one who stays");
    // Papers go on naming the entry that was merged.
    let organ = setting.post("/api/v1/organs", &organ("县纪委监委")).await.json()["id"].clone();
    let held = json!({
        "kind": "PostHeld", "occurred": { "date": "2021-06" }, "refs": { "official": [ids[1]], "organ": [organ] },
        "payload": { "post": "监督检查室主任", "level": "county", "post_kind": "other", "elected": false }
    });
    let held = setting.post("/api/v1/persons", &held).await;
    assert_eq!((held.status, held.header("etag")), (StatusCode::CREATED, "\"3\""), "{}", held.text());
    let mut shown = Vec::new();
    for id in &ids {
        let path = format!("/api/v1/persons/{}", id.as_str().unwrap());
        shown
            .push(setting.send(ask("GET", &path).header("wenze-position", held.header("wenze-position"))).await.json());
    }
    assert_eq!((&shown[0]["merged"], &shown[0]["merged_into"]), (&json!([ids[1]]), &Value::Null));
    assert_eq!((&shown[1]["merged"], &shown[1]["merged_into"]), (&json!([]), &ids[0]));
    assert_eq!((&shown[0]["name"], &shown[1]["name"]), (&json!("王五"), &json!("王伍")));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn registers_are_listed_in_pages(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let mut last = String::new();
    for name in ["甲", "乙", "丙"] {
        setting.post("/api/v1/organs", &organ(name)).await;
        last = setting.post("/api/v1/persons", &official(name)).await.header("wenze-position").to_owned();
    }
    for (folder, key) in [("organs", "name"), ("persons", "name")] {
        let first =
            setting.send(ask("GET", &format!("/api/v1/{folder}?limit=2")).header("wenze-position", &last)).await;
        let first = first.json();
        let second = setting.get(first["next"].as_str().unwrap()).await.json();
        let names: Vec<&str> = [&first, &second]
            .iter()
            .flat_map(|p| p["items"].as_array().unwrap())
            .map(|i| i[key].as_str().unwrap())
            .collect();
        assert_eq!((names.len(), &second["next"]), (3, &Value::Null), "{names:?}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn each_act_has_its_own_place(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let (case, _) = setting.open_case().await;
    let before = setting.stored().await;
    for (path, act) in [
        ("/api/v1/persons", organ("县纪委")),
        ("/api/v1/organs", official("王五")),
        ("/api/v1/persons", report("2024-03-05")),
        ("/api/v1/cases", official("王五")),
        (&format!("{case}/acts"), organ("县纪委")),
    ] {
        let problem = setting.post(path, &act).await.problem(400, "malformed");
        assert_eq!(problem["pointer"], "/kind", "{path}");
    }
    let mut mine = official("王五");
    mine["refs"] = json!({ "official": [OFFICE] });
    let both = json!({ "acts": [mine.clone(), official("赵六")] });
    setting.post("/api/v1/persons", &both).await.problem(400, "malformed");
    assert_eq!(setting.stored().await, before);
    assert_eq!(setting.post("/api/v1/persons", &mine).await.status, StatusCode::CREATED);
    let twice = setting.post("/api/v1/persons", &mine).await.problem(409, "object-exists");
    assert_eq!(twice["pointer"], "/refs/official");
    let stale = ask("POST", "/api/v1/persons").acting().header("if-match", "\"7\"").json(&mine);
    setting.send(stale).await.problem(412, "stale");
}
