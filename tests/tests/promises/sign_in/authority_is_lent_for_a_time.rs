//! The leader is away: whoever he delegated to acts in his stead, for the acts and the time he said, and both stand in the
//! history. When it is over, nothing is done by it.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Acting, Command, Decision, Held, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_domain::time::Occurred;
use wenze_domain::words::{Lang, Words};
use wenze_tests::acts::{clerk, command, noted, report, request, with};
use wenze_tests::node::Node;

use super::office::{Office, ago};
use crate::api::server::Reply;

/// An office whose leader is away, with a case that intake opened.
struct Away {
    office: Office,
    head: Uuid,
    deputy: Uuid,
    case: String,
}

impl Away {
    async fn begin(owner: &PgPool) -> Self {
        let mut office = Office::open(owner).await;
        office.server.node.start_views();
        let head = office.employ("head", &[Role::OrganHead]).await;
        let deputy = office.employ("deputy", &[]).await;
        office.employ("intake", &[Role::Intake]).await;
        let intake = office.sign_in("intake").await;
        let opened = office.record(&[("cookie", &intake)]).await;
        let case = opened.header("location").unwrap().to_owned();
        Self { office, head, deputy, case }
    }

    /// What the head says to delegate, with one place changed.
    fn delegation(&self, pointer: &str, value: Value) -> Value {
        let act = json!({
            "kind": "AuthorityDelegated",
            "occurred": { "date": ago(5) },
            "payload": {
                "from": { "person_id": self.head },
                "to": { "person_id": self.deputy },
                "acts": ["OtherActRecorded"],
                "office": { "organ_id": self.office.organ },
                "from_on": ago(5),
                "document_no": "示例〔2024〕1号",
            },
        });
        if pointer.is_empty() { act } else { with(act, pointer, value) }
    }

    async fn post(&self, cookie: &str, acting: Option<&str>, path: &str, act: &Value) -> Reply {
        let mut lines = vec![("cookie", cookie)];
        lines.extend(acting.map(|acting| ("wenze-as", acting)));
        self.office.server.ask("POST", path, &lines, Some(act)).await
    }

    fn instead(&self, of: Uuid) -> String {
        format!("{};for={of}", self.office.acting_as(Role::OrganHead))
    }

    fn acts(&self) -> String {
        format!("{}/acts", self.case)
    }
}

const DELEGATIONS: &str = "/api/v1/delegations";

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn whoever_it_is_lent_to_acts_in_the_stead_of_who_lent_it_and_both_are_named(owner: PgPool) {
    let away = Away::begin(&owner).await;
    let (head, deputy) = (away.office.sign_in("head").await, away.office.sign_in("deputy").await);
    let note = noted("签批", &ago(0).to_string());
    let instead = away.instead(away.head);
    let before = away.post(&deputy, Some(&instead), &away.acts(), &note).await;
    before.problem(403, "delegation");
    let given = away.post(&head, None, DELEGATIONS, &away.delegation("", Value::Null)).await;
    assert_eq!(given.status, 201, "{given:?}");
    let id = given.json()["events"][0]["refs"]["delegation"][0].clone();
    let done = away.post(&deputy, Some(&instead), &away.acts(), &note).await;
    assert_eq!(done.status, 201, "{done:?}");
    let told = away.office.server.ask("GET", &format!("{}/events", away.case), &[("cookie", &head)], None).await.json();
    let event = &told["items"].as_array().unwrap().last().unwrap()["event"];
    let actor = json!({ "person_id": away.deputy, "role": "ORGAN_HEAD", "office_id": away.office.organ });
    assert_eq!(event["actor"], actor, "who did it, in whose role");
    let behalf = json!({ "person": { "person_id": away.head }, "organ_id": away.office.organ, "delegation": id });
    assert_eq!(event["on_behalf_of"], behalf, "in whose stead, and by which delegation");
    // What was not delegated is refused, and so is what is only written down for another.
    let other = request(Kind::CaseFilingApproved, "2024-03-06");
    let other = away.post(&deputy, Some(&instead), &away.acts(), &other).await;
    let detail = other.problem(403, "delegation")["detail"].clone();
    assert!(detail.as_str().unwrap().contains("不在委托范围"), "{detail}");
    let backdated = noted("签批", &ago(20).to_string());
    let backdated = away.post(&deputy, Some(&instead), &away.acts(), &backdated).await.problem(403, "delegation");
    assert!(backdated["detail"].as_str().unwrap().contains("尚未生效"), "{backdated:#}");
    let paper = with(note.clone(), "/entered_from", json!("paper"));
    away.post(&deputy, Some(&instead), &away.acts(), &paper).await.problem(403, "delegation");
    let forged = with(note.clone(), "/on_behalf_of", json!({ "person": { "person_id": away.head }, "delegation": id }));
    let forged = away.post(&head, None, &away.acts(), &forged).await.problem(400, "malformed");
    assert_eq!(forged["pointer"], "/on_behalf_of/delegation");
    // To whom it is lent is told by either side.
    away.office.server.node.caught_up().await;
    for side in [format!("from={}", away.head), format!("to={}&in_force=true", away.deputy)] {
        let listed = away.office.server.ask("GET", &format!("{DELEGATIONS}?{side}"), &[("cookie", &head)], None).await;
        let items = listed.json()["items"].clone();
        assert_eq!((items[0]["id"].clone(), items[0]["state"].as_str()), (id.clone(), Some("in_force")), "{items:#}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn when_it_is_over_it_is_told_when_it_ended(owner: PgPool) {
    let away = Away::begin(&owner).await;
    let (head, deputy) = (away.office.sign_in("head").await, away.office.sign_in("deputy").await);
    let instead = away.instead(away.head);
    let note = noted("签批", &ago(0).to_string());
    let over = away.delegation("/payload/until", json!(ago(2)));
    assert_eq!(away.post(&head, None, DELEGATIONS, &over).await.status, 201);
    let refused = away.post(&deputy, Some(&instead), &format!("{}?lang=en", away.acts()), &note).await;
    let detail = refused.problem(403, "delegation")["detail"].to_string();
    let year = ago(2).to_string()[..4].to_owned();
    assert!(detail.contains("its last day was") && detail.contains(&year), "{detail}");
    let given = away.post(&head, None, DELEGATIONS, &away.delegation("", Value::Null)).await;
    let id = given.json()["events"][0]["refs"]["delegation"][0].clone();
    assert_eq!(away.post(&deputy, Some(&instead), &away.acts(), &note).await.status, 201);
    let revoked = json!({
        "kind": "DelegationRevoked", "occurred": { "date": ago(0) },
        "refs": { "delegation": [id], "official": [away.head] },
        "payload": { "by": { "person_id": away.head }, "document_no": "not_recorded" },
    });
    assert_eq!(away.post(&head, None, DELEGATIONS, &revoked).await.status, 201);
    let refused = away.post(&deputy, Some(&instead), &away.acts(), &note).await.problem(403, "delegation");
    assert!(refused["detail"].as_str().unwrap().contains("已被撤销"), "{refused:#}");
    let read = away.office.server.ask("GET", &away.case, &[("cookie", &deputy), ("wenze-as", &instead)], None).await;
    read.problem(403, "delegation");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn nobody_takes_authority_or_hands_on_what_was_only_lent_to_him(owner: PgPool) {
    let away = Away::begin(&owner).await;
    let (head, deputy) = (away.office.sign_in("head").await, away.office.sign_in("deputy").await);
    away.office.employ("clerk", &[Role::Clerk]).await;
    let clerk = away.office.sign_in("clerk").await;
    let taken = away.post(&clerk, None, DELEGATIONS, &away.delegation("", Value::Null)).await;
    taken.problem(403, "not-permitted");
    let lent = away.delegation("", Value::Null);
    assert_eq!(away.post(&head, None, DELEGATIONS, &lent).await.status, 201);
    let on = away.delegation("/payload/to/person_id", json!(Uuid::from_u128(9)));
    let instead = away.instead(away.head);
    away.post(&deputy, Some(&instead), DELEGATIONS, &on).await.problem(403, "delegation");
    // As himself he holds nothing that he could lend.
    away.office.grant(away.deputy, Role::Admin, Some(ago(1))).await;
    away.post(&deputy, None, DELEGATIONS, &on).await.problem(403, "not-held");
    let own = away.delegation("/payload/to/person_id", json!(away.head));
    away.post(&head, None, DELEGATIONS, &own).await.problem(400, "malformed");
    // Once the leader holds the role no more, nobody acts in it for him.
    away.office.revoke(away.head, Role::OrganHead).await;
    let note = noted("签批", &ago(0).to_string());
    let refused = away.post(&deputy, Some(&instead), &away.acts(), &note).await.problem(403, "delegation");
    assert!(refused["detail"].as_str().unwrap().contains("未在该机构担任该角色"), "{refused:#}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_history_names_both_and_a_paper_decision_is_its_leaders(owner: PgPool) {
    let mut node = Node::beside(&owner).await;
    node.start_views();
    let people = people(&node).await;
    let [head, deputy] = people;
    let opened = node.accept_command(&command(Place::NewCase(None), report(Uuid::now_v7(), "2024-03-05"))).await;
    let office = clerk().office_id;
    let delegation = json!({
        "kind": "AuthorityDelegated", "occurred": { "date": ago(5) },
        "payload": {
            "from": { "person_id": head }, "to": { "person_id": deputy }, "acts": ["OtherActRecorded"],
            "office": { "organ_id": office }, "from_on": ago(5), "document_no": "not_recorded",
        },
    });
    let own = Actor { person_id: head, role: Role::OrganHead, office_id: office };
    let given = Command { actor: own, ..command(Place::Delegations, delegation) };
    node.accept_command(&given).await;
    let actor = Actor { person_id: deputy, ..own };
    let done = Command { actor, ..command(Place::Case(opened.id), noted("签批", &ago(0).to_string())) };
    node.casework.record_as(Acting::InsteadOf(head), &done).await.unwrap();
    let decided = with(request(Kind::CaseFilingProposed, "2024-03-07"), "/entered_from", json!("paper"));
    let approval = request(Kind::CaseFilingApproved, "2024-03-08");
    let approval = with(approval, "/entered_from", json!("paper"));
    let approval = with(approval, "/on_behalf_of", json!({ "person": { "person_id": head } }));
    for act in [decided, approval] {
        node.accept(opened.id, with(act, "/confirm_out_of_order", json!({ "reason": "补录" }))).await;
    }
    node.caught_up().await;
    let told = node.casework.audit(opened.id, 0, 50, Words::of(Lang::ZhCn)).await.unwrap();
    let remarks = |kind: &str| {
        let line = told.items.iter().find(|line| line.kind == kind).unwrap();
        line.remarks.iter().map(|remark| remark.text.clone()).collect::<Vec<_>>().join("；")
    };
    let (head, deputy) = (format!("负责人{}", &head.to_string()[..4]), format!("副职{}", &deputy.to_string()[..4]));
    let delegated = remarks("OtherActRecorded");
    assert!(
        delegated.contains("受委托办理") && delegated.contains(&head) && delegated.contains(&deputy),
        "{delegated}"
    );
    let paper = remarks("CaseFilingApproved");
    assert!(paper.contains("纸质批件") && paper.contains("录入人不是批准人"), "{paper}");
    node.close().await;
}

/// A leader who holds his role, and his deputy, who holds none.
async fn people(node: &Node) -> [Uuid; 2] {
    let organ = request(Kind::OrganRecorded, "2020-01-01");
    node.accept_command(&command(Place::Register, with(organ, "/refs/organ", json!([clerk().office_id])))).await;
    let people = [Uuid::now_v7(), Uuid::now_v7()];
    for (person, post) in people.iter().zip(["负责人", "副职"]) {
        let entry = with(request(Kind::OfficialRecorded, "2020-01-01"), "/refs/official", json!([person]));
        let entry = with(entry, "/payload/name", json!(format!("{post}{}", &person.to_string()[..4])));
        node.accept_command(&command(Place::Register, entry)).await;
    }
    let held = Held { person: people[0], role: Role::OrganHead, office: clerk().office_id };
    let occurred = Occurred { date: Some(ago(30)), ..Default::default() };
    let decision = Decision { actor: clerk(), occurred, from: Some(ago(30)), approval: None, document_no: None };
    node.casework.grant_role(&held, None, &decision).await.unwrap();
    people
}
