//! Every answer a command can get, alone and inside a batch with others.

use futures_util::future::join_all;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_ledger::{Answer, Command};

use crate::setting::{appended, assert_sound, case, claiming, command, event, ledger, write_to};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_command_goes_in_whole_and_says_where(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let id = Uuid::new_v4();
    let two = Command {
        writes: vec![write_to(&case(1), Some(0), id, 2), write_to(&case(2), None, id, 1)],
        ..command(&case(1), None, 1)
    };
    let two = Command { command_id: id, ..two };
    let Answer::Appended { first, last, versions, recorded_at } = ledger.append(two).await.unwrap() else { panic!() };
    assert_eq!((first, last, versions), (1, 3, vec![2, 1]));
    let events = ledger.read_log(0, 10).await.unwrap();
    assert_eq!(events.iter().map(|event| event.stream_version).collect::<Vec<_>>(), [1, 2, 1]);
    assert!(events.iter().all(|event| event.recorded_at == recorded_at));
    assert_sound(&owner).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_stale_version_is_a_conflict_that_stores_nothing(owner: PgPool) {
    let ledger = ledger(&owner).await;
    appended(&ledger.append(command(&case(1), Some(0), 3)).await.unwrap());
    let id = Uuid::new_v4();
    let late = Command {
        command_id: id,
        writes: vec![write_to(&case(2), Some(0), id, 1), write_to(&case(1), Some(2), id, 1)],
        ..command(&case(1), None, 1)
    };
    assert_eq!(ledger.append(late).await.unwrap(), Answer::Conflict { write: 1, actual: 3 });
    assert_eq!(ledger.head().await.unwrap(), 3);
    assert!(ledger.read_stream(&case(2), 0, 10).await.unwrap().is_empty());
    assert_sound(&owner).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_repeated_command_gets_its_first_answer_although_the_state_moved_on(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let first = command(&case(1), Some(0), 2);
    appended(&ledger.append(first.clone()).await.unwrap());
    appended(&ledger.append(command(&case(1), Some(2), 1)).await.unwrap());
    assert_eq!(ledger.append(first.clone()).await.unwrap(), Answer::Repeated { first: 1, last: 2 });
    let other = Command { request_hash: [2; 32], ..first.clone() };
    assert_eq!(ledger.append(other).await.unwrap(), Answer::IdReused);
    let answer = ledger.command_answer(first.command_id).await.unwrap().unwrap();
    assert_eq!((answer.first, answer.last, answer.request_hash), (1, 2, [1; 32]));
    assert_sound(&owner).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_claim_is_held_until_it_is_released(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let key = "case_no:x:2024:1";
    appended(&ledger.append(claiming(&case(1), Some(0), &[key], &[])).await.unwrap());
    let taken = Answer::ClaimTaken { write: 0, key: key.into(), holder: case(1).id };
    assert_eq!(ledger.append(claiming(&case(2), Some(0), &[key], &[])).await.unwrap(), taken);
    // Who does not hold a key cannot give it up for another; who holds it may take it again.
    appended(&ledger.append(claiming(&case(3), Some(0), &[], &[key])).await.unwrap());
    appended(&ledger.append(claiming(&case(1), Some(1), &[key], &[])).await.unwrap());
    assert_eq!(ledger.claim_holder(key).await.unwrap(), Some(case(1).id));
    appended(&ledger.append(claiming(&case(1), Some(2), &[], &[key])).await.unwrap());
    assert_eq!(ledger.claim_holder(key).await.unwrap(), None);
    appended(&ledger.append(claiming(&case(2), Some(0), &[key], &[])).await.unwrap());
    assert_eq!(ledger.claim_holder(key).await.unwrap(), Some(case(2).id));
    assert_sound(&owner).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_key_can_pass_from_one_stream_to_another_in_one_command(owner: PgPool) {
    let ledger = ledger(&owner).await;
    appended(&ledger.append(claiming(&case(1), Some(0), &["k"], &[])).await.unwrap());
    let (mut giving, taking) = (claiming(&case(1), Some(1), &[], &["k"]), claiming(&case(2), Some(0), &["k"], &[]));
    let events = vec![event(&case(2), giving.command_id, &["k".into()], &[])];
    giving
        .writes
        .extend(taking.writes.into_iter().map(|write| wenze_ledger::Write { events: events.clone(), ..write }));
    appended(&ledger.append(giving).await.unwrap());
    assert_eq!(ledger.claim_holder("k").await.unwrap(), Some(case(2).id));
    assert_sound(&owner).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_event_id_goes_in_once(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let first = command(&case(1), Some(0), 1);
    let event_id = first.writes[0].events[0].event_id;
    let again = Command { command_id: Uuid::new_v4(), ..first.clone() };
    appended(&ledger.append(first).await.unwrap());
    assert_eq!(ledger.append(again).await.unwrap(), Answer::EventIdTaken { event_id });
    assert_sound(&owner).await;
}

/// Commands handed over together become one batch; the walk must answer each as if they had come one by one.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn commands_of_one_batch_see_those_before_them(owner: PgPool) {
    let ledger = ledger(&owner).await;
    appended(&ledger.append(claiming(&case(9), Some(0), &["held"], &[])).await.unwrap());
    let twin = command(&case(1), Some(0), 2);
    let same_event = Command { command_id: Uuid::new_v4(), ..twin.clone() };
    let batch = [
        twin.clone(),
        twin.clone(),
        Command { request_hash: [9; 32], ..twin.clone() },
        command(&case(1), Some(0), 1),
        command(&case(1), Some(2), 1),
        same_event,
        claiming(&case(2), Some(0), &["new"], &[]),
        claiming(&case(3), Some(0), &["new"], &[]),
        claiming(&case(3), Some(0), &["other", "held"], &[]),
        claiming(&case(3), Some(0), &["other"], &[]),
        claiming(&case(9), Some(1), &[], &["held"]),
        claiming(&case(4), Some(0), &["held"], &[]),
        command(&case(3), Some(1), 1),
    ];
    let answers: Vec<Answer> = join_all(batch.iter().map(|command| ledger.append(command.clone())))
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let batches: i64 = sqlx::query_scalar("select count(*) from log.batch").fetch_one(&owner).await.unwrap();
    assert_eq!(batches, 2, "the commands were to go in as one batch");
    assert_eq!(appended(&answers[0]), (2, 3));
    assert_eq!(answers[1], Answer::Repeated { first: 2, last: 3 });
    assert_eq!(answers[2], Answer::IdReused);
    assert_eq!(answers[3], Answer::Conflict { write: 0, actual: 2 });
    assert_eq!(appended(&answers[4]), (4, 4));
    assert!(matches!(answers[5], Answer::EventIdTaken { .. }));
    assert_eq!(appended(&answers[6]), (5, 5));
    assert_eq!(answers[7], Answer::ClaimTaken { write: 0, key: "new".into(), holder: case(2).id });
    assert_eq!(answers[8], Answer::ClaimTaken { write: 0, key: "held".into(), holder: case(9).id });
    // The refused command before it took "other" for a moment; that was undone.
    assert_eq!(appended(&answers[9]), (6, 6));
    assert_eq!(appended(&answers[10]), (7, 7));
    assert_eq!(appended(&answers[11]), (8, 8));
    assert_eq!(appended(&answers[12]), (9, 9));
    assert_eq!(ledger.claim_holder("held").await.unwrap(), Some(case(4).id));
    assert_sound(&owner).await;
}
