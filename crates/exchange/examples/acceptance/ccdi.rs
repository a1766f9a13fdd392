//! The facts of the set `ccdi`: penalties and procedures from the states, what no state holds from the log.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::case::{Case, Measure};
use wenze_domain::codes::{RespondentKind, TrackCode};

use crate::Facts;
use crate::counting::{Histogram, NONE};
use crate::walk::CaseBack;

const DECISION: &str = "decision";
const JUDICIAL: &str = "judicial";
/// How the source calls the measures, by track and code.
const PENALTIES: [(TrackCode, &str, &str); 14] = [
    (TrackCode::Party, "warning", "党内警告"),
    (TrackCode::Party, "serious_warning", "党内严重警告"),
    (TrackCode::Party, "removal_from_party_posts", "撤销党内职务"),
    (TrackCode::Party, "probation", "留党察看"),
    (TrackCode::Party, EXPELLED, "开除党籍"),
    (TrackCode::Gov, "warning", "警告"),
    (TrackCode::Gov, "demerit", "记过"),
    (TrackCode::Gov, "major_demerit", "记大过"),
    (TrackCode::Gov, "downgrade", "降级"),
    (TrackCode::Gov, "removal_from_post", "撤职"),
    (TrackCode::Gov, DISMISSED, "开除公职"),
    (TrackCode::Handling, "relief_of_post", "免职"),
    (TrackCode::Handling, "post_adjustment", "调整职务"),
    (TrackCode::Handling, "org_handling", "降低或取消退休待遇"),
];
const EXPELLED: &str = "expulsion_from_party";
const DISMISSED: &str = "expulsion_from_service";

/// Everything gathered.
#[derive(Default)]
pub(crate) struct Ccdi {
    cases: u64,
    notices: BTreeSet<String>,
    regions: Histogram,
    categories: Histogram,
    kinds: Histogram,
    handling: Histogram,
    precision: Histogram,
    penalties: Histogram,
    families: Histogram,
    dated: u64,
    other_violations: u64,
    expelled_not_dismissed: u64,
    respondents: u64,
    people: BTreeMap<Uuid, BTreeSet<Uuid>>,
}

impl Facts for Ccdi {
    fn add(&mut self, case: &CaseBack<'_>) {
        self.cases += 1;
        self.notices.extend(case.first_date("notice").map(|date| date.to_string()));
        self.regions.count(case.of_case("region"));
        for category in case.list_of_case("categories") {
            self.categories.count(category);
        }
        for step in case.all("unspecified handling") {
            self.handling.count(step.field("item"));
        }
        self.other_violations += u64::from(case.of_case("other_violations_noted") == "true");
        let precision = case.of_case("violation_period/precision");
        self.precision.count(if precision.is_empty() { NONE } else { precision });
        self.kinds.count(kind(&case.state));
        self.dated += case.state.measures.values().filter(|measure| dated(case, measure)).count() as u64;
        let judicial = case.all(DECISION).filter(|step| step.field("family") == JUDICIAL);
        for step in judicial {
            self.penalties.count(step.field("penalty"));
            self.dated += u64::from(step.date.is_some());
        }
        for measure in case.state.measures.values() {
            self.penalties.count(&words(measure));
        }
        self.add_respondents(case);
    }

    fn finish(self: Box<Self>, _: &Value) -> Value {
        let in_two: Vec<Uuid> = self.people.iter().filter(|(_, cases)| cases.len() > 1).map(|(id, _)| *id).collect();
        json!({
            "by_category": self.categories.json(),
            "by_region": self.regions.json(),
            "cases": self.cases,
            "dated_decisions": self.dated,
            "distinct_respondents": self.people.len(),
            "expelled_from_party_without_dismissal_from_office": self.expelled_not_dismissed,
            "notices": self.notices.len(),
            "other_violations_noted": self.other_violations,
            "penalties": self.penalties.json(),
            "penalty_families_per_respondent": self.families.json(),
            "respondent_kind": self.kinds.json(),
            "respondents": self.respondents,
            "respondents_in_2_cases": in_two,
            "unspecified_handling": self.handling.json(),
            "violation_period_precision": self.precision.json(),
        })
    }
}

impl Ccdi {
    fn add_respondents(&mut self, case: &CaseBack<'_>) {
        let tried = tried(case);
        for (id, respondent) in case.state.respondents.iter().filter(|(_, one)| one.official.is_some()) {
            self.respondents += 1;
            if let Some(official) = respondent.official {
                self.people.entry(official).or_default().insert(case.state.id);
            }
            let measures: Vec<&Measure> = case.state.measures.values().filter(|m| m.respondent == *id).collect();
            let has = |code: &str| measures.iter().any(|measure| measure.code.as_deref() == Some(code));
            self.expelled_not_dismissed += u64::from(has(EXPELLED) && !has(DISMISSED));
            let decided = |track| respondent.tracks.get(&track).is_some_and(|pair| pair.determination.is_some());
            let mut families = BTreeSet::new();
            for (track, family) in
                [(TrackCode::Party, "party"), (TrackCode::Gov, "government"), (TrackCode::Handling, "organisation")]
            {
                if decided(track) {
                    families.insert(family);
                }
            }
            if tried.contains(id) {
                families.insert(JUDICIAL);
            }
            self.families.count(&families.into_iter().collect::<Vec<_>>().join("+"));
        }
    }
}

/// Whom an act of the procuratorate or of a court is about: no state holds that, the log does.
fn tried(case: &CaseBack<'_>) -> BTreeSet<Uuid> {
    let events = wenze_projections::history(case.stored).events;
    let judicial = events.iter().filter(|event| {
        let origin = event.envelope.origin.as_ref();
        origin.and_then(|origin| origin.fields.get("family")).is_some_and(|family| family == JUDICIAL)
    });
    judicial.flat_map(|event| event.refs().ids("respondent")).collect()
}

fn kind(case: &Case) -> &'static str {
    let is_organisation = case.respondents.values().any(|one| one.kind == Some(RespondentKind::Organisation));
    if is_organisation { "organisation" } else { "person" }
}

/// Whether the determination that a measure stands on has a date.
fn dated(case: &CaseBack<'_>, measure: &Measure) -> bool {
    let determination = measure.determination.and_then(|id| case.state.determinations.get(&id));
    determination.is_some_and(|determination| determination.made_on.is_some())
}

fn words(measure: &Measure) -> String {
    let code = measure.code.as_deref().unwrap_or_default();
    let known = PENALTIES.iter().find(|(track, own, _)| measure.track == Some(*track) && *own == code);
    let years = match measure.months {
        Some(12) => "一年",
        Some(24) => "二年",
        _ => "",
    };
    known.map_or_else(|| format!("{:?} {code}", measure.track), |(_, _, words)| format!("{words}{years}"))
}
