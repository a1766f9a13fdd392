//! Several respondents: each moves alone, on each of their tracks, and the case says how far the slowest is.

use serde_json::json;
use sqlx::PgPool;
use wenze_domain::acts::Kind;
use wenze_domain::case::Standing;
use wenze_domain::codes::TrackCode;
use wenze_domain::states::TrackState;
use wenze_tests::story::{Respondent, Story, measure, named, pair, stands};

const HEAD: Respondent = Respondent { name: "局长", tracks: &["party", "gov"] };
const DEPUTY: Respondent = Respondent { name: "副局长", tracks: &["gov"] };
const CLERK: Respondent = Respondent { name: "经办人", tracks: &["party"] };

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn different_outcomes_on_different_tracks(owner: PgPool) {
    let story = Story::begin(&owner, "2024-01-10").await;
    story.reviewed(&[HEAD, DEPUTY, CLERK]).await;
    let stage = story.now().await.stage();
    assert_eq!((stage.state.as_str(), stage.at, stage.of), ("review_reported", 4, 4));

    // The head is decided first, on both tracks.
    story.deliberated("2024-05-28", "first meeting", &[HEAD]).await;
    story.determined("2024-05-28", "party decision", &HEAD, "party", "sanction").await;
    story.sanctioned("2024-05-28", "party decision", &HEAD, "party", "serious_warning", 18).await;
    story.determined("2024-05-28", "governmental decision", &HEAD, "gov", "sanction").await;
    story.sanctioned("2024-05-28", "governmental decision", &HEAD, "gov", "demerit", 12).await;
    let stage = story.now().await.stage();
    assert_eq!((stage.state.as_str(), stage.at, stage.of), ("review_reported", 2, 4), "two pairs are not decided yet");

    // The deputy is exempt, the clerk is not sanctioned.
    story.deliberated("2024-06-11", "second meeting", &[DEPUTY, CLERK]).await;
    let refs = json!({
        "meeting": [named("second meeting")], "respondent": [named(DEPUTY.name)], "track": [DEPUTY.on("gov")],
    });
    let exempt = json!({ "extent": "no", "ground_code": "not_recorded" });
    story.tell("2024-06-11", Kind::ExemptionGranted, refs, exempt).await;
    story.determined("2024-06-11", "deputy's decision", &DEPUTY, "gov", "exempt").await;
    story.determined("2024-06-11", "clerk's decision", &CLERK, "party", "not_sanctioned").await;

    story.announced("2024-06-17", "party decision", &HEAD).await;
    story.announced("2024-06-17", "governmental decision", &HEAD).await;
    story.executed("2024-06-28", "party decision", &HEAD).await;

    let now = story.now().await;
    assert_eq!(pair(&now, &HEAD, TrackCode::Party), TrackState::Executed);
    assert_eq!(pair(&now, &HEAD, TrackCode::Gov), TrackState::Announced, "one track is carried out before the other");
    assert_eq!(stands(&now, "party decision"), ("serious_warning".to_owned(), Some(18), Standing::InForce));
    assert_eq!(stands(&now, "governmental decision"), ("demerit".to_owned(), Some(12), Standing::InForce));
    let outcome =
        |whom: &Respondent, track| now.respondents[&named(whom.name)].tracks[&track].outcome.map(|o| o.to_string());
    assert_eq!(outcome(&DEPUTY, TrackCode::Gov).as_deref(), Some("exempt"));
    assert_eq!(outcome(&CLERK, TrackCode::Party).as_deref(), Some("not_sanctioned"));
    assert!(!now.measures.values().any(|m| m.respondent == named(DEPUTY.name) || m.respondent == named(CLERK.name)));
    let regimes = ["party decision", "governmental decision"]
        .map(|name| now.measures[&named(&measure(name))].regime.clone().unwrap_or_default());
    assert!(regimes[0].starts_with("cn-party/") && regimes[1].starts_with("cn-governmental/"), "{regimes:?}");

    // An appeal on one track leaves the other alone.
    let says = json!({ "route": "sup_review", "known_on": "2024-06-17", "received_on": "2024-07-08" });
    story.appealed(["2024-07-08", "2024-07-10", "2024-07-25"], "review", &HEAD, "governmental decision", says).await;
    story.appeal_decided("2024-08-02", "review", &HEAD, "governmental decision", json!({ "outcome": "revoked" })).await;
    let end = story.now().await;
    assert_eq!(stands(&end, "governmental decision").2, Standing::Revoked);
    assert_eq!(stands(&end, "party decision").2, Standing::InForce);
    assert_eq!(stands(&story.on("2024-08-01").await, "governmental decision").2, Standing::InForce);
    story.ends_well(&owner).await;
}
