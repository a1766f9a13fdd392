//! A decision is revoked, and what was taken is given back: rank, reputation, pay.

use serde_json::json;
use sqlx::PgPool;
use wenze_domain::acts::Kind;
use wenze_domain::case::Standing;
use wenze_domain::words::Lang;
use wenze_tests::story::{Respondent, Story, measure, named, stands};

const SHE: Respondent = Respondent { name: "所长", tracks: &["gov"] };

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn rank_and_reputation_are_restored_and_the_trail_says_so(owner: PgPool) {
    let story = Story::of_a_sanction(&owner, &SHE, "decision", "removal_from_post", 24).await;
    story.executed("2024-06-20", "decision", &SHE).await;

    // Nobody restores what still holds.
    let hers = || json!({ "appeal": [named("review")], "determination": [named("decision")], "respondent": [named(SHE.name)] });
    let says = json!({ "route": "sup_review", "known_on": "2024-06-03", "received_on": "2024-06-25" });
    story.appealed(["2024-06-25", "2024-06-28", "2024-07-12"], "review", &SHE, "decision", says).await;
    let missing = story.misses("2024-07-13", Kind::ReputationRestored, hers(), json!({})).await;
    assert!(missing.iter().any(|kind| kind == "AppealDecided"), "{missing:?}");

    let revoked = json!({ "outcome": "revoked", "grounds": ["facts", "evidence"] });
    story.appeal_decided("2024-07-20", "review", &SHE, "decision", revoked).await;
    let now = story.now().await;
    assert_eq!(stands(&now, "decision").2, Standing::Revoked);
    assert_eq!(now.determinations[&named("decision")].standing, Standing::Revoked);
    let expected = story.expected().await;
    for kind in ["RankRestored", "ReputationRestored", "CompensationPaid"] {
        assert!(expected.contains(&kind), "{kind} is what is owed now: {expected:?}");
    }

    let audience = json!({ "audience": "unit" });
    story.tell("2024-07-30", Kind::ReputationRestored, hers(), audience).await;
    let mut rank = hers();
    rank["measure"] = json!([named(&measure("decision"))]);
    story.tell("2024-08-05", Kind::RankRestored, rank.clone(), json!({ "items": ["rank", "pay"] })).await;
    story.tell("2024-08-20", Kind::CompensationPaid, rank, json!({ "kind": "pay" })).await;

    let end = story.now().await;
    assert!(end.events.iter().all(|mark| mark.missing.is_empty()), "every act stood in its usual place");
    let (zh, en) = (story.trail(Lang::ZhCn).await, story.trail(Lang::En).await);
    assert!(zh.iter().any(|sentence| sentence.contains("恢复")), "{zh:#?}");
    assert!(en.iter().any(|sentence| sentence.to_lowercase().contains("restor")), "{en:#?}");
    // What she was in June stays on record, and so does that it was wrong.
    assert_eq!(stands(&story.on("2024-07-01").await, "decision").2, Standing::InForce);
    story.ends_well(&owner).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_mistake_found_without_an_appeal_is_put_right_on_order(owner: PgPool) {
    let story = Story::of_a_sanction(&owner, &SHE, "decision", "demerit", 12).await;
    let refs = || json!({ "determination": [named("decision")] });
    let missing = story.misses("2024-09-01", Kind::DecisionCorrected, refs(), json!({})).await;
    assert!(missing.iter().any(|kind| kind == "ErrorDiscovered"), "{missing:?}");
    story.tell("2024-09-02", Kind::ErrorDiscovered, refs(), json!({ "kind": "basis" })).await;
    story
        .tell("2024-09-10", Kind::CorrectionOrdered, refs(), json!({ "by_superior": true, "due_on": "2024-10-10" }))
        .await;
    story.tell("2024-09-26", Kind::DecisionCorrected, refs(), json!({})).await;
    assert!(story.now().await.events.iter().all(|mark| mark.missing.is_empty()));
    story.ends_well(&owner).await;
}
