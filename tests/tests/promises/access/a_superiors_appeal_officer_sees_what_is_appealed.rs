//! A superior's appeal officer sees the case of a lower organ from the filing of the appeal on, only that case, until the decision on
//! the appeal is served.

use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_tests::acts::{confirmed, request, with};

use super::province::{COUNTY, Province};

const APPEAL: Uuid = Uuid::from_u128(0xA9);
const DOCUMENT: Uuid = Uuid::from_u128(0xD0);

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn from_the_filing_until_it_is_served(owner: PgPool) {
    let province = Province::begin(&owner).await;
    let officer = province.employ(province.city(), "zheng", Role::AppealOfficer).await;
    let (appealed, other) = (province.case(COUNTY, None).await, province.case(COUNTY, None).await);
    province.file(appealed, COUNTY).await;
    let respondent = request(Kind::CaseFiled, "2024-02-02")["refs"]["respondent"].clone();
    assert!(!officer.sees(appealed).await);
    let city = province.city();
    let of_appeal = |kind: Kind| {
        let mut act = confirmed(request(kind, "2024-03-01"));
        for (role, ids) in [("appeal", json!([APPEAL])), ("respondent", respondent.clone())] {
            if kind.spec().role(role).is_some() {
                act = with(act, &format!("/refs/{role}"), ids);
            }
        }
        act
    };
    for kind in [Kind::AppealFiled, Kind::AppealAccepted, Kind::ReviewPanelFormed] {
        province.record(appealed, city, of_appeal(kind)).await;
        assert!(officer.sees(appealed).await, "{kind:?}");
    }
    province.office.server.node.caught_up().await;
    assert_eq!(officer.found().await.0, [appealed]);
    assert!(!officer.sees(other).await, "only that case");
    let decided = with(of_appeal(Kind::AppealDecided), "/payload/per_determination", json!([]));
    province.record(appealed, city, with(decided, "/payload/outcome", json!("upheld"))).await;
    let document = with(of_appeal(Kind::DecisionDocumentIssued), "/refs/document", json!([DOCUMENT]));
    province.record(appealed, city, document).await;
    assert!(officer.sees(appealed).await, "decided, and not yet served");
    let served = with(of_appeal(Kind::DecisionServed), "/refs/document", json!([DOCUMENT]));
    province.record(appealed, city, served).await;
    assert!(!officer.sees(appealed).await, "served");
    province.office.server.node.caught_up().await;
    assert_eq!(officer.found().await.0, [] as [Uuid; 0]);
}
