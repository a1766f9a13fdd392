//! Accounts: whose they are, and whether they may come in.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::password::Hashed;
use crate::{Access, Error, LIST_ROWS_MAX, Login, Password, Result};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub account_id: Uuid,
    /// The login.
    pub login: String,
    /// The person of the register whose it is.
    pub person_id: Uuid,
    /// Whether the password must be changed before anything else is done.
    pub must_change: bool,
    /// Since when it is there.
    pub created_at: DateTime<Utc>,
    /// Since when nobody can come in with it.
    pub disabled_at: Option<DateTime<Utc>>,
}

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The login.
    pub login: Login,
    /// The person of the register whose it is.
    pub person_id: Uuid,
    /// The password.
    pub password: Password,
    /// Whether it must be changed before anything else is done.
    pub must_change: bool,
}

impl Access {
    /// Makes an account.
    pub async fn add_account(&self, new: &NewAccount) -> Result<Uuid> {
        let hashed = self.inner.hasher.hash(&new.password).await?;
        let (account_id, costs) = (Uuid::now_v7(), Costs::of(&hashed));
        let added = sqlx::query_file!(
            "sql/account_add.sql",
            account_id,
            new.login.as_str(),
            new.person_id,
            &hashed.hash[..],
            &hashed.salt[..],
            costs.memory_kib,
            costs.passes,
            costs.lanes,
            new.must_change
        );
        let added = added.execute(&self.inner.pool).await?;
        if added.rows_affected() == 1 { Ok(account_id) } else { Err(Error::LoginTaken) }
    }

    /// The account with a login.
    pub async fn account(&self, login: &Login) -> Result<Account> {
        let found = sqlx::query_file_as!(Account, "sql/account_by_login.sql", login.as_str());
        found.fetch_optional(&self.inner.pool).await?.ok_or(Error::NoAccount)
    }

    /// Accounts after a login, in the order of their logins.
    pub async fn accounts(&self, after: &str) -> Result<Vec<Account>> {
        let listed = sqlx::query_file_as!(Account, "sql/accounts.sql", after, i64::from(LIST_ROWS_MAX));
        Ok(listed.fetch_all(&self.inner.pool).await?)
    }

    /// Lets nobody in with an account: its sessions end and its tokens are revoked. False if it was so already.
    pub async fn disable(&self, login: &Login) -> Result<bool> {
        let account = self.account(login).await?;
        let mut transaction = self.inner.pool.begin().await?;
        let disabled = sqlx::query_file!("sql/account_disable.sql", login.as_str()).execute(&mut *transaction).await?;
        sqlx::query_file!("sql/session_end_all.sql", account.account_id).execute(&mut *transaction).await?;
        sqlx::query_file!("sql/token_revoke_all.sql", account.account_id).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(disabled.rows_affected() == 1)
    }

    /// Lets its person in again, with the same password. False if it was so already.
    pub async fn enable(&self, login: &Login) -> Result<bool> {
        self.account(login).await?;
        let enabled = sqlx::query_file!("sql/account_enable.sql", login.as_str()).execute(&self.inner.pool).await?;
        Ok(enabled.rows_affected() == 1)
    }

    /// Gives an account another password: its sessions end and its tokens are revoked, for whoever knew the old one may hold
    /// them.
    pub async fn reset(&self, login: &Login, password: &Password, must_change: bool) -> Result<()> {
        let account = self.account(login).await?;
        let hashed = self.inner.hasher.hash(password).await?;
        let mut transaction = self.inner.pool.begin().await?;
        set_password(&mut transaction, account.account_id, &hashed, must_change).await?;
        sqlx::query_file!("sql/session_end_all.sql", account.account_id).execute(&mut *transaction).await?;
        sqlx::query_file!("sql/token_revoke_all.sql", account.account_id).execute(&mut *transaction).await?;
        transaction.commit().await?;
        let subject = self.login_subject(login.as_str());
        self.forget_failures(subject).await
    }
}

/// The costs of a hash as the database keeps them.
struct Costs {
    memory_kib: i32,
    passes: i32,
    lanes: i32,
}

impl Costs {
    /// Costs that were used fit: more memory than two tebibytes cannot have been.
    fn of(hashed: &Hashed) -> Self {
        let number = |cost: u32| i32::try_from(cost).unwrap_or(i32::MAX);
        let costs = hashed.hashing;
        Self { memory_kib: number(costs.memory_kib), passes: number(costs.passes), lanes: number(costs.lanes) }
    }
}

pub(crate) async fn set_password(
    connection: &mut sqlx::PgConnection,
    account_id: Uuid,
    hashed: &Hashed,
    must_change: bool,
) -> Result<()> {
    let costs = Costs::of(hashed);
    sqlx::query_file!(
        "sql/password_set.sql",
        account_id,
        &hashed.hash[..],
        &hashed.salt[..],
        costs.memory_kib,
        costs.passes,
        costs.lanes,
        must_change
    )
    .execute(connection)
    .await?;
    Ok(())
}
