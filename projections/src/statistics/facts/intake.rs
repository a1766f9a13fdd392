//! Reports, clues, and what makes a case of them.

use chrono::NaiveDate;
use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::fields::PartialDate;
use wenze_domain::machine::State;

use super::{body, whose};
use crate::statistics::fact::Fact;
use crate::statistics::noted::{Noted, Stay};

/// States in which a report waits for nothing more from the office.
const REPORT_OVER: [&str; 5] = ["transferred", "filed_as_repeat", "declined", "concluded", "answered"];
/// States in which a clue is disposed of.
const CLUE_OVER: [&str; 2] = ["closed", "escalated"];

/// The day on which an object came to where it stands, if that is where it ends.
fn over(noted: &Noted, id: Uuid, ends: &[&str]) -> Option<NaiveDate> {
    let last = noted.stays(&id.to_string()).last().filter(|stay| ends.contains(&stay.state.as_str()))?;
    Some(day(last))
}

/// The first day on which it may have come there; without a date, the day by which it had.
pub(super) fn day(stay: &Stay) -> NaiveDate {
    stay.on.map_or(stay.by, PartialDate::first_day)
}

pub(super) fn reports(case: &Case, noted: &Noted, facts: &mut Vec<Fact>) {
    facts.extend(case.reports.iter().map(|(id, report)| {
        Fact::new("report_received", id, report.received_on)
            .of(noted.organs.get(id).copied())
            .by("source", report.source)
            .by("reporter", report.reporter_kind)
            .told("report_state", Some(report.state.as_str()))
            .over(over(noted, *id, &REPORT_OVER))
    }));
}

pub(super) fn clues(case: &Case, noted: &Noted, facts: &mut Vec<Fact>) {
    for (id, clue) in &case.clues {
        let told = |fact: Fact| {
            fact.of(noted.organs.get(id).copied())
                .by("clue_source", noted.clue_sources.get(id).copied())
                .by("way", clue.way)
                .by("clue_outcome", clue.outcome)
                .told("clue_state", Some(clue.state.as_str()))
        };
        let opened = told(Fact::new("clue_opened", id, clue.received_on));
        if let Some(end) = noted.reached(&id.to_string(), &CLUE_OVER) {
            facts.push(told(Fact::new("clue_disposed", id, end.on)).since(opened.on_day));
        }
        facts.push(opened.over(over(noted, *id, &CLUE_OVER)));
    }
}

/// The case, and each of its respondents: counted from the filing or the start of an inquiry on, and never before.
pub(super) fn filed(case: &Case, noted: &Noted, facts: &mut Vec<Fact>) {
    if !case.is_case {
        return;
    }
    let organ = noted.organs.get(&case.id).copied();
    let opening = if noted.filed == Some(false) { "inquiry" } else { "filing" };
    let source = case.reports.values().find_map(|report| report.source);
    let highest = case.respondents.values().filter_map(|one| one.post_level).min();
    let closed = case.closed.as_ref().and_then(|closing| closing.on);
    facts.push(
        Fact::new("filed", &case.id, case.opened_as_case_on)
            .of(organ)
            .told("opening", Some(opening))
            // No dimension, but by what a case of any list is called.
            .told("case_no", case.case_no.as_ref().map(|no| no.no.clone()))
            .by("source", source)
            .by("clue_source", case.clues.keys().find_map(|id| noted.clue_sources.get(id).copied()))
            .by("level", highest)
            .over(closed.map(PartialDate::first_day)),
    );
    for (id, respondent) in &case.respondents {
        let began = respondent.tracks.keys().filter_map(|track| noted.pair_began((*id, *track)));
        let Some(first) = began.min_by_key(|stay| stay.version) else { continue };
        let fact = Fact::new("respondent_filed", id, first.on).of(organ.or(Some(first.organ)));
        facts.push(whose(fact, case, *id).told("body", body(case, noted, *id, organ)).told("opening", Some(opening)));
    }
}
