//! Who handled a case before it was appealed, and who handles the appeal: nobody should be both.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{APPEALING, Bar, Earlier, all, doers, earlier, investigators, is_of_appeal, one, reviewers};
use crate::acts::Act;
use crate::codes::Duty;
use crate::effective::Effective;
use crate::event::Event;

/// Everybody who investigated or reviewed the case, each with what he did first of it.
pub fn original_handlers(events: &[Effective<'_>]) -> BTreeMap<Uuid, Earlier> {
    let mut found = BTreeMap::new();
    for event in events.iter().map(|item| &*item.event) {
        for person in investigators(event) {
            found.entry(person).or_insert_with(|| earlier(event, Bar::Investigated));
        }
        for person in reviewers(event) {
            found.entry(person).or_insert_with(|| earlier(event, Bar::Reviewed));
        }
    }
    found
}

/// Everybody who handles an appeal: whom its panel and its assignments name, and who did an act of it.
pub fn appeal_handlers(events: &[Effective<'_>], appeal: Uuid) -> BTreeSet<Uuid> {
    events.iter().flat_map(|item| handles(&item.event, appeal)).collect()
}

fn handles(event: &Event, appeal: Uuid) -> Vec<Uuid> {
    if let Act::HandlerAssigned(p) = event.act() {
        let is_its =
            event.refs().id("object") == Some(appeal) && p.duty.known().is_none_or(|duty| *duty == Duty::Appeal);
        return if is_its { one(&p.person).collect() } else { Vec::new() };
    }
    if !event.refs().ids("appeal").any(|id| id == appeal) {
        return Vec::new();
    }
    let mut found = match event.act() {
        Act::ReviewPanelFormed(p) => all(&p.members).into_iter().chain(one(&p.chair)).collect(),
        Act::EvidenceCollected(p) => all(&p.officers),
        Act::InterviewRecorded(p) => all(&p.officers),
        _ => Vec::new(),
    };
    if APPEALING.contains(&event.kind()) || is_of_appeal(event.kind(), event.refs()) {
        found.extend(doers(event));
    }
    found
}
