//! Roles that persons hold at offices: granted, revoked, and who holds which.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::{Act, Kind};
use wenze_domain::codes::{CodeList, EnteredFrom, Role};
use wenze_domain::effective::Cut;
use wenze_domain::fields::{NOT_RECORDED, PartialDate};
use wenze_domain::history::History;
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{Grants, grants_stream};
use wenze_domain::request::Draft;
use wenze_domain::time::office_day;
use wenze_domain::words::{Lang, Words};

use crate::{
    ATTEMPTS_MAX, Brought, Casework, Command, Decision, Error, Place, TaskView, VIEW_WAIT_MS, roles_that_record,
};

/// The route of these acts; no request from outside comes by it.
const ROUTE: &str = "grants";
/// The read model that tells whose each open duty is.
const DUTIES: &str = "procedure_check";

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

impl Casework {
    /// What a person was granted, by what the office knew then; without a moment, by all it knows. A person who was never
    /// granted anything holds nothing.
    pub async fn grants_of(&self, person: Uuid, known: Option<DateTime<Utc>>) -> Result<Arc<Grants>, Error> {
        let own = grants_stream(person);
        if known.is_some() {
            return Ok(Arc::new(fold(&self.history(own.kind, own.id).await?, known)));
        }
        self.entry(&self.inner.grants, person, own).await
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

    /// How many open duties nobody would do any more if a role were taken back: all that somebody has to do, where it is the last that
    /// he holds; else those that this role does and none of his others. None where he does not hold it, which left them undone before.
    /// Of very many duties only those are looked at in that second case that a page of each list holds.
    pub async fn left_undone(&self, held: &Held) -> Result<i64, Error> {
        let (day, mut rest, mut is_held) = (office_day(Utc::now()), Vec::new(), false);
        let entries = self.entries_or_alone(held.person).await?;
        for grants in self.held_by(&entries).await? {
            for one in grants.held_on(day) {
                let is_it = one.role == held.role && one.office == held.office;
                is_held |= is_it;
                rest.extend((!is_it).then_some(one.role));
            }
        }
        if !is_held {
            return Ok(0);
        }
        let head = self.inner.ledger.head().await?;
        if !self.inner.views.reached(DUTIES, head, Duration::from_millis(VIEW_WAIT_MS)).await? {
            return Err(Error::ViewBehind);
        }
        let duties = self.open_duties(held.person, Words::of(Lang::En)).await?;
        if rest.is_empty() {
            return Ok(duties.counts.iter().map(|count| count.tasks).sum());
        }
        let is_lost =
            |task: &&TaskView| task.obligation.is_some() && is_done_by(task, &[held.role]) && !is_done_by(task, &rest);
        Ok(i64::try_from(duties.items.iter().filter(is_lost).count()).unwrap_or(i64::MAX))
    }

    /// Refuses to take a role back with which duties would lose their owner. What was decided on paper has happened and is recorded.
    pub(crate) async fn leaves_nothing_undone(&self, draft: &Draft) -> Result<(), Error> {
        let Act::RoleRevoked(payload) = &draft.payload else { return Ok(()) };
        let (person, office) = (draft.refs.id("official"), draft.refs.id("organ"));
        let (Some(person), Some(office)) = (person, office) else { return Ok(()) };
        if draft.entered_from != EnteredFrom::System || draft.is_restored() {
            return Ok(());
        }
        match self.left_undone(&Held { person, role: payload.role, office }).await? {
            0 => Ok(()),
            duties => Err(Error::LeavesUndone { person, duties }),
        }
    }

    /// Takes a role back. One that is not held, and will not be, is not taken back again; one with which duties would lose their owner
    /// is an error.
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

/// Whether any of these roles does what would discharge a task.
fn is_done_by(task: &TaskView, roles: &[Role]) -> bool {
    let mut kinds = task.acts.iter().filter_map(|act| Kind::parse(&act.code));
    kinds.any(|kind| roles_that_record(kind, false).iter().any(|role| roles.contains(role)))
}

/// The grants of a history, as far as the office knew.
pub(crate) fn fold(history: &History, known: Option<DateTime<Utc>>) -> Grants {
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
