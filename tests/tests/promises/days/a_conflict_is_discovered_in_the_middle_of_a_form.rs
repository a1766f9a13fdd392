//! In the middle of a form it turns out that the inspector knows the respondent: his next save is refused and he is told why, what he
//! typed is not lost, and nobody reads it but whoever takes over.

use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_tests::acts::{noted, request, with};
use wenze_tests::tables::contents;

use super::house::{House, Person, told};
use crate::access::province::COUNTY;
use crate::private_text_stays_private::shows;

const TYPED: &str = "谈话中提到的银行流水";
const MORE: &str = "并补充转账凭证编号";

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_next_save_is_refused_with_the_reason_and_the_draft_waits_sealed(owner: PgPool) {
    let house = House::open(&owner).await;
    let inspector = house.employ(COUNTY, "wang", "王查", Role::Inspector).await;
    let successor = house.employ(COUNTY, "li", "李接", Role::Inspector).await;
    let lead = house.employ(COUNTY, "qian", "钱组长", Role::TeamLead).await;
    let stranger = house.employ(COUNTY, "sun", "孙查", Role::Inspector).await;
    let case = house.case().await;
    assign(&house, &lead, case, inspector.id).await;
    house.shown().await;
    let path = format!("/cases/{case}/record/OtherActRecorded");
    let form = inspector.page(&path).await;
    let fields =
        |note: &'static str, step| [("a0.payload.label", "电话记录"), ("a0.payload.note", note), ("step", step)];
    let kept = inspector.send(&path, &form, &fields(TYPED, "keep")).await;
    assert!(kept.status == 200 && kept.body.contains("已存为草稿"), "{}", kept.body);

    // What it would change is told to whoever sees to it that the work goes on: what he must hand over, and what he did so far.
    inspector.does(case, noted("电话核实", "2024-02-02")).await;
    let preview = async || {
        let path = format!("cases/{case}/recusals/preview?person={}", inspector.id);
        lead.get(&path).await.json()
    };
    let before = preview().await;
    assert_eq!((&before["excluded"], &before["name"]), (&json!(false), &json!("王查")), "{before:#}");
    assert_eq!(before["duties"].as_array().map(Vec::len), Some(1), "{before:#}");
    let did: Vec<_> = before["acts"].as_array().unwrap().iter().map(|act| (&act["kind"], &act["own"])).collect();
    assert_eq!(did, [(&json!("OtherActRecorded"), &json!(true))], "{before:#}");

    // Meanwhile somebody finds out, of the one who works on the case and of one who never did.
    for person in [inspector.id, stranger.id] {
        let ground = with(request(Kind::RecusalGroundKnown, "2024-02-03"), "/refs/person", json!([person]));
        lead.does(case, with(ground, "/refs/recusal", json!([Uuid::now_v7()]))).await;
    }
    let before = house.office().events().await;
    let now =
        [&fields("", "save")[..2], &[("a0.occurred.date", "2024-02-03"), ("blank", "1"), ("checked", "1")]].concat();
    let typed = format!("{TYPED}，{MORE}");
    let now: Vec<(&str, &str)> =
        now.into_iter().map(|(name, value)| (name, if name.ends_with("note") { &typed } else { value })).collect();
    let refused = inspector.send(&path, &form, &[&now[..], &[("step", "save")]].concat()).await;
    assert_eq!(refused.status, 403, "{}", refused.body);
    assert!(refused.body.contains("您已回避本案") && refused.body.contains("由接办人继续办理"), "{}", refused.body);
    assert!(!refused.body.contains(MORE), "what he typed is closed to himself");
    assert_eq!(house.office().events().await, before, "nothing was recorded");
    assert_eq!(inspector.page(&format!("/cases/{case}")).await.status, 404);
    assert_eq!(preview().await["excluded"], true);
    assert!(!inspector.page("/drafts").await.body.contains(&case.to_string()));
    // Whoever had nothing to do with the case is told what he would be told of none.
    let unknown = Uuid::from_u128(0x404);
    let hidden = stranger.send(&path, &form, &now).await;
    let none = stranger.send(&path.replace(&case.to_string(), &unknown.to_string()), &form, &now).await;
    assert_eq!(hidden.status, 404);
    assert_eq!(told(&hidden, case), told(&none, unknown));

    // Somebody takes over, and finds everything.
    assert!(!successor.page("/drafts").await.body.contains(&case.to_string()));
    assign(&house, &lead, case, successor.id).await;
    house.shown().await;
    successor.page(&format!("/cases/{case}")).await;
    let drafts = successor.page("/drafts").await;
    assert!(drafts.body.contains("由前任承办人移交"), "{}", drafts.body);
    let href = drafts.body.split("<th scope=\"row\"><a href=\"").nth(1).unwrap().split('"').next().unwrap();
    let opened = successor.follow(href).await;
    assert!(opened.body.contains(TYPED) && opened.body.contains(MORE), "{}", opened.body);
    let tables = contents(&owner, &["log", "read%", "projector", "vault", "access"]).await;
    for (table, rows) in tables {
        assert!(!rows.iter().any(|row| shows(row, MORE)), "sealed: {table}");
    }
}

/// Puts somebody in charge of the report of a case.
async fn assign(house: &House, lead: &Person<'_>, case: Uuid, to: Uuid) {
    let view = house.office().server.node.casework.case(case).await.unwrap();
    let report = view.case.reports.keys().next().unwrap();
    let assigned = json!({
        "kind": "HandlerAssigned", "occurred": { "date": "2024-02-02" }, "refs": { "object": [report] },
        "payload": { "duty": "report", "person": { "person_id": to }, "office": { "organ_id": COUNTY },
            "by": { "person_id": lead.id }, "received_on": "2024-02-02" },
    });
    lead.does(case, assigned).await;
}
