//! The inspector leaves in the middle of a case: what he has to do is listed, it is handed over before he goes, and nothing stands
//! without somebody whose it is.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, Error, Held, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_tests::acts::{command, request, with};

use super::house::{House, Person};
use crate::access::province::{COUNTY, clerk_at};
use crate::api::server::Reply;
use crate::sign_in::office::{ago, decided};

const NUMBER: &str = "举〔2024〕3号";

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_he_has_to_do_is_handed_over_before_he_goes(owner: PgPool) {
    let house = House::open(&owner).await;
    let leaver = house.employ(COUNTY, "wang", "王查", Role::Inspector).await;
    let successor = house.employ(COUNTY, "li", "李接", Role::Inspector).await;
    let lead = house.employ(COUNTY, "qian", "钱组长", Role::TeamLead).await;
    let admin = house.employ(COUNTY, "guan", "管员", Role::Admin).await;
    let (case, report) = registered(&house, &lead, leaver.id, NUMBER).await;
    house.shown().await;
    let his = duties(&lead, leaver.id).await;
    assert!(!his.is_empty(), "the law sets times for what he was given");

    // He cannot simply be taken off: somebody is told what would be left undone.
    let refused = revoke(&admin, leaver.id).await;
    assert!(refused.status == 422 && refused.body.contains("未了事项"), "{}", refused.body);
    let held = Held { person: leaver.id, role: Role::Inspector, office: COUNTY };
    let by_program = house.office().server.node.casework.revoke_role(&held, "调离", &decided(0)).await;
    assert!(matches!(by_program, Err(Error::LeavesUndone { duties: 1.., .. })), "{by_program:?}");
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

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_he_left_when_his_role_ran_out_waits_in_the_pool_of_his_office(owner: PgPool) {
    let house = House::open(&owner).await;
    let lead = house.employ(COUNTY, "qian", "钱组长", Role::TeamLead).await;
    let [gone, going] = [("孙离", 1), ("周将离", 0)].map(|(name, ago)| (Uuid::now_v7(), name, ago));
    let mut cases = Vec::new();
    for (person, name, days_ago) in [gone, going] {
        house.office().enter(person, Some(name)).await;
        let held = Held { person, role: Role::Inspector, office: COUNTY };
        let casework = &house.office().server.node.casework;
        casework.grant_role(&held, Some(ago(days_ago)), &decided(30)).await.unwrap();
        cases.push(registered(&house, &lead, person, name).await);
    }
    house.shown().await;
    let his = duties(&lead, gone.0).await;
    assert!(!his.is_empty(), "what he left is listed under him, to be handed over");
    let own = async |person: Uuid| lead.get(&format!("worklist?person={person}")).await.json()["items"].clone();
    assert_eq!(own(gone.0).await, json!([]), "and is in nobody's own list");
    assert_ne!(own(going.0).await, json!([]), "until the last day it is his own");
    let pool = lead.get(&format!("worklist?office={COUNTY}")).await.json();
    let of = |person: Uuid| {
        let items = pool["items"].as_array().unwrap().iter();
        let mut rules: Vec<String> =
            items.filter(|one| one["person"] == json!(person)).map(|one| one["rule"].to_string()).collect();
        rules.sort();
        rules
    };
    let open: Vec<String> = his.iter().map(|rule| json!(rule).to_string()).collect();
    assert_eq!((of(gone.0), of(going.0)), (open, Vec::new()), "{pool:#}");
    assert!(pool["items"].as_array().unwrap().iter().any(|one| one["holder_left"] == true), "{pool:#}");
    let counted = pool["counts"].as_array().unwrap()[0]["tasks"].as_u64().unwrap();
    assert_eq!(counted, pool["items"].as_array().unwrap().len() as u64);
    let (work, people) = (lead.page("/work?tab=pool").await, lead.page("/people").await);
    assert!(work.body.contains("原承办人孙离已不再担任任何角色"), "{}", work.body);
    for said in ["角色到期而事项未了", "孙离", "已无角色", "周将离", "即将到期"] {
        assert!(people.body.contains(said), "{said}: {}", people.body);
    }

    // Somebody takes it up, and the pool has it no more.
    let successor = house.employ(COUNTY, "li", "李接", Role::Inspector).await;
    let (case, report) = cases[0];
    lead.does(case, assigned(&lead, report, successor.id, &ago(0).to_string())).await;
    house.shown().await;
    assert_eq!(duties(&lead, successor.id).await, his);
    assert!(!lead.page("/work?tab=pool").await.body.contains("孙离"));
}

/// A report that somebody was put in charge of.
async fn registered(house: &House, lead: &Person<'_>, handler: Uuid, number: &str) -> (Uuid, Uuid) {
    let report = Uuid::now_v7();
    let petition = with(wenze_tests::acts::report(report, "2024-02-01"), "/regime", json!({ "regime": "cn-petition" }));
    let opened = Command { actor: clerk_at(COUNTY), ..command(Place::NewCase(None), petition) };
    let case = house.office().server.node.accept_command(&opened).await.id;
    let about = |kind: Kind, role: &str| with(request(kind, "2024-02-02"), &format!("/refs/{role}"), json!([report]));
    let registered = with(about(Kind::ReportRegistered, "report"), "/payload/register_no", json!(number));
    lead.does(case, with(registered, "/payload/handler", json!({ "person_id": handler }))).await;
    lead.does(case, assigned(lead, report, handler, "2024-02-02")).await;
    (case, report)
}

/// Somebody is put in charge of a report.
fn assigned(by: &Person<'_>, report: Uuid, handler: Uuid, on: &str) -> Value {
    json!({
        "kind": "HandlerAssigned", "occurred": { "date": on }, "refs": { "object": [report] },
        "payload": { "duty": "report", "person": { "person_id": handler }, "office": { "organ_id": COUNTY },
            "by": { "person_id": by.id }, "received_on": on },
    })
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
