//! One obligation step by step, and what became of it in time.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{Derivation, ObligationChange, Stood};

use super::obligation::ObligationItem;
use super::stamp::{JudgingStamp, Stamped};

/// An obligation with its derivation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DerivedObligation {
    /// The obligation.
    pub(crate) obligation: ObligationItem,
    /// What the rule says, as a law officer signed it; in Chinese only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sentence: Option<String>,
    /// How due date and verdict came about, in order.
    pub(crate) steps: Vec<DerivationStep>,
    /// The acts it stands on.
    pub(crate) cites: Vec<CitedItem>,
    /// Everything by which another office comes to the same.
    pub(crate) stamp: JudgingStamp,
}

/// One step.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DerivationStep {
    /// A code under `step`, with its facts.
    #[schema(value_type = Object)]
    pub(crate) step: Value,
    /// The same in words; empty for a step that repeats what the verdict says.
    pub(crate) words: String,
}

/// An act that a finding stands on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CitedItem {
    /// The act.
    pub(crate) event_id: String,
    /// What it is called.
    pub(crate) words: String,
}

/// A change of how an obligation stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeItem {
    /// When it was known.
    pub(crate) known_at: DateTime<Utc>,
    /// Version of the case then.
    pub(crate) version: i32,
    /// How it stood; null for an obligation that began.
    pub(crate) from: Option<StoodItem>,
    /// How it stands; null for one that is no more.
    pub(crate) to: Option<StoodItem>,
    /// `act`, `due` (the day ended), `norm` (a new version of the text), `notice` (of holidays), `rulebook` or `calendar`.
    pub(crate) cause: String,
    /// The act that brought it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cause_event: Option<Uuid>,
    /// All of this in words.
    pub(crate) words: String,
}

/// How an obligation stood.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StoodItem {
    /// The verdict.
    pub(crate) verdict: String,
    /// More of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phase: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) due: Option<NaiveDate>,
}

/// The changes of one obligation, in the order in which they were known.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ObligationHistory {
    /// The changes.
    pub(crate) items: Vec<ChangeItem>,
}

impl Stamped for DerivedObligation {
    fn stamp(&mut self) -> &mut JudgingStamp {
        &mut self.stamp
    }
}

impl DerivedObligation {
    /// A derivation.
    pub(crate) fn of(found: Derivation) -> Self {
        let step = |line: wenze_casework::StepLine| DerivationStep {
            step: serde_json::to_value(line.step).unwrap_or_default(),
            words: line.words,
        };
        let cited = |act: wenze_casework::CitedAct| CitedItem { event_id: act.event_id, words: act.words };
        Self {
            obligation: ObligationItem::of(found.obligation),
            sentence: found.sentence,
            steps: found.steps.into_iter().map(step).collect(),
            cites: found.cites.into_iter().map(cited).collect(),
            stamp: JudgingStamp::of(found.stamp),
        }
    }
}

impl ObligationHistory {
    /// Changes.
    pub(crate) fn of(changes: Vec<ObligationChange>) -> Self {
        Self { items: changes.into_iter().map(ChangeItem::of).collect() }
    }
}

impl ChangeItem {
    fn of(change: ObligationChange) -> Self {
        Self {
            known_at: change.known_at,
            version: change.version,
            from: change.from.map(StoodItem::of),
            to: change.to.map(StoodItem::of),
            cause: change.cause,
            cause_event: change.cause_event,
            words: change.words,
        }
    }
}

impl StoodItem {
    /// How it stood.
    pub(crate) fn of(stood: Stood) -> Self {
        Self { verdict: stood.verdict, phase: stood.phase, due: stood.due }
    }
}
