//! Sanctions by an employer and by the supervisory organ: how they end, by which article they are appealed, and under which text.

use crate::teller::{Findings, judged};

const CIVIL: &str = "civil-servants";
const SOE: &str = "state-enterprises";

fn warned(identity: &str, track: &str, day: &str) -> Findings {
    let told = format!(
        r#"
objects = {{ zhang = {{ identity = "{identity}", employer_kind = "government", status = "in_office" }} }}
events = [
  {{ id = "s", at = {day}, type = "SanctionImposed", rel = {{ determination = "D", measure = "M", respondent = "zhang", track = "zhang/{track}" }}, data = {{ kind = "warning", months = 6, effective_on = "{day}", regime = "{track}", per_violation = [{{ fact = "F", kind = "warning", months = 6 }}] }} }},
]"#
    );
    judged("2026-12-31", &told)
}

#[test]
fn a_sanction_by_the_employer_was_lifted_by_a_decision_and_now_ends_by_itself() {
    assert_eq!(warned("civil_servant", "employer", "2018-11-30").says(CIVIL, "EXE-17-ADM"), "pending, due_unknown");
    assert_eq!(warned("civil_servant", "employer", "2018-12-01").says(CIVIL, "EXE-17-ADM"), "pending, due_unknown");
    assert_eq!(warned("civil_servant", "employer", "2018-12-03").says(CIVIL, "EXE-17-ADM"), "not_applicable");
    for (identity, track, day) in [
        ("civil_servant", "employer", "2020-03-02"),
        ("civil_servant", "gov", "2021-03-01"),
        ("soe_manager", "employer", "2025-03-03"),
    ] {
        let found = warned(identity, track, day);
        let lifting = found.all().iter().filter(|one| one.rule.starts_with("EXE-17"));
        assert_eq!(lifting.count(), 0, "{identity} {track}: nobody has to lift it");
    }
}

#[test]
fn a_civil_servant_appeals_by_the_ninety_fifth_article_and_did_by_the_ninetieth_of_the_law_before() {
    let served = |day: &str| {
        let told = format!(
            r#"
objects = {{ zhang = {{ identity = "civil_servant", employer_kind = "government" }} }}
events = [
  {{ id = "s", at = {day}, type = "DecisionServed", rel = {{ determination = "D", respondent = "zhang", track = "zhang/employer" }}, data = {{ recipient_kind = "person", served_on = "{day}" }} }},
]"#
        );
        judged("2019-06-30", &told)
    };
    let found = served("2019-06-03");
    assert_eq!(found.says(CIVIL, "APL-10"), "pending, running, due 2019-07-03");
    assert_eq!(found.articles(CIVIL, "APL-10"), ["CSL-2018 第九十五条第一款"]);
    let found = served("2019-05-30");
    assert_eq!(found.says(CIVIL, "APL-10"), "pending, running, due 2019-07-01", "the thirtieth day is a Saturday");
    assert_eq!(found.articles(CIVIL, "APL-10"), ["CSL-2005 第九十条第一款"]);
}

#[test]
fn an_appeal_against_what_was_concluded_before_the_new_regulations_does_not_go_their_way() {
    let appealed = |made: &str| {
        let told = format!(
            r#"
objects = {{ li = {{ identity = "soe_manager" }}, A = {{ route = "soe_reexam" }} }}
events = [
  {{ id = "d", at = {made}, type = "DeterminationMade", rel = {{ determination = "D", respondent = "li", track = "li/employer" }}, data = {{ outcome = "sanction", decision_or_proposal = "decision", made_on = "{made}" }} }},
  {{ id = "a", at = 2024-09-18, type = "AppealFiled", rel = {{ appeal = "A", determination = "D", respondent = "li", track = "li/employer" }}, data = {{ route = "soe_reexam", filed_on = "2024-09-18", received_on = "2024-09-18" }} }},
]"#
        );
        judged("2024-09-30", &told).says(SOE, "SYS-03-SOE")
    };
    assert_eq!(appealed("2024-08-30"), "violated");
    assert_eq!(appealed("2024-09-02"), "satisfied");
}
