//! Tokens of the API: shown once, in force for a while, revoked at once.

use sqlx::PgPool;
use uuid::Uuid;
use wenze_access::{Error, Scope, TOKEN_DAYS_MAX, TOKENS_PER_ACCOUNT_MAX, TokenAsked};

use crate::setting::{access, added, owner_does, signed_in};

fn asked(name: &str, scope: Scope, days: u32) -> TokenAsked {
    TokenAsked { name: name.to_owned(), scope, days }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_token_is_used_for_what_it_was_made_and_its_use_is_noted(owner: PgPool) {
    let access = access(&owner).await;
    let account_id = added(&access, "wang").await;
    let made = access.add_token(account_id, &asked(" nightly export ", Scope::Read, 30)).await.unwrap();
    assert!(made.token.reveal().starts_with("wz_"));
    assert_eq!((made.kept.name.as_str(), made.kept.last_used_at), ("nightly export", None));
    assert_eq!((made.kept.ends_at - made.kept.created_at + chrono::TimeDelta::minutes(1)).num_days(), 30);
    let used = access.token(made.token.reveal()).await.unwrap().unwrap();
    assert_eq!((used.account.account_id, used.scope), (account_id, Scope::Read));
    let listed = access.tokens(account_id).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert!(listed[0].last_used_at.is_some());
    let dumped: String =
        sqlx::query_scalar("select string_agg(t::text, ' ') from access.api_token t").fetch_one(&owner).await.unwrap();
    assert!(!dumped.contains(made.token.reveal().trim_start_matches("wz_")));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_token_that_is_over_revoked_or_somebody_elses_is_none(owner: PgPool) {
    let access = access(&owner).await;
    let account_id = added(&access, "wang").await;
    let other_id = added(&access, "li").await;
    let one = access.add_token(account_id, &asked("a", Scope::Record, 1)).await.unwrap();
    assert!(!access.revoke_token(other_id, one.kept.token_id).await.unwrap(), "of another account");
    assert!(access.token(one.token.reveal()).await.unwrap().is_some());
    assert!(access.revoke_token(account_id, one.kept.token_id).await.unwrap());
    assert!(!access.revoke_token(account_id, one.kept.token_id).await.unwrap());
    assert!(!access.revoke_token(account_id, Uuid::from_u128(9)).await.unwrap());
    assert_eq!(access.token(one.token.reveal()).await.unwrap(), None);
    let two = access.add_token(account_id, &asked("b", Scope::Record, 1)).await.unwrap();
    owner_does(
        &owner,
        "update access.api_token set created_at = created_at - interval '25 hours', ends_at = ends_at - interval '25 hours'",
    )
    .await;
    assert_eq!(access.token(two.token.reveal()).await.unwrap(), None);
    let (_, session) = signed_in(&access, "wang").await;
    for wrong in ["wz_", "wz_x", session.token.reveal(), &format!("wz_{}", session.token.reveal())] {
        assert_eq!(access.token(wrong).await.unwrap(), None, "{wrong}");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn tokens_have_a_name_an_end_and_a_number(owner: PgPool) {
    let access = access(&owner).await;
    let account_id = added(&access, "wang").await;
    for days in [0, TOKEN_DAYS_MAX + 1, u32::MAX] {
        let made = access.add_token(account_id, &asked("a", Scope::Read, days)).await;
        assert!(matches!(made, Err(Error::TokenLife)), "{days}");
    }
    for name in ["", "  ", "a\nb", &"x".repeat(101)] {
        let made = access.add_token(account_id, &asked(name, Scope::Read, 1)).await;
        assert!(matches!(made, Err(Error::TokenName)), "{name:?}");
    }
    let first = access.add_token(account_id, &asked("first", Scope::Read, 1)).await.unwrap();
    for _ in 1..TOKENS_PER_ACCOUNT_MAX {
        access.add_token(account_id, &asked("a", Scope::Read, TOKEN_DAYS_MAX)).await.unwrap();
    }
    let more = asked("one more", Scope::Read, 1);
    assert!(matches!(access.add_token(account_id, &more).await, Err(Error::TooManyTokens)));
    assert!(access.revoke_token(account_id, first.kept.token_id).await.unwrap());
    access.add_token(account_id, &more).await.unwrap();
}
