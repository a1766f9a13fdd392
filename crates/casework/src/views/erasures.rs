//! What is to be erased and what is held, of one case or person or of all, with what keeps it today.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use wenze_domain::codes::{ErasureScope, HoldGround};
use wenze_domain::fields::PartialDate;
use wenze_domain::registers::{Done, ERASURE_APPROVALS, Erasure, ErasureState, Erasures, Hold};
use wenze_domain::shapes::ErasurePart;
use wenze_domain::time::office_day;

use crate::opening::{Texts, Wanted};
use crate::{Block, Casework, Error, TextsOf};

/// Most cases and persons that one list tells of.
pub const ERASURES_LISTED_MAX: usize = 200;

/// What is to be erased or held of one case or person.
#[derive(Debug, Clone, PartialEq)]
pub struct ErasuresView {
    /// Whose texts they are.
    pub whose: TextsOf,
    /// Erasures, in the order in which they were proposed.
    pub erasures: Vec<ErasureView>,
    /// Holds, in the order in which they were placed.
    pub holds: Vec<HoldView>,
    /// What keeps all of it today; holds on single persons aside.
    pub kept_by: Vec<Block>,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoneBy {
    /// The act that says so.
    pub event_id: Uuid,
    /// Who.
    pub by: Uuid,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// An erasure as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct ErasureView {
    /// Its id.
    pub id: Uuid,
    /// How it stands.
    pub state: ErasureState,
    /// What it covers.
    pub covers: ErasureScope,
    /// The parts, where single parts are covered; never their texts.
    pub parts: Vec<ErasurePart>,
    /// The legal basis.
    pub legal_basis: String,
    /// Why.
    pub reason: Option<String>,
    /// Who proposed it.
    pub proposed: DoneBy,
    /// Who approved.
    pub approvals: Vec<DoneBy>,
    /// How many must.
    pub approvals_needed: usize,
    /// Who did not.
    pub refused: Option<DoneBy>,
    /// Who recorded that it is erased.
    pub erased: Option<DoneBy>,
}

/// A hold as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldView {
    /// Its id.
    pub id: Uuid,
    /// On which ground.
    pub ground: HoldGround,
    /// Why.
    pub reason: Option<String>,
    /// Its last day, where it has one.
    pub until: Option<NaiveDate>,
    /// Whether it stands today.
    pub is_standing: bool,
    /// Who placed it.
    pub placed: DoneBy,
    /// Who lifted it.
    pub lifted: Option<DoneBy>,
}

impl Casework {
    /// What is to be erased or held of a case or person, which must exist to whoever asks.
    pub async fn erasures(&self, whose: TextsOf) -> Result<ErasuresView, Error> {
        self.texts_history(whose).await?;
        let own = self.erasures_of(whose.id()).await?;
        self.erasures_view(whose, &own).await
    }

    /// The same of every case and person of which anything is, as far as they exist to whoever asks; at most
    /// [`ERASURES_LISTED_MAX`], and whether there are more.
    pub async fn all_erasures(&self) -> Result<(Vec<ErasuresView>, bool), Error> {
        let limit = i64::try_from(ERASURES_LISTED_MAX).unwrap_or(i64::MAX);
        let (mut views, mut after) = (Vec::new(), Uuid::nil());
        loop {
            let page = self.inner.ledger.erasure_streams(after, limit).await?;
            let Some(last) = page.last() else { return Ok((views, false)) };
            after = *last;
            for stream in page {
                let own = self.erasures_in(stream).await?;
                let Some(whose) = own.case.map(TextsOf::Case).or(own.official.map(TextsOf::Person)) else { continue };
                if self.seen(whose.id()).is_err() {
                    continue;
                }
                if views.len() == ERASURES_LISTED_MAX {
                    return Ok((views, true));
                }
                views.push(self.erasures_view(whose, &own).await?);
            }
        }
    }

    async fn erasures_view(&self, whose: TextsOf, own: &Erasures) -> Result<ErasuresView, Error> {
        let mut wanted = Wanted::default();
        let reasons = own.erasures.values().filter_map(|one| one.reason);
        reasons.chain(own.holds.values().filter_map(|hold| hold.reason)).for_each(|at| wanted.at(at));
        let texts = self.open(&wanted).await?;
        // What was just recorded is told without names while these are not built yet: it must not look as if it had failed.
        let names = match self.names(&persons(own)).await {
            Err(Error::Views(error)) if error.is_unbuilt() => HashMap::new(),
            found => found?,
        };
        let by = |done: &Done| DoneBy {
            event_id: done.by_event,
            by: done.by,
            name: names.get(&done.by).cloned(),
            at: done.at,
        };
        let mut erasures: Vec<ErasureView> =
            own.erasures.iter().map(|(id, one)| erasure_view(*id, one, &texts, &by)).collect();
        erasures.sort_by_key(|one| (one.proposed.at, one.id));
        let mut holds: Vec<HoldView> = own.holds.iter().map(|(id, one)| hold_view(*id, one, &texts, &by)).collect();
        holds.sort_by_key(|one| (one.placed.at, one.id));
        let kept_by = self.blocks(whose, &[], false).await?;
        Ok(ErasuresView { whose, erasures, holds, kept_by })
    }
}

fn persons(own: &Erasures) -> HashSet<Uuid> {
    let of_erasures = own.erasures.values().flat_map(|one| {
        one.approvals.iter().chain([&one.proposed]).chain(&one.refused).chain(&one.erased).map(|done| done.by)
    });
    let of_holds = own.holds.values().flat_map(|one| [&one.placed].into_iter().chain(&one.lifted).map(|done| done.by));
    of_erasures.chain(of_holds).collect()
}

fn erasure_view(id: Uuid, one: &Erasure, texts: &Texts, by: &dyn Fn(&Done) -> DoneBy) -> ErasureView {
    ErasureView {
        id,
        state: one.state(Utc::now()),
        covers: one.covers,
        parts: one.parts.clone(),
        legal_basis: one.legal_basis.clone(),
        reason: one.reason.and_then(|at| texts.text(at)).map(str::to_owned),
        proposed: by(&one.proposed),
        approvals: one.approvals.iter().map(by).collect(),
        approvals_needed: ERASURE_APPROVALS,
        refused: one.refused.as_ref().map(by),
        erased: one.erased.as_ref().map(by),
    }
}

fn hold_view(id: Uuid, one: &Hold, texts: &Texts, by: &dyn Fn(&Done) -> DoneBy) -> HoldView {
    HoldView {
        id,
        ground: one.ground,
        reason: one.reason.and_then(|at| texts.text(at)).map(str::to_owned),
        until: one.until.map(PartialDate::last_day),
        is_standing: one.holds_on(office_day(Utc::now())),
        placed: by(&one.placed),
        lifted: one.lifted.as_ref().map(by),
    }
}
