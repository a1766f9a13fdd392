//! A dry run: every act is read, decided and folded as it would be, on a case in memory; nothing is stored.
//!
//! Whether other streams exist cannot be told without the log, so officials and organs that acts name are taken to.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::canonical;
use wenze_domain::case::Case;
use wenze_domain::decide::{self, Context, Ids};
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::envelope::{Actor, StreamId, StreamKind};
use wenze_domain::event::Event;
use wenze_domain::evolve::evolve;
use wenze_domain::history::History;
use wenze_domain::parts;
use wenze_domain::refusal::Refusal;
use wenze_domain::regimes::Regimes;
use wenze_domain::registers;
use wenze_domain::request::Draft;

use super::delivery::Delivery;
use super::rejects::Reject;
use super::send::{Fate, Outcome, count};
use crate::mapping::Mapping;

/// Stands in for the commitment to a part that is never sealed.
const NO_COMMIT: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Decides a case without a log. A part that continues a case is only read: what it continues is not at hand.
pub(super) fn rehearse(mapping: &Mapping, delivery: &Delivery) -> Outcome {
    let mut outcome =
        Outcome { sequence: delivery.sequence, stored: BTreeMap::new(), fate: Fate::Stored, command_id: None };
    let mut rehearsal = Rehearsal::new(delivery.stream, mapping.actor());
    for (index, act) in delivery.acts.iter().enumerate() {
        let decided = canonical_only(act).and_then(|()| {
            let draft = Draft::read(act.clone(), &mut Uuid::now_v7)?;
            if delivery.part == 1 { rehearsal.record(draft) } else { Ok(()) }
        });
        if let Err(refusal) = decided {
            outcome.fate = Fate::Rejected(Reject {
                case: Some(delivery.row.clone()),
                act: Some(index),
                kind: act["kind"].as_str().map(str::to_owned),
                ..Reject::at(&delivery.spot_of(index), refusal.code(), refusal.to_string())
            });
            return outcome;
        }
    }
    count(&delivery.acts, &mut outcome.stored);
    outcome
}

/// What has no canonical form cannot be stored.
fn canonical_only(act: &serde_json::Value) -> Result<(), Refusal> {
    canonical::bytes(act).map(drop).map_err(|error| Refusal::malformed("", error.to_string()))
}

struct Rehearsal {
    stream: StreamId,
    case: Case,
    history: History,
    actor: Actor,
    now: DateTime<Utc>,
}

impl Rehearsal {
    fn new(stream: StreamId, actor: Actor) -> Self {
        Self { stream, case: Case::new(stream.id), history: History::default(), actor, now: Utc::now() }
    }

    fn record(&mut self, mut draft: Draft) -> Result<(), Refusal> {
        let looks_back = matches!(draft.payload, Act::RecordCorrected(_) | Act::RecordVoided(_));
        if looks_back {
            self.history.resolve(&mut draft);
        }
        let target = draft.refs.id("event").filter(|_| looks_back).and_then(|id| self.history.event_in_force(id));
        let exists = |_: StreamKind, _: Uuid| true;
        let context = Context { now: self.now, regimes: Regimes::shipped(), known: &exists, target: target.as_ref() };
        let events = match self.stream.kind {
            StreamKind::Case => decide::decide(&self.case, &draft, &context)?,
            _ => registers::decide(self.stream, self.history.version, &[], &draft, &context)?,
        };
        for event in events {
            let ids = Ids {
                event_id: Uuid::now_v7(),
                command_id: Uuid::nil(),
                correlation_id: self.case.id,
                causation_id: None,
            };
            let mut json = event.json(ids, self.actor);
            let found = parts::take_plain(&mut json, "case");
            parts::set_commits(&mut json, &vec![NO_COMMIT.to_owned(); found.len()]);
            self.history.push(self.history.version + 1, self.now, json.to_string().into_bytes().into());
            self.fold(looks_back)?;
        }
        Ok(())
    }

    fn fold(&mut self, looks_back: bool) -> Result<(), Refusal> {
        let last = self.history.version;
        let Some(event) = self.history.events.last().filter(|event| event.version == last) else {
            let reason = self.history.unreadable.last().map(|(_, reason)| reason.to_string());
            return Err(Refusal::malformed("", reason.unwrap_or_default()));
        };
        if self.stream.kind != StreamKind::Case {
            return Ok(());
        }
        if looks_back {
            self.case = self.history.case(self.case.id, Cut::default());
            return Ok(());
        }
        let undated = event.envelope.occurred.date.is_none();
        let event: Cow<'_, Event> = Cow::Borrowed(event);
        evolve(&mut self.case, &Effective { event, corrected_by: Vec::new(), uncertain: false, undated });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::super::delivery::Spot;
    use super::*;
    use crate::mapping::Format;
    use crate::samples::any_fine;
    use crate::source::SourceCase;

    const FINES: &str = include_str!("../../../../mappings/roadtraffic.toml");

    fn rehearsed(case: &SourceCase) -> Outcome {
        let mapping = Mapping::parse(FINES).unwrap();
        let translated = mapping.translate(case).unwrap();
        let spot = Spot { file: Path::new("fines.xes").into(), format: Format::Xes, number: 1 };
        let stream = StreamId { kind: StreamKind::Case, id: mapping.ids().case(&translated.row) };
        let (acts, remarks, spots) = (translated.acts, Vec::new(), Vec::new());
        let delivery = Delivery { sequence: 0, spot, row: translated.row, stream, part: 1, acts, remarks, spots };
        rehearse(&mapping, &delivery)
    }

    proptest! {
        #[test]
        fn a_case_is_accepted_whatever_the_order_of_its_steps(case in any_fine()) {
            let outcome = rehearsed(&case);
            match &outcome.fate {
                Fate::Stored => {}
                Fate::Rejected(reject) if reject.code == "future" => {}
                fate => prop_assert!(false, "{:?}", fate),
            }
        }
    }
}
