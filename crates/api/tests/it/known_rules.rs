//! What judges at a moment is what the office knew then, on whichever way it is asked.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, IMPORT_ROUTE, Place};
use wenze_domain::codes::Role;
use wenze_domain::envelope::Actor;
use wenze_domain::registers::rulebook_stream;
use wenze_ledger::TextKind;
use wenze_rulebook::shipped;

use crate::setting::{OFFICE, PERSON, Setting};

/// Off until somebody adopts it.
const HOUSE: &str = "house";

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_was_adopted_elsewhere_judges_from_when_it_was_known_on_the_shelf_and_on_the_bench(owner: PgPool) {
    let casework = Setting::without_views(owner).await.casework;
    let house = shipped::named(HOUSE).unwrap();
    casework.store_text(TextKind::Rulebook, &house.bundle.packed()).await.unwrap();
    let known: DateTime<Utc> = "2024-03-05T01:00:00Z".parse().unwrap();
    let act = json!({
        "kind": "RulebookVersionAdopted", "event_id": Uuid::now_v7(), "entered_from": "import",
        "occurred": { "date": "2024-03-01" }, "known_at": known, "origin": { "set": "log", "row": "1" },
        "payload": {
            "rulebook": HOUSE, "version": &*house.book.version, "title": house.book.title, "sha256": house.book.digest_hex(),
            "in_use_from": "2024-03-01", "house": true, "approval": "not_recorded",
        },
    });
    let command = Command {
        route: IMPORT_ROUTE,
        place: Place::Entry(rulebook_stream(HOUSE)),
        acts: vec![act],
        actor: Actor { person_id: PERSON, role: Role::Admin, office_id: OFFICE },
        idempotency_key: None,
        if_match: None,
    };
    casework.record(&command).await.unwrap();
    assert!(casework.take_up_rulebooks().await.unwrap());
    for (at, is_in_use) in [(known - Duration::microseconds(1), false), (known, true), (Utc::now(), true)] {
        let shelf = casework.rulebooks(at).await.unwrap();
        assert_eq!(shelf.in_use().any(|book| &*book.id == HOUSE), is_in_use, "the shelf at {at}");
        assert_eq!(casework.rules().books(at).iter().any(|book| &*book.id == HOUSE), is_in_use, "the bench at {at}");
    }
}
