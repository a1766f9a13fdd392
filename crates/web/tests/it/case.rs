//! A case: the audit trail's words, and the case as it was then.

use serde_json::json;
use sqlx::PgPool;
use wenze_casework::Place;
use wenze_domain::words::{Lang, Words};

use crate::setting::{Setting, report};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn its_history_is_told_in_the_words_of_the_trail(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.case("青纪信〔2024〕12号", "反映某局长").await;
    for (lang, tag) in [(Lang::ZhCn, "zh-CN"), (Lang::En, "en")] {
        let page = setting.get(&format!("/cases/{id}?lang={tag}")).await;
        let trail = setting.casework.audit(id, 0, 10, Words::of(lang)).await.unwrap();
        assert_eq!(trail.items.len(), 2);
        for line in &trail.items {
            assert!(page.has(&line.title) && page.has(&line.occurred_words) && page.has(&line.role), "{}", page.text);
            assert!(page.has(&line.sentence.replace('"', "&#34;")), "{}: {}", line.sentence, page.text);
            assert!(page.has(&format!("id=\"v{}\"", line.version)), "{}", page.text);
        }
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_case_as_it_was_then_differs_from_now(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.case("青纪信〔2024〕12号", "反映某局长").await;
    let now = setting.get(&format!("/cases/{id}")).await;
    assert!(now.has("<h1>青纪信〔2024〕12号</h1>") && now.has("已登记") && !now.has("class=\"then\""), "{}", now.text);
    assert!(now.has(&format!("/cases/{id}?version=1")) && now.has("现在可以做"), "{}", now.text);

    let then = setting.get(&format!("/cases/{id}?version=1")).await;
    assert!(then.has("当时的案情，不是现在") && !then.has("<h1>青纪信〔2024〕12号</h1>"), "{}", then.text);
    assert!(then.has("class=\"entry later\" id=\"v2\"") && then.has("class=\"entry here\" id=\"v1\""), "{}", then.text);
    assert!(!then.has("现在可以做"), "what may be done is a matter of now");

    // What had happened by a day, and what was known by it, are two clocks: the papers are of 2024, the log is of today.
    let happened = setting.get(&format!("/cases/{id}?as_of=2024-03-05")).await;
    assert!(happened.has("class=\"entry later\" id=\"v2\"") && happened.has("class=\"entry\" id=\"v1\""));
    let known = setting.get(&format!("/cases/{id}?known=2024-03-31")).await;
    assert!(known.has("class=\"entry later\" id=\"v1\"") && known.has("class=\"entry later\" id=\"v2\""));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_timeline_is_narrowed_by_words_and_remarks_and_the_rest_of_the_page_stays(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let entries = |page: &crate::setting::Page| page.text.matches("<li class=\"entry").count();
    let path = format!("/cases/{case}");
    let all = setting.get(&path).await;
    assert!(entries(&all) == 2 && !all.has("显示全部"), "{}", all.text);
    let one = setting.get(&format!("{path}?find=%E4%B8%BE%E3%80%942024%E3%80%951%E5%8F%B7&order=oldest")).await;
    assert!(entries(&one) == 1 && one.has("显示1项") && one.has("name=\"order\" value=\"oldest\""), "{}", one.text);
    let none = setting.get(&format!("{path}?which=filed")).await;
    assert!(entries(&none) == 0 && none.has("没有符合条件的事项") && none.has("举〔2024〕1号"), "{}", none.text);
    assert_eq!(setting.get(&format!("{path}?which=other")).await.status, axum::http::StatusCode::BAD_REQUEST);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_correction_stands_beside_what_it_corrects_and_a_void_record_is_struck_through(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.case("青纪信〔2024〕12号", "反映某局长").await;
    let trail = setting.casework.audit(id, 0, 10, Words::of(Lang::ZhCn)).await.unwrap();
    let (first, second) = (trail.items[0].event_id, trail.items[1].event_id);
    let approval = "not_recorded";
    let corrected = json!({
        "kind": "RecordCorrected", "occurred": { "date": "2024-03-08" }, "refs": { "event": [first] },
        "payload": {
            "changes": [{ "pointer": "/payload/source_kind", "was": "letter", "is": "visit" }],
            "reason": "录入有误", "approval": approval,
        },
    });
    let voided = json!({
        "kind": "RecordVoided", "occurred": { "date": "2024-03-09" }, "refs": { "event": [second] },
        "payload": { "ground": "wrong_case", "approval": approval },
    });
    setting.record(Place::Case(id), vec![corrected]).await;
    setting.record(Place::Case(id), vec![voided]).await;

    let now = setting.get(&format!("/cases/{id}")).await;
    assert!(now.has("<del>来信</del>") && now.has("<ins>来访</ins>"), "{}", now.text);
    assert!(now.has("后经更正") && now.has("href=\"#v3\"") && now.has("href=\"#v1\""), "{}", now.text);
    assert!(now.has("class=\"entry voided\" id=\"v2\"") && now.has("<s>登记</s>"), "{}", now.text);
    let then = setting.get(&format!("/cases/{id}?version=2")).await;
    assert!(!then.has("后经更正") && !then.has("<s>登记</s>"), "neither was known then: {}", then.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_gap_and_a_late_record_are_shown_in_the_order_of_the_dates(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.record(Place::NewCase(None), vec![report("一")]).await.id;
    let other = |date: &str| json!({ "kind": "OtherActRecorded", "occurred": { "date": date }, "payload": { "label": format!("记事{date}") } });
    setting.record(Place::Case(id), vec![other("2024-05-01"), other("2024-03-07")]).await;
    let oldest = setting.get(&format!("/cases/{id}?order=oldest&lang=en")).await;
    let at = |text: &str| oldest.text.find(text).unwrap_or_else(|| panic!("{text}: {}", oldest.text));
    assert!(at("id=\"v1\"") < at("id=\"v3\"") && at("id=\"v3\"") < at("55 days without an act"));
    assert!(at("55 days without an act") < at("id=\"v2\""));
    assert!(oldest.has("Recorded late"), "{}", oldest.text);
    let newest = setting.get(&format!("/cases/{id}?lang=en")).await;
    assert!(newest.text.find("id=\"v2\"").unwrap() < newest.text.find("id=\"v3\"").unwrap());
}
