//! The clock of one duty: when it ends, with its extensions and stops, and how that came about.

use chrono::{DateTime, NaiveDate, Utc};

use super::Bench;
use super::instance::Instance;
use crate::expr::Unknown;
use crate::finding::{Flag, Refused, RestDay, Step};
use crate::history::{Event, Order};
use crate::period::{
    Counted, Counting, ExtensionBase, Period, Start, Unit, count, count_hours, end_of_day, local_date,
};
use crate::rule::{Extend, Respond, StopMode, Suspend};

/// When a duty starts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begin {
    pub(super) date: NaiveDate,
    pub(super) moment: Option<DateTime<Utc>>,
}

/// How long it may take.
#[derive(Debug, Clone, Copy)]
pub(super) enum Limit {
    Period(Period),
    Date(NaiveDate),
}

/// A clock that was run.
#[derive(Debug, Clone)]
pub(super) struct Clock<'a> {
    /// The last day.
    pub(super) due: NaiveDate,
    /// The instant at which it is over.
    pub(super) end: DateTime<Utc>,
    /// Since when it stands still.
    pub(super) stopped: Option<&'a Event>,
    pub(super) steps: Vec<Step>,
    pub(super) cites: Vec<&'a Event>,
    pub(super) flags: Vec<Flag>,
    /// An extension of which it cannot be told whether it counts.
    pub(super) unclear: Option<(&'a Event, Unknown)>,
}

/// What happens to a clock while it runs, in order of time.
enum Change<'a, 'r> {
    Extend(&'r Extend, usize, &'a Event),
    Stop(&'r Suspend, &'a Event, Option<&'a Event>),
}

struct Run<'a, 'r> {
    bench: Bench<'a>,
    counting: &'r Counting,
    begin: Begin,
    limit: Limit,
    periods: Vec<Period>,
    fixed: Option<(NaiveDate, &'a Event)>,
    stops: Vec<(NaiveDate, NaiveDate)>,
    times: Vec<u32>,
    clock: Clock<'a>,
    middle: Vec<Step>,
}

/// Runs the clock of a duty. `None`: an hour limit whose start has no time of day.
pub(super) fn run<'a>(
    bench: Bench<'a>,
    body: &Respond,
    trigger: &'a Event,
    instance: &Instance,
    begin: Begin,
    limit: Limit,
) -> Option<Clock<'a>> {
    if let Limit::Period(Period { n, unit: Unit::Hour }) = limit {
        return begin.moment.map(|at| hours(bench, at, n));
    }
    let clock = Clock {
        due: begin.date,
        end: DateTime::UNIX_EPOCH,
        stopped: None,
        steps: Vec::new(),
        cites: Vec::new(),
        flags: Vec::new(),
        unclear: None,
    };
    let periods = match limit {
        Limit::Period(period) => vec![period],
        Limit::Date(_) => Vec::new(),
    };
    let counting = &body.counting;
    let times = vec![0; body.extend.len()];
    let (fixed, stops, middle) = (None, Vec::new(), Vec::new());
    let mut run = Run { bench, counting, begin, limit, periods, fixed, stops, times, clock, middle };
    for change in changes(bench, body, trigger, instance) {
        match change {
            Change::Extend(extend, at, event) => run.extend(extend, at, event, trigger, instance),
            Change::Stop(suspend, from, to) => run.stop(suspend, from, to),
        }
    }
    Some(run.finish(trigger))
}

fn hours(bench: Bench<'_>, at: DateTime<Utc>, n: u32) -> Clock<'_> {
    let end = count_hours(at, n);
    let steps = vec![Step::StartMoment { at }, Step::HoursAdded { n, to: end }];
    let due = local_date(end, bench.ready.book.zone);
    Clock { due, end, stopped: None, steps, cites: Vec::new(), flags: Vec::new(), unclear: None }
}

/// Extensions and stops of an instance from its start on, in order of time.
fn changes<'a, 'r>(
    bench: Bench<'a>,
    body: &'r Respond,
    trigger: &'a Event,
    instance: &Instance,
) -> Vec<Change<'a, 'r>> {
    let counts = |event: &&Event| {
        let is_later = matches!(trigger.order(event), Order::Before | Order::SameDay);
        event.id != trigger.id && is_later && bench.concerns(event, instance, trigger)
    };
    let mut found: Vec<(NaiveDate, u32, Change<'a, 'r>)> = Vec::new();
    for (at, extend) in body.extend.iter().enumerate() {
        for event in bench.sitting.index.of(&extend.on.kinds).filter(counts) {
            if bench.fits(&extend.on, event, instance, trigger) != Ok(false)
                && let Some(when) = event.at
            {
                found.push((when.first, event.seq, Change::Extend(extend, at, event)));
            }
        }
    }
    for suspend in &body.suspend {
        let mut ends = bench.sitting.index.of(&suspend.to.kinds).filter(counts).peekable();
        for from in bench.sitting.index.of(&suspend.from.kinds).filter(counts) {
            if bench.fits(&suspend.from, from, instance, trigger) != Ok(true) {
                continue;
            }
            while ends.next_if(|end| !matches!(from.order(end), Order::Before | Order::SameDay)).is_some() {}
            let to = ends.next();
            if let Some(when) = from.at {
                found.push((when.first, from.seq, Change::Stop(suspend, from, to)));
            }
        }
    }
    found.sort_by_key(|(date, seq, _)| (*date, *seq));
    found.into_iter().map(|(_, _, change)| change).collect()
}

impl<'a> Run<'a, '_> {
    fn count(&self) -> Counted {
        let view = self.bench.sitting.moment.calendar;
        match (self.fixed.map(|(date, _)| date), self.limit) {
            (Some(date), _) | (None, Limit::Date(date)) => count(date, &[], &[], &self.fixed_counting(), view),
            (None, Limit::Period(_)) => count(self.begin.date, &self.periods, &self.stops, self.counting, view),
        }
    }

    /// A date that a paper names is the last day itself.
    fn fixed_counting(&self) -> Counting {
        Counting { start: Start::NextDay, extension_base: ExtensionBase::OriginalStart, ..self.counting.clone() }
    }

    fn extend(&mut self, extend: &Extend, at: usize, event: &'a Event, trigger: &Event, instance: &Instance) {
        let (Some(when), Some(used)) = (event.at, self.times.get(at).copied()) else { return };
        let approved = match &extend.condition {
            None => Ok(true),
            Some(condition) => condition.holds(&self.bench.scope(event, instance).with("prior", &trigger.view)),
        };
        let refused = match approved {
            Err(unknown) => {
                self.clock.unclear = Some((event, unknown));
                return;
            }
            _ if extend.times.is_some_and(|times| used >= times) => Some((Refused::Times, Flag::ExtensionRefusedTimes)),
            _ if extend.before_due && when.first > self.count().due => {
                Some((Refused::Late, Flag::ExtensionRefusedLate))
            }
            Ok(false) => Some((Refused::Unapproved, Flag::ExtensionRefusedUnapproved)),
            Ok(true) => None,
        };
        if let Some((why, flag)) = refused {
            self.clock.flags.push(flag);
            self.middle.push(Step::ExtensionRefused { event: event.id.clone(), why });
            return;
        }
        let asked =
            match extend.to.as_ref().map(|to| to.date(&self.bench.scope(event, instance).with("prior", &trigger.view)))
            {
                Some(Err(unknown)) => {
                    self.clock.unclear = Some((event, unknown));
                    return;
                }
                Some(Ok(date)) => Some(date),
                None => None,
            };
        if let Some(used) = self.times.get_mut(at) {
            *used += 1;
        }
        self.lengthen(extend, event, asked);
        self.clock.cites.push(event);
        self.middle.push(Step::Extended { event: event.id.clone(), to: self.count().unrolled });
    }

    /// Puts the end where the extension puts it, but not beyond what it may add. One that names a day before the end as it
    /// stands leaves the end where it is: it was granted for more time, not for less.
    fn lengthen(&mut self, extend: &Extend, event: &'a Event, asked: Option<NaiveDate>) {
        let view = self.bench.sitting.moment.calendar;
        let mut longest = self.periods.clone();
        longest.extend(extend.add_max);
        let cap = match (extend.cap_total, extend.add_max) {
            (Some(total), _) => Some(count(self.begin.date, &[total], &self.stops, self.counting, view).unrolled),
            (None, Some(_)) if self.fixed.is_none() => {
                Some(count(self.begin.date, &longest, &self.stops, self.counting, view).unrolled)
            }
            _ => None,
        };
        match (asked, cap) {
            (Some(asked), _) if asked <= self.count().unrolled => {}
            (None, _) if extend.add_max.is_some() && extend.cap_total.is_none() => self.periods = longest,
            (None, Some(cap)) => self.fixed = Some((cap, event)),
            (Some(asked), Some(cap)) if asked > cap => {
                self.clock.flags.push(Flag::ExtensionCapped);
                self.fixed = Some((cap, event));
            }
            (Some(asked), _) => self.fixed = Some((asked, event)),
            (None, None) => {}
        }
    }

    fn stop(&mut self, suspend: &Suspend, from: &'a Event, to: Option<&'a Event>) {
        let Some(since) = from.at.map(|at| at.first) else { return };
        // A clock that has run out cannot be stopped any more.
        if since > self.count().due {
            return;
        }
        self.clock.cites.push(from);
        let Some((to, until)) = to.and_then(|to| Some((to, to.at?.first))) else {
            self.clock.stopped = Some(from);
            let days = (local_date(self.bench.sitting.moment.as_of, self.bench.ready.book.zone) - since).num_days();
            self.middle.push(Step::ClockStopped { from: from.id.clone(), to: None, days });
            return;
        };
        self.clock.cites.push(to);
        if suspend.mode == StopMode::Restart {
            self.begin = Begin { date: until, moment: to.at.and_then(|at| at.moment) };
            self.stops.clear();
            self.middle.push(Step::ClockRestarted { event: to.id.clone(), date: until });
            return;
        }
        let view = self.bench.sitting.moment.calendar;
        let longest = suspend.max.map(|max| count(since, &[max], &[], &self.fixed_counting(), view).unrolled);
        let end = longest.map_or(until, |longest| until.min(longest));
        self.stops.push((since, end));
        let days = (end - since).num_days();
        self.middle.push(Step::ClockStopped { from: from.id.clone(), to: Some(to.id.clone()), days });
    }

    fn finish(mut self, trigger: &'a Event) -> Clock<'a> {
        let counted = self.count();
        let view = self.bench.sitting.moment.calendar;
        let mut steps = Vec::with_capacity(self.middle.len() + 4);
        match self.limit {
            Limit::Date(date) => steps.push(Step::FixedByDocument { event: trigger.id.clone(), date }),
            Limit::Period(period) => {
                let date = self.begin.date;
                steps.push(match self.counting.start {
                    Start::SameDay => Step::StartIncluded { date },
                    Start::NextDay | Start::SameMoment => Step::StartExcluded { date },
                });
                let to = count(date, &[period], &[], self.counting, view).nominal;
                steps.push(Step::Added { n: period.n, unit: period.unit, to });
            }
        }
        steps.append(&mut self.middle);
        if !counted.rolled_over.is_empty() {
            let reason =
                |date: &NaiveDate| RestDay { date: *date, name: view.why(*date).map(|why| why.name.to_string()) };
            let because = counted.rolled_over.iter().map(reason).collect();
            steps.push(Step::Rolled { from: counted.unrolled, to: counted.due, because });
        }
        if counted.provisional {
            self.clock.flags.push(Flag::ProvisionalDue);
            steps.push(Step::CalendarUnknown { year: chrono::Datelike::year(&counted.due) });
        }
        self.clock.due = counted.due;
        self.clock.end = end_of_day(counted.due, self.counting, self.bench.ready.book.zone);
        self.clock.steps = steps;
        self.clock
    }
}
