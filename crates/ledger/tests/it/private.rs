//! Parts and keys go in with their command, and a key that was destroyed never seals again.

use futures_util::future::join_all;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_ledger::{Answer, Command, FaultKind, NewKey, NewPart, verify};

use crate::setting::{LOG, app_pool, appended, case, command, derive, ledger};

fn sealed(stream: u128, subject: &str, key: &NewKey, brings_key: bool) -> Command {
    let mut command = command(&case(stream), None, 1);
    command.writes[0].events[0].parts =
        vec![NewPart { part_no: 1, subject: subject.into(), key_id: key.key_id, ciphertext: vec![7; 300] }];
    command.keys = if brings_key { vec![key.clone()] } else { Vec::new() };
    command
}

fn key(subject: &str) -> NewKey {
    NewKey { key_id: Uuid::new_v4(), subject: subject.into(), epoch: 690, wrapped: vec![3; 72] }
}

async fn erase(owner: &PgPool, subject: &str) -> i64 {
    sqlx::query_scalar("select keys_destroyed from vault.erase(1::smallint, $1, '{}', '{}')")
        .bind(subject)
        .fetch_one(owner)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_key_is_known_live_or_refused(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let (mine, other) = (key("case:a"), key("case:b"));
    let barred = |key: &NewKey| Answer::KeyDestroyed { key_id: key.key_id };
    assert_eq!(ledger.append(sealed(1, "case:a", &mine, false)).await.unwrap(), barred(&mine));
    appended(&ledger.append(sealed(1, "case:a", &mine, true)).await.unwrap());
    appended(&ledger.append(sealed(1, "case:a", &mine, false)).await.unwrap());
    appended(&ledger.append(sealed(1, "case:a", &mine, true)).await.unwrap());
    // A part sealed under somebody else's key would survive the erasure of its own subject.
    assert_eq!(ledger.append(sealed(1, "case:b", &mine, false)).await.unwrap(), barred(&mine));
    assert_eq!(ledger.append(sealed(1, "case:a", &other, true)).await.unwrap(), barred(&other));

    assert_eq!(erase(&owner, "case:a").await, 1);
    assert_eq!(ledger.append(sealed(1, "case:a", &mine, false)).await.unwrap(), barred(&mine));
    assert_eq!(ledger.append(sealed(1, "case:a", &mine, true)).await.unwrap(), barred(&mine));
    assert_eq!(erase(&owner, "case:a").await, 0);
    appended(&ledger.append(sealed(1, "case:a", &key("case:a"), true)).await.unwrap());
    assert_eq!(ledger.head().await.unwrap(), 4);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn in_a_batch_only_the_command_with_the_destroyed_key_fails(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let (live, dead) = (key("case:a"), key("case:b"));
    appended(&ledger.append(sealed(1, "case:b", &dead, true)).await.unwrap());
    erase(&owner, "case:b").await;
    let batch = [
        sealed(2, "case:a", &live, true),
        sealed(3, "case:b", &dead, false),
        sealed(4, "case:a", &live, true),
        command(&case(5), Some(0), 1),
    ];
    let answers = join_all(batch.into_iter().map(|command| ledger.append(command))).await;
    for (index, answer) in answers.into_iter().map(Result::unwrap).enumerate() {
        match index {
            1 => assert_eq!(answer, Answer::KeyDestroyed { key_id: dead.key_id }),
            _ => drop(appended(&answer)),
        }
    }
    let (parts, keys): (i64, i64) =
        sqlx::query_as("select (select count(*) from vault.part), (select count(*) from vault.subject_key)")
            .fetch_one(&owner)
            .await
            .unwrap();
    assert_eq!((parts, keys), (3, 2));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_lost_part_is_found_and_an_erased_one_is_no_fault(owner: PgPool) {
    let ledger = ledger(&owner).await;
    appended(&ledger.append(sealed(1, "case:a", &key("case:a"), true)).await.unwrap());
    let with_part = |kind: &str, content: &[u8]| {
        derive(kind, content).map(|fields| wenze_ledger::CheckedFields { parts: vec![1], ..fields })
    };
    let app = app_pool(&owner).await;
    erase(&owner, "case:a").await;
    let report = verify(&app, LOG, with_part, |_| {}).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.faults);
    sqlx::raw_sql("alter table vault.part disable trigger all; delete from vault.part").execute(&owner).await.unwrap();
    let report = verify(&app, LOG, with_part, |_| {}).await.unwrap();
    assert_eq!(report.faults[0].kind, FaultKind::Part);
}
