//! What a mapping of tables makes of rows.

use serde_json::Value;
use wenze_domain::request::Draft;

use crate::mapping::Mapping;
use crate::source::{Attributes, Place, Row, RowGroup};

const REGISTER: &str = r#"
version = 1
set = "register"
format = "tables"
[actor]
role = "CLERK"
[time]
dates = "local"
zone = "America/New_York"
until = "2030-12-31"

[[tables]]
name = "rows"
file = "*-rows.csv"
case = "case"
key = ["officer"]
known_at = "2023-01-09T18:14:57Z"
of_case = ["year"]

[[tables]]
name = "log"
file = "*-log.jsonl"
lines = "json"
case = "case"
known_from = "at"
of_case = ["year"]
changes = { of = "rows", op = "op", insert = "insert", update = "update", delete = "delete", values = "values", changed = "changed" }

[[steps]]
activity = "complaint"
date = "year"

[[steps]]
table = "rows"
activity = "entry"
columns = ["officer", "finding"]

[[steps]]
table = "rows"
activity = "penalty"
date = "penalty_date"
columns = ["penalty", "penalty_date"]
when = [{ attribute = "penalty", blank = false }]
anew = [{ column = "penalty", from = ["Pending"], to = ["*"] }]

[[checks]]
activity = "penalty"
not_before = "complaint"
code = "penalty-before-complaint"

[values.kind]
"Vacation*" = "other"
"Reprimand" = "reprimand"

[[acts]]
activity = "complaint"
kind = "ReportReceived"
refs = { report = "report" }

[[acts]]
activity = "entry"
kind = "CaseFiled"
when = [{ first = true }]
refs = { respondent = "officer {officer}", track = "officer {officer}/gov" }
[acts.payload]
case_no = "{case}"
respondents = [{ respondent = "@officer {officer}", tracks = ["gov"], official = "{officer as person}" }]

[[acts]]
activity = "entry"
kind = "RespondentAdded"
when = [{ first = false }]
refs = { respondent = "officer {officer}", track = "officer {officer}/gov" }
payload = { entry = { respondent = "@officer {officer}", tracks = ["gov"] } }

[[acts]]
activity = "entry"
kind = "DeterminationMade"
refs = { determination = "finding {officer}", respondent = "officer {officer}", track = "officer {officer}/gov" }
payload = { decision_or_proposal = "proposal", basis = [{ instrument = "finding", article = "{finding}" }] }

[[acts]]
activity = "penalty"
kind = "SanctionImposed"
when = [{ attribute = "penalty", not = ["Pending"] }]
regime = "generic"
refs = { measure = "penalty {officer}", determination = "finding {officer}", respondent = "officer {officer}", track = "officer {officer}/gov" }
payload = { kind = "{penalty as kind}" }
"#;

fn row(table: u16, line: u64, fields: &[(&str, &str)]) -> Row {
    let mut all: Attributes = fields.iter().copied().collect();
    all.append("case".to_owned(), "C1".to_owned());
    Row { case: "C1".to_owned(), table, place: Place { file: table, line }, fields: all, wrong: None }
}

fn entry(officer: &str, finding: &str, penalty: &str, date: &str) -> Row {
    let cells =
        [("officer", officer), ("year", "2020"), ("finding", finding), ("penalty", penalty), ("penalty_date", date)];
    let cells: Vec<_> = cells.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    row(0, 2, &cells)
}

fn change(line: u64, officer: &str, cells: &[(&str, &str)]) -> Row {
    let at = format!("2023-02-0{line}T10:00:00Z");
    let mut all = vec![("at", at.as_str()), ("op", "update"), ("officer", officer)];
    all.extend(cells);
    row(1, line, &all)
}

fn translated(rows: Vec<Row>) -> crate::mapping::Translated {
    let mapping = Mapping::parse(REGISTER).unwrap();
    let case = mapping.tables().assemble(RowGroup { case: "C1".to_owned(), rows }).unwrap();
    let translated = mapping.translate(&case).unwrap();
    for act in &translated.acts {
        let read = Draft::read(act.clone(), &mut uuid::Uuid::now_v7);
        assert!(read.is_ok(), "{read:?} {act}");
    }
    translated
}

/// Each act as `row kind date`, with what a record act is about and changes.
fn told(rows: Vec<Row>) -> Vec<String> {
    let acts = translated(rows).acts;
    let named = |id: &Value| {
        let row = |act: &Value| act["origin"]["row"].as_str().unwrap().to_owned();
        let own = acts
            .iter()
            .map(row)
            .find(|row| *id == wenze_domain::envelope::Origin::stand_in("register", row).to_string());
        own.unwrap_or_else(|| "?".to_owned())
    };
    let tell = |act: &Value| {
        let mut words = vec![act["origin"]["row"].as_str().unwrap().trim_start_matches("C1#").to_owned()];
        words.push(act["kind"].as_str().unwrap().to_owned());
        words.push(act["occurred"]["date"].as_str().unwrap_or("?").to_owned());
        if let Some(event) = act["refs"]["event"].get(0) {
            words.push(named(event).trim_start_matches("C1#").to_owned());
        }
        for one in act["payload"]["changes"].as_array().into_iter().flatten() {
            words.push(format!("{}={}", one["pointer"].as_str().unwrap(), one["is"]));
        }
        words.join(" ")
    };
    acts.iter().map(tell).collect()
}

#[test]
fn a_row_is_told_with_the_moment_at_which_its_register_recorded_it() {
    let acts = translated(vec![entry("O1", "Charges", "Reprimand", "2022-05-01")]).acts;
    assert!(acts.iter().all(|act| act["known_at"] == "2023-01-09T18:14:57Z"));
    assert_eq!(acts[0]["origin"]["fields"]["case:year"], "2020");
    assert_eq!(acts[1]["origin"]["fields"], serde_json::json!({"officer": "O1", "finding": "Charges"}));
    assert_eq!(acts[3]["payload"]["kind"], "reprimand");
    assert_eq!(acts[3]["occurred"]["zone"], "America/New_York");
}

#[test]
fn a_value_that_is_replaced_corrects_the_act_it_stood_in() {
    let rows = vec![
        entry("O1", "Charges", "Reprimand", "2022-05-01"),
        change(1, "O1", &[("changed/penalty_date/0", "2022-05-01"), ("changed/penalty_date/1", "2022-06-01")]),
        change(2, "O1", &[("changed/penalty/0", "Reprimand"), ("changed/penalty/1", "Vacation: 8 days")]),
        change(3, "O1", &[("changed/finding/0", "Charges"), ("changed/finding/1", "Instructions")]),
    ];
    let wanted = [
        "4 RecordCorrected 2023-02-01 3 /occurred/date=\"2022-06-01\"",
        "5 RecordCorrected 2023-02-02 3 /payload/kind=\"other\"",
        "6 RecordCorrected 2023-02-03 2.2 /payload/basis/0/article=\"Instructions\"",
    ];
    assert_eq!(told(rows)[4..], wanted);
}

#[test]
fn a_change_that_the_mapping_calls_new_is_a_new_act_and_one_that_clears_a_value_voids_it() {
    let rows = vec![
        entry("O1", "Charges", "Pending", ""),
        change(
            1,
            "O1",
            &[
                ("changed/penalty/0", "Pending"),
                ("changed/penalty/1", "Reprimand"),
                ("changed/penalty_date/1", "2023-01-20"),
            ],
        ),
        change(2, "O1", &[("changed/penalty/0", "Reprimand")]),
    ];
    let wanted = [
        "3 OtherActRecorded ?",
        "4 SanctionImposed 2023-01-20",
        "5 RecordVoided 2023-02-02 4",
        "5.2 RecordVoided 2023-02-02 3",
    ];
    assert_eq!(told(rows)[3..], wanted);
}

#[test]
fn a_row_that_is_deleted_voids_everything_made_of_it_and_nothing_of_another() {
    let rows = vec![
        entry("O1", "Charges", "Reprimand", "2022-05-01"),
        entry("O2", "Charges", "Reprimand", "2022-05-02"),
        row(1, 9, &[("at", "2023-02-09T10:00:00Z"), ("op", "delete"), ("officer", "O1")]),
    ];
    let wanted = ["6 RecordVoided 2023-02-09 3", "6.2 RecordVoided 2023-02-09 2.2", "6.3 RecordVoided 2023-02-09 2"];
    let all = told(rows);
    assert_eq!(all[all.len() - 3..], wanted, "the penalty first, then the finding, then the respondent: {all:?}");
}

#[test]
fn a_row_that_is_added_later_is_known_from_then_on() {
    let values = [("values/finding", "Charges"), ("year", "2021"), ("at", "2023-03-01T00:00:00.5+01:00")];
    let mut cells = vec![("op", "insert"), ("officer", "O3")];
    cells.extend(values);
    let acts = translated(vec![row(1, 1, &cells)]).acts;
    assert_eq!(acts.len(), 3);
    assert_eq!(acts[1]["known_at"], "2023-02-28T23:00:00.500Z");
    assert_eq!(acts[1]["origin"]["fields"]["officer"], "O3");
}

#[test]
fn a_change_of_what_is_not_there_is_a_fault_of_its_line() {
    let mapping = Mapping::parse(REGISTER).unwrap();
    let odd = [
        change(4, "O9", &[("changed/penalty/1", "x")]),
        row(1, 4, &[("at", "2023-02-09T10:00:00Z"), ("op", "delete"), ("officer", "O9")]),
        row(1, 4, &[("op", "undo"), ("officer", "O1")]),
    ];
    for odd in odd {
        let rows = vec![entry("O1", "Charges", "", ""), odd];
        let fault = mapping.tables().assemble(RowGroup { case: "C1".to_owned(), rows }).unwrap_err();
        assert_eq!((fault.code, fault.number, fault.case.as_deref()), ("change-log", 4, Some("C1")));
    }
}

#[test]
fn who_is_hidden_in_a_register_is_hidden_in_its_changes_too() {
    let hidden = REGISTER.replacen(
        "[[tables]]",
        "[pseudonyms]\nkey_env = \"KEY\"\ncolumns = { officer = \"person\" }\n[[tables]]",
        1,
    );
    let mapping = Mapping::parse(&hidden).unwrap().with_pseudonym_key(b"a key of the test").unwrap();
    let ways = ["officer", "values/officer", "changed/officer/0", "changed/officer/1"];
    let row = mapping.pseudonyms().hide(row(1, 1, &ways.map(|way| (way, "Ann"))));
    assert!(row.fields.iter().all(|(_, value)| value != "Ann"), "{row:?}");
}

#[test]
fn what_cannot_have_been_is_recorded_and_told() {
    let remarks = |penalty_date: &str| {
        let translated = translated(vec![entry("O1", "Charges", "Reprimand", penalty_date)]);
        let date = translated.acts.last().unwrap()["occurred"]["date"].clone();
        let codes: Vec<String> = translated.remarks.into_iter().map(|one| one.code).collect();
        (codes.join(" "), date)
    };
    assert_eq!(remarks("2022-05-01"), (String::new(), "2022-05-01".into()));
    assert_eq!(remarks("2040-09-02"), ("date-after-source".to_owned(), Value::Null));
    assert_eq!(remarks("5/1/2022"), ("date-unreadable".to_owned(), Value::Null));
    assert_eq!(remarks("2019-12-31"), ("penalty-before-complaint".to_owned(), "2019-12-31".into()));
    assert_eq!(remarks("2023-06-01"), ("date-after-known".to_owned(), "2023-06-01".into()));
}

#[test]
fn a_mapping_of_tables_that_cannot_work_says_where() {
    let wrong = [
        (
            "activity = \"complaint\"\ndate",
            "table = \"none\"\nactivity = \"complaint\"\ndate",
            "there is no table 'none'",
        ),
        ("key = [\"officer\"]", "key = []", "needs a 'key'"),
        ("known_from = \"at\"", "known_from = \"at\"\nknown_at = \"2023-01-09T18:14:57Z\"", "not both"),
        ("file = \"*-rows.csv\"", "file = \"*-rows.csv\"\ngrouped = true", "'grouped' is for a set of one table"),
        ("not_before = \"complaint\"", "not_before = \"filing\"", "there is no step 'filing'"),
        ("activity = \"complaint\"\nkind", "activity = \"claim\"\nkind", "there is no such step"),
        ("when = [{ attribute = \"penalty\", blank = false }]", "when = [{ first = true }]", "are for acts"),
        ("dates = \"local\"", "attribute = \"x\"\ndates = \"local\"", "the tables and steps say so"),
        (
            "determination = \"finding {officer}\", respondent",
            "determination = \"finding\", respondent",
            "no act makes",
        ),
    ];
    for (from, to, message) in wrong {
        assert!(REGISTER.contains(from), "{from}");
        let said = Mapping::parse(&REGISTER.replacen(from, to, 1)).expect_err(to).to_string();
        assert!(said.contains(message), "{to}: {said}");
    }
}

#[test]
fn items_of_a_line_know_what_they_lie_in() {
    let mut fields = Attributes::default();
    for (way, value) in [
        ("case", "C1"),
        ("heads/0/name", "Ann"),
        ("heads/0/acts/0/kind", "warning"),
        ("heads/0/acts/1/kind", "removal"),
        ("heads/1/name", "Bob"),
        ("tags/0", "a"),
    ] {
        fields.append(way.to_owned(), value.to_owned());
    }
    let row = Row { fields, ..Row::default() };
    let read = |each| {
        let all = super::items(&row, Some(each));
        all.iter()
            .map(|item| item.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(read("heads/*/acts/*"), ["kind=warning name=Ann case=C1", "kind=removal name=Ann case=C1"]);
    assert_eq!(read("heads/*").len(), 2);
    assert_eq!(read("tags/*"), ["item=a case=C1"]);
    assert_eq!(read("none/*").len(), 0);
}

#[test]
fn the_mapping_of_the_readme_works() {
    let readme = include_str!("../../../README.md");
    let text = readme.split("## Tables").nth(1).and_then(|rest| rest.split("```toml\n").nth(1)).unwrap();
    let mapping = Mapping::parse(text.split("```").next().unwrap()).unwrap();
    let rows = vec![
        row(0, 2, &[("opened", "2020-05"), ("status", "CLOSED")]),
        row(1, 2, &[("officer", "O1"), ("finding", "SU"), ("decided", "2020-01-02")]),
        row(1, 3, &[("officer", "O1")]),
    ];
    let case = mapping.tables().assemble(RowGroup { case: "C1".to_owned(), rows }).unwrap();
    let translated = mapping.translate(&case).unwrap();
    let kinds: Vec<&str> = translated.acts.iter().filter_map(|act| act["kind"].as_str()).collect();
    assert_eq!(kinds, ["ReportReceived", "RespondentAdded", "DeterminationMade"]);
    assert_eq!(translated.acts[2]["payload"]["outcome"], "sanction");
    assert_eq!(translated.remarks[0].code, "decided-before-complaint");
}
