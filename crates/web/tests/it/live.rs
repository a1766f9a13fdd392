//! What a page is told while it is open, and the keys that no page needs.

use std::time::Duration;

use axum::body::BodyDataStream;
use axum::http::StatusCode;
use futures_util::StreamExt;
use serde_json::{Value, json};
use sqlx::PgPool;
use wenze_casework::Place;
use wenze_domain::codes::Role;

use crate::setting::Setting;

/// The next news of a page.
pub(crate) async fn news(stream: &mut BodyDataStream) -> Value {
    let mut text = String::new();
    let heard = async {
        while !text.contains("\n\n") || !text.contains("event: told") {
            text.push_str(std::str::from_utf8(&stream.next().await.unwrap().unwrap()).unwrap());
        }
    };
    tokio::time::timeout(Duration::from_secs(30), heard).await.unwrap();
    let data = text.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    serde_json::from_str(data).unwrap()
}

fn note() -> Value {
    json!({ "kind": "OtherActRecorded", "occurred": { "date": "2024-03-08" }, "payload": { "label": "甲", "note": "乙" },
        "confirm_out_of_order": { "reason": "-" } })
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_case_page_that_is_open_hears_how_many_acts_others_recorded(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Intake], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let cookie = setting.sign_in("fang").await;
    let page = setting.get_with(&format!("/cases/{case}"), &[("cookie", &cookie)]).await;
    let live =
        page.text.split("data-live=\"").nth(1).unwrap_or_else(|| panic!("{}", page.text)).split('"').next().unwrap();
    assert_eq!(live, format!("/cases/{case}/live?since=2"));
    let past = setting.get_with(&format!("/cases/{case}?version=1"), &[("cookie", &cookie)]).await;
    assert!(!past.has("data-live"), "nothing changes in the past: {}", past.text);

    let mut stream = setting.listen(live, &cookie).await;
    assert_eq!(news(&mut stream).await["say"], Value::Null);
    setting.case("举〔2024〕2号", "反映吃喝").await;
    setting.record(Place::Case(case), vec![note(), note()]).await;
    assert_eq!(news(&mut stream).await["say"], "本案新登记了2项，点此查看");
    // Who was away while acts were recorded hears of them when he comes back.
    assert_eq!(news(&mut setting.listen(live, &cookie).await).await["say"], "本案新登记了2项，点此查看");

    setting.post("/sign-out", &[("cookie", &cookie)], &[]).await;
    setting.record(Place::Case(case), vec![note()]).await;
    let end = tokio::time::timeout(Duration::from_secs(30), stream.next()).await.unwrap();
    assert!(end.is_none(), "whoever signed out hears nothing more");
    let stranger = setting.get(&format!("/cases/{}/live", uuid::Uuid::now_v7())).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_work_list_that_is_open_hears_how_much_there_is_to_do(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let person = setting.employ("fang", &[Role::Inspector], false).await;
    setting.wait_until_judged().await;
    let cookie = setting.sign_in("fang").await;
    let page = setting.get_with("/work", &[("cookie", &cookie)]).await;
    assert!(page.has("data-live=\"/work/live\"") && page.has("data-count=\"todo\">0<"), "{}", page.text);
    let mut stream = setting.listen("/work/live", &cookie).await;
    assert_eq!(news(&mut stream).await["counts"]["todo"], "0");
    setting.register_for(person, "举〔2024〕1号").await;
    let mut told = news(&mut stream).await;
    while told["counts"]["todo"] == "0" {
        told = news(&mut stream).await;
    }
    assert_eq!(told["say"], "任务有变化，点此重新查看", "{told}");
    assert_eq!(setting.get("/work/live").await.status, StatusCode::FORBIDDEN);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_page_on_integrity_that_is_open_hears_how_far_the_log_and_new_tables_have_come(owner: PgPool) {
    let setting = Setting::new(owner.clone()).await;
    setting.employ("guan", &[Role::Admin], false).await;
    setting.wait_for_boards().await;
    let cookie = setting.sign_in("guan").await;
    let page = setting.get_with("/integrity", &[("cookie", &cookie)]).await;
    assert!(page.has("data-live=\"/integrity/live\""), "{}", page.text);
    assert!(page.has("data-bar-of=\"built-case_file\" hidden"), "nothing is built: {}", page.text);
    let mut stream = setting.listen("/integrity/live", &cookie).await;
    let first = news(&mut stream).await;
    let head = |told: &Value| told["counts"]["head"].as_str().unwrap().parse::<i64>().unwrap();
    assert_eq!(first["bars"]["built-case_file"], Value::Null, "{first}");
    setting.case("举〔2024〕1号", "反映收受礼金").await;
    let mut told = news(&mut stream).await;
    while head(&told) < head(&first) + 2 {
        told = news(&mut stream).await;
    }
    // A node builds new tables of a model, and says so.
    let sql = "insert into projector.checkpoint (name, version, stage, owner, lease_until, done, total) \
               select name, version, 'next', 'other', clock_timestamp() + interval '1 minute', 3, 12 \
               from projector.checkpoint where name = 'case_file' and stage = 'live' \
               on conflict (name, version, stage) do update \
               set owner = excluded.owner, lease_until = excluded.lease_until, done = excluded.done, total = excluded.total";
    sqlx::query(sql).execute(&owner).await.unwrap();
    while told["bars"]["built-case_file"].is_null() {
        told = news(&mut stream).await;
    }
    assert_eq!(told["bars"]["built-case_file"], json!([3, 12]));
    let page = setting.get_with("/integrity", &[("cookie", &cookie)]).await;
    assert!(page.has("value=\"3\" max=\"12\"") && page.has("新表已读入3项，共12项"), "{}", page.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn keys_are_told_in_the_readers_language_and_can_be_switched_off(owner: PgPool) {
    let setting = Setting::new(owner).await;
    for (lang, off) in [("zh-CN", "不使用快捷键"), ("en", "Use no keys")] {
        let page = setting.get(&format!("/cases?lang={lang}")).await;
        assert!(page.has("<dialog id=\"keys\"") && page.has(off), "{}", page.text);
        assert!(page.has("data-keys-open hidden>"), "without script nothing speaks of keys: {}", page.text);
    }
    let path =
        setting.get("/cases").await.text.split("<script src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let script = setting.get(&path).await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    // A field, a dialog and every modifier come before any key.
    for guard in ["isComposing", "ctrlKey", "altKey", "metaKey", "dialog.open", "input, textarea, select"] {
        assert!(script.has(guard), "{guard}");
    }
}
