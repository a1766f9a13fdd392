//! The shipped table, and tables that are refused.

use chrono::{DateTime, NaiveDate, Utc};

use super::{CN_STATE_COUNCIL, Calendar, Mark, Reason, View};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The days as known at the start of a day in Beijing.
fn known(on: &str) -> View {
    Calendar::shipped().known(at(&format!("{on}T00:00:00+08:00")))
}

#[test]
fn the_shipped_table_has_a_notice_for_each_year_and_two_amendments() {
    let calendar = Calendar::shipped();
    assert_eq!(calendar.id(), "cn-state-council");
    let years: Vec<i32> = calendar.notices().iter().filter(|n| n.amends.is_none()).map(|n| n.for_year).collect();
    assert_eq!(years, (2016..=2026).collect::<Vec<_>>());
    let amendments: Vec<_> = calendar.notices().iter().filter(|n| n.amends.is_some()).collect();
    assert_eq!(
        amendments.iter().map(|n| n.number.as_str()).collect::<Vec<_>>(),
        ["国办发明电〔2019〕3号", "国办发明电〔2020〕1号"]
    );
    let ruled: usize = calendar.notices().iter().map(|n| n.days().count()).sum();
    assert_eq!(ruled, 376, "374 days, of which the amendments rule two again");
    assert!(
        calendar
            .notices()
            .iter()
            .all(|n| n.url.contains("gov.cn") && n.marks.days == Mark::Verified || n.for_year == 2019)
    );
}

#[test]
fn weekends_are_worked_and_weekdays_are_not_where_a_notice_says_so() {
    let view = known("2026-12-31");
    for rest in ["2026-10-01", "2026-02-23", "2018-12-31", "2022-12-31", "2026-03-07", "2015-12-26", "2027-01-02"] {
        assert!(view.is_rest(day(rest)), "{rest}");
    }
    for work in ["2026-02-28", "2018-12-29", "2024-02-09", "2026-03-09", "2015-10-01", "2027-01-01", "2020-02-03"] {
        assert!(view.is_workday(day(work)), "{work}");
    }
}

#[test]
fn new_years_eve_is_a_holiday_from_2025_on() {
    let view = known("2026-12-31");
    assert!(view.is_workday(day("2024-02-09")) && view.is_rest(day("2025-01-28")) && view.is_rest(day("2026-02-16")));
}

#[test]
fn days_before_a_notice_are_ruled_by_it_only_once_it_was_published() {
    assert!(known("2018-12-05").is_rest(day("2018-12-29")));
    assert!(known("2018-12-06").is_workday(day("2018-12-29")));
    assert!(known("2018-12-05").is_published(day("2018-12-31")));
    assert!(known("2018-12-05").is_workday(day("2018-12-31")));
    assert!(known("2018-12-06").is_rest(day("2018-12-31")));
}

#[test]
fn an_amendment_supersedes_days_from_its_publication_on() {
    let (original, amended) = (known("2020-01-26"), known("2020-01-27"));
    assert!(original.is_workday(day("2020-01-31")) && original.is_workday(day("2020-02-01")));
    assert!(amended.is_rest(day("2020-01-31")) && amended.is_rest(day("2020-02-01")));
    assert!(original.is_rest(day("2020-01-30")) && amended.is_rest(day("2020-01-30")));
    let why = |view: &View, on| view.why(day(on)).map(|Reason { name, notice }| (name.to_owned(), notice.to_owned()));
    assert_eq!(why(&original, "2020-01-31"), None);
    assert_eq!(why(&original, "2020-02-01"), Some(("春节".to_owned(), "国办发明电〔2019〕16号".to_owned())));
    assert_eq!(why(&amended, "2020-02-01"), Some(("春节".to_owned(), "国办发明电〔2020〕1号".to_owned())));
    assert_eq!(why(&amended, "2020-02-09"), None, "a Sunday needs no notice");
    let (one, four) = (known("2019-03-21"), known("2019-03-22"));
    assert!(one.is_workday(day("2019-05-02")) && four.is_rest(day("2019-05-02")));
    assert!(one.is_rest(day("2019-05-05")) && four.is_workday(day("2019-05-05")));
}

#[test]
fn a_view_names_what_was_known() {
    let nothing = known("2015-01-01");
    assert_eq!((nothing.revision(), nothing.published_at()), ("none", None));
    assert!(!nothing.is_published(day("2016-01-01")) && nothing.is_workday(day("2016-02-08")));
    assert!(nothing.is_rest(day("2016-02-07")), "a Sunday");
    let view = known("2020-01-27");
    assert_eq!(view.revision(), "国办发明电〔2020〕1号");
    assert_eq!(view.published_at(), Some(at("2020-01-26T16:00:00Z")));
    assert!(view.is_published(day("2020-12-31")) && !view.is_published(day("2021-01-01")));
    assert!(!view.is_published(day("2015-12-31")));
    assert_eq!(Calendar::shipped().known(at("2020-01-26T15:59:59Z")).revision(), "国办发明电〔2019〕16号");
}

#[test]
fn days_far_away_are_answered_by_their_weekday() {
    let view = known("2026-12-31");
    for far in [NaiveDate::MIN, NaiveDate::MAX, day("1949-10-01"), day("2400-01-01")] {
        let weekend = matches!(chrono::Datelike::weekday(&far), chrono::Weekday::Sat | chrono::Weekday::Sun);
        assert_eq!(view.is_rest(far), weekend, "{far}");
        assert!(!view.is_published(far) && view.why(far).is_none());
    }
}

#[test]
fn a_later_calendar_never_changes_what_was_known_before() {
    let mut cuts: Vec<usize> = CN_STATE_COUNCIL.match_indices("\n[[notice]]").map(|(cut, _)| cut).collect();
    cuts.push(CN_STATE_COUNCIL.len());
    let all = Calendar::shipped();
    for (count, cut) in cuts.iter().enumerate() {
        let shorter = Calendar::parse(&CN_STATE_COUNCIL[..*cut]).unwrap();
        assert_eq!(shorter.notices().len(), count);
        for notice in &all.notices()[..count] {
            let (then, now) = (shorter.known(notice.published_at), all.known(notice.published_at));
            assert_eq!((then.revision(), then.digest()), (now.revision(), now.digest()));
            for each in day("2014-01-01").iter_days().take(6000) {
                assert_eq!((then.is_rest(each), then.why(each)), (now.is_rest(each), now.why(each)), "{each}");
                assert_eq!(then.is_published(each), now.is_published(each), "{each}");
            }
        }
    }
}
