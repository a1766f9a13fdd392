//! What acts say of an appeal that the case does not keep.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::case::Case;
use wenze_domain::event::Event;
use wenze_domain::fields::PartialDate;

/// Each appeal by its id.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Noted(BTreeMap<Uuid, Passage>);

/// What happened to one appeal.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Passage {
    /// Version of the act that filed it.
    pub(super) place: i32,
    pub(super) event_id: Option<Uuid>,
    pub(super) refused_on: Option<PartialDate>,
    pub(super) next_route: Option<String>,
    pub(super) passed_on: Option<PartialDate>,
    pub(super) passed_to: Option<Uuid>,
    pub(super) withdrawn_on: Option<PartialDate>,
    pub(super) chair: Option<Uuid>,
    pub(super) members: usize,
    /// Who decided it.
    pub(super) body: Option<Uuid>,
}

impl Noted {
    pub(crate) fn note(&mut self, case: &Case, event: &Event) {
        let on = event.envelope.occurred.date;
        for id in event.refs().ids("appeal").filter(|id| case.appeals.contains_key(id)) {
            let passage = self.0.entry(id).or_default();
            match event.act() {
                Act::AppealFiled(_) if passage.event_id.is_none() => {
                    (passage.place, passage.event_id) = (event.version, Some(event.id()));
                }
                Act::AppealRefused(p) => {
                    passage.refused_on = on;
                    passage.next_route = p.next_route.known().map(|code| code.as_str().to_owned());
                }
                Act::AppealPassedOn(p) => {
                    passage.passed_on = on;
                    passage.passed_to = p.to_organ.known().map(|organ| organ.organ_id);
                }
                Act::AppealWithdrawn(_) => passage.withdrawn_on = on,
                Act::ReviewPanelFormed(p) => {
                    passage.chair = p.chair.known().map(|person| person.person_id);
                    passage.members = p.members.known().map_or(0, Vec::len);
                }
                Act::AppealDecided(p) => passage.body = p.body.known().map(|organ| organ.organ_id).or(passage.body),
                _ => {}
            }
        }
    }

    pub(super) fn of(&self, appeal: Uuid) -> Passage {
        self.0.get(&appeal).cloned().unwrap_or_default()
    }
}
