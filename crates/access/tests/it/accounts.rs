//! Accounts are made, disabled, enabled and reset.

use sqlx::PgPool;
use uuid::Uuid;
use wenze_access::{Error, NewAccount, Password, Scope, Secret, SignIn, TokenAsked};

use crate::setting::{HERE, PASSWORD, access, added, login, signed_in, typed};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_login_belongs_to_one_account_however_it_is_written(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "wang.fang").await;
    let again = NewAccount {
        login: login("WANG.Fang"),
        person_id: Uuid::from_u128(0x12),
        password: typed(PASSWORD),
        must_change: true,
    };
    assert!(matches!(access.add_account(&again).await, Err(Error::LoginTaken)));
    let account = access.account(&login("Wang.Fang")).await.unwrap();
    assert_eq!((account.login.as_str(), account.person_id), ("wang.fang", Uuid::from_u128(0x11)));
    assert!(!account.must_change && account.disabled_at.is_none());
    assert!(matches!(access.account(&login("nobody")).await, Err(Error::NoAccount)));
    added(&access, "li.na").await;
    let logins = |listed: Vec<wenze_access::Account>| listed.into_iter().map(|one| one.login).collect::<Vec<_>>();
    assert_eq!(logins(access.accounts("").await.unwrap()), ["li.na", "wang.fang"]);
    assert_eq!(logins(access.accounts("li.na").await.unwrap()), ["wang.fang"]);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn nobody_comes_in_with_a_disabled_account_nor_stays(owner: PgPool) {
    let access = access(&owner).await;
    let account_id = added(&access, "wang").await;
    let (_, session) = signed_in(&access, "wang").await;
    let asked = TokenAsked { name: "script".to_owned(), scope: Scope::Record, days: 7 };
    let token = access.add_token(account_id, &asked).await.unwrap();
    assert!(access.disable(&login("wang")).await.unwrap());
    assert!(!access.disable(&login("wang")).await.unwrap(), "it is so already");
    assert!(matches!(access.sign_in("wang", &typed(PASSWORD), HERE).await.unwrap(), SignIn::Wrong));
    assert_eq!(access.session(session.token.reveal()).await.unwrap(), None);
    assert_eq!(access.token(token.token.reveal()).await.unwrap(), None);
    assert!(access.enable(&login("wang")).await.unwrap());
    assert!(!access.enable(&login("wang")).await.unwrap());
    signed_in(&access, "wang").await;
    assert_eq!(access.session(session.token.reveal()).await.unwrap(), None, "what ended stays ended");
    assert_eq!(access.token(token.token.reveal()).await.unwrap(), None);
    for done in [access.disable(&login("nobody")).await, access.enable(&login("nobody")).await] {
        assert!(matches!(done, Err(Error::NoAccount)));
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_reset_gives_a_first_password_and_ends_what_the_old_one_began(owner: PgPool) {
    let access = access(&owner).await;
    added(&access, "wang").await;
    let (_, session) = signed_in(&access, "wang").await;
    for _ in 0..8 {
        access.sign_in("wang", &typed("a wrong password"), HERE).await.unwrap();
    }
    let first = Secret::first_password();
    access.reset(&login("wang"), &Password::first(&first), true).await.unwrap();
    assert_eq!(access.session(session.token.reveal()).await.unwrap(), None);
    assert!(matches!(access.sign_in("wang", &typed(PASSWORD), HERE).await.unwrap(), SignIn::Wrong));
    match access.sign_in("wang", &typed(first.reveal()), HERE).await.unwrap() {
        SignIn::Done(account, _) => assert!(account.must_change),
        other => panic!("{other:?}"),
    }
    assert!(matches!(access.reset(&login("nobody"), &Password::first(&first), true).await, Err(Error::NoAccount)));
}
