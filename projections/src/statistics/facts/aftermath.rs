//! What comes after a decision: appeals, returns to office, closings; and the minor measures taken without one.

use chrono::NaiveDate;
use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::fields::PartialDate;
use wenze_domain::machine::State;
use wenze_domain::regimes::Regimes;
use wenze_domain::restrictions::{Restriction, Running, restrictions};

use super::intake::day;
use super::{of_pair, whose};
use crate::statistics::fact::Fact;
use crate::statistics::noted::{Noted, Taken};

/// States in which nobody has to decide an appeal any more.
const APPEAL_OVER: [&str; 6] = ["passed_on", "remanded", "decided", "served", "refused", "withdrawn"];

pub(super) fn appeals(case: &Case, noted: &Noted, facts: &mut Vec<Fact>) {
    for (id, appeal) in &case.appeals {
        let track = appeal.determinations.iter().find_map(|id| case.determinations.get(id)?.track);
        let told = |fact: Fact| {
            let fact = fact.by("route", appeal.route).by("result", appeal.outcome);
            let fact = fact.told("instance", Some(if appeal.prior.is_some() { "further" } else { "first" }));
            match appeal.respondent {
                Some(respondent) => of_pair(fact, case, (respondent, track)),
                None => fact.by("track", track),
            }
        };
        let filed = told(Fact::new("appealed", id, appeal.filed_on).of(noted.organs.get(id).copied()))
            .told("appeal_state", Some(appeal.state.as_str()));
        if noted.reached(&id.to_string(), &["decided", "remanded"]).is_some() || appeal.outcome.is_some() {
            let organ = noted.appeal_organs.get(id).copied();
            facts.push(told(Fact::new("appeal_decided", id, appeal.decided_on).of(organ)).since(filed.on_day));
        }
        facts.push(filed.over(noted.reached(&id.to_string(), &APPEAL_OVER).map(day)));
    }
}

/// Minor measures; one that carries out a determination came to its form with that.
pub(super) fn minor_measures(case: &Case, noted: &Noted, facts: &mut Vec<Fact>) {
    for taken in &noted.minor_measures {
        let fact = counted("minor_measure", taken)
            .by("minor_measure", taken.measure)
            .told("four_form", (!taken.of_determination).then_some("1"));
        facts.push(match taken.respondent {
            Some(respondent) => whose(fact, case, respondent),
            None => fact,
        });
    }
}

/// Returns to office: decisions, and appointments of respondents of whom no decision is recorded.
pub(super) fn returns(case: &Case, noted: &Noted, facts: &mut Vec<Fact>) {
    if noted.returns.is_empty() {
        return;
    }
    let periods = restrictions(case, Regimes::shipped());
    let decided =
        |respondent: Uuid| noted.returns.iter().any(|one| !one.is_action && one.respondent == Some(respondent));
    for taken in &noted.returns {
        let Some(respondent) = taken.respondent else { continue };
        if taken.is_action && decided(respondent) {
            continue;
        }
        let own = periods.iter().filter(|one| one.respondent == respondent);
        let within = inside(own, taken.on);
        facts.push(whose(counted("returned", taken), case, respondent).told("within", Some(within)));
    }
}

/// Whether a restriction ran on the day. A day that is not known exactly is inside or outside only where all it can mean
/// are.
fn inside<'p>(periods: impl Iterator<Item = &'p Restriction>, on: Option<PartialDate>) -> &'static str {
    let Some(on) = on else { return "undetermined" };
    let (mut any, mut unknown) = (false, false);
    for one in periods {
        let [first, last] = [on.first_day(), on.last_day()].map(|day| runs(one, day));
        match (first, last) {
            (Some(true), Some(true)) => return "inside",
            (Some(false), Some(false)) => any |= one.period.is_some() || !one.bars.is_empty(),
            _ => unknown = true,
        }
    }
    match (unknown, any) {
        (true, _) => "undetermined",
        (false, true) => "outside",
        (false, false) => "no_period",
    }
}

fn runs(one: &Restriction, day: NaiveDate) -> Option<bool> {
    match one.on(day) {
        Running::Runs | Running::Suspended | Running::AwaitsLifting => Some(true),
        Running::Nothing | Running::Ahead | Running::Over | Running::Ended => Some(false),
        Running::Unknown => None,
    }
}

pub(super) fn closed(case: &Case, noted: &Noted, facts: &mut Vec<Fact>) {
    let opened = case.opened_as_case_on.map(PartialDate::first_day);
    facts.extend(noted.closings.iter().map(|taken| counted("closed", taken).since(opened)));
}

/// An act that is counted itself.
fn counted(kind: &'static str, taken: &Taken) -> Fact {
    Fact::new(kind, &taken.event_id, taken.on).of(Some(taken.organ))
}
