//! People, the roles they hold, what they leave behind, and who failed to sign in.

use axum::http::StatusCode;
use sqlx::PgPool;
use wenze_domain::codes::Role;

use crate::setting::{OFFICE, PASSWORD, Setting};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_role_is_granted_and_taken_back_by_its_forms(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.wait_until_judged().await;
    let admin = setting.employ("guan", &[Role::Admin], false).await;
    let clerk = setting.employ("xin", &[], false).await;
    let cookie = setting.sign_in("guan").await;
    let line = [("cookie", cookie.as_str())];
    let list = setting.get_with("/people", &line).await;
    assert!(
        list.has("王guan")
            && list.has("今天持有的角色</th>")
            && list.has(&format!("/people/{clerk}"))
            && list.has("/people/sign-ins"),
        "{}",
        list.text
    );
    let page = setting.get_with(&format!("/people/{clerk}"), &line).await;
    assert!(page.has("没有授予过角色") && page.has("未了事项") && page.has("授予角色"), "{}", page.text);

    let path = format!("/people/{clerk}/record/RoleGranted");
    let form = setting.get_with(&path, &line).await;
    assert!(form.status == StatusCode::OK && form.has("王xin") && form.has("href=\"/people\""), "{}", form.text);
    let (official, office) = (clerk.to_string(), OFFICE.to_string());
    let fields = [
        ("a0.refs.official", official.as_str()),
        ("a0.refs.organ", &office),
        ("a0.occurred.date", "2024-03-01"),
        ("a0.payload.role", "CLERK"),
        ("a0.payload.from", "2024-03-01"),
        ("blank", "1"),
        ("key", "grant-1"),
        ("checked", "1"),
        ("step", "save"),
    ];
    let saved = setting.post(&path, &line, &fields).await;
    assert_eq!(saved.header("location"), format!("/people/{clerk}?recorded=RoleGranted"), "{}", saved.text);
    let page = setting.get_with(saved.header("location"), &line).await;
    assert!(page.has("持有") && page.has("王guan") && page.has("已登记"), "{}", page.text);
    let revoke = page.text.split("record/RoleRevoked").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let form = setting.get_with(&format!("/people/{clerk}/record/RoleRevoked{revoke}"), &line).await;
    assert!(form.status == StatusCode::OK && form.has("青川县纪委监委"), "{}", form.text);
    assert_eq!(
        setting.get_with(&format!("/people/{admin}/record/CaseFiled"), &line).await.status,
        StatusCode::NOT_FOUND
    );
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn failed_sign_ins_are_for_whoever_runs_the_server(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("guan", &[Role::Admin], false).await;
    setting.employ("ban", &[Role::Inspector], false).await;
    for (login, password) in [("guan", "not his password"), ("nobody", PASSWORD)] {
        setting.post("/sign-in", &[], &[("login", login), ("password", password)]).await;
    }
    let cookie = setting.sign_in("guan").await;
    let line = [("cookie", cookie.as_str())];
    let failed = setting.get_with("/people/sign-ins", &line).await;
    assert!(failed.status == StatusCode::OK && failed.has("没有这样的账号") && failed.has("guan"), "{}", failed.text);
    assert!(!failed.has("成功</span>"), "{}", failed.text);
    assert!(setting.get_with("/people/sign-ins?all=1", &line).await.has("成功</span>"));

    let cookie = setting.sign_in("ban").await;
    let line = [("cookie", cookie.as_str())];
    assert_eq!(setting.get_with("/people/sign-ins", &line).await.status, StatusCode::FORBIDDEN);
    let list = setting.get_with("/people", &line).await;
    assert!(
        list.status == StatusCode::OK && !list.has("/people/sign-ins") && !list.has("今天持有的角色</th>"),
        "{}",
        list.text
    );
}
