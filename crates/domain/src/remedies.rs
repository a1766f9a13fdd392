//! Which remedy is open against a determination, to whom and until which day: derived from the routes of the regime, the
//! service of the decision and the appeals filed. Nothing here knows today; what is so on a day is asked of [`Step::on`].
//!
//! A last day is the one the months or days lead to. Where it falls on a day of rest the time goes on to the next working
//! day, which is a matter of a calendar: such a day is told as provisional.

use std::collections::BTreeSet;

use chrono::{Datelike, Days as Forward, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::case::{Appeal, Case, Determination, Standing};
use crate::codes::{AppealRoute, CodeList, TrackCode};
use crate::regimes::{
    self, Against, Employment, FirstDay, Mark, Pin, Regimes, Registry, Route, Source, SpanUnit, Version, Window,
};
use crate::restrictions::last_day;
use crate::states::AppealState;
use crate::time::{PartialDate, Precision};

mod walk;

use walk::Walk;

/// How far a step of remedy has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Its time has not begun: the act from which it runs is not recorded.
    Waiting,
    /// Its time runs, until its last day.
    Open,
    /// It may be taken at any time: the text sets no limit.
    Unlimited,
    /// The version is silent on a limit.
    NotRegulated,
    /// An appeal is under way.
    Pending,
    /// An appeal was decided.
    Decided,
    /// An appeal was refused.
    Refused,
    /// An appeal was withdrawn.
    Withdrawn,
}

/// A day that a limit leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Limit {
    /// The day from which it is counted, where it is recorded.
    pub counted_from: Option<PartialDate>,
    /// The last day; none where that day is not recorded, or working days are counted.
    pub last_day: Option<NaiveDate>,
    /// How many.
    pub count: u32,
    /// Of which unit.
    pub unit: SpanUnit,
    /// The last day is a matter of a calendar, or of a day known only to the month or year.
    pub provisional: bool,
    /// How sure the limit is.
    pub mark: Mark,
}

/// One step of remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// The route.
    pub route: String,
    /// Its name in Chinese and English.
    pub name: [String; 2],
    /// To whom, in Chinese and English.
    pub file_to: [String; 2],
    /// How far it has come.
    pub progress: Progress,
    /// Until when it may be filed.
    pub file: Option<Limit>,
    /// The step before may be left out, and this limit is the one for doing so.
    pub direct: bool,
    /// Until when the appeal that is pending must be decided.
    pub decide: Option<Limit>,
    /// The appeal, where one was filed.
    pub appeal: Option<Uuid>,
    /// What comes after the last step, a code of the registry of ends.
    pub then: Option<String>,
    /// Where it stands.
    pub source: Vec<Source>,
    /// How sure the route is.
    pub mark: Mark,
}

/// How it is with a step on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDay {
    /// It may be taken.
    Open,
    /// Its time is over; a filing that comes late is recorded all the same.
    Lapsed,
    /// Its time is over by the months or days, but may go on over days of rest.
    PerhapsLapsed,
    /// Neither: it waits, is pending, or is done.
    Settled,
}

impl Step {
    /// How it is with it on a day.
    pub fn on(&self, day: NaiveDate) -> OnDay {
        match self.progress {
            Progress::Unlimited | Progress::NotRegulated => OnDay::Open,
            Progress::Open => match self.file.as_ref().and_then(|limit| Some((limit.last_day?, limit.provisional))) {
                Some((last, _)) if day <= last => OnDay::Open,
                Some((_, true)) => OnDay::PerhapsLapsed,
                Some((_, false)) => OnDay::Lapsed,
                None => OnDay::Open,
            },
            _ => OnDay::Settled,
        }
    }
}

/// The remedies against one determination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Remedy {
    /// The determination.
    pub determination: Uuid,
    /// The respondent.
    pub respondent: Uuid,
    /// The track.
    pub track: Option<TrackCode>,
    /// The regime version whose routes they are; none where no loaded regime has any for it.
    pub regime: Option<Pin>,
    /// The steps reached so far, in their order.
    pub steps: Vec<Step>,
}

/// The remedies against every determination that still stands, in the order of their ids.
pub fn remedies(case: &Case, regimes: &Regimes) -> Vec<Remedy> {
    let stands = |one: &Determination| {
        matches!(one.standing, Standing::InForce | Standing::Varied | Standing::Revoked | Standing::Corrected)
    };
    case.determinations
        .iter()
        .filter(|(_, one)| stands(one))
        .map(|(id, one)| against(case, regimes, *id, one))
        .collect()
}

fn against(case: &Case, regimes: &Regimes, id: Uuid, one: &Determination) -> Remedy {
    let respondent = case.respondents.get(&one.respondent);
    let on = one.made_on.map(PartialDate::first_day);
    let mut pins = case.measures.values().filter(|m| m.determination == Some(id)).filter_map(|m| m.regime.as_deref());
    let pin = pins.find_map(Pin::parse);
    let employment = Employment::of(respondent);
    let version = of_routes(regimes, one.track, employment, pin.as_ref(), on);
    let steps = version.map(|version| {
        let appeals = appeals_against(case, id);
        let routes = version.routes.iter().filter(|r| r.against == Against::Decision);
        let routes = routes.filter(|r| r.is_for(respondent.and_then(|r| r.identity))).collect();
        Walk { version, routes, appeals, decision: one, on }.steps()
    });
    Remedy {
        determination: id,
        respondent: one.respondent,
        track: one.track,
        regime: version.map(Version::pin),
        steps: steps.unwrap_or_default(),
    }
}

/// The appeals that name the determination, and those that follow one of them.
fn appeals_against(case: &Case, determination: Uuid) -> Vec<(&Uuid, &Appeal)> {
    let mut ids: BTreeSet<Uuid> = BTreeSet::new();
    // Each round can only add, so there are at most as many as appeals.
    for _ in 0..=case.appeals.len() {
        let before = ids.len();
        let follows = |appeal: &Appeal| appeal.prior.is_some_and(|prior| ids.contains(&prior));
        let named = |appeal: &Appeal| appeal.determinations.contains(&determination);
        // An appeal that names other determinations follows the one before it only for those.
        let found = case.appeals.iter().filter(|(_, a)| named(a) || (a.determinations.is_empty() && follows(a)));
        ids = found.map(|(id, _)| *id).collect();
        if ids.len() == before {
            break;
        }
    }
    case.appeals.iter().filter(|(id, _)| ids.contains(id)).collect()
}

/// The version whose routes lie open. Decisions of supervisory organs go the way of the Supervision Law from its first day
/// on, also before governmental sanctions had a law of their own; every other decision goes the way of the version it pins.
fn of_routes<'a>(
    regimes: &'a Regimes,
    track: Option<TrackCode>,
    employment: Employment,
    pin: Option<&Pin>,
    on: Option<NaiveDate>,
) -> Option<&'a Version> {
    let has_routes = |v: &&Version| v.routes.iter().any(|route| route.against == Against::Decision);
    if track == Some(TrackCode::Gov) {
        let newest = regimes.version_on("cn-governmental", None);
        let open = |v: &&Version| on.is_none_or(|on| v.routes.iter().any(|route| in_force(route, on)));
        return newest.filter(open);
    }
    let pinned = pin.and_then(|pin| regimes.pinned(pin)).filter(has_routes);
    let family = track.map_or(&[][..], |track| regimes::family(track, employment));
    pinned.or_else(|| regimes.of_family(family, on).filter(has_routes))
}

fn in_force(route: &Route, day: NaiveDate) -> bool {
    let registry = Registry::shipped();
    route.source.iter().any(|place| registry.instrument(&place.instrument).is_some_and(|i| i.in_force(day)))
}

/// The last day of a limit that is counted from a day.
fn limit(window: Window, from: Option<PartialDate>) -> Limit {
    let exact = from.is_some_and(|from| from.precision() == Precision::Day);
    let last = from.map(PartialDate::last_day).and_then(|from| match window.unit {
        SpanUnit::Month => last_day(from, window.count, window.first_day),
        SpanUnit::Day => {
            let days = u64::from(window.count) - u64::from(window.first_day == FirstDay::Inclusive);
            from.checked_add_days(Forward::new(days))
        }
        SpanUnit::WorkingDay => None,
    });
    let rests = last.is_some_and(|last| matches!(last.weekday(), Weekday::Sat | Weekday::Sun));
    let provisional = window.unit == SpanUnit::WorkingDay || rests || (from.is_some() && !exact);
    Limit { counted_from: from, last_day: last, count: window.count, unit: window.unit, provisional, mark: window.mark }
}

/// Whether an appeal goes this route; one whose route is not recorded goes the first.
fn goes(appeal: &Appeal, route: &Route, is_first: bool) -> bool {
    appeal.route.map_or(is_first, |code: AppealRoute| code.as_str() == route.route)
}

/// How far an appeal has come.
fn progress(appeal: &Appeal) -> Progress {
    match appeal.state {
        AppealState::Decided | AppealState::Served | AppealState::Remanded => Progress::Decided,
        AppealState::Refused => Progress::Refused,
        AppealState::Withdrawn => Progress::Withdrawn,
        _ if appeal.decided_on.is_some() || appeal.outcome.is_some() => Progress::Decided,
        _ => Progress::Pending,
    }
}

#[cfg(test)]
mod tests;
