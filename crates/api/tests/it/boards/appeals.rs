//! Appeals.

use super::*;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_appeal_is_told_with_what_it_is_against_and_pages_lead_on(owner: PgPool) {
    let mut recorded = Recorded::new(owner).await;
    assert_eq!(recorded.board("appeals").await, json!({ "items": [], "next": null }));
    let determination = recorded.determined("2023-01-05").await;
    let refs = with(&json!({ "respondent": [recorded.respondent] }), "determination", &determination);
    for day in ["2023-02-01", "2023-03-01"] {
        let filed = json!({
            "route": "party_appeal", "received_on": day, "known_on": UNKNOWN, "action_code": UNKNOWN,
            "grounds": ["量纪过重"], "relief": UNKNOWN,
        });
        let filed = recorded.act("AppealFiled", day, &refs, filed).await;
        let appeal = json!({ "appeal": filed["refs"]["appeal"] });
        recorded.act("AppealAccepted", day, &appeal, json!({ "told_on": UNKNOWN })).await;
    }
    let first = recorded.board("appeals?limit=1").await;
    let one = &first["items"][0];
    assert_eq!(one["route"]["code"], "party_appeal", "{first:#}");
    assert_eq!((&one["name"], &one["days"]["accepted"]), (&json!("张三"), &json!("2023-02-01")));
    assert_eq!((&one["state"]["code"], &one["decisions"][0]["determination"]), (&json!("accepted"), &determination));
    assert_eq!(one["decisions"][0]["made_on"], "2023-01-05");
    assert!(one["words"].as_str().unwrap().contains("2023年2月1日"), "{one:#}");
    let second = recorded.get(first["next"].as_str().unwrap()).await;
    assert_eq!((&second["items"][0]["days"]["filed"], &second["next"]), (&json!("2023-03-01"), &Value::Null));
    let english = recorded.board("appeals?lang=en").await;
    assert!(english["items"][0]["words"].as_str().unwrap().contains("first instance"), "{english:#}");
    assert!(!english.to_string().contains("量纪过重"), "grounds are not on the board");
}
