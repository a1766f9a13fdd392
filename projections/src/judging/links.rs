//! What the objects of a case are about: an act that names one is about those too.

use std::collections::HashMap;

use uuid::Uuid;
use wenze_domain::case::{Case, Pair};
use wenze_domain::codes::TrackCode;
use wenze_domain::refs::{RefValue, Refs};

use super::facts::Told;
use super::plan::Brings;

/// Objects and what they are about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Links {
    determinations: HashMap<Uuid, (Uuid, Option<TrackCode>)>,
    measures: HashMap<Uuid, (Option<Uuid>, Uuid, Option<TrackCode>)>,
    documents: HashMap<Uuid, Vec<Uuid>>,
    appeals: HashMap<Uuid, (Vec<Uuid>, Option<Uuid>)>,
    items: HashMap<Uuid, (Vec<Uuid>, Vec<Uuid>)>,
    letters: HashMap<Uuid, Uuid>,
    clues: HashMap<Uuid, Vec<Uuid>>,
}

/// What an act is about besides what it names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Completed {
    pub(super) respondents: Vec<Uuid>,
    pub(super) tracks: Vec<Pair>,
    pub(super) determinations: Vec<Uuid>,
    pub(super) clues: Vec<Uuid>,
    pub(super) reports: Vec<Uuid>,
}

impl Links {
    /// Of a case and what its acts tell besides.
    pub(super) fn of(case: &Case, told: &Told) -> Self {
        let mut links = Self {
            determinations: case.determinations.iter().map(|(id, d)| (*id, (d.respondent, d.track))).collect(),
            measures: case.measures.iter().map(|(id, m)| (*id, (m.determination, m.respondent, m.track))).collect(),
            documents: case.documents.iter().map(|(id, d)| (*id, d.determinations.clone())).collect(),
            appeals: case.appeals.iter().map(|(id, a)| (*id, (a.determinations.clone(), a.respondent))).collect(),
            items: told
                .items
                .iter()
                .map(|(id, item)| (*id, (item.determinations.clone(), item.respondents.clone())))
                .collect(),
            letters: case.letters.iter().filter_map(|(id, letter)| Some((*id, letter.clue?))).collect(),
            clues: case.clues.iter().map(|(id, clue)| (*id, clue.reports.clone())).collect(),
        };
        for (id, document) in &case.documents {
            let appealed = document.appeal.and_then(|appeal| links.appeals.get(&appeal));
            if let Some((determinations, _)) = appealed.filter(|_| document.determinations.is_empty()) {
                links.documents.insert(*id, determinations.clone());
            }
        }
        links
    }

    /// Completes what an act names, in the roles that its kind has.
    pub(super) fn complete(&self, refs: &Refs, brings: Brings) -> Completed {
        let named = Named::new(refs);
        let mut found = Completed::default();
        if brings.determination && refs.role("determination").is_empty() {
            found.determinations = self.determinations(refs, &named);
        }
        let determinations: Vec<Uuid> = refs.ids("determination").chain(found.determinations.iter().copied()).collect();
        if brings.track && named.tracks.is_empty() {
            found.tracks = self.tracks(refs, &determinations, &named);
        }
        if brings.respondent && named.respondents.is_empty() {
            found.respondents = self.respondents(refs, &determinations, &named);
        }
        if brings.clue && refs.role("clue").is_empty() {
            found.clues = unique(refs.ids("letter").filter_map(|id| self.letters.get(&id).copied()));
        }
        if brings.report && refs.role("report").is_empty() {
            let clues = refs.ids("clue").chain(found.clues.iter().copied());
            found.reports = unique(clues.filter_map(|id| self.clues.get(&id)).flatten().copied());
        }
        found
    }

    fn determinations(&self, refs: &Refs, named: &Named) -> Vec<Uuid> {
        let documents = refs.ids("document").filter_map(|id| self.documents.get(&id)).flatten();
        let appeals = refs.ids("appeal").filter_map(|id| self.appeals.get(&id)).flat_map(|(ids, _)| ids);
        let measures = refs.ids("measure").filter_map(|id| self.measures.get(&id)?.0.as_ref());
        let items = refs.ids("item").filter_map(|id| self.items.get(&id)).flat_map(|(ids, _)| ids);
        let all = documents.chain(appeals).chain(measures).chain(items).copied();
        unique(all.filter(|id| self.determinations.get(id).is_none_or(|(of, track)| named.may_be(*of, *track))))
    }

    fn tracks(&self, refs: &Refs, determinations: &[Uuid], named: &Named) -> Vec<Pair> {
        let decided =
            determinations.iter().filter_map(|id| self.determinations.get(id)).filter_map(|(r, t)| Some((*r, (*t)?)));
        let measured =
            refs.ids("measure").filter_map(|id| self.measures.get(&id)).filter_map(|(_, r, t)| Some((*r, (*t)?)));
        unique(decided.chain(measured).filter(|(of, track)| named.may_be(*of, Some(*track))))
    }

    fn respondents(&self, refs: &Refs, determinations: &[Uuid], named: &Named) -> Vec<Uuid> {
        let tracks = named.tracks.iter().map(|(respondent, _)| *respondent);
        let decided =
            determinations.iter().filter_map(|id| self.determinations.get(id)).map(|(respondent, _)| *respondent);
        let measured =
            refs.ids("measure").filter_map(|id| self.measures.get(&id)).map(|(_, respondent, _)| *respondent);
        let appealed = refs.ids("appeal").filter_map(|id| self.appeals.get(&id)?.1);
        let items = refs.ids("item").filter_map(|id| self.items.get(&id)).flat_map(|(_, ids)| ids).copied();
        unique(tracks.chain(decided).chain(measured).chain(appealed).chain(items))
    }
}

/// Whom an act names: what it is about besides is theirs only.
struct Named {
    respondents: Vec<Uuid>,
    tracks: Vec<Pair>,
}

impl Named {
    fn new(refs: &Refs) -> Self {
        Self { respondents: refs.ids("respondent").collect(), tracks: refs.tracks().collect() }
    }

    fn may_be(&self, respondent: Uuid, track: Option<TrackCode>) -> bool {
        let is_named = self.respondents.is_empty() || self.respondents.contains(&respondent);
        let is_tracked = track.is_none_or(|track| self.tracks.is_empty() || self.tracks.contains(&(respondent, track)));
        is_named && is_tracked
    }
}

impl Completed {
    /// Role by role.
    pub(super) fn roles(&self) -> impl Iterator<Item = (&'static str, Vec<RefValue>)> {
        let ids = |ids: &[Uuid]| ids.iter().copied().map(RefValue::Id).collect::<Vec<_>>();
        let tracks = self.tracks.iter().map(|(respondent, track)| RefValue::Track(*respondent, *track)).collect();
        [
            ("respondent", ids(&self.respondents)),
            ("track", tracks),
            ("determination", ids(&self.determinations)),
            ("clue", ids(&self.clues)),
            ("report", ids(&self.reports)),
        ]
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
    }
}

/// Each once, in the order met.
fn unique<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut found = Vec::new();
    for one in all {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}
