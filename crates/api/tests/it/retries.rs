//! Sending again, deciding on a version, all or nothing.

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;

use crate::setting::{Ask, OFFICE, PERSON, Setting, accepted, ask, filed, registered, report};

fn keyed(path: &str, key: &str) -> Ask {
    ask("POST", path).acting().header("idempotency-key", key)
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_same_request_again_gets_its_first_answer_also_when_the_case_has_moved_on(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let open = || keyed("/api/v1/cases", "k-1").json(&report("2024-03-05"));
    let first = setting.send(open()).await;
    assert_eq!((first.status, first.header("wenze-repeated")), (StatusCode::CREATED, ""));
    let case = first.header("location").to_owned();
    let letter = first.json()["events"][0]["refs"]["report"][0].as_str().unwrap().to_owned();

    let acts = format!("{case}/acts");
    let write = || keyed(&acts, "k-2").header("if-match", "\"1\"").json(&registered(&letter, "7"));
    let second = setting.send(write()).await;
    assert_eq!(second.status, StatusCode::CREATED, "{}", second.text());
    let moved = setting.post(&acts, &accepted(&letter, "2024-03-08")).await;
    assert_eq!(moved.status, StatusCode::CREATED, "{}", moved.text());

    let before = setting.stored().await;
    for (again, before) in [(setting.send(open()).await, &first), (setting.send(write()).await, &second)] {
        assert_eq!((again.status, &again.body), (before.status, &before.body), "{}", again.text());
        for header in ["location", "etag", "wenze-position"] {
            assert_eq!(again.header(header), before.header(header));
        }
        assert_eq!(again.header("wenze-repeated"), "true");
    }
    assert_eq!(setting.stored().await, before);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_key_belongs_to_one_request_of_one_recorder(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let first = setting.send(keyed("/api/v1/cases", "k").json(&report("2024-03-05"))).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let case = first.header("location").to_owned();
    let before = setting.stored().await;
    setting.send(keyed("/api/v1/cases", "k").json(&report("2024-03-06"))).await.problem(409, "key-reused");
    let other = keyed(&format!("{case}/acts"), "k").json(&filed("1", "2024-04-01"));
    setting.send(other).await.problem(409, "key-reused");
    assert_eq!(setting.stored().await, before);
    let somebody_else = ask("POST", "/api/v1/cases")
        .header("wenze-actor", &format!("{OFFICE};role=INTAKE;office={PERSON}"))
        .header("idempotency-key", "k")
        .json(&report("2024-03-06"));
    assert_eq!(setting.send(somebody_else).await.status, StatusCode::CREATED);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_refused_request_leaves_its_key_free(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let mut wrong = report("2024-03-05");
    wrong["payload"]["source_kind"] = json!("pigeon");
    setting.send(keyed("/api/v1/cases", "k").json(&wrong)).await.problem(400, "malformed");
    let right = setting.send(keyed("/api/v1/cases", "k").json(&report("2024-03-05"))).await;
    assert_eq!(right.status, StatusCode::CREATED);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn who_decided_on_an_older_version_is_told(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let (case, letter) = setting.open_case().await;
    let acts = format!("{case}/acts");
    let on = |version: &str| ask("POST", &acts).acting().header("if-match", version);
    assert_eq!(setting.send(on("\"1\"").json(&registered(&letter, "7"))).await.status, StatusCode::CREATED);
    let before = setting.stored().await;
    let stale = setting.send(on("\"1\"").json(&accepted(&letter, "2024-03-08"))).await.problem(412, "stale");
    assert!(stale["detail"].as_str().unwrap().contains('2'), "{stale}");
    setting.send(on("\"9\"").json(&accepted(&letter, "2024-03-08"))).await.problem(412, "stale");
    assert_eq!(setting.stored().await, before);
    let offers = setting.get(&acts).await;
    let decided = setting.send(on(offers.header("etag")).json(&accepted(&letter, "2024-03-08"))).await;
    assert_eq!(decided.status, StatusCode::CREATED, "the page of possible acts names its version");
}

/// Another node writes; what this one has in memory is behind. The first look must not decide what the caller is told.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_case_that_another_node_moved_is_judged_as_it_stands(owner: PgPool) {
    let here = Setting::without_views(owner.clone()).await;
    let there = Setting::without_views(owner).await;
    let (case, letter) = here.open_case().await;
    let acts = format!("{case}/acts");
    let second = there.post(&acts, &report("2024-03-06")).await;
    assert_eq!(second.status, StatusCode::CREATED, "{}", second.text());
    let new = second.json()["events"][0]["refs"]["report"][0].as_str().unwrap().to_owned();
    let on_new = here.post(&acts, &registered(&new, "8")).await;
    assert_eq!(on_new.status, StatusCode::CREATED, "an object the other node made: {}", on_new.text());
    assert_eq!(there.post(&acts, &registered(&letter, "7")).await.status, StatusCode::CREATED);
    let matched = ask("POST", &acts).acting().header("if-match", "\"4\"").json(&accepted(&letter, "2024-03-08"));
    let matched = here.send(matched).await;
    assert_eq!(matched.status, StatusCode::CREATED, "the version of now: {}", matched.text());
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_list_of_acts_is_recorded_whole_or_not_at_all(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let (case, letter) = setting.open_case().await;
    let acts = format!("{case}/acts");
    let before = setting.stored().await;
    let lost = "0192f0c1-0000-7000-8000-00000000dead";
    let list =
        json!({ "acts": [registered(&letter, "7"), accepted(&letter, "2024-03-08"), accepted(lost, "2024-03-09")] });
    let refused = setting.post(&acts, &list).await.problem(422, "object-missing");
    assert_eq!((&refused["index"], &refused["pointer"]), (&json!(2), &json!("/acts/2/refs/report")));
    let mut wrong = registered(&letter, "7");
    wrong["payload"]["register"] = json!("x");
    let list = json!({ "acts": [registered(&letter, "7"), wrong] });
    let refused = setting.post(&acts, &list).await.problem(400, "malformed");
    assert_eq!((&refused["index"], &refused["pointer"]), (&json!(1), &json!("/acts/1/payload/register")));
    assert_eq!(setting.stored().await, before);

    let whole = json!({ "acts": [registered(&letter, "7"), accepted(&letter, "2024-03-08")] });
    let reply = setting.post(&acts, &whole).await;
    assert_eq!((reply.status, reply.header("etag")), (StatusCode::CREATED, "\"3\""), "{}", reply.text());
    assert_eq!(reply.json()["events"].as_array().unwrap().len(), 2);
    let opened =
        setting.post("/api/v1/cases", &json!({ "acts": [report("2024-03-05"), filed("9", "2024-04-01")] })).await;
    assert_eq!((opened.status, opened.header("etag")), (StatusCode::CREATED, "\"2\""), "{}", opened.text());
}
