//! Rules and calendars as pages: every release with its articles, tried on past cases before it is adopted, adopted by its form.

use axum::http::StatusCode;
use sqlx::PgPool;
use wenze_domain::codes::Role;

use crate::setting::Setting;

/// A rulebook that comes with the program and judges only once somebody adopts it.
const HOUSE: &str = "house";

/// The release in the first address of this kind on a page.
fn release(page: &str) -> String {
    let rest = page.split("new=").nth(1).unwrap();
    rest.split(['"', '&']).next().unwrap().to_owned()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_rulebook_is_shown_with_articles_and_marks_and_can_be_tried(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let all = setting.get("/rules").await;
    assert!(all.status == StatusCode::OK && all.has("尚未采用") && all.has("适用中"), "{}", all.text);
    assert!(all.has("/calendars/cn-state-council") && all.has("未与原文核对"), "{}", all.text);
    let books: Vec<&str> = all.text.split("href=\"/rules/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(books.len() > 5, "{books:?}");
    for (book, lang) in books.iter().flat_map(|book| [(book, "zh-CN"), (book, "en")]) {
        let page = setting.get(&format!("/rules/{book}?lang={lang}")).await;
        assert!(
            page.status == StatusCode::OK && page.has("class=\"sentence\"") && !page.has("rules-"),
            "{book}: {}",
            page.text
        );
    }
    let page = setting.get("/rules/accountability").await;
    assert!(page.has("中国共产党问责条例") && page.has("未核对原文"), "{}", page.text);

    setting.case("信〔2024〕1号", "反映甲").await;
    let release = release(&page.text);
    let compare = format!("/rules/accountability/compare?new={release}");
    let bare = setting.get(&compare).await;
    assert!(bare.status == StatusCode::OK && bare.has("新增") && !bare.has("检查了"), "{}", bare.text);
    let tried = setting.get(&format!("{compare}&cases=20")).await;
    assert!(tried.status == StatusCode::OK && tried.has("检查了1件"), "{}", tried.text);
    let same = setting.get(&format!("{compare}&old={release}&cases=20")).await;
    assert!(same.has("两个版本的规则相同") && same.has("0项不同"), "{}", same.text);
    for (wrong, status) in [("&cases=7", StatusCode::BAD_REQUEST), ("&old=0", StatusCode::NOT_FOUND)] {
        assert_eq!(setting.get(&format!("{compare}{wrong}")).await.status, status, "{wrong}");
    }
    let calendar = setting.get("/calendars/cn-state-council").await;
    assert!(
        calendar.status == StatusCode::OK && calendar.has("春节") && calendar.has("国办发明电"),
        "{}",
        calendar.text
    );
    assert_eq!(setting.get("/calendars/none").await.status, StatusCode::NOT_FOUND);
    assert_eq!(setting.get("/rules/none").await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_release_is_adopted_by_its_form_and_by_nobody_else_than_may(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("guan", &[Role::Admin], false).await;
    let cookie = setting.sign_in("guan").await;
    let line = [("cookie", cookie.as_str())];
    let page = setting.get_with(&format!("/rules/{HOUSE}"), &line).await;
    assert!(page.has("尚未采用") && page.has("采用此版本"), "{}", page.text);
    let path = format!("/rules/{HOUSE}/record/RulebookVersionAdopted");
    let form = setting.get_with(&path, &line).await;
    assert!(form.status == StatusCode::OK && form.has("href=\"/rules\"") && form.has("name=\"key\""), "{}", form.text);
    let value = |name: &str| {
        let field = form.text.split(&format!("name=\"{name}\"")).nth(1).unwrap();
        field.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let facts = ["rulebook", "version", "sha256"]
        .map(|name| (format!("a0.payload.{name}"), value(&format!("a0.payload.{name}"))));
    let mut fields: Vec<(&str, &str)> = facts.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let key = value("key");
    fields.extend([("a0.occurred.date", "2024-03-01"), ("blank", "1"), ("key", key.as_str()), ("step", "check")]);
    let answers = setting.post(&path, &line, &fields).await;
    assert!(answers.status == StatusCode::OK && answers.has("name=\"checked\""), "{}", answers.text);
    let other =
        fields.iter().map(|(name, value)| if *name == "a0.payload.version" { (*name, "0") } else { (*name, *value) });
    let other = setting.post(&path, &line, &other.collect::<Vec<_>>()).await;
    assert!(other.status == StatusCode::UNPROCESSABLE_ENTITY && other.has("事实"), "{}", other.text);

    fields.retain(|(name, _)| *name != "step");
    fields.extend([("step", "save"), ("checked", "1")]);
    let saved = setting.post(&path, &line, &fields).await;
    assert_eq!(saved.header("location"), format!("/rules/{HOUSE}?recorded=RulebookVersionAdopted"), "{}", saved.text);
    let page = setting.get_with(saved.header("location"), &line).await;
    assert!(page.has("适用中") && page.has("已登记") && page.has("2024年3月1日"), "{}", page.text);

    setting.employ("ban", &[Role::Inspector], false).await;
    let cookie = setting.sign_in("ban").await;
    let line = [("cookie", cookie.as_str())];
    assert!(!setting.get_with(&format!("/rules/{HOUSE}"), &line).await.has("停用</a>"));
    assert_eq!(setting.get_with(&path, &line).await.status, StatusCode::FORBIDDEN);
}
