//! Signing in and out through the pages, the first change of a password, the role in use, and what another site cannot do.

use axum::http::StatusCode;
use sqlx::PgPool;
use wenze_domain::codes::Role;

use crate::setting::{PASSWORD, Setting};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn whoever_signs_in_is_named_and_comes_back_to_where_he_was(owner: PgPool) {
    let setting = Setting::closed(owner).await;
    setting.employ("fang", &[Role::Inspector], false).await;
    let led = setting.get("/cases?kind=case").await;
    assert_eq!((led.status, led.header("location")), (StatusCode::SEE_OTHER, "/sign-in?next=%2Fcases%3Fkind%3Dcase"));
    let form = setting.get(led.header("location")).await;
    assert!(form.status == StatusCode::OK && form.has("name=\"next\" value=\"/cases?kind=case\""), "{}", form.text);
    assert!(setting.get("/cases").await.status.is_redirection(), "nobody reads who is not signed in");

    let wrong = setting.post("/sign-in", &[], &[("login", "fang"), ("password", "no"), ("next", "/cases")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.has("账号或者密码不对") && wrong.has("value=\"fang\"") && !wrong.has("value=\"no\""),
        "{}",
        wrong.text
    );
    let fields = [("login", "fang"), ("password", PASSWORD), ("next", "/cases?kind=case")];
    let right = setting.post("/sign-in", &[], &fields).await;
    assert_eq!((right.status, right.header("location")), (StatusCode::SEE_OTHER, "/cases?kind=case"));
    assert!(right.header("set-cookie").contains("HttpOnly; SameSite=Strict"));
    let cookie = right.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = setting.get_with("/cases", &[("cookie", &cookie)]).await;
    assert!(page.has("王fang") && page.has("承办人") && page.has("青川县纪委监委"), "{}", page.text);

    setting.employ("guest", &[], false).await;
    let guest = setting.sign_in("guest").await;
    let led = setting.get_with("/cases", &[("cookie", &guest)]).await;
    assert_eq!(led.header("location"), "/role", "whoever holds no role reads nothing");
    assert!(setting.get_with("/role", &[("cookie", &guest)]).await.has("您今天没有任何身份"));

    let out = setting.post("/sign-out", &[("cookie", &cookie)], &[]).await;
    assert_eq!((out.status, out.header("location")), (StatusCode::SEE_OTHER, "/sign-in"));
    assert!(setting.get_with("/cases", &[("cookie", &cookie)]).await.status.is_redirection(), "the session is over");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn nobody_is_led_to_another_host_and_no_other_site_sends_a_form(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Inspector], false).await;
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example", "/sign-out"] {
        let page = setting.post("/sign-in", &[], &[("login", "fang"), ("password", PASSWORD), ("next", next)]).await;
        assert_eq!(page.header("location"), "/work", "{next}");
    }
    let cookie = setting.sign_in("fang").await;
    for site in ["cross-site", "same-site"] {
        let lines = [("cookie", cookie.as_str()), ("sec-fetch-site", site)];
        for path in ["/sign-in", "/sign-out", "/password", "/role", "/cases/new"] {
            let page = setting.post(path, &lines, &[("login", "fang"), ("password", PASSWORD)]).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
            assert!(page.has("不是从本系统的页面提交的") && page.header("set-cookie").is_empty(), "{}", page.text);
        }
    }
    // The list of cases is there as soon as a node is; the work list may still be building.
    let still = setting.get_with("/cases", &[("cookie", &cookie)]).await;
    assert!(still.status == StatusCode::OK && still.has("王fang"), "nobody was signed out by another site");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_first_password_opens_nothing_but_the_page_to_change_it(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Inspector], true).await;
    let begun = setting.post("/sign-in", &[], &[("login", "fang"), ("password", PASSWORD), ("next", "/cases")]).await;
    assert_eq!(begun.header("location"), "/password?next=%2Fcases");
    let cookie = begun.header("set-cookie").split(';').next().unwrap().to_owned();
    let line = [("cookie", cookie.as_str())];
    assert_eq!(setting.get_with("/cases", &line).await.header("location"), "/password?next=%2Fcases");
    let change = |new: &'static str, again: &'static str| {
        let setting = &setting;
        async move {
            setting
                .post("/password", &line, &[("old", PASSWORD), ("new", new), ("repeated", again), ("next", "/cases")])
                .await
        }
    };
    for (new, again, why) in [
        ("short", "short", "至少12个字符"),
        (PASSWORD, PASSWORD, "与现在的密码相同"),
        ("a longer password", "another one", "不一样"),
    ] {
        let page = change(new, again).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has(why), "{}", page.text);
    }
    let done = change("a longer password", "a longer password").await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/cases"));
    let renewed = done.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(setting.get_with("/cases", &[("cookie", &renewed)]).await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn guessing_is_slowed_down_and_told_in_words(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let mut last = StatusCode::OK;
    for _ in 0..wenze_access::ACCOUNT_FAILURES_FREE + 2 {
        let page = setting.post("/sign-in", &[], &[("login", "nobody"), ("password", "a guess of mine")]).await;
        last = page.status;
        assert!(page.has("账号或者密码不对") || page.has("尝试次数过多"), "{}", page.text);
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn of_several_roles_one_is_chosen_and_only_one_that_is_held(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Inspector, Role::Clerk], false).await;
    let id = setting.case("一号", "甲").await;
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let form = format!("/cases/{id}/record/ReportAccepted");
    let led = setting.get_with(&form, &line).await;
    assert!(led.header("location").starts_with("/role?next="), "{}", led.header("location"));
    let choices = setting.get_with(led.header("location"), &line).await;
    assert!(choices.has("承办人员 · 青川县纪委监委") && choices.has("请选择身份"), "{}", choices.text);
    let office = crate::setting::OFFICE;
    let not_held = setting.post("/role", &line, &[("role", &format!("ADMIN.{office}"))]).await;
    assert_eq!(not_held.status, StatusCode::BAD_REQUEST);
    let chosen = setting.post("/role", &line, &[("role", &format!("CLERK.{office}")), ("next", &form)]).await;
    assert_eq!(chosen.header("location"), form);
    let both = format!("{cookie}; {}", chosen.header("set-cookie").split(';').next().unwrap());
    assert_eq!(setting.get_with(&form, &[("cookie", &both)]).await.status, StatusCode::OK);
    let made_up = format!("{cookie}; wenze_role=ADMIN.{office}");
    assert!(setting.get_with(&form, &[("cookie", &made_up)]).await.status.is_redirection(), "a cookie grants nothing");
}
