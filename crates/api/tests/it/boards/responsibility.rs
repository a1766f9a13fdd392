//! Who is responsible how.

use super::*;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn who_is_responsible_and_who_is_missing_is_told_in_both_languages(owner: PgPool) {
    let mut recorded = Recorded::new(owner).await;
    let before = recorded.board("responsibility").await;
    assert_eq!((&before["items"][0]["name"], &before["warnings"]), (&json!("张三"), &json!([])), "{before:#}");
    let attributed = json!({
        "class": "direct", "role": "handler", "collective": false, "duty_ref": { "text": "分管项目审批" },
        "objection_recorded": false, "causal_link": UNKNOWN,
    });
    let whose = recorded.whose();
    recorded.act("ResponsibilityAttributed", "2023-01-04", &whose, attributed).await;
    let board = recorded.board("responsibility").await;
    let one = &board["items"][0]["attributed"][0];
    assert_eq!(one["role"], json!({ "code": "handler", "words": "承办人员" }), "{board:#}");
    assert_eq!((&one["duty"], &one["causal_link"]), (&json!("分管项目审批"), &Value::Null));
    assert_eq!((&one["has_causal_link"], &one["collective"]), (&json!(false), &json!(false)));
    let gaps: Vec<_> = board["warnings"].as_array().unwrap().iter().map(|gap| gap["gap"].clone()).collect();
    assert_eq!(gaps, ["higher_level_missing", "causal_link_missing"]);
    assert!(board["warnings"][1]["words"].as_str().unwrap().contains("张三"), "{board:#}");
    let english = recorded.board("responsibility?lang=en").await;
    assert!(english["warnings"][0]["words"].as_str().unwrap().contains("nobody who led"), "{english:#}");
    assert_eq!(
        english["items"][0]["attributed"][0]["words"],
        "party discipline, individual responsibility, handler, direct responsibility"
    );
    assert_eq!(english["next"], Value::Null);

    let setting = &recorded.setting;
    setting.get(&format!("{}/responsibility?limit=0", recorded.case)).await.problem(400, "query");
    setting.get(&format!("{}/responsibility?cursor=made-up", recorded.case)).await.problem(400, "token");
    setting.get(&format!("/api/v1/cases/{OFFICE}/responsibility")).await.problem(404, "not-found");
}
