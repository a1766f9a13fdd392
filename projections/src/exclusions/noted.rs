//! What acts say of recusals that the case does not keep.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::case::Case;
use wenze_domain::codes::RecusalRequester;
use wenze_domain::event::Event;

use super::rows;

/// Which open recusals are heeded before they are decided, and since when each person is excluded.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Noted {
    /// By recusal.
    pub(super) heeded: BTreeMap<Uuid, Heeded>,
    /// By person: the version of the case that excluded him.
    pub(super) since: BTreeMap<Uuid, i32>,
}

/// Why a recusal is heeded before it is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Heeded {
    /// The organ knows of a ground.
    GroundKnown,
    /// The person asked for it himself.
    Declared,
}

impl Heeded {
    /// As tables write it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::GroundKnown => "ground_known",
            Self::Declared => "declared",
        }
    }
}

impl Noted {
    pub(crate) fn note(&mut self, case: &Case, event: &Event) {
        let heeded = match event.act() {
            Act::RecusalGroundKnown(_) => Some(Heeded::GroundKnown),
            Act::RecusalRequested(p) if p.requester_kind.known() == Some(&RecusalRequester::Oneself) => {
                Some(Heeded::Declared)
            }
            _ => None,
        };
        if let Some(heeded) = heeded {
            event.refs().ids("recusal").for_each(|recusal| {
                self.heeded.entry(recusal).or_insert(heeded);
            });
        }
        let excluded = rows::excluded(case, self);
        self.since.retain(|person, _| excluded.contains(person));
        for person in excluded {
            self.since.entry(person).or_insert(event.version);
        }
    }
}
