//! Dates worked out apart from this code, each with the sentence it stands for.

use super::super::{Counting, ExtensionBase};
use super::{civil, count, counting, day, known, periods};

/// Start, periods, the end by the periods alone, the due day, and what it shows.
type Vector = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// Traps of the design's table of dates, each of which code that knows only weekends gets wrong or right by chance.
const TRAPS: &[Vector] = &[
    ("2026-01-20", "30 D", "2026-02-19", "2026-02-24", "Spring Festival lasts from 15 to 23 February 2026"),
    ("2026-01-31", "1 M", "2026-02-28", "2026-02-28", "28 February 2026 is a Saturday that is worked: no move"),
    ("2026-09-01", "1 M", "2026-10-01", "2026-10-08", "National Day moves the end by a week"),
    ("2025-09-05", "30 D", "2025-10-05", "2025-10-09", "National Day and Mid-Autumn of 2025 are eight days"),
    ("2026-04-01", "1 M", "2026-05-01", "2026-05-06", "Labour Day of 2026 is five days"),
    ("2026-02-28", "1 M", "2026-03-28", "2026-03-30", "the corresponding day, not the last day of the month"),
    ("2026-01-30", "1 M", "2026-02-28", "2026-02-28", "counting from the next day and taking one off gives the 27th"),
    ("2024-02-29", "12 M", "2025-02-28", "2025-02-28", "a leap day has no corresponding day a year later"),
    ("2026-02-13", "5 W", "2026-02-27", "2026-02-27", "the 14th is worked, the 15th to the 23rd are not"),
    ("2026-09-18", "5 W", "2026-09-24", "2026-09-24", "Sunday 20 September is worked"),
    ("2025-09-26", "5 W", "2025-10-10", "2025-10-10", "28 September is worked, 1 to 8 October are not"),
    ("2026-06-15", "5 W", "2026-06-23", "2026-06-23", "Dragon Boat on 19 June"),
    ("2026-01-31", "1 M + 1 M", "2026-03-31", "2026-03-31", "an extension is one sum with the period it extends"),
    ("2024-02-29", "1 Y + 1 M", "2025-03-29", "2025-03-31", "a year and a month are thirteen months"),
    ("2026-03-02", "1 Y", "2027-03-02", "2027-03-02", "a year ends on the corresponding day"),
    ("2025-12-26", "1 W", "2025-12-29", "2025-12-29", "an ordinary weekend is passed over"),
    ("2025-09-01", "1 M", "2025-10-01", "2025-10-09", "a clue of 1 September 2025 is to be proposed on by 9 October"),
];

/// The odd-numbered vectors of the domain's rules on dates.
const RULES: &[Vector] = &[
    ("2025-09-22", "15 W", "2025-10-17", "2025-10-17", "1: National Day, 28 September and 11 October worked"),
    ("2026-02-06", "15 W", "2026-03-05", "2026-03-05", "3: Spring Festival 2026"),
    ("2025-04-25", "5 W", "2025-05-06", "2025-05-06", "5: Sunday 27 April counts"),
    ("2024-09-13", "5 W", "2024-09-23", "2024-09-23", "7: Mid-Autumn, 14 September worked"),
    ("2025-10-10", "1 W", "2025-10-11", "2025-10-11", "9: a Saturday that is worked"),
    ("2018-12-28", "5 W", "2019-01-07", "2019-01-07", "11: 29 December 2018 is in the notice for 2019"),
    ("2026-12-28", "5 W", "2027-01-04", "2027-01-04", "15: the notice for 2027 is not published"),
    ("2024-01-31", "1 M", "2024-02-29", "2024-02-29", "17: leap year"),
    ("2025-12-31", "1 M", "2026-01-31", "2026-02-02", "19: a weekend"),
    ("2025-08-28", "1 M", "2025-09-28", "2025-09-28", "21: a Sunday that is worked, no move"),
    ("2026-01-15", "1 M", "2026-02-15", "2026-02-24", "23: Spring Festival"),
    ("2024-02-29", "12 M", "2025-02-28", "2025-02-28", "25: a leap day"),
    ("2025-04-05", "1 M", "2025-05-05", "2025-05-06", "27: the last day of the Labour Day holiday"),
    ("2025-12-01", "1 M", "2026-01-01", "2026-01-04", "29: the next working day is a Sunday"),
    ("2025-09-17", "15 D", "2025-10-02", "2025-10-09", "31: into National Day"),
    ("2025-07-05", "60 D", "2025-09-03", "2025-09-03", "33: sixty days"),
    ("2025-07-05", "60 D + 30 D", "2025-10-03", "2025-10-09", "33: then thirty more"),
    ("2026-02-01", "15 D", "2026-02-16", "2026-02-24", "35: into Spring Festival"),
    ("2025-11-30", "3 M + 3 M", "2026-05-30", "2026-06-01", "37: six months in all; 30 May 2026 is a Saturday"),
    ("2025-09-24", "10 W", "2025-10-14", "2025-10-14", "39: from the end of the obstacle"),
];

#[test]
fn dates_worked_out_by_hand() {
    for (start, text, nominal, due, why) in TRAPS.iter().chain(RULES) {
        let counted = civil(start, text);
        let found = (counted.nominal.to_string(), counted.due.to_string());
        assert_eq!(found, ((*nominal).to_owned(), (*due).to_owned()), "{start} + {text}: {why}");
        assert_eq!(counted.unrolled, counted.nominal, "{start} + {text}: nothing was stopped");
        assert_eq!(counted.provisional, due.starts_with("2027"), "{start} + {text}: {why}");
        let passed = (counted.due - counted.nominal).num_days();
        assert_eq!(counted.rolled_over.len(), usize::try_from(passed).unwrap(), "{start} + {text}: {why}");
    }
}

#[test]
fn a_chained_extension_is_counted_from_the_end_before_it() {
    let chained = |base: &str, start: &str, text: &str| {
        let counting = counting(&format!("extension_base = \"{base}\""));
        let counted = count(day(start), &periods(text), &[], &counting, &known("2026-12-31"));
        counted.nominal.to_string()
    };
    assert_eq!(chained("nominal_end", "2025-11-30", "3 M + 3 M"), "2026-05-28", "37: chained");
    assert_eq!(chained("original_start", "2025-11-30", "3 M + 3 M"), "2026-05-30", "37: total");
    assert_eq!(chained("nominal_end", "2026-01-31", "1 M + 1 M"), "2026-03-28", "from 28 February");
    assert_eq!(chained("nominal_end", "2026-09-01", "1 M + 1 M"), "2026-11-01", "from 1 October, a holiday");
    assert_eq!(chained("actual_end", "2026-09-01", "1 M + 1 M"), "2026-11-08", "from 8 October, where it was moved");
}

#[test]
fn a_sanction_runs_from_its_own_day_and_is_not_moved() {
    let sanction = counting("start = \"same_day\"\nroll = \"none\"");
    let ends = |start: &str, text: &str| {
        let counted = count(day(start), &periods(text), &[], &sanction, &known("2026-12-31"));
        assert!(!counted.provisional, "the calendar was not asked");
        counted.due.to_string()
    };
    assert_eq!(ends("2024-01-15", "6 M"), "2024-07-14");
    assert_eq!(ends("2025-08-31", "6 M"), "2026-02-27", "41");
    assert_eq!(ends("2024-02-29", "18 M"), "2025-08-28", "43");
    assert_eq!(ends("2026-03-02", "1 D"), "2026-03-02", "one day is the day itself");
    assert_eq!(ends("2026-03-02", "5 W"), "2026-03-06", "a Monday and the four days after it");
    assert_eq!(ends("2026-02-28", "1 W"), "2026-02-28", "a Saturday that is worked counts");
    assert_eq!(ends("2026-02-21", "1 W"), "2026-02-24", "a holiday does not");
    assert_eq!(ends("2026-03-02", "1 M + 1 W"), "2026-04-02", "the month ends on the first, a Wednesday");
    let chained = Counting { extension_base: ExtensionBase::NominalEnd, ..sanction.clone() };
    let counted = count(day("2026-03-02"), &periods("5 D + 5 D"), &[], &chained, &known("2026-12-31"));
    assert_eq!(counted.due.to_string(), "2026-03-11", "the second five days begin on the seventh");
}

#[test]
fn the_month_end_sticks_in_criminal_procedure() {
    let sticky = counting("month = \"month_end_sticky\"");
    let ends = |start: &str, text: &str| {
        count(day(start), &periods(text), &[], &sticky, &known("2026-12-31")).nominal.to_string()
    };
    assert_eq!(ends("2026-02-28", "1 M"), "2026-03-31");
    assert_eq!(ends("2026-02-27", "1 M"), "2026-03-27");
    assert_eq!(ends("2024-02-28", "1 M"), "2024-03-28", "not the last day of a leap year's February");
    assert_eq!(ends("2026-01-31", "1 M"), "2026-02-28");
}

#[test]
fn an_end_may_stay_or_move_back() {
    let ends = |roll: &str| {
        let counting = counting(&format!("roll = \"{roll}\""));
        let counted = count(day("2026-09-01"), &periods("1 M"), &[], &counting, &known("2026-12-31"));
        (counted.due.to_string(), counted.rolled_over.len())
    };
    assert_eq!(ends("none"), ("2026-10-01".to_owned(), 0));
    assert_eq!(ends("backward"), ("2026-09-30".to_owned(), 1));
    assert_eq!(ends("forward"), ("2026-10-08".to_owned(), 7));
}

#[test]
fn an_amendment_counts_from_its_publication() {
    let due = |on: &str, start: &str, text: &str| {
        let counting = counting("");
        count(day(start), &periods(text), &[], &counting, &known(on)).due.to_string()
    };
    assert_eq!(due("2020-01-20", "2020-01-20", "5 W"), "2020-02-01", "13: by the original notice");
    assert_eq!(due("2020-01-28", "2020-01-20", "5 W"), "2020-02-04", "13: as amended");
    assert_eq!(due("2020-01-20", "2020-01-01", "30 D"), "2020-01-31");
    assert_eq!(due("2020-01-28", "2020-01-01", "30 D"), "2020-02-03");
    assert_eq!(due("2019-03-21", "2019-04-02", "30 D"), "2019-05-02", "Labour Day was one day");
    assert_eq!(due("2019-03-22", "2019-04-02", "30 D"), "2019-05-05", "and then four, a Sunday worked for them");
}

#[test]
fn a_year_without_a_notice_is_counted_by_weekends_and_provisional() {
    let by = |on: &str, start: &str, text: &str| {
        let counted = count(day(start), &periods(text), &[], &counting(""), &known(on));
        (counted.due.to_string(), counted.provisional)
    };
    assert_eq!(by("2025-11-03", "2026-02-13", "5 W"), ("2026-02-20".to_owned(), true));
    assert_eq!(by("2025-11-04", "2026-02-13", "5 W"), ("2026-02-27".to_owned(), false));
    assert_eq!(by("2026-12-31", "2026-12-28", "3 W"), ("2026-12-31".to_owned(), false), "2027 is not asked");
    assert_eq!(by("2026-12-31", "2015-12-01", "1 M"), ("2016-01-04".to_owned(), false));
    assert_eq!(by("2026-12-31", "2015-03-01", "1 M"), ("2015-04-01".to_owned(), true), "before the table");
}

#[test]
fn short_periods_of_some_texts_are_working_days() {
    let admin = counting("workday_if_days = [2, 3, 5, 7, 10]");
    let due = |text: &str| count(day("2026-02-13"), &periods(text), &[], &admin, &known("2026-12-31")).due.to_string();
    assert_eq!(due("5 D"), "2026-02-27");
    assert_eq!(due("6 D"), "2026-02-24");
    assert_eq!(due("15 D"), "2026-02-28", "a Saturday that is worked");
}

#[test]
fn the_ways_to_count_a_month_differ_on_as_many_days_as_was_measured() {
    let (mut thirty, mut next_day, mut month_end) = (0, 0, 0);
    let view = known("2026-12-31");
    let sticky = counting("month = \"month_end_sticky\"");
    let same_day = counting("start = \"same_day\"");
    for start in day("2026-01-01").iter_days().take(365) {
        let month = count(start, &periods("1 M"), &[], &counting(""), &view).nominal;
        thirty += i32::from(month != count(start, &periods("30 D"), &[], &counting(""), &view).nominal);
        next_day +=
            i32::from(month != count(start.succ_opt().unwrap(), &periods("1 M"), &[], &same_day, &view).nominal);
        month_end += i32::from(month != count(start, &periods("1 M"), &[], &sticky, &view).nominal);
    }
    assert_eq!((thirty, next_day, month_end), (240, 12, 5));
}
