//! What was told of decisions, and what was not.

use super::*;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_was_decided_and_not_told_is_missing_until_it_is(owner: PgPool) {
    let mut recorded = Recorded::new(owner).await;
    let determination = recorded.determined("2023-01-05").await;
    let before = recorded.board("publications").await;
    assert_eq!((&before["items"], &before["untold"][0]["name"]), (&json!([]), &json!("张三")), "{before:#}");
    let missing = |board: &Value| {
        let missing = board["untold"][0]["missing"].as_array().unwrap();
        missing.iter().map(|fact| fact["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(missing(&before), ["documented", "served", "announced", "notified", "published"]);
    assert!(before["untold"][0]["words"].as_str().unwrap().contains("未送达"), "{before:#}");

    let of_it = json!({ "determination": [determination], "respondent": [recorded.respondent] });
    let notified = json!({ "to": "org_dept" });
    recorded.act("DecisionNotified", "2023-01-10", &of_it, notified).await;
    let withheld = json!({
        "channel": UNKNOWN, "scope": UNKNOWN, "redactions": UNKNOWN, "withheld_reason": "涉及国家秘密",
    });
    recorded.act("DecisionPublished", "2023-01-12", &of_it, withheld).await;
    let board = recorded.board("publications?limit=1").await;
    assert_eq!(board["items"][0]["audience"]["code"], "org_dept", "{board:#}");
    assert_eq!(missing(&board), ["documented", "served", "announced"], "withheld for a reason is not missing");
    let second = recorded.get(board["next"].as_str().unwrap()).await;
    assert_eq!((&second["items"][0]["withheld"], &second["next"]), (&json!("涉及国家秘密"), &Value::Null));
    let english = recorded.board("publications?lang=en").await;
    assert!(english["items"][0]["words"].as_str().unwrap().contains("organisation department"), "{english:#}");
}
