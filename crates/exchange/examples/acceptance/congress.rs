//! The facts of the set `congress`: cases and members from the states, steps from the log.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::time::Precision;

use crate::Facts;
use crate::counting::{Histogram, median};
use crate::walk::{CaseBack, StepBack};

/// The step that stands for the case itself.
const ALLEGATION: &str = "allegation";
/// Words that steps are searched for.
const MENTIONS: [&str; 11] = [
    "appeal",
    "censure",
    "convicted",
    "dismissed",
    "expel",
    "fined",
    "indicted",
    "investigative subcommittee",
    "pardon",
    "reprimand",
    "resign",
];
/// What the source puts in the place of names.
const MASKS: [&str; 2] = ["[MEMBER]", "[NAME]"];

/// Everything gathered.
#[derive(Default)]
pub(crate) struct Congress {
    cases: u64,
    steps: u64,
    resolved: u64,
    of_a_body: u64,
    same_day: u64,
    goes_back: u64,
    masked: usize,
    appealing: u64,
    officials: Histogram,
    unnamed: BTreeSet<Uuid>,
    tags: Histogram,
    step_tags: Histogram,
    bodies: Histogram,
    precision: Histogram,
    hints: Histogram,
    labels: Histogram,
    per_case: Histogram,
    mentions: Histogram,
    spans: Vec<i64>,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

impl Facts for Congress {
    fn add(&mut self, case: &CaseBack<'_>) {
        let steps: Vec<&StepBack> = case.steps.iter().filter(|step| step.label != ALLEGATION).collect();
        self.cases += 1;
        self.steps += steps.len() as u64;
        self.per_case.count(&steps.len().to_string());
        self.resolved += u64::from(case.of_case("resolved") == "true");
        for tag in case.list_of_case("tags") {
            self.tags.count(tag);
        }
        for (id, respondent) in &case.state.respondents {
            match respondent.official {
                Some(official) => self.officials.count(&official.to_string()),
                None => drop(self.unnamed.insert(*id)),
            }
        }
        self.appealing += u64::from(steps.iter().any(|step| mentions(step, "appeal")));
        for step in &steps {
            self.step(step);
        }
        for pair in steps.windows(2) {
            let (one, other) = (exact(pair[0]), exact(pair[1]));
            self.same_day += u64::from(one.is_some() && one == other);
            self.goes_back += u64::from(one.zip(other).is_some_and(|(one, other)| one > other));
        }
        let days: Vec<NaiveDate> = steps.iter().filter_map(|step| exact(step)).collect();
        if let (Some(first), Some(last), true) = (days.iter().min(), days.iter().max(), days.len() > 1) {
            self.spans.push((*last - *first).num_days());
        }
    }

    fn finish(mut self: Box<Self>, _: &Value) -> Value {
        self.spans.sort_unstable();
        let date = |date: Option<NaiveDate>| json!(date.map(|date| date.to_string()));
        json!({
            "appeal_labels_by_hand": self.labels.json(),
            "bodies": self.bodies.json(),
            "cases": self.cases,
            "cases_mentioning_appeal": self.appealing,
            "date_precision": self.precision.json(),
            "days_first_to_last_day_precise": {
                "max": self.spans.last(), "median": median(&self.spans), "n": self.spans.len(),
            },
            "first_date": date(self.first),
            "hint_counts_not_truth": self.hints.json(),
            "last_date": date(self.last),
            "officials": self.officials.len() + self.unnamed.len(),
            "officials_with_2_or_more_cases": self.officials.at_least(2),
            "resolved": self.resolved,
            "same_day_adjacent_steps": self.same_day,
            "step_tags_of_source": self.step_tags.json(),
            "steps": self.steps,
            "steps_mentioning": self.mentions.json(),
            "steps_of_a_body": self.of_a_body,
            "steps_out_of_date_order": self.goes_back,
            "steps_per_case": self.per_case.json(),
            "tags": self.tags.json(),
            "third_party_mask_tokens": self.masked,
            "unresolved": self.cases - self.resolved,
        })
    }
}

impl Congress {
    fn step(&mut self, step: &StepBack) {
        self.bodies.value(step.field("body"));
        self.hints.count(step.field("hint"));
        self.of_a_body += u64::from(step.field("is_action_of_a_body") == "true");
        self.precision.count(match step.partial.map(wenze_domain::time::PartialDate::precision) {
            Some(Precision::Day) => "day",
            Some(Precision::Month) => "month",
            Some(Precision::Year) => "year",
            None => "none",
        });
        for tag in step.list("tags") {
            self.step_tags.count(tag);
        }
        if !step.field("appeal_label").is_empty() {
            self.labels.count(step.field("appeal_label"));
        }
        for word in MENTIONS {
            self.mentions.fact(word, mentions(step, word));
        }
        let text = step.field("what");
        self.masked += MASKS.iter().map(|mask| text.matches(mask).count()).sum::<usize>();
        self.first = self.first.into_iter().chain(step.date).min();
        self.last = self.last.max(step.date);
    }
}

fn mentions(step: &StepBack, word: &str) -> bool {
    step.field("what").to_lowercase().contains(word)
}

/// The day of a step whose day is known.
fn exact(step: &StepBack) -> Option<NaiveDate> {
    step.partial.filter(|date| date.precision() == Precision::Day).map(wenze_domain::time::PartialDate::first_day)
}
