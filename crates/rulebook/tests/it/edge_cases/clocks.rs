//! Where a limit starts, what moves it, and what has none.

use wenze_rulebook::bundle::Bundle;
use wenze_rulebook::finding::{Step, Verdict};
use wenze_rulebook::judge::Judge;
use wenze_rulebook::rule::Rulebook;
use wenze_rulebook::shipped;

use crate::teller::{examples_hold, judged, judged_by};

const ACC: &str = "accountability";
const SOE: &str = "state-enterprises";

/// Edge case 10.
#[test]
fn each_person_may_appeal_from_the_own_service_and_the_service_on_a_unit_starts_nobodys_time() {
    let told = r#"
objects = { zhang = { kind = "cadre" }, li = { kind = "cadre" }, team = { kind = "organisation" } }
events = [
  { id = "u", at = 2026-03-02, type = "DecisionServed", rel = { determination = "D1", respondent = "zhang", track = "zhang/accountability" }, data = { recipient_kind = "unit", served_on = "2026-03-02" } },
  { id = "z", at = 2026-03-09, type = "DecisionServed", rel = { determination = "D1", respondent = "zhang", track = "zhang/accountability" }, data = { recipient_kind = "person", served_on = "2026-03-09" } },
  { id = "l", at = 2026-03-16, type = "DecisionServed", rel = { determination = "D2", respondent = "li", track = "li/accountability" }, data = { recipient_kind = "person", served_on = "2026-03-16" } },
  { id = "t", at = 2026-03-23, type = "DecisionServed", rel = { determination = "D3", respondent = "team", track = "team/accountability" }, data = { recipient_kind = "unit", served_on = "2026-03-23" } },
  { id = "gu", at = 2026-03-02, type = "DecisionServed", rel = { determination = "D4", respondent = "zhang", track = "zhang/gov" }, data = { recipient_kind = "unit", served_on = "2026-03-02" } },
  { id = "gz", at = 2026-03-10, type = "DecisionServed", rel = { determination = "D4", respondent = "zhang", track = "zhang/gov" }, data = { recipient_kind = "person", served_on = "2026-03-10" } },
  { id = "a", at = 2026-04-09, type = "AppealFiled", rel = { appeal = "A", determination = "D2", respondent = "li", track = "li/accountability" }, data = { route = "acc_appeal", filed_on = "2026-04-09", received_on = "2026-04-13" } },
]"#;
    let found = judged("2026-04-12", told);
    assert_eq!(found.says_on("u", ACC, "APL-04"), "not_applicable");
    assert_eq!(found.says_on("z", ACC, "APL-04"), "violated, open, due 2026-04-09", "Li's appeal is not Zhang's");
    assert_eq!(found.says_on("l", ACC, "APL-04"), "satisfied, due 2026-04-16");
    assert_eq!(
        found.says_on("t", ACC, "APL-04"),
        "pending, running, due 2026-04-23",
        "a unit held to account is its own"
    );
    assert_eq!(found.says_on("gu", "supervision", "APL-06"), "absent");
    assert_eq!(found.says_on("gz", "supervision", "APL-06"), "violated, open, due 2026-04-10");
}

/// Edge case 17.
#[test]
fn what_was_put_right_counts_from_its_acceptance_and_not_from_the_claim() {
    let accepted = |day: &str| {
        let told = format!(
            r#"
objects = {{ D = {{ track = "petition" }} }}
events = [
  {{ id = "o", at = 2026-03-02, type = "RectificationOrdered", rel = {{ item = "I", determination = "D", respondent = "zhang", track = "zhang/petition" }}, data = {{ on = "2026-03-02", due_on = "2026-04-30", kind = "individual", source = "decision" }} }},
  {{ id = "c", at = 2026-04-28, type = "RectificationClaimed", rel = {{ item = "I", determination = "D", respondent = "zhang" }}, data = {{ on = "2026-04-28" }} }},
  {{ id = "k", at = {day}, type = "RectificationAccepted", rel = {{ item = "I", determination = "D", respondent = "zhang" }}, data = {{ on = "{day}" }} }},
]"#
        );
        let found = judged("2026-05-08", &told);
        (found.says("house", "REC-03-DUE"), found.says("petition-responsibility", "PET-09-DUE"))
    };
    let both = |said: &str| (said.to_owned(), said.to_owned());
    assert_eq!(accepted("2026-04-30"), both("satisfied, due 2026-04-30"));
    assert_eq!(accepted("2026-05-06"), both("violated, cured, due 2026-04-30, 6 late"));
}

/// Edge case 18.
#[test]
fn an_extension_that_was_refused_leaves_the_last_day_where_it_was() {
    let asked = |granted: bool| {
        let told = format!(
            r#"
objects = {{ li = {{ identity = "soe_manager" }}, D = {{ track = "employer", identity = "soe_manager" }} }}
events = [
  {{ id = "s", at = 2025-03-03, type = "DecisionServed", rel = {{ determination = "D", respondent = "li", track = "li/employer" }}, data = {{ recipient_kind = "person", served_on = "2025-03-03" }} }},
  {{ id = "x", at = 2025-04-14, type = "AppealTimeExtensionDecided", rel = {{ appeal = "A", determination = "D", respondent = "li", track = "li/employer" }}, data = {{ granted = {granted}, asked_on = "2025-04-11", ended_on = "2025-04-08" }} }},
  {{ id = "a", at = 2025-04-11, type = "AppealFiled", rel = {{ appeal = "A", determination = "D", respondent = "li", track = "li/employer" }}, data = {{ route = "soe_reexam", filed_on = "2025-04-11", received_on = "2025-04-11" }} }},
]"#
        );
        judged("2025-04-30", &told).says(SOE, "APL-16-REEXAM")
    };
    assert_eq!(asked(true), "satisfied, due 2025-04-11");
    assert_eq!(asked(false), "violated, cured, due 2025-04-03, 8 late, extension_refused_unapproved");

    let extended_by = |post: &str| {
        let told = format!(
            r#"
objects = {{ li = {{ identity = "soe_manager" }} }}
events = [
  {{ id = "f", at = 2025-03-03, type = "CaseFiled", rel = {{ respondent = "li", track = "li/employer" }}, data = {{ filed_on = "2025-03-03" }} }},
  {{ id = "x", at = 2025-08-25, type = "InvestigationDeadlineExtended", rel = {{ respondent = "li", track = "li/employer" }}, data = {{ until = "2026-03-03", approval = {{ post = "{post}", on = "2025-08-25" }} }} }},
]"#
        );
        judged("2025-12-01", &told).says(SOE, "INV-14")
    };
    assert_eq!(extended_by("organ_principal"), "pending, running, due 2026-03-03");
    assert_eq!(extended_by("SUPERVISOR"), "violated, open, due 2025-09-03, extension_refused_unapproved");
}

/// Edge case 19.
#[test]
fn a_correction_changes_what_is_said_from_its_recording_on_and_not_what_was_said_before() {
    let text = r#"
[[example]]
name = "更正只自登记之日起改变结论"
events = [
  { id = "r", at = 2025-09-22, type = "ReportReceived", rel = { report = "X" }, data = { reporter_kind = "real_name", contact_given = true } },
  { id = "i", at = 2025-10-16, type = "ReporterInformedOfAcceptance", rel = { report = "X" } },
  { id = "c", at = 2025-11-03, type = "RecordCorrected", rel = { event = "i" }, data = { changes = [{ pointer = "/at", is = 2025-10-20 }] } },
]
expect = [
  { as_of = 2025-11-02T00:00:00+08:00, rule = "RPT-06", verdict = "satisfied", due = 2025-10-17, flags = [] },
  { as_of = 2025-11-10T00:00:00+08:00, rule = "RPT-06", verdict = "violated", phase = "cured", late_days = 3, cites = ["r", "i", "c"], flags = ["corrected"] },
  { as_of = 2025-11-10T00:00:00+08:00, known = 2025-11-02T00:00:00+08:00, rule = "RPT-06", verdict = "satisfied", due = 2025-10-17, flags = [] },
]
"#;
    examples_hold("report-handling", text);
}

/// Edge case 23.
#[test]
fn an_approval_dated_after_the_act_is_none_and_one_of_the_same_day_is_taken_with_a_remark() {
    let filed_with = |recorded: &str, dated: &str| {
        let told = format!(
            r#"events = [
  {{ id = "a", at = {recorded}, type = "CaseFilingApproved", rel = {{ respondent = "zhang", track = "zhang/party" }}, data = {{ approvals = [{{ post = "organ_principal", on = "{dated}" }}, {{ post = "committee_secretary", on = "{dated}" }}] }} }},
  {{ id = "f", at = 2026-03-06, type = "CaseFiled", rel = {{ respondent = "zhang", track = "zhang/party" }}, data = {{ filed_on = "2026-03-06" }} }},
]"#
        );
        let found = judged("2026-03-31", &told);
        assert_eq!(found.says("discipline-work", "FIL-01"), found.says("discipline-work", "FIL-01-COMMITTEE"));
        found.says("discipline-work", "FIL-01")
    };
    assert_eq!(filed_with("2026-03-05", "2026-03-05"), "satisfied");
    assert_eq!(filed_with("2026-03-06", "2026-03-06"), "satisfied, same_day");
    assert_eq!(filed_with("2026-03-09", "2026-03-09"), "violated");
    assert_eq!(filed_with("2026-03-05", "2026-03-09"), "violated", "the paper itself bears a later date");
    assert_eq!(
        filed_with("2026-03-06T09:00:00+08:00", "2026-03-06"),
        "satisfied, same_day",
        "one time alone tells nothing"
    );

    let assigned_with = |dated: &str| {
        let told = format!(
            r#"events = [
  {{ id = "c", at = 2026-03-06, type = "ClueAssigned", rel = {{ clue = "C" }}, data = {{ received_on = "2026-03-06", approval = {{ post = "organ_principal", on = "{dated}" }} }} }},
]"#
        );
        judged("2026-03-31", &told).says("discipline-work", "CLU-01")
    };
    assert_eq!(assigned_with("2026-03-06"), "satisfied");
    assert_eq!(assigned_with("2026-03-07"), "violated");
}

const PROMPTLY: &str = r#"events = [
  { id = "d", at = 2026-01-05, type = "DeterminationMade", rel = { determination = "D", respondent = "zhang", track = "zhang/gov" }, data = { outcome = "sanction", decision_or_proposal = "decision", made_on = "2026-01-05" } },
  { id = "e", at = 2026-01-05, type = "ErrorDiscovered", rel = { determination = "D", respondent = "zhang", track = "zhang/gov" } },
]"#;

/// Edge case 25.
#[test]
fn what_is_to_be_done_promptly_is_never_overdue_until_an_office_sets_a_figure_of_its_own() {
    let found = judged("2029-12-31", PROMPTLY);
    for rule in ["EXE-02-PERSON", "EXE-02-UNIT", "EXE-02-ANNOUNCED", "EXE-07-ARCHIVE", "COR-04"] {
        assert_eq!(found.says("governmental-sanctions", rule), "pending, due_unknown", "{rule}");
    }
    let ages =
        found.all().iter().filter(|one| one.steps.iter().any(|step| matches!(step, Step::NoFigure { days: 1456 })));
    assert_eq!(
        ages.filter(|one| one.verdict == Verdict::Pending && one.due.is_none()).count(),
        5,
        "all show their age"
    );

    let local = r#"format = "wenze-rulebook/1"
id = "local"
version = "1"
title = "本机关送达时限"
timezone = "Asia/Shanghai"
calendar = "cn-state-council"
vocabulary = "wenze"
[source.LOCAL]
name = "本机关送达办法"
in_force = { from = 2020-01-01 }
[[rule]]
id = "SERVE"
title = "决定作出后十个工作日内送达本人"
kind = "respond"
level = "house"
law = [{ source = "LOCAL", at = "第一条" }]
per = ["determination"]
on = { event = "DeterminationMade" }
do = { event = "DecisionServed" }
within = { n = 10, unit = "workday" }
"#;
    let bundle = Bundle::new([("rulebook.toml".to_owned(), local.to_owned())]).unwrap();
    let local = std::sync::Arc::new(Rulebook::load(&bundle).unwrap_or_else(|c| panic!("{c:?}")));
    let books = shipped::all().iter().map(|one| one.book.clone()).chain([local]);
    let found = judged_by(&Judge::new(books), "2029-12-31", PROMPTLY);
    assert_eq!(found.says("local", "SERVE"), "violated, open, due 2026-01-19");
    assert_eq!(
        found.says("governmental-sanctions", "EXE-02-PERSON"),
        "pending, due_unknown",
        "the law's own stays open"
    );
}
