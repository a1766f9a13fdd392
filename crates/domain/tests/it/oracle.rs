//! A second, plain statement of which events count, to hold `effective` against.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;
use wenze_domain::acts::{Act, Kind};
use wenze_domain::effective::Cut;
use wenze_domain::event::Event;

/// The events kept by version and knowledge that no standing voiding takes away.
pub(crate) fn standing(events: &[Event], cut: Cut) -> Vec<&Event> {
    let kept: Vec<&Event> = events
        .iter()
        .filter(|event| cut.version.is_none_or(|version| event.version <= version))
        .filter(|event| cut.known.is_none_or(|known| event.known_at() <= known))
        .collect();
    let is_voided = |id: Uuid, version: i32| voided(&kept, id, version, 0);
    kept.iter().copied().filter(|event| !is_voided(event.id(), event.version)).collect()
}

/// A voiding counts against what stands before it unless it is voided itself.
fn voided(kept: &[&Event], id: Uuid, version: i32, depth: usize) -> bool {
    assert!(depth <= kept.len(), "voidings run in a circle");
    kept.iter().any(|other| {
        other.kind() == Kind::RecordVoided
            && other.version > version
            && other.refs().ids("event").any(|target| target == id)
            && !voided(kept, other.id(), other.version, depth + 1)
    })
}

/// The date each event stands with after the last standing correction of its date.
pub(crate) fn dates(events: &[Event], cut: Cut) -> BTreeMap<Uuid, Option<String>> {
    let standing = standing(events, cut);
    let date = |event: &Event| event.envelope.occurred.date.map(|date| date.to_string());
    let mut dates: BTreeMap<Uuid, Option<String>> = standing.iter().map(|event| (event.id(), date(event))).collect();
    for event in standing {
        let Act::RecordCorrected(payload) = event.act() else { continue };
        for (target, change) in event.refs().ids("event").flat_map(|id| payload.changes.iter().map(move |c| (id, c))) {
            if change.pointer == "/occurred/date"
                && let Some(date) = dates.get_mut(&target)
            {
                let is = serde_json::to_value(&change.is).expect("JSON");
                *date = is.as_str().map(str::to_owned);
            }
        }
    }
    dates
}

/// Ids, for comparing as sets.
pub(crate) fn ids<'a>(events: impl IntoIterator<Item = &'a Event>) -> BTreeSet<Uuid> {
    events.into_iter().map(Event::id).collect()
}
