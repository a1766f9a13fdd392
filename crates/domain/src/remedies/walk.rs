//! From the decision along the routes: each step that an appeal took, and the one that is open next.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Limit, Progress, Step, goes, limit, progress};
use crate::case::{Appeal, Determination};
use crate::regimes::{Registry, Route, RunsFrom, Version, Window};
use crate::time::PartialDate;

/// One determination with the routes that lie open to its respondent.
pub(super) struct Walk<'a> {
    pub(super) version: &'a Version,
    pub(super) routes: Vec<&'a Route>,
    /// The appeals against it.
    pub(super) appeals: Vec<(&'a Uuid, &'a Appeal)>,
    pub(super) decision: &'a Determination,
    /// The day of the decision.
    pub(super) on: Option<NaiveDate>,
}

/// From where a step is reached.
#[derive(Clone, Copy)]
enum Reached<'a> {
    /// From the decision itself.
    Decision,
    /// From the appeal before it.
    Appeal(&'a Appeal),
    /// From the decision itself, with the step before left out.
    Directly,
}

impl<'a> Walk<'a> {
    pub(super) fn steps(&self) -> Vec<Step> {
        let is_next = |route: &Route| self.routes.iter().any(|other| other.next.as_deref() == Some(&route.route));
        let mut steps = Vec::new();
        for route in self.routes.iter().filter(|route| !is_next(route)) {
            self.along(route, &mut steps);
        }
        steps
    }

    /// As many rounds as there are routes are enough: no route leads back.
    fn along(&self, first: &'a Route, steps: &mut Vec<Step>) {
        let (mut route, mut reached) = (first, Reached::Decision);
        for _ in 0..self.routes.len() {
            let appeal = self.appeal(route, route.route == first.route);
            steps.push(self.step(route, reached, appeal));
            let Some(next) = self.next(route) else { return };
            let later = self.appeal(next, false);
            (route, reached) = match appeal {
                Some((_, before)) if matches!(progress(before), Progress::Decided | Progress::Refused) => {
                    (next, Reached::Appeal(before))
                }
                // Taken back or never taken: the next step lies open only where this one may be left out.
                _ if later.is_some() || (appeal.is_none() && next.file_direct_within.is_some()) => {
                    (next, Reached::Directly)
                }
                _ => return,
            };
            if later.is_none() && matches!(reached, Reached::Directly) {
                steps.push(self.step(route, reached, None));
                return;
            }
        }
    }

    fn next(&self, route: &Route) -> Option<&'a Route> {
        let next = route.next.as_deref()?;
        self.routes.iter().find(|other| other.route == next).copied()
    }

    /// The appeal on this route that was filed last.
    fn appeal(&self, route: &Route, is_first: bool) -> Option<(Uuid, &'a Appeal)> {
        let on_route = self.appeals.iter().filter(|(_, appeal)| goes(appeal, route, is_first));
        on_route.max_by_key(|(id, appeal)| (appeal.filed_on, **id)).map(|(id, appeal)| (**id, *appeal))
    }

    fn step(&self, route: &Route, reached: Reached<'_>, appeal: Option<(Uuid, &Appeal)>) -> Step {
        let window = match reached {
            Reached::Directly => route.file_direct_within.or(route.file_within),
            Reached::Decision | Reached::Appeal(_) => route.file_within,
        };
        let file = window.map(|window| limit(window, self.from(window, reached, appeal.map(|a| a.1))));
        let progress = appeal.map_or_else(|| open(route, file.as_ref()), |(_, appeal)| progress(appeal));
        let pending = appeal.filter(|_| progress == Progress::Pending);
        let decide = pending.and_then(|(_, appeal)| decided_by(route, appeal));
        Step {
            route: route.route.clone(),
            name: [route.zh.clone(), route.en.clone()],
            file_to: [route.file_to_zh.clone(), route.file_to_en.clone()],
            progress,
            file,
            direct: matches!(reached, Reached::Directly),
            decide,
            appeal: appeal.map(|(id, _)| id),
            then: route.then.clone(),
            source: Registry::shipped().in_force(&route.source, &self.version.instruments, self.on),
            mark: route.mark,
        }
    }

    /// The day from which a limit for filing is counted. Somebody served knows; the day of knowing counts where it is
    /// recorded.
    fn from(&self, window: Window, reached: Reached<'_>, appeal: Option<&Appeal>) -> Option<PartialDate> {
        let served = self.decision.served_on;
        match window.start {
            RunsFrom::Knowing => appeal.and_then(|appeal| appeal.known_on).or(served),
            RunsFrom::EarlierService => match reached {
                Reached::Appeal(before) => before.person_served_on,
                Reached::Decision | Reached::Directly => None,
            },
            RunsFrom::Service | RunsFrom::Receipt | RunsFrom::Acceptance => served,
        }
    }
}

/// How far a step is that nobody took.
fn open(route: &Route, file: Option<&Limit>) -> Progress {
    match (file, route.unlimited) {
        (Some(limit), _) if limit.counted_from.is_some() => Progress::Open,
        (Some(_), _) => Progress::Waiting,
        (None, true) => Progress::Unlimited,
        (None, false) => Progress::NotRegulated,
    }
}

fn received(window: Window, appeal: &Appeal) -> Option<PartialDate> {
    match window.start {
        RunsFrom::Acceptance => appeal.accepted_on,
        _ => appeal.received_on.or(appeal.filed_on),
    }
}

/// Until when an appeal is to be decided: the day to which that was extended counts before the limit of the text.
fn decided_by(route: &Route, appeal: &Appeal) -> Option<Limit> {
    let window = route.decide_within?;
    let limit = limit(window, received(window, appeal));
    Some(match appeal.decide_by {
        Some(until) => Limit { last_day: Some(until.last_day()), provisional: false, ..limit },
        None => limit,
    })
}
