//! The language: chosen, kept, wished for, and Chinese otherwise.

use sqlx::PgPool;

use crate::setting::Setting;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_language_chosen_is_kept_in_a_cookie_and_changes_nothing_else(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let first = setting.get("/cases?number=1%2B1").await;
    assert!(first.has("<html lang=\"zh-CN\">") && first.header("set-cookie").is_empty(), "{}", first.text);
    assert!(first.has("href=\"/cases?number=1%2B1&#38;lang=en\""), "the switch keeps the search: {}", first.text);

    let chosen = setting.get("/cases?number=1%2B1&lang=en").await;
    let cookie = chosen.header("set-cookie");
    assert!(chosen.has("<html lang=\"en\">") && chosen.has("value=\"1+1\""), "{}", chosen.text);
    assert!(cookie.starts_with("wenze-lang=en; Path=/;") && cookie.ends_with("HttpOnly; SameSite=Lax"), "{cookie}");

    let kept = setting.get_with("/cases", &[("cookie", "wenze-lang=en"), ("accept-language", "zh")]).await;
    assert!(kept.has("<html lang=\"en\">") && kept.header("content-language") == "en");
    let wished = setting.get_with("/cases", &[("accept-language", "fr, en;q=0.5")]).await;
    assert!(wished.has("<html lang=\"en\">") && wished.header("vary").contains("accept-language"));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_first_address_leads_to_the_register_with_the_language_asked_for(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let home = setting.get("/?lang=en").await;
    assert_eq!((home.status.as_u16(), home.header("location")), (303, "/cases?lang=en"));
    assert!(home.header("set-cookie").starts_with("wenze-lang=en"));
}
