//! Whole short stories with the verdict that practice expects.

use crate::teller::judged;

fn told_of_acceptance(day: &str) -> String {
    format!(
        r#"events = [
  {{ id = "r", at = 2025-09-22, type = "ReportReceived", rel = {{ report = "X" }}, behalf = {{ level = "county" }}, data = {{ reporter_kind = "real_name", contact_given = true, subjects = [{{ is_own_principal = false, managing_organ = {{ level = "county" }} }}] }} }},
  {{ id = "g", at = 2025-09-23, type = "ReportRegistered", rel = {{ report = "X" }} }},
  {{ id = "a", at = 2025-09-25, type = "ReportAccepted", rel = {{ report = "X" }} }},
  {{ id = "i", at = {day}, type = "ReporterInformedOfAcceptance", rel = {{ report = "X" }} }},
]"#
    )
}

/// Scenario A.
#[test]
fn a_reporter_told_on_the_day_before_the_last_was_told_in_time() {
    let found = judged("2025-10-16", &told_of_acceptance("2025-10-16"));
    assert_eq!(found.says("report-handling", "RPT-06"), "satisfied, due 2025-10-17");
    assert_eq!(found.broken(&["RPT-", "PET-"]), Vec::<String>::new());
}

/// Scenario B.
#[test]
fn a_reporter_told_three_days_after_the_last_was_told_late() {
    let found = judged("2025-10-20", &told_of_acceptance("2025-10-20"));
    assert_eq!(found.says("report-handling", "RPT-06"), "violated, cured, due 2025-10-17, 3 late");
    assert_eq!(found.broken(&["RPT-", "PET-"]), ["report-handling RPT-06"]);
}

/// Scenario C.
#[test]
fn a_clue_of_the_first_of_september_waits_for_its_proposal_until_the_holidays_are_over() {
    let proposed = |day: &str| {
        let told = format!(
            r#"events = [
  {{ id = "c", at = 2025-09-01, type = "ClueAssigned", rel = {{ clue = "C" }}, data = {{ handed_on = "2025-09-01", received_on = "2025-09-01", approval = {{ post = "organ_principal", on = "2025-08-29" }} }} }},
  {{ id = "p", at = {day}, type = "DispositionProposed", rel = {{ clue = "C" }}, data = {{ way = "preliminary_verification", plan_ref = true }} }},
]"#
        );
        judged("2025-10-10", &told)
    };
    let in_time = proposed("2025-10-09");
    assert_eq!(in_time.says("discipline-work", "CLU-02"), "satisfied, due 2025-10-09");
    assert_eq!(in_time.broken(&["CLU-"]), Vec::<String>::new());
    let late = proposed("2025-10-10");
    assert_eq!(late.says("discipline-work", "CLU-02"), "violated, cured, due 2025-10-09, 1 late");
    assert_eq!(late.broken(&["CLU-"]), ["discipline-work CLU-02"]);
}

/// Scenario D.
#[test]
fn a_sanction_after_a_defence_that_nobody_looked_into_breaks_the_rule_on_looking_into_it() {
    let told = r#"
objects = { zhang = { kind = "cadre", identity = "other", status = "in_office" } }
events = [
  { id = "n", at = 2026-03-17, type = "PreDecisionNoticeServed", rel = { respondent = "zhang", track = "zhang/gov", fact = "F1" }, data = { served_on = "2026-03-17", proposed = [{ track = "gov", kind = "demerit", months = 12 }] } },
  { id = "h", at = 2026-03-18, type = "DefenceHeard", rel = { respondent = "zhang", track = "zhang/gov", argument = "A1" }, data = { on = "2026-03-18", form = "oral", record_ref = true } },
  { id = "d", at = 2026-03-20, type = "DeterminationMade", rel = { determination = "D", respondent = "zhang", track = "zhang/gov", fact = "F1" }, data = { outcome = "sanction", decision_or_proposal = "decision", made_on = "2026-03-20" } },
  { id = "s", at = 2026-03-20, type = "SanctionImposed", rel = { determination = "D", measure = "M", respondent = "zhang", track = "zhang/gov" }, data = { kind = "demerit", months = 12, effective_on = "2026-03-20", regime = "gov", per_violation = [{ fact = "F1", kind = "demerit", months = 12 }] } },
]"#;
    let found = judged("2026-03-20", told);
    assert_eq!(found.broken(&["DEF-"]), ["governmental-sanctions DEF-01-VERIFIED"]);
    assert_eq!(found.says("governmental-sanctions", "DEF-01-NOTICE"), "satisfied");
    assert_eq!(found.says("governmental-sanctions", "DEF-01-DEFENCE"), "satisfied");
    assert_eq!(found.says("governmental-sanctions", "DEF-02"), "satisfied");
}

/// Scenario E.
#[test]
fn who_investigated_and_then_reviewed_breaks_the_separation_and_an_appeal_may_revoke_for_it() {
    let told = r#"
objects = { A = { route = "sup_review" } }
events = [
  { id = "t", at = 2026-01-12, type = "InvestigationTeamFormed", rel = { respondent = "zhang", lead = "p1", members = ["p2", "p3"] }, data = { on = "2026-01-12" } },
  { id = "v", at = 2026-03-02, type = "ReviewTeamFormed", rel = { respondent = "zhang", lead = "p4", members = ["p3", "p5"] }, data = { on = "2026-03-02" } },
  { id = "a", at = 2026-05-20, type = "AppealDecided", rel = { appeal = "A", determination = "D", respondent = "zhang", track = "zhang/gov" }, data = { outcome = "revoked_and_remanded", grounds = ["procedure"], made_on = "2026-05-20" } },
]"#;
    let found = judged("2026-05-20", told);
    assert_eq!(found.says("discipline-work", "REV-02"), "violated");
    assert_eq!(found.says("discipline-work", "REV-03"), "satisfied", "the review team is large enough");
    assert_eq!(found.says("governmental-sanctions", "APL-23-REVOKED"), "satisfied");
    assert_eq!(found.broken(&["REV-", "APL-"]), ["discipline-work REV-02"]);

    let improper = told.replace("[\"procedure\"]", "[\"improper\"]");
    let found = judged("2026-05-20", &improper);
    assert_eq!(found.says("governmental-sanctions", "APL-23-REVOKED"), "violated", "that is a ground to vary");
}
