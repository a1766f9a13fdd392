//! Integrity: the log is verified from the page, and each part is shown to those whom it is for.

use std::time::Duration;

use axum::http::StatusCode;
use chrono::{TimeDelta, Utc};
use sqlx::PgPool;
use wenze_domain::codes::Role;

use crate::setting::Setting;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_administrator_verifies_the_log_and_reads_what_it_means(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("guan", &[Role::Admin], false).await;
    let cookie = setting.sign_in("guan").await;
    let line = [("cookie", cookie.as_str())];
    let page = setting.get_with("/integrity", &line).await;
    assert!(page.status == StatusCode::OK && page.has("没有核验过") && page.has("案卷"), "{}", page.text);
    assert!(!page.has("停滞的案件"), "whoever keeps accounts looks through no cases: {}", page.text);
    let begun = setting.post("/integrity", &line, &[]).await;
    assert_eq!(begun.header("location"), "/integrity#verified");
    for _ in 0..500 {
        let page = setting.get_with("/integrity", &line).await;
        if page.has("最近一次核验") {
            assert!(page.has("完整无误") && page.has("问题0处"), "{}", page.text);
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the verification did not end");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn cases_that_stand_still_are_for_whoever_looks_through_cases(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let case = setting.case("信〔2024〕1号", "反映甲").await;
    let idle = |since| setting.casework.cases_idle(since, None, 10);
    let in_an_hour = idle(Utc::now() + TimeDelta::hours(1)).await.unwrap();
    assert_eq!(in_an_hour.items.iter().map(|one| one.id).collect::<Vec<_>>(), [case]);
    assert!(idle(Utc::now() - TimeDelta::hours(1)).await.unwrap().items.is_empty());
    setting.employ("ban", &[Role::Inspector], false).await;
    let cookie = setting.sign_in("ban").await;
    let line = [("cookie", cookie.as_str())];
    for lang in ["zh-CN", "en"] {
        let page = setting.get_with(&format!("/integrity?days=90&lang={lang}"), &line).await;
        assert!(page.status == StatusCode::OK && page.has("<option value=\"90\" selected>"), "{}", page.text);
        assert!(
            !page.has("id=\"models\"") && !page.has("class=\"state"),
            "recorded today, it stands still for none: {}",
            page.text
        );
    }
    assert_eq!(setting.get_with("/integrity?days=1", &line).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(setting.post("/integrity", &line, &[]).await.status, StatusCode::FORBIDDEN);
    setting.employ("zu", &[Role::OrgDept], false).await;
    let cookie = setting.sign_in("zu").await;
    assert_eq!(setting.get_with("/integrity", &[("cookie", &cookie)]).await.status, StatusCode::FORBIDDEN);
}
