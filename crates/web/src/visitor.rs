//! Who reads a page: somebody who is signed in, in the role in use, or nobody.
//!
//! The session is that of the API, looked up anew at every request, and so are the roles: one that was taken back opens
//! nothing from the next request on.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use chrono::Utc;
use uuid::Uuid;
use wenze_access::{Account, Secret, cookie};
use wenze_casework::{Seat, Viewer};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::envelope::Actor;
use wenze_domain::registers::Grants;
use wenze_domain::time::office_day;

use crate::Pages;
use crate::failure::Failure;
use crate::reader::Reader;

/// The cookie that keeps the role in use.
const ROLE_COOKIE: &str = "wenze_role";
/// How long it is kept, in seconds; it counts only while the role is held.
const ROLE_KEPT_S: u32 = 30 * 24 * 60 * 60;

/// Somebody who is signed in.
#[derive(Debug)]
pub(crate) struct Visitor {
    pub(crate) account: Account,
    /// The token of the session.
    pub(crate) session: Secret,
    /// The name in the register, or the login.
    pub(crate) name: String,
    /// The roles held today.
    pub(crate) held: Vec<Held>,
    /// What he was granted.
    grants: Arc<Grants>,
    /// Which of them is in use: the one chosen, or the only one.
    in_use: Option<usize>,
}

/// A role held today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) role: Role,
    pub(crate) office: Uuid,
    /// The name of the office.
    pub(crate) office_name: String,
}

impl Held {
    /// As the cookie and the form write it.
    pub(crate) fn value(&self) -> String {
        format!("{}.{}", self.role, self.office)
    }

    /// Role and office in words.
    pub(crate) fn words(&self, reader: &Reader) -> String {
        let role = reader.words.code(Role::LIST, self.role.as_str());
        reader.texts.tell("role-at", [("role", role.into()), ("office", self.office_name.as_str().into())])
    }
}

impl Visitor {
    /// Who sent a request. A session that is over, or made up, is none.
    pub(crate) async fn of(pages: &Pages, headers: &HeaderMap) -> Result<Option<Arc<Self>>, Failure> {
        let lines = || headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut tokens = cookie::tokens(lines());
        // Of two cookies of one name one was meant to deceive.
        let (Some(session), None) = (tokens.next(), tokens.next()) else { return Ok(None) };
        let Some(found) = pages.access.session(session.reveal()).await? else { return Ok(None) };
        let grants = pages.casework.grants_of(found.account.person_id, None).await?;
        let today = office_day(Utc::now());
        let held = grants.held_on(today);
        let ids = held.iter().map(|one| one.office).chain([found.account.person_id]).collect();
        // A name that cannot be looked up now keeps nobody out.
        let names = pages.casework.names(&ids).await.unwrap_or_default();
        let called = |id: Uuid| names.get(&id).cloned();
        let held: Vec<Held> = held
            .into_iter()
            .map(|one| Held { role: one.role, office: one.office, office_name: called(one.office).unwrap_or_default() })
            .collect();
        let chosen = chosen(lines());
        let in_use = match held.as_slice() {
            [_] => Some(0),
            several => several.iter().position(|one| Some(one.value()) == chosen),
        };
        let name = called(found.account.person_id).unwrap_or_else(|| found.account.login.clone());
        Ok(Some(Arc::new(Self { account: found.account, session, name, held, grants, in_use })))
    }

    /// The role in use.
    pub(crate) fn role(&self) -> Option<&Held> {
        self.in_use.and_then(|at| self.held.get(at))
    }

    /// The roles by which he reads: the one in use, or all that are held where none was chosen.
    pub(crate) fn roles(&self) -> Vec<Role> {
        match self.role() {
            Some(held) => vec![held.role],
            None => self.held.iter().map(|held| held.role).collect(),
        }
    }

    /// Who reads, in the roles by which he does.
    pub(crate) fn viewer(&self) -> Viewer {
        let named = self.role().map(|held| Seat { role: held.role, office: held.office });
        Viewer::of(self.account.person_id, &self.grants, named, None)
    }

    /// Who reads: the person in the role in use, or in the first one held where none was chosen.
    pub(crate) fn reads_as(&self) -> Option<Actor> {
        let held = self.role().or_else(|| self.held.first())?;
        Some(Actor { person_id: self.account.person_id, role: held.role, office_id: held.office })
    }

    /// Who records: the person in the role in use.
    pub(crate) fn actor(&self) -> Option<Actor> {
        let held = self.role()?;
        Some(Actor { person_id: self.account.person_id, role: held.role, office_id: held.office })
    }
}

fn chosen<'a>(lines: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == ROLE_COOKIE).map(|(_, value)| value.to_owned())
}

/// The cookie that keeps a role.
pub(crate) fn role_cookie(held: &Held) -> String {
    format!("{ROLE_COOKIE}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={ROLE_KEPT_S}", held.value())
}

/// The cookie that forgets it.
pub(crate) fn no_role_cookie() -> String {
    format!("{ROLE_COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}
