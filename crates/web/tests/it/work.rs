//! The work list as a page: of whoever is signed in, with the act that does it, and what to do where there is nothing.

use axum::http::StatusCode;
use sqlx::PgPool;
use wenze_domain::codes::Role;

use crate::setting::Setting;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_work_list_is_of_whoever_is_signed_in_and_leads_to_the_forms(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.wait_until_judged().await;
    let person = setting.employ("fang", &[Role::Intake], false).await;
    let stranger = setting.get("/work").await;
    assert_eq!(stranger.header("location"), "/sign-in?next=%2Fwork");
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let empty = setting.get_with("/work", &line).await;
    assert!(empty.status == StatusCode::OK && empty.has("没有待办事项") && empty.has("待领取"), "{}", empty.text);
    for tab in ["todo", "pool", "submitted", "waiting", "done"] {
        for lang in ["zh-CN", "en"] {
            let page = setting.get_with(&format!("/work?tab={tab}&lang={lang}"), &line).await;
            assert!(page.status == StatusCode::OK && page.has("aria-current=\"true\""), "{tab}: {}", page.text);
        }
    }
    assert_eq!(setting.get_with("/work?tab=nothing", &line).await.status, StatusCode::BAD_REQUEST);

    let report = setting.register_for(person, "举〔2024〕3号").await;
    let list = setting.get_with("/work", &line).await;
    assert!(list.has("举〔2024〕3号") && list.has("依据") && list.has("《"), "{}", list.text);
    let form = list.text.split("class=\"todo\">").nth(1).unwrap().split("href=\"").nth(1).unwrap();
    let form = form.split('"').next().unwrap().replace("&#38;", "&");
    let page = setting.get_with(&form, &line).await;
    assert!(page.status == StatusCode::OK && page.has("name=\"key\""), "{form}: {report}");
}
