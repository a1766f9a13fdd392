//! How the register changed: what each imported event says of its source, in the order of the log.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use wenze_domain::acts::Kind;
use wenze_domain::event::Event;
use wenze_domain::history::History;

use super::rows::field;
use crate::counting::{Histogram, median};

const OFFICER: &str = "officer";
const DISPOSITION: &str = "disposition";
const CHARGED: &str = "is_apu";
const DATES: [&str; 2] = ["apu_closing_date", "nonapu_penalty_report_date"];
/// Steps of the rows of the register.
const STEPS: [&str; 8] =
    [DISPOSITION, "recommendation", "charges", "penalty sought", "trial recommendation", "plea", "status", "penalty"];

/// The cells of a row, as the source writes them.
pub(crate) type Cells = HashMap<String, String>;

pub(crate) struct Changes {
    baseline: DateTime<Utc>,
    first: Option<DateTime<Utc>>,
    last: Option<DateTime<Utc>>,
    by_op: Histogram,
    by_column: BTreeMap<String, Histogram>,
    delays: Vec<i64>,
    most: u64,
    often: u64,
}

impl Changes {
    pub(crate) fn new(baseline: DateTime<Utc>) -> Self {
        Self {
            baseline,
            first: None,
            last: None,
            by_op: Histogram::default(),
            by_column: BTreeMap::new(),
            delays: Vec::new(),
            most: 0,
            often: 0,
        }
    }

    /// Follows one complaint; gives back its rows as they were written last.
    pub(crate) fn follow(&mut self, history: &History) -> HashMap<String, Cells> {
        let mut rows: HashMap<String, Cells> = HashMap::new();
        let mut added: HashMap<String, DateTime<Utc>> = HashMap::new();
        let mut changes: HashMap<String, HashSet<DateTime<Utc>>> = HashMap::new();
        for event in &history.events {
            let Some(origin) = &event.envelope.origin else { continue };
            let Some(label) = origin.label.as_ref().filter(|label| STEPS.contains(&label.as_str())) else { continue };
            let (officer, known) = (field(event, OFFICER), event.known_at());
            self.first = self.first.into_iter().chain([known]).min();
            self.last = self.last.max(Some(known));
            let is_new = known > self.baseline;
            if is_new && changes.entry(officer.clone()).or_default().insert(known) {
                self.by_op.count(op(event, label.as_str()));
            }
            if op(event, label.as_str()) == DELETE {
                rows.remove(&officer);
                continue;
            }
            if event.kind() == Kind::RespondentAdded {
                added.insert(officer.clone(), known);
                rows.insert(officer.clone(), Cells::from([(CHARGED.to_owned(), "No".to_owned())]));
                if is_new {
                    self.column(CHARGED, "inserted");
                }
            }
            let is_added_now = added.get(&officer) == Some(&known);
            let row = rows.entry(officer).or_default();
            for (column, value) in origin.fields.iter().filter(|(name, _)| *name != OFFICER && !name.contains(':')) {
                self.cell(row, column, value, is_new.then_some((known, is_added_now)));
            }
        }
        for moments in changes.values() {
            self.most = self.most.max(moments.len() as u64);
            self.often += u64::from(moments.len() >= 3);
        }
        rows
    }

    /// One cell of a row, and what happened to it if the row is not of the first copy.
    fn cell(&mut self, row: &mut Cells, column: &str, value: &str, change: Option<(DateTime<Utc>, bool)>) {
        let before = row.get(column).cloned().unwrap_or_default();
        if before == value {
            return;
        }
        if value.is_empty() {
            row.remove(column)
        } else {
            row.insert(column.to_owned(), value.to_owned())
        };
        let Some((known, is_added_now)) = change else { return };
        if let (true, Ok(date)) = (DATES.contains(&column), value.parse::<NaiveDate>()) {
            self.delays.push((known.date_naive() - date).num_days());
        }
        if column == CHARGED && is_added_now {
            return;
        }
        let what = match (before.is_empty(), value.is_empty()) {
            (_, true) => "cleared",
            (true, false) if is_added_now => "inserted",
            (true, false) => "set",
            (false, false) => "replaced",
        };
        self.column(column, what);
    }

    fn column(&mut self, column: &str, what: &str) {
        self.by_column.entry(column.to_owned()).or_default().count(what);
    }

    pub(crate) fn finish(mut self) -> Vec<(&'static str, Value)> {
        self.delays.sort_unstable();
        let over = |days: i64| self.delays.iter().filter(|delay| **delay > days).count();
        let delays = json!({
            "max": self.delays.last(), "median": median(&self.delays), "n": self.delays.len(),
            "negative_future_dated": self.delays.iter().filter(|delay| **delay < 0).count(),
            "over_30": over(30), "over_365": over(365),
        });
        let moment = |moment: Option<DateTime<Utc>>| {
            json!(moment.map(|moment| moment.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)))
        };
        let all: u64 = OPS.iter().map(|op| self.by_op.of(op)).sum();
        let columns: BTreeMap<&String, Value> =
            self.by_column.iter().map(|(column, counts)| (column, counts.json())).collect();
        vec![
            ("baseline_recorded_at", moment(self.first)),
            ("changes", all.into()),
            ("changes_by_op", self.by_op.json()),
            ("field_changes", json!(columns)),
            ("final_recorded_at", moment(self.last)),
            ("max_changes_for_a_row", self.most.into()),
            ("recording_delay_days_of_dates_first_seen_in_changes", delays),
            ("rows_with_3_or_more_changes", self.often.into()),
        ]
    }
}

const DELETE: &str = "delete";
const OPS: [&str; 3] = [DELETE, "insert", "update"];

/// What a line of the change log did, by the first event made of it.
fn op(event: &Event, label: &str) -> &'static str {
    let has_cells = event.envelope.origin.as_ref().is_some_and(|origin| origin.fields.len() > 1);
    match event.kind() {
        Kind::RespondentAdded => "insert",
        Kind::RecordVoided if label == DISPOSITION && !has_cells => DELETE,
        _ => "update",
    }
}
