//! Somebody needs a case that his office does not reach: he asks, another person who keeps it gives it, and it ends.

use chrono::{Days, Utc};
use serde_json::{Value, json};
use sqlx::PgPool;
use wenze_casework::Place;
use wenze_domain::codes::Role;
use wenze_domain::time::office_day;
use wenze_tests::acts::command;

use super::province::{BESIDE, COUNTY, Province, Somebody};

const FOLDER: &str = "/api/v1/special-access";

fn day(ahead: u64) -> String {
    office_day(Utc::now()).checked_add_days(Days::new(ahead)).unwrap().to_string()
}

fn yesterday() -> String {
    office_day(Utc::now()).pred_opt().unwrap().to_string()
}

fn wish() -> Value {
    json!({ "organ": COUNTY, "matter": "某县〔2024〕3号案", "reason": "并案核查同一工程", "until": day(7) })
}

async fn asked(somebody: &Somebody<'_>) -> String {
    let asked = somebody.post(FOLDER, &wish()).await;
    assert_eq!(asked.status, 201, "{asked:?}");
    format!("{FOLDER}/{}", asked.json()["id"].as_str().unwrap())
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn asked_for_given_by_another_and_taken_back(owner: PgPool) {
    let province = Province::begin(&owner).await;
    let asker = province.employ(BESIDE, "wang", Role::Inspector).await;
    let head = province.employ(COUNTY, "li", Role::OrganHead).await;
    let head_beside = province.employ(BESIDE, "zhao", Role::OrganHead).await;
    let (case, other) = (province.case(COUNTY, None).await, province.case(COUNTY, None).await);
    asker
        .post(FOLDER, &json!({ "organ": COUNTY, "matter": " ", "reason": "x", "until": day(7) }))
        .await
        .problem(400, "malformed");
    asker
        .post(FOLDER, &json!({ "organ": COUNTY, "matter": "x", "reason": "x", "until": day(365) }))
        .await
        .problem(400, "malformed");
    let path = asked(&asker).await;
    assert!(!asker.sees(case).await, "asking opens nothing");
    province.office.server.node.caught_up().await;
    let waiting = head.get(&format!("{FOLDER}?open=true")).await.json();
    assert_eq!(
        (&waiting["items"][0]["state"], &waiting["items"][0]["matter"]),
        (&json!("waiting"), &json!("某县〔2024〕3号案"))
    );
    let yes = json!({ "person": asker.id, "result": "approved", "case": case, "until": day(0) });
    let decision = format!("{path}/decision");
    asker.post(&decision, &yes).await.problem(403, "not-permitted");
    head_beside.post(&decision, &yes).await.problem(404, "not-found");
    assert_eq!(head_beside.get(FOLDER).await.json()["items"], json!([]), "not his to decide");
    let given = head.post(&decision, &yes).await;
    assert_eq!(given.status, 204, "{given:?}");
    assert!(asker.sees(case).await && !asker.sees(other).await);
    head.post(&decision, &yes).await.problem(409, "special-access");
    province.office.server.node.caught_up().await;
    assert_eq!(asker.found().await.0, [case]);
    let told = head.get(&format!("/api/v1/cases/{case}/accesses?lang=en")).await.json();
    assert_eq!(told["items"][0]["kind"], "AccessDecided", "it stands with the case: {told:#}");
    let taken = head.post(&format!("{path}/revocation"), &json!({ "person": asker.id, "reason": "核查结束" })).await;
    assert_eq!(taken.status, 204, "{taken:?}");
    assert!(!asker.sees(case).await);
    // One whose last day was yesterday is over by itself.
    let path = asked(&asker).await;
    let over = json!({
        "kind": "AccessDecided", "occurred": { "date": yesterday() },
        "refs": { "special_access": [path.rsplit('/').next().unwrap()], "official": [asker.id], "case": [other] },
        "payload": { "by": { "person_id": head.id }, "by_role": "ORGAN_HEAD", "result": "approved", "until": yesterday() },
    });
    province.office.server.node.accept_command(&command(Place::Grants, over)).await;
    assert!(!asker.sees(other).await);
    let own = asker.get(FOLDER).await.json();
    assert_eq!(own["items"][1]["state"], "over", "{own:#}");
    assert_eq!((&own["items"][0]["state"], &own["items"][0]["case"]), (&json!("revoked"), &Value::Null));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn nobody_gives_it_to_himself_and_what_is_refused_opens_nothing(owner: PgPool) {
    let province = Province::begin(&owner).await;
    let asker = province.employ(BESIDE, "wang", Role::Supervisor).await;
    let head = province.employ(COUNTY, "li", Role::OrganHead).await;
    let case = province.case(COUNTY, None).await;
    let path = format!("{}/decision", asked(&asker).await);
    let decided = |result: &str| json!({ "person": asker.id, "result": result, "case": case });
    asker.post(&path, &decided("approved")).await.problem(404, "not-found");
    let unknown = json!({ "person": asker.id, "result": "approved", "case": asker.id });
    head.post(&path, &unknown).await.problem(404, "not-found");
    assert_eq!(head.post(&path, &decided("refused")).await.status, 204);
    assert!(!asker.sees(case).await);
    head.post(&path, &decided("approved")).await.problem(409, "special-access");
    // A leader who asks his own organ is another than who decides.
    let path = format!("{}/decision", asked(&head).await);
    let own = json!({ "person": head.id, "result": "approved", "case": case });
    head.post(&path, &own).await.problem(403, "not-authorised");
}
