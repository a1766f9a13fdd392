//! How counting profiles and periods are written in a rulebook.

use super::super::{Counting, DayEnd, ExtensionBase, MonthRule, Period, Roll, Start, Unit};

#[test]
fn a_profile_that_says_nothing_counts_as_the_civil_code() {
    let counting: Counting = toml::from_str("").unwrap();
    assert_eq!(counting, Counting::default());
    assert_eq!((counting.start, counting.month), (Start::NextDay, MonthRule::SameDayOrMonthEnd));
    assert_eq!((counting.roll, counting.extension_base), (Roll::Forward, ExtensionBase::OriginalStart));
    assert_eq!((counting.end.time(), counting.workday_if_days), (None, Vec::new()));
}

#[test]
fn a_profile_is_read_by_the_names_of_the_format() {
    let text = r#"
        start = "same_moment"
        month = "month_end_sticky"
        roll = "none"
        end = "17:30"
        workday_if_days = [2, 3, 5, 7, 10]
        extension_base = "actual_end"
    "#;
    let counting: Counting = toml::from_str(text).unwrap();
    assert_eq!((counting.start, counting.month), (Start::SameMoment, MonthRule::MonthEndSticky));
    assert_eq!((counting.roll, counting.extension_base), (Roll::None, ExtensionBase::ActualEnd));
    assert_eq!(String::from(counting.end), "17:30");
    assert_eq!(counting.workday_if_days, [2, 3, 5, 7, 10]);
    let again: Counting = toml::from_str(&toml::to_string(&counting).unwrap()).unwrap();
    assert_eq!(again, counting);
}

#[test]
fn what_the_format_does_not_know_is_refused() {
    for text in ["start = \"tomorrow\"", "rolls = \"none\"", "end = \"24:30\"", "end = \"9:00\"", "end = \"00:00\""] {
        assert!(toml::from_str::<Counting>(text).is_err(), "{text}");
    }
    let error = toml::from_str::<Counting>("end = \"noon\"").unwrap_err().to_string();
    assert!(error.contains("write 24:00 or a time as 17:30"), "{error}");
}

#[test]
fn a_period_has_a_number_within_bounds_and_a_unit() {
    let read = |text: &str| toml::from_str::<Period>(text);
    assert_eq!(read("n = 5\nunit = \"workday\"").unwrap(), Period { n: 5, unit: Unit::Workday });
    for text in
        ["n = 36601\nunit = \"day\"", "n = -1\nunit = \"day\"", "n = 1\nunit = \"week\"", "n = 1", "unit = \"day\""]
    {
        assert!(read(text).is_err(), "{text}");
    }
    assert!(read("n = 36601\nunit = \"day\"").unwrap_err().to_string().contains("write at most 36600"));
}

#[test]
fn a_day_ends_at_24_unless_said_otherwise() {
    assert_eq!(String::from(DayEnd::default()), "24:00");
    assert_eq!(DayEnd::try_from("24:00".to_owned()), Ok(DayEnd::default()));
}
