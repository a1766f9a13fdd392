//! What is over goes, and nothing else.

use sqlx::PgPool;
use wenze_access::{Scope, Swept, TokenAsked};

use crate::setting::{HERE, access, added, owner_does, signed_in, typed};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn only_what_is_over_is_swept_away(owner: PgPool) {
    let access = access(&owner).await;
    let account_id = added(&access, "wang").await;
    let asked = TokenAsked { name: "a".to_owned(), scope: Scope::Read, days: 1 };
    access.add_token(account_id, &asked).await.unwrap();
    access.sign_in("wang", &typed("a wrong password"), HERE).await.unwrap();
    assert_eq!(access.sweep().await.unwrap(), Swept::default());
    let (_, before) = signed_in(&access, "wang").await;
    access.sign_in("nobody", &typed("a wrong password"), HERE).await.unwrap();
    owner_does(
        &owner,
        "update access.session set last_seen_at = last_seen_at - interval '1 hour';
         update access.api_token set created_at = created_at - interval '100 days', ends_at = ends_at - interval '100 days';
         update access.throttle set last_at = last_at - interval '25 hours';
         update access.sign_in set at = at - interval '181 days'",
    )
    .await;
    let (_, session) = signed_in(&access, "wang").await;
    let swept = access.sweep().await.unwrap();
    assert_eq!((swept.sessions, swept.tokens, swept.sign_ins), (1, 1, 3), "{swept:?}");
    assert!(swept.failures >= 1, "{swept:?}");
    assert_eq!(access.session(before.token.reveal()).await.unwrap(), None);
    assert!(access.session(session.token.reveal()).await.unwrap().is_some());
    assert_eq!(access.sign_ins().await.unwrap().len(), 1);
    assert_eq!(access.sweep().await.unwrap(), Swept::default());
}
