//! A case on its way: its state, and the passages found since it was loaded.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::evolve::evolve;
use wenze_domain::fields::PartialDate;
use wenze_projector::ledger::Recorded;

use super::PASSAGES_PER_CASE_MAX;
use super::passage::{Found, PASSAGE_BYTES, Passage};
use crate::decoding;

/// Persons whose names lead to a case.
const PERSONS_PER_CASE_MAX: usize = 1_000;
/// What a state holds besides, however short its history: its first objects and their maps.
const HELD_AT_LEAST_BYTES: usize = 1_536;
/// What a state holds in memory for 100 bytes of its events, as that of `boards`.
const HELD_PERCENT: usize = 32;

/// A case on its way.
#[derive(Clone)]
pub(super) struct CaseRow {
    pub(super) state: State,
    pub(super) fresh: Vec<Passage>,
    pub(super) last_recorded_at: DateTime<Utc>,
    folded_bytes: usize,
    /// The numbers that stand in the index; none where that is not known.
    pub(super) numbered: Option<BTreeSet<String>>,
}

/// The case, and what search notes of its acts that the case does not keep.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) case: Case,
    /// Passages found so far, whether or not their texts can be read.
    #[serde(default)]
    passages: usize,
    /// Persons named by their ids.
    #[serde(default)]
    persons: BTreeSet<Uuid>,
    /// The organ of the first act.
    #[serde(default)]
    office: Option<Uuid>,
    /// The year of the first act with a date.
    #[serde(default)]
    first_year: Option<i16>,
}

impl Default for CaseRow {
    /// A case of which nothing stands in the index.
    fn default() -> Self {
        let (state, last_recorded_at) = (State::default(), DateTime::default());
        Self { state, fresh: Vec::new(), last_recorded_at, folded_bytes: 0, numbered: Some(BTreeSet::new()) }
    }
}

impl CaseRow {
    pub(super) fn loaded(state: &str, last_recorded_at: DateTime<Utc>) -> Self {
        let folded_bytes = state.len() * decoding::EVENT_BYTES_PER_STATE_BYTE;
        let state = serde_json::from_str(state).unwrap_or_default();
        Self { state, last_recorded_at, folded_bytes, numbered: None, ..Self::default() }
    }

    pub(super) fn bytes(&self) -> usize {
        let folded = HELD_AT_LEAST_BYTES + self.folded_bytes * HELD_PERCENT / 100;
        size_of::<Self>() + folded + self.fresh.len() * PASSAGE_BYTES
    }

    /// Once it is stored: what was found is in the tables.
    pub(super) fn stored(&mut self) {
        self.fresh.clear();
        self.numbered = Some(self.state.numbers());
    }

    pub(super) fn fold(&mut self, id: Uuid, event: &Recorded) {
        self.folded_bytes += event.content.len();
        self.last_recorded_at = event.recorded_at;
        if let Some(item) = decoding::next_effective(id, &mut self.state.case, event) {
            self.take(&item);
        }
    }

    pub(super) fn of(id: Uuid, events: &[Recorded]) -> Self {
        let history = decoding::history(events);
        let mut row = Self { state: State { case: Case::new(id), ..State::default() }, ..Self::default() };
        for item in history.effective(Cut::default()) {
            row.take(&item);
        }
        // As the case itself is folded from its history: what cannot be read counts too.
        row.state.case.unreadable = history.unreadable.iter().map(|(version, _)| *version).collect();
        row.state.case.version = history.version;
        row.last_recorded_at = events.last().map_or_else(DateTime::default, |event| event.recorded_at);
        row.folded_bytes = events.iter().map(|event| event.content.len()).sum();
        row
    }

    fn take(&mut self, item: &Effective<'_>) {
        evolve(&mut self.state.case, item);
        let (event, envelope) = (&item.event, &item.event.envelope);
        let found = Found::of(event);
        let state = &mut self.state;
        let room = PERSONS_PER_CASE_MAX.saturating_sub(state.persons.len());
        state.persons.extend(found.persons.into_iter().take(room));
        let organ = envelope.on_behalf_of.as_ref().and_then(|one| one.organ_id).unwrap_or(envelope.actor.office_id);
        state.office.get_or_insert(organ);
        let date = envelope.occurred.date;
        state.first_year = state.first_year.or_else(|| date.and_then(year));
        let room = PASSAGES_PER_CASE_MAX.saturating_sub(state.passages);
        let passages = found.passages.into_iter().take(room).zip(1_i16..).map(|((field, source), ordinal)| Passage {
            version: event.version,
            ordinal,
            event_id: event.id(),
            kind: envelope.kind.clone(),
            occurred: date.map(|date| date.to_string()),
            from: date.map(PartialDate::first_day),
            until: date.map(PartialDate::last_day),
            field,
            source,
        });
        let before = self.fresh.len();
        self.fresh.extend(passages);
        state.passages += self.fresh.len() - before;
    }
}

impl State {
    /// The organ that numbered the filing; before that, the one of the first act.
    pub(super) fn organ(&self) -> Option<Uuid> {
        self.case.case_no.as_ref().and_then(|no| no.organ).or(self.office)
    }

    /// The year in which it became a case; before that, the year of its first act.
    pub(super) fn year(&self) -> Option<i16> {
        self.case.opened_as_case_on.and_then(year).or(self.first_year)
    }

    /// By what a respondent can be asked for: its id in the case and those in the registers.
    pub(super) fn respondents(&self) -> BTreeSet<Uuid> {
        let one = |(id, of): (&Uuid, &wenze_domain::case::Respondent)| [Some(*id), of.official, of.organ];
        self.case.respondents.iter().flat_map(one).flatten().collect()
    }

    /// Persons and organs whose names lead here: those named in acts, and those it is about. Whoever only keeps the record
    /// is not among them.
    pub(super) fn objects(&self) -> BTreeSet<Uuid> {
        let about = self.case.respondents.values().flat_map(|of| [of.official, of.organ]).flatten();
        about.chain(self.persons.iter().copied()).collect()
    }

    /// Every number a person would search by.
    pub(super) fn numbers(&self) -> BTreeSet<String> {
        let case = &self.case;
        let own = case.case_no.iter().map(|no| no.no.clone());
        let reports = case.reports.values().filter_map(|report| report.register_no.clone());
        own.chain(reports).chain(case.documents.values().filter_map(|document| document.doc_no.clone())).collect()
    }
}

fn year(date: PartialDate) -> Option<i16> {
    i16::try_from(date.first_day().year()).ok()
}
