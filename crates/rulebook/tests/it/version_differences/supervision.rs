//! The Supervision Law of 2018 and as amended in 2024, and the two regulations on petitions.

use crate::teller::{Findings, judged};

const SUP: &str = "supervision";

fn appealed(day: &str) -> Findings {
    let told = format!(
        r#"
objects = {{ R = {{ route = "sup_review" }}, C = {{ route = "measure_complaint", prior = false }}, C2 = {{ route = "measure_complaint", prior = true }} }}
events = [
  {{ id = "s", at = {day}, type = "DecisionServed", rel = {{ determination = "D", respondent = "zhang", track = "zhang/gov" }}, data = {{ recipient_kind = "person", served_on = "{day}" }} }},
  {{ id = "r", at = {day}, type = "AppealFiled", rel = {{ appeal = "R", determination = "D", respondent = "zhang", track = "zhang/gov" }}, data = {{ route = "sup_review", filed_on = "{day}", received_on = "{day}" }} }},
  {{ id = "b", at = {day}, type = "AppealFiled", rel = {{ appeal = "B", determination = "D", respondent = "li", track = "li/gov" }}, data = {{ route = "sup_rereview", filed_on = "{day}", received_on = "{day}" }} }},
  {{ id = "c", at = {day}, type = "AppealAccepted", rel = {{ appeal = "C", respondent = "zhang" }}, data = {{ accepted_on = "{day}" }} }},
  {{ id = "c2", at = {day}, type = "AppealFiled", rel = {{ appeal = "C2", prior_appeal = "C", respondent = "zhang", track = "zhang/gov" }}, data = {{ route = "measure_complaint", filed_on = "{day}", received_on = "{day}" }} }},
]"#
    );
    judged("2025-06-30", &told)
}

#[test]
fn the_amended_supervision_law_says_the_same_of_appeals_in_other_articles() {
    for (day, source, appeal, complaint) in
        [("2025-05-30", "SUP-2018", "第四十九条", "第六十条"), ("2025-06-03", "SUP-2024", "第五十六条", "第六十九条")]
    {
        let found = appealed(day);
        for rule in ["APL-06", "APL-07", "APL-09"] {
            assert_eq!(found.articles(SUP, rule), [format!("{source} {appeal}")], "{rule} on {day}");
        }
        for rule in ["APL-25-FIRST", "APL-25-SECOND"] {
            assert_eq!(found.articles(SUP, rule), [format!("{source} {complaint}")], "{rule} on {day}");
        }
    }
    let (before, since) = (appealed("2025-05-30"), appealed("2025-06-03"));
    assert_eq!(before.says(SUP, "APL-07"), "pending, running, due 2025-06-30");
    assert_eq!(since.says(SUP, "APL-07"), "pending, running, due 2025-07-03");
    assert_eq!(since.says(SUP, "APL-09"), "pending, running, due 2025-08-04", "two months end on a Sunday");
}

#[test]
fn a_determination_names_the_supervision_law_as_it_stood_on_its_day() {
    let named = |day: &str, version: &str| {
        let told = format!(
            r#"events = [
  {{ id = "d", at = {day}, type = "DeterminationMade", rel = {{ determination = "D", respondent = "zhang", track = "zhang/gov" }}, data = {{ outcome = "not_sanctioned", decision_or_proposal = "decision", made_on = "{day}", basis = [{{ instrument = "监察法", article = "1", version = "{version}" }}] }} }},
]"#
        );
        judged("2025-06-30", &told).says(SUP, "SYS-02")
    };
    assert_eq!(named("2025-05-30", "2018"), "satisfied");
    assert_eq!(named("2025-05-30", "2024"), "violated");
    assert_eq!(named("2025-06-03", "2018"), "violated");
    assert_eq!(named("2025-06-03", "2024"), "satisfied");
}

#[test]
fn what_a_petition_office_recommends_was_answered_in_thirty_days_and_now_without_a_figure() {
    let recommended = |day: &str| {
        let told = format!(
            r#"events = [
  {{ id = "o", at = {day}, type = "RectificationOrdered", rel = {{ item = "I" }}, regime = {{ name = "cn-petition", version = "x" }}, data = {{ on = "{day}", due_on = "2022-12-30", kind = "systemic", source = "recommendation" }} }},
]"#
        );
        judged("2022-06-30", &told).says("petition", "PET-07")
    };
    assert_eq!(recommended("2022-04-29"), "violated, open, due 2022-05-30", "the thirtieth day is a Sunday");
    assert_eq!(recommended("2022-05-05"), "not_regulated");
}
