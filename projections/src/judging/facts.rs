//! Facts of a case and of its objects, by the names that the vocabulary gives them.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::case::{Case, Respondent};
use wenze_domain::codes::{CodeList, Level, TrackCode};
use wenze_domain::effective::Effective;
use wenze_domain::event::Event;
use wenze_domain::fields::Recorded;
use wenze_domain::regimes::Pin;
use wenze_domain::shapes::{OrganRef, RespondentEntry};

use super::Organs;

pub(super) type Facts = Map<String, Value>;

/// What acts say that the case does not keep.
#[derive(Debug, Default)]
pub(super) struct Told {
    filed: Option<Level>,
    inquiry: Option<Level>,
    elected: HashMap<Uuid, bool>,
    /// Items of rectification.
    pub(super) items: HashMap<Uuid, Item>,
}

/// What the order of an item says of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    kind: Option<&'static str>,
    pub(super) determinations: Vec<Uuid>,
    pub(super) respondents: Vec<Uuid>,
}

impl Told {
    /// What the acts in force say.
    pub(super) fn by(items: &[Effective<'_>], organs: Organs<'_>) -> Self {
        let mut told = Self::default();
        for item in items {
            told.add(&item.event, organs);
        }
        told
    }

    /// Takes up one act more.
    pub(super) fn add(&mut self, event: &Event, organs: Organs<'_>) {
        match event.act() {
            Act::CaseFilingProposed(p) => self.entries(&p.respondents),
            Act::CaseFiled(p) => {
                self.entries(&p.respondents);
                self.filed = level(&p.organ, organs).or(self.filed);
            }
            Act::AccountabilityInquiryStarted(p) => {
                self.entries(&p.respondents);
                self.inquiry = level(&p.initiator, organs).or(self.inquiry);
            }
            Act::RespondentAdded(p) => self.entries(std::slice::from_ref(&p.entry)),
            Act::RectificationOrdered(p) => {
                let refs = event.refs();
                let item = Item {
                    kind: p.kind.known().map(|kind| kind.as_str()),
                    determinations: refs.ids("determination").collect(),
                    respondents: refs.ids("respondent").collect(),
                };
                self.items.extend(refs.ids("item").map(|id| (id, item.clone())));
            }
            _ => {}
        }
    }

    fn entries(&mut self, entries: &[RespondentEntry]) {
        self.elected.extend(entries.iter().filter_map(|entry| Some((entry.respondent, *entry.elected.known()?))));
    }
}

/// Facts of the case.
pub(super) fn of(case: &Case, told: &Told) -> Facts {
    let mut facts = Facts::new();
    facts.insert("filed".to_owned(), case.is_case.into());
    facts.insert("closed".to_owned(), case.closed.is_some().into());
    put(&mut facts, "level", told.filed.or(told.inquiry).map(CodeList::as_str));
    facts
}

/// The level that the paper tells, else the one in the register.
fn level(organ: &Recorded<OrganRef>, organs: Organs<'_>) -> Option<Level> {
    let organ = organ.known()?;
    organ.level.or_else(|| organs(organ.organ_id))
}

/// Facts of its objects by their ids.
pub(super) fn objects(case: &Case, told: &Told) -> BTreeMap<String, Facts> {
    let mut objects = BTreeMap::new();
    let people: HashMap<Uuid, Facts> =
        case.respondents.iter().map(|(id, one)| (*id, respondent(one, told.elected.get(id).copied()))).collect();
    let of = |id: Uuid, track: Option<TrackCode>| {
        let mut facts = people.get(&id).cloned().unwrap_or_default();
        put(&mut facts, "track", track.map(CodeList::as_str));
        facts
    };
    for (id, one) in &case.determinations {
        let mut facts = of(one.respondent, one.track);
        put(&mut facts, "outcome", one.outcome.map(CodeList::as_str));
        objects.insert(id.to_string(), facts);
    }
    for (id, one) in &case.measures {
        let mut facts = of(one.respondent, one.track);
        put(&mut facts, "code", one.code.as_deref());
        put(&mut facts, "months", one.months);
        put(&mut facts, "regime", one.regime.as_deref().and_then(Pin::parse).map(|pin| pin.regime));
        objects.insert(id.to_string(), facts);
    }
    for (id, one) in &case.appeals {
        let mut facts = one.respondent.map(|id| of(id, None)).unwrap_or_default();
        put(&mut facts, "route", one.route.map(CodeList::as_str));
        put(&mut facts, "prior", Some(one.prior.is_some()));
        objects.insert(id.to_string(), facts);
    }
    for (id, one) in &case.reports {
        let mut facts = Facts::new();
        put(&mut facts, "reporter_kind", one.reporter_kind.map(CodeList::as_str));
        put(&mut facts, "source_kind", one.source.map(CodeList::as_str));
        objects.insert(id.to_string(), facts);
    }
    for (id, one) in &case.clues {
        let mut facts = Facts::new();
        put(&mut facts, "way", one.way.map(CodeList::as_str));
        put(&mut facts, "clue_outcome", one.outcome.map(CodeList::as_str));
        objects.insert(id.to_string(), facts);
    }
    for id in case.items.keys() {
        let mut facts = Facts::new();
        put(&mut facts, "item_kind", told.items.get(id).and_then(|item| item.kind));
        objects.insert(id.to_string(), facts);
    }
    objects.extend(people.into_iter().map(|(id, facts)| (id.to_string(), facts)));
    objects
}

fn respondent(one: &Respondent, elected: Option<bool>) -> Facts {
    let mut facts = Facts::new();
    put(&mut facts, "kind", one.kind.map(CodeList::as_str));
    put(&mut facts, "identity", one.identity.map(CodeList::as_str));
    put(&mut facts, "status", one.status.map(CodeList::as_str));
    put(&mut facts, "post_level", one.post_level.map(CodeList::as_str));
    put(&mut facts, "post_kind", one.post_kind.map(CodeList::as_str));
    put(&mut facts, "employer_kind", one.employer_kind.as_deref());
    put(&mut facts, "elected", elected);
    facts
}

/// A fact that is not known is absent.
fn put(facts: &mut Facts, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        facts.insert(name.to_owned(), value.into());
    }
}
