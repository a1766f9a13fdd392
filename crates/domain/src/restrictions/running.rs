//! How it is with a restriction on a day, and what several sanctions at once do to each other.

use chrono::NaiveDate;

use super::{Doubt, Restriction, Running, added};
use crate::regimes::{Concurrence, LiftingWay, Regimes};
use crate::time::PartialDate;

impl Restriction {
    /// The last day it is known to reach, were nothing to end it early.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let period = self.period.as_ref().and_then(|days| days.until);
        self.bars.iter().filter_map(|bar| bar.days.until).chain(period).max()
    }

    /// Whether it goes on after its days until a decision lifts it.
    pub fn waits_for_decision(&self) -> bool {
        self.ending.as_ref().is_some_and(|ending| ending.way == LiftingWay::Decided)
    }

    /// The first day on which it no longer counted, where something recorded ended it. A month or year tells its first day.
    pub fn ended_from(&self) -> Option<NaiveDate> {
        self.ended.as_ref()?.on.map(PartialDate::first_day)
    }

    /// The day on which it ended of itself: its period, where that ends so.
    pub fn lifted_of_itself(&self) -> Option<NaiveDate> {
        let period = self.period.as_ref().filter(|_| self.ended.is_none() && !self.suspended)?;
        let ending = self.ending.as_ref()?;
        period.until.filter(|_| ending.way == LiftingWay::Automatic)
    }

    /// How it is with it on a day.
    pub fn on(&self, day: NaiveDate) -> Running {
        if self.period.is_none() && self.bars.is_empty() {
            return Running::Nothing;
        }
        if self.ended.is_some() && self.ended_from().is_none_or(|ended| ended <= day) {
            return Running::Ended;
        }
        let spans = self.period.iter().chain(self.bars.iter().map(|bar| &bar.days));
        let Some(from) = spans.clone().filter_map(|days| days.from).min() else { return Running::Unknown };
        if day < from {
            return Running::Ahead;
        }
        if spans.clone().any(|days| days.until.is_none()) {
            return Running::Unknown;
        }
        match self.last_day() {
            Some(last) if day <= last && self.suspended => Running::Suspended,
            Some(last) if day <= last => Running::Runs,
            Some(_) if self.waits_for_decision() => Running::AwaitsLifting,
            _ => Running::Over,
        }
    }
}

/// Where the regime says so, what was left of a sanction is added to the next one that falls into its period.
pub(super) fn add_remainders(found: &mut [Restriction], regimes: &Regimes) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|n| found.get(*n).map(|one| (start(one), one.measure)));
    for (place, &later) in order.iter().enumerate() {
        let earlier: Vec<usize> = order.iter().take(place).copied().collect();
        let Some(new) = found.get(later) else { continue };
        let Some(rule) = new.regime.as_ref().and_then(|pin| regimes.pinned(pin)).and_then(|v| v.concurrent.as_ref())
        else {
            continue;
        };
        if rule.rule != Concurrence::RemainderAdded {
            continue;
        }
        let remainder = earlier.iter().filter_map(|n| remainder(found.get(*n)?, new)).max();
        let (Some(days), Some(from)) = (remainder, start(new)) else { continue };
        let most = rule.months_max.and_then(|months| added(from, months)).and_then(|day| day.pred_opt());
        if let Some(new) = found.get_mut(later) {
            lengthen(new, days, most);
        }
    }
}

fn start(one: &Restriction) -> Option<NaiveDate> {
    one.period.as_ref().and_then(|period| period.from)
}

/// The days of an old sanction that lie after the day on which the new one begins, where both are of one person and one
/// regime.
fn remainder(old: &Restriction, new: &Restriction) -> Option<i64> {
    let same = |a: &Restriction, b: &Restriction| {
        a.respondent == b.respondent
            && a.regime.as_ref().map(|pin| &pin.regime) == b.regime.as_ref().map(|pin| &pin.regime)
    };
    let (from, until) = (start(new)?, old.period.as_ref()?.until?);
    let ended =
        old.ended_from().is_some_and(|ended| ended <= from) || old.ended.as_ref().is_some_and(|e| e.on.is_none());
    // Together with the new one means no sanction within a period, but several decided at once.
    let within = start(old)? < from && from <= until;
    (same(old, new) && within && !ended).then(|| (until - from).num_days() + 1)
}

fn lengthen(one: &mut Restriction, days: i64, most: Option<NaiveDate>) {
    let spans = one.period.iter_mut().chain(one.bars.iter_mut().map(|bar| &mut bar.days));
    for span in spans {
        let longer = span.until.and_then(|until| until.checked_add_signed(chrono::Duration::days(days)));
        span.until = longer.map(|until| most.map_or(until, |most| until.min(most)));
        span.months = None;
    }
    one.doubts.push(Doubt::RemainderAdded);
    one.doubts.sort_unstable();
}
