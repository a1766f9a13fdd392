//! Signing in, failing to, having to wait, and changing the password.

use std::net::IpAddr;
use std::time::Instant;

use sqlx::PgPool;
use wenze_access::{
    ACCOUNT_DELAY_SECONDS_MAX, ACCOUNT_FAILURES_FREE, ADDRESS_DELAY_SECONDS_MAX, ADDRESS_FAILURES_FREE, Access,
    Changed, Error, Hashing, SignIn, Unfit,
};

use crate::setting::{HERE, PASSWORD, TINY, access, added, app_pool, owner_does, signed_in, typed};

/// What an attempt with a wrong password came to: the seconds to wait, or none where it was judged.
async fn wrong(access: &Access, login: &str, from: impl Into<Option<IpAddr>>) -> Option<u32> {
    match access.sign_in(login, &typed("a wrong password"), from.into()).await.unwrap() {
        SignIn::Wrong => None,
        SignIn::Later { seconds } => Some(seconds),
        SignIn::Done(..) => panic!("a wrong password opened {login}"),
    }
}

fn address(last: u8) -> IpAddr {
    IpAddr::from([192, 0, 2, last])
}

/// The free ones were judged and the one that began the delay; on a slow machine one more for each second that passed.
#[track_caller]
fn assert_few(judged: u32, began: Instant) {
    let least = ACCOUNT_FAILURES_FREE + 1;
    let most = least + u32::try_from(began.elapsed().as_secs()).unwrap();
    assert!((least..=most).contains(&judged), "{judged} were judged, {least} to {most} expected");
}

const LET_THE_DELAY_PASS: &str = "update access.throttle set not_before = clock_timestamp() - interval '1 second'";

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_right_password_opens_a_session_of_its_own_each_time(owner: PgPool) {
    let access = access(&owner).await;
    let account_id = added(&access, "wang").await;
    let (account, one) = signed_in(&access, "Wang").await;
    let (_, other) = signed_in(&access, "ｗａｎｇ").await;
    assert_eq!(account.account_id, account_id);
    assert_ne!(one.token, other.token);
    for session in [&one, &other] {
        let held = access.session(session.token.reveal()).await.unwrap().unwrap();
        assert_eq!((held.account.account_id, held.ends_at), (account_id, session.ends_at));
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_login_that_nobody_has_is_treated_like_one_that_somebody_has(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "wang").await;
    let mut waits = Vec::new();
    for login in ["wang", "nobody", "no login\u{0}at all"] {
        let mut told = Vec::new();
        for attempt in 0..ACCOUNT_FAILURES_FREE + 2 {
            told.push(wrong(&access, login, address(u8::try_from(attempt).unwrap())).await);
        }
        waits.push(told);
    }
    let judged = ACCOUNT_FAILURES_FREE as usize + 1;
    assert!(waits[0][..judged].iter().all(Option::is_none) && waits[0][judged] == Some(1), "{waits:?}");
    assert!(waits.iter().all(|told| *told == waits[0]), "{waits:?}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_delay_of_an_account_doubles_and_has_a_bound_and_ends_with_the_right_password(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "wang").await;
    for _ in 0..ACCOUNT_FAILURES_FREE {
        assert_eq!(wrong(&access, "wang", HERE).await, None);
    }
    let mut waits = Vec::new();
    for attempt in 0..14 {
        assert_eq!(wrong(&access, "wang", address(attempt)).await, None, "judged, for the delay has passed");
        waits.extend(wrong(&access, "wang", address(attempt)).await);
        owner_does(&owner, LET_THE_DELAY_PASS).await;
    }
    assert_eq!(waits[..4], [1, 2, 4, 8]);
    assert_eq!(*waits.last().unwrap(), ACCOUNT_DELAY_SECONDS_MAX);
    assert_eq!(wrong(&access, "wang", address(200)).await, None);
    let waiting = access.sign_in("wang", &typed(PASSWORD), Some(address(201))).await.unwrap();
    assert!(matches!(waiting, SignIn::Later { .. }), "not even the right one is judged");
    owner_does(&owner, LET_THE_DELAY_PASS).await;
    signed_in(&access, "wang").await;
    assert_eq!(wrong(&access, "wang", address(202)).await, None, "the failures are forgotten");
    assert_eq!(wrong(&access, "wang", address(202)).await, None);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_address_that_tries_many_logins_must_wait_and_no_account_of_its_own_washes_it_clean(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "mallory").await;
    for attempt in 0..=ADDRESS_FAILURES_FREE {
        assert_eq!(wrong(&access, &format!("login{attempt}"), HERE).await, None);
        if attempt % 10 == 0 && attempt < ADDRESS_FAILURES_FREE {
            signed_in(&access, "mallory").await;
        }
    }
    assert_eq!(wrong(&access, "yet.another", HERE).await, Some(1));
    assert_eq!(wrong(&access, "yet.another", address(9)).await, None, "nobody else has to");
    for _ in 0..10 {
        owner_does(&owner, LET_THE_DELAY_PASS).await;
        wrong(&access, "yet.another", HERE).await;
    }
    let told = wrong(&access, "one.more", HERE).await.unwrap();
    assert_eq!(told, ADDRESS_DELAY_SECONDS_MAX);
    let network = |host: &str| Some(host.parse::<IpAddr>().unwrap());
    for host in 0..=ADDRESS_FAILURES_FREE {
        wrong(&access, &format!("six{host}"), network(&format!("2001:db8:1:2::{host:x}"))).await;
    }
    assert_eq!(wrong(&access, "six", network("2001:db8:1:2:ffff::1")).await, Some(1), "a network is one address");
    assert_eq!(wrong(&access, "six", network("2001:db8:1:3::1")).await, None);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn many_attempts_at_once_are_not_judged_for_free_on_any_node(owner: PgPool) {
    let nodes = [access(&owner).await, access(&owner).await];
    added(&nodes[0], "wang").await;
    let began = Instant::now();
    let tries = (0..40_u8).map(|number| {
        let node = nodes[usize::from(number) % 2].clone();
        tokio::spawn(async move { wrong(&node, "wang", address(number)).await })
    });
    let mut judged = 0;
    for attempt in tries.collect::<Vec<_>>() {
        judged += u32::from(attempt.await.unwrap().is_none());
    }
    assert_few(judged, began);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_was_typed_as_a_login_stands_nowhere(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "wang").await;
    let slip = "my-secret-password";
    wrong(&access, slip, HERE).await;
    wrong(&access, "wang", HERE).await;
    signed_in(&access, "wang").await;
    let noted = access.sign_ins().await.unwrap();
    let told: Vec<_> = noted.iter().map(|one| (one.login.as_deref(), one.succeeded)).collect();
    assert_eq!(told, [(Some("wang"), true), (Some("wang"), false), (None, false)]);
    assert!(noted.iter().all(|one| one.address.as_deref() == Some("127.0.0.1")));
    let dumped: String = sqlx::query_scalar(
        "select (select coalesce(string_agg(t::text, ' '), '') from access.throttle t)
            || (select coalesce(string_agg(s::text, ' '), '') from access.sign_in s)
            || (select coalesce(string_agg(a::text, ' '), '') from access.account a)
            || (select coalesce(string_agg(x::text, ' '), '') from access.session x)",
    )
    .fetch_one(&owner)
    .await
    .unwrap();
    assert!(dumped.contains("wang"), "the tables were read");
    for secret in [slip, PASSWORD, "a wrong password"] {
        assert!(!dumped.contains(secret), "{secret}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_changed_password_ends_every_other_session_and_goes_on_under_a_new_token(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "wang").await;
    let (account, mine) = signed_in(&access, "wang").await;
    let (_, elsewhere) = signed_in(&access, "wang").await;
    let unfit = |text: &'static str| {
        let (access, account) = (access.clone(), account.clone());
        async move { access.change_password(&account, &typed(PASSWORD), text).await }
    };
    for (text, why) in [("short", Unfit::Short), ("wang", Unfit::Short), (PASSWORD, Unfit::Unchanged)] {
        assert!(matches!(unfit(text).await, Err(Error::Unfit(told)) if told == why), "{text}");
    }
    let wrong = access.change_password(&account, &typed("not the old one"), "another good one").await.unwrap();
    assert!(matches!(wrong, Changed::Wrong));
    let Changed::Done(next) = access.change_password(&account, &typed(PASSWORD), "another good one").await.unwrap()
    else {
        panic!("not changed");
    };
    for ended in [&mine, &elsewhere] {
        assert_eq!(access.session(ended.token.reveal()).await.unwrap(), None);
    }
    assert!(access.session(next.token.reveal()).await.unwrap().is_some());
    assert!(matches!(access.sign_in("wang", &typed(PASSWORD), HERE).await.unwrap(), SignIn::Wrong));
    let done = access.sign_in("wang", &typed("another good one"), HERE).await.unwrap();
    assert!(matches!(done, SignIn::Done(..)));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn who_is_signed_in_cannot_guess_the_password_by_changing_it(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "wang").await;
    let (account, _) = signed_in(&access, "wang").await;
    let (began, mut judged) = (Instant::now(), 0);
    for _ in 0..20 {
        let told = access.change_password(&account, &typed("a wrong password"), "another good one").await.unwrap();
        judged += u32::from(matches!(told, Changed::Wrong));
    }
    assert_few(judged, began);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_password_hashed_at_another_cost_is_hashed_anew_when_it_is_typed(owner: PgPool) {
    let before = access(&owner).await;
    added(&before, "wang").await;
    let dearer = Access::new(app_pool(&owner).await, Hashing { passes: 3, ..TINY }, [7; 32]);
    signed_in(&dearer, "wang").await;
    let passes: i32 = sqlx::query_scalar("select passes from access.account").fetch_one(&owner).await.unwrap();
    assert_eq!(passes, 3);
    signed_in(&before, "wang").await;
}
