//! Order and loss: several nodes, many writers, killed connections.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use sqlx::{Connection, PgConnection, PgPool};
use wenze_ledger::{Answer, Bounds, Ledger};

use crate::setting::{appended, assert_sound, case, command, ledger, ledger_with};

/// Writers over few streams, so that they collide; each retries a conflict at the version it was told.
async fn write_until_done(ledger: Ledger, writer: usize, commands: usize) -> Vec<(uuid::Uuid, i64)> {
    write_and_tell(ledger, writer, commands, &AtomicUsize::new(0)).await
}

/// The same, counting what was acknowledged.
async fn write_and_tell(ledger: Ledger, writer: usize, commands: usize, count: &AtomicUsize) -> Vec<(uuid::Uuid, i64)> {
    let mut acknowledged = Vec::new();
    for number in 0..commands {
        let stream = case((writer * 31 + number) as u128 % 20);
        let mut expected = None;
        loop {
            let command = command(&stream, expected, 1 + number % 3);
            let id = command.command_id;
            match ledger.append(command).await.unwrap() {
                Answer::Appended { first, .. } | Answer::Repeated { first, .. } => {
                    acknowledged.push((id, first));
                    count.fetch_add(1, Ordering::Relaxed);
                    break;
                }
                Answer::Conflict { actual, .. } => expected = Some(actual),
                other => panic!("{other:?}"),
            }
        }
    }
    acknowledged
}

async fn assert_each_there_once(ledger: &Ledger, acknowledged: &[(uuid::Uuid, i64)]) {
    let mut first_of = BTreeMap::new();
    let mut scan = ledger.scan_pages(0, 100);
    let mut next = 1;
    while let Some(page) = scan.next_page().await.unwrap() {
        for event in page {
            assert_eq!(event.position, next, "positions are gapless");
            next += 1;
            first_of.entry(event.command_id).or_insert(event.position);
        }
    }
    let ids: HashSet<_> = acknowledged.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids.len(), acknowledged.len());
    for (id, first) in acknowledged {
        assert_eq!(first_of.get(id), Some(first));
    }
    assert_eq!(first_of.len(), acknowledged.len(), "nothing is there that was not acknowledged");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn several_nodes_and_many_writers_make_one_order(owner: PgPool) {
    let nodes = [
        ledger_with(&owner, "a", Bounds::default()).await,
        ledger_with(&owner, "b", Bounds { batch_commands: 7, ..Bounds::default() }).await,
        ledger_with(&owner, "c", Bounds { batch_events: 3, ..Bounds::default() }).await,
    ];
    let tasks: Vec<_> =
        (0..48).map(|writer| tokio::spawn(write_until_done(nodes[writer % 3].clone(), writer, 12))).collect();
    let mut acknowledged = Vec::new();
    for task in tasks {
        acknowledged.extend(task.await.unwrap());
    }
    assert_each_there_once(&nodes[0], &acknowledged).await;
    assert_sound(&owner).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn killed_backends_lose_nothing_acknowledged_and_store_nothing_twice(owner: PgPool) {
    let nodes = [ledger_with(&owner, "a", Bounds::default()).await, ledger_with(&owner, "b", Bounds::default()).await];
    let (done, count) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let killer = {
        let (owner, done, count) = (owner.clone(), Arc::clone(&done), Arc::clone(&count));
        tokio::spawn(async move {
            let (mut killed, mut seen) = (0, 0);
            while !done.load(Ordering::Relaxed) {
                tokio::time::sleep(Duration::from_millis(15)).await;
                // Where one append takes longer than the pause, killing all the same would let nothing through for ever.
                let now = count.load(Ordering::Relaxed);
                if std::mem::replace(&mut seen, now) == now {
                    continue;
                }
                killed += sqlx::query(
                    "select pg_terminate_backend(pid) from pg_stat_activity
                     where datname = current_database() and application_name like 'wenze appender%'",
                )
                .execute(&owner)
                .await
                .unwrap()
                .rows_affected();
            }
            killed
        })
    };
    let tasks: Vec<_> = (0..32)
        .map(|writer| {
            let (node, count) = (nodes[writer % 2].clone(), Arc::clone(&count));
            tokio::spawn(async move { write_and_tell(node, writer, 30, &count).await })
        })
        .collect();
    let mut acknowledged = Vec::new();
    for task in tasks {
        acknowledged.extend(task.await.unwrap());
    }
    done.store(true, Ordering::Relaxed);
    assert!(killer.await.unwrap() > 3, "the load was over before anything was killed");
    assert_each_there_once(&nodes[0], &acknowledged).await;
    assert_sound(&owner).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_dropped_request_is_appended_all_the_same(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let abandoned = command(&case(1), Some(0), 1);
    let id = abandoned.command_id;
    // Polled once, so that it is queued, then dropped.
    let _ = tokio::time::timeout(Duration::ZERO, ledger.append(abandoned)).await;
    appended(&ledger.append(command(&case(2), Some(0), 1)).await.unwrap());
    assert!(ledger.command_answer(id).await.unwrap().is_some());
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_old_snapshot_sees_its_own_world_and_stops_nobody(owner: PgPool) {
    let ledger = ledger(&owner).await;
    appended(&ledger.append(command(&case(1), Some(0), 1)).await.unwrap());
    let mut old = PgConnection::connect_with(&owner.connect_options()).await.unwrap();
    sqlx::raw_sql("begin isolation level repeatable read; select count(*) from log.event")
        .execute(&mut old)
        .await
        .unwrap();
    for version in 1..40 {
        appended(&ledger.append(command(&case(1), Some(version), 1)).await.unwrap());
    }
    let seen: i64 = sqlx::query_scalar("select count(*) from log.event").fetch_one(&mut old).await.unwrap();
    assert_eq!((seen, ledger.head().await.unwrap()), (1, 40));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_clock_of_the_log_never_goes_back(owner: PgPool) {
    let ledger = ledger(&owner).await;
    for number in 0..20 {
        appended(&ledger.append(command(&case(number), Some(0), 2)).await.unwrap());
    }
    let events = ledger.read_log(0, 100).await.unwrap();
    assert!(events.is_sorted_by_key(|event| event.recorded_at));
}
