//! The matrix of responsibility.

use serde_json::json;
use sqlx::PgPool;
use wenze_domain::acts::Kind;
use wenze_projections::responsibility::{missing, page};

use super::Setting;

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn a_body_and_its_leaders_answer_and_the_principal_is_missed(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let told = setting.told("accountability inquiry with rectification", 3).await;
    let lines = page(setting.pool(), told.case.id, None, 50).await.expect("a page");
    let acts = told.acts(Kind::ResponsibilityAttributed);
    assert!(acts.len() > 1, "a body and at least one leader");
    assert_eq!(lines.iter().filter(|line| line.event_id.is_some()).count(), acts.len());
    for act in acts {
        let line = lines.iter().find(|line| line.event_id == Some(act.id())).expect("a line for each act");
        let payload = act.act().payload();
        assert_eq!(json!(line.role), payload["role"]);
        assert_eq!(json!(line.class), payload["class"]);
        assert_eq!(json!(line.collective), payload["collective"]);
        assert_eq!(line.causal_link, Some(json!({ "event_id": act.id(), "part": payload["causal_link"]["$part"] })));
        assert_eq!(line.duty, Some(json!({ "event_id": act.id(), "part": payload["duty_ref"]["text"]["$part"] })));
        assert_eq!(line.outcome.as_deref(), Some("accountability_form"));
        assert_eq!((line.standing.as_deref(), line.current), (Some("in_force"), true));
    }
    let body = lines.iter().find(|line| line.kind.as_deref() == Some("organisation")).expect("the body");
    assert_eq!((body.class.as_deref(), body.collective), (Some("entity"), Some(true)));
    assert!(body.name.is_some() && body.organ.is_some(), "{body:?}");
    let gaps = missing(setting.pool(), told.case.id).await.expect("gaps");
    assert_eq!(gaps.first().map(|gap| gap.gap.as_str()), Some("principal_missing"), "{gaps:?}");

    let ids: Vec<_> = told.case.respondents.keys().copied().collect();
    let first = page(setting.pool(), told.case.id, None, 1).await.expect("a page");
    let second = page(setting.pool(), told.case.id, Some(ids[0]), 1).await.expect("a page");
    assert!(first.iter().all(|line| line.respondent == ids[0]) && !first.is_empty());
    assert!(second.iter().all(|line| line.respondent == ids[1]) && !second.is_empty());
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn what_is_sent_back_is_attributed_anew_and_the_first_round_stays_in_sight(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let told = setting.told("appeal remanded and decided again", 2).await;
    let lines = page(setting.pool(), told.case.id, None, 50).await.expect("a page");
    let earlier: Vec<_> = lines.iter().filter(|line| !line.current).collect();
    assert!(!earlier.is_empty(), "{lines:?}");
    for line in earlier {
        let later = lines
            .iter()
            .find(|other| other.current && (other.respondent, &other.track) == (line.respondent, &line.track));
        assert!(later.is_some_and(|later| later.round > line.round), "{line:?}");
    }
}
