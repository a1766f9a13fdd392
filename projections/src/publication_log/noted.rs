//! What acts say of telling a decision that the case does not keep.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::case::{Case, PartAt};
use wenze_domain::codes::{Archive, Audience, CodeList, NotifiedTo, PublicationChannel, RecipientKind};
use wenze_domain::event::Event;
use wenze_domain::fields::{PartialDate, Recorded};

use crate::decoding::{code, part_at};

/// Each time a decision was told, in the order recorded.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Noted(pub(super) Vec<Told>);

/// A decision told to somebody.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    pub(super) event_id: Uuid,
    pub(super) place: i32,
    pub(super) act: String,
    pub(super) document: Option<Uuid>,
    pub(super) determinations: Vec<Uuid>,
    pub(super) appeal: Option<Uuid>,
    pub(super) respondent: Option<Uuid>,
    pub(super) list: String,
    pub(super) audience: Option<String>,
    pub(super) recipient: Option<PartAt>,
    pub(super) method: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) redactions: Vec<String>,
    pub(super) withheld: Option<PartAt>,
    pub(super) on: Option<PartialDate>,
}

impl Noted {
    pub(crate) fn note(&mut self, _: &Case, event: &Event) {
        let told = match event.act() {
            Act::DecisionServed(p) => Told {
                recipient: part_at(event, &p.to),
                method: p.method.known().copied().map(code),
                ..to::<RecipientKind>(event, "served", &p.recipient_kind)
            },
            Act::DecisionAnnounced(p) => {
                Told { recipient: part_at(event, &p.scope), ..to::<Audience>(event, "announced", &p.audience) }
            }
            Act::DecisionNotified(p) => to::<NotifiedTo>(event, "notified", &p.to),
            Act::DecisionPublished(p) => Told {
                scope: p.scope.known().map(|code| code.as_str().to_owned()),
                redactions: p.redactions.known().into_iter().flatten().map(|code| code.as_str().to_owned()).collect(),
                withheld: part_at(event, &p.withheld_reason),
                ..to::<PublicationChannel>(event, "published", &p.channel)
            },
            Act::DecisionArchived(p) => to::<Archive>(event, "archived", &p.archive),
            _ => return,
        };
        self.0.push(told);
    }
}

fn to<C: CodeList>(event: &Event, act: &str, audience: &Recorded<C>) -> Told {
    let refs = event.refs();
    Told {
        event_id: event.id(),
        place: event.version,
        act: act.to_owned(),
        document: refs.id("document"),
        determinations: refs.ids("determination").collect(),
        appeal: refs.id("appeal"),
        respondent: refs.id("respondent"),
        list: C::LIST.to_owned(),
        audience: audience.known().copied().map(code),
        on: event.envelope.occurred.date,
        ..Told::default()
    }
}
