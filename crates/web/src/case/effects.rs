//! What follows from the measures and decisions: restrictions with their days, and the remedies that are open.

use chrono::NaiveDate;
use uuid::Uuid;
use wenze_casework::CaseView;
use wenze_domain::case::Respondent;
use wenze_domain::codes::{CodeList, TrackCode};
use wenze_domain::effects::Effects;
use wenze_domain::fields::PartialDate;

use super::labels::respondent_name;
use super::matrix::measure_name;
use super::read::Read;
use crate::parts::When;
use crate::reader::Reader;

/// What follows, respondent by respondent.
pub(super) struct Following {
    /// The day it is told for.
    pub(super) day: When,
    pub(super) rows: Vec<Row>,
}

/// One respondent with anything that follows.
pub(super) struct Row {
    pub(super) name: String,
    /// What is barred on the day, each until when.
    pub(super) barred: Vec<String>,
    pub(super) measures: Vec<Told>,
    pub(super) remedies: Vec<Told>,
}

/// One measure or determination.
pub(super) struct Told {
    pub(super) name: String,
    pub(super) track: String,
    pub(super) lines: Vec<String>,
    /// Lines a reader opens.
    pub(super) further: Vec<String>,
}

impl Following {
    pub(super) fn new(reader: &Reader, read: &Read) -> Self {
        let (view, today) = (&read.at.view, read.today(reader));
        let effects = view.effects();
        let row = |(id, respondent): (&Uuid, &Respondent)| Row {
            name: respondent_name(reader, view, respondent),
            barred: barred(reader, &effects, *id, today),
            measures: measures(reader, &effects, *id, today),
            remedies: remedies(reader, view, &effects, *id, today),
        };
        let rows = view.case.respondents.iter().map(row);
        let rows = rows.filter(|row| !row.measures.is_empty() || !row.remedies.is_empty()).collect();
        Self { day: When::date(reader.words, PartialDate::day(today)), rows }
    }
}

fn barred(reader: &Reader, effects: &Effects, respondent: Uuid, today: NaiveDate) -> Vec<String> {
    let own = effects.barred.iter().filter(|one| one.respondent == respondent);
    own.filter_map(|one| reader.words.barred_on(one, today)).collect()
}

fn track(reader: &Reader, track: Option<TrackCode>) -> String {
    track.map(|track| reader.words.code(TrackCode::LIST, track.as_str())).unwrap_or_default()
}

fn measures(reader: &Reader, effects: &Effects, respondent: Uuid, today: NaiveDate) -> Vec<Told> {
    let own = effects.restrictions.iter().filter(|one| one.respondent == respondent);
    let told = own.map(|one| {
        let words = reader.words.measure_effects(one, today);
        let name = measure_name(reader.words, one.track, one.regime.as_ref(), one.code.as_deref());
        Told { name, track: track(reader, one.track), lines: words.lines, further: words.further }
    });
    told.filter(|told| !told.lines.is_empty() || !told.further.is_empty()).collect()
}

fn remedies(reader: &Reader, view: &CaseView, effects: &Effects, respondent: Uuid, today: NaiveDate) -> Vec<Told> {
    let own = effects.remedies.iter().filter(|one| one.respondent == respondent);
    own.map(|one| {
        let made = view.case.determinations.get(&one.determination).and_then(|made| made.made_on);
        let made = made.map(|date| reader.words.partial_date(date)).unwrap_or_default();
        let lines = reader.words.remedy_lines(one, today);
        Told { name: made, track: track(reader, one.track), lines, further: Vec::new() }
    })
    .collect()
}
