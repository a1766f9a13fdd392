//! The same rows again.

use sqlx::PgPool;
use wenze_exchange::import::run;

use crate::setting::{CREATE, Setting, fines, gzip, trace, xes};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_same_rows_are_stored_once_and_other_words_for_them_are_no_change(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let text = xes(&[trace("A1", &[CREATE]), trace("A2", &[CREATE, ("Send Fine", "2006-09-01", &[])])]);
    let first = run(&setting.casework, setting.plan("one.xes", &text, fines()), |_| ()).await.unwrap();
    assert_eq!((first.cases, first.unchanged, first.rejected), (2, 0, 0));
    let head = setting.head().await;

    let mut packed = setting.plan("one.xes", &text, fines());
    packed.files = vec![setting.file("two.xes.gz", &gzip(&text))];
    let again = run(&setting.casework, packed, |_| ()).await.unwrap();
    assert_eq!((again.cases, again.unchanged, again.rejected, again.acts.len()), (2, 2, 0, 0));

    let changed = xes(&[trace("A1", &[("Create Fine", "2006-07-25", &[])]), trace("A3", &[CREATE])]);
    let changed = run(&setting.casework, setting.plan("three.xes", &changed, fines()), |_| ()).await.unwrap();
    assert_eq!((changed.unchanged, changed.rejected), (0, 1));
    let reject = &changed.first_rejects[0];
    assert_eq!((reject.code.as_str(), reject.case.as_deref(), reject.trace), ("differs", Some("A1"), Some(1)));
    assert_eq!(setting.head().await, head + 3, "only A3 was added");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_row_that_stands_twice_in_one_file_is_stored_once(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let row = trace("A1", &[CREATE]);
    let other = trace("A1", &[CREATE, CREATE]);
    let plan = setting.plan("fines.xes", &xes(&[row.clone(), row.clone(), row, other]), fines());
    let report = run(&setting.casework, plan, |_| ()).await.unwrap();
    assert_eq!((report.cases, report.unchanged + report.rejected), (4, 3), "{report:?}");
    assert!(report.rejected >= 1, "the one that says something else: {report:?}");
    assert_eq!(setting.streams().await.len(), 1);
}
