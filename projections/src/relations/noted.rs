//! What acts say of other cases and organs that the case does not keep.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::case::Case;
use wenze_domain::codes::{AppealOutcome, Relation};
use wenze_domain::event::Event;
use wenze_domain::fields::PartialDate;

/// The links, how often the case was remanded, and to whom it went.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Noted {
    pub(super) links: Vec<Link>,
    /// How often an appeal sent a determination back to be made anew.
    pub(crate) remands: i16,
    /// The organ it was transferred to last.
    pub(crate) transferred_to: Option<Uuid>,
}

/// One act that links cases.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Link {
    pub(super) event_id: Uuid,
    pub(super) others: Vec<Uuid>,
    pub(super) relation: Option<Relation>,
    pub(super) on: Option<PartialDate>,
}

impl Noted {
    pub(crate) fn note(&mut self, case: &Case, event: &Event) {
        match event.act() {
            Act::CasesLinked(p) => self.links.push(Link {
                event_id: event.id(),
                others: event.refs().ids("case").filter(|id| *id != case.id).collect(),
                relation: p.relation.known().copied(),
                on: event.envelope.occurred.date,
            }),
            Act::AppealDecided(p) if p.outcome.known() == Some(&AppealOutcome::RevokedAndRemanded) => {
                self.remands = self.remands.saturating_add(1);
            }
            Act::CaseTransferredOut(p) => {
                self.transferred_to = p.to_organ.known().map(|organ| organ.organ_id).or(self.transferred_to);
            }
            _ => {}
        }
    }
}
