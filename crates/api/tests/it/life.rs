//! The life of a small case, from its first report to its filing, as a caller sees it.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::setting::{Reply, Setting, accepted, ask, filed, registered, report};

fn offer<'a>(offers: &'a Value, kind: &str) -> &'a Value {
    offers["items"].as_array().unwrap().iter().find(|item| item["kind"] == kind).unwrap()
}

async fn recorded(setting: &Setting, path: &str, act: &Value) -> Reply {
    let reply = setting.post(&format!("{path}/acts"), act).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    reply
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_case_is_opened_progressed_and_read_back(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let opened = setting.post("/api/v1/cases", &report("2024-03-05")).await;
    assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.text());
    let body = opened.json();
    let case = opened.header("location").to_owned();
    assert_eq!(case, format!("/api/v1/cases/{}", body["id"].as_str().unwrap()));
    assert_eq!((opened.header("etag"), &body["version"]), ("\"1\"", &json!(1)));
    assert_eq!(body["events"][0]["kind"], "ReportReceived");
    assert_eq!(opened.header("cache-control"), "private, no-cache");
    assert_eq!(opened.header("wenze-position").len(), 54, "of fixed length, telling nothing");
    let letter = body["events"][0]["refs"]["report"][0].as_str().unwrap();

    recorded(&setting, &case, &registered(letter, "信〔2024〕7号")).await;
    recorded(&setting, &case, &accepted(letter, "2024-03-08")).await;
    let last = recorded(&setting, &case, &filed("纪立〔2024〕7号", "2024-04-01")).await;
    assert_eq!(last.header("etag"), "\"4\"");

    let shown = setting.get(&case).await;
    assert_eq!((shown.status, shown.header("etag")), (StatusCode::OK, "\"4\""));
    let state = shown.json();
    assert_eq!((&state["stage"]["designation"], &state["stage"]["machine"]), (&json!("case"), &json!("track")));
    assert_eq!(state["case_no"]["no"], "纪立〔2024〕7号");
    let respondent = state["respondents"].as_object().unwrap().values().next().unwrap();
    assert_eq!(respondent["name"]["text"], "张三", "texts stand beside their references");
    assert!(respondent["tracks"]["party"]["state"].is_string());
    assert_eq!(state["reports"][letter]["summary"]["text"], "反映张三违规收受礼金");
    assert!(!shown.text().contains("李四"), "a reporter's name is sealed");

    let again = setting.send(ask("GET", &case).header("if-none-match", "\"4\"")).await;
    assert_eq!((again.status, again.body.len(), again.header("etag")), (StatusCode::NOT_MODIFIED, 0, "\"4\""));
    let older = setting.send(ask("GET", &case).header("if-none-match", "\"3\", W/\"2\"")).await;
    assert_eq!(older.status, StatusCode::OK);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_record_is_read_event_by_event_and_in_words(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (case, letter) = setting.open_case().await;
    recorded(&setting, &case, &registered(&letter, "信〔2024〕7号")).await;
    let last = recorded(&setting, &case, &accepted(&letter, "2024-03-08")).await;

    let events = setting.get(&format!("{case}/events")).await.json();
    assert_eq!(events["next"], Value::Null);
    let first = &events["items"][0];
    assert_eq!((&first["version"], &first["event"]["kind"]), (&json!(1), &json!("ReportReceived")));
    assert_eq!(first["content_hash"].as_str().unwrap().len(), 64);
    assert!(first.get("record_hash").is_none(), "it would give the position away");
    let payload = &first["event"]["payload"];
    assert_eq!(payload["summary"]["text"], "反映张三违规收受礼金");
    assert_eq!((&payload["reporter"]["withheld"], payload["reporter"].get("text")), (&json!("sealed"), None));

    let position = last.header("wenze-position");
    let trail = |lang: &'static str| {
        setting.send(ask("GET", &format!("{case}/audit?lang={lang}")).header("wenze-position", position))
    };
    let chinese = trail("zh-CN").await;
    assert_eq!((chinese.status, chinese.header("content-language")), (StatusCode::OK, "zh-CN"), "{}", chinese.text());
    let lines = chinese.json();
    assert_eq!(lines["items"].as_array().unwrap().len(), 3);
    assert_eq!(lines["items"][0]["title"], "收到检举控告/信访件");
    let english = trail("en").await.json();
    assert_eq!(english["items"][0]["title"], "Report received");
    for field in ["sentence", "occurred_words", "entered_by", "role", "office", "phase"] {
        assert!(english["items"][1][field].as_str().is_some_and(|words| !words.is_empty()), "{field}");
    }
    assert_eq!(english["items"][2]["occurred"], "2024-03-08");
    assert_eq!(english["items"][2]["changes"][0]["what"].as_str().map(str::is_empty), Some(false));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_may_be_done_is_told_with_what_is_missing_and_who_supplies_it(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let (case, _) = setting.open_case().await;
    let english = setting.send(ask("GET", &format!("{case}/acts")).header("accept-language", "en")).await;
    assert!(english.header("etag").starts_with("\"1-en-"), "version and language, then what is told");
    let offers = english.json();
    assert_eq!(offers["version"], 1);
    assert_eq!(offers["items"][0]["status"], "expected", "what may be done stands first");
    let expected = offer(&offers, "ReportRegistered");
    assert_eq!((&expected["status"], &expected["title"]), (&json!("expected"), &json!("Report registered")));
    assert_eq!(expected["schema"], "/api/v1/schemas/acts/ReportRegistered");
    assert_eq!(expected["candidates"][0]["role"], "report");

    let early = offers["items"].as_array().unwrap().iter().find(|item| item["status"] == "out_of_order").unwrap();
    let missing = &early["missing"][0];
    assert!(!missing["words"].as_str().unwrap().is_empty());
    let supplying = &missing["acts"][0];
    assert!(supplying["title"].as_str().unwrap().is_ascii() && supplying["actors"][0]["role"].is_string());

    let refused = offer(&offers, "AppealAccepted");
    assert_eq!(refused["status"], "refused");
    assert!(refused["reason"].as_str().unwrap().contains("does not exist"), "{refused}");
    let chinese = setting.get(&format!("{case}/acts?lang=zh-CN")).await;
    assert!(chinese.header("etag").starts_with("\"1-zh-CN-"));
    assert_eq!(offer(&chinese.json(), "ReportRegistered")["title"], "登记");
    let tag = english.header("etag");
    let same = setting.send(ask("GET", &format!("{case}/acts?lang=en")).header("if-none-match", tag)).await;
    assert_eq!(same.status, StatusCode::NOT_MODIFIED);
    let other = setting.send(ask("GET", &format!("{case}/acts?lang=zh-CN")).header("if-none-match", tag)).await;
    assert_eq!(other.status, StatusCode::OK, "another language is another answer");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_act_out_of_order_is_asked_about_and_then_recorded(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let (case, letter) = setting.open_case().await;
    let early = json!({
        "kind": "ReporterInformedOfResult",
        "occurred": { "date": "2024-03-10" },
        "refs": { "report": [letter] },
        "payload": { "method": "phone", "result_summary_ref": { "text": "已答复" } }
    });
    let before = setting.stored().await;
    let question = setting.post(&format!("{case}/acts?lang=en"), &early).await.problem(409, "confirm-needed");
    assert_eq!((&question["index"], &question["pointer"]), (&json!(0), &json!("/confirm_out_of_order")));
    let missing = &question["missing"][0];
    assert_eq!(missing["machine"], "report");
    assert!(missing["acts"][0]["actors"][0]["title"].is_string(), "{missing}");
    assert!(question["example"]["confirm_out_of_order"]["reason"].is_string());
    assert_eq!(setting.stored().await, before, "a question stores nothing");

    let mut confirmed = early;
    confirmed["confirm_out_of_order"] = json!({ "reason": "受理材料后补" });
    recorded(&setting, &case, &confirmed).await;
    let state = setting.get(&case).await.json();
    let marks = state["events"].as_array().unwrap();
    assert_eq!(marks.last().unwrap()["missing"][0]["machine"], "report", "the record says so for ever");
}
