//! Sessions end by themselves, one by one, all at once, and when there are too many.

use sqlx::PgPool;
use wenze_access::{Error, SESSION_HOURS_MAX, SESSION_IDLE_MINUTES, SESSIONS_PER_ACCOUNT_MAX};

use crate::setting::{access, added, login, owner_does, signed_in};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_session_that_nobody_uses_is_over_and_one_that_is_used_goes_on(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "wang").await;
    let (_, session) = signed_in(&access, "wang").await;
    let token = session.token.reveal();
    assert_eq!(SESSION_IDLE_MINUTES, 30);
    let pause = "update access.session set last_seen_at = last_seen_at - interval '29 minutes'";
    for _ in 0..3 {
        owner_does(&owner, pause).await;
        assert!(access.session(token).await.unwrap().is_some(), "each use begins the time anew");
    }
    owner_does(&owner, "update access.session set last_seen_at = last_seen_at - interval '31 minutes'").await;
    assert_eq!(access.session(token).await.unwrap(), None);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn no_use_makes_a_session_longer_than_it_may_be(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "wang").await;
    let (_, session) = signed_in(&access, "wang").await;
    assert_eq!(SESSION_HOURS_MAX, 12);
    owner_does(&owner, "update access.session set ends_at = ends_at - interval '11 hours 59 minutes'").await;
    assert!(access.session(session.token.reveal()).await.unwrap().is_some());
    owner_does(&owner, "update access.session set ends_at = ends_at - interval '2 minutes'").await;
    assert_eq!(access.session(session.token.reveal()).await.unwrap(), None);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn whoever_signs_out_ends_one_session_or_all_of_them(owner: PgPool) {
    let access = access(&owner).await;
    let account_id = added(&access, "wang").await;
    added(&access, "li").await;
    let (_, one) = signed_in(&access, "wang").await;
    let (_, two) = signed_in(&access, "wang").await;
    let (_, three) = signed_in(&access, "wang").await;
    let (_, stranger) = signed_in(&access, "li").await;
    access.end_session(one.token.reveal()).await.unwrap();
    assert_eq!(access.session(one.token.reveal()).await.unwrap(), None);
    assert!(access.session(two.token.reveal()).await.unwrap().is_some());
    assert_eq!(access.end_sessions(account_id).await.unwrap(), 2);
    assert_eq!(access.session(three.token.reveal()).await.unwrap(), None);
    assert!(access.session(stranger.token.reveal()).await.unwrap().is_some());
    assert_eq!(access.end_sessions_of(&login("li")).await.unwrap(), 1);
    assert!(matches!(access.end_sessions_of(&login("nobody")).await, Err(Error::NoAccount)));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_session_too_many_ends_the_one_that_was_used_longest_ago(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "wang").await;
    let (_, first) = signed_in(&access, "wang").await;
    for _ in 1..SESSIONS_PER_ACCOUNT_MAX {
        signed_in(&access, "wang").await;
    }
    assert!(access.session(first.token.reveal()).await.unwrap().is_some());
    let (_, last) = signed_in(&access, "wang").await;
    assert_eq!(access.session(first.token.reveal()).await.unwrap(), None);
    assert!(access.session(last.token.reveal()).await.unwrap().is_some());
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_is_no_token_opens_nothing(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "wang").await;
    let (_, session) = signed_in(&access, "wang").await;
    let token = session.token.reveal();
    let longer = format!("{token}A");
    for wrong in ["", "x", &token[1..], longer.as_str(), "' or true --", "\u{0}"] {
        assert_eq!(access.session(wrong).await.unwrap(), None, "{wrong:?}");
    }
    let stored: Vec<u8> =
        sqlx::query_scalar("select token_sha256 from access.session").fetch_one(&owner).await.unwrap();
    let hex = stored.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    assert_eq!(access.session(&hex).await.unwrap(), None, "what stands in the table is no token");
}
