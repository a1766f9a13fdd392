//! What is to be put right.

use super::*;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_item_is_overdue_on_the_day_the_reader_names(owner: PgPool) {
    let mut recorded = Recorded::new(owner).await;
    let ordered = json!({
        "source": "supervision", "problem": "台账缺失", "responsible_unit": { "organ_id": OFFICE },
        "responsible_person": UNKNOWN, "kind": "individual", "due_on": "2023-03-31", "supervisor": UNKNOWN,
    });
    let ordered = recorded.act("RectificationOrdered", "2023-02-01", &json!({}), ordered).await;
    let item = json!({ "item": ordered["refs"]["item"] });
    let letter = json!({ "letter_no": "督〔2023〕1号", "level": "county", "due_on": UNKNOWN });
    recorded.act("SupervisionLetterIssued", "2023-04-03", &item, letter).await;
    let step = json!({
        "step": "principal_talk", "because_of": "overdue", "missed_due_on": "2023-03-31", "reasons": "逾期未改",
    });
    recorded.act("EscalationStepTaken", "2023-04-10", &item, step).await;

    let on = async |day: &str| recorded.board(&format!("rectification?as_of={day}")).await["items"].clone();
    assert_eq!(on("2023-01-31").await, json!([]), "it was not ordered yet");
    assert_eq!(on("2023-03-31").await[0]["overdue"], false);
    let late = on("2023-04-10").await[0].clone();
    assert_eq!((&late["overdue"], &late["days_over"]), (&json!(true), &json!(10)), "{late:#}");
    assert_eq!((&late["problem"], &late["ladder"]), (&json!("台账缺失"), &json!(2)));
    assert_eq!(late["steps"][1]["step"]["code"], "principal_talk");
    assert_eq!(late["steps"][0]["position"], 1);
    assert!(late["words"].as_str().unwrap().contains("逾期10天"), "{late:#}");
    assert!(!late.to_string().contains("逾期未改"), "reasons are not on the board");
    let english = recorded.board("rectification?as_of=2023-04-01&lang=en").await;
    assert!(english["items"][0]["words"].as_str().unwrap().contains("1 day overdue"), "{english:#}");
    recorded.setting.get(&format!("{}/rectification?as_of=soon", recorded.case)).await.problem(400, "query");
}
