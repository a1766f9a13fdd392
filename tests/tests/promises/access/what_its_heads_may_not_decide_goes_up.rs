//! The head of the organ is the subject: what would lie before him lies before the head of the organ above by itself, and only that,
//! and only while nobody else leads the organ who may decide.

use std::collections::BTreeSet;

use chrono::Utc;
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::words::{Lang, Words};
use wenze_tests::acts::{confirmed, request, with};

use super::province::{COUNTY, Province};

/// The cases whose papers lie before the head of an organ, and whether each came up.
async fn before(province: &Province, head: Uuid, organ: Uuid) -> BTreeSet<(Uuid, bool)> {
    province.office.server.node.caught_up().await;
    let seen = province.office.server.node.casework.seen_by(head).await.unwrap();
    let post = (head, Role::OrganHead, organ);
    let page = seen.approvals(post, Utc::now(), None, Words::of(Lang::En)).await.unwrap();
    page.items.iter().map(|paper| (paper.task.case, paper.gone_up)).collect()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn and_comes_back_when_somebody_else_leads_it(owner: PgPool) {
    let province = Province::begin(&owner).await;
    let city = province.city();
    let county_head = province.office.employ_at(COUNTY, "chen", Role::OrganHead).await;
    let city_head = province.office.employ_at(city, "zhou", Role::OrganHead).await;
    let (about_him, other) = (province.case(COUNTY, None).await, province.case(COUNTY, None).await);
    for case in [about_him, other] {
        let paper = with(
            confirmed(request(Kind::ApprovalRequested, "2024-02-02")),
            "/payload/to_post",
            json!("organ_principal"),
        );
        let paper = with(paper, "/refs/request", json!([Uuid::now_v7()]));
        province.record(case, COUNTY, paper).await;
    }
    let both = [(about_him, false), (other, false)].into();
    assert_eq!(before(&province, county_head, COUNTY).await, both);
    assert_eq!(before(&province, city_head, city).await, BTreeSet::new());

    // It turns out that one is about him.
    let recusal = with(confirmed(request(Kind::RecusalRequested, "2024-02-03")), "/refs/person", json!([county_head]));
    let recusal = with(recusal, "/refs/recusal", json!([Uuid::now_v7()]));
    let recusal = with(recusal, "/payload/requester_kind", json!("self"));
    province.record(about_him, COUNTY, recusal).await;
    assert_eq!(before(&province, county_head, COUNTY).await, [(other, false)].into());
    assert_eq!(before(&province, city_head, city).await, [(about_him, true)].into(), "it goes up by itself");

    // A second head of the county, who may decide it.
    let second = province.office.employ_at(COUNTY, "wu", Role::OrganHead).await;
    assert_eq!(before(&province, city_head, city).await, BTreeSet::new());
    assert!(before(&province, second, COUNTY).await.contains(&(about_him, false)));
}
