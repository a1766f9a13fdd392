//! Accountability under the provisions of 2009 and the regulations of 2016 and 2019.

use crate::teller::{Findings, judged};

const ACC: &str = "accountability";

fn served(day: &str) -> Findings {
    let told = format!(
        r#"
objects = {{ zhang = {{ kind = "cadre" }}, A = {{ route = "acc_appeal" }} }}
events = [
  {{ id = "s", at = {day}, type = "DecisionServed", rel = {{ determination = "D", respondent = "zhang", track = "zhang/accountability" }}, data = {{ recipient_kind = "person", served_on = "{day}" }} }},
  {{ id = "a", at = {day}, type = "AppealFiled", rel = {{ appeal = "A", determination = "D", respondent = "zhang", track = "zhang/accountability" }}, data = {{ route = "acc_appeal", filed_on = "{day}", received_on = "{day}" }} }},
]"#
    );
    judged("2026-12-31", &told)
}

#[test]
fn time_to_appeal_and_to_answer_was_fifteen_and_thirty_days_then_none_then_a_month_each() {
    let said = |day: &str| {
        let found = served(day);
        ["APL-01", "APL-02", "APL-03-FILE", "APL-03-DECIDE", "APL-04", "APL-05"].map(|rule| found.says(ACC, rule))
    };
    let old = said("2016-07-07");
    assert_eq!(old[..2], ["satisfied, due 2016-07-22", "violated, open, due 2016-08-08"]);
    assert_eq!(old[2..], ["absent"; 4]);
    for day in ["2016-07-08", "2019-08-30"] {
        assert_eq!(said(day), ["absent", "absent", "not_regulated", "not_regulated", "absent", "absent"], "{day}");
    }
    let new = said("2019-09-02");
    assert_eq!(new[..4], ["absent"; 4]);
    assert_eq!(new[4..], ["satisfied, due 2019-10-08", "violated, open, due 2019-10-08"]);
}

fn decided(day: &str, form: &str, situation: &str, then: &str) -> Findings {
    let told = format!(
        r#"
objects = {{ zhang = {{ kind = "cadre" }} }}
events = [
  {{ id = "f", at = {day}, type = "AccountabilityFormDecided", rel = {{ determination = "D", measure = "M", respondent = "zhang", track = "zhang/accountability" }}, data = {{ target = "cadre", form = "{form}", situations = ["{situation}"], decided_on = "{day}" }} }},
  {then}
]"#
    );
    judged("2026-12-31", &told)
}

#[test]
fn six_situations_were_listed_at_first_and_eleven_since() {
    let cited = |day: &str, situation: &str| decided(day, "notification", situation, "").says(ACC, "DET-09");
    for (situation, before, since) in [
        ("party_building_missing", "satisfied", "violated"),
        ("political_discipline", "satisfied", "violated"),
        ("major_incident", "violated", "satisfied"),
        ("work_style", "violated", "satisfied"),
        ("weak_leadership", "satisfied", "satisfied"),
        ("anti_corruption", "satisfied", "satisfied"),
    ] {
        assert_eq!(cited("2019-08-30", situation), before, "{situation}");
        assert_eq!(cited("2019-09-02", situation), since, "{situation}");
    }
    assert_eq!(cited("2016-07-07", "work_style"), "absent", "the provisions of 2009 have no such list here");
}

#[test]
fn what_is_held_against_a_cadre_was_published_to_everybody_and_now_as_is_fitting() {
    let published = |day: &str, how: &str| {
        let then = format!(
            r#"{{ id = "p", at = 2020-01-06, type = "DecisionPublished", rel = {{ determination = "D", respondent = "zhang", track = "zhang/accountability" }}, data = {{ on = "2020-01-06", {how} }} }},"#
        );
        decided(day, "post_adjustment", "anti_corruption", &then).says(ACC, "EXE-14")
    };
    let (within, everybody) = (r#"channel = "meeting", scope = "system""#, r#"channel = "web", scope = "society""#);
    let withheld = r#"scope = "none", withheld_reason = true"#;
    assert_eq!(published("2019-08-30", within), "pending, due_unknown", "not yet to society");
    assert_eq!(published("2019-09-02", within), "satisfied");
    for how in [everybody, withheld] {
        assert_eq!(published("2019-08-30", how), "satisfied", "{how}");
        assert_eq!(published("2019-09-02", how), "satisfied", "{how}");
    }
}

#[test]
fn the_organisation_department_alone_was_told_and_now_the_discipline_commission_too() {
    let told = |day: &str, whom: &str| {
        let then = format!(
            r#"{{ id = "n", at = 2020-01-06, type = "DecisionNotified", rel = {{ determination = "D", respondent = "zhang", track = "zhang/accountability" }}, data = {{ on = "2020-01-06", to = "{whom}" }} }},"#
        );
        let found = decided(day, "notification", "anti_corruption", &then);
        ["EXE-10-TOLD", "EXE-11-ORGDEPT", "EXE-11-CDI"].map(|rule| found.says(ACC, rule))
    };
    let open = "pending, due_unknown";
    assert_eq!(told("2019-08-30", "org_dept"), ["satisfied", "absent", "absent"]);
    assert_eq!(told("2019-08-30", "cdi"), [open, "absent", "absent"]);
    assert_eq!(told("2019-09-02", "org_dept"), ["absent", "satisfied", open]);
    assert_eq!(told("2019-09-02", "cdi"), ["absent", open, "satisfied"]);
}

#[test]
fn mistakes_in_a_reform_excuse_before_the_party_and_mitigate_in_an_enterprise_and_the_sanctions_law_does_not_name_them()
{
    let told = r#"
objects = { zhang = { kind = "cadre", identity = "soe_manager" } }
events = [
  { id = "x", at = 2025-06-10, type = "ExemptionGranted", rel = { determination = "D", respondent = "zhang", track = "zhang/accountability" }, data = { ground_code = "reform_lack_of_experience" } },
  { id = "e", at = 2025-06-10, type = "CircumstancesFound", rel = { respondent = "zhang", track = "zhang/employer" }, data = { mitigating = ["reform_pilot_error"], aggravating = [] } },
  { id = "g", at = 2025-06-10, type = "CircumstancesFound", rel = { respondent = "zhang", track = "zhang/gov" }, data = { mitigating = ["reform_pilot_error"], aggravating = [] } },
]"#;
    let found = judged("2025-06-10", told);
    assert_eq!(found.says(ACC, "DET-07"), "satisfied");
    assert_eq!(found.says_on("e", "governmental-sanctions", "DET-08-MITIGATING"), "not_applicable");
    assert_eq!(found.broken(&["DET-07", "DET-08"]), ["governmental-sanctions DET-08-MITIGATING"]);
}
