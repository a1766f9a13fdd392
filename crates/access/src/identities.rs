//! Identities: whom an identity provider means. An administrator links them; nobody gets an account by signing in elsewhere.

use std::net::IpAddr;

use crate::accounts::set_password;
use crate::{Access, Account, Error, Login, Password, Result, Secret, SignIn};

/// Longest subject of an issuer, in bytes (`OpenID` Connect Core 1.0, section 2).
const SUBJECT_BYTES_MAX: usize = 255;
/// Longest issuer, in characters.
const ISSUER_CHARS_MAX: usize = 500;

/// Somebody as an identity provider knows him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    issuer: String,
    subject: String,
}

impl Identity {
    /// The subject of an issuer.
    pub fn new(issuer: &str, subject: &str) -> Result<Self> {
        let fits = (1..=ISSUER_CHARS_MAX).contains(&issuer.chars().count())
            && (1..=SUBJECT_BYTES_MAX).contains(&subject.len())
            && !issuer.chars().chain(subject.chars()).any(char::is_control);
        if fits {
            Ok(Self { issuer: issuer.to_owned(), subject: subject.to_owned() })
        } else {
            Err(Error::IdentityForm)
        }
    }

    /// What the issuer calls him.
    pub fn subject(&self) -> &str {
        &self.subject
    }
}

impl Access {
    /// Lets the person of an account in by an identity from now on, and by no password: the one that was there is replaced by
    /// one that nobody knows, its sessions end and its tokens are revoked.
    pub async fn link(&self, login: &Login, identity: &Identity) -> Result<()> {
        let account = self.account(login).await?;
        let hashed = self.inner.hasher.hash(&Password::first(&Secret::token())).await?;
        let mut transaction = self.inner.pool.begin().await?;
        let added = sqlx::query_file!("sql/identity_add.sql", identity.issuer, identity.subject, account.account_id);
        if added.execute(&mut *transaction).await?.rows_affected() == 0 {
            return Err(Error::IdentityTaken);
        }
        set_password(&mut transaction, account.account_id, &hashed, false).await?;
        sqlx::query_file!("sql/session_end_all.sql", account.account_id).execute(&mut *transaction).await?;
        sqlx::query_file!("sql/token_revoke_all.sql", account.account_id).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Lets nobody in by the identity of an account any longer, and ends its sessions. False if it had none.
    pub async fn unlink(&self, login: &Login) -> Result<bool> {
        let account = self.account(login).await?;
        let mut transaction = self.inner.pool.begin().await?;
        let removed =
            sqlx::query_file!("sql/identity_remove.sql", account.account_id).execute(&mut *transaction).await?;
        sqlx::query_file!("sql/session_end_all.sql", account.account_id).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(removed.rows_affected() == 1)
    }

    /// Lets in whom an identity provider vouched for. Nobody's identity and that of a disabled account are one answer.
    pub async fn sign_in_by(&self, identity: &Identity, from: Option<IpAddr>) -> Result<SignIn> {
        let found = sqlx::query_file_as!(Account, "sql/account_by_identity.sql", identity.issuer, identity.subject);
        let found = found.fetch_optional(&self.inner.pool).await?;
        let known = found.as_ref().map(|account| account.account_id);
        let Some(account) = found.filter(|account| account.disabled_at.is_none()) else {
            self.note(known, from, false).await?;
            return Ok(SignIn::Wrong);
        };
        self.note(known, from, true).await?;
        let mut transaction = self.inner.pool.begin().await?;
        let session = self.begin_session(&mut transaction, account.account_id).await?;
        transaction.commit().await?;
        Ok(SignIn::Done(Box::new(account), session))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_bounded_and_has_no_control_characters() {
        assert!(Identity::new("https://id.example", "248289761001").is_ok());
        for (issuer, subject) in [("", "a"), ("https://id.example", ""), ("https://id.example", "a\nb")] {
            assert!(Identity::new(issuer, subject).is_err(), "{issuer:?} {subject:?}");
        }
        assert!(Identity::new("https://id.example", &"x".repeat(SUBJECT_BYTES_MAX + 1)).is_err());
    }
}
