//! Stops: days that are not counted.

use super::{Counted, count, counting, day, known, periods};

/// Counts with stops by the civil code and all notices.
fn stopped(start: &str, text: &str, stops: &[(&str, &str)]) -> Counted {
    let stops: Vec<_> = stops.iter().map(|(from, to)| (day(from), day(to))).collect();
    count(day(start), &periods(text), &stops, &counting(""), &known("2026-12-31"))
}

fn due(start: &str, text: &str, stops: &[(&str, &str)]) -> String {
    stopped(start, text, stops).due.to_string()
}

#[test]
fn days_of_a_stop_are_added_to_the_unmoved_end_which_moves_once() {
    let counted = stopped("2026-03-10", "2 M + 1 M", &[("2026-04-01", "2026-04-21")]);
    assert_eq!(counted.nominal.to_string(), "2026-06-10");
    assert_eq!(counted.unrolled.to_string(), "2026-06-30");
    assert_eq!((counted.due.to_string().as_str(), counted.stopped_days), ("2026-06-30", 20));
    // 1 October + 9 days is 10 October, a Saturday that is worked; moved first it would have been the 17th.
    assert_eq!(due("2026-09-01", "1 M", &[("2026-09-05", "2026-09-14")]), "2026-10-10");
}

#[test]
fn two_stops_add_up_and_what_overlaps_counts_once() {
    assert_eq!(due("2026-03-02", "10 D", &[("2026-03-03", "2026-03-05"), ("2026-03-13", "2026-03-16")]), "2026-03-17");
    assert_eq!(due("2026-03-02", "10 D", &[("2026-03-03", "2026-03-08"), ("2026-03-04", "2026-03-06")]), "2026-03-17");
}

#[test]
fn a_stop_outside_the_period_changes_nothing() {
    for stop in [("2026-02-01", "2026-02-20"), ("2026-03-17", "2026-03-30"), ("2026-03-09", "2026-03-09")] {
        let counted = stopped("2026-03-02", "10 D", &[stop]);
        assert_eq!((counted.due.to_string().as_str(), counted.stopped_days), ("2026-03-12", 0), "{stop:?}");
    }
}

#[test]
fn a_stop_that_began_before_the_start_counts_from_the_start() {
    let counted = stopped("2026-03-02", "10 D", &[("2026-02-20", "2026-03-06")]);
    assert_eq!((counted.due.to_string().as_str(), counted.stopped_days), ("2026-03-16", 4));
}

#[test]
fn a_stop_on_the_rest_days_at_the_end_leaves_the_day_on_which_counting_goes_on() {
    // The period ran out on Saturday 14 March; only the move to Monday was left.
    let counted = stopped("2026-03-04", "10 D", &[("2026-03-15", "2026-03-20")]);
    assert_eq!((counted.nominal.to_string().as_str(), counted.due.to_string().as_str()), ("2026-03-14", "2026-03-20"));
    assert_eq!(due("2026-03-04", "10 D", &[("2026-03-17", "2026-03-20")]), "2026-03-16");
}

#[test]
fn working_days_pass_over_the_days_of_a_stop() {
    // Tuesday 3 and Wednesday 4 March are stopped; Thursday is the first day counted.
    assert_eq!(due("2026-03-02", "3 W", &[("2026-03-03", "2026-03-05")]), "2026-03-09");
    let over_the_weekend = stopped("2026-03-02", "5 W", &[("2026-03-06", "2026-03-09")]);
    assert_eq!((over_the_weekend.due.to_string().as_str(), over_the_weekend.stopped_days), ("2026-03-10", 3));
    assert_eq!(over_the_weekend.nominal.to_string(), "2026-03-09");
}

#[test]
fn a_stop_that_covers_the_start_of_working_days_moves_the_start() {
    let covered = stopped("2026-03-02", "1 W", &[("2026-02-25", "2026-03-05")]);
    assert_eq!((covered.due.to_string().as_str(), covered.stopped_days), ("2026-03-06", 3));
    assert_eq!(due("2026-03-05", "1 W", &[("2026-02-25", "2026-03-05")]), "2026-03-06");
    assert_eq!(due("2026-03-02", "1 W", &[("2026-03-02", "2026-03-05")]), "2026-03-06", "stopped on the first day");
}

#[test]
fn months_and_working_days_share_their_stops() {
    let counted = stopped("2026-03-02", "1 M + 2 W", &[("2026-03-30", "2026-04-08"), ("2026-04-13", "2026-04-15")]);
    // 2 April + 9 days is 11 April, a Saturday; Monday and Tuesday are stopped.
    assert_eq!(counted.due.to_string(), "2026-04-16");
    assert_eq!(counted.stopped_days, 11);
    // Stopped on the very day on which the month ends and the working days are to begin.
    assert_eq!(stopped("2026-03-02", "1 M + 2 W", &[("2026-04-02", "2026-04-09")]).due.to_string(), "2026-04-13");
}
