//! Carrying an erasure out: recorded, destroyed, and forgotten by what held the texts elsewhere.

use chrono::Utc;
use serde_json::json;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{ErasureScope, Role};
use wenze_domain::envelope::Actor;
use wenze_domain::registers::{Erasure, ErasureState, Erasures};

use super::{TextsOf, barred, one, with};
use crate::{Casework, Error};

/// What an erasure did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarriedOut {
    /// The act that says so.
    pub by_event: Uuid,
    /// Keys destroyed.
    pub keys_destroyed: i64,
    /// Parts emptied.
    pub parts_erased: i64,
}

impl Casework {
    /// Records an approved erasure and carries it out. One that was recorded and left undone is only carried out.
    pub async fn erase(&self, whose: TextsOf, id: Uuid, actor: Actor) -> Result<CarriedOut, Error> {
        if !matches!(actor.role, Role::Supervisor | Role::Admin) {
            return Err(barred("an erasure is carried out by a supervisor or an administrator"));
        }
        let by_event = self.record_erasure(whose, id, actor).await?;
        let subjects = match one(&self.erasures_of(whose.id()).await?, id)?.covers {
            ErasureScope::Parts => Vec::new(),
            ErasureScope::Case | ErasureScope::Person => whose.subjects(),
        };
        self.carry_out(by_event, &subjects).await
    }

    /// Records an approved erasure, upon the version of the stream at which nothing keeps the texts.
    pub(super) async fn record_erasure(&self, whose: TextsOf, id: Uuid, actor: Actor) -> Result<Uuid, Error> {
        self.texts_history(whose).await?;
        let own = self.erasures_of(whose.id()).await?;
        let erasure = one(&own, id)?;
        if let Some(erased) = &erasure.erased {
            return Ok(erased.by_event);
        }
        self.refuse_kept(whose, &erasure.parts, true).await?;
        let before = own.version;
        let check = |now: &Erasures| {
            let erasure = one(now, id)?;
            match erasure.state(Utc::now()) {
                // What came since may be a hold.
                _ if now.version != before => Err(Error::Contended),
                ErasureState::Approved => Ok(payload(whose, erasure)),
                state => Err(Error::Erasure(state)),
            }
        };
        let refs = with(whose.refs(), "erasure", id);
        self.erasure_step(whose, Kind::PartErased, &refs, actor, &check).await
    }

    /// Has the vault destroy what a recorded erasure names, and what holds texts elsewhere forget them. It can be done again.
    pub(super) async fn carry_out(&self, by_event: Uuid, subjects: &[String]) -> Result<CarriedOut, Error> {
        self.drop_drafts(subjects).await?;
        let erased = self.inner.vault.carry_out(by_event).await?;
        for subject in subjects {
            self.inner.sealer.forget_subject(subject);
        }
        self.inner.views.search().forget().await?;
        if let Some(files) = &self.inner.files {
            files.forget(subjects).await?;
        }
        Ok(CarriedOut { by_event, keys_destroyed: erased.keys_destroyed, parts_erased: erased.parts_erased })
    }

    /// Deletes drafts on a case whose texts go, for they may say again what it told. That comes first, so that what is left undone
    /// is done again as a whole.
    async fn drop_drafts(&self, subjects: &[String]) -> Result<(), Error> {
        for case in subjects.iter().filter_map(|subject| subject.strip_prefix("case:")?.parse::<Uuid>().ok()) {
            for draft in self.inner.vault.drafts_on(case).await? {
                self.inner.vault.drop_draft(draft.author, &draft.form_key).await?;
            }
        }
        Ok(())
    }
}

fn payload(whose: TextsOf, erasure: &Erasure) -> serde_json::Value {
    let approved_by: Vec<_> = erasure.approvals.iter().map(|done| json!({ "person_id": done.by })).collect();
    let mut payload =
        json!({ "covers": erasure.covers, "legal_basis": erasure.legal_basis, "approved_by": approved_by });
    if erasure.covers == ErasureScope::Parts {
        payload["parts"] = json!(erasure.parts);
    } else {
        payload["subjects"] = json!(whose.subjects());
    }
    payload
}
