//! Where an obligation was broken: the act that broke it, or the moment at which nothing had been done.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_rulebook::finding::{Finding, Step, Verdict};
use wenze_rulebook::rule::RuleKind;

use super::names::Names;

/// Where to look for what broke an obligation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Breach {
    /// The version of the act that broke it; where nothing was done, of the act that began the duty.
    pub version: i32,
    /// That act.
    pub event_id: Uuid,
    /// Whether nothing was done, so that the act named is not what broke it.
    pub is_omission: bool,
    /// When the time was over, for a duty with a last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
}

impl Breach {
    /// The breach behind a finding, if it finds one.
    pub(super) fn of(finding: &Finding, names: &Names) -> Option<Self> {
        if finding.verdict != Verdict::Violated {
            return None;
        }
        let act = breaking(finding);
        let is_omission = act.is_none() && finding.kind == RuleKind::Respond;
        let act = act.or(finding.trigger.as_deref())?;
        let event_id = Uuid::try_parse(act).ok()?;
        Some(Self { version: names.version(act)?, event_id, is_omission, at: finding.due_at })
    }
}

/// The act by which it was broken, other than the one judged: done late, or by somebody who stands on both sides. What was
/// done without what it needed is itself the breach, whatever came afterwards.
fn breaking(finding: &Finding) -> Option<&str> {
    finding.steps.iter().rev().find_map(|step| match step {
        Step::DoneBy { event } => Some(event.as_ref()),
        Step::OnBothSides { second, .. } => Some(second.as_ref()),
        _ => None,
    })
}
