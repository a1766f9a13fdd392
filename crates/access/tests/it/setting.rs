//! How tests stand towards the database: migrated as owner, acting as the application, hashing at the least cost.

use std::net::{IpAddr, Ipv4Addr};

use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;
use wenze_access::{Access, Account, Hashing, Login, NewAccount, NewSession, Password, SignIn};
use wenze_ledger::APP_ROLE;

/// As cheap as hashing can be.
pub(crate) const TINY: Hashing = Hashing { memory_kib: 8, passes: 1, lanes: 1 };
/// The password of everybody in the tests.
pub(crate) const PASSWORD: &str = "correct horse battery";
/// Where everybody in the tests comes from.
pub(crate) const HERE: Option<IpAddr> = Some(IpAddr::V4(Ipv4Addr::LOCALHOST));

pub(crate) async fn app_pool(owner: &PgPool) -> PgPool {
    let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
    let options = (*owner.connect_options()).clone().username(APP_ROLE).password(&password);
    PgPoolOptions::new().max_connections(4).connect_with(options).await.unwrap()
}

pub(crate) async fn access(owner: &PgPool) -> Access {
    Access::new(app_pool(owner).await, TINY, [7; 32])
}

pub(crate) fn login(text: &str) -> Login {
    Login::parse(text).unwrap()
}

pub(crate) fn typed(text: &str) -> Password {
    Password::typed(text).unwrap()
}

/// Makes an account whose password need not be changed.
pub(crate) async fn added(access: &Access, name: &str) -> Uuid {
    let login = login(name);
    let password = Password::chosen(PASSWORD, &login).unwrap();
    let new = NewAccount { login, person_id: Uuid::from_u128(0x11), password, must_change: false };
    access.add_account(&new).await.unwrap()
}

/// Signs in with the password of the tests, which must succeed.
pub(crate) async fn signed_in(access: &Access, name: &str) -> (Account, NewSession) {
    match access.sign_in(name, &typed(PASSWORD), HERE).await.unwrap() {
        SignIn::Done(account, session) => (*account, session),
        other => panic!("{other:?}"),
    }
}

/// Runs a statement as the owner, to let time pass.
pub(crate) async fn owner_does(owner: &PgPool, statement: &'static str) {
    sqlx::raw_sql(statement).execute(owner).await.unwrap();
}
