//! What is to be counted: periods summed per unit, and stops put in order.

use chrono::NaiveDate;

use super::{Counting, ExtensionBase, Period, Unit};

/// Periods added at one go: months, then days, then working days.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    pub(super) months: u64,
    pub(super) days: u64,
    pub(super) workdays: u64,
}

impl Sum {
    /// Adds a period by its unit.
    fn add(&mut self, period: Period, counting: &Counting) {
        let n = u64::from(period.n);
        match period.unit {
            Unit::Year => self.months += n * 12,
            Unit::Month => self.months += n,
            Unit::Day if counting.workday_if_days.contains(&period.n) => self.workdays += n,
            Unit::Day => self.days += n,
            Unit::Hour => self.days += n.div_ceil(24),
            Unit::Workday => self.workdays += n,
        }
    }
}

/// The sums that are counted one after the other: one, or one for each period.
pub(super) fn sums(periods: &[Period], counting: &Counting) -> Vec<Sum> {
    let mut sums = Vec::new();
    for period in periods {
        if sums.is_empty() || counting.extension_base != ExtensionBase::OriginalStart {
            sums.push(Sum::default());
        }
        if let Some(sum) = sums.last_mut() {
            sum.add(*period, counting);
        }
    }
    sums
}

/// The stops in order, without what is empty, with what touches or overlaps joined.
pub(super) fn stops(stopped: &[(NaiveDate, NaiveDate)]) -> Vec<(NaiveDate, NaiveDate)> {
    let mut sorted: Vec<_> = stopped.iter().copied().filter(|(from, to)| from < to).collect();
    sorted.sort_unstable();
    let mut joined: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for (from, to) in sorted {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{stops, sums};
    use crate::period::{Counting, ExtensionBase, Period, Unit};

    #[test]
    fn same_units_are_summed_and_short_days_of_the_text_are_working_days() {
        let counting = Counting { workday_if_days: vec![5], ..Counting::default() };
        let periods = [(30, Unit::Day), (5, Unit::Day), (1, Unit::Year), (2, Unit::Month), (25, Unit::Hour)];
        let periods = periods.map(|(n, unit)| Period { n, unit });
        let [sum] = sums(&periods, &counting)[..] else { panic!("one sum") };
        assert_eq!((sum.months, sum.days, sum.workdays), (14, 32, 5));
        let chained = Counting { extension_base: ExtensionBase::NominalEnd, ..counting };
        assert_eq!(sums(&periods, &chained).len(), 5);
        assert!(sums(&[], &chained).is_empty());
    }

    #[test]
    fn stops_that_touch_or_overlap_are_one() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let given = [(day(20), day(22)), (day(1), day(5)), (day(3), day(4)), (day(5), day(9)), (day(12), day(11))];
        assert_eq!(stops(&given), [(day(1), day(9)), (day(20), day(22))]);
    }
}
