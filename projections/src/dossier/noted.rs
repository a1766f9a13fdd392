//! What acts say of persons that the case does not keep.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::acts::personnel::PersonnelActionRecorded;
use wenze_domain::case::{Case, PartAt};
use wenze_domain::codes::{PersonnelAction, PersonnelSource, PostComparison};
use wenze_domain::event::Event;
use wenze_domain::fields::PartialDate;

use crate::decoding::part_at;

/// Honours, personnel actions and returns to a post, in the order recorded.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Noted {
    pub(super) honours: Vec<Honour>,
    pub(super) actions: Vec<PostChange>,
    pub(super) returns: Vec<Return>,
}

/// Honours forfeited.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Honour {
    pub(super) event_id: Uuid,
    pub(super) year: Option<u32>,
    pub(super) kind: Option<String>,
    pub(super) on: Option<PartialDate>,
    pub(super) item: Option<Uuid>,
    pub(super) measure: Option<Uuid>,
    pub(super) respondent: Option<Uuid>,
    pub(super) organ: Option<Uuid>,
}

/// Something that happened to a post, rank or pay.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PostChange {
    pub(super) event_id: Uuid,
    pub(super) official: Option<Uuid>,
    pub(super) respondent: Option<Uuid>,
    pub(super) measure: Option<Uuid>,
    pub(super) action: Option<PersonnelAction>,
    pub(super) on: Option<PartialDate>,
    pub(super) post: Option<PartAt>,
    pub(super) post_vs_former: Option<PostComparison>,
    pub(super) leading_post: Option<bool>,
    pub(super) source: Option<PersonnelSource>,
}

/// A return to a post that was approved.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Return {
    pub(super) event_id: Uuid,
    pub(super) respondent: Option<Uuid>,
    pub(super) on: Option<PartialDate>,
}

impl Noted {
    pub(crate) fn note(&mut self, _: &Case, event: &Event) {
        let (refs, on) = (event.refs(), event.envelope.occurred.date);
        match event.act() {
            Act::HonoursForfeited(p) => self.honours.push(Honour {
                event_id: event.id(),
                year: p.year.known().copied(),
                kind: p.kind.known().map(|code| code.as_str().to_owned()),
                on,
                item: refs.id("item"),
                measure: refs.id("measure"),
                respondent: refs.id("respondent"),
                organ: refs.id("organ"),
            }),
            Act::PersonnelActionRecorded(p) => self.actions.push(action(event, p)),
            Act::ReappointmentDecided(p) if p.approved.known() == Some(&true) => {
                self.returns.push(Return { event_id: event.id(), respondent: refs.id("respondent"), on });
            }
            _ => {}
        }
    }
}

fn action(event: &Event, p: &PersonnelActionRecorded) -> PostChange {
    let refs = event.refs();
    PostChange {
        event_id: event.id(),
        official: refs.id("official"),
        respondent: refs.id("respondent"),
        measure: refs.id("measure"),
        action: p.action.known().copied(),
        on: event.envelope.occurred.date,
        post: p.post.as_ref().and_then(|post| part_at(event, post)),
        post_vs_former: p.post_vs_former.as_ref().and_then(|compared| compared.known().copied()),
        leading_post: p.leading_post.as_ref().and_then(|leading| leading.known().copied()),
        source: p.source.known().copied(),
    }
}
