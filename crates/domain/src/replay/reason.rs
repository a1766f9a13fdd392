//! Where the reason lies that an act gives for itself.

use serde::Deserialize;

use crate::case::PartAt;
use crate::event::Event;
use crate::fields::{Class, PartRef};

/// Fields under which acts give a reason, in the order in which they are looked for.
const REASONS: [&str; 5] = ["reason", "reasons", "ground", "grounds", "opinion"];

/// Where the reason of an act lies: the one it gives itself, else the one for which it was recorded out of order. A reason
/// that is sealed is none here.
pub fn reason(event: &Event) -> Option<PartAt> {
    let payload = event.act().payload();
    let own = REASONS.iter().filter_map(|name| payload.get(*name));
    let mut own = own.filter_map(|value| PartRef::deserialize(value).ok()).filter(|part| part.class == Class::Text);
    let note = || event.envelope.out_of_order.as_ref().and_then(|note| note.reason.part().cloned());
    let part = own.next().or_else(note)?;
    Some(PartAt { event_id: part.event.unwrap_or(event.id()), part: part.part })
}
