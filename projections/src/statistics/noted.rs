//! What acts say that the folded case does not keep: whose acts they are, and on which days objects came to where they stood.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::case::Case;
use wenze_domain::codes::{ClueSource, DecisionOrProposal, Discipline, MinorMeasure, PersonnelAction, TrackCode};
use wenze_domain::event::Event;
use wenze_domain::evolve::Moved;
use wenze_domain::fields::{PartialDate, Recorded};
use wenze_domain::shapes::{OrganRef, RespondentEntry};
use wenze_domain::time::office_day;

/// What acts say besides.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Noted {
    /// Where each report, clue, pair and appeal came to stand, in the order recorded.
    pub(super) moves: BTreeMap<String, Vec<Stay>>,
    /// Whose act brought an object into being: reports, clues, determinations, the case.
    pub(super) organs: BTreeMap<Uuid, Uuid>,
    pub(super) clue_sources: BTreeMap<Uuid, ClueSource>,
    /// Whether the case began with a filing; else with the start of an inquiry.
    pub(super) filed: Option<bool>,
    pub(super) managed_by: BTreeMap<Uuid, Uuid>,
    /// Disciplines by the facts that name them.
    pub(super) disciplines: BTreeMap<Uuid, (Discipline, Vec<Uuid>)>,
    pub(super) decisions: BTreeMap<Uuid, Decision>,
    /// Days on which determinations no longer stood.
    pub(super) taken_away: BTreeMap<Uuid, NaiveDate>,
    pub(super) appeal_organs: BTreeMap<Uuid, Uuid>,
    pub(super) minor_measures: Vec<Taken>,
    pub(super) returns: Vec<Taken>,
    pub(super) referrals: BTreeMap<String, Taken>,
    pub(super) closings: Vec<Taken>,
}

/// Where an object stood, since when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Stay {
    pub(super) state: String,
    pub(super) on: Option<PartialDate>,
    pub(super) organ: Uuid,
    /// The last day on which it can have come there: of an act without a date, the day on which it was known.
    pub(super) by: NaiveDate,
    /// Version of the act that brought it there.
    pub(super) version: i32,
}

/// What a determination says of itself.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Decision {
    pub(super) kind: Option<DecisionOrProposal>,
    pub(super) facts: Vec<Uuid>,
    /// Version of the act.
    pub(super) version: i32,
}

/// An act that is counted itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Taken {
    pub(super) event_id: Uuid,
    pub(super) on: Option<PartialDate>,
    pub(super) organ: Uuid,
    pub(super) respondent: Option<Uuid>,
    pub(super) of_determination: bool,
    pub(super) measure: Option<MinorMeasure>,
    /// A personnel action, and not the decision on a return.
    pub(super) is_action: bool,
}

/// The organ whose act it is.
fn organ(event: &Event) -> Uuid {
    let behalf = event.envelope.on_behalf_of.as_ref().and_then(|behalf| behalf.organ_id);
    behalf.unwrap_or(event.envelope.actor.office_id)
}

/// The organ that the act names, else the one whose act it is.
fn named(body: &Recorded<OrganRef>, event: &Event) -> Uuid {
    body.known().map_or_else(|| organ(event), |body| body.organ_id)
}

/// By which day an act had happened.
fn latest(event: &Event) -> NaiveDate {
    event.envelope.occurred.date.map_or_else(|| office_day(event.known_at()), PartialDate::last_day)
}

impl Noted {
    /// Notes an act that stands on the case, with what it moved.
    pub(super) fn note(&mut self, case: &Case, event: &Event, moved: &[Moved]) {
        self.moved(event, moved);
        let refs = event.refs();
        match event.act() {
            Act::ReportReceived(_) => self.brought(event, "report", organ(event)),
            Act::ClueOpened(p) => {
                self.brought(event, "clue", organ(event));
                let source = p.source.known().copied();
                self.clue_sources.extend(refs.ids("clue").filter_map(|id| Some((id, source?))));
            }
            Act::CaseFilingProposed(p) => self.entered(&p.respondents),
            Act::CaseFiled(p) => {
                self.entered(&p.respondents);
                self.opened(case, true, named(&p.organ, event));
            }
            Act::AccountabilityInquiryStarted(p) => {
                self.entered(&p.respondents);
                self.opened(case, false, named(&p.initiator, event));
            }
            Act::RespondentAdded(p) => self.entered(std::slice::from_ref(&p.entry)),
            Act::FactListed(p) => {
                let discipline = p.discipline.as_ref().and_then(|one| one.known().copied());
                let whose: Vec<Uuid> = refs.ids("respondent").collect();
                self.disciplines.extend(refs.ids("fact").filter_map(|id| Some((id, (discipline?, whose.clone())))));
            }
            _ => self.note_later(event),
        }
    }

    /// Acts from the decision on.
    fn note_later(&mut self, event: &Event) {
        let refs = event.refs();
        match event.act() {
            Act::DeterminationMade(p) => {
                self.brought(event, "determination", named(&p.body, event));
                let kind = p.decision_or_proposal.known().copied();
                let decision = Decision { kind, facts: refs.ids("fact").collect(), version: event.version };
                self.decisions.extend(refs.id("determination").map(|id| (id, decision)));
            }
            Act::AppealDecided(p) => {
                self.appeal_organs.extend(refs.ids("appeal").map(|id| (id, named(&p.body, event))));
                let each = p.per_determination.known().into_iter().flatten().map(|one| one.determination);
                self.taken_away.extend(refs.ids("determination").chain(each).map(|id| (id, latest(event))));
            }
            Act::AppealFiled(_) => self.brought(event, "appeal", organ(event)),
            Act::MinorMeasureTaken(p) => {
                let taken = Taken {
                    of_determination: refs.id("determination").is_some(),
                    measure: p.kind.known().copied(),
                    ..taken(event)
                };
                self.minor_measures.push(taken);
            }
            Act::ReappointmentDecided(p) if p.approved.known() == Some(&true) => self.returns.push(taken(event)),
            Act::PersonnelActionRecorded(p) if p.action.known() == Some(&PersonnelAction::Appointed) => {
                self.returns.push(Taken { is_action: true, ..taken(event) });
            }
            Act::CaseClosed(_) => self.closings.push(taken(event)),
            _ => {}
        }
    }

    fn moved(&mut self, event: &Event, moved: &[Moved]) {
        for one in moved {
            if matches!(one.machine.as_str(), "report" | "clue" | "track" | "appeal") {
                let (state, on) = (one.to.clone(), event.envelope.occurred.date);
                let stay = Stay { state, on, organ: organ(event), by: latest(event), version: event.version };
                self.moves.entry(one.object.clone()).or_default().push(stay);
            }
            if one.machine == "referral" && one.to == "referred" {
                self.referrals.entry(one.object.clone()).or_insert_with(|| taken(event));
            }
        }
    }

    fn brought(&mut self, event: &Event, role: &str, organ: Uuid) {
        for id in event.refs().ids(role) {
            self.organs.entry(id).or_insert(organ);
        }
    }

    fn opened(&mut self, case: &Case, filed: bool, organ: Uuid) {
        self.filed.get_or_insert(filed);
        self.organs.entry(case.id).or_insert(organ);
    }

    fn entered(&mut self, entries: &[RespondentEntry]) {
        let manager = |entry: &RespondentEntry| Some((entry.respondent, entry.managing_organ.known()?.organ_id));
        self.managed_by.extend(entries.iter().filter_map(manager));
    }

    /// Where an object stood, in the order recorded.
    pub(super) fn stays(&self, object: &str) -> &[Stay] {
        self.moves.get(object).map_or(&[], Vec::as_slice)
    }

    /// When a pair was filed or its inquiry started.
    pub(super) fn pair_began(&self, pair: (Uuid, TrackCode)) -> Option<&Stay> {
        let stays = self.stays(&object(pair));
        stays.iter().find(|stay| matches!(stay.state.as_str(), "filed" | "inquiring"))
    }

    /// When it came to a state first.
    pub(super) fn reached(&self, object: &str, states: &[&str]) -> Option<&Stay> {
        self.stays(object).iter().find(|stay| states.contains(&stay.state.as_str()))
    }
}

fn taken(event: &Event) -> Taken {
    Taken {
        event_id: event.id(),
        on: event.envelope.occurred.date,
        organ: organ(event),
        respondent: event.refs().id("respondent"),
        of_determination: false,
        measure: None,
        is_action: false,
    }
}

/// A pair as moves name it.
pub(super) fn object((respondent, track): (Uuid, TrackCode)) -> String {
    format!("{respondent}/{track}")
}
