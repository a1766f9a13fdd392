//! Delegations (委托): what an official lent to others, and who may record it.

use std::sync::Arc;

use chrono::Utc;
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::codes::{EnteredFrom, Role};
use wenze_domain::effective::Cut;
use wenze_domain::envelope::{Actor, StreamKind};
use wenze_domain::history::History;
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{Delegation, Delegations, delegations_stream};
use wenze_domain::request::Draft;
use wenze_domain::time::office_day;

use crate::load::stream;
use crate::{Casework, Error};

impl Casework {
    /// What a person delegated to others.
    pub async fn delegations_of(&self, giver: Uuid) -> Result<Arc<Delegations>, Error> {
        self.entry(&self.inner.delegations, giver, delegations_stream(giver)).await
    }

    /// What everybody delegated: every stream of the register, for whoever asks what was delegated to him.
    pub(crate) async fn all_delegations(&self) -> Result<Vec<Delegations>, Error> {
        let ids = self.inner.ledger.delegation_streams().await?;
        let mut all = Vec::with_capacity(ids.len());
        for ids in ids.chunks(wenze_ledger::READ_STREAMS_MAX) {
            let streams: Vec<_> = ids.iter().map(|id| stream(StreamKind::Delegations, *id)).collect();
            let read = self.inner.ledger.read_streams(&streams).await?;
            all.extend(read.iter().map(|events| fold(&wenze_projections::history(events))));
        }
        Ok(all)
    }

    /// Whether somebody may record an act of this register. Authority is lent by whoever holds it, or entered by an
    /// administrator; nobody takes any for himself; and whoever only has it lent lends it to nobody.
    pub(crate) async fn check_delegating(&self, draft: &Draft, actor: Actor, history: &History) -> Result<(), Error> {
        if draft.entered_from == EnteredFrom::Import {
            return Ok(());
        }
        let refuse = |reason: &str| Err(Error::refused(0, Refusal::NotAuthorised { reason: reason.to_owned() }));
        let giver = draft.refs.id("official").unwrap_or_default();
        let is_paper = draft.entered_from == EnteredFrom::Paper;
        let enters = actor.role == Role::Admin || (is_paper && actor.role == Role::Clerk);
        match &draft.payload {
            Act::AuthorityDelegated(p) if actor.person_id != giver && p.to.person_id == actor.person_id => {
                refuse("nobody takes authority for himself")
            }
            Act::AuthorityDelegated(_) if actor.person_id != giver && !enters => {
                refuse("authority is delegated by whoever holds it, or entered by an administrator")
            }
            Act::AuthorityDelegated(_) if !is_paper && !self.holds_any(giver, draft).await? => refuse(
                "whoever delegates holds a role at the office himself: what is only delegated is not delegated on",
            ),
            Act::DelegationRevoked(_) => {
                let delegations = fold(history);
                let id = draft.refs.id("delegation").unwrap_or_default();
                let is_party = |one: &Delegation| one.to == actor.person_id;
                let may = enters || actor.person_id == giver || delegations.one(id).is_some_and(is_party);
                if may {
                    Ok(())
                } else {
                    refuse("a delegation is revoked by who gave it or given back by who holds it")
                }
            }
            _ => Ok(()),
        }
    }

    /// Whether the giver holds any role at the office of a delegation, today.
    async fn holds_any(&self, giver: Uuid, draft: &Draft) -> Result<bool, Error> {
        let office = draft.refs.id("organ");
        let grants = self.grants_of(giver, None).await?;
        Ok(grants.held_on(office_day(Utc::now())).iter().any(|one| Some(one.office) == office))
    }
}

/// The delegations of a history.
pub(crate) fn fold(history: &History) -> Delegations {
    let mut delegations = Delegations::default();
    for item in history.effective(Cut::default()) {
        delegations.evolve(&item);
    }
    delegations.version = history.version;
    delegations.unreadable = history.unreadable.iter().map(|(version, _)| *version).collect();
    delegations
}
