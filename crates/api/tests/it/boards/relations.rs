//! Which cases belong together.

use super::*;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn linked_cases_are_told_from_both_ends(owner: PgPool) {
    let mut recorded = Recorded::new(owner).await;
    let (other, _) = recorded.setting.open_case().await;
    let ids = [&recorded.case, &other].map(|path| json!(path.rsplit('/').next().unwrap()));
    let linked = json!({ "relation": "same_incident", "by": UNKNOWN });
    recorded.act("CasesLinked", "2023-02-01", &json!({ "case": [ids[1]] }), linked).await;
    let graph = recorded.board("relations").await;
    assert_eq!((&graph["nodes"][0]["id"], &graph["nodes"][1]["id"]), (&ids[0], &ids[1]), "{graph:#}");
    assert_eq!(graph["nodes"][0]["case_no"], "纪立〔2022〕7号");
    assert_eq!((&graph["nodes"][1]["designation"], &graph["cut"]), (&json!("report"), &json!(false)));
    assert_eq!(graph["edges"].as_array().unwrap().len(), 1, "each link once: {graph:#}");
    assert_eq!(
        (&graph["edges"][0]["relation"]["code"], &graph["edges"][0]["linked_on"]),
        (&json!("same_incident"), &json!("2023-02-01"))
    );
    let back = recorded.get(&format!("{other}/relations?limit=1")).await;
    assert_eq!((&back["nodes"][0]["id"], &back["cut"], &back["edges"]), (&ids[1], &json!(true), &json!([])));
}
