//! Counts periods from a day to the day they end.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::instant::within;
use super::sums::{Sum, stops, sums};
use super::{Counting, ExtensionBase, MonthRule, Period, Roll, Start};
use crate::calendar::View;

/// No period ends later: what would is taken as ending here.
const LAST_YEAR: i32 = 9999;

/// The day a period ends, and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The last day by the periods alone, without stops and not moved off a rest day.
    pub nominal: NaiveDate,
    /// The last day with the stops and not moved off a rest day; equal to `nominal` without stops.
    pub unrolled: NaiveDate,
    /// The last day. It ends at [`super::end_of_day`].
    pub due: NaiveDate,
    /// The rest days passed over at the end, in the order they were passed; the first of them is `unrolled`.
    pub rolled_over: Vec<NaiveDate>,
    /// Whether a day of a year whose notice was not known had to be asked: the result may change.
    pub provisional: bool,
    /// The days of the stops that were not counted, in calendar days by date difference.
    pub stopped_days: i64,
}

/// Counts periods from the day of an act.
///
/// - `periods` are summed per unit with `original_start`: months, where a year is twelve, then days, then working days,
///   so that 3 months and 3 months are 6 months. Otherwise each is counted from the end of the one before. Hours, which
///   have no place in a date, count as the days they begin: use [`super::count_hours`] for them.
/// - `stopped` are stops from a day to the day on which counting goes on, in any order; what overlaps counts once, and
///   what begins after the end or ends before the start counts not at all. Their days by date difference are added to
///   the unrolled end. Periods in working days pass over the days from the first day of a stop to the day before
///   counting goes on; when a stop covers their start, they start on the day counting goes on.
/// - The end is moved off a rest day once, at the very end; with `actual_end` each period's end is.
///
/// Days before the year 0 and after the year 9999 are taken as the nearest day within.
pub fn count(
    start: NaiveDate,
    periods: &[Period],
    stopped: &[(NaiveDate, NaiveDate)],
    counting: &Counting,
    view: &View,
) -> Counted {
    let sums = sums(periods, counting);
    let stops = stops(stopped);
    let mut nominal = Count::new(counting, view, &[]);
    let nominal_end = nominal.run(start, &sums);
    if stops.is_empty() {
        return nominal.counted(nominal_end, nominal_end);
    }
    let mut actual = Count::new(counting, view, &stops);
    let unrolled = actual.run(start, &sums);
    actual.counted(nominal_end, unrolled)
}

/// One count under way.
struct Count<'a> {
    counting: &'a Counting,
    view: &'a View,
    stops: &'a [(NaiveDate, NaiveDate)],
    provisional: bool,
    stopped_days: i64,
}

impl<'a> Count<'a> {
    fn new(counting: &'a Counting, view: &'a View, stops: &'a [(NaiveDate, NaiveDate)]) -> Self {
        Self { counting, view, stops, provisional: false, stopped_days: 0 }
    }

    /// Counts the sums one after the other and gives the unrolled end.
    fn run(&mut self, start: NaiveDate, sums: &[Sum]) -> NaiveDate {
        let mut end = within(start);
        for (index, sum) in sums.iter().enumerate() {
            // A period whose first day counts goes on the day after the end of the one before.
            let first = if index > 0 && self.counting.start == Start::SameDay { next(end) } else { end };
            let last = index + 1 == sums.len();
            let moves = self.counting.extension_base == ExtensionBase::ActualEnd;
            end = self.sum(first, *sum, moves || last);
            if moves && !last {
                end = self.rolled(end).0;
            }
        }
        end
    }

    /// Counts one sum from a day; `moves` tells whether its end will be moved off a rest day.
    fn sum(&mut self, start: NaiveDate, sum: Sum, moves: bool) -> NaiveDate {
        let mut end = start;
        let mut counted_first = self.counting.start == Start::SameDay;
        if sum.months > 0 || sum.days > 0 {
            end = later(self.months(start, sum.months), sum.days);
            if counted_first {
                end = end.pred_opt().unwrap_or(end);
                counted_first = false;
            }
            end = self.add_stops(start, end, moves && sum.workdays == 0);
        }
        if sum.workdays > 0 {
            end = self.workdays(end, sum.workdays, counted_first);
        }
        end
    }

    /// The corresponding day some months later, or the last day of that month.
    fn months(&self, start: NaiveDate, months: u64) -> NaiveDate {
        let added = u32::try_from(months).ok().and_then(|months| start.checked_add_months(Months::new(months)));
        let Some(end) = added.filter(|end| end.year() <= LAST_YEAR) else { return last_day() };
        let sticky = self.counting.month == MonthRule::MonthEndSticky && months > 0;
        if sticky && is_month_end(start) { month_end(end) } else { end }
    }

    /// Adds the days of the stops to the end of a period of calendar days or months.
    fn add_stops(&mut self, start: NaiveDate, end: NaiveDate, moves: bool) -> NaiveDate {
        let mut end = end;
        for (from, to) in self.stops {
            let from = *from.max(&start);
            if from >= *to {
                continue;
            }
            let days = (*to - from).num_days();
            if from <= end {
                end = later(end, days.unsigned_abs());
            } else if moves && from <= self.rolled(end).0 {
                // Only the rest days at the end were left; they are over when counting goes on.
                end = (*to).min(last_day());
            } else {
                break;
            }
            self.stopped_days += days;
        }
        end
    }

    /// Counts working days, from the day itself or from the next.
    fn workdays(&mut self, start: NaiveDate, n: u64, counted_first: bool) -> NaiveDate {
        let mut stops = self.stops.iter().skip_while(|(_, to)| *to <= start).peekable();
        let mut day = start;
        if let Some((from, to)) = stops.next_if(|(from, _)| *from <= start) {
            self.stopped_days += (*to - *from.max(&start)).num_days();
            day = *to;
        }
        if !counted_first {
            day = next(day);
        }
        let mut left = n;
        loop {
            if day >= last_day() {
                return last_day();
            }
            if let Some((from, to)) = stops.next_if(|(from, _)| *from <= day) {
                self.stopped_days += (*to - *from).num_days();
                day = *to;
                continue;
            }
            if self.is_workday(day) {
                left -= 1;
            }
            if left == 0 {
                return day;
            }
            day = next(day);
        }
    }

    /// Asks the calendar and notes whether it could know.
    fn is_workday(&mut self, day: NaiveDate) -> bool {
        self.provisional |= !self.view.is_published(day);
        self.view.is_workday(day)
    }

    /// Moves a last day off rest days, and tells which were passed.
    fn rolled(&mut self, end: NaiveDate) -> (NaiveDate, Vec<NaiveDate>) {
        let step: fn(NaiveDate) -> NaiveDate = match self.counting.roll {
            Roll::None => return (end, Vec::new()),
            Roll::Forward => next,
            Roll::Backward => |day| day.pred_opt().unwrap_or(day),
        };
        let mut day = end;
        let mut passed = Vec::new();
        while day < last_day() && !self.is_workday(day) {
            passed.push(day);
            let moved = step(day);
            if moved == day {
                break;
            }
            day = moved;
        }
        (day, passed)
    }

    /// Moves the end off a rest day and tells the outcome.
    fn counted(mut self, nominal: NaiveDate, unrolled: NaiveDate) -> Counted {
        let (due, rolled_over) = self.rolled(unrolled);
        let Self { provisional, stopped_days, .. } = self;
        Counted { nominal, unrolled, due, rolled_over, provisional, stopped_days }
    }
}

/// The last day of the last year.
fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// The next day, or the last day there is.
fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day).min(last_day())
}

/// A number of days later, or the last day there is.
fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX).min(last_day())
}

fn is_month_end(day: NaiveDate) -> bool {
    day.succ_opt().is_none_or(|next| next.month() != day.month())
}

/// The last day of a day's month.
fn month_end(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
    first.and_then(|next| next.pred_opt()).unwrap_or(day)
}
