//! Two instances: the organ that decided upholds its decision, the one above it varies it.

use serde_json::json;
use sqlx::PgPool;
use wenze_domain::case::Standing;
use wenze_domain::codes::{AppealOutcome, TrackCode};
use wenze_domain::states::{AppealState, TrackState};
use wenze_domain::words::Lang;
use wenze_tests::story::{Respondent, Story, named, pair, stands};

const HE: Respondent = Respondent { name: "副局长", tracks: &["gov"] };

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_second_instance_may_see_it_otherwise_than_the_first(owner: PgPool) {
    let story = Story::of_a_sanction(&owner, &HE, "decision", "major_demerit", 18).await;

    let first = json!({ "route": "sup_review", "known_on": "2024-06-03", "received_on": "2024-06-20" });
    story.appealed(["2024-06-20", "2024-06-24", "2024-07-10"], "review", &HE, "decision", first).await;
    // An appeal stops nothing.
    story.executed("2024-07-12", "decision", &HE).await;
    story.appeal_decided("2024-07-18", "review", &HE, "decision", json!({ "outcome": "upheld" })).await;
    assert_eq!(stands(&story.now().await, "decision"), ("major_demerit".to_owned(), Some(18), Standing::InForce));
    assert!(story.expected().await.contains(&"AppealFiled"), "the next instance is open once the result is served");

    let second =
        json!({ "route": "sup_rereview", "known_on": "2024-07-18", "received_on": "2024-08-12", "prior": "review" });
    story.appealed(["2024-08-12", "2024-08-15", "2024-09-20"], "re-review", &HE, "decision", second).await;
    let varied = json!({ "outcome": "varied", "kind": "demerit", "months": 12, "grounds": ["improper"] });
    story.appeal_decided("2024-09-28", "re-review", &HE, "decision", varied).await;

    let now = story.now().await;
    assert_eq!(stands(&now, "decision"), ("demerit".to_owned(), Some(12), Standing::Varied));
    assert_eq!(now.determinations[&named("decision")].standing, Standing::Varied);
    assert_eq!(pair(&now, &HE, TrackCode::Gov), TrackState::Executed, "carried out while it was appealed");
    let (review, re_review) = (&now.appeals[&named("review")], &now.appeals[&named("re-review")]);
    assert_eq!((review.outcome, re_review.outcome), (Some(AppealOutcome::Upheld), Some(AppealOutcome::Varied)));
    assert_eq!(re_review.prior, Some(named("review")));
    assert_eq!((review.state, re_review.state), (AppealState::Served, AppealState::Served));

    // Who looks back at the summer sees what held in the summer.
    let then = story.on("2024-08-01").await;
    assert_eq!(stands(&then, "decision"), ("major_demerit".to_owned(), Some(18), Standing::InForce));
    assert!(!then.appeals.contains_key(&named("re-review")));

    let (zh, en) = (story.trail(Lang::ZhCn).await, story.trail(Lang::En).await);
    assert_eq!(zh.len(), en.len());
    assert!(
        zh.iter().any(|sentence| sentence.contains("记大过")) && zh.iter().any(|sentence| sentence.contains("维持")),
        "{zh:#?}"
    );
    assert!(en.iter().any(|sentence| sentence.contains("demerit")), "{en:#?}");
    story.ends_well(&owner).await;
}
