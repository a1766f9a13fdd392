//! A run that was cut off.

use std::fs;

use sqlx::PgPool;
use tokio::sync::oneshot;
use wenze_exchange::import::{ImportPlan, run};

use crate::setting::{CREATE, Setting, fines, trace, xes};

const CASES: u64 = 40;

fn plan(setting: &Setting) -> ImportPlan {
    let traces: Vec<String> = (0..CASES).map(|n| trace(&format!("A{n}"), &[CREATE])).collect();
    let mut plan = setting.plan("fines.xes", &xes(&traces), fines());
    plan.rejects = Some(setting.folder.join("rejects.jsonl"));
    plan.concurrency = 4;
    plan.mark_every_cases = 5;
    plan
}

/// Runs until some cases are done, then drops everything on the spot.
async fn cut(setting: &Setting, plan: ImportPlan) {
    let (enough, stop) = oneshot::channel();
    let mut enough = Some(enough);
    let progress = move |progress: &wenze_exchange::import::Progress| {
        if progress.cases >= CASES / 2
            && let Some(enough) = enough.take()
        {
            enough.send(()).unwrap();
        }
    };
    tokio::select! {
        done = run(&setting.casework, plan, progress) => panic!("it was to be cut off: {done:?}"),
        stopped = stop => stopped.unwrap(),
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn running_it_again_finishes_it(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    cut(&setting, plan(&setting)).await;
    let report = run(&setting.casework, plan(&setting), |_| ()).await.unwrap();
    assert_eq!((report.cases, report.rejected), (CASES, 0));
    assert!(report.unchanged >= CASES / 2, "{report:?}");
    assert_eq!(setting.streams().await.len() as u64, CASES);
    assert_eq!(setting.head().await, i64::try_from(CASES * 3).unwrap());
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_mark_is_believed_by_the_log_that_knows_it_and_by_no_other(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let mut resumed = plan(&setting);
    cut(&setting, resumed.clone()).await;
    let mark = setting.folder.join("rejects.jsonl.progress");
    let kept = fs::read_to_string(&mark).unwrap();
    resumed.resume = true;

    let unknown = uuid::Uuid::nil().to_string();
    let at = kept.find("\"command_id\":\"").unwrap() + "\"command_id\":\"".len();
    fs::write(&mark, format!("{}{unknown}{}", &kept[..at], &kept[at + unknown.len()..])).unwrap();
    assert_eq!(offered(&setting, resumed.clone()).await, CASES, "a mark of another log is worth nothing");

    fs::write(&mark, &kept).unwrap();
    let offered = offered(&setting, resumed).await;
    assert!((1..CASES).contains(&offered), "{offered} were offered again");
    assert!(!mark.exists(), "a run that is complete leaves no mark");
    assert_eq!(setting.head().await, i64::try_from(CASES * 3).unwrap());
}

/// How many cases a run looked at; all are reported.
async fn offered(setting: &Setting, plan: ImportPlan) -> u64 {
    let mut offered = 0;
    let report = run(&setting.casework, plan, |_| offered += 1).await.unwrap();
    assert_eq!((report.cases, report.rejected), (CASES, 0));
    offered
}
