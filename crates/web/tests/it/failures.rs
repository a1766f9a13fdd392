//! Pages that cannot be shown say what to do, in the reader's language.

use axum::http::StatusCode;
use sqlx::PgPool;
use uuid::Uuid;

use crate::setting::Setting;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_is_not_there_is_not_found(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.case("一号", "甲").await;
    let missing = Uuid::now_v7();
    for path in
        ["/nowhere".to_owned(), format!("/cases/{missing}"), "/cases/7".to_owned(), format!("/cases/{id}?version=99")]
    {
        let page = setting.get(&path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            page.has("<h1>") && page.has("回到台账") && page.header("content-type").starts_with("text/html"),
            "{path}"
        );
    }
    let english = setting.get_with("/nowhere", &[("accept-language", "en")]).await;
    assert!(english.has("There is no page at this address") && english.has("Back to the register"));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_cannot_be_read_is_named_with_what_to_do(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.case("一号", "甲").await;
    let paths = [
        format!("/cases/{id}?as_of=yesterday"),
        format!("/cases/{id}?known=2024-13-01"),
        format!("/cases/{id}?version=%3Cscript%3E"),
        "/cases?stage=nothing".to_owned(),
        "/cases?kind=trial".to_owned(),
        "/cases?number=%00".to_owned(),
        "/cases?stage=report%2F%0A1".to_owned(),
        format!("/cases?number={}", "9".repeat(101)),
        "/cases?cursor=made-up".to_owned(),
    ];
    for path in paths {
        let page = setting.get(&format!("{path}&lang=en")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(page.has("class=\"advice\"") && !page.has("<script>"), "{path}: {}", page.text);
    }
    assert_eq!(setting.send("POST", "/cases", &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn without_its_database_a_page_says_that_nothing_is_lost(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.cut_off().await;
    let page = setting.get("/cases").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.has("暂时无法读取") && page.header("retry-after") == "5", "{}", page.text);
}
