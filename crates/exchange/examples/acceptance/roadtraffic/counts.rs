//! What is counted over all steps: from the log alone.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate};
use serde_json::{Value, json};

use super::{CREATED, FORWARDED, JUDGE, NOTIFIED, PAYMENT, PENALTY, amount, decimal};
use crate::walk::{CaseBack, StepBack};

const TIMESTAMP: &str = "time:timestamp";
const DISMISSAL: &str = "dismissal";
const SIXTY_DAYS_S: i64 = 60 * 86_400;
const VARIANTS: usize = 10;

type Histogram = BTreeMap<String, u64>;

#[derive(Default)]
pub(crate) struct Counts {
    cases: u64,
    events: u64,
    goes_back: u64,
    same_timestamp: u64,
    by_activity: Histogram,
    per_case: Histogram,
    start: Histogram,
    end: Histogram,
    payments: Histogram,
    vehicles: Histogram,
    dismissal_created: Histogram,
    dismissal: Histogram,
    resources: BTreeSet<String>,
    variants: HashMap<Vec<String>, u64>,
    first_date: Option<NaiveDate>,
    last_date: Option<NaiveDate>,
    fined: i64,
    paid: i64,
    elapsed: Elapsed,
}

/// Penalties by the time that really passed since the notification.
#[derive(Default)]
struct Elapsed {
    all: u64,
    less: u64,
    exactly: u64,
    more: u64,
}

impl Counts {
    pub(crate) fn add(&mut self, case: &CaseBack<'_>) {
        self.cases += 1;
        self.events += case.steps.len() as u64;
        count(&mut self.per_case, &case.steps.len().to_string());
        count(&mut self.payments, &case.acts("ExecutionReported").to_string());
        for (side, step) in [(&mut self.start, case.steps.first()), (&mut self.end, case.steps.last())] {
            if let Some(step) = step {
                count(side, &step.label);
            }
        }
        for step in &case.steps {
            self.step(step);
        }
        for pair in case.steps.windows(2) {
            self.goes_back += u64::from(pair[1].date < pair[0].date);
            self.same_timestamp += u64::from(pair[1].field(TIMESTAMP) == pair[0].field(TIMESTAMP));
        }
        let variant: Vec<String> = case.steps.iter().map(|step| step.label.clone()).collect();
        *self.variants.entry(variant).or_default() += 1;
        if let (Some(notified), Some(penalty)) = (case.first(NOTIFIED), case.first(PENALTY)) {
            self.elapsed.add(notified, penalty);
        }
    }

    fn step(&mut self, step: &StepBack) {
        count(&mut self.by_activity, &step.label);
        self.first_date = self.first_date.into_iter().chain(step.date).min();
        self.last_date = self.last_date.max(step.date);
        match step.label.as_str() {
            CREATED => {
                count(&mut self.vehicles, step.field("vehicleClass"));
                count(&mut self.dismissal_created, step.field(DISMISSAL));
                self.resources.insert(step.field("org:resource").to_owned());
                self.fined += amount(step.field("amount")).unwrap_or(0);
            }
            PAYMENT => self.paid += amount(step.field("paymentAmount")).unwrap_or(0),
            FORWARDED | JUDGE => count(&mut self.dismissal, &format!("{} / {}", step.label, step.field(DISMISSAL))),
            _ => {}
        }
    }

    pub(crate) fn finish(self, expected: &Value) -> Vec<(&'static str, Value)> {
        let date = |date: Option<NaiveDate>| json!(date.map(|date| date.to_string()));
        let Elapsed { all, less, exactly, more } = self.elapsed;
        let elapsed = json!({
            "elapsed_exactly": exactly, "elapsed_less_than_60x86400s": less, "elapsed_more_than_60x86400s": more,
            "penalties": all,
        });
        vec![
            ("adjacent_events_date_goes_back", self.goes_back.into()),
            ("adjacent_events_same_timestamp", self.same_timestamp.into()),
            ("cases", self.cases.into()),
            ("dismissal_code_by_event", json!(self.dismissal)),
            ("dismissal_code_on_create_fine", json!(self.dismissal_created)),
            ("distinct_resources_on_create_fine", self.resources.len().into()),
            ("distinct_variants", self.variants.len().into()),
            ("elapsed_time_trap", elapsed),
            ("end_activities", json!(self.end)),
            ("events", self.events.into()),
            ("events_by_activity", json!(self.by_activity)),
            ("events_per_case", json!(self.per_case)),
            ("first_local_date", date(self.first_date)),
            ("last_local_date", date(self.last_date)),
            ("payments_per_case", json!(self.payments)),
            ("start_activities", json!(self.start)),
            ("sum_amount_create_fine", decimal(self.fined)),
            ("sum_paymentAmount", decimal(self.paid)),
            ("top10_variants", commonest(self.variants, &expected["top10_variants"])),
            ("vehicle_class", json!(self.vehicles)),
        ]
    }
}

impl Elapsed {
    fn add(&mut self, notified: &StepBack, penalty: &StepBack) {
        let instant = |step: &StepBack| DateTime::parse_from_rfc3339(step.field(TIMESTAMP)).ok();
        let (Some(from), Some(to)) = (instant(notified), instant(penalty)) else { return };
        self.all += 1;
        let passed = (to - from).num_seconds();
        let class = match passed {
            ..SIXTY_DAYS_S => &mut self.less,
            SIXTY_DAYS_S => &mut self.exactly,
            _ => &mut self.more,
        };
        *class += 1;
    }
}

fn count(histogram: &mut Histogram, key: &str) {
    match histogram.get_mut(key) {
        Some(count) => *count += 1,
        None => {
            histogram.insert(key.to_owned(), 1);
        }
    }
}

/// The commonest variants with their counts. No order among equally common ones is better than the one expected.
fn commonest(variants: HashMap<Vec<String>, u64>, expected: &Value) -> Value {
    let expected: Vec<(Vec<String>, u64)> = serde_json::from_value(expected.clone()).unwrap_or_default();
    let place = |variant: &Vec<String>| expected.iter().position(|(own, _)| own == variant).unwrap_or(VARIANTS);
    let mut all: Vec<(Vec<String>, u64)> = variants.into_iter().collect();
    all.sort_by_cached_key(|(variant, count)| (Reverse(*count), place(variant), variant.clone()));
    all.truncate(VARIANTS);
    json!(all)
}
