//! Every bound is kept, and says so.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use sqlx::PgPool;
use tower::ServiceExt;
use wenze_api::ApiOptions;

use crate::setting::{OFFICE, PERSON, Setting, ask, report};

/// A report that is this long, by its summary.
fn long(bytes: usize) -> String {
    let mut act = report("2024-03-05");
    act["payload"]["summary"] = json!("x".repeat(bytes));
    act.to_string()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_body_longer_than_a_request_may_be_is_refused(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let before = setting.stored().await;
    for mib in [2, 10, 20] {
        let reply = setting.send(ask("POST", "/api/v1/cases").acting().raw(long(mib << 20))).await;
        let problem = reply.problem(413, "too-large");
        assert!(problem["detail"].as_str().unwrap().contains("1 MiB"), "{problem}");
    }
    assert_eq!(setting.stored().await, before);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn texts_and_acts_beyond_one_command_are_refused(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let before = setting.stored().await;
    let text = setting.send(ask("POST", "/api/v1/cases").acting().raw(long(70_000))).await;
    assert_eq!(text.problem(400, "malformed")["pointer"], "/payload");
    let long: Value = serde_json::from_str(&long(70_000)).unwrap();
    let second = setting.post("/api/v1/cases", &json!({ "acts": [report("2024-03-05"), long] })).await;
    assert_eq!(second.problem(400, "malformed")["index"], 1, "the act that is too long is named");
    let many: Vec<Value> = (0..65).map(|_| report("2024-03-05")).collect();
    assert_eq!(
        setting.post("/api/v1/cases", &json!({ "acts": many })).await.problem(400, "malformed")["pointer"],
        "/acts"
    );
    let mut crowded = report("2024-03-05");
    let subject = crowded["payload"]["subjects"][0].clone();
    crowded["payload"]["subjects"] = (1..=130)
        .map(|number| {
            let mut subject = subject.clone();
            subject["subject_no"] = json!(number);
            subject
        })
        .collect();
    setting.post("/api/v1/cases", &crowded).await.problem(422, "too-much");
    assert_eq!(setting.stored().await, before);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn only_plain_json_is_taken(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let before = setting.stored().await;
    let body = report("2024-03-05").to_string();
    let post = |headers: &[(&str, &str)]| {
        let mut request =
            Request::post("/api/v1/cases").header("wenze-actor", format!("{PERSON};role=INTAKE;office={OFFICE}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        setting.router.clone().oneshot(request.body(Body::from(body.clone())).unwrap())
    };
    for headers in [
        &[][..],
        &[("content-type", "text/plain")],
        &[("content-type", "application/x-www-form-urlencoded")],
        &[("content-type", "application/json"), ("content-encoding", "gzip")],
        &[("content-type", "application/json; charset=gb18030")],
    ] {
        assert_eq!(post(headers).await.unwrap().status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{headers:?}");
    }
    assert_eq!(setting.stored().await, before);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_body_that_stops_coming_is_not_waited_for(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let options = ApiOptions { body_silence: Duration::from_millis(200), ..ApiOptions::default() };
    let router = wenze_api::router(setting.casework.clone(), options);
    let frames = futures_util::stream::once(async { Ok::<_, std::io::Error>("{\"kind\":") });
    let silence = futures_util::stream::pending();
    let request = Request::post("/api/v1/cases")
        .header("wenze-actor", format!("{PERSON};role=INTAKE;office={OFFICE}"))
        .header("content-type", "application/json")
        .body(Body::from_stream(futures_util::StreamExt::chain(frames, silence)))
        .unwrap();
    let answer = tokio::time::timeout(Duration::from_secs(10), router.oneshot(request)).await.unwrap().unwrap();
    assert_eq!(answer.status(), StatusCode::REQUEST_TIMEOUT);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_answer_that_takes_too_long_says_how_to_find_out(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let options = ApiOptions { request_timeout: Duration::from_millis(300), ..ApiOptions::default() };
    let router = wenze_api::router(setting.casework.clone(), options);
    let mut lock = setting.owner.begin().await.unwrap();
    sqlx::query("lock table log.event in access exclusive mode").execute(&mut *lock).await.unwrap();
    let slow = |body: String| {
        Request::post("/api/v1/cases")
            .header("wenze-actor", format!("{PERSON};role=INSPECTOR;office={OFFICE}"))
            .header("idempotency-key", "slow")
            .header("content-type", "application/json")
            .body(Body::from(body))
            .unwrap()
    };
    let body = report("2024-03-05").to_string();
    let answer = router.clone().oneshot(slow(body.clone())).await.unwrap();
    assert_eq!(
        (answer.status(), &answer.headers()["retry-after"]),
        (StatusCode::SERVICE_UNAVAILABLE, &"1".parse().unwrap())
    );
    lock.rollback().await.unwrap();
    let again = setting.send(ask("POST", "/api/v1/cases").acting().header("idempotency-key", "slow").raw(body)).await;
    assert_eq!(again.status, StatusCode::CREATED, "{}", again.text());
    assert_eq!(setting.stored().await.0, 1, "the first run was not cancelled, and is the only one");
}

/// What cannot be read at this moment can be read later, and the answer says so.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn lists_that_are_still_built_and_a_log_out_of_reach_ask_to_come_back(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let (case, _) = setting.open_case().await;
    let later = |reply: &crate::setting::Reply| {
        (reply.status, reply.json()["code"].as_str().unwrap().to_owned(), reply.headers.contains_key("retry-after"))
    };
    for path in ["/api/v1/cases", "/api/v1/persons", &format!("{case}/audit")] {
        let reply = setting.get(path).await;
        assert_eq!(later(&reply), (StatusCode::SERVICE_UNAVAILABLE, "view-behind".to_owned(), true), "{path}");
    }
    assert_eq!(setting.get(&case).await.status, StatusCode::OK, "the case is read from the log");
    setting.casework.ledger().pool().close().await;
    for path in ["/api/v1/cases", &format!("{case}/events"), &format!("{case}/audit")] {
        let reply = setting.get(path).await;
        assert_eq!(later(&reply), (StatusCode::SERVICE_UNAVAILABLE, "unavailable".to_owned(), true), "{path}");
    }
}
