//! Work lists on a real log: nobody's duty is left out, none stands twice, and a page is read by an index.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails there")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};
use sqlx::{AssertSqlSafe, PgPool, Row};
use uuid::Uuid;
use wenze_projections::worklist::{self, Tab, TaskRow, Whose, WorkQuery};

use crate::procedure_check::Setting;

/// Most rows of a page here, so that lists have many.
const ROWS: i64 = 7;

/// An obligation of a case.
type Duty = (Uuid, String);

/// All tasks of a tab, page by page.
async fn all(pool: &PgPool, whose: Whose, tab: Tab, at: DateTime<Utc>) -> Vec<TaskRow> {
    let mut query = WorkQuery { whose, tab, at, after: None, limit: ROWS, hidden: Vec::new(), duties_only: false };
    let mut found: Vec<TaskRow> = Vec::new();
    loop {
        let page = worklist::page(pool, &query).await.expect("a page");
        let Some(last) = page.last() else { return found };
        query.after = Some(last.cursor());
        found.extend(page);
    }
}

/// Everybody who stands in the table, and every office.
async fn holders(pool: &PgPool) -> Vec<Whose> {
    let ids = async |column: &str| -> Vec<Uuid> {
        let sql = format!("select distinct {column} from procedure_check_task where {column} is not null");
        sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(pool).await.expect("ids")
    };
    let persons = ids("person").await.into_iter().map(Whose::Person);
    persons.chain(ids("office").await.into_iter().map(Whose::Office)).collect()
}

/// What is open at a moment, told from the obligations alone.
async fn open(pool: &PgPool, at: DateTime<Utc>) -> BTreeSet<Duty> {
    let sql = "select case_id, obligation from procedure_check_obligation \
               where since <= $1 and (until is null or until > $1) \
               and (verdict = 'pending' or (verdict = 'violated' and phase = 'open' and severity <> 'info'))";
    sqlx::query_as(sql).bind(at).fetch_all(pool).await.expect("rows").into_iter().collect()
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn every_open_duty_stands_in_exactly_one_list(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let running = setting.projector.start();
    setting.reach(setting.append(31, 12).await).await;
    setting.reach(setting.append_report().await).await;
    let pool = setting.pool();
    let everybody = holders(pool).await;
    let mut seen = 0;
    for days in [0, 3, 40, 2_000] {
        let at = Utc::now() + Duration::days(days);
        let mut found: BTreeMap<Duty, (Whose, Tab)> = BTreeMap::new();
        for whose in &everybody {
            let counts = worklist::counts(pool, *whose, at, &[], false).await.expect("counts");
            assert_eq!(counts.iter().map(|(tab, _)| *tab).collect::<Vec<_>>(), whose.tabs());
            for (tab, count) in counts {
                let tasks = all(pool, *whose, tab, at).await;
                assert_eq!(i64::try_from(tasks.len()).ok(), Some(count), "{whose:?} {tab:?}");
                assert!(tasks.is_sorted_by_key(TaskRow::cursor), "{whose:?} {tab:?}");
                for task in tasks.into_iter().filter(|_| tab != Tab::Done) {
                    let Some(obligation) = task.obligation else { continue };
                    let before = found.insert((task.case_id, obligation.clone()), (*whose, tab));
                    assert_eq!(before, None, "{obligation} stands twice: {whose:?} {tab:?}");
                }
            }
        }
        assert_eq!(found.into_keys().collect::<BTreeSet<_>>(), open(pool, at).await, "in {days} days");
        seen += open(pool, at).await.len();
    }
    assert!(seen > 10, "{seen}");
    setting.is_what_a_rebuild_makes().await;
    running.shutdown().await;
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn what_was_done_long_ago_is_not_in_the_list(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let running = setting.projector.start();
    setting.reach(setting.append(7, 12).await).await;
    let pool = setting.pool();
    let (mut now, mut later) = (0, 0);
    for whose in holders(pool).await {
        now += all(pool, whose, Tab::Done, Utc::now()).await.len();
        later += all(pool, whose, Tab::Done, Utc::now() + Duration::days(worklist::DONE_DAYS + 1)).await.len();
    }
    assert!(now > 0 && later == 0, "{now} {later}");
    running.shutdown().await;
}

/// Rows that stand beside those of the cases, so that a plan has something to choose from.
const FILLED: &str = "with ids as (select gen_random_uuid() as id, id_no from generate_series(1, 6000) as id_no), \
     cases as (insert into procedure_check_case select id, 1, now(), id, id, null, '{}', '{}', '', '' from ids) \
     insert into procedure_check_task (case_id, task, since, until, tab, person, office, obligation, \
     standing, instance, acts, place, provisional, remembered, turned) \
     select id, 'k' || n, now(), null, case when n = 3 then 'done' else 'todo' end, \
     ('00000000-0000-0000-0000-' || lpad((id_no % 13)::text, 12, '0'))::uuid, null, 'k' || n, \
     'running', '{}', '[]', id_no, false, false, false \
     from ids, generate_series(1, 4) as n";

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn a_page_is_read_by_an_index_and_not_by_reading_everything(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let running = setting.projector.start();
    setting.reach(setting.append(7, 2).await).await;
    let pool = setting.pool();
    sqlx::query(FILLED).execute(pool).await.expect("filled");
    for table in ["task", "case"] {
        let sql = format!("analyze procedure_check_{table}");
        sqlx::query(AssertSqlSafe(sql)).execute(pool).await.expect("analysed");
    }
    let page = include_str!("../../src/worklist/page_of_person.sql");
    let person = Uuid::from_u128(5);
    let sql = format!("explain {page}");
    let plan = sqlx::query(AssertSqlSafe(sql)).bind(person).bind("todo").bind(Utc::now()).bind(i64::MAX);
    let plan = plan
        .bind(i64::MIN)
        .bind(Uuid::nil())
        .bind("")
        .bind(51_i64)
        .bind(vec![Uuid::from_u128(6)])
        .bind(false)
        .fetch_all(pool)
        .await
        .expect("a plan");
    let plan: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
    let plan = plan.join("\n");
    assert!(plan.contains("procedure_check_task_person"), "{plan}");
    assert!(!plan.contains("Seq Scan on procedure_check_task") && !plan.contains("Sort"), "{plan}");
    running.shutdown().await;
}
