//! What holds of every period.

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use proptest::prelude::*;

use super::super::{
    Counting, DayEnd, ExtensionBase, MonthRule, Period, Roll, Start, Unit, count, count_hours, end_of_day, local_date,
};
use super::day;
use crate::calendar::{Calendar, View};

fn any_counting() -> impl Strategy<Value = Counting> {
    let start = prop_oneof![Just(Start::NextDay), Just(Start::SameMoment), Just(Start::SameDay)];
    let month = prop_oneof![Just(MonthRule::SameDayOrMonthEnd), Just(MonthRule::MonthEndSticky)];
    let roll = prop_oneof![Just(Roll::Forward), Just(Roll::None), Just(Roll::Backward)];
    let base = prop_oneof![
        Just(ExtensionBase::OriginalStart),
        Just(ExtensionBase::NominalEnd),
        Just(ExtensionBase::ActualEnd)
    ];
    let short = prop_oneof![Just(Vec::new()), Just(vec![2, 3, 5, 7, 10])];
    (start, month, roll, base, short).prop_map(|(start, month, roll, extension_base, workday_if_days)| Counting {
        start,
        month,
        roll,
        end: DayEnd::default(),
        workday_if_days,
        extension_base,
    })
}

fn any_periods(n_max: u32) -> impl Strategy<Value = Vec<Period>> {
    let unit = prop_oneof![Just(Unit::Hour), Just(Unit::Day), Just(Unit::Workday), Just(Unit::Month), Just(Unit::Year)];
    proptest::collection::vec((0..=n_max, unit).prop_map(|(n, unit)| Period { n, unit }), 0..4)
}

/// A day of the years of the table and some around them.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0i64..5000).prop_map(|days| day("2015-01-01") + Duration::days(days))
}

fn any_stops() -> impl Strategy<Value = Vec<(NaiveDate, NaiveDate)>> {
    let stop = (any_day(), 0i64..90).prop_map(|(from, days)| (from, from + Duration::days(days)));
    proptest::collection::vec(stop, 0..4)
}

/// The days as known at some time, before the first notice included.
fn any_view() -> impl Strategy<Value = View> {
    any_day().prop_map(|on| Calendar::shipped().known(on.and_hms_opt(0, 0, 0).unwrap().and_utc()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn who_starts_later_is_never_due_earlier(
        start in any_day(), ahead in 0i64..40, periods in any_periods(40), stops in any_stops(),
        counting in any_counting(), view in any_view(),
    ) {
        // Months have their own lengths, so that days stopped within a long one weigh less than within a short one.
        let months = periods.iter().any(|period| matches!(period.unit, Unit::Month | Unit::Year));
        let stops = if months { Vec::new() } else { stops };
        let earlier = count(start, &periods, &stops, &counting, &view);
        let later = count(start + Duration::days(ahead), &periods, &stops, &counting, &view);
        prop_assert!(earlier.due <= later.due, "{} > {}", earlier.due, later.due);
    }

    #[test]
    fn a_moved_end_is_no_rest_day_and_the_days_passed_are(
        start in any_day(), periods in any_periods(40), stops in any_stops(),
        counting in any_counting(), view in any_view(),
    ) {
        let counted = count(start, &periods, &stops, &counting, &view);
        prop_assert!(counting.roll == Roll::None || view.is_workday(counted.due));
        prop_assert!(counted.rolled_over.iter().all(|day| view.is_rest(*day)));
        prop_assert_eq!(counted.rolled_over.first().copied().unwrap_or(counted.due), counted.unrolled);
        prop_assert!(counted.stopped_days >= 0);
    }

    #[test]
    fn a_stop_never_brings_the_end_forward(
        start in any_day(), periods in any_periods(40), stops in any_stops(),
        counting in any_counting(), view in any_view(),
    ) {
        let without = count(start, &periods, &[], &counting, &view);
        let with = count(start, &periods, &stops, &counting, &view);
        prop_assert!(without.due <= with.due);
        prop_assert_eq!(without.nominal, with.nominal);
        prop_assert!(with.stopped_days > 0 || with == without);
    }

    #[test]
    fn what_is_not_provisional_stays_when_years_are_published(
        start in any_day(), periods in any_periods(40), counting in any_counting(), on in any_day(),
    ) {
        // An amendment may change a published year, so only the notices that are none are awaited.
        let amended = [2019, 2020];
        let at = on.and_hms_opt(0, 0, 0).unwrap().and_utc();
        let before = count(start, &periods, &[], &counting, &Calendar::shipped().known(at));
        let newest = Calendar::shipped().known(DateTime::<Utc>::MAX_UTC);
        let after = count(start, &periods, &[], &counting, &newest);
        let untouched = !(start.year()..=after.due.year().max(before.due.year())).any(|year| amended.contains(&year));
        // Days of December may be ruled by the notice for the next year.
        let december = before.due.month() == 12 || before.nominal.month() == 12 || start.month() == 12;
        if !before.provisional && untouched && !december && start.year() == before.due.year() {
            prop_assert_eq!(before, after);
        }
    }
}

proptest! {
    // A count to the year 9999 in working days takes its time without optimisation.
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_far_away(
        days in any::<i32>(), n in any::<u32>(), unit in 0usize..5, seconds in any::<i64>(), from in any::<i32>(),
        counting in any_counting(),
    ) {
        let far = |days: i32| NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(NaiveDate::MAX);
        let unit = [Unit::Hour, Unit::Day, Unit::Month, Unit::Year, Unit::Workday][unit];
        let period = Period { n, unit };
        let view = Calendar::shipped().known(DateTime::<Utc>::MAX_UTC);
        let counted = count(far(days), &[period, period], &[(far(from), NaiveDate::MAX)], &counting, &view);
        prop_assert!(counted.due <= day("9999-12-31"));
        let at = DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::<Utc>::MIN_UTC);
        local_date(at, chrono_tz::Asia::Shanghai);
        end_of_day(far(days), &counting, chrono_tz::Asia::Shanghai);
        prop_assert!(count_hours(at, n) >= at);
    }
}

#[test]
fn the_last_day_there_is_ends_every_count() {
    let view = Calendar::shipped().known(DateTime::<Utc>::MAX_UTC);
    for unit in [Unit::Hour, Unit::Day, Unit::Month, Unit::Year, Unit::Workday] {
        let period = Period { n: u32::MAX, unit };
        for start in [NaiveDate::MIN, day("2026-01-01"), NaiveDate::MAX] {
            count(start, &[period; 3], &[(NaiveDate::MIN, NaiveDate::MAX)], &Counting::default(), &view);
            let counted = count(start, &[period], &[], &Counting::default(), &view);
            assert!(counted.due <= day("9999-12-31"), "{start} {unit:?}");
        }
    }
}
