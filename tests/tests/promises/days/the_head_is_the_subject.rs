//! The head of the organ turns out to be whom the report is about: what would lie before him goes up by itself, and of the case he
//! finds nothing any more.

use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_tests::acts::{request, with};

use super::house::{House, action, link, told};
use crate::access::province::COUNTY;
use crate::sign_in::office::ago;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_organ_above_decides_without_anybody_sending_it_there(owner: PgPool) {
    let house = House::open(&owner).await;
    let county_head = house.employ(COUNTY, "zhou", "周正", Role::OrganHead).await;
    let city_head = house.employ(house.province.city(), "zhao", "赵市", Role::OrganHead).await;
    let inspector = house.employ(COUNTY, "wang", "王查", Role::Inspector).await;
    let (about_him, other) = (house.case().await, house.case().await);
    for case in [about_him, other] {
        inspector.asks_for_approval(case).await;
    }
    house.shown().await;
    let queue = county_head.page("/approvals").await;
    assert!(queue.body.contains(&about_him.to_string()) && queue.body.contains(&other.to_string()), "{}", queue.body);
    assert!(!city_head.page("/approvals").await.body.contains(&about_him.to_string()));

    // Whoever the report speaks of is found out.
    let view = house.office().server.node.casework.case(about_him).await.unwrap();
    let report = view.case.reports.keys().next().unwrap();
    let spoken_of = &request(Kind::ReportReceived, "2024-02-01")["payload"]["subjects"][0]["subject_no"];
    let named = with(request(Kind::SubjectIdentified, "2024-02-03"), "/payload/subject_no", spoken_of.clone());
    let refs = json!({ "official": [county_head.id], "report": [report] });
    inspector.does(about_him, with(named, "/refs", refs)).await;
    house.shown().await;
    let queue = county_head.page("/approvals").await;
    assert!(!queue.body.contains(&about_him.to_string()) && queue.body.contains(&other.to_string()), "{}", queue.body);
    for path in [format!("/cases/{about_him}"), format!("/cases/{about_him}/record/ApprovalDecided")] {
        let unknown = Uuid::from_u128(0x404);
        let hidden = county_head.page(&path).await;
        let none = county_head.page(&path.replace(&about_him.to_string(), &unknown.to_string())).await;
        assert_eq!(hidden.status, 404, "{path}");
        assert_eq!(told(&hidden, about_him), told(&none, unknown), "{path}");
    }

    let queue = city_head.page("/approvals").await;
    assert!(queue.body.contains(&about_him.to_string()) && !queue.body.contains(&other.to_string()), "{}", queue.body);
    assert!(queue.body.contains("下级"), "that it came up is said: {}", queue.body);
    let form = city_head.follow(&link(&queue, "批准").unwrap()).await;
    let (path, today) = (action(&form), ago(0).to_string());
    let fields = [
        ("blank", "1"),
        ("a0.occurred.date", today.as_str()),
        ("a0.payload.result", "approved"),
        ("step", "save"),
        ("checked", "1"),
    ];
    let stored = city_head.send(&path, &form, &fields).await;
    assert_eq!(stored.status, 303, "{}", stored.body);
    house.shown().await;
    let case = inspector.page(&format!("/cases/{about_him}")).await;
    assert!(case.body.contains("批示") && case.body.contains("赵市"), "the inspector reads who decided: {}", case.body);
}
