//! Papers wait for whoever decides on them and for nobody else; ten are decided on with the keyboard alone.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, Place, Receipt};
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;

use crate::setting::{OFFICE, Page, Setting};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn ten_papers_are_decided_by_keyboard_and_ones_own_is_refused(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.wait_until_judged().await;
    let head = setting.employ("head", &[Role::OrganHead], false).await;
    let inspector = setting.employ("fang", &[Role::Inspector], false).await;
    let cookie = setting.sign_in("head").await;
    let line = [("cookie", cookie.as_str())];
    let empty = setting.get_with("/approvals", &line).await;
    assert!(empty.status == StatusCode::OK && empty.has("没有等待您决定的呈批件"), "{}", empty.text);
    assert_eq!(setting.get("/approvals").await.header("location"), "/sign-in?next=%2Fapprovals");

    let case = setting.case("举〔2024〕8号", "反映收受礼金").await;
    let asked: Vec<Value> = (0..10).map(|_| request("organ_principal")).collect();
    record(&setting, inspector, case, asked).await;
    // What he submitted himself, and what is laid before the head of a committee.
    record(&setting, head, case, vec![request("organ_principal")]).await;
    let last = record(&setting, inspector, case, vec![request("committee_secretary")]).await;
    setting.casework.wait_for_view("procedure_check", &last.position).await.unwrap();

    let mut page = setting.get_with("/approvals", &line).await;
    assert_eq!(page.text.matches("<tr id=\"paper-").count(), 11, "{}", page.text);
    assert!(
        page.has("class=\"barred\"") && page.has("不能由您决定"),
        "own work is refused with the reason: {}",
        page.text
    );
    assert!(page.has("违反") || page.has("已遵守"), "{}", page.text);
    let mut next = approve_links(&page)[0].clone();
    for left in (1..=10).rev() {
        assert_eq!(approve_links(&page).len(), left, "{}", page.text);
        page = decide(&setting, &line, &next).await;
        if left > 1 {
            let focused = page.text.split(" autofocus>").next().unwrap().rsplit("<a href=\"").next().unwrap();
            focused.split('"').next().unwrap().replace("&#38;", "&").clone_into(&mut next);
            assert!(page.has(" autofocus>批准</a>"), "the next is focused: {}", page.text);
        }
    }
    assert!(page.has("class=\"barred\"") && !page.has("autofocus"), "only one's own is left: {}", page.text);
    lent_decisions_stand_in_the_queue(&setting, (head, inspector, case)).await;
}

/// A decision that was lent is taken in the giver's stead, through the same forms.
async fn lent_decisions_stand_in_the_queue(setting: &Setting, (head, inspector, case): (Uuid, Uuid, Uuid)) {
    let deputy = setting.employ("deputy", &[Role::Inspector], false).await;
    let cookie = setting.sign_in("deputy").await;
    let line = [("cookie", cookie.as_str())];
    let wanted = record(setting, inspector, case, vec![request("organ_principal")]).await;
    setting.casework.wait_for_view("procedure_check", &wanted.position).await.unwrap();
    assert!(setting.get_with("/approvals", &line).await.has("没有等待您决定的呈批件"));
    let lent = json!({
        "kind": "AuthorityDelegated", "occurred": { "date": "2024-05-01" },
        "payload": {
            "from": { "person_id": head }, "to": { "person_id": deputy }, "acts": ["ApprovalDecided"],
            "office": { "organ_id": OFFICE }, "from_on": "2024-05-01", "document_no": "not_recorded",
        },
    });
    let actor = Actor { person_id: head, role: Role::OrganHead, office_id: OFFICE };
    command(setting, actor, Place::Delegations, vec![lent]).await;
    let page = setting.get_with("/approvals", &line).await;
    // The paper of the head himself and the one laid before the head now; the first is barred in his stead too.
    assert!(page.has("代王head决定") && page.has("class=\"barred\""), "{}", page.text);
    let links = approve_links(&page);
    assert_eq!(links.len(), 1, "{}", page.text);
    let after = decide(setting, &line, &links[0]).await;
    assert_eq!(approve_links(&after).len(), 0, "{}", after.text);
}

/// Opens the form, checks the answers, stores, and comes back to the queue.
async fn decide(setting: &Setting, line: &[(&str, &str)], href: &str) -> Page {
    let form = setting.get_with(href, line).await;
    assert!(form.status == StatusCode::OK && form.has("value=\"approved\" checked"), "{href}: {}", form.text);
    let action = form.text.split("method=\"post\" action=\"/cases/").nth(1).unwrap().split('"').next().unwrap();
    let action = format!("/cases/{}", action.replace("&#38;", "&"));
    let hidden = |name: &str| {
        let rest = form.text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let request = form.text.split(" selected").next().unwrap().rsplit("value=\"").next().unwrap();
    let request = request.split('"').next().unwrap().to_owned();
    let key = hidden("key");
    let fields = [
        ("key", key.as_str()),
        ("blank", "1"),
        ("a0.occurred.date", "2024-05-06"),
        ("a0.refs.request", &request),
        ("a0.payload.result", "approved"),
    ];
    let answers = setting.post(&action, line, &[&fields[..], &[("step", "check")]].concat()).await;
    assert_eq!(answers.status, StatusCode::OK, "{}", answers.text);
    let stored = setting.post(&action, line, &[&fields[..], &[("step", "save"), ("checked", "1")]].concat()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let back = stored.header("location").to_owned();
    assert!(back.starts_with("/approvals?at="), "{back}");
    setting.get_with(&back, line).await
}

fn approve_links(page: &Page) -> Vec<String> {
    let links = page
        .text
        .split("<a href=\"")
        .skip(1)
        .filter(|rest| rest.split("</a>").next().is_some_and(|link| link.ends_with(">批准")));
    links.map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&")).collect()
}

fn request(to_post: &str) -> Value {
    json!({
        "kind": "ApprovalRequested", "occurred": { "date": "2024-05-05" },
        "payload": { "act_kind": "CaseFiled", "draft_sha256": "not_recorded", "to_post": to_post },
        "confirm_out_of_order": { "reason": "补录" },
    })
}

async fn record(setting: &Setting, person: Uuid, case: Uuid, acts: Vec<Value>) -> Receipt {
    let actor = Actor { person_id: person, role: Role::Inspector, office_id: OFFICE };
    command(setting, actor, Place::Case(case), acts).await
}

async fn command(setting: &Setting, actor: Actor, place: Place, acts: Vec<Value>) -> Receipt {
    let command = Command { route: "test", place, acts, actor, idempotency_key: None, if_match: None };
    setting.casework.record(&command).await.unwrap()
}
