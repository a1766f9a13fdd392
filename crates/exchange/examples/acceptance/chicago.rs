//! The facts of the set `chicago`: complaints, handlers, allegations and closings from the states; codes from the log.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::time::PartialDate;

use crate::Facts;
use crate::counting::{Histogram, summary};
use crate::walk::{CaseBack, StepBack};

const ASSIGNMENT: &str = "assignment";
const SUSTAINED: &str = "SU";
const SEPARATION: &str = "400";

/// Everything gathered.
#[derive(Default)]
pub(crate) struct Chicago {
    cases: u64,
    systems: Histogram,
    agencies: Histogram,
    complainants: Histogram,
    statuses: Histogram,
    counts: Histogram,
    anomalies: Histogram,
    events: Histogram,
    undated: u64,
    overturning: Histogram,
    recommended_finding: Histogram,
    recommended_discipline: Histogram,
    final_finding: Histogram,
    final_discipline: Histogram,
    investigators: HashSet<Uuid>,
    subjects: HashMap<Uuid, u32>,
    most_assignments: usize,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    days: Days,
}

#[derive(Default)]
struct Days {
    complaint_to_closed: Vec<i64>,
    complaint_to_first_assignment: Vec<i64>,
    incident_to_complaint: Vec<i64>,
    last_assignment_to_closed: Vec<i64>,
}

impl Facts for Chicago {
    fn add(&mut self, case: &CaseBack<'_>) {
        self.cases += 1;
        self.systems.count(case.of_case("system"));
        self.agencies.count(case.of_case("agency"));
        self.complainants.count(case.of_case("complainant_type"));
        self.statuses.count(case.of_case("status"));
        self.add_people(case);
        self.add_dates(case);
        self.add_findings(case);
    }

    fn finish(self: Box<Self>, _: &Value) -> Value {
        let date = |date: Option<NaiveDate>| json!(date.map(|date| date.to_string()));
        let events: u64 = EVENTS.iter().map(|name| self.events.of(name)).sum();
        let counts = |name: &str| self.counts.of(name);
        json!({
            "accused_allegations": counts("allegations"),
            "anomalies": self.anomalies.json(),
            "assignments": counts("assignments"),
            "cases": self.cases,
            "cases_by_agency": self.agencies.json(),
            "cases_by_complainant_type": self.complainants.json(),
            "cases_by_status": self.statuses.json(),
            "cases_by_system": self.systems.json(),
            "cases_open_no_closed_date": counts("open"),
            "cases_with_allegations": counts("with allegations"),
            "cases_with_more_than_one_assignment": counts("with assignments"),
            "days": {
                "complaint_to_closed": summary(self.days.complaint_to_closed),
                "complaint_to_first_assignment": summary(self.days.complaint_to_first_assignment),
                "incident_to_complaint": summary(self.days.incident_to_complaint),
                "last_assignment_to_closed": summary(self.days.last_assignment_to_closed),
            },
            "distinct_investigators": self.investigators.len(),
            "distinct_subjects": self.subjects.len(),
            "events": events,
            "events_by_type": self.events.json(),
            "final_discipline": self.final_discipline.json(),
            "final_finding": self.final_finding.json(),
            "first_complaint_date": date(self.first),
            "last_complaint_date": date(self.last),
            "max_assignments_in_a_case": self.most_assignments,
            "max_cases_for_one_subject": self.subjects.values().max(),
            "overturning": self.overturning.json(),
            "recommended_discipline": self.recommended_discipline.json(),
            "recommended_finding": self.recommended_finding.json(),
            "subjects_in_10_or_more_cases": self.subjects.values().filter(|cases| **cases >= 10).count(),
            "undated_events": self.undated,
        })
    }
}

/// The kinds of events of the source.
const EVENTS: [&str; 9] = [
    "allegation_recorded",
    "case_closed",
    "complaint_filed",
    "finding_final",
    "finding_recommended",
    "incident_occurred",
    "investigator_assigned",
    "penalty_final",
    "penalty_recommended",
];

impl Chicago {
    fn add_people(&mut self, case: &CaseBack<'_>) {
        let handlers = &case.state.handlers;
        self.counts.add("assignments", handlers.len() as u64);
        self.counts.fact("with assignments", handlers.len() > 1);
        self.most_assignments = self.most_assignments.max(handlers.len());
        self.investigators.extend(handlers.iter().filter_map(|handler| handler.person));
        let unnamed = handlers.iter().filter(|handler| handler.person.is_none()).count();
        self.anomalies.add("assignment_without_named_investigator", unnamed as u64);
        for official in case.state.respondents.values().filter_map(|respondent| respondent.official) {
            *self.subjects.entry(official).or_default() += 1;
        }
    }

    fn add_dates(&mut self, case: &CaseBack<'_>) {
        let complaint = case.state.reports.values().find_map(|report| day(report.received_on));
        let closed = case.state.closed.as_ref().and_then(|closing| day(closing.on));
        let incident = written(case.of_case("incident_date"));
        // A date that cannot be right is no date of the act; what the source wrote stands beside it.
        let assigned: Vec<NaiveDate> =
            case.all(ASSIGNMENT).filter_map(|step| written(step.field("assigned_date"))).collect();
        let undated = case.all(ASSIGNMENT).count() - assigned.len();
        let (first, last) = (assigned.iter().min().copied(), assigned.iter().max().copied());
        let between = |from: Option<NaiveDate>, to: Option<NaiveDate>| Some((to? - from?).num_days());
        let facts = [
            ("any_assignment_after_closed", between(closed, last).is_some_and(|days| days > 0)),
            ("closed_before_complaint", between(complaint, closed).is_some_and(|days| days < 0)),
            ("complaint_before_incident", between(incident, complaint).is_some_and(|days| days < 0)),
            ("first_assignment_before_complaint", between(complaint, first).is_some_and(|days| days < 0)),
        ];
        for (name, holds) in facts {
            self.anomalies.fact(name, holds);
        }
        let late = assigned.iter().filter(|date| **date >= AFTER_2024).count();
        self.anomalies.add("assignment_after_2024", late as u64);
        self.anomalies.add("assignment_without_date", undated as u64);
        self.days.complaint_to_closed.extend(between(complaint, closed));
        self.days.complaint_to_first_assignment.extend(between(complaint, first));
        self.days.incident_to_complaint.extend(between(incident, complaint));
        self.days.last_assignment_to_closed.extend(between(last, closed));
        self.counts.fact("open", case.state.closed.is_none());
        self.first = self.first.into_iter().chain(complaint).min();
        self.last = self.last.max(complaint);
        self.events.fact("case_closed", case.state.closed.is_some());
        self.events.add("complaint_filed", case.state.reports.len() as u64);
        self.events.fact("incident_occurred", incident.is_some());
        self.events.add("investigator_assigned", case.state.handlers.len() as u64);
        self.undated += undated as u64;
    }

    fn add_findings(&mut self, case: &CaseBack<'_>) {
        let allegations = case.state.facts.len() as u64;
        self.counts.add("allegations", allegations);
        self.counts.fact("with allegations", allegations > 0);
        self.events.add("allegation_recorded", allegations);
        self.undated += allegations;
        let by_number = |label: &str| -> BTreeMap<&str, &StepBack> {
            case.steps.iter().filter(|step| step.label == label).map(|step| (step.field("allegation"), step)).collect()
        };
        let (recommended, decided) = (by_number("recommended"), by_number("final"));
        for step in case.all("allegation") {
            self.anomalies.fact("allegation_without_subject", step.field("subject").is_empty());
            let number = step.field("allegation");
            let of = |steps: &BTreeMap<&str, &StepBack>, name: &str| {
                steps.get(number).map_or_else(String::new, |step| step.field(name).to_owned())
            };
            self.add_allegation(&Allegation {
                recommended_finding: of(&recommended, "recommended_finding"),
                recommended_discipline: of(&recommended, "recommended_discipline"),
                final_finding: of(&decided, "final_finding"),
                final_discipline: of(&decided, "final_discipline"),
            });
        }
    }

    fn add_allegation(&mut self, one: &Allegation) {
        let Allegation { recommended_finding, recommended_discipline, final_finding, final_discipline } = one;
        let told = [
            (&mut self.recommended_finding, "finding_recommended", recommended_finding),
            (&mut self.recommended_discipline, "penalty_recommended", recommended_discipline),
            (&mut self.final_finding, "finding_final", final_finding),
            (&mut self.final_discipline, "penalty_final", final_discipline),
        ];
        for (codes, event, code) in told {
            codes.value(code);
            self.events.fact(event, !code.is_empty());
            self.undated += u64::from(!code.is_empty());
        }
        let both = !recommended_discipline.is_empty() && !final_discipline.is_empty();
        let (sustained, finally) = (recommended_finding == SUSTAINED, final_finding == SUSTAINED);
        let separation = recommended_discipline == SEPARATION;
        let facts = [
            ("discipline_both_present", both),
            ("discipline_changed", both && recommended_discipline != final_discipline),
            ("recommended_not_sustained_final_sustained", !recommended_finding.is_empty() && !sustained && finally),
            ("recommended_separation_400", separation),
            ("recommended_separation_final_separation", separation && final_discipline == SEPARATION),
            ("recommended_sustained", sustained),
            ("recommended_sustained_final_blank", sustained && final_finding.is_empty()),
            ("recommended_sustained_final_other", sustained && !finally && !final_finding.is_empty()),
            ("recommended_sustained_final_sustained", sustained && finally),
        ];
        for (name, holds) in facts {
            self.overturning.fact(name, holds);
        }
    }
}

/// The codes of one allegation.
struct Allegation {
    recommended_finding: String,
    recommended_discipline: String,
    final_finding: String,
    final_discipline: String,
}

const AFTER_2024: NaiveDate = match NaiveDate::from_ymd_opt(2025, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MAX,
};

fn day(date: Option<PartialDate>) -> Option<NaiveDate> {
    date.map(PartialDate::first_day)
}

fn written(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}
