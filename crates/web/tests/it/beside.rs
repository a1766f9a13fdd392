//! The pages beside a case: cases alike, responsibility, relations, and what stands of somebody over all cases.

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::Place;
use wenze_domain::codes::Role;

use crate::setting::{OFFICE, Setting};

/// Every board of a record is there and says what to do next where it is empty.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn each_page_beside_a_case_is_there_in_both_languages(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let other = setting.case("举〔2024〕2号", "反映收受礼金").await;
    let linked = json!({
        "kind": "CasesLinked", "occurred": { "date": "2024-05-01" }, "refs": { "case": [other] },
        "payload": { "relation": "same_incident", "by": "not_recorded" },
    });
    setting.record(Place::Case(id), vec![linked]).await;
    setting.wait_for_boards().await;
    for (tag, alike, nobody, graph) in [
        ("zh-CN", "没有符合条件的决定", "尚无责任人", "同一事件"),
        ("en", "No determination meets", "No respondent yet", "relat"),
    ] {
        let page = async |path: &str| setting.get(&format!("/cases/{id}/{path}?lang={tag}")).await;
        let (similar, matrix, relations) = (page("alike").await, page("responsibility").await, page("relations").await);
        assert!(similar.has(alike) && similar.status == StatusCode::OK, "{}", similar.text);
        assert!(matrix.has(nobody) && matrix.status == StatusCode::OK, "{}", matrix.text);
        assert!(relations.has(graph) && relations.status == StatusCode::OK, "{}", relations.text);
        assert!(relations.has("<svg viewBox") && relations.has(&format!("/cases/{other}")), "{}", relations.text);
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_official_and_an_organ_have_a_dossier(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let person = setting.employ("fang", &[Role::Intake], false).await;
    setting.wait_for_boards().await;
    let page = setting.get(&format!("/officials/{person}?on=2024-05-01&compared=above")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.has("<h1>王fang</h1>") && page.has("没有登记任何案件"), "{}", page.text);
    assert!(page.has("post-answer yes") && page.has("没有登记任何处分或者问责方式"), "{}", page.text);
    let organ = setting.get(&format!("/organs/{OFFICE}?lang=en")).await;
    assert!(organ.has("<h1>青川县纪委监委</h1>") && organ.has("No case is recorded"), "{}", organ.text);
    assert_eq!(setting.get(&format!("/officials/{}", Uuid::nil())).await.status, StatusCode::NOT_FOUND);
    assert_eq!(setting.get(&format!("/officials/{person}?on=tomorrow")).await.status, StatusCode::BAD_REQUEST);
    // Whoever only receives reports asks nothing of anybody over all cases.
    let cookie = setting.sign_in("fang").await;
    let refused = setting.get_with(&format!("/officials/{person}"), &[("cookie", &cookie)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
}
