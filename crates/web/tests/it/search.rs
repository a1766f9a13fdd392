//! Search as a page: passages with the words marked, counts that narrow it, and what to do where nothing is found.

use std::time::Duration;

use axum::http::StatusCode;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::codes::Role;

use crate::setting::{Page, Setting};

/// Hundredths of a second that the first words may take: the dictionary is loaded once, slowly where nothing is optimised.
const PATIENCE: usize = 6000;
/// Written as browsers write it: 报销差旅费.
const EXPENSES: &str = "/search?q=%E6%8A%A5%E9%94%80%E5%B7%AE%E6%97%85%E8%B4%B9";

/// The page, as soon as it shows this case.
async fn found(setting: &Setting, path: &str, case: Uuid) -> Page {
    for _ in 0..PATIENCE {
        let page = setting.get(path).await;
        if page.has(&format!("/cases/{case}")) {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the case was not found: {}", setting.get(path).await.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn words_are_found_in_papers_and_counts_narrow_to_those_they_count(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let one = setting.case("信〔2024〕1号", "反映<i>违规</i>报销差旅费").await;
    let other = setting.case("信〔2024〕2号", "反映收受礼金").await;
    // A page from between two acts would narrow to a stage that the case has left.
    setting.wait_for_boards().await;
    let page = found(&setting, EXPENSES, one).await;
    assert!(page.status == StatusCode::OK && !page.has(&other.to_string()) && page.has("找到1件"), "{}", page.text);
    assert!(page.has("<mark>") && page.has(&format!("/cases/{one}?version=1#v1")), "{}", page.text);
    assert!(page.has("&#60;i&#62;违规") && !page.has("<i>"), "{}", page.text);

    let narrowed = page.text.split("class=\"counts\"").nth(1).unwrap().split("href=\"").nth(1).unwrap();
    let narrowed = setting.get(&narrowed.split('"').next().unwrap().replace("&#38;", "&")).await;
    assert!(narrowed.has(&one.to_string()) && narrowed.has("aria-current=\"true\"") && narrowed.has("清除条件"));
    let closed = setting.get(&format!("{EXPENSES}&status=closed")).await;
    assert!(closed.status == StatusCode::OK && closed.has("没有找到") && closed.has("下一步"), "{}", closed.text);
    // A number as a person types it: 信〔2024〕2号.
    let by_number = found(&setting, "/search?q=%E4%BF%A1%E3%80%942024%E3%80%952%E5%8F%B7", other).await;
    assert!(by_number.has("信〔2024〕2号"), "{}", by_number.text);
    let english = setting.get(&format!("{EXPENSES}&lang=en")).await;
    assert!(english.has("1 found") && english.has("value=\"报销差旅费\""), "{}", english.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_cannot_be_looked_for_is_said_beside_what_was_typed(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let bare = setting.get("/search").await;
    assert!(bare.status == StatusCode::OK && bare.has("可以这样查找"), "{}", bare.text);
    let short = setting.get("/search?q=%E7%94%B2").await;
    assert!(
        short.status == StatusCode::BAD_REQUEST && short.has("value=\"甲\"") && short.has("两个字以上"),
        "{}",
        short.text
    );
    assert_eq!(setting.get(&format!("/search?q={}", "ab+".repeat(100))).await.status, StatusCode::BAD_REQUEST);
    for wrong in ["kind=Nothing", "stage=x", "organ=x", "status=x", "from=x", "designation=x", "after=x"] {
        let page = setting.get(&format!("{EXPENSES}&{wrong}")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn whoever_may_not_look_through_cases_finds_none(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("zu", &[Role::OrgDept], false).await;
    let cookie = setting.sign_in("zu").await;
    assert_eq!(setting.get_with(EXPENSES, &[("cookie", &cookie)]).await.status, StatusCode::FORBIDDEN);
}
