//! The log of what was told.

use serde_json::json;
use sqlx::PgPool;
use wenze_domain::acts::Kind;
use wenze_projections::publication_log::{page, untold};

use super::Setting;

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn every_telling_stands_in_the_log_and_what_is_missing_beside_it(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let told = setting.told("party and governmental sanction", 3).await;
    let lines = page(setting.pool(), told.case.id, None, 200).await.expect("a page");
    let kinds = [
        (Kind::DecisionServed, "served"),
        (Kind::DecisionAnnounced, "announced"),
        (Kind::DecisionNotified, "notified"),
        (Kind::DecisionPublished, "published"),
        (Kind::DecisionArchived, "archived"),
    ];
    for (kind, act) in kinds {
        assert_eq!(lines.iter().filter(|line| line.act == act).count(), told.acts(kind).len(), "{act}");
    }
    let served = told.acts(Kind::DecisionServed)[0];
    let line = lines.iter().find(|line| line.event_id == served.id()).expect("the service");
    assert_eq!(json!(line.audience), served.act().payload()["recipient_kind"]);
    assert_eq!(line.recipient, Some(json!({ "event_id": served.id(), "part": served.act().payload()["to"]["$part"] })));
    assert_eq!((&line.told_on, line.doc_no.is_some()), (&told.day(Kind::DecisionServed), true));
    assert_eq!(line.determinations.as_array().map(Vec::len), Some(told.case.determinations.len()));

    let missing = untold(setting.pool(), told.case.id).await.expect("a list");
    for one in &missing {
        assert!(one.documented && one.served && one.announced, "{one:?}");
        assert_eq!(one.notified, !told.acts(Kind::DecisionNotified).is_empty());
        assert_eq!(one.published, !told.acts(Kind::DecisionPublished).is_empty());
    }
    let all_told = !told.acts(Kind::DecisionNotified).is_empty() && !told.acts(Kind::DecisionPublished).is_empty();
    assert_eq!(missing.is_empty(), all_told, "{missing:?}");
    let rest =
        page(setting.pool(), told.case.id, Some((lines[0].place, lines[0].event_id)), 200).await.expect("a page");
    assert_eq!(rest, lines[1..]);
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn what_was_revoked_is_not_missed(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let told = setting.told("appeal in two instances, decision revoked", 2).await;
    let revoked: Vec<_> = told.case.appeals.values().flat_map(|appeal| appeal.determinations.clone()).collect();
    let missing = untold(setting.pool(), told.case.id).await.expect("a list");
    assert!(missing.iter().all(|one| !revoked.contains(&one.determination)), "{missing:?}");
}
