//! Meetings, determinations on several tracks, sanctions that meet, and what is told of a decision.

use crate::teller::judged;

const GOV: &str = "governmental-sanctions";
const ACC: &str = "accountability";

/// Edge case 1.
#[test]
fn one_meeting_carries_two_determinations_and_each_track_still_needs_its_own_hearing() {
    let at_a_meeting_on = |tracks: &str| {
        let told = format!(
            r#"
objects = {{ zhang = {{ kind = "cadre", identity = "other" }} }}
events = [
  {{ id = "h", at = 2026-03-10, type = "DefenceHeard", rel = {{ respondent = "zhang", track = "zhang/accountability" }}, data = {{ on = "2026-03-10", form = "oral", record_ref = true }} }},
  {{ id = "m", at = 2026-03-18, type = "DecisionMeetingHeld", rel = {{ meeting = "M", respondent = "zhang", track = {tracks}, attendees = ["p1", "p2", "p3"], recused = [] }}, data = {{ on = "2026-03-18", form = "meeting", minutes_sha256 = true }} }},
  {{ id = "g", at = 2026-03-20, type = "DeterminationMade", rel = {{ determination = "DG", meeting = "M", respondent = "zhang", track = "zhang/gov" }}, data = {{ outcome = "sanction", decision_or_proposal = "decision", made_on = "2026-03-20" }} }},
  {{ id = "a", at = 2026-03-20, type = "DeterminationMade", rel = {{ determination = "DA", meeting = "M", respondent = "zhang", track = "zhang/accountability" }}, data = {{ outcome = "accountability_form", decision_or_proposal = "decision", made_on = "2026-03-20" }} }},
]"#
        );
        judged("2026-03-20", &told)
    };
    let both = at_a_meeting_on(r#"["zhang/gov", "zhang/accountability"]"#);
    assert_eq!(both.says_of("zhang/gov", GOV, "DET-01-MEETING"), "satisfied");
    assert_eq!(both.says_of("zhang/accountability", ACC, "DET-01"), "satisfied");
    assert_eq!(both.says_of("zhang/accountability", ACC, "DEF-06"), "satisfied", "heard on this track");
    assert_eq!(both.says_of("zhang/gov", GOV, "DEF-01-NOTICE"), "violated", "and nothing of it serves the other");
    assert_eq!(both.says_of("zhang/gov", GOV, "DEF-01-DEFENCE"), "violated");

    let one = at_a_meeting_on(r#""zhang/gov""#);
    assert_eq!(one.says_of("zhang/gov", GOV, "DET-01-MEETING"), "satisfied");
    assert_eq!(one.says_of("zhang/accountability", ACC, "DET-01"), "violated", "the meeting did not speak of it");
}

/// Edge case 2.
#[test]
fn a_decision_announced_by_another_office_in_the_name_of_the_one_that_decided_is_announced() {
    let told = r#"
events = [
  { id = "d", at = 2025-03-20, type = "DeterminationMade", rel = { determination = "D", body = "county", respondent = "zhang", track = "zhang/gov" }, behalf = { organ = "county" }, data = { outcome = "sanction", decision_or_proposal = "decision", made_on = "2025-03-20" } },
  { id = "a", at = 2025-04-15, type = "DecisionAnnounced", rel = { determination = "D", respondent = "zhang", track = "zhang/gov", by = ["q1", "q2"] }, behalf = { organ = "county", person = "q1" }, data = { on = "2025-04-15", audience = "unit" } },
]"#;
    let found = judged("2025-04-30", told);
    assert_eq!(found.says(GOV, "EXE-02-ANNOUNCED"), "satisfied");
    assert_eq!(found.says("supervision", "EXE-02-ANNOUNCED"), "satisfied, due 2025-04-21");
    assert_eq!(found.says("house", "EXE-24-TWO"), "satisfied");
    assert_eq!(
        found.says("supervision", "EXE-02-PERSON"),
        "violated, open, due 2025-04-21",
        "announcing is not serving"
    );
}

const FIRST: &str = r#"
objects = { zhang = { identity = "civil_servant", status = "in_office", employer_kind = "government" } }
events = [
"#;

fn sanctioned(id: &str, day: &str, track: &str) -> String {
    format!(
        r#"
  {{ id = "d{id}", at = {day}, type = "DeterminationMade", rel = {{ determination = "D{id}", respondent = "zhang", track = "zhang/{track}", fact = "F1" }}, data = {{ outcome = "sanction", decision_or_proposal = "decision", made_on = "{day}" }} }},
  {{ id = "s{id}", at = {day}, type = "SanctionImposed", rel = {{ determination = "D{id}", measure = "M{id}", respondent = "zhang", track = "zhang/{track}" }}, data = {{ kind = "demerit", months = 12, effective_on = "{day}", regime = "{track}", per_violation = [{{ fact = "F1", kind = "demerit", months = 12 }}] }} }},"#
    )
}

/// Edge case 9.
#[test]
fn of_two_sanctions_for_one_act_the_later_is_the_breach_whoever_was_first() {
    for (first, second) in [("employer", "gov"), ("gov", "employer")] {
        let told =
            format!("{FIRST}{}{}\n]", sanctioned("1", "2025-07-10", first), sanctioned("2", "2025-08-12", second));
        let before = judged("2025-07-31", &told);
        assert_eq!(before.broken(&["DET-10"]), Vec::<String>::new(), "{first} alone");
        let found = judged("2025-08-12", &told);
        assert_eq!(found.says_on("d1", GOV, "DET-10"), "satisfied", "{first} came first");
        assert_eq!(found.says_on("d2", GOV, "DET-10"), "violated", "{second} came second");
        assert_eq!(found.says_on("s1", "civil-servants", "DET-10-CSL"), "satisfied");
        assert_eq!(found.says_on("s2", "civil-servants", "DET-10-CSL"), "violated");
    }
}

/// Edge case 9, within one day: times tell which was first, and without them somebody has to find out.
#[test]
fn of_two_sanctions_on_one_day_the_times_tell_which_was_first_and_without_times_both_are_named() {
    let sanctions = format!("{}{}", sanctioned("1", "2025-07-10", "employer"), sanctioned("2", "2025-07-10", "gov"));
    let told = format!("{FIRST}{sanctions}\n]");
    let found = judged("2025-07-10", &told);
    assert_eq!(found.says(GOV, "DET-10"), "violated | violated");
    assert_eq!(found.says("civil-servants", "DET-10-CSL"), "violated | violated");

    let with_times = told.replacen("at = 2025-07-10,", "at = 2025-07-10T09:00:00+08:00,", 2);
    let with_times = with_times.replace("at = 2025-07-10,", "at = 2025-07-10T15:00:00+08:00,");
    let found = judged("2025-07-10", &with_times);
    assert_eq!(found.says_on("d1", GOV, "DET-10"), "satisfied");
    assert_eq!(found.says_on("d2", GOV, "DET-10"), "violated");
    assert_eq!(found.says_on("s1", "civil-servants", "DET-10-CSL"), "satisfied");
    assert_eq!(found.says_on("s2", "civil-servants", "DET-10-CSL"), "violated");

    let other_act = told.replacen("\"F1\"", "\"F2\"", 2);
    let found = judged("2025-07-10", &other_act);
    assert_eq!(found.broken(&["DET-10"]), Vec::<String>::new(), "two acts may be sanctioned on one day");
}

/// Edge case 16.
#[test]
fn who_is_let_off_is_told_of_it_and_it_is_announced_like_a_sanction() {
    let let_off = |identity: &str, track: &str, outcome: &str| {
        let told = format!(
            r#"
objects = {{ li = {{ identity = "{identity}" }} }}
events = [
  {{ id = "d", at = 2026-01-15, type = "DeterminationMade", rel = {{ determination = "D", respondent = "li", track = "li/{track}" }}, data = {{ outcome = "{outcome}", decision_or_proposal = "decision", made_on = "2026-01-15" }} }},
  {{ id = "s", at = 2026-02-24, type = "DecisionServed", rel = {{ determination = "D", respondent = "li", track = "li/{track}" }}, data = {{ recipient_kind = "person", served_on = "2026-02-24" }} }},
]"#
        );
        judged("2026-02-25", &told)
    };
    for outcome in ["exempt", "not_sanctioned", "withdrawn"] {
        let found = let_off("soe_manager", "employer", outcome);
        assert_eq!(found.says("state-enterprises", "EXE-03-SERVED"), "satisfied, due 2026-02-24", "{outcome}");
        assert_eq!(found.says("state-enterprises", "EXE-03-ANNOUNCED"), "violated, open, due 2026-02-24", "{outcome}");
    }
    for outcome in ["exempt", "not_sanctioned"] {
        let found = let_off("other", "gov", outcome);
        assert_eq!(found.says("house", "EXE-24-EXEMPT"), "violated, open, due 2026-02-24", "{outcome}");
        assert_eq!(found.says(GOV, "EXE-02-ANNOUNCED"), "absent", "the law speaks of sanctions: {outcome}");
    }
}
