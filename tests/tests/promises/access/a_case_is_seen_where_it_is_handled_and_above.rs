//! A case is read by the organ that handles it and by those above, and not by the office beside: in single answers, lists, searches
//! and numbers alike.

use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_tests::acts::{confirmed, request, with};

use super::province::{BESIDE, COUNTY, Province};

fn sorted<const N: usize>(mut cases: [Uuid; N]) -> Vec<Uuid> {
    cases.sort();
    cases.to_vec()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn by_its_superior_and_not_by_the_office_beside(owner: PgPool) {
    let province = Province::begin(&owner).await;
    let own = province.employ(COUNTY, "wang", Role::Inspector).await;
    let beside = province.employ(BESIDE, "zhao", Role::Inspector).await;
    let above = province.employ(province.city(), "li", Role::Supervisor).await;
    let auditor = province.employ(BESIDE, "sun", Role::Auditor).await;
    let admin = province.employ(province.city(), "root", Role::Admin).await;
    let (county, others, city) = (
        province.case(COUNTY, None).await,
        province.case(BESIDE, None).await,
        province.case(province.city(), None).await,
    );
    // At the very next request, however far the read models have come.
    assert!(own.sees(county).await && above.sees(county).await && auditor.sees(county).await);
    assert!(!beside.sees(county).await && !own.sees(others).await && !own.sees(city).await);
    admin.get(&format!("/api/v1/cases/{county}")).await.problem(403, "not-permitted");
    province.office.server.node.caught_up().await;
    for (who, cases) in [
        (&own, sorted([county])),
        (&beside, sorted([others])),
        (&above, sorted([county, others, city])),
        (&auditor, sorted([county, others, city])),
    ] {
        let count = i64::try_from(cases.len()).unwrap();
        assert_eq!(who.found().await, (cases.clone(), cases, count));
    }
    // What is handed to another office is seen by both.
    province.file(county, COUNTY).await;
    let sent = with(
        confirmed(request(Kind::CaseTransferredOut, "2024-02-03")),
        "/payload/to_organ",
        json!({ "organ_id": BESIDE }),
    );
    province.record(county, COUNTY, sent).await;
    assert!(own.sees(county).await && beside.sees(county).await);
    province.office.server.node.caught_up().await;
    assert_eq!(beside.found().await.0, sorted([county, others]));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_is_marked_is_read_by_whoever_works_on_it_and_answers_for_it(owner: PgPool) {
    let province = Province::begin(&owner).await;
    let worker = province.employ(COUNTY, "wang", Role::Inspector).await;
    let other = province.employ(COUNTY, "zhao", Role::Inspector).await;
    let head = province.employ(COUNTY, "li", Role::OrganHead).await;
    let supervisor = province.employ(province.city(), "qian", Role::Supervisor).await;
    let (restricted, sealed) =
        (province.case(COUNTY, Some("restricted")).await, province.case(COUNTY, Some("sealed")).await);
    assert!(!worker.sees(restricted).await && !other.sees(restricted).await);
    assert!(head.sees(restricted).await && head.sees(sealed).await);
    assert!(supervisor.sees(restricted).await && !supervisor.sees(sealed).await);
    for case in [restricted, sealed] {
        let act = with(confirmed(request(Kind::HandlerAssigned, "2024-02-02")), "/refs/object", json!([case]));
        let act = with(act, "/payload/office", json!({ "organ_id": COUNTY }));
        let act = with(act, "/payload/person", json!({ "person_id": worker.id }));
        province.record(case, COUNTY, act).await;
        assert!(worker.sees(case).await && !other.sees(case).await);
    }
    province.office.server.node.caught_up().await;
    assert_eq!(worker.found().await.0, sorted([restricted, sealed]));
    assert_eq!(other.found().await, (Vec::new(), Vec::new(), 0));
}
