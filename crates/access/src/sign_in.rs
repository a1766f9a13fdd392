//! Signing in, and changing the password. An answer never tells whether an account exists, nor does the time it takes.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::accounts::set_password;
use crate::password::Hashed;
use crate::{Access, Account, Hashing, LIST_ROWS_MAX, Login, NewSession, Password, Result, Unfit};

/// What became of an attempt to sign in.
#[derive(Debug)]
pub enum SignIn {
    /// A session was begun.
    Done(Box<Account>, NewSession),
    /// Login or password are wrong, or the account is disabled: which of it is not told.
    Wrong,
    /// Too many attempts failed.
    Later {
        /// What to wait.
        seconds: u32,
    },
}

/// What became of an attempt to change a password.
#[derive(Debug)]
pub enum Changed {
    /// It was changed, every other session ended, and this one goes on under another token.
    Done(NewSession),
    /// The old password is wrong.
    Wrong,
    /// Too many attempts failed.
    Later {
        /// What to wait.
        seconds: u32,
    },
}

/// What was noted of an attempt to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// When.
    pub at: DateTime<Utc>,
    /// The login, where it was one.
    pub login: Option<String>,
    /// The address it came from.
    pub address: Option<String>,
    /// Whether it succeeded.
    pub succeeded: bool,
}

/// What is stored of a password.
struct Stored {
    account_id: Uuid,
    is_disabled: bool,
    hashed: Hashed,
}

impl Access {
    /// Signs in. Whoever tries is counted before anything is compared, by login and by address.
    pub async fn sign_in(&self, login: &str, password: &Password, from: Option<IpAddr>) -> Result<SignIn> {
        let login = Login::parse(login).ok();
        // What is no login is counted as one that nobody has.
        let typed = login.as_ref().map_or("", Login::as_str);
        let (by_login, by_address) = (self.login_subject(typed), self.address_subject(from));
        for subject in [by_address, by_login] {
            if let Some(seconds) = self.begin(subject).await? {
                return Ok(SignIn::Later { seconds });
            }
        }
        let stored = self.stored(typed).await?;
        let fits = self.inner.hasher.fits(password, stored.as_ref().map(|one| &one.hashed)).await?;
        let account_id = stored.as_ref().map(|one| one.account_id);
        let Some(stored) = stored.filter(|one| fits && !one.is_disabled) else {
            self.note(account_id, from, false).await?;
            return Ok(SignIn::Wrong);
        };
        self.has_come_in(by_login, by_address).await?;
        self.note(account_id, from, true).await?;
        let mut transaction = self.inner.pool.begin().await?;
        let account =
            sqlx::query_file_as!(Account, "sql/account_by_login.sql", typed).fetch_one(&mut *transaction).await?;
        if self.inner.hasher.is_outdated(&stored.hashed) {
            let anew = self.inner.hasher.hash(password).await?;
            set_password(&mut transaction, account.account_id, &anew, account.must_change).await?;
        }
        let session = self.begin_session(&mut transaction, account.account_id).await?;
        transaction.commit().await?;
        Ok(SignIn::Done(Box::new(account), session))
    }

    /// Changes the password of an account whose person is signed in, and ends every session but a new one.
    pub async fn change_password(&self, account: &Account, old: &Password, new: &str) -> Result<Changed> {
        let by_login = self.login_subject(&account.login);
        if let Some(seconds) = self.begin(by_login).await? {
            return Ok(Changed::Later { seconds });
        }
        let stored = self.stored(&account.login).await?;
        let hashed = stored.as_ref().filter(|one| !one.is_disabled).map(|one| &one.hashed);
        if !self.inner.hasher.fits(old, hashed).await? {
            self.note(Some(account.account_id), None, false).await?;
            return Ok(Changed::Wrong);
        }
        self.forget_failures(by_login).await?;
        let new = Password::chosen(new, &Login::parse(&account.login)?)?;
        if self.inner.hasher.fits(&new, hashed).await? {
            return Err(Unfit::Unchanged.into());
        }
        let hashed = self.inner.hasher.hash(&new).await?;
        let mut transaction = self.inner.pool.begin().await?;
        set_password(&mut transaction, account.account_id, &hashed, false).await?;
        sqlx::query_file!("sql/session_end_all.sql", account.account_id).execute(&mut *transaction).await?;
        let session = self.begin_session(&mut transaction, account.account_id).await?;
        transaction.commit().await?;
        Ok(Changed::Done(session))
    }

    /// Who signed in and who failed to, the newest first.
    pub async fn sign_ins(&self) -> Result<Vec<SignedIn>> {
        let noted = sqlx::query_file_as!(SignedIn, "sql/sign_ins.sql", i64::from(LIST_ROWS_MAX));
        Ok(noted.fetch_all(&self.inner.pool).await?)
    }

    async fn stored(&self, login: &str) -> Result<Option<Stored>> {
        let row = sqlx::query_file!("sql/password_by_login.sql", login).fetch_optional(&self.inner.pool).await?;
        let cost = |cost: i32| u32::try_from(cost).unwrap_or_default();
        Ok(row.map(|row| {
            let hashing =
                Hashing { memory_kib: cost(row.memory_kib), passes: cost(row.passes), lanes: cost(row.lanes) };
            let hashed = Hashed { hash: row.hash, salt: row.salt, hashing };
            Stored { account_id: row.account_id, is_disabled: row.is_disabled, hashed }
        }))
    }

    pub(crate) async fn note(&self, account: Option<Uuid>, from: Option<IpAddr>, succeeded: bool) -> Result<()> {
        let address = from.map(|address| address.to_canonical().to_string());
        sqlx::query_file!("sql/sign_in_note.sql", account, address, succeeded).execute(&self.inner.pool).await?;
        tracing::info!(succeeded, "somebody tried to sign in");
        Ok(())
    }
}
