//! The store of texts that events name by their digests.

use std::collections::HashSet;

use sqlx::PgPool;
use uuid::Uuid;
use wenze_ledger::{CheckedFields, Error, FaultKind, Report, Stream, TEXT_BYTES_MAX, TextKind, content_hash, verify};

use crate::setting::{LOG, app_pool, appended, command, derive, ledger};

const BODY: &[u8] = "id = \"规则\"".as_bytes();

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_text_put_twice_is_there_once_and_read_by_its_digest(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let digest = content_hash(BODY);
    assert_eq!(ledger.text(&digest).await.unwrap(), None);
    assert!(ledger.put_text(TextKind::Rulebook, BODY).await.unwrap());
    assert!(!ledger.put_text(TextKind::Rulebook, BODY).await.unwrap());
    let found = ledger.text(&digest).await.unwrap().unwrap();
    assert_eq!((found.kind.as_str(), found.body.as_slice()), ("rulebook", BODY));
    let wanted = HashSet::from([digest, [7; 32]]);
    assert_eq!(ledger.texts_present(&wanted).await.unwrap(), HashSet::from([digest]));
    for wrong in [Vec::new(), vec![b'x'; TEXT_BYTES_MAX + 1]] {
        let refused = ledger.put_text(TextKind::Calendar, &wrong).await;
        assert!(matches!(refused, Err(Error::TextSize(bytes)) if bytes == wrong.len()));
    }
    assert!(
        ledger.put_text(TextKind::Calendar, &vec![b'x'; TEXT_BYTES_MAX]).await.unwrap(),
        "the longest there may be"
    );
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn two_who_put_the_same_text_at_once_both_succeed(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let put = || ledger.put_text(TextKind::Rulebook, BODY);
    let (one, other) = tokio::join!(put(), put());
    assert_eq!([one.unwrap(), other.unwrap()].iter().filter(|first| **first).count(), 1);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_registers_of_texts_are_found_among_all_streams(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let of = |kind: &str, number| Stream { kind: kind.into(), id: Uuid::from_u128(number) };
    for (kind, number) in [("case", 1), ("rulebook", 3), ("calendar", 4), ("person", 5), ("rulebook", 2)] {
        appended(&ledger.append(command(&of(kind, number), Some(0), 1)).await.unwrap());
    }
    assert_eq!(ledger.register_streams(TextKind::Rulebook).await.unwrap(), [2, 3].map(Uuid::from_u128));
    assert_eq!(ledger.register_streams(TextKind::Calendar).await.unwrap(), [Uuid::from_u128(4)]);
}

/// Verifies a log each event of which names this text.
async fn naming(owner: &PgPool, digest: [u8; 32]) -> Report {
    let naming = |kind: &str, content: &[u8]| {
        derive(kind, content).map(|fields| CheckedFields { texts: vec![digest], ..fields })
    };
    verify(&app_pool(owner).await, LOG, naming, |_| {}).await.unwrap()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_text_that_is_missing_or_damaged_is_found(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let digest = content_hash(BODY);
    for expected in 0..2 {
        appended(&ledger.append(command(&crate::setting::case(1), Some(expected), 1)).await.unwrap());
    }
    let report = naming(&owner, digest).await;
    assert_eq!(report.faults_total, 1, "a text is missing once, however often it is named");
    assert_eq!((report.faults[0].kind, report.faults[0].position), (FaultKind::Text, Some(1)));
    ledger.put_text(TextKind::Rulebook, BODY).await.unwrap();
    assert!(naming(&owner, digest).await.is_sound());
    let damage = "alter table rulebook.text disable trigger all; update rulebook.text set body = 'y'";
    sqlx::raw_sql(damage).execute(&owner).await.unwrap();
    let report = naming(&owner, digest).await;
    assert_eq!((report.faults_total, report.faults[0].kind), (1, FaultKind::Text));
    assert!(matches!(ledger.text(&digest).await, Err(Error::TextDamaged)));
}
