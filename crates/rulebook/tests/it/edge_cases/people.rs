//! Who acts, who must not, who approves, and who can no longer be sanctioned.

use wenze_rulebook::rule::Severity;

use crate::teller::judged;

const GOV: &str = "governmental-sanctions";
const SUP: &str = "supervision";
const ACC: &str = "accountability";
const DSP: &str = "discipline-work";

const FILED: &str = r#"{ id = "f", at = 2026-01-05, type = "CaseFiled", rel = { respondent = "zhang", track = ["zhang/gov", "zhang/employer"] }, data = { filed_on = "2026-01-05" } },"#;

fn taken(id: &str, day: &str, officers: &str) -> String {
    format!(
        r#"{{ id = "{id}", at = {day}, type = "EvidenceCollected", rel = {{ respondent = "zhang", evidence = "{id}", officers = {officers} }}, data = {{ on = "{day}" }} }},"#
    )
}

/// Edge case 5.
#[test]
fn what_was_done_before_a_late_recusal_is_only_noted_and_what_was_done_after_it_is_a_breach() {
    let told = format!(
        r#"
objects = {{ zhang = {{ identity = "civil_servant", employer_kind = "government" }} }}
events = [
  {FILED}
  {}
  {{ id = "k", at = 2026-03-03, type = "RecusalGroundKnown", rel = {{ recusal = "R", person = "p1", respondent = "zhang" }}, data = {{ ground = "interest", known_on = "2026-03-03" }} }},
  {}
  {{ id = "q", at = 2026-03-10, type = "RecusalDecided", rel = {{ recusal = "R", person = "p1", respondent = "zhang", approval_by = "head" }}, data = {{ granted = true, on = "2026-03-10", approval = {{ post = "organ_principal", on = "2026-03-10" }} }} }},
  {}
]"#,
        taken("e1", "2026-03-02", r#"["p1", "p2"]"#),
        taken("e2", "2026-03-05", r#"["p1", "p2"]"#),
        taken("e3", "2026-03-12", r#"["p1", "p2"]"#),
    );
    let found = judged("2026-03-12", &told);
    for (act, between, after) in
        [("e1", "satisfied", "satisfied"), ("e2", "violated", "satisfied"), ("e3", "satisfied", "violated")]
    {
        assert_eq!(found.says_on(act, GOV, "INV-02-BETWEEN"), between, "{act}");
        assert_eq!(found.says_on(act, "civil-servants", "INV-02-ADM-KNOWN"), between, "{act}");
        assert_eq!(found.says_on(act, GOV, "INV-02-AFTER"), after, "{act}");
        assert_eq!(found.says_on(act, SUP, "INV-02-AFTER"), after, "{act}");
        assert_eq!(found.says_on(act, "civil-servants", "INV-02-ADM"), after, "{act}");
    }
    let severity = |rule| found.of(GOV, rule).map(|one| one.severity).collect::<Vec<_>>();
    assert_eq!(severity("INV-02-BETWEEN"), [Severity::Info; 3]);
    assert_eq!(severity("INV-02-AFTER"), [Severity::Violation; 3]);
    assert_eq!(found.broken(&["INV-01", "INV-03"]), Vec::<String>::new(), "the evidence itself stands");
}

/// Edge case 6, for the recusal of a head.
#[test]
fn a_head_does_not_decide_on_the_own_recusal() {
    let decided_by = |who: &str| {
        let told = format!(
            r#"events = [
  {{ id = "q", at = 2026-03-10, type = "RecusalDecided", rel = {{ recusal = "R", person = "head", approval_by = "{who}" }}, data = {{ granted = true, on = "2026-03-10", approval = {{ post = "organ_principal", on = "2026-03-10" }} }} }},
]"#
        );
        judged("2026-03-10", &told).says(GOV, "INV-02-LEVEL")
    };
    assert_eq!(decided_by("head"), "violated");
    assert_eq!(decided_by("head of the city"), "satisfied");
    assert_eq!(decided_by("not_recorded"), "undetermined");
}

/// Edge case 6, for the verification of a clue.
#[test]
fn to_verify_a_clue_on_the_head_of_the_next_committee_below_the_own_committee_is_asked() {
    let approved_by = |post: &str, of: &str| {
        let told = format!(
            r#"events = [
  {{ id = "c", at = 2026-03-02, type = "ClueOpened", rel = {{ clue = "C" }}, behalf = {{ level = "county" }}, data = {{ source = "self", subjects = [{{ post_kind = "{of}", managing_organ = {{ level = "county" }} }}] }} }},
  {{ id = "t", at = 2026-03-10, type = "VerificationTeamFormed", rel = {{ clue = "C", lead = "p1", members = ["p2"] }}, data = {{ on = "2026-03-10", plan_ref = true, approvals = [{{ post = "{post}", on = "2026-03-09" }}] }} }},
]"#
        );
        judged("2026-03-10", &told).says(DSP, "CLU-09")
    };
    assert_eq!(approved_by("organ_principal", "principal_of_next_lower"), "violated");
    assert_eq!(approved_by("committee_secretary", "principal_of_next_lower"), "satisfied");
    assert_eq!(approved_by("organ_principal", "other"), "satisfied", "of anybody else the own head decides");
}

/// An inquiry against the head of an office, begun with somebody's approval.
fn inquiry(post: &str, level: &str) -> String {
    format!(
        r#"events = [
  {{ id = "i", at = 2026-03-02, type = "AccountabilityInquiryStarted", rel = {{ respondent = "zhang", track = "zhang/accountability", approval_organ = "cdi", initiator = "cdi", respondents_managing_organ = "committee" }},
    data = {{ on = "2026-03-02", approval = {{ post = "{post}", {level} on = "2026-03-02" }}, respondents = [{{ respondent = "zhang", kind = "cadre", post_kind = "organ_principal", post_level = "county", tracks = ["accountability"] }}] }} }},
]"#
    )
}

/// Edge case 6, for an inquiry into accountability.
#[test]
fn an_inquiry_against_the_head_of_an_office_is_approved_by_the_committee_over_it() {
    let found = judged("2026-03-02", &inquiry("organ_principal", r#"level = "county","#));
    assert_eq!(found.broken(&["FIL-06"]), ["accountability FIL-06-COMMITTEE"]);
    let found = judged("2026-03-02", &inquiry("committee_secretary", r#"level = "county","#));
    assert_eq!(found.broken(&["FIL-06"]), Vec::<String>::new());
    assert_eq!(found.says(ACC, "FIL-06-COMMITTEE"), "satisfied");
}

/// Edge case 24.
#[test]
fn where_the_level_of_an_office_is_not_recorded_nobody_is_said_to_have_stood_too_low() {
    for level in ["", r#"level = "not_recorded","#] {
        let found = judged("2026-03-02", &inquiry("organ_principal", level));
        assert_eq!(found.says(ACC, "FIL-06-COMMITTEE"), "undetermined", "{level}");
        assert_eq!(found.broken(&["FIL-06"]), Vec::<String>::new());
    }
    let told = r#"events = [
  { id = "r", at = 2025-03-03, type = "ReportReceived", rel = { report = "X" }, data = { reporter_kind = "anonymous", contact_given = false, subjects = [{ is_own_principal = false, managing_organ = { level = "city" } }] } },
  { id = "c", at = 2025-03-03, type = "ClueOpened", rel = { clue = "C" }, data = { source = "self", subjects = [{ post_kind = "other", managing_organ = { level = "city" } }] } },
  { id = "x", at = 2025-03-31, type = "FalseAccusationFound", rel = { report = "X" }, data = { approval = { post = "organ_principal", on = "2025-03-31" } } },
]"#;
    let found = judged("2025-03-31", told);
    assert_eq!(found.says("report-handling", "RPT-02"), "undetermined");
    assert_eq!(found.says(SUP, "RPT-12-REPORT"), "undetermined");
    assert_eq!(found.says(SUP, "RPT-12-CLUE"), "undetermined");
    assert_eq!(found.says("report-handling", "CLA-01"), "undetermined");
    let told = told.replace("data = { reporter", "behalf = { level = \"county\" }, data = { reporter");
    assert_eq!(judged("2025-03-31", &told).says("report-handling", "RPT-02"), "violated, open, due 2025-03-10");
}

/// Edge case 7.
#[test]
fn who_has_left_office_gets_no_governmental_sanction_and_is_still_held_to_account_by_the_party() {
    for status in ["in_office", "retired", "left", "dead"] {
        let told = format!(
            r#"
objects = {{ zhang = {{ kind = "cadre", identity = "other", status = "{status}", post_kind = "other" }} }}
events = [
  {{ id = "g", at = 2026-03-20, type = "SanctionImposed", rel = {{ determination = "DG", measure = "MG", respondent = "zhang", track = "zhang/gov" }}, data = {{ kind = "demerit", months = 12, effective_on = "2026-03-20", regime = "gov", per_violation = [{{ fact = "F1", kind = "demerit", months = 12 }}] }} }},
  {{ id = "p", at = 2026-03-20, type = "SanctionImposed", rel = {{ determination = "DP", measure = "MP", respondent = "zhang", track = "zhang/party" }}, data = {{ kind = "serious_warning", months = 18, effective_on = "2026-03-20", regime = "party", per_violation = [{{ fact = "F1", kind = "serious_warning", months = 18 }}] }} }},
  {{ id = "a", at = 2026-03-20, type = "AccountabilityFormDecided", rel = {{ determination = "DA", measure = "MA", respondent = "zhang", track = "zhang/accountability" }}, data = {{ target = "cadre", form = "notification", situations = ["work_style"], decided_on = "2026-03-20" }} }},
]"#
        );
        let found = judged("2026-03-20", &told);
        let expected = if status == "in_office" { "satisfied" } else { "violated" };
        assert_eq!(found.says_on("g", GOV, "DET-12"), expected, "{status}");
        assert_eq!(found.says_on("p", GOV, "DET-12"), "not_applicable", "{status}");
        assert_eq!(found.says_on("p", "party-discipline", "EXE-18-MONTHS"), "satisfied", "{status}");
        assert_eq!(found.broken(&["DET-03", "DET-09", "FIL-07"]), Vec::<String>::new(), "{status}");
        assert_eq!(found.says(ACC, "EXE-09-SUBJECT"), "pending, due_unknown", "{status}: that track goes on");
    }
}

/// Edge case 7, for somebody who leaves while the case goes on.
#[test]
fn who_retires_or_resigns_before_the_decision_gets_no_governmental_sanction_either() {
    let after = |action: &str, day: &str| {
        let told = format!(
            r#"
objects = {{ zhang = {{ kind = "cadre", identity = "other", status = "in_office" }} }}
events = [
  {{ id = "f", at = 2026-01-05, type = "CaseFiled", rel = {{ respondent = "zhang", track = ["zhang/gov", "zhang/party"] }}, data = {{ filed_on = "2026-01-05" }} }},
  {{ id = "r", at = {day}, type = "PersonnelActionRecorded", rel = {{ official = "Z", respondent = "zhang" }}, data = {{ action = "{action}", on = "{day}", consent_ref = true }} }},
  {{ id = "g", at = 2026-03-20, type = "SanctionImposed", rel = {{ determination = "DG", measure = "MG", respondent = "zhang", track = "zhang/gov" }}, data = {{ kind = "demerit", months = 12, effective_on = "2026-03-20", regime = "gov" }} }},
  {{ id = "p", at = 2026-03-20, type = "SanctionImposed", rel = {{ determination = "DP", measure = "MP", respondent = "zhang", track = "zhang/party" }}, data = {{ kind = "warning", months = 12, effective_on = "2026-03-20", regime = "party" }} }},
]"#
        );
        judged("2026-04-30", &told)
    };
    for action in ["retired", "resigned"] {
        let found = after(action, "2026-02-09");
        assert_eq!(found.says_on("g", GOV, "DET-12"), "violated", "{action}");
        assert_eq!(found.says_on("p", GOV, "DET-12"), "not_applicable", "{action}");
        assert_eq!(after(action, "2026-04-13").says_on("g", GOV, "DET-12"), "satisfied", "{action} afterwards");
    }
    assert_eq!(after("transferred", "2026-02-09").says_on("g", GOV, "DET-12"), "satisfied");
    assert_eq!(after("retired", "2026-02-09").broken(&["FIL-09"]), ["governmental-sanctions FIL-09-UNIT"]);
}

/// Edge case 21.
#[test]
fn a_member_who_should_stay_away_and_sits_there_taints_the_meeting_whatever_the_majority() {
    let meeting = |attendees: &str| {
        let told = format!(
            r#"
objects = {{ zhang = {{ kind = "cadre" }}, li = {{ identity = "soe_manager" }} }}
events = [
  {{ id = "f", at = 2026-01-05, type = "CaseFiled", rel = {{ respondent = ["zhang", "li"], track = ["zhang/gov", "li/employer"] }}, data = {{ filed_on = "2026-01-05" }} }},
  {{ id = "m", at = 2026-03-18, type = "DecisionMeetingHeld", rel = {{ meeting = "M", respondent = ["zhang", "li"], track = ["zhang/gov", "zhang/accountability", "li/employer"], attendees = {attendees}, recused = ["p7"] }}, data = {{ on = "2026-03-18", form = "meeting", minutes_sha256 = true, entitled = 7, present = 6, items = [{{ track = "gov", for = 6, against = 0, abstain = 0 }}] }} }},
  {{ id = "a", at = 2026-03-20, type = "DeterminationMade", rel = {{ determination = "DA", meeting = "M", respondent = "zhang", track = "zhang/accountability" }}, data = {{ outcome = "exempt", decision_or_proposal = "decision", made_on = "2026-03-20" }} }},
  {{ id = "e", at = 2026-03-20, type = "DeterminationMade", rel = {{ determination = "DE", meeting = "M", respondent = "li", track = "li/employer" }}, data = {{ outcome = "exempt", decision_or_proposal = "decision", made_on = "2026-03-20" }} }},
]"#
        );
        judged("2026-03-20", &told)
    };
    let tainted = meeting(r#"["p1", "p2", "p3", "p4", "p5", "p6", "p7"]"#);
    assert_eq!(
        tainted.broken(&["DET-01"]),
        [
            "accountability DET-01-RECUSED",
            "governmental-sanctions DET-01-RECUSED",
            "state-enterprises DET-01-SOE-RECUSED"
        ]
    );
    let clean = meeting(r#"["p1", "p2", "p3", "p4", "p5", "p6"]"#);
    assert_eq!(clean.broken(&["DET-01"]), Vec::<String>::new());
}

/// Edge case 22.
#[test]
fn one_officer_written_down_twice_is_one_officer() {
    let told_with = |officers: &str| {
        let told = format!(
            r#"
objects = {{ zhang = {{ identity = "civil_servant", employer_kind = "government" }} }}
events = [
  {FILED}
  {{ id = "b", at = 2025-05-06, type = "FilingAnnouncedToRespondent", rel = {{ respondent = "zhang", track = "zhang/gov", by = {officers} }}, data = {{ credentials_shown = true }} }},
  {}
  {{ id = "v", at = 2026-03-03, type = "VerificationTeamFormed", rel = {{ clue = "C", lead = "p1", members = {officers} }}, data = {{ on = "2026-03-03" }} }},
  {{ id = "w", at = 2026-03-04, type = "ReviewTeamFormed", rel = {{ respondent = "li", lead = "p1", members = {officers} }}, data = {{ on = "2026-03-04" }} }},
  {{ id = "a", at = 2026-03-05, type = "DecisionAnnounced", rel = {{ respondent = "li", by = {officers} }}, data = {{ on = "2026-03-05", audience = "unit" }} }},
]"#,
            taken("e", "2026-03-02", officers)
        );
        judged("2026-03-05", &told).broken(&["INV-01", "FIL-03-OFFICERS", "CLU-10", "REV-03", "EXE-24-TWO"])
    };
    assert_eq!(
        told_with(r#"["p1", "p1"]"#),
        [
            "civil-servants INV-01-ADM",
            "discipline-work CLU-10",
            "discipline-work REV-03",
            "governmental-sanctions INV-01",
            "house EXE-24-TWO",
            "supervision FIL-03-OFFICERS"
        ]
    );
    assert_eq!(told_with(r#"["p1", "p2"]"#), Vec::<String>::new());
}
