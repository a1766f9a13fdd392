//! The inspector leaves in the middle of a case: what he has to do is listed, it is handed over before he goes, and nothing stands
//! without somebody whose it is.

use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_tests::acts::{command, request, with};

use super::house::{House, Person};
use crate::access::province::{COUNTY, clerk_at};
use crate::api::server::Reply;
use crate::sign_in::office::ago;

const NUMBER: &str = "举〔2024〕3号";

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_he_has_to_do_is_handed_over_before_he_goes(owner: PgPool) {
    let house = House::open(&owner).await;
    let leaver = house.employ(COUNTY, "wang", "王查", Role::Inspector).await;
    let successor = house.employ(COUNTY, "li", "李接", Role::Inspector).await;
    let lead = house.employ(COUNTY, "qian", "钱组长", Role::TeamLead).await;
    let admin = house.employ(COUNTY, "guan", "管员", Role::Admin).await;
    let (case, report) = registered(&house, &lead, leaver.id).await;
    house.shown().await;
    let his = duties(&lead, leaver.id).await;
    assert!(!his.is_empty(), "the law sets times for what he was given");

    // He cannot simply be taken off: somebody is told what would be left undone.
    let refused = revoke(&admin, leaver.id).await;
    assert!(refused.status == 422 && refused.body.contains("未了事项"), "{}", refused.body);
    let page = lead.page(&format!("/people/{}", leaver.id)).await;
    let hand_over = format!("/cases/{case}/record/HandlerAssigned");
    assert!(page.body.contains(NUMBER) && page.body.contains(&hand_over), "{}", page.body);

    // What is listed leads to the form by which it is handed over.
    let form = lead.page(&hand_over).await;
    let (to, office, report, today) =
        (successor.id.to_string(), COUNTY.to_string(), report.to_string(), ago(0).to_string());
    let fields = [
        ("blank", "1"),
        ("a0.occurred.date", today.as_str()),
        ("a0.refs.object", &report),
        ("a0.payload.duty", "report"),
        ("a0.payload.person.person_id", &to),
        ("a0.payload.office.organ_id", &office),
        ("checked", "1"),
        ("step", "save"),
    ];
    let stored = lead.send(&hand_over, &form, &fields).await;
    assert_eq!(stored.status, 303, "{}", stored.body);
    house.shown().await;
    assert_eq!(duties(&lead, leaver.id).await, Vec::<String>::new());
    assert_eq!(duties(&lead, successor.id).await, his, "each has somebody whose it is");
    let work = successor.page("/work").await;
    assert!(work.body.contains(NUMBER), "{}", work.body);

    // Now he goes, and works on nothing any more.
    let gone = revoke(&admin, leaver.id).await;
    assert_eq!(gone.status, 303, "{}", gone.body);
    let page = leaver.page(&format!("/cases/{case}")).await;
    assert_eq!((page.status, page.header("location")), (303, Some("/role")), "{}", page.body);
    assert_eq!(duties(&lead, successor.id).await, his);
}

/// A report that somebody was put in charge of.
async fn registered(house: &House, lead: &Person<'_>, handler: Uuid) -> (Uuid, Uuid) {
    let report = Uuid::now_v7();
    let petition = with(wenze_tests::acts::report(report, "2024-02-01"), "/regime", json!({ "regime": "cn-petition" }));
    let opened = Command { actor: clerk_at(COUNTY), ..command(Place::NewCase(None), petition) };
    let case = house.office().server.node.accept_command(&opened).await.id;
    let about = |kind: Kind, role: &str| with(request(kind, "2024-02-02"), &format!("/refs/{role}"), json!([report]));
    let registered = with(about(Kind::ReportRegistered, "report"), "/payload/register_no", json!(NUMBER));
    lead.does(case, with(registered, "/payload/handler", json!({ "person_id": handler }))).await;
    let assigned = json!({
        "kind": "HandlerAssigned", "occurred": { "date": "2024-02-02" }, "refs": { "object": [report] },
        "payload": { "duty": "report", "person": { "person_id": handler }, "office": { "organ_id": COUNTY },
            "by": { "person_id": lead.id }, "received_on": "2024-02-02" },
    });
    lead.does(case, assigned).await;
    (case, report)
}

/// The rules by which somebody has something to do still.
async fn duties(seen_by: &Person<'_>, whose: Uuid) -> Vec<String> {
    let told = seen_by.get(&format!("persons/{whose}/open-duties")).await.json();
    let items = told["items"].as_array().unwrap_or_else(|| panic!("{told:#}"));
    let mut rules: Vec<String> = items.iter().filter_map(|one| one["rule"].as_str().map(str::to_owned)).collect();
    rules.sort();
    rules
}

/// Takes the role of inspector back, by the form of the register.
async fn revoke(admin: &Person<'_>, whose: Uuid) -> Reply {
    let path = format!("/people/{whose}/record/RoleRevoked");
    let form = admin.page(&path).await;
    let (whose, office, today) = (whose.to_string(), COUNTY.to_string(), ago(0).to_string());
    let fields = [
        ("blank", "1"),
        ("a0.refs.official", whose.as_str()),
        ("a0.refs.organ", &office),
        ("a0.occurred.date", &today),
        ("a0.payload.role", "INSPECTOR"),
        ("a0.payload.from", &today),
        ("a0.payload.reason", "调离"),
        ("checked", "1"),
        ("step", "save"),
    ];
    admin.send(&path, &form, &fields).await
}
