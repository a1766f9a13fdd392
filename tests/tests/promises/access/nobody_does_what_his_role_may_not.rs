//! Every route lets in exactly the roles that the policies let in, whatever its address names; and who is kept out is told who
//! may.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_access::{Login, Scope, TokenAsked};
use wenze_casework::roles_that_may;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Role};
use wenze_tests::acts::{report, request, with};

use crate::sign_in::office::Office;

/// Every operation of the document that roles decide on: method, address, id. The addresses name what there is and what others
/// own, so that who gets in would get at it.
fn operations(case: Uuid, person: Uuid, token: Uuid, organ: Uuid) -> Vec<(String, String, String)> {
    let document = wenze_api::document();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let id = match path {
            path if path.starts_with("/api/v1/cases/") => case,
            path if path.starts_with("/api/v1/organs/") => organ,
            path if path.starts_with("/api/v1/tokens/") => token,
            _ => person,
        };
        let key = Uuid::from_u128(3).to_string();
        let address = path.replace("{id}", &id.to_string()).replace("{key}", &key).replace("{name}", "stages");
        let address = address.replace("{kind}", "ReportReceived").replace("{code}", "sign-in");
        for (method, operation) in item.as_object().unwrap() {
            let operation = operation["operationId"].as_str().unwrap().to_owned();
            // What has no end answers before it ends: it is asked with a token that is none.
            let query = if operation == "listen" { "?after=none" } else { "" };
            all.push((method.to_uppercase(), format!("{address}{query}"), operation));
        }
    }
    all
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn on_any_route(owner: PgPool) {
    let office = Office::open(&owner).await;
    let case = office.server.node.open(report(Uuid::from_u128(0x0b), "2024-02-01")).await.id;
    office.employ("li", &[Role::Inspector]).await;
    let own = office.access.account(&Login::parse("li").unwrap()).await.unwrap();
    let asked = TokenAsked { name: "script".to_owned(), scope: Scope::Read, days: 1 };
    let token = office.access.add_token(own.account_id, &asked).await.unwrap();
    let listed = office.access.tokens(own.account_id).await.unwrap();
    let id = listed[0].token_id;
    let roles = [Role::Admin, Role::Auditor, Role::ExecUnit, Role::Inspector];
    for role in roles {
        let person = office.employ(&role.as_str().to_lowercase(), &[role]).await;
        let cookie = office.sign_in(&role.as_str().to_lowercase()).await;
        for (method, address, operation) in operations(case, person, id, office.organ) {
            // Signing out would end what is asked with.
            if operation.starts_with("sign_") {
                continue;
            }
            let body = json!({});
            let body = (method == "POST").then_some(&body);
            let reply = office.server.ask(&method, &address, &[("cookie", &cookie)], body).await;
            let permitted = roles_that_may(&operation);
            if permitted.contains(&role) {
                assert!(reply.status != 403 && reply.status != 401, "{role} {method} {address}: {reply:?}");
            } else {
                let told: Vec<&str> = permitted.iter().map(|role| role.as_str()).collect();
                assert_eq!(reply.problem(403, "not-permitted")["roles"], json!(told), "{role} {method} {address}");
            }
        }
    }
    let bearer = format!("Bearer {}", token.token.reveal());
    let still = office.read(&[("authorization", &bearer)]).await;
    assert_eq!(still.status, 404, "a token of somebody else's was not revoked by its id");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn in_any_act_and_a_clerk_enters_paper_only(owner: PgPool) {
    let office = Office::open(&owner).await;
    let case = office.server.node.open(report(Uuid::from_u128(0x0b), "2024-02-01")).await.id;
    office.employ("wang", &[Role::Inspector]).await;
    office.employ("qian", &[Role::Clerk]).await;
    let approval = with(
        request(Kind::AccountabilityInquiryStarted, "2024-02-05"),
        "/confirm_out_of_order",
        json!({ "reason": "补录" }),
    );
    let paper = with(approval.clone(), "/entered_from", json!("paper"));
    let before = office.events().await;
    let record = async |login: &str, act: &Value| {
        let cookie = office.sign_in(login).await;
        office.server.ask("POST", &format!("/api/v1/cases/{case}/acts"), &[("cookie", &cookie)], Some(act)).await
    };
    for (login, act) in [("wang", &approval), ("wang", &paper), ("qian", &approval)] {
        let problem = record(login, act).await.problem(403, "not-permitted");
        assert!(problem["roles"].as_array().unwrap().contains(&json!("ORGAN_HEAD")), "{problem:#}");
        assert_eq!(problem["index"], 0);
    }
    assert_eq!(office.events().await, before, "nothing was stored");
    let entered = record("qian", &paper).await;
    assert_eq!(entered.status, 201, "{entered:?}");
}
