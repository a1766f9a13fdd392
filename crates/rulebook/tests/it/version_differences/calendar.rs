//! What changed in the calendar itself, seen through a limit that is counted by it.

use crate::teller::judged;

fn five_working_days_from(day: &str) -> String {
    let told = format!(
        r#"events = [
  {{ id = "r", at = {day}, type = "ReportReceived", rel = {{ report = "X" }}, behalf = {{ level = "county" }}, data = {{ reporter_kind = "anonymous", contact_given = false, subjects = [{{ is_own_principal = false, managing_organ = {{ level = "city" }} }}] }} }},
]"#
    );
    judged(day, &told).says("report-handling", "RPT-02")
}

#[test]
fn the_last_day_of_the_lunar_year_was_worked_and_is_a_holiday_since() {
    // 9 February 2024 and 28 January 2025 are the eves.
    assert_eq!(five_working_days_from("2024-02-04"), "pending, running, due 2024-02-09", "the eve is the fifth day");
    assert_eq!(five_working_days_from("2025-01-22"), "pending, running, due 2025-02-05", "the eve is passed over");
}

#[test]
fn the_second_of_may_was_worked_unless_a_notice_gave_it_off_and_is_a_holiday_since() {
    let assigned = |day: &str| {
        let told = format!(
            r#"events = [
  {{ id = "c", at = {day}, type = "ClueAssigned", rel = {{ clue = "C" }}, data = {{ received_on = "{day}", approval = {{ post = "organ_principal", on = "{day}" }} }} }},
]"#
        );
        judged(day, &told).says("discipline-work", "CLU-02")
    };
    assert_eq!(assigned("2018-04-02"), "pending, running, due 2018-05-02", "the holiday was over on the first");
    assert_eq!(assigned("2025-04-02"), "pending, running, due 2025-05-06");
}
