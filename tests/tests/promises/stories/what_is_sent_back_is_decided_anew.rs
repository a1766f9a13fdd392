//! Remand: the decision falls, the case goes back, and a new round ends in a new decision.

use serde_json::json;
use sqlx::PgPool;
use wenze_domain::acts::Kind;
use wenze_domain::case::Standing;
use wenze_domain::codes::TrackCode;
use wenze_domain::states::TrackState;
use wenze_tests::story::{Respondent, Story, named, pair, stands};

const SHE: Respondent = Respondent { name: "科长", tracks: &["gov"] };

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_new_round_begins_where_the_first_was_undone(owner: PgPool) {
    let story = Story::of_a_sanction(&owner, &SHE, "first decision", "downgrade", 24).await;
    story.executed("2024-06-20", "first decision", &SHE).await;

    let says = json!({ "route": "sup_review", "known_on": "2024-06-03", "received_on": "2024-06-25" });
    story.appealed(["2024-06-25", "2024-06-28", "2024-07-12"], "review", &SHE, "first decision", says).await;
    let remanded = json!({ "outcome": "revoked_and_remanded", "grounds": ["facts"] });
    story.appeal_decided("2024-07-20", "review", &SHE, "first decision", remanded).await;

    let now = story.now().await;
    let track = &now.respondents[&named(SHE.name)].tracks[&TrackCode::Gov];
    assert_eq!((track.state, track.round), (TrackState::Reopened, 2));
    assert_eq!(stands(&now, "first decision").2, Standing::Remanded);
    assert_eq!(now.stage().state, "reopened", "nobody has to record that: the decision on appeal says it");

    // The second round hears her again, and ends milder.
    let her = json!({ "respondent": [named(SHE.name)] });
    let new_fact = json!({ "fact": [named("new fact")], "respondent": [named(SHE.name)] });
    story.tell("2024-08-05", Kind::FactListed, new_fact, json!({})).await;
    for (day, kind) in [
        ("2024-08-20", Kind::FactMaterialPresented),
        ("2024-08-22", Kind::RespondentOpinionSigned),
        ("2024-09-02", Kind::InvestigationReportSubmitted),
        ("2024-09-03", Kind::CaseTransferredForReview),
        ("2024-09-05", Kind::ReviewAccepted),
        ("2024-09-18", Kind::ReviewReportSubmitted),
    ] {
        story.tell(day, kind, her.clone(), json!({})).await;
    }
    story.deliberated("2024-09-25", "second meeting", &[SHE]).await;
    story.determined("2024-09-25", "second decision", &SHE, "gov", "sanction").await;
    story.sanctioned("2024-09-25", "second decision", &SHE, "gov", "warning", 6).await;
    story.announced("2024-09-29", "second decision", &SHE).await;
    story.executed("2024-10-20", "second decision", &SHE).await;

    let end = story.now().await;
    assert_eq!(pair(&end, &SHE, TrackCode::Gov), TrackState::Executed);
    assert_eq!(stands(&end, "second decision"), ("warning".to_owned(), Some(6), Standing::InForce));
    assert_eq!(stands(&end, "first decision").2, Standing::Remanded, "the first stays undone");
    let rounds = ["first decision", "second decision"].map(|name| end.determinations[&named(name)].round);
    assert_eq!(rounds, [1, 2]);
    assert!(end.events.iter().all(|mark| mark.missing.is_empty()), "every act stood in its usual place");
    story.ends_well(&owner).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn no_new_round_ends_without_anybody_being_heard_unnoticed(owner: PgPool) {
    let story = Story::of_a_sanction(&owner, &SHE, "first decision", "downgrade", 24).await;
    let says = json!({ "route": "sup_review", "known_on": "2024-06-03", "received_on": "2024-06-25" });
    story.appealed(["2024-06-25", "2024-06-28", "2024-07-12"], "review", &SHE, "first decision", says).await;
    let remanded = json!({ "outcome": "revoked_and_remanded", "grounds": ["procedure"] });
    story.appeal_decided("2024-07-20", "review", &SHE, "first decision", remanded).await;

    // Documents and service before there is a new decision are what would have to be confirmed.
    let refs = json!({ "document": [named("hasty document")], "determination": [named("first decision")] });
    let missing = story.misses("2024-07-25", Kind::DecisionDocumentIssued, refs, json!({})).await;
    assert!(missing.iter().any(|kind| kind == "DeterminationMade"), "{missing:?}");
    story.ends_well(&owner).await;
}
