//! The one definition of state: which events count at a cut, with the corrections known then.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::acts::Act;
use crate::event::Event;

mod correction;
pub use correction::{Corrected, CorrectionError, correct};

/// A moment of a history. Only a version alone is a prefix of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cut {
    /// Up to this version of the stream.
    pub version: Option<i32>,
    /// What the office knew by then.
    pub known: Option<DateTime<Utc>>,
    /// What had happened by then.
    pub as_of: Option<DateTime<Utc>>,
}

/// An event that counts, with its corrections applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Effective<'a> {
    /// The event as it stands after correction.
    pub event: Cow<'a, Event>,
    /// The corrections applied, oldest first.
    pub corrected_by: Vec<Uuid>,
    /// Its date is too coarse to say whether it had happened by `as_of`.
    pub uncertain: bool,
    /// The papers give no date.
    pub undated: bool,
}

/// Keeps by version and knowledge, applies the corrections kept, drops what was voided, drops what came after `as_of`;
/// in stream order.
pub fn effective(events: &[Event], cut: Cut) -> Vec<Effective<'_>> {
    let kept: Vec<&Event> = events
        .iter()
        .filter(|e| cut.version.is_none_or(|v| e.version <= v) && cut.known.is_none_or(|k| e.known_at() <= k))
        .collect();
    let resolved = resolve(&kept);
    resolved
        .into_iter()
        .flatten()
        .filter_map(|(event, corrected_by)| at_moment(event, corrected_by, cut.as_of))
        .collect()
}

pub(crate) fn at_moment(
    event: Cow<'_, Event>,
    corrected_by: Vec<Uuid>,
    as_of: Option<DateTime<Utc>>,
) -> Option<Effective<'_>> {
    let window = event.envelope.occurred.window();
    let undated = window.is_none();
    let mut uncertain = false;
    if let (Some(moment), Some((from, until))) = (as_of, window) {
        if from > moment {
            return None;
        }
        // The window ends before `until`; its last instant in the log's microseconds must not lie beyond the moment.
        uncertain = until - Duration::microseconds(1) > moment;
    }
    Some(Effective { event, corrected_by, uncertain, undated })
}

type Resolved<'a> = Option<(Cow<'a, Event>, Vec<Uuid>)>;

/// Walks from the newest event to the oldest: a correction or voiding is always later than its target, so whether it
/// counts itself is settled before it is applied.
fn resolve<'a>(kept: &[&'a Event]) -> Vec<Resolved<'a>> {
    let mut voided: HashSet<Uuid> = HashSet::new();
    let mut corrections: HashMap<Uuid, Vec<(Uuid, Value)>> = HashMap::new();
    let mut out: Vec<Resolved<'a>> = Vec::with_capacity(kept.len());
    for event in kept.iter().rev() {
        if voided.contains(&event.id()) {
            out.push(None);
            continue;
        }
        let (event, corrected_by) = apply(event, corrections.remove(&event.id()));
        match event.act() {
            Act::RecordVoided(_) => voided.extend(event.refs().ids("event").filter(|id| *id != event.id())),
            Act::RecordCorrected(_) => {
                let changes = event.act().payload().get("changes").cloned().unwrap_or_default();
                for target in event.refs().ids("event") {
                    corrections.entry(target).or_default().push((event.id(), changes.clone()));
                }
            }
            _ => {}
        }
        out.push(Some((event, corrected_by)));
    }
    out.reverse();
    out
}

/// Applies corrections oldest first. One that no longer makes a valid event is left out: `decide` refuses such, and a
/// history must fold whatever it holds.
fn apply(event: &Event, corrections: Option<Vec<(Uuid, Value)>>) -> (Cow<'_, Event>, Vec<Uuid>) {
    let mut current = Cow::Borrowed(event);
    let mut applied = Vec::new();
    for (id, changes) in corrections.into_iter().flatten().rev() {
        if let Ok(next) = correction::apply(&current, id, &changes) {
            current = Cow::Owned(next);
            applied.push(id);
        }
    }
    (current, applied)
}
