//! From an event that changed the state back to the act it speaks of, and forth through the corrections of that act.

use uuid::Uuid;

use crate::acts::Act;
use crate::effective::Cut;
use crate::event::Event;
use crate::history::History;

/// How an event hangs together with corrections.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    /// The records that a correction or voiding speaks of, one after the other, the original act last; none for an act.
    pub of: Vec<Uuid>,
    /// The corrections in force of the original act, oldest first.
    pub corrections: Vec<Uuid>,
}

/// The chain of an event, as it is known at a cut.
pub fn chain(history: &History, cut: Cut, event: &Event) -> Chain {
    let mut of = Vec::new();
    let mut at = event;
    while let Some(target) = target(history, at).filter(|target| target.version < at.version) {
        of.push(target.id());
        at = target;
    }
    let corrections = history.effective(Cut { as_of: None, ..cut }).into_iter().find(|item| item.event.id() == at.id());
    Chain { of, corrections: corrections.map(|item| item.corrected_by).unwrap_or_default() }
}

/// The record that a correction or voiding speaks of.
fn target<'h>(history: &'h History, event: &Event) -> Option<&'h Event> {
    if !matches!(event.act(), Act::RecordCorrected(_) | Act::RecordVoided(_)) {
        return None;
    }
    let id = event.refs().id("event")?;
    history.events.iter().find(|one| one.id() == id)
}
