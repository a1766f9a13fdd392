//! Roles that persons hold at offices: granted, revoked, and who holds which.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::effective::Cut;
use wenze_domain::fields::{NOT_RECORDED, PartialDate};
use wenze_domain::history::History;
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{Grants, grants_stream};

use crate::load::stream;
use crate::{ATTEMPTS_MAX, Brought, CASE_EVENTS_MAX, Casework, Command, Decision, Error, GRANTS_CACHED_MAX, Place};

/// The route of these acts; no request from outside comes by it.
const ROUTE: &str = "grants";

/// A role that a person holds at an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The person.
    pub person: Uuid,
    /// The role.
    pub role: Role,
    /// The office's organ.
    pub office: Uuid,
}

/// Grants folded, by person. Each use asks the log for what came after, so what is kept here is never out of date.
#[derive(Debug, Default)]
pub(crate) struct GrantsCache(Mutex<HashMap<Uuid, Arc<Grants>>>);

impl GrantsCache {
    fn get(&self, person: Uuid) -> Option<Arc<Grants>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&person).cloned()
    }

    /// Keeps what is newer than what is kept. When there are too many all go: who is still there is read again.
    fn put(&self, person: Uuid, grants: &Arc<Grants>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= GRANTS_CACHED_MAX {
            kept.clear();
        }
        let held = kept.entry(person).or_insert_with(|| Arc::clone(grants));
        if held.version < grants.version {
            *held = Arc::clone(grants);
        }
    }
}

impl Casework {
    /// What a person was granted, by what the office knew then; without a moment, by all it knows. A person who was never
    /// granted anything holds nothing.
    pub async fn grants_of(&self, person: Uuid, known: Option<DateTime<Utc>>) -> Result<Arc<Grants>, Error> {
        let own = grants_stream(person);
        if known.is_some() {
            return Ok(Arc::new(fold(&self.history(own.kind, own.id).await?, known)));
        }
        let kept = self.inner.grants.get(person);
        let after = kept.as_ref().map_or(0, |grants| grants.version);
        let newer = self.inner.ledger.read_stream(&stream(own.kind, own.id), after, CASE_EVENTS_MAX).await?;
        match kept {
            Some(grants) if newer.is_empty() => Ok(grants),
            None if newer.is_empty() => Ok(Arc::default()),
            _ => {
                let grants = Arc::new(fold(&self.history(own.kind, own.id).await?, None));
                self.inner.grants.put(person, &grants);
                Ok(grants)
            }
        }
    }

    /// Grants a role. One that is held just so already is not granted again.
    pub async fn grant_role(
        &self,
        held: &Held,
        until: Option<PartialDate>,
        decision: &Decision,
    ) -> Result<Brought, Error> {
        let mut payload = json!({
            "role": held.role.as_str(),
            "from": recorded(decision.from.as_ref()),
            "approval": recorded(decision.approval.as_ref()),
        });
        if let Some(until) = until {
            payload["until"] = json!(until);
        }
        let stands_so = |grants: &Grants| {
            let last = grants.standing(held.role, held.office);
            last.is_some_and(|one| one.until == until && (decision.from.is_none() || one.held_from == decision.from))
        };
        self.decide_on(held, (Kind::RoleGranted, &payload), decision, &stands_so).await
    }

    /// Takes a role back. One that is not held, and will not be, is not taken back again.
    pub async fn revoke_role(&self, held: &Held, reason: &str, decision: &Decision) -> Result<Brought, Error> {
        let payload = json!({
            "role": held.role.as_str(),
            "from": recorded(decision.from.as_ref()),
            "reason": reason,
        });
        let stands_so = |grants: &Grants| grants.standing(held.role, held.office).is_none();
        self.decide_on(held, (Kind::RoleRevoked, &payload), decision, &stands_so).await
    }

    /// Records an act upon the grants as they stand, and again when somebody else was faster.
    async fn decide_on(
        &self,
        held: &Held,
        (kind, payload): (Kind, &Value),
        decision: &Decision,
        stands_so: &(dyn Fn(&Grants) -> bool + Sync),
    ) -> Result<Brought, Error> {
        let refs = json!({ "official": [held.person], "organ": [held.office] });
        let mut request =
            json!({ "kind": kind.as_str(), "occurred": decision.occurred, "refs": refs, "payload": payload });
        if let Some(number) = &decision.document_no {
            request["document_no"] = json!(number);
        }
        for _ in 0..ATTEMPTS_MAX {
            let grants = self.grants_of(held.person, None).await?;
            if stands_so(&grants) {
                return Ok(Brought::AsItStands);
            }
            let command = Command {
                route: ROUTE,
                place: Place::Grants,
                acts: vec![request.clone()],
                actor: decision.actor,
                idempotency_key: None,
                if_match: Some(grants.version),
            };
            match self.record(&command).await {
                Err(Error::Refused(problem)) if matches!(problem.refusal, Refusal::Stale { .. }) => {}
                done => return done.map(Brought::Recorded),
            }
        }
        Err(Error::Contended)
    }
}

/// The grants of a history, as far as the office knew.
fn fold(history: &History, known: Option<DateTime<Utc>>) -> Grants {
    let mut grants = Grants::default();
    for item in history.effective(Cut { known, ..Cut::default() }) {
        grants.evolve(&item);
    }
    grants.version = history.version;
    grants.unreadable = history.unreadable.iter().map(|(version, _)| *version).collect();
    grants
}

fn recorded<T: serde::Serialize>(value: Option<&T>) -> Value {
    value.map_or(json!(NOT_RECORDED), |value| json!(value))
}
