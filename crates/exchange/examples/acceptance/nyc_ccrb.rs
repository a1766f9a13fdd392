//! The facts of the set `nyc-ccrb`: what the register said on a day, from what is effective of each case as known then; how
//! it changed, from what each event says of its source.

mod changes;
mod rows;

use std::collections::HashMap;

use anyhow::{Context, Result};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use serde_json::{Map, Value, json};
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::history::History;

use crate::Facts;
use crate::counting::Histogram;
use crate::walk::CaseBack;
use changes::Changes;
use rows::{RegisterRow, rows_of};

/// Everything gathered.
pub(crate) struct NycCcrb {
    baseline: (DateTime<Utc>, Snapshot),
    days: Vec<(String, DateTime<Utc>, Snapshot)>,
    last: Snapshot,
    changes: Changes,
    review: Histogram,
    closings: Histogram,
    closings_all: u64,
    closings_with_rows: u64,
}

/// The register as it stood.
#[derive(Default)]
struct Snapshot {
    rows: u64,
    complaints: u64,
    officers: HashMap<Uuid, u64>,
    closing_dates: u64,
    report_dates: u64,
    penalties: u64,
    no_penalty: u64,
    statuses: Histogram,
    dispositions: Histogram,
    charged: Histogram,
}

const BLANK: &str = "(blank)";

impl NycCcrb {
    /// The days asked for stand in the expected file.
    pub(crate) fn new(expected: &Value) -> Result<Self> {
        let baseline = expected["baseline_recorded_at"].as_str().context("the baseline has a moment")?.parse()?;
        let mut days = Vec::new();
        for day in expected["as_of_start_of_utc_day"].as_object().context("days that are asked for")?.keys() {
            // What was known before that midnight.
            let midnight = day.parse::<NaiveDate>()?.and_time(NaiveTime::MIN).and_utc();
            days.push((day.clone(), midnight - Duration::microseconds(1), Snapshot::default()));
        }
        Ok(Self {
            baseline: (baseline, Snapshot::default()),
            days,
            last: Snapshot::default(),
            changes: Changes::new(baseline),
            review: Histogram::default(),
            closings: Histogram::default(),
            closings_all: 0,
            closings_with_rows: 0,
        })
    }
}

impl Facts for NycCcrb {
    fn add(&mut self, case: &CaseBack<'_>) {
        let history: History = wenze_projections::history(case.stored);
        let known = |known| rows_of(&history, Cut { known: Some(known), ..Cut::default() });
        self.baseline.1.add(&known(self.baseline.0));
        for (_, moment, snapshot) in &mut self.days {
            snapshot.add(&known(*moment));
        }
        let last = rows_of(&history, Cut::default());
        self.last.add(&last);
        let written = self.changes.follow(&history);
        for (officer, row) in &last {
            let of = |column: &str| {
                let cells = written.get(&row.name).filter(|_| case.state.respondents.contains_key(officer));
                cells.and_then(|cells| cells.get(column)).cloned().unwrap_or_default()
            };
            self.review(row, &of);
        }
        for step in case.all("closing report") {
            self.closings_all += 1;
            self.closings_with_rows += u64::from(!last.is_empty());
            self.closings.count(step.field("disposition"));
        }
    }

    fn finish(self: Box<Self>, _: &Value) -> Value {
        let days: Map<String, Value> =
            self.days.iter().map(|(day, _, snapshot)| (day.clone(), snapshot.json())).collect();
        let mut facts = json!({
            "as_of_start_of_utc_day": days,
            "baseline": self.baseline.1.json(),
            "closing_reports": {
                "also_in_penalty_table": self.closings_with_rows,
                "by_disposition": self.closings.json(),
                "n": self.closings_all,
            },
            "final": self.last.json(),
            "final_review_and_overruling": self.review.json(),
            "max_rows_for_one_officer": self.last.officers.values().max(),
            "officers_in_2_or_more_rows": self.last.officers.values().filter(|rows| **rows >= 2).count(),
        });
        for (name, value) in self.changes.finish() {
            facts[name] = value;
        }
        facts
    }
}

impl NycCcrb {
    /// How the rows that stand at the end were decided. What the board and the trial proposed is sealed in the acts; the
    /// source's words stand beside them.
    fn review(&mut self, row: &RegisterRow, written: &dyn Fn(&str) -> String) {
        let board = written("board_recommendation");
        let (sought, trial) =
            (written("apu_ccrb_recommended_penalty"), written("apu_commissioner_recommended_penalty"));
        let status = row.status.as_str();
        let facts = [
            ("board_recommendation_differs_from_disposition", !board.is_empty() && board != row.disposition),
            (
                "commissioner_recommendation_differs_from_ccrb",
                !sought.is_empty() && !trial.is_empty() && sought != trial,
            ),
            ("guilty_after_trial_approved", status.starts_with("Closed: Guilty after trial-PC")),
            ("limitation_expired", status.contains("SOL Expired")),
            ("not_guilty_after_trial", status.starts_with("Closed: Not guilty")),
            ("plea_set_aside", status.contains("Plea set aside")),
            ("retained_by_department", status.contains("Retained")),
            ("substantiated_but_no_penalty", row.penalty == "No penalty"),
            ("trial_verdict_reversed_by_commissioner", status.contains("Trial verdict reversed")),
        ];
        for (name, holds) in facts {
            self.review.fact(name, holds);
        }
    }
}

impl Snapshot {
    fn add(&mut self, rows: &HashMap<Uuid, RegisterRow>) {
        self.complaints += u64::from(!rows.is_empty());
        for row in rows.values() {
            self.rows += 1;
            *self.officers.entry(row.official).or_default() += 1;
            self.closing_dates += u64::from(row.closed_on.is_some());
            self.report_dates += u64::from(row.reported_on.is_some());
            self.penalties += u64::from(!row.penalty.is_empty());
            self.no_penalty += u64::from(row.penalty == "No penalty");
            self.statuses.count(if row.status.is_empty() { BLANK } else { &row.status });
            self.dispositions.count(&row.disposition);
            self.charged.count(if row.is_charged { "Yes" } else { "No" });
        }
    }

    fn json(&self) -> Value {
        json!({
            "apu_closing_date_present": self.closing_dates,
            "apu_status": self.statuses.json(),
            "ccrb_disposition": self.dispositions.json(),
            "complaints": self.complaints,
            "is_apu": self.charged.json(),
            "nonapu_penalty_report_date_present": self.report_dates,
            "nypd_penalty_no_penalty": self.no_penalty,
            "nypd_penalty_present": self.penalties,
            "officers": self.officers.len(),
            "rows": self.rows,
        })
    }
}
