//! Import into a real log.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod cut_off;
mod native;
mod roster;
mod round_trip;
mod setting;
mod tables;
mod twice;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};
use sqlx::PgPool;
use wenze_domain::case::Standing;
use wenze_domain::codes::{AppealOutcome, TrackCode};
use wenze_domain::states::{AppealState, TrackState};
use wenze_exchange::import::run;

use setting::{CREATE, Setting, fines, trace, xes};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_case_stands_where_its_steps_have_led_it(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let steps = [
        CREATE,
        ("Send Fine", "2006-12-05", &[]),
        ("Insert Fine Notification", "2007-01-10", &[]),
        ("Insert Date Appeal to Prefecture", "2007-02-01", &[]),
        ("Add penalty", "2007-03-11", &[]),
        ("Send Appeal to Prefecture", "2007-03-15", &[("dismissal", "#")]),
    ];
    let plan = setting.plan("fines.xes", &xes(&[trace("A1", &steps)]), fines());
    let report = run(&setting.casework, plan, |_| ()).await.unwrap();
    assert_eq!((report.cases, report.unchanged, report.rejected), (1, 0, 0));
    assert_eq!(report.acts.values().sum::<u64>(), 9);
    assert_eq!(report.acts["SanctionImposed"], 2);

    let (ids, mapping) = (fines().ids().clone(), fines());
    let case = setting.casework.case(ids.case("A1")).await.unwrap().case;
    assert_eq!(case.case_no.as_ref().map(|no| no.no.as_str()), Some("A1"));
    let object = |name: &str| ids.object("A1", name, 1);
    let pair = (object("respondent"), TrackCode::Gov);
    assert_eq!(case.track_state(pair), TrackState::Announced);
    let appeal = &case.appeals[&object("appeal:prefecture")];
    assert_eq!((appeal.state, appeal.outcome), (AppealState::Decided, Some(AppealOutcome::Revoked)));
    assert_eq!(appeal.decided_on, None, "nothing tells when it was decided");
    assert!(case.measures.values().all(|measure| measure.standing == Standing::Revoked), "also the later increase");
    assert_eq!(case.determinations[&object("determination")].standing, Standing::Revoked);
    let marked = |kind: &str| case.events.iter().any(|mark| mark.kind == kind && !mark.missing.is_empty());
    assert!(marked("SanctionImposed") && !marked("DecisionServed") && !marked("AppealFiled"), "what was out of order");
    assert_eq!(mapping.actor().person_id, ids.importer());
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_reject_says_where_and_why_and_only_its_owner_reads_it(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let late = ("Payment", "2999-01-01", &[] as &[_]);
    let nameless = "<trace><event/></trace>".to_owned();
    let text = xes(&[trace("A1", &[CREATE]), trace("A2", &[CREATE, late]), nameless, trace("A3", &[])]);
    let mut plan = setting.plan("fines.xes", &text, fines());
    let path = setting.folder.join("rejects.jsonl");
    fs::write(&path, "older").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    plan.files.push(setting.file("cut.xes.gz", &setting::gzip(&text)[..150]));
    plan.rejects = Some(path.clone());
    let report = run(&setting.casework, plan, |_| ()).await.unwrap();
    assert_eq!((report.cases, report.rejected), (5, 4), "{report:?}");

    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let text = fs::read_to_string(&path).unwrap();
    let mut rejects: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    rejects.sort_by_key(|reject| (reject["file"].to_string(), reject["trace"].as_u64()));
    let told = |n: usize| json!(["code", "case", "act", "kind"].map(|name| &rejects[n][name]));
    assert_eq!(told(0), json!(["truncated", null, null, null]));
    assert_eq!(told(1), json!(["future", "A2", 3, "ExecutionReported"]));
    assert_eq!((rejects[1]["trace"].as_u64(), rejects[1]["line"].as_u64()), (Some(2), None));
    assert_eq!(told(2), json!(["case-name", null, null, null]));
    assert_eq!(told(3), json!(["no-events", "A3", null, null]));
    let stored = setting.streams().await.into_iter().map(|stream| stream.id).collect::<Vec<_>>();
    assert_eq!(stored, [fines().ids().case("A1")], "a case is stored whole or not at all");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_dry_run_tells_the_same_and_stores_nothing(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let text =
        xes(&[trace("A1", &[CREATE, ("Payment", "2006-08-01", &[])]), trace("A2", &[("Payment", "2999-01-01", &[])])]);
    let mut plan = setting.plan("fines.xes", &text, fines());
    plan.dry_run = true;
    let told = run(&setting.casework, plan.clone(), |_| ()).await.unwrap();
    assert_eq!(setting.head().await, 0);
    plan.dry_run = false;
    let done = run(&setting.casework, plan, |_| ()).await.unwrap();
    assert_eq!((told.cases, &told.acts, told.rejected), (done.cases, &done.acts, done.rejected));
    assert_eq!(told.first_rejects, done.first_rejects);
    assert_eq!(told.rejected, 1);
}
