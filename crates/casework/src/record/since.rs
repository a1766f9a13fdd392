//! Two people in one case: an act is stored although the case moved on, unless what it is about was touched meanwhile.

use std::collections::BTreeSet;

use wenze_domain::acts::{Act, Kind};
use wenze_domain::case::Case;
use wenze_domain::envelope::StreamKind;
use wenze_domain::event::Event;
use wenze_domain::history::History;
use wenze_domain::refs::{RefValue, Refs};
use wenze_domain::request::Draft;

use crate::{Casework, Error};

impl Casework {
    /// Refuses drafts that are about what others recorded since a version.
    pub(super) async fn not_moved_on(&self, case: &Case, since: i32, drafts: &[Draft]) -> Result<(), Error> {
        if since >= case.version {
            return Ok(());
        }
        let history = self.history(StreamKind::Case, case.id).await?;
        let newer: Vec<&Event> = history.events.iter().filter(|event| event.version > since).collect();
        let is_touched = drafts.iter().any(|draft| {
            let own =
                about(&history, &draft.refs, matches!(draft.payload, Act::RecordCorrected(_) | Act::RecordVoided(_)));
            newer.iter().any(|event| touches(&history, event, draft.kind(), &own))
        });
        if is_touched { Err(Error::MovedOn { since, version: history.version }) } else { Ok(()) }
    }
}

/// Whether an event is about what a draft is about; a draft about no object is one about the case, and meets its own kind.
fn touches(history: &History, event: &Event, kind: Kind, own: &BTreeSet<RefValue>) -> bool {
    let is_record_act = matches!(event.act(), Act::RecordCorrected(_) | Act::RecordVoided(_));
    let theirs = about(history, event.refs(), is_record_act);
    if own.is_empty() { event.kind() == kind } else { !own.is_disjoint(&theirs) }
}

/// The objects that refs name. An act about the record is about what the act is about that it changes. Rounds are none.
fn about(history: &History, refs: &Refs, is_record_act: bool) -> BTreeSet<RefValue> {
    let target = refs.id("event").filter(|_| is_record_act).and_then(|id| history.events.iter().find(|e| e.id() == id));
    let of_target = target.into_iter().flat_map(|event| event.refs().0.values().flatten());
    let all = refs.0.values().flatten().chain(of_target);
    all.filter(|value| !matches!(value, RefValue::Round(_))).copied().collect()
}
