//! What acts say of a responsibility that the case does not keep.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::case::{Case, PartAt};
use wenze_domain::event::Event;

use crate::decoding::{part_at, text_at};

/// Each attribution by its event.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Noted(BTreeMap<Uuid, Attribution>);

/// One attribution.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Attribution {
    /// Where the causal link lies.
    pub(super) causal_link: Option<PartAt>,
    /// Where the duty lies.
    pub(super) duty: Option<PartAt>,
    /// Whether an objection of the respondent is on record.
    pub(super) objection: Option<bool>,
    /// The round it was made in.
    pub(super) round: u32,
}

impl Noted {
    pub(crate) fn note(&mut self, case: &Case, event: &Event) {
        let Act::ResponsibilityAttributed(p) = event.act() else { return };
        let pair = event.refs().tracks().next();
        let track = pair.and_then(|(respondent, code)| case.respondents.get(&respondent)?.tracks.get(&code));
        let attribution = Attribution {
            causal_link: part_at(event, &p.causal_link),
            duty: text_at(event, &p.duty_ref),
            objection: p.objection_recorded.known().copied(),
            round: track.map_or(1, |track| track.round),
        };
        self.0.insert(event.id(), attribution);
    }

    pub(super) fn of(&self, event_id: Uuid) -> Attribution {
        self.0.get(&event_id).copied().unwrap_or_default()
    }
}
