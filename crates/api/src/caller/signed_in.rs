//! Somebody who is signed in, and the role in use: one of those held today.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;
use wenze_access::{Account, Scope, Secret};
use wenze_casework::{Acting, Seat, Viewer};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::envelope::Actor;
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::Grants;
use wenze_domain::time::office_day;

use crate::problem::{Code, Fault};
use crate::request::actor::id;
use crate::router::Api;
use crate::wire::HeldRole;

/// Says in which role somebody acts.
const ACTING_AS: HeaderName = HeaderName::from_static("wenze-as");
/// What a right header looks like.
pub(crate) const AS_EXAMPLE: &str = "role=INSPECTOR;office=0192f0c1-2d5e-7b3a-9c41-5f0e8a6b7c22";

/// Somebody who is signed in.
#[derive(Debug)]
pub(crate) struct SignedIn {
    pub(crate) account: Account,
    pub(crate) by: By,
    grants: Arc<Grants>,
    today: NaiveDate,
    role: Option<(Role, Uuid)>,
    /// In whose stead, where the role is another's.
    instead_of: Option<Uuid>,
}

/// By what somebody is signed in.
#[derive(Debug)]
pub(crate) enum By {
    /// By a session.
    Session {
        /// Its token.
        token: Secret,
        /// When it ends.
        ends_at: DateTime<Utc>,
    },
    /// By a token of the API.
    Token(Scope),
}

impl SignedIn {
    pub(super) fn new(account: Account, by: By, grants: Arc<Grants>) -> Self {
        Self { account, by, grants, today: office_day(Utc::now()), role: None, instead_of: None }
    }

    /// Whether nothing may be changed.
    pub(super) fn only_reads(&self) -> bool {
        matches!(self.by, By::Token(Scope::Read))
    }

    /// The roles held today.
    pub(crate) fn held(&self) -> Vec<HeldRole> {
        self.grants.held_on(self.today).into_iter().map(HeldRole::of).collect()
    }

    /// Takes the role that the request names, or the only one that is held. Whoever holds none today goes no further; whoever
    /// holds several may read without naming one.
    pub(super) fn take_role(&mut self, headers: &HeaderMap) -> Result<(), Fault> {
        let mut asked = headers.get_all(ACTING_AS).iter();
        let Some(value) = asked.next() else {
            self.role = match self.grants.held_on(self.today).as_slice() {
                [] => return Err(self.not_held()),
                [only] => Some((only.role, only.office)),
                _ => None,
            };
            return Ok(());
        };
        let wrong = || {
            let fault = Fault::new(Code::Credentials).instead(json!({ "Wenze-As": AS_EXAMPLE }));
            fault.said(
                "请求头 Wenze-As 应写明一个角色和一个机构，受托办理的另写明委托人（for），且只出现一次",
                "the header `Wenze-As` names one role and one office, by a delegation also who gave it (`for`), and stands once",
            )
        };
        let read = value.to_str().ok().and_then(read).filter(|_| asked.next().is_none());
        let (role, office, instead_of) = read.ok_or_else(wrong)?;
        // A role of another is looked up with him, before any handler runs.
        if instead_of.is_none() && !self.grants.holds(role, office, self.today) {
            return Err(self.not_held());
        }
        self.role = Some((role, office));
        self.instead_of = instead_of;
        Ok(())
    }

    /// The roles by which he may do things: the one in use, or all that are held where none was named.
    pub(super) fn roles(&self) -> Vec<Role> {
        match self.role {
            Some((role, _)) => vec![role],
            None => self.grants.held_on(self.today).into_iter().map(|grant| grant.role).collect(),
        }
    }

    /// Who reads, in the roles by which he does.
    pub(crate) fn viewer(&self) -> Viewer {
        let named = self.role.map(|(role, office)| Seat { role, office });
        Viewer::of(self.account.person_id, &self.grants, named, self.instead_of)
    }

    /// Finds out whether the role of another may be used: he delegated something at the office and holds the role there today.
    pub(super) async fn check_delegation(&self, api: &Api) -> Result<(), Fault> {
        let Some(giver) = self.instead_of else { return Ok(()) };
        let found = api.casework.acts_instead_of(giver, self.actor()?, None, self.today).await?;
        found.map(|_| ()).map_err(|why| Fault::barred(Refusal::Undelegated { why }))
    }

    /// As whom he acts.
    pub(crate) fn acting(&self) -> Acting {
        self.instead_of.map_or(Acting::Oneself, Acting::InsteadOf)
    }

    /// Whether he acts in one of these roles, or holds one of them where he named none.
    pub(crate) fn acts_in_any(&self, roles: &[Role]) -> bool {
        match self.role {
            Some((role, _)) => roles.contains(&role),
            None => self.grants.held_on(self.today).iter().any(|one| roles.contains(&one.role)),
        }
    }

    /// Who reads: the person in the role in use, or in the first one held where he named none.
    pub(crate) fn reader(&self) -> Option<Actor> {
        let first = || self.grants.held_on(self.today).first().map(|one| (one.role, one.office));
        let (role, office_id) = self.role.or_else(first)?;
        Some(Actor { person_id: self.account.person_id, role, office_id })
    }

    /// Who records: the person in the role in use.
    pub(crate) fn actor(&self) -> Result<Actor, Fault> {
        let (role, office_id) = self.role.ok_or_else(|| self.not_held())?;
        Ok(Actor { person_id: self.account.person_id, role, office_id })
    }

    /// The token of the session; whoever comes by a token of the API has none, and may not do what needs one.
    pub(crate) fn session(&self) -> Result<&Secret, Fault> {
        match &self.by {
            By::Session { token, .. } => Ok(token),
            By::Token(_) => Err(Fault::new(Code::TokenScope)),
        }
    }

    fn not_held(&self) -> Fault {
        Fault::new(Code::NotHeld).holding(self.held()).instead(json!({ "Wenze-As": AS_EXAMPLE }))
    }
}

/// Reads `role=<ROLE>;office=<organ_id>` and perhaps `for=<person_id>`, in any order.
fn read(text: &str) -> Option<(Role, Uuid, Option<Uuid>)> {
    let (mut role, mut office, mut instead_of) = (None, None, None);
    for field in text.split(';').map(str::trim) {
        match field.split_once('=')? {
            ("role", code) if role.is_none() => {
                role = Some(*Role::ALL.iter().find(|role| role.as_str() == code)?);
            }
            ("office", organ) if office.is_none() => office = Some(id(organ)?),
            ("for", person) if instead_of.is_none() => instead_of = Some(id(person)?),
            _ => return None,
        }
    }
    Some((role?, office?, instead_of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_named_with_its_office_and_nothing_else() {
        let (role, office, _) = read(AS_EXAMPLE).unwrap();
        assert_eq!(role, Role::Inspector);
        assert_eq!(read(&format!("office={office} ; role=INSPECTOR")), Some((role, office, None)));
        let instead = format!("role=INSPECTOR;for={office};office={office}");
        assert_eq!(read(&instead), Some((role, office, Some(office))));
        for wrong in [
            "",
            "role=INSPECTOR",
            "INSPECTOR",
            &format!("office={office}"),
            &format!("role=inspector;office={office}"),
            &format!("role=INSPECTOR;role=ADMIN;office={office}"),
            &format!("role=INSPECTOR;office={office};person={office}"),
            &format!("role=INSPECTOR;office={office};for="),
            &format!("role=INSPECTOR;office={office};for={office};for={office}"),
            "role=INSPECTOR;office=00000000-0000-0000-0000-000000000000",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
