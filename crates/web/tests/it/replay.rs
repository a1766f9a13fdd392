//! The record act by act: what changed, who wrote it, any two moments beside each other, and the history as a text.

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::Place;
use wenze_domain::codes::Role;
use wenze_domain::words::{Lang, Words};

use crate::setting::{Page, Setting};

/// A report that came by letter, was registered, and was found to have come by a visit.
async fn corrected(setting: &Setting) -> Uuid {
    let id = setting.case("青纪信〔2024〕12号", "反映某局长").await;
    let trail = setting.casework.audit(id, 0, 10, Words::of(Lang::ZhCn)).await.unwrap();
    let correction = json!({
        "kind": "RecordCorrected", "occurred": { "date": "2024-05-08" }, "refs": { "event": [trail.items[0].event_id] },
        "payload": {
            "changes": [{ "pointer": "/payload/source_kind", "was": "letter", "is": "visit" }],
            "reason": "录入有误", "approval": "not_recorded",
        },
    });
    setting.record(Place::Case(id), vec![correction]).await;
    id
}

/// What stands on a page outside of tags.
fn visible(page: &Page) -> String {
    page.text.split('>').filter_map(|rest| rest.split('<').next()).collect::<Vec<_>>().join(" ")
}

fn is_id(word: &str) -> bool {
    word.len() == 36 && Uuid::try_parse(word).is_ok()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_record_is_replayed_act_by_act(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = corrected(&setting).await;
    let at = |query: &str| format!("/cases/{id}/replay?{query}");
    let first = setting.get(&at("version=1")).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.text);
    assert!(first.has("第1项登记之后（全案3项）") && first.has("type=\"range\""), "{}", first.text);
    assert!(first.has("新增 信访件") && first.has("来信") && !first.has("第2项登记改变了什么"), "{}", first.text);
    assert!(first.has("version=2\"") && first.has("at-here"), "{}", first.text);

    let last = setting.get(&at("")).await;
    assert!(
        last.has("第3项登记改变了什么") && last.has("<del>来信</del>") && last.has("<ins>来访</ins>"),
        "{}",
        last.text
    );
    assert!(last.has("来源") && last.has("更正（1处）") && last.has("63天无登记事项"), "{}", last.text);
    let english = setting.get(&at("version=3&lang=en")).await;
    assert!(english.has("<del>letter</del>") && english.has("<ins>visit</ins>"), "{}", english.text);
    for page in [&first, &last, &english] {
        let text = visible(page);
        assert!(!text.split([' ', '（', '(', '·']).any(is_id), "an id is shown: {text}");
        assert!(!text.contains("source_kind") && !text.contains("place-") && !text.contains("/reports"), "{text}");
    }

    // Pinned, a moment stays while others are looked at.
    let pinned = setting.get(&at("version=3&against=1")).await;
    assert!(pinned.has("第1项与第3项登记之后的差别") && pinned.has("青纪信〔2024〕12号"), "{}", pinned.text);
    assert!(pinned.has("version=2&#38;against=1") && pinned.has("取消固定"), "{}", pinned.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn two_clocks_are_told_in_words_and_what_cannot_be_read_is_named(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = corrected(&setting).await;
    let then = setting.get(&format!("/cases/{id}/replay?version=3&as_of=2024-03-05")).await;
    assert!(then.has("事情发生的时钟停在2024年3月5日") && then.has("当时尚未发生"), "{}", then.text);
    let known = setting.get(&format!("/cases/{id}/replay?version=3&known=2024-03-31")).await;
    assert!(known.has("机关知悉的时钟停在2024年3月31日") && known.has("当时尚不知悉"), "{}", known.text);
    for (query, status) in [
        ("version=9", StatusCode::NOT_FOUND),
        ("version=x", StatusCode::BAD_REQUEST),
        ("against=x", StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(setting.get(&format!("/cases/{id}/replay?{query}")).await.status, status, "{query}");
    }
    assert_eq!(setting.get(&format!("/cases/{}/replay", Uuid::nil())).await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_value_leads_to_the_act_that_wrote_it(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = corrected(&setting).await;
    let page = setting.get(&format!("/cases/{id}/blame")).await;
    assert!(page.has("来访") && page.has("<del>来信</del>") && page.has("更正的是"), "{}", page.text);
    assert!(page.has(&format!("/cases/{id}/replay?version=3")) && page.has(&format!("/cases/{id}/replay?version=2")));
    let narrow = page.text.split("/blame?of=").nth(1).unwrap().split('"').next().unwrap();
    let one = setting.get(&format!("/cases/{id}/blame?of={}", narrow.replace("&#38;", "&"))).await;
    assert!(one.status == StatusCode::OK && one.has("查看全部内容"), "{}", one.text);
    let english = setting.get(&format!("/cases/{id}/blame?version=1&lang=en")).await;
    let shows = |word: &str| visible(&english).split_whitespace().any(|one| one == word);
    assert!(shows("letter") && !shows("visit"), "it was not corrected then: {}", english.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_history_reads_as_one_text(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = corrected(&setting).await;
    for (lang, tag) in [(Lang::ZhCn, "zh-CN"), (Lang::En, "en")] {
        let page = setting.get(&format!("/cases/{id}/story?lang={tag}")).await;
        for line in setting.casework.audit(id, 0, 10, Words::of(lang)).await.unwrap().items {
            assert!(page.has(&line.sentence.replace('"', "&#34;")), "{}: {}", line.sentence, page.text);
        }
    }
    let then = setting.get(&format!("/cases/{id}/story?version=1")).await;
    assert!(!then.has("录入有误") && then.has("截至第1项登记"), "{}", then.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn whoever_replays_leaves_a_trace_and_whoever_may_not_is_refused(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = corrected(&setting).await;
    setting.employ("shen", &[Role::Reviewer], false).await;
    setting.employ("fang", &[Role::Intake], false).await;
    let reviewer = setting.sign_in("shen").await;
    let page = setting.get_with(&format!("/cases/{id}/replay?known=2024-12-31"), &[("cookie", &reviewer)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let read = setting.casework.accesses(id, Words::of(Lang::ZhCn)).await.unwrap();
    assert_eq!(read.len(), 1);
    // Whoever answers for the secrecy of the case sees that, and nobody else.
    setting.employ("jian", &[Role::Supervisor], false).await;
    let supervisor = setting.sign_in("jian").await;
    let readings = format!("/cases/{id}/readings");
    let page = setting.get_with(&readings, &[("cookie", &supervisor)]).await;
    assert!(page.has("回放记录") && page.has("王shen"), "{}", page.text);
    assert_eq!(setting.get_with(&readings, &[("cookie", &reviewer)]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(setting.get(&readings).await.status, StatusCode::SEE_OTHER);
    let intake = setting.sign_in("fang").await;
    let page = setting.get_with(&format!("/cases/{id}/replay"), &[("cookie", &intake)]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    let case = setting.get_with(&format!("/cases/{id}"), &[("cookie", &intake)]).await;
    assert!(!case.has("/replay\"") && case.has("/story\""), "nothing leads where he is refused: {}", case.text);
}
