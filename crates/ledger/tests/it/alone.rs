//! The shorter way of a command that comes alone stores what the general way stores, and refuses what that refuses.

use futures_util::future::join_all;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_ledger::{Answer, Bounds, Command, Ledger, LogId, NewKey, NewPart, Stream, open_log};

use crate::setting::{app_pool, appended, assert_sound, case, command, ledger};

/// Everything that an append stores, without what the log assigns by its clock.
const STORED: [&str; 5] = [
    "select (jsonb_agg(to_jsonb(e) - '{log_id,recorded_at,record_hash}'::text[] order by e.position))::text
        from log.event e where e.log_id = $1",
    "select (jsonb_agg(to_jsonb(h) - 'log_id' order by h.stream_id))::text from log.stream_head h where h.log_id = $1",
    "select (jsonb_agg(to_jsonb(r) - 'log_id' order by r.first))::text from log.command_result r where r.log_id = $1",
    "select (jsonb_agg(to_jsonb(p) - 'log_id' order by p.event_id, p.part_no))::text from vault.part p where p.log_id = $1",
    "select (jsonb_agg(to_jsonb(k) - '{log_id,created_at}'::text[] order by k.key_id))::text
        from vault.subject_key k where k.log_id = $1",
];

/// Commands of one event each: beginnings, continuations, parts under a key that both bring, since either may come first.
fn commands() -> Vec<Command> {
    let key = NewKey { key_id: Uuid::new_v4(), subject: "case:a".into(), epoch: 690, wrapped: vec![3; 72] };
    let sealed = |stream: u128, version: i32, brings: bool| {
        let mut command = command(&case(stream), Some(version), 1);
        let part =
            |part_no| NewPart { part_no, subject: key.subject.clone(), key_id: key.key_id, ciphertext: vec![7; 300] };
        command.writes[0].events[0].parts = vec![part(1), part(2)];
        command.keys = if brings { vec![key.clone()] } else { Vec::new() };
        command
    };
    vec![
        command(&case(1), Some(0), 1),
        command(&case(1), Some(1), 1),
        sealed(2, 0, true),
        sealed(1, 2, true),
        command(&case(3), None, 1),
        command(&case(3), None, 1),
        command(&Stream { kind: "person".into(), ..case(4) }, Some(0), 1),
    ]
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_command_alone_stores_what_it_stores_among_others(owner: PgPool) {
    let alone = ledger(&owner).await;
    open_log(&mut owner.acquire().await.unwrap(), LogId(2)).await.unwrap();
    let among = Ledger::connect(app_pool(&owner).await, LogId(2), "test", Bounds::default()).await.unwrap();
    let commands = commands();
    for command in &commands {
        appended(&alone.append(command.clone()).await.unwrap());
    }
    for answer in join_all(commands.iter().map(|command| among.append(command.clone()))).await {
        appended(&answer.unwrap());
    }
    let batches = "select count(*) from log.batch where log_id = $1";
    let count = |log: i16| sqlx::query_scalar::<_, i64>(batches).bind(log).fetch_one(&owner);
    assert_eq!((count(1).await.unwrap(), count(2).await.unwrap()), (7, 1), "one went alone, the other in one batch");
    for stored in STORED {
        let rows = |log: i16| sqlx::query_scalar::<_, Option<String>>(stored).bind(log).fetch_one(&owner);
        let (one, other) = (rows(1).await.unwrap(), rows(2).await.unwrap());
        assert!(one.is_some() && one == other, "{stored}\n{one:?}\n{other:?}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn two_nodes_that_send_one_command_each_lose_nothing(owner: PgPool) {
    let nodes = [ledger(&owner).await, ledger(&owner).await];
    for round in 0..20 {
        let [one, other] = [command(&case(1), Some(round), 1), command(&case(1), Some(round), 1)];
        let (one, other) = tokio::join!(nodes[0].append(one), nodes[1].append(other));
        let stored = [&one, &other].into_iter().filter(|answer| matches!(answer, Ok(Answer::Appended { .. }))).count();
        let conflicts = [&one, &other]
            .into_iter()
            .filter(|answer| matches!(answer, Ok(Answer::Conflict { write: 0, actual }) if *actual == round + 1))
            .count();
        assert_eq!((stored, conflicts), (1, 1), "{one:?} {other:?}");
    }
    assert_sound(&owner).await;
}

const CALL: &str = "select base from log.append_alone(1::smallint, 'x', 1::bigint, gen_random_uuid(), sha256('r'),
    'case', '00000000-0000-0000-0000-000000000007', null, gen_random_uuid(), 'K', 1::smallint, 'c'::bytea, sha256('c'),
    null, null, null, 'system', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')";

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_call_that_does_not_fit_itself_stores_nothing(owner: PgPool) {
    let app = app_pool(&owner).await;
    let first: Option<i64> = sqlx::query_scalar(CALL).fetch_one(&app).await.unwrap();
    assert_eq!(first, Some(0));
    let broken = [
        ("sha256('c')", "sha256('d')", "WZ004"),
        ("'c'::bytea, sha256('c')", "null::bytea, sha256('c')", "WZ004"),
        ("'system'", "'fax'", "WZ004"),
        ("'K'", "''", "WZ004"),
        ("1::smallint, 'c'", "0::smallint, 'c'", "WZ004"),
        ("sha256('r')", "'short'::bytea", "WZ004"),
        ("'case'", "'person'", "WZ003"),
        ("log.append_alone(1", "log.append_alone(2", "WZ001"),
    ];
    for (good, bad, code) in broken {
        let call = CALL.replacen(good, bad, 1);
        assert_ne!(call, CALL, "{good}");
        let error = sqlx::query(sqlx::AssertSqlSafe(call)).execute(&app).await.unwrap_err();
        assert_eq!(error.into_database_error().unwrap().code().as_deref(), Some(code), "{bad}");
    }
    let rows: i64 = sqlx::query_scalar("select count(*) from log.event").fetch_one(&owner).await.unwrap();
    assert_eq!(rows, 1);
}
