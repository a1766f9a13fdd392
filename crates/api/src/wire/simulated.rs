//! What a draft would bring about.

use serde::Serialize;
use utoipa::ToSchema;
use wenze_casework::{Effect, Simulated};
use wenze_domain::words::Words;

use super::MissingFact;
use super::obligation::{ObligationItem, word};
use super::stamp::JudgingStamp;

/// What a draft would bring about. Nothing was stored.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SimulatedActs {
    /// What the strictest rule that it would break does: `warn`, `explain` (a reason is asked for) or `block` (it cannot be
    /// recorded as done in the system); null where it breaks none.
    pub(crate) guard: Option<String>,
    /// What the usual order would have had before it.
    pub(crate) missing: Vec<MissingFact>,
    /// Obligations that would begin or change, the worst first.
    pub(crate) effects: Vec<EffectItem>,
    /// Everything by which another office comes to the same.
    pub(crate) stamp: JudgingStamp,
}

/// An obligation that a draft would begin or change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EffectItem {
    /// As it would be.
    pub(crate) obligation: ObligationItem,
    /// The verdict as it is; null where the draft begins it.
    pub(crate) was: Option<String>,
}

impl SimulatedActs {
    /// What came of a dry run, in words.
    pub(crate) fn of(simulated: Simulated, words: &Words) -> Self {
        let effect = |effect: Effect| EffectItem {
            was: effect.was.as_ref().map(word),
            obligation: ObligationItem::of(effect.obligation),
        };
        Self {
            guard: simulated.guard.as_ref().map(word),
            missing: simulated.missing.iter().map(|one| MissingFact::of(one, words)).collect(),
            effects: simulated.effects.into_iter().map(effect).collect(),
            stamp: JudgingStamp::of(simulated.stamp),
        }
    }
}
