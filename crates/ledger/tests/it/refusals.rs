//! Statement errors: a bad command fails alone, and the function refuses what would fork the log.

use futures_util::future::join_all;
use sqlx::{Connection, PgConnection, PgPool};
use wenze_ledger::{Error, Stream};

use crate::setting::{appended, assert_sound, case, command, ledger};

/// A stream's kind cannot change: the function raises, because no honest caller can get there by losing a race.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_bad_command_fails_alone_and_the_others_keep_their_order(owner: PgPool) {
    let ledger = ledger(&owner).await;
    appended(&ledger.append(command(&case(7), Some(0), 1)).await.unwrap());
    let person = Stream { kind: "person".into(), ..case(7) };
    let batch: Vec<_> = (0..40)
        .map(|number| match number {
            5 | 23 => command(&person, None, 1),
            _ => command(&case(1), Some(number - i32::from(number > 5) - i32::from(number > 23)), 1),
        })
        .collect();
    let answers = join_all(batch.into_iter().map(|command| ledger.append(command))).await;
    for (number, answer) in answers.iter().enumerate() {
        match number {
            5 | 23 => assert!(matches!(answer, Err(Error::Refused(_))), "{number}: {answer:?}"),
            _ => assert!(appended(answer.as_ref().unwrap()).0 > 1),
        }
    }
    assert_eq!(ledger.head().await.unwrap(), 39);
    assert_sound(&owner).await;
}

const CALL: &str = "select log.append(1::smallint, 'x', 1::bigint, array[gen_random_uuid()], array[sha256('r')],
    array[1], array['case'], array[gen_random_uuid()], array[0], array[1], '{}', '{}', '{}',
    array[1], array[gen_random_uuid()], array['K'], array[1::smallint], array['c'::bytea], array[sha256('c')],
    array[null::timestamptz], array[null::timestamptz], array[null::timestamptz], array['system'],
    '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')";

/// A transaction that fixed its snapshot before the gate does not see the newest batch: its batch would be a fork.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_fork_is_an_error(owner: PgPool) {
    let ledger = ledger(&owner).await;
    appended(&ledger.append(command(&case(1), Some(0), 1)).await.unwrap());
    let mut stale = PgConnection::connect_with(&owner.connect_options()).await.unwrap();
    sqlx::raw_sql("begin isolation level repeatable read; select count(*) from log.batch")
        .execute(&mut stale)
        .await
        .unwrap();
    appended(&ledger.append(command(&case(1), Some(1), 1)).await.unwrap());
    let error = sqlx::raw_sql(CALL).execute(&mut stale).await.unwrap_err();
    let error = error.into_database_error().unwrap();
    assert_eq!(error.constraint(), Some("batch_never_forks"), "{error}");
    assert_sound(&owner).await;
}

/// Whoever calls the function with arrays that do not fit is refused: nothing is stored, least of all half of it.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_call_that_does_not_fit_itself_stores_nothing(owner: PgPool) {
    let app = crate::setting::app_pool(&owner).await;
    let broken = [
        ("array[sha256('c')]", "array[sha256('d')]"),
        ("array[1], array['case']", "array[2], array['case']"),
        ("array[1], array['case']", "array[0], array['case']"),
        ("array[0], array[1], '{}'", "array[0], array[2], '{}'"),
        ("array[0], array[1], '{}'", "array[0], array[0], '{}'"),
        ("array[1], array[gen_random_uuid()], array['K']", "array[2], array[gen_random_uuid()], array['K']"),
        ("array['system']", "array['fax']"),
        ("array['c'::bytea]", "array[null::bytea]"),
        ("array[sha256('r')]", "array['short'::bytea]"),
        ("'{}', '{}', '{}',\n    array[1]", "array[2], array['k'], array[true],\n    array[1]"),
        ("select log.append(1", "select log.append(2"),
    ];
    for (good, bad) in broken {
        let call = CALL.replacen(good, bad, 1);
        assert_ne!(call, CALL, "{good}");
        let refused = sqlx::raw_sql(sqlx::AssertSqlSafe(call)).execute(&app).await;
        assert!(refused.is_err(), "{bad}");
    }
    let rows: i64 = sqlx::query_scalar("select count(*) from log.event").fetch_one(&owner).await.unwrap();
    assert_eq!(rows, 0);
    sqlx::raw_sql(CALL).execute(&app).await.unwrap();
}
