//! Counting days: from which one, how many months, and which is the last.

use chrono::{Months, NaiveDate};

use super::{BarOf, Days, Doubt};
use crate::case::Measure;
use crate::regimes::{Bar, Entry, FirstDay, Lasts, Mark, Period, Registry, Source, Start, Version};
use crate::time::{PartialDate, Precision};

/// The day so many months later: the corresponding day, or the last of the month where it has none (Civil Code 202).
pub(crate) fn added(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months))
}

/// The last day of a period that is counted from a day.
pub(crate) fn last_day(start: NaiveDate, months: u32, first_day: FirstDay) -> Option<NaiveDate> {
    let corresponding = added(start, months)?;
    match first_day {
        FirstDay::Inclusive => corresponding.pred_opt(),
        FirstDay::Exclusive => Some(corresponding),
    }
}

/// The first day of a period that is counted from a day.
pub(super) fn first_after(start: NaiveDate, first_day: FirstDay) -> Option<NaiveDate> {
    match first_day {
        FirstDay::Inclusive => Some(start),
        FirstDay::Exclusive => start.succ_opt(),
    }
}

/// One measure with what its regime says of its kind.
pub(super) struct Count<'a> {
    pub(super) measure: &'a Measure,
    /// The day of the decision.
    pub(super) decided: Option<PartialDate>,
    pub(super) entry: Option<&'a Entry>,
    pub(super) version: Option<&'a Version>,
}

impl Count<'_> {
    /// The period: its length from the decision where that names one, else from the regime.
    pub(super) fn period(&self, doubts: &mut Vec<Doubt>) -> Option<Days> {
        let recorded = self.measure.months.filter(|months| *months > 0);
        let told = self.entry.and_then(|entry| entry.period.as_ref());
        let Some(period) = told else {
            return recorded.or(self.measure.until.map(|_| 0)).map(|_| self.recorded_only(recorded, doubts));
        };
        let source = self.in_force(&period.source);
        let is_bounded = period.months_max.is_some();
        let months = recorded.or(period.months).or(period.months_max);
        if months.is_none() {
            doubts.push(Doubt::LengthNotRecorded);
        }
        let differs = recorded.is_some_and(|months| !allows(period, months));
        doubts.extend(differs.then_some(Doubt::LengthDiffers));
        let start = self.start(period.start);
        if let Some(until) = self.measure.until.filter(|_| is_bounded && recorded.is_none()) {
            let days = counted(start, None, period.first_day, doubts);
            let until = Some(until.last_day());
            return Some(Days { until, source, mark: period.mark, start_mark: period.start_mark, ..days });
        }
        doubts.extend((is_bounded && recorded.is_none()).then_some(Doubt::LengthOnlyBounded));
        let days = counted(start, months, period.first_day, doubts);
        // A length that only the decision names stands in no instrument, and is as sure as the decision.
        let (source, mark) = if differs { (Vec::new(), Mark::Verified) } else { (source, period.mark) };
        Some(Days { source, mark, start_mark: period.start_mark, ..days })
    }

    /// A period that no regime knows, as the decision alone says it; how it is counted is then this program's own guess.
    fn recorded_only(&self, months: Option<u32>, doubts: &mut Vec<Doubt>) -> Days {
        let days = counted(self.start(Start::Effect), months, FirstDay::Inclusive, doubts);
        let until = days.until.or(self.measure.until.map(PartialDate::last_day));
        Days { until, start_mark: Mark::Remembered, ..days }
    }

    /// What the kind bars, as far as the instruments that say so were in force.
    pub(super) fn bars(&self, period: Option<&Days>, doubts: &mut Vec<Doubt>) -> Vec<BarOf> {
        let bars = self.entry.map_or(&[][..], |entry| &entry.bars);
        bars.iter().filter_map(|bar| self.bar(bar, period, doubts)).collect()
    }

    fn bar(&self, bar: &Bar, period: Option<&Days>, doubts: &mut Vec<Doubt>) -> Option<BarOf> {
        let source = self.in_force(&bar.source);
        if source.is_empty() {
            return None;
        }
        let days = match bar.lasts {
            Lasts::Period => Days { source, mark: bar.mark, ..period?.clone() },
            Lasts::Months => {
                let first_day = bar.first_day.unwrap_or(FirstDay::Inclusive);
                let days = counted(self.start(bar.start.unwrap_or(Start::Effect)), bar.months, first_day, doubts);
                Days { source, mark: bar.mark, start_mark: bar.start_mark.unwrap_or(Mark::Remembered), ..days }
            }
            Lasts::PeriodAndMonths => {
                let period = period?;
                doubts.push(Doubt::RightsRestoredAssumed);
                // The rights come back the day after the period, and the further months are counted from that day.
                let restored = period.until.and_then(|last| last.succ_opt());
                let first_day = bar.first_day.unwrap_or(FirstDay::Inclusive);
                let until = restored.and_then(|day| last_day(day, bar.months?, first_day));
                let months = period.months.zip(bar.months).map(|(period, more)| period + more);
                let start_mark = bar.start_mark.unwrap_or(Mark::Remembered);
                Days { until, months, source, mark: bar.mark, start_mark, ..period.clone() }
            }
        };
        let name = Registry::names(&Registry::shipped().bars, &bar.bar);
        Some(BarOf { bar: bar.bar.clone(), name, days })
    }

    fn in_force(&self, source: &[Source]) -> Vec<Source> {
        let own = self.version.map_or(&[][..], |version| version.instruments.as_slice());
        Registry::shipped().in_force(source, own, self.decided.map(PartialDate::first_day))
    }

    fn start(&self, start: Start) -> Option<PartialDate> {
        match start {
            Start::Effect => self.measure.effective_on.or(self.decided),
            Start::Decision => self.decided.or(self.measure.effective_on),
            // Only what follows a period is counted from the restoration of rights.
            Start::RightsRestored => None,
        }
    }
}

/// The days counted from a day that may be known only to the month or year: then the latest end is told.
fn counted(start: Option<PartialDate>, months: Option<u32>, first_day: FirstDay, doubts: &mut Vec<Doubt>) -> Days {
    match start.map(PartialDate::precision) {
        None => doubts.push(Doubt::StartNotRecorded),
        Some(Precision::Day) => {}
        Some(Precision::Month | Precision::Year) => doubts.push(Doubt::StartNotExact),
    }
    let until = start.zip(months).and_then(|(start, months)| last_day(start.last_day(), months, first_day));
    Days {
        from: start.and_then(|start| first_after(start.first_day(), first_day)),
        until,
        months,
        first_day: Some(first_day),
        source: Vec::new(),
        mark: Mark::Verified,
        start_mark: Mark::Verified,
    }
}

/// Whether a period may be so many months long.
fn allows(period: &Period, months: u32) -> bool {
    match (period.months, period.months_max) {
        (Some(fixed), _) => fixed == months,
        (None, Some(most)) => months <= most,
        (None, None) => period.months_choice.contains(&months),
    }
}
