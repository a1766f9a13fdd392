//! A case at any moment: by version, by what had happened, by what was known.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::setting::{Setting, accepted, filed, registered};

async fn state(setting: &Setting, case: &str, query: &str) -> Value {
    let reply = setting.get(&format!("{case}/state?{query}")).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn each_cut_tells_its_own_state(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let (case, letter) = setting.open_case().await;
    let acts = format!("{case}/acts");
    setting.post(&acts, &registered(&letter, "7")).await;
    setting.post(&acts, &accepted(&letter, "2024-03-08")).await;
    let last = setting.post(&acts, &filed("纪立〔2024〕7号", "2024-04-01")).await;
    assert_eq!(last.header("etag"), "\"4\"", "{}", last.text());

    let by_version = state(&setting, &case, "version=2").await;
    assert_eq!((&by_version["version_now"], &by_version["asked"]["version"]), (&json!(4), &json!(2)));
    assert_eq!(by_version["state"]["version"], 2);
    assert_eq!(by_version["state"]["reports"][&letter]["state"], "registered");
    assert_eq!(by_version["state"]["reports"][&letter]["summary"]["text"], "反映张三违规收受礼金");

    let eve = state(&setting, &case, "as_of=2024-03-31").await;
    assert_eq!(eve["asked"]["as_of"], "2024-03-31T15:59:59.999999Z", "the end of the day in Shanghai");
    assert_eq!(eve["state"]["stage"]["designation"], "report");
    let day = state(&setting, &case, "as_of=2024-04-01").await;
    assert_eq!(day["state"]["stage"]["designation"], "case");
    let instant = state(&setting, &case, "as_of=2024-03-06T12:00:00%2B08:00").await;
    assert_eq!(instant["state"]["reports"][&letter]["state"], "registered");
    let unescaped = state(&setting, &case, "as_of=2024-03-06T12:00:00+08:00").await;
    assert_eq!(unescaped["state"], instant["state"]);

    let unknown = state(&setting, &case, "known=2024-04-02").await;
    assert_eq!(unknown["state"]["version"], 0, "everything was recorded later than that");
    let now = state(&setting, &case, "known=2999-01-01").await;
    assert_eq!(now["state"], setting.get(&case).await.json());
    let events = setting.get(&format!("{case}/events")).await.json();
    let second = events["items"][1]["recorded_at"].as_str().unwrap();
    let both = state(&setting, &case, &format!("known={second}&as_of=2024-03-05")).await;
    assert_eq!(both["state"]["reports"][&letter]["state"], "received");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_correction_changes_what_is_and_not_what_was_known(owner: PgPool) {
    let setting = Setting::without_views(owner).await;
    let (case, letter) = setting.open_case().await;
    let acts = format!("{case}/acts");
    let registered = setting.post(&acts, &registered(&letter, "7")).await.json();
    let event = registered["events"][0]["event_id"].as_str().unwrap();
    let correction = json!({
        "kind": "RecordCorrected",
        "occurred": { "date": "2024-05-01" },
        "refs": { "event": [event] },
        "payload": {
            "changes": [{ "pointer": "/payload/register_no", "was": "7", "is": "8" }],
            "reason": "编号写错",
            "approval": "not_recorded"
        }
    });
    let corrected = setting.post(&acts, &correction).await;
    assert_eq!(corrected.status, StatusCode::CREATED, "{}", corrected.text());
    let number = |state: &Value| state["state"]["reports"][&letter]["register_no"].clone();
    assert_eq!(number(&state(&setting, &case, "version=2").await), "7");
    assert_eq!(number(&state(&setting, &case, "version=3").await), "8");
    assert_eq!(number(&state(&setting, &case, "as_of=2024-03-06").await), "8", "as it is known today");
    let mut twice = correction;
    twice["payload"]["changes"][0]["pointer"] = json!("/payload/lost");
    let refused = setting.post(&acts, &twice).await.problem(422, "correction");
    assert_eq!(refused["pointer"], "/payload/changes/0/pointer");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_moment_that_cannot_be_is_refused(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (case, _) = setting.open_case().await;
    for query in ["as_of=yesterday", "known=2024-02-30", "as_of=2024-03-05T10:00:00", "version=x", "at=2024-01-01"] {
        setting.get(&format!("{case}/state?{query}")).await.problem(400, "query");
    }
    for query in ["version=2", "version=-1"] {
        setting.get(&format!("{case}/state?{query}")).await.problem(404, "not-found");
    }
    for path in ["/api/v1/cases/0192f0c1-0000-7000-8000-00000000dead", "/api/v1/cases/7"] {
        for rest in ["", "/state", "/acts", "/events", "/audit"] {
            setting.get(&format!("{path}{rest}")).await.problem(404, "not-found");
        }
    }
}
