//! Tables into a real log, through the mappings that are shipped. Every row here is invented.

use std::fmt::Write;
use std::fs;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::PgPool;
use wenze_domain::case::{Case, Standing};
use wenze_domain::effective::Cut;
use wenze_exchange::import::{ImportError, ImportPlan, run};
use wenze_exchange::mapping::Mapping;

use crate::setting::Setting;

const KEY: &[u8] = b"a key of the tests";

fn complaints() -> Mapping {
    Mapping::parse(include_str!("../../../../mappings/chicago.toml")).unwrap().with_pseudonym_key(KEY).unwrap()
}

fn register() -> Mapping {
    Mapping::parse(include_str!("../../../../mappings/nyc-ccrb.toml")).unwrap().with_pseudonym_key(KEY).unwrap()
}

fn plan(setting: &Setting, mapping: Mapping, files: &[(&str, &str)]) -> ImportPlan {
    ImportPlan::new(files.iter().map(|(name, text)| setting.file(name, text.as_bytes())).collect(), mapping)
}

const CASES: &str = "case_id,system,incident_date,complaint_date,closed_date,agency,complainant_type,status\n";
const ASSIGNMENTS: &str = "case_id,investigator,role,agency,assigned_date\n";
const ALLEGATIONS: &str =
    "case_id,allegation,subject,category,recommended_finding,recommended_discipline,final_finding,final_discipline\n";

/// Many cases whose rows lie apart in every table.
fn scattered(cases: usize) -> [String; 3] {
    let (mut all, mut assignments, mut allegations) =
        (CASES.to_owned(), ASSIGNMENTS.to_owned(), ALLEGATIONS.to_owned());
    for n in 0..cases {
        let n = (n * 37) % cases;
        writeln!(all, "C{n},S,2010-01-01,2010-02-01,2011-01-01,A,CIVILIAN,CLOSED").unwrap();
    }
    for round in 1..=3 {
        for n in (0..cases).rev() {
            writeln!(assignments, "C{n},INV-{round},LEAD,A,2010-0{round}-15").unwrap();
            writeln!(allegations, "C{n},{round},SUB-{round},10A,SU,010,SU,005").unwrap();
        }
    }
    [all, assignments, allegations]
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn rows_that_are_sorted_in_files_make_the_same_cases_as_rows_that_are_not(owner: PgPool) {
    const CASES: usize = 60;
    let setting = Setting::open(&owner).await;
    let [cases, assignments, allegations] = scattered(CASES);
    let files = [("a-cases.csv", cases), ("a-assignments.csv", assignments), ("a-allegations.csv", allegations)];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let mut small = plan(&setting, complaints(), &files);
    small.sort_bytes = 2_000;
    small.sort_folder.clone_from(&setting.folder);
    let first = run(&setting.casework, small, |_| ()).await.unwrap();
    assert_eq!((first.cases, first.rejected), (CASES as u64, 0), "{:?}", first.first_rejects);
    assert_eq!((first.acts["HandlerAssigned"], first.acts["SanctionImposed"]), (180, 180));
    let left: Vec<_> = fs::read_dir(&setting.folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "no file of sorted rows stays: {left:?}");
    let again = run(&setting.casework, plan(&setting, complaints(), &files), |_| ()).await.unwrap();
    assert_eq!((again.unchanged, again.acts.len()), (CASES as u64, 0), "the very same commands");

    let case = setting.casework.case(complaints().ids().case("C7")).await.unwrap().case;
    assert_eq!((case.reports.len(), case.handlers.len(), case.respondents.len()), (1, 3, 3));
    assert_eq!((case.facts.len(), case.determinations.len(), case.measures.len()), (3, 3, 3));
    let mut people: Vec<_> = case.respondents.values().map(|one| one.official.unwrap()).collect();
    let other = setting.casework.case(complaints().ids().case("C8")).await.unwrap().case;
    people.extend(other.respondents.values().map(|one| one.official.unwrap()));
    people.sort_unstable();
    people.dedup();
    assert_eq!(people.len(), 3, "the same person is the same in every case");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_cannot_have_been_is_stored_and_told_with_its_line(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let cases = format!("{CASES}C1,S,,2010-02-01,1999-01-01,A,CIVILIAN,CLOSED\n\nC2,S,,never,,A,CIVILIAN,OPEN\n");
    let assignments = format!("{ASSIGNMENTS}C1,INV-1,LEAD,A,2040-09-02\nC1,,LEAD,A\nC3,INV-2,LEAD,A,2010-03-01\n");
    let files =
        [("a-cases.csv", cases.as_str()), ("a-assignments.csv", &assignments), ("a-allegations.csv", ALLEGATIONS)];
    let mut plan = plan(&setting, complaints(), &files);
    let path = setting.folder.join("rejects.jsonl");
    plan.rejects = Some(path.clone());
    let report = run(&setting.casework, plan, |_| ()).await.unwrap();
    assert_eq!((report.cases, report.rejected), (3, 1), "C1 has a broken line and is not stored without it");
    let lines = |path| -> Vec<Value> {
        let text = fs::read_to_string(path).unwrap();
        let mut all: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        all.sort_by_key(|one| one["code"].to_string());
        all
    };
    let told = |one: &Value| json!([one["code"], one["case"], one["line"], one["stored"]]);
    let all = lines(&path);
    assert_eq!(told(&all[0]), json!(["date-unreadable", "C2", 4, true]));
    assert_eq!(told(&all[1]), json!(["malformed", "C1", 3, null]));
    assert!(all[1]["file"].as_str().unwrap().ends_with("a-assignments.csv"));

    let assignments = assignments.replace("C1,,LEAD,A\n", "");
    let files =
        [("a-cases.csv", cases.as_str()), ("a-assignments.csv", &assignments), ("a-allegations.csv", ALLEGATIONS)];
    let mut plan = self::plan(&setting, complaints(), &files);
    plan.rejects = Some(path.clone());
    let report = run(&setting.casework, plan, |_| ()).await.unwrap();
    assert_eq!((report.rejected, report.unchanged), (0, 2));
    let counted = json!({"closed-before-complaint": 1, "date-after-source": 1, "date-unreadable": 1});
    assert_eq!(json!(report.remarks), counted);
    let all = lines(&path);
    assert_eq!(told(&all[0]), json!(["closed-before-complaint", "C1", 2, true]));
    assert_eq!(told(&all[1]), json!(["date-after-source", "C1", 2, true]));
    assert!(all[1]["file"].as_str().unwrap().ends_with("a-assignments.csv"));
    assert!(all.iter().all(|one| !one["message"].as_str().unwrap().contains("2040")), "no message quotes a value");

    let case = setting.casework.case(complaints().ids().case("C1")).await.unwrap().case;
    assert_eq!(case.closed.unwrap().on.map(|date| date.to_string()).as_deref(), Some("1999-01-01"));
    assert_eq!(case.handlers[0].from_on, None, "a day that was not yet is no day");
}

const BASELINE: &str = "complaint,complaint_year,officer,ccrb_disposition,board_recommendation,nonapu_penalty_report_date,\
    is_apu,apu_ccrb_recommended_penalty,apu_commissioner_recommended_penalty,apu_plea_penalty,apu_status,apu_closing_date,\
    nypd_penalty\n";

fn change(at: &str, officer: &str, changed: &Value) -> String {
    let line = json!({"recorded_at": at, "op": "update", "complaint": "X1", "officer": officer, "changed": changed});
    format!("{line}\n")
}

/// The case as it was known on a day.
async fn known(setting: &Setting, day: &str) -> Case {
    let known: DateTime<Utc> = format!("{day}T00:00:00Z").parse().unwrap();
    let cut = Cut { known: Some(known), ..Cut::default() };
    setting.casework.case_at(register().ids().case("X1"), cut).await.unwrap().view.case
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_register_is_known_as_it_was_on_every_day(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let baseline = format!(
        "{BASELINE}X1,2020,O1,Substantiated (Charges),,2022-05-01,No,,,,,,Reprimand\n\
         X1,2020,O2,Substantiated (Charges),,,Yes,,,,Closed: Resolved by plea,2022-06-01,Suspension: 10 days\n"
    );
    let changes = [
        change("2023-03-01T10:00:00Z", "O1", &json!({"nonapu_penalty_report_date": ["2022-05-01", "2022-05-09"]})),
        change(
            "2023-04-01T10:00:00Z",
            "O2",
            &json!({"apu_status": ["Closed: Resolved by plea", "Closed: Plea set aside, Without discipline"]}),
        ),
        json!({"recorded_at": "2023-05-01T10:00:00Z", "op": "delete", "complaint": "X1", "officer": "O1"}).to_string(),
        "\n".to_owned(),
        change("2023-06-01T10:00:00Z", "O2", &json!({"nypd_penalty": ["Suspension: 10 days", null]})),
    ];
    let changes = changes.concat();
    let files = [("r-baseline.csv", baseline.as_str()), ("r-changes.jsonl", &changes)];
    let mut dry = plan(&setting, register(), &files);
    dry.dry_run = true;
    let told = run(&setting.casework, dry, |_| ()).await.unwrap();
    let report = run(&setting.casework, plan(&setting, register(), &files), |_| ()).await.unwrap();
    assert_eq!(report.rejected, 0, "{:?}", report.first_rejects);
    assert_eq!((told.rejected, &told.acts), (0, &report.acts), "a dry run tells the same");

    let ids = register().ids().clone();
    let first = known(&setting, "2023-02-01").await;
    let decided = |case: &Case| {
        let decision =
            case.determinations.values().find(|one| one.made_on.is_some_and(|on| *on.to_string() < *"2022-05-31"));
        decision.and_then(|one| one.made_on).map(|on| on.to_string())
    };
    assert_eq!((first.respondents.len(), first.measures.len()), (2, 2));
    assert_eq!(decided(&first).as_deref(), Some("2022-05-01"));
    let corrected = known(&setting, "2023-03-02").await;
    assert_eq!(decided(&corrected).as_deref(), Some("2022-05-09"), "a date that was replaced was recorded wrongly");
    let overruled = known(&setting, "2023-04-02").await;
    let standing = |case: &Case| case.determinations.values().filter(|one| one.standing == Standing::Corrected).count();
    assert_eq!(
        (standing(&corrected), standing(&overruled)),
        (0, 1),
        "the plea was a decision, and another took its place"
    );
    let deleted = known(&setting, "2023-05-02").await;
    assert_eq!((deleted.respondents.len(), deleted.measures.len()), (1, 1), "finding and penalty went together");
    assert!(deleted.determinations.len() < overruled.determinations.len());
    let cleared = known(&setting, "2023-06-02").await;
    assert_eq!((cleared.respondents.len(), cleared.measures.len()), (1, 0));
    assert_eq!(known(&setting, "2023-01-09").await.version, 0, "nothing was known before the first copy");

    let again = run(&setting.casework, plan(&setting, register(), &files), |_| ()).await.unwrap();
    assert_eq!((again.unchanged, again.acts.len()), (1, 0));
    let stored: Vec<_> = setting.streams().await.into_iter().map(|stream| stream.id).collect();
    assert_eq!(stored, [ids.case("X1")]);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn files_that_are_no_tables_and_a_missing_key_stop_the_import_before_anything_is_read(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let cases = ("a-cases.csv", CASES);
    let stopped = |plan: ImportPlan| async { run(&setting.casework, plan, |_| ()).await.unwrap_err() };
    let error = stopped(plan(&setting, complaints(), &[cases])).await.to_string();
    assert!(error.contains("table 'assignments' has no file"), "{error}");
    let error = stopped(plan(&setting, complaints(), &[cases, ("other.csv", "")])).await.to_string();
    assert!(error.contains("other.csv: no table of the mapping"), "{error}");
    let keyless = Mapping::parse(include_str!("../../../../mappings/chicago.toml")).unwrap();
    let error = stopped(plan(&setting, keyless, &[cases])).await;
    assert!(matches!(error, ImportError::Key(_)) && error.to_string().contains("WENZE_PSEUDONYM_KEY"), "{error}");
    assert_eq!(setting.head().await, 0);
}
