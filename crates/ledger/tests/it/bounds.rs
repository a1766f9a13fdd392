//! Back-pressure, and what is refused before it waits.

use futures_util::future::join_all;
use sqlx::{Connection, PgConnection, PgPool};
use wenze_ledger::{Bounds, CONTENT_BYTES_MAX, Command, Error, Invalid, Ledger, LogId, WRITES_PER_COMMAND_MAX};

use crate::setting::{app_pool, appended, case, command, ledger, ledger_with, write_to};

/// Holds the gate, so that whatever is appended waits.
async fn hold_gate(owner: &PgPool) -> PgConnection {
    let mut holder = PgConnection::connect_with(&owner.connect_options()).await.unwrap();
    sqlx::raw_sql("begin; select 1 from log.gate for update").execute(&mut holder).await.unwrap();
    holder
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_queue_full_by_count_or_by_bytes_says_busy_and_later_takes_again(owner: PgPool) {
    for bounds in [Bounds { queue_commands: 4, ..Bounds::default() }, Bounds { queue_bytes: 600, ..Bounds::default() }]
    {
        let ledger = ledger_with(&owner, "small", bounds).await;
        let mut holder = hold_gate(&owner).await;
        let burst = (0..64).map(|_| {
            let ledger = ledger.clone();
            tokio::spawn(async move { ledger.append(command(&case(1), None, 1)).await })
        });
        let burst: Vec<_> = burst.collect();
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        sqlx::raw_sql("rollback").execute(&mut holder).await.unwrap();
        let answers: Vec<_> = join_all(burst).await.into_iter().map(Result::unwrap).collect();
        let busy = answers.iter().filter(|answer| matches!(answer, Err(Error::Busy { retry_after_s: 1 }))).count();
        let stored = answers.iter().filter(|answer| answer.is_ok()).count();
        assert!(busy > 0 && stored > 0 && busy + stored == 64, "{busy} busy, {stored} stored");
        appended(&ledger.append(command(&case(1), None, 1)).await.unwrap());
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_gate_held_too_long_leaves_the_fate_unknown_and_nothing_stored(owner: PgPool) {
    let bounds = Bounds { lock_timeout_ms: 50, resend_ms: 120, ..Bounds::default() };
    let ledger = ledger_with(&owner, "patient", bounds).await;
    let _holder = hold_gate(&owner).await;
    let answer = ledger.append(command(&case(1), Some(0), 1)).await;
    assert!(matches!(answer, Err(Error::Unavailable(_))), "{answer:?}");
    assert_eq!(ledger.head().await.unwrap(), 0);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_command_out_of_bounds_is_named_and_never_queued(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let good = command(&case(1), Some(0), 1);
    let change = |change: &dyn Fn(&mut Command)| {
        let mut command = good.clone();
        change(&mut command);
        command
    };
    let bad = [
        change(&|c| c.writes.clear()),
        change(&|c| c.writes[0].events.clear()),
        change(&|c| c.writes[0].stream.kind = "Case".into()),
        change(&|c| c.writes[0].expected = Some(-1)),
        change(&|c| c.writes[0].events[0].kind = "Report\0".into()),
        change(&|c| c.writes[0].events[0].schema_version = 0),
        change(&|c| c.writes[0].events[0].content = vec![b'x'; CONTENT_BYTES_MAX + 1]),
        change(&|c| c.writes[0].events[0].derived.entered_from = "fax".into()),
        change(&|c| c.writes[0].events[0].derived.known_at = chrono::DateTime::from_timestamp(0, 1)),
        change(&|c| c.writes[0].events[0].derived.known_at = chrono::DateTime::from_timestamp(400_000_000_000, 0)),
        change(&|c| c.writes[0].take = vec!["nul\0".into()]),
        change(&|c| c.writes[0].take = vec!["twice".into(), "twice".into()]),
        change(&|c| c.writes = vec![c.writes[0].clone(); 2]),
        change(&|c| {
            c.writes = (0..=WRITES_PER_COMMAND_MAX).map(|_| write_to(&case(1), None, c.command_id, 1)).collect();
        }),
    ];
    for command in bad {
        let answer = ledger.append(command).await;
        assert!(matches!(answer, Err(Error::Invalid(_))), "{answer:?}");
    }
    let too_long = change(&|c| c.writes[0].events[0].content = vec![b'x'; CONTENT_BYTES_MAX + 1]);
    let Err(Error::Invalid(Invalid::Bound { actual, max, .. })) = ledger.append(too_long).await else { panic!() };
    assert_eq!((actual, max), (CONTENT_BYTES_MAX + 1, CONTENT_BYTES_MAX));
    appended(&ledger.append(good).await.unwrap());
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_largest_command_goes_in(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let mut large = command(&case(1), Some(0), 34);
    for event in &mut large.writes[0].events {
        event.content = vec![b'x'; CONTENT_BYTES_MAX];
    }
    assert_eq!(appended(&ledger.append(large).await.unwrap()), (1, 34));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_log_that_was_not_opened_and_a_closed_one_say_so(owner: PgPool) {
    let none = Ledger::connect(app_pool(&owner).await, LogId(2), "x", Bounds::default()).await;
    assert!(matches!(none, Err(Error::NoLog(LogId(2)))));
    wenze_ledger::open_log(&mut owner.acquire().await.unwrap(), LogId(2)).await.unwrap();
    let second = Ledger::connect(app_pool(&owner).await, LogId(2), "x", Bounds::default()).await.unwrap();
    assert_eq!(appended(&second.append(command(&case(1), Some(0), 1)).await.unwrap()), (1, 1));
    assert_eq!(ledger(&owner).await.head().await.unwrap(), 0);
    second.close().await;
    assert!(matches!(second.append(command(&case(1), None, 1)).await, Err(Error::Closed)));
}
