//! What has to be said to a person before a decision, again when something new comes up, and again after an appeal.

use crate::teller::{Findings, judged};

const GOV: &str = "governmental-sanctions";
const DSP: &str = "discipline-work";
const ACC: &str = "accountability";

/// Zhang is told of F1 and a demerit, is heard and what he says is looked into; then F2 comes up.
fn with_a_new_fact(then: &str) -> Findings {
    let told = format!(
        r#"
objects = {{ zhang = {{ identity = "other", status = "in_office" }} }}
events = [
  {{ id = "n1", at = 2026-03-02, type = "PreDecisionNoticeServed", rel = {{ respondent = "zhang", track = "zhang/gov", fact = "F1" }}, data = {{ served_on = "2026-03-02", proposed = [{{ track = "gov", kind = "demerit", months = 12 }}] }} }},
  {{ id = "h1", at = 2026-03-04, type = "DefenceHeard", rel = {{ respondent = "zhang", track = "zhang/gov", argument = "A1" }}, data = {{ on = "2026-03-04", form = "oral", record_ref = true }} }},
  {{ id = "v1", at = 2026-03-06, type = "DefenceVerified", rel = {{ respondent = "zhang", argument = "A1" }}, data = {{ on = "2026-03-06", adopted = "no" }} }},
  {{ id = "f2", at = 2026-03-09, type = "FactListed", rel = {{ respondent = "zhang", track = "zhang/gov", fact = "F2" }} }},
  {then}
  {{ id = "d", at = 2026-03-20, type = "DeterminationMade", rel = {{ determination = "D", respondent = "zhang", track = "zhang/gov", fact = ["F1", "F2"] }}, data = {{ outcome = "sanction", decision_or_proposal = "decision", made_on = "2026-03-20" }} }},
  {{ id = "s", at = 2026-03-20, type = "SanctionImposed", rel = {{ determination = "D", measure = "M", respondent = "zhang", track = "zhang/gov" }}, data = {{ kind = "major_demerit", months = 18, effective_on = "2026-03-20", regime = "gov", per_violation = [{{ fact = "F1", kind = "demerit", months = 12 }}, {{ fact = "F2", kind = "major_demerit", months = 18 }}] }} }},
]"#
    );
    judged("2026-03-20", &told)
}

const SECOND_NOTICE: &str = r#"{ id = "n2", at = 2026-03-10, type = "PreDecisionNoticeServed", rel = { respondent = "zhang", track = "zhang/gov", fact = "F2" }, data = { served_on = "2026-03-10", proposed = [{ track = "gov", kind = "major_demerit", months = 18 }] } },"#;
const SECOND_HEARING: &str = r#"{ id = "h2", at = 2026-03-12, type = "DefenceHeard", rel = { respondent = "zhang", track = "zhang/gov", argument = "A2" }, data = { on = "2026-03-12", form = "oral", record_ref = true } },"#;
const SECOND_LOOK: &str = r#"{ id = "v2", at = 2026-03-16, type = "DefenceVerified", rel = { respondent = "zhang", argument = "A2" }, data = { on = "2026-03-16", adopted = "no" } },"#;

/// Edge case 3.
#[test]
fn what_comes_up_after_the_notice_is_put_to_the_person_anew_before_it_weighs() {
    let found = with_a_new_fact("");
    assert_eq!(found.broken(&["DEF-"]), ["governmental-sanctions DEF-01-FACTS", "governmental-sanctions DEF-02"]);
    assert_eq!(found.says(GOV, "DEF-02-NEWFACT"), "satisfied", "it is heavier for the new fact, not for the defence");

    let found = with_a_new_fact(SECOND_NOTICE);
    assert_eq!(found.broken(&["DEF-"]), ["governmental-sanctions DEF-01-FACTS"], "told and not heard again");

    let found = with_a_new_fact(&format!("{SECOND_NOTICE}\n  {SECOND_HEARING}"));
    assert_eq!(found.broken(&["DEF-"]), ["governmental-sanctions DEF-01-VERIFIED"], "heard and not looked into");

    let found = with_a_new_fact(&format!("{SECOND_NOTICE}\n  {SECOND_HEARING}\n  {SECOND_LOOK}"));
    assert_eq!(found.broken(&["DEF-"]), Vec::<String>::new());
    assert_eq!(found.says(GOV, "DEF-01-FACTS"), "satisfied");
}

/// Edge case 3, for sanctions by an employer.
#[test]
fn an_employer_too_puts_to_the_person_what_has_come_up_since() {
    for (identity, prefix, book) in
        [("soe_manager", "DEF-01-SOE", "state-enterprises"), ("civil_servant", "DEF-01-CSL", "civil-servants")]
    {
        let decided_after = |then: &str| {
            let told = format!(
                r#"
objects = {{ zhang = {{ identity = "{identity}", employer_kind = "party" }} }}
events = [
  {{ id = "n1", at = 2026-03-02, type = "PreDecisionNoticeServed", rel = {{ respondent = "zhang", track = "zhang/employer", fact = "F1" }}, data = {{ served_on = "2026-03-02", proposed = [{{ track = "employer", kind = "demerit", months = 12 }}] }} }},
  {{ id = "h1", at = 2026-03-04, type = "DefenceHeard", rel = {{ respondent = "zhang", track = "zhang/employer" }}, data = {{ on = "2026-03-04", form = "waived", record_ref = true }} }},
  {then}
  {{ id = "d", at = 2026-03-20, type = "DeterminationMade", rel = {{ determination = "D", respondent = "zhang", track = "zhang/employer", fact = ["F1", "F2"] }}, data = {{ outcome = "sanction", decision_or_proposal = "decision", made_on = "2026-03-20" }} }},
]"#
            );
            judged("2026-03-20", &told).broken(&["DEF-"])
        };
        let (notice, hearing) = (SECOND_NOTICE.replace("gov", "employer"), SECOND_HEARING.replace("gov", "employer"));
        let breach = [format!("{book} {prefix}-FACTS")];
        assert_eq!(decided_after(""), breach, "not told");
        assert_eq!(decided_after(&notice), breach, "told and not heard");
        assert_eq!(decided_after(&format!("{notice}\n  {hearing}")), Vec::<String>::new());
    }
}

/// A demerit is quashed and sent back; what is imposed then is heavier.
fn after_a_remand(then: &str, facts: &str) -> Findings {
    let told = format!(
        r#"
objects = {{ zhang = {{ identity = "other", status = "in_office" }}, A = {{ route = "sup_review" }} }}
events = [
  {{ id = "n1", at = 2025-07-01, type = "PreDecisionNoticeServed", rel = {{ respondent = "zhang", track = "zhang/gov", fact = "F1" }}, data = {{ served_on = "2025-07-01", proposed = [{{ track = "gov", kind = "demerit", months = 12 }}] }} }},
  {{ id = "h1", at = 2025-07-03, type = "DefenceHeard", rel = {{ respondent = "zhang", track = "zhang/gov" }}, data = {{ on = "2025-07-03", form = "oral", record_ref = true }} }},
  {{ id = "d1", at = 2025-07-15, type = "DeterminationMade", rel = {{ determination = "D1", respondent = "zhang", track = "zhang/gov", fact = "F1" }}, data = {{ outcome = "sanction", decision_or_proposal = "decision", made_on = "2025-07-15" }} }},
  {{ id = "s1", at = 2025-07-15, type = "SanctionImposed", rel = {{ determination = "D1", measure = "M1", respondent = "zhang", track = "zhang/gov" }}, data = {{ kind = "demerit", months = 12, effective_on = "2025-07-15", regime = "gov", per_violation = [{{ fact = "F1", kind = "demerit", months = 12 }}] }} }},
  {{ id = "a", at = 2025-09-10, type = "AppealDecided", rel = {{ appeal = "A", determination = "D1", respondent = "zhang", track = "zhang/gov" }}, data = {{ outcome = "revoked_and_remanded", grounds = ["procedure"], made_on = "2025-09-10" }} }},
  {then}
  {{ id = "d2", at = 2025-12-01, type = "DeterminationMade", rel = {{ determination = "D2", respondent = "zhang", track = "zhang/gov", fact = {facts} }}, data = {{ outcome = "sanction", decision_or_proposal = "decision", made_on = "2025-12-01" }} }},
  {{ id = "s2", at = 2025-12-01, type = "SanctionImposed", rel = {{ determination = "D2", measure = "M2", respondent = "zhang", track = "zhang/gov" }}, data = {{ kind = "downgrade", months = 24, effective_on = "2025-12-01", regime = "gov", per_violation = [{{ fact = "F1", kind = "downgrade", months = 24 }}] }} }},
]"#
    );
    judged("2025-12-01", &told)
}

/// Edge case 4.
#[test]
fn what_was_sent_back_is_not_made_heavier_unless_something_new_was_found_and_told() {
    let found = after_a_remand("", r#"["F1"]"#);
    assert_eq!(found.says_on("s2", GOV, "APL-22-REMAND"), "violated");
    assert_eq!(found.says_on("s1", GOV, "APL-22-REMAND"), "satisfied", "the first was there before");

    let listed = r#"{ id = "f", at = 2025-10-13, type = "FactListed", rel = { respondent = "zhang", track = "zhang/gov", fact = "F2" } },"#;
    let found = after_a_remand(listed, r#"["F1", "F2"]"#);
    assert_eq!(found.says_on("s2", GOV, "APL-22-REMAND"), "satisfied");
    assert_eq!(found.says_on("d2", GOV, "DEF-01-FACTS"), "violated", "but the new fact was not put to him");
    assert_eq!(found.says_on("s2", GOV, "DEF-02"), "violated");

    let told = r#"
  { id = "n2", at = 2025-11-03, type = "PreDecisionNoticeServed", rel = { respondent = "zhang", track = "zhang/gov", fact = "F2" }, data = { served_on = "2025-11-03", proposed = [{ track = "gov", kind = "downgrade", months = 24 }] } },
  { id = "h2", at = 2025-11-06, type = "DefenceHeard", rel = { respondent = "zhang", track = "zhang/gov" }, data = { on = "2025-11-06", form = "written", record_ref = true } },"#;
    let found = after_a_remand(&format!("{listed}{told}"), r#"["F1", "F2"]"#);
    assert_eq!(found.broken(&["APL-", "DEF-"]), Vec::<String>::new());
}

/// Edge case 4, for sanctions by an employer.
#[test]
fn an_employer_too_imposes_nothing_heavier_after_a_remand_without_something_new() {
    for (identity, rule, book, route) in [
        ("soe_manager", "APL-22-SOE-REMAND", "state-enterprises", "soe_appeal"),
        ("civil_servant", "APL-22-CSL-REMAND", "civil-servants", "cs_appeal"),
    ] {
        let imposed = |id: &str, day: &str, kind: &str, months: u8| {
            format!(
                r#"  {{ id = "s{id}", at = {day}, type = "SanctionImposed", rel = {{ determination = "D{id}", measure = "M{id}", respondent = "zhang", track = "zhang/employer" }}, data = {{ kind = "{kind}", months = {months}, effective_on = "{day}", regime = "employer", per_violation = [{{ fact = "F1", kind = "{kind}", months = {months} }}] }} }},
"#
            )
        };
        let after = |then: &str, kind: &str, months: u8| {
            let told = format!(
                r#"
objects = {{ zhang = {{ identity = "{identity}", employer_kind = "party" }}, A = {{ route = "{route}" }} }}
events = [
{}  {{ id = "a", at = 2025-09-10, type = "AppealDecided", rel = {{ appeal = "A", determination = "D1", respondent = "zhang", track = "zhang/employer" }}, data = {{ outcome = "revoked_and_remanded", grounds = ["procedure"], made_on = "2025-09-10" }} }},
  {then}
{}]"#,
                imposed("1", "2025-06-10", "demerit", 12),
                imposed("2", "2025-12-01", kind, months)
            );
            judged("2025-12-01", &told).says_on("s2", book, rule)
        };
        let listed = r#"{ id = "f", at = 2025-10-13, type = "FactListed", rel = { respondent = "zhang", track = "zhang/employer", fact = "F2" } },"#;
        assert_eq!(after("", "downgrade", 24), "violated", "{identity}");
        assert_eq!(after("", "demerit", 12), "satisfied", "{identity}");
        assert_eq!(after(listed, "downgrade", 24), "satisfied", "{identity}");
    }
}

fn opinion(track: &str, signed: &str, then: &str) -> Findings {
    let told = format!(
        r#"
objects = {{ zhang = {{ kind = "cadre" }} }}
events = [
  {{ id = "h", at = 2026-03-09, type = "DefenceHeard", rel = {{ respondent = "zhang", track = "zhang/{track}" }}, data = {{ on = "2026-03-09", form = "oral", record_ref = true }} }},
  {{ id = "p", at = 2026-03-10, type = "FactMaterialPresented", rel = {{ respondent = "zhang", track = "zhang/{track}", by = ["p1", "p2"] }}, data = {{ presented_on = "2026-03-10" }} }},
  {{ id = "o", at = 2026-03-11, type = "RespondentOpinionSigned", rel = {{ respondent = "zhang", track = "zhang/{track}" }}, data = {{ on = "2026-03-11", {signed} }} }},
  {then}
  {{ id = "d", at = 2026-03-20, type = "DeterminationMade", rel = {{ determination = "D", respondent = "zhang", track = "zhang/{track}" }}, data = {{ outcome = "accountability_form", decision_or_proposal = "decision", made_on = "2026-03-20" }} }},
]"#
    );
    judged("2026-03-20", &told)
}

/// Edge case 11.
#[test]
fn a_refusal_to_sign_before_a_witness_stands_for_the_signature_and_calls_for_an_explanation() {
    let refused = r#"position = "refused", witness = true"#;
    for (track, book) in [("party", DSP), ("accountability", ACC)] {
        let explained = format!(
            r#"{{ id = "x", at = 2026-03-13, type = "DisagreementExplained", rel = {{ respondent = "zhang", track = "zhang/{track}" }}, data = {{ on = "2026-03-13" }} }},"#
        );
        let found = opinion(track, refused, "");
        assert_eq!(found.says(book, "DEF-03-OPINION"), "satisfied", "{track}");
        assert_eq!(found.broken(&["DEF-03"]), [format!("{book} DEF-03-EXPLAINED")], "{track}");
        let found = opinion(track, refused, &explained);
        assert_eq!(found.broken(&["DEF-03"]), Vec::<String>::new(), "{track}");
        let found = opinion(track, r#"position = "refused", witness = "not_recorded""#, &explained);
        assert_eq!(found.says(book, "DEF-03-OPINION"), "undetermined", "{track}: nobody is known to have seen it");
        let found = opinion(track, r#"position = "agree", witness = "not_recorded""#, "");
        assert_eq!(found.broken(&["DEF-03"]), Vec::<String>::new(), "{track}: who signs needs no witness");
        assert_eq!(found.says(book, "DEF-03-OPINION"), "satisfied", "{track}");
    }
}
