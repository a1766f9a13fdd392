//! The rules on the work of discipline inspection of 2017 and 2019, and the regulations on party sanctions.

use crate::teller::{Findings, judged};

const DSP: &str = "discipline-work";
const PDR: &str = "party-discipline";

fn on(act: &str) -> Findings {
    judged("2019-12-31", &format!("objects = {{ A = {{ route = \"party_appeal\" }} }}\nevents = [\n{act}\n]"))
}

#[test]
fn a_clue_had_thirty_days_for_its_proposal_and_now_has_a_month() {
    let received = |day: &str| {
        on(&format!(
            r#"{{ id = "c", at = {day}, type = "ClueAssigned", rel = {{ clue = "C" }}, data = {{ received_on = "{day}", approval = {{ post = "organ_principal", on = "{day}" }} }} }},"#
        ))
        .says(DSP, "CLU-02")
    };
    assert_eq!(received("2018-12-28"), "violated, open, due 2019-01-28", "the thirtieth day is a Sunday");
    assert_eq!(received("2019-01-02"), "violated, open, due 2019-02-02", "a Saturday that is worked");
    assert_eq!(received("2019-02-28"), "violated, open, due 2019-03-28", "thirty days would end on the thirtieth");
    assert_eq!(received("2018-02-28"), "violated, open, due 2018-03-30", "and did");
}

#[test]
fn a_talk_or_a_letter_had_thirty_days_for_its_report_and_now_has_a_month() {
    let answered = |day: &str| {
        on(&format!(r#"{{ id = "q", at = {day}, type = "InquiryReplyReceived", rel = {{ clue = "C" }} }},"#))
            .says(DSP, "CLU-06")
    };
    assert_eq!(answered("2018-02-28"), "violated, open, due 2018-03-30");
    assert_eq!(answered("2019-02-28"), "violated, open, due 2019-03-28");
}

#[test]
fn a_time_that_began_under_the_older_rules_ends_by_them() {
    let told = r#"events = [
  { id = "c", at = 2018-12-31, type = "ClueAssigned", rel = { clue = "C" }, data = { received_on = "2018-12-31", approval = { post = "organ_principal", on = "2018-12-31" } } },
  { id = "p", at = 2019-01-31, type = "DispositionProposed", rel = { clue = "C" }, data = { way = "hold" } },
]"#;
    let found = judged("2019-02-28", told);
    assert_eq!(
        found.says(DSP, "CLU-02"),
        "violated, cured, due 2019-01-30, 1 late",
        "a month would end on the day it was done"
    );
}

#[test]
fn an_appeal_to_the_party_had_ninety_days_and_now_has_three_months() {
    let accepted = |day: &str| {
        on(&format!(r#"{{ id = "a", at = {day}, type = "AppealAccepted", rel = {{ appeal = "A", determination = "D", respondent = "zhang", track = "zhang/party" }}, data = {{ accepted_on = "{day}" }} }},"#)).says(DSP, "APL-19")
    };
    assert_eq!(accepted("2018-12-28"), "violated, open, due 2019-03-28");
    assert_eq!(accepted("2018-07-02"), "violated, open, due 2018-09-30", "a Sunday that is worked");
    assert_eq!(
        accepted("2019-07-02"),
        "violated, open, due 2019-10-08",
        "from the second of October over the holidays"
    );
}

fn sanctioned(day: &str, months: u8) -> String {
    format!(
        r#"{{ id = "s", at = {day}, type = "SanctionImposed", rel = {{ determination = "D", measure = "M", respondent = "zhang", track = "zhang/party" }}, data = {{ kind = "serious_warning", months = {months}, effective_on = "{day}", regime = "party", per_violation = [{{ fact = "F", kind = "serious_warning", months = {months} }}] }} }},"#
    )
}

#[test]
fn a_serious_warning_bars_for_a_year_and_a_half_and_once_for_a_year() {
    let months = |day: &str, months: u8| on(&sanctioned(day, months)).says(PDR, "EXE-18-MONTHS");
    for day in ["2016-01-04", "2018-09-28", "2018-10-08"] {
        assert_eq!(months(day, 18), "satisfied", "{day}");
        assert_eq!(months(day, 12), "violated", "{day}");
    }
    assert_eq!(months("2015-12-31", 12), "absent", "the text of 2003 is no rulebook");

    let promoted = |sanction: &str, months: u8, day: &str| {
        let promotion = format!(
            r#"{{ id = "p", at = {day}, type = "PersonnelActionRecorded", rel = {{ official = "Z", respondent = "zhang" }}, data = {{ action = "promoted", on = "{day}", post_vs_former = "above" }} }},"#
        );
        on(&format!("{}\n{promotion}", sanctioned(sanction, months))).says(PDR, "EXE-18-PROMOTION")
    };
    assert_eq!(promoted("2016-01-04", 18, "2017-07-03"), "violated");
    assert_eq!(promoted("2016-01-04", 18, "2017-07-04"), "satisfied");
    assert_eq!(promoted("2015-06-01", 12, "2016-05-31"), "violated");
    assert_eq!(
        promoted("2015-06-01", 12, "2016-06-01"),
        "satisfied",
        "imposed under the text of 2003, which bars for a year"
    );
}
