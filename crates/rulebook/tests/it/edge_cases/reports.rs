//! Reports: who gives a name later, who writes again, and where a report goes.

use crate::teller::judged;

const BOOK: &str = "report-handling";

/// A report of 22 September 2025 by somebody who gave a name and a way to be reached.
fn named_report(then: &str) -> String {
    format!(
        r#"events = [
  {{ id = "r", at = 2025-09-22, type = "ReportReceived", rel = {{ report = "X" }}, behalf = {{ level = "county" }}, regime = {{ name = "cn-petition", version = "2022" }},
    data = {{ received_on = "2025-09-22", reporter_kind = "real_name", contact_given = true, subjects = [{{ subject_no = 1, is_own_principal = false, managing_organ = {{ level = "county" }} }}] }} }},
  {{ id = "g", at = 2025-09-23, type = "ReportRegistered", rel = {{ report = "X" }} }},
  {then}
]"#
    )
}

/// Edge case 12.
#[test]
fn who_wrote_without_a_name_is_answered_from_the_day_the_name_was_confirmed() {
    let told = r#"
objects = { X = { reporter_kind = "anonymous" } }
events = [
  { id = "r", at = 2025-08-01, type = "ReportReceived", rel = { report = "X" }, data = { reporter_kind = "anonymous", contact_given = false, subjects = [{ is_own_principal = false }] } },
  { id = "n", at = 2025-09-22, type = "ReporterIdentityConfirmed", rel = { report = "X" }, data = { confirmed_on = "2025-09-22", contact_given = true, method = "phone" } },
  { id = "i", at = 2025-10-17, type = "ReporterInformedOfAcceptance", rel = { report = "X" } },
]"#;
    let running = judged("2025-09-22", told);
    assert_eq!(running.says(BOOK, "RPT-06-CONFIRMED"), "pending, running, due 2025-10-17");
    assert_eq!(running.says(BOOK, "RPT-06"), "not_applicable", "the receipt of a letter without a name starts nothing");
    let told = judged("2025-10-17", told);
    assert_eq!(told.says(BOOK, "RPT-06-CONFIRMED"), "satisfied, due 2025-10-17");
    assert_eq!(told.broken(&["RPT-", "PET-"]), Vec::<String>::new());
}

/// Edge case 13.
#[test]
fn who_writes_again_and_brings_something_new_is_answered_all_the_same() {
    let filed_away = |new_facts: bool| {
        let act = format!(
            r#"{{ id = "f", at = 2025-09-25, type = "RepeatReportFiled", rel = {{ report = "X" }}, data = {{ repeat_of = "W", new_facts = {new_facts} }} }},"#
        );
        judged("2025-12-01", &named_report(&act))
    };
    let nothing_new = filed_away(false);
    assert_eq!(nothing_new.says(BOOK, "RPT-06"), "discharged, due 2025-10-17");
    assert_eq!(nothing_new.says("petition", "PET-02"), "discharged, due 2025-10-09");
    assert_eq!(nothing_new.says("petition", "PET-01-ROUTED"), "satisfied, due 2025-10-09");
    assert_eq!(nothing_new.says("house", "CLU-14"), "satisfied, due 2025-10-22");

    let something_new = filed_away(true);
    assert_eq!(something_new.says(BOOK, "RPT-06"), "violated, open, due 2025-10-17");
    assert_eq!(something_new.says("petition", "PET-02"), "violated, open, due 2025-10-09");
    assert_eq!(something_new.says("petition", "PET-01-ROUTED"), "violated, open, due 2025-10-09");
    assert_eq!(something_new.says("house", "CLU-14"), "violated, open, due 2025-10-22");
}

/// Edge case 13, for a report that a higher organ sent down.
#[test]
fn a_report_sent_down_is_not_done_with_as_a_repeat_if_it_says_something_new() {
    let filed_away = |new_facts: bool| {
        let told = format!(
            r#"events = [
  {{ id = "r", at = 2026-03-02, type = "ReportReceived", rel = {{ report = "X" }}, behalf = {{ level = "county" }}, data = {{ reporter_kind = "anonymous", contact_given = false, came_by_transfer = {{ sent_on = "2026-02-26", from_organ = {{ level = "city" }} }}, subjects = [{{ is_own_principal = false, managing_organ = {{ level = "county" }} }}] }} }},
  {{ id = "f", at = 2026-03-05, type = "RepeatReportFiled", rel = {{ report = "X" }}, data = {{ repeat_of = "W", new_facts = {new_facts} }} }},
]"#
        );
        judged("2026-03-31", &told).says(BOOK, "RPT-05")
    };
    assert_eq!(filed_away(false), "discharged, due 2026-03-09");
    assert_eq!(filed_away(true), "violated, open, due 2026-03-09");
}

/// Edge case 14.
#[test]
fn who_receives_a_report_from_elsewhere_counts_from_the_own_receipt_and_the_sender_is_done() {
    let told = r#"events = [
  { id = "r1", at = 2025-09-22, type = "ReportReceived", rel = { report = "X" }, behalf = { level = "city" }, data = { received_on = "2025-09-22", reporter_kind = "real_name", contact_given = true, subjects = [{ is_own_principal = false, managing_organ = { level = "county" } }] } },
  { id = "t", at = 2025-09-28, type = "ReportTransferred", rel = { report = "X", to_organ = "county" }, data = { direction = "down", sent_on = "2025-09-28" } },
  { id = "r2", at = 2025-10-13, type = "ReportReceived", rel = { report = "Y" }, behalf = { level = "county" }, data = { received_on = "2025-10-13", reporter_kind = "real_name", contact_given = true, came_by_transfer = { sent_on = "2025-09-28", from_organ = { level = "city" } }, subjects = [{ is_own_principal = false, managing_organ = { level = "county" } }] } },
  { id = "g", at = 2025-10-14, type = "ReportRegistered", rel = { report = "Y" } },
  { id = "a", at = 2025-10-17, type = "ReportAccepted", rel = { report = "Y" } },
  { id = "i", at = 2025-11-03, type = "ReporterInformedOfAcceptance", rel = { report = "Y" } },
]"#;
    let found = judged("2025-11-03", told);
    assert_eq!(found.says_on("r1", BOOK, "RPT-06"), "discharged, due 2025-10-17", "the sender");
    assert_eq!(found.says_on("r2", BOOK, "RPT-06"), "satisfied, due 2025-11-03", "the receiver");
    assert_eq!(
        found.says(BOOK, "RPT-05"),
        "satisfied, due 2025-10-20",
        "taken up within five working days of the receipt"
    );
    assert_eq!(found.broken(&["RPT-"]), Vec::<String>::new());
}

/// Edge case 6, for reports.
#[test]
fn a_report_about_the_head_of_the_office_goes_past_the_head() {
    let about_the_head = |then: &str| {
        let told = format!(
            r#"events = [
  {{ id = "r", at = 2026-03-02, type = "ReportReceived", rel = {{ report = "X" }}, behalf = {{ level = "county" }}, data = {{ reporter_kind = "anonymous", contact_given = false, subjects = [{{ is_own_principal = true, managing_organ = {{ level = "county" }} }}] }} }},
  {{ id = "g", at = 2026-03-02, type = "ReportRegistered", rel = {{ report = "X" }} }},
  {then}
]"#
        );
        judged("2026-03-31", &told)
    };
    let up = r#"{ id = "t", at = 2026-03-03, type = "ReportTransferred", rel = { report = "X", to_organ = "city" }, data = { direction = "up" } },"#;
    let up = about_the_head(up);
    assert_eq!(up.says(BOOK, "RPT-04"), "satisfied");
    assert_eq!(up.says(BOOK, "RPT-04-ROUTE"), "satisfied");

    let kept = about_the_head(r#"{ id = "a", at = 2026-03-03, type = "ReportAccepted", rel = { report = "X" } },"#);
    assert_eq!(kept.says(BOOK, "RPT-04"), "pending, due_unknown", "the text has no figure");
    assert_eq!(kept.broken(&["RPT-"]), ["report-handling RPT-04-ROUTE"]);
}
