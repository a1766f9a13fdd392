//! Stages by offices: how many cases, the oldest, and in how many something is overdue.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use uuid::Uuid;
use wenze_casework::OverviewCell;
use wenze_domain::fields::PartialDate;

use super::listed::{NONE, OFFICE, OVERDUE, STAGE};
use crate::parts::{StateTag, When};
use crate::rank;
use crate::reader::{Reader, address};

/// Offices with a column of their own; those with fewer cases are told in the list of a stage.
const OFFICES_MAX: usize = 8;

/// The matrix.
pub(super) struct Matrix {
    pub(super) offices: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// Offices without a column.
    pub(super) more: Option<String>,
}

/// One stage.
pub(super) struct Row {
    pub(super) stage: StateTag,
    /// Of what it is a stage.
    pub(super) of: String,
    /// All offices together.
    pub(super) whole: Option<Cell>,
    pub(super) cells: Vec<Option<Cell>>,
}

/// One number with its list.
pub(super) struct Cell {
    pub(super) label: String,
    pub(super) cases: i64,
    pub(super) href: String,
    pub(super) oldest: Option<When>,
    pub(super) overdue: Option<(String, String)>,
}

impl Matrix {
    pub(super) fn new(reader: &Reader, cells: &[OverviewCell]) -> Self {
        let (offices, more) = offices(cells);
        let names = offices.iter().map(|id| name(reader, cells, *id)).collect::<Vec<_>>();
        let stages: BTreeSet<_> = cells
            .iter()
            .map(|cell| (rank::of(&cell.machine, &cell.stage.code), &cell.machine, &cell.stage.code))
            .collect();
        let row = |(_, machine, stage): &((usize, usize), &String, &String)| {
            let own: Vec<&OverviewCell> =
                cells.iter().filter(|cell| (&cell.machine, &cell.stage.code) == (*machine, *stage)).collect();
            let of = |office: &Option<Uuid>| own.iter().find(|cell| cell.organ == *office).copied();
            let cells = offices
                .iter()
                .zip(&names)
                .map(|(office, label)| of(office).map(|cell| one(reader, label, &[cell], Some(*office))));
            Row {
                stage: StateTag::new(reader.words, machine, stage),
                of: reader.words.refs_role(machine),
                whole: Some(one(reader, &reader.texts.say("overview-all"), &own, None)),
                cells: cells.collect(),
            }
        };
        let rows = stages.iter().map(row).collect();
        let more = (more > 0).then(|| reader.texts.tell("overview-more", [("offices", more.into())]));
        Self { offices: names, rows, more }
    }
}

/// The offices with most cases, cases without an open duty last; and how many are left out.
fn offices(cells: &[OverviewCell]) -> (Vec<Option<Uuid>>, usize) {
    let mut sums: BTreeMap<Option<Uuid>, i64> = BTreeMap::new();
    for cell in cells {
        *sums.entry(cell.organ).or_default() += cell.cases;
    }
    let has_none = sums.remove(&None).is_some();
    let mut sorted: Vec<(Option<Uuid>, i64)> = sums.into_iter().collect();
    sorted.sort_by_key(|(office, cases)| (-cases, *office));
    let more = sorted.len().saturating_sub(OFFICES_MAX);
    sorted.truncate(OFFICES_MAX);
    (sorted.into_iter().map(|(office, _)| office).chain(has_none.then_some(None)).collect(), more)
}

fn name(reader: &Reader, cells: &[OverviewCell], office: Option<Uuid>) -> String {
    let Some(id) = office else { return reader.texts.say("overview-no-duty") };
    let named = cells.iter().find(|cell| cell.organ == Some(id)).and_then(|cell| cell.organ_name.clone());
    named.unwrap_or_else(|| reader.texts.say("overview-office-unknown"))
}

#[expect(clippy::option_option, reason = "all offices, one, or the cases that lie at none")]
/// The number of some cells of one stage, with its list.
fn one(reader: &Reader, label: &str, cells: &[&OverviewCell], office: Option<Option<Uuid>>) -> Cell {
    let stage = cells.first().map(|cell| format!("{}/{}", cell.machine, cell.stage.code)).unwrap_or_default();
    let office = office.map(|office| office.map_or_else(|| NONE.to_owned(), |id| id.to_string()));
    let listed = |overdue: bool| {
        let mut named = vec![(STAGE, stage.as_str())];
        named.extend(office.as_deref().map(|office| (OFFICE, office)));
        named.extend(overdue.then_some((OVERDUE, "1")));
        address("/overview/cases", &named)
    };
    let overdue: i64 = cells.iter().map(|cell| cell.overdue).sum();
    let oldest: Option<NaiveDate> = cells.iter().filter_map(|cell| cell.oldest).min();
    Cell {
        label: label.to_owned(),
        cases: cells.iter().map(|cell| cell.cases).sum(),
        href: listed(false),
        oldest: oldest.map(|day| When::date(reader.words, PartialDate::day(day))),
        overdue: (overdue > 0).then(|| (reader.texts.tell("overview-overdue", [("n", overdue.into())]), listed(true))),
    }
}
