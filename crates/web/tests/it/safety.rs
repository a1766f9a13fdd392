//! Private texts stay texts, nothing runs, and nothing is loaded from elsewhere.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::setting::Setting;

const BAD: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> 这段文字要长到需要折叠起来才行，所以再写上一些无关紧要的话，\
    说明当时的情形如何如何，以及后来又怎样，直到超过一百一十个字为止，这样页面上就会出现一个可以展开的段落。";

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_private_text_is_shown_as_a_text(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.case("<u>一号</u>", BAD).await;
    for path in [format!("/cases/{id}"), format!("/cases/{id}?version=1"), "/cases".to_owned()] {
        let page = setting.get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            !page.has("<script>") && !page.has("<img src=x") && !page.has("<u>") && !page.has("<b>三"),
            "{}",
            page.text
        );
    }
    let page = setting.get(&format!("/cases/{id}")).await;
    // The sentence holds only the beginning of a long text; the whole stands with its act, under the name of its field.
    let original = page.text.split("class=\"original\"").nth(1).unwrap();
    assert!(original.contains("内容摘要") && original.contains("可以展开的段落"), "{original}");
    assert!(
        page.has("&#60;script&#62;alert(1)&#60;/script&#62;") && page.has("<details class=\"text\">"),
        "{}",
        page.text
    );
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_page_forbids_what_it_does_not_need(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.case("一号", "甲").await;
    for path in ["/cases".to_owned(), format!("/cases/{id}"), "/nowhere".to_owned()] {
        let page = setting.get(&path).await;
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'self'; img-src 'self' data:"), "{policy}");
        // One script of ours, which no page needs; a browser runs nothing else, whatever came to stand in a page.
        let digest = page.text.split("integrity=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(policy.contains(&format!("script-src '{digest}'; connect-src 'self';")), "{policy}");
        assert_eq!(page.text.matches("<script").count(), 1, "{path}");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(page.header("referrer-policy"), "same-origin");
        assert_eq!(page.header("cache-control"), "private, no-cache");
        for forbidden in ["<script>", "style=\"", "onclick", "http://", "https://", "<style"] {
            assert!(!page.has(forbidden), "{path} has {forbidden}");
        }
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn pages_go_over_the_wire_compressed(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.case("一号", "甲").await;
    let path = format!("/cases/{id}");
    let (plain, packed) = (setting.get(&path).await, setting.get_with(&path, &[("accept-encoding", "gzip, br")]).await);
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.bytes.len() * 3 < plain.bytes.len(), "{} of {}", packed.bytes.len(), plain.bytes.len());
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_stylesheet_is_served_under_its_digest_and_kept(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let page = setting.get("/cases").await;
    let path = page.text.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let style = setting.get(path).await;
    assert_eq!((style.status, style.header("content-type")), (StatusCode::OK, "text/css; charset=utf-8"));
    assert!(style.header("cache-control").contains("immutable") && style.has("prefers-color-scheme: dark"));
    assert_eq!(setting.get("/assets/wenze.0000000000000000.css").await.status, StatusCode::NOT_FOUND);
}
