//! Who is signed in, and which roles are held.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_access::Account;
use wenze_domain::codes::CodeList;
use wenze_domain::registers::Grant;

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionItem {
    /// The login.
    login: String,
    /// The person of the register.
    person_id: Uuid,
    /// Whether the password must be changed before anything else is done.
    must_change_password: bool,
    /// When the session ends, however much it is used; null where a token is used.
    ends_at: Option<DateTime<Utc>>,
    /// What the token may be used for: `read` or `record`; null in a session.
    scope: Option<&'static str>,
    /// The roles held today; `Wenze-As` names one of them.
    grants: Vec<HeldRole>,
}

/// A role held at an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HeldRole {
    /// The role.
    #[schema(example = "INSPECTOR")]
    role: &'static str,
    /// The office's organ.
    office: Uuid,
    /// The last day on which it is held, where it ends by itself.
    until: Option<String>,
}

impl HeldRole {
    pub(crate) fn of(grant: &Grant) -> Self {
        let until = grant.until.map(|until| until.to_string());
        Self { role: grant.role.as_str(), office: grant.office, until }
    }
}

impl SessionItem {
    pub(crate) fn of(account: &Account, grants: Vec<HeldRole>) -> Self {
        Self {
            login: account.login.clone(),
            person_id: account.person_id,
            must_change_password: account.must_change,
            ends_at: None,
            scope: None,
            grants,
        }
    }

    /// In a session that ends then.
    pub(crate) fn until(self, ends_at: DateTime<Utc>) -> Self {
        Self { ends_at: Some(ends_at), ..self }
    }

    /// With a token of this scope.
    pub(crate) fn with(self, scope: &'static str) -> Self {
        Self { scope: Some(scope), ..self }
    }
}
