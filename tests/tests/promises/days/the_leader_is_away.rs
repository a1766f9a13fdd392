//! The leader is away: the deputy decides in his stead what he lent him, both names stand under the decision, and it counts only while
//! the delegation is in force.

use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::codes::Role;

use super::house::{House, Person, action, chosen, link};
use crate::access::province::COUNTY;
use crate::api::server::Reply;
use crate::sign_in::office::ago;

const NOTHING_WAITS: &str = "没有等待您决定的呈批件";

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_deputy_decides_in_his_stead_as_long_as_it_is_lent_to_him(owner: PgPool) {
    let house = House::open(&owner).await;
    let head = house.employ(COUNTY, "zhou", "周正", Role::OrganHead).await;
    let deputy = house.employ(COUNTY, "wu", "吴副", Role::TeamLead).await;
    let inspector = house.employ(COUNTY, "wang", "王查", Role::Inspector).await;
    let (first, second) = (house.case().await, house.case().await);
    inspector.asks_for_approval(first).await;
    house.shown().await;
    assert!(deputy.page("/approvals").await.body.contains(NOTHING_WAITS), "nothing is his to decide");

    // In the morning the leader lends what he decides, and goes.
    let lent = head.post("delegations", &delegation(&head, &deputy)).await;
    assert_eq!(lent.status, 201, "{lent:?}");
    let lent = lent.json()["events"][0]["refs"]["delegation"][0].clone();
    let queue = deputy.page("/approvals").await;
    assert!(queue.body.contains("代周正决定"), "{}", queue.body);
    let approve = link(&queue, "批准").unwrap();

    // At noon the deputy decides, by the form that the queue leads to.
    let stored = decide(&deputy, &approve).await;
    assert_eq!(stored.status, 303, "{}", stored.body);
    house.shown().await;
    let case = inspector.page(&format!("/cases/{first}")).await;
    let both = case.body.split("受委托办理").nth(1).unwrap_or_else(|| panic!("{}", case.body));
    let both = both.split("</").next().unwrap();
    assert!(both.contains("周正") && both.contains("吴副"), "whose decision it is and who took it: {both}");
    let event = inspector.get(&format!("cases/{first}/events")).await.json();
    let event = &event["items"].as_array().unwrap().last().unwrap()["event"];
    assert_eq!(event["on_behalf_of"]["person"]["person_id"], json!(head.id), "it counts as the leader's: {event:#}");
    assert_eq!((&event["actor"]["role"], &event["actor"]["person_id"]), (&json!("ORGAN_HEAD"), &json!(deputy.id)));

    // In the evening the leader is back. What comes now lies before him alone, and the form that was open does no more.
    inspector.asks_for_approval(second).await;
    house.shown().await;
    let open = link(&deputy.page("/approvals").await, "批准").unwrap();
    let revoked = json!({
        "kind": "DelegationRevoked", "occurred": { "date": ago(0) },
        "refs": { "delegation": [lent], "official": [head.id] },
        "payload": { "by": { "person_id": head.id }, "document_no": "not_recorded" },
    });
    assert_eq!(head.post("delegations", &revoked).await.status, 201);
    assert!(deputy.page("/approvals").await.body.contains(NOTHING_WAITS));
    assert_eq!(deputy.follow(&open).await.status, 403);
    let before = house.office().events().await;
    let late = deputy.send(&open, &deputy.page("/approvals").await, &[("step", "save")]).await;
    assert_eq!((late.status, house.office().events().await), (403, before), "{}", late.body);
    assert!(link(&head.page("/approvals").await, "批准").is_some(), "it waits for the leader");
    let told = inspector.page(&format!("/cases/{first}")).await;
    assert!(told.body.contains("受委托办理"), "what was decided while it was in force stands");
}

/// What a leader says who lends his decisions on papers.
fn delegation(head: &Person<'_>, deputy: &Person<'_>) -> serde_json::Value {
    json!({
        "kind": "AuthorityDelegated", "occurred": { "date": ago(0) },
        "payload": {
            "from": { "person_id": head.id }, "to": { "person_id": deputy.id }, "acts": ["ApprovalDecided"],
            "office": { "organ_id": COUNTY }, "from_on": ago(0), "document_no": "县纪〔2024〕1号",
        },
    })
}

/// Opens the form of a link of the queue, looks at the answers, and stores it.
async fn decide(person: &Person<'_>, href: &str) -> Reply {
    let form = person.follow(href).await;
    assert_eq!(form.status, 200, "{}", form.body);
    let (path, request) = (action(&form), chosen(&form, "a0.refs.request"));
    assert!(Uuid::try_parse(&request).is_ok(), "the paper is chosen: {request}");
    let today = ago(0).to_string();
    let fields = [("blank", "1"), ("a0.occurred.date", today.as_str()), ("a0.payload.result", "approved")];
    let answers = person.send(&path, &form, &[&fields[..], &[("step", "check")]].concat()).await;
    assert_eq!(answers.status, 200, "{}", answers.body);
    person.send(&path, &form, &[&fields[..], &[("step", "save"), ("checked", "1")]].concat()).await
}
