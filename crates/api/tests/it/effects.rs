//! What follows from a case stands in its answer: restrictions with days and marks, and remedies.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::setting::{Setting, filed};

const REASON: &str = "补录";

/// Records one act and answers what it made.
async fn act(setting: &Setting, case: &str, kind: &str, on: &str, refs: Value, payload: Value) -> Value {
    let act = json!({
        "kind": kind, "occurred": { "date": on }, "confirm_out_of_order": { "reason": REASON },
        "refs": refs, "payload": payload,
    });
    let reply = setting.post(&format!("{case}/acts"), &act).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    reply.json()["events"][0].clone()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn restrictions_and_remedies_are_told_with_days_places_and_marks(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let (case, _) = setting.open_case().await;
    let reply = setting.post(&format!("{case}/acts"), &filed("纪立〔2022〕7号", "2022-12-01")).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    let before = setting.get(&case).await.json();
    assert_eq!(before["effects"], json!({ "restrictions": [], "barred": [], "remedies": [] }));

    let respondent = before["respondents"].as_object().unwrap().keys().next().unwrap().clone();
    let whose = json!({ "respondent": [respondent], "track": [format!("{respondent}/party")] });
    let unknown = "not_recorded";
    let made = json!({
        "outcome": "sanction", "decision_or_proposal": "decision", "body": unknown, "body_kind": unknown, "basis": unknown,
    });
    let made = act(&setting, &case, "DeterminationMade", "2023-01-05", whose.clone(), made).await;
    let determination = &made["refs"]["determination"][0];
    let mut refs = whose.clone();
    refs["determination"] = json!([determination]);
    let imposed = json!({
        "regime": "party", "kind": "warning", "effective_on": "2023-01-05", "months": unknown, "posts": unknown,
        "new_rank": unknown, "per_violation": unknown,
    });
    act(&setting, &case, "SanctionImposed", "2023-01-05", refs, imposed).await;

    let shown = setting.get(&case).await;
    let effects = &shown.json()["effects"];
    let one = &effects["restrictions"][0];
    assert_eq!((&one["period"]["from"], &one["period"]["until"]), (&json!("2023-01-05"), &json!("2024-01-04")));
    assert_eq!((&one["period"]["mark"], &one["period"]["start_mark"]), (&json!("verified"), &json!("remembered")));
    assert_eq!(one["period"]["source"], json!(["PDR-2018"]));
    assert_eq!(one["regime"], json!({ "regime": "cn-party", "version": "2018" }));
    assert_eq!(one["bars"][0]["name"], json!(["晋升职务、职级和级别", "promotion in post, rank or grade"]));
    assert_eq!(one["ending"]["way"], "automatic");
    assert_eq!(effects["barred"][0]["days"][0]["until"], "2024-01-04");
    let step = &effects["remedies"][0]["steps"][0];
    assert_eq!((&step["route"], &step["progress"]), (&json!("party_appeal"), &json!("unlimited")));
    assert_eq!(&effects["remedies"][0]["determination"], determination);

    let then = setting.get(&format!("{case}/state?version=2")).await.json();
    assert_eq!(then["state"]["effects"]["restrictions"], json!([]), "nothing was imposed by then");
}
