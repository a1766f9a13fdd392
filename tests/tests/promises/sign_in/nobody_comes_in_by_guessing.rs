//! Whoever guesses logins, passwords or tokens learns nothing and must wait longer each time.

use std::collections::BTreeSet;

use sqlx::PgPool;
use wenze_access::{ACCOUNT_FAILURES_FREE, Login};
use wenze_domain::codes::Role;

use super::office::{Office, PASSWORD};
use crate::api::server::Reply;

/// An answer without what differs between any two: its id and the time.
fn told(reply: &Reply) -> (u16, String, String) {
    let mut body = reply.json();
    body.as_object_mut().unwrap().remove("instance").unwrap();
    let differs = |line: &&str| ["x-request-id:", "date:"].iter().any(|name| line.to_lowercase().starts_with(name));
    let head: Vec<&str> = reply.head.lines().filter(|line| !differs(line)).collect();
    (reply.status, head.join("\n"), body.to_string())
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_wrong_password_an_unknown_login_and_a_disabled_account_look_the_same(owner: PgPool) {
    let office = Office::open(&owner).await;
    office.employ("wang", &[Role::Inspector]).await;
    office.employ("left", &[Role::Inspector]).await;
    office.access.disable(&Login::parse("left").unwrap()).await.unwrap();
    let mut answers = BTreeSet::new();
    for (login, password) in [
        ("wang", "a wrong password"),
        ("nobody", "a wrong password"),
        ("nobody", PASSWORD),
        ("left", PASSWORD),
        ("left", "a wrong password"),
        ("not a login at all", PASSWORD),
        ("", ""),
    ] {
        let reply = office.try_to_sign_in(login, password).await;
        reply.problem(401, "sign-in-failed");
        assert_eq!(reply.header("set-cookie"), None);
        answers.insert(told(&reply));
    }
    assert_eq!(answers.len(), 1, "{answers:#?}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_flood_is_answered_by_a_time_to_wait_whether_the_account_exists_or_not(owner: PgPool) {
    let office = Office::open(&owner).await;
    office.employ("wang", &[Role::Inspector]).await;
    let mut answers = BTreeSet::new();
    for login in ["wang", "nobody"] {
        for _ in 0..=ACCOUNT_FAILURES_FREE {
            office.try_to_sign_in(login, "a wrong password").await.problem(401, "sign-in-failed");
        }
        let later = office.try_to_sign_in(login, "a wrong password").await;
        later.problem(429, "too-many-attempts");
        assert_eq!(later.header("retry-after"), Some("1"), "{later:?}");
        answers.insert(told(&later));
        let right = office.try_to_sign_in(login, PASSWORD).await;
        right.problem(429, "too-many-attempts");
        answers.insert(told(&right));
    }
    assert_eq!(answers.len(), 1, "not even the right password is told from a wrong one: {answers:#?}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_token_that_was_made_up_is_no_token_whatever_it_looks_like(owner: PgPool) {
    let office = Office::open(&owner).await;
    office.employ("wang", &[Role::Inspector]).await;
    let cookie = office.sign_in("wang").await;
    let session = cookie.split_once('=').unwrap().1.to_owned();
    let mut answers = BTreeSet::new();
    let zeros = "A".repeat(43);
    for token in [
        format!("Bearer wz_{zeros}"),
        format!("Bearer wz_{session}"),
        format!("Bearer {session}"),
        "Bearer wz_".to_owned(),
        "Bearer".to_owned(),
        "Basic d2FuZzpjb3JyZWN0".to_owned(),
        format!("Bearer wz_{}", "x".repeat(5000)),
    ] {
        let reply = office.read(&[("authorization", &token)]).await;
        reply.problem(401, "sign-in");
        assert!(reply.header("www-authenticate").is_some_and(|value| value.starts_with("Bearer")));
        answers.insert(told(&reply));
    }
    for made_up in [format!("wenze_session={zeros}"), format!("{cookie}A"), cookie[..cookie.len() - 1].to_owned()] {
        let reply = office.read(&[("cookie", &made_up)]).await;
        reply.problem(401, "sign-in");
        answers.insert(told(&reply));
    }
    assert_eq!(answers.len(), 1, "{answers:#?}");
    assert_eq!(office.read(&[("cookie", &cookie)]).await.status, 404, "the real one is one");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_cannot_be_read_says_so_and_repeats_nothing_of_it(owner: PgPool) {
    let office = Office::open(&owner).await;
    let slip = "my-secret-password";
    for body in [
        serde_json::json!({ "login": "wang", "password": [slip] }),
        serde_json::json!({ "login": "wang", "passwort": slip, "password": "x" }),
        serde_json::json!({ "login": "wang", slip: "x" }),
        serde_json::json!([slip]),
        serde_json::json!(slip),
    ] {
        let reply = office.server.ask("POST", "/api/v1/session?lang=en", &[], Some(&body)).await;
        let problem = reply.problem(400, "malformed");
        assert!(problem["example"]["password"].is_string(), "{problem}");
        assert!(!reply.body.contains(slip) && !reply.head.contains(slip), "{reply:?}");
    }
}
