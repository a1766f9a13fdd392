//! What is exported can be imported into another log, and stands there as it stood.

use std::collections::BTreeSet;

use sqlx::PgPool;
use wenze_domain::envelope::{StreamId, StreamKind};
use wenze_exchange::export::{self, ExportPlan, ExportReport};
use wenze_exchange::import::{Report, run};
use wenze_exchange::mapping::Mapping;
use wenze_testkit::generator::{Generator, World};

use crate::setting::{Setting, record_world};

async fn exported(setting: &Setting, plan: &ExportPlan) -> (String, ExportReport) {
    let mut lines = Vec::new();
    let report = export::run(&setting.casework, plan, &mut lines, |_, _| ()).await.unwrap();
    (String::from_utf8(lines).unwrap(), report)
}

async fn imported(setting: &Setting, text: &str) -> Report {
    let plan = setting.plan("exported.jsonl", text, Mapping::of_acts().unwrap());
    run(&setting.casework, plan, |_| ()).await.unwrap()
}

fn small_world() -> World {
    Generator::new(7, chrono::NaiveDate::from_ymd_opt(2025, 6, 11).unwrap()).world(24)
}

/// The texts of a request that no field of the generator's open words is: names and narratives.
fn private_texts(request: &serde_json::Value) -> Vec<String> {
    let names = ["/payload/summary", "/payload/reporter", "/payload/contact", "/payload/finding", "/payload/reason"];
    names
        .iter()
        .filter_map(|at| request.pointer(at)?.as_str().map(str::to_owned))
        .filter(|t| t.contains(['，', '。']))
        .collect()
}

const OPEN: ExportPlan = ExportPlan { cases: Vec::new(), open: true };

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_stream_stands_in_the_other_log_as_it_stood(owner: PgPool) {
    let from = Setting::open(&owner).await;
    let to = from.beside(2, &owner).await;
    let world = small_world();
    record_world(&from.casework, &world).await;
    let (text, given) = exported(&from, &OPEN).await;
    assert_eq!(i64::try_from(given.acts).unwrap(), from.head().await);
    assert_eq!(given.cases, world.cases.len() as u64);
    assert_eq!((given.rulebooks, given.calendars), (1, 1));
    assert!(given.grants > 5, "{given:?}");
    assert!(given.marks > 0 && given.delegations > 0 && given.accesses > 0 && given.erasures > 0, "{given:?}");
    let done = imported(&to, &text).await;
    assert_eq!((done.rejected, done.unchanged), (0, 0), "{done:?}");
    assert_eq!(to.head().await, from.head().await);
    for stream in from.streams().await {
        assert_eq!(to.standing(stream).await, from.standing(stream).await, "{stream:?}");
    }
    assert_eq!(exported(&to, &OPEN).await.0, text, "told again, it is the same");
    let again = imported(&to, &text).await;
    assert_eq!((again.rejected, again.acts.len()), (0, 0), "{again:?}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn one_case_brings_the_persons_and_organs_it_names_and_no_private_text(owner: PgPool) {
    let from = Setting::open(&owner).await;
    let to = from.beside(2, &owner).await;
    let world = small_world();
    record_world(&from.casework, &world).await;
    let longest = world.cases.iter().max_by_key(|case| case.acts.len()).unwrap();
    let plan = ExportPlan { cases: vec![longest.id], open: false };
    let (text, given) = exported(&from, &plan).await;
    assert_eq!(given.cases, 1);
    assert!(given.withheld > 0 && given.organs > 0 && given.persons > 0, "{given:?}");
    let own = StreamId { kind: StreamKind::Case, id: longest.id };
    let private = longest.acts.iter().flat_map(|act| private_texts(&act.request));
    for private in private.collect::<BTreeSet<_>>() {
        assert!(!text.contains(&private), "a private text goes out: {private}");
    }
    let offices = longest.acts.iter().map(|act| act.actor.office_id);
    let recorded = offices.filter(|office| world.organs.iter().any(|organ| organ.stream.1 == *office));
    for office in recorded.collect::<BTreeSet<_>>() {
        assert!(text.contains(&format!("\"organ\":\"{office}\"}}")), "the office of who entered an act goes along");
    }
    let done = imported(&to, &text).await;
    assert_eq!(done.rejected, 0, "{done:?}");
    assert_eq!(to.standing(own).await, from.standing(own).await);
    assert_eq!(to.parts(own).await, from.parts(own).await, "a remark stands in the place of every text");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn into_the_log_it_came_from_nothing_is_taken_twice(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let world = Generator::new(8, chrono::NaiveDate::from_ymd_opt(2025, 6, 11).unwrap()).world(3);
    record_world(&setting.casework, &world).await;
    let head = setting.head().await;
    let (text, given) = exported(&setting, &OPEN).await;
    let done = imported(&setting, &text).await;
    assert_eq!(
        done.rejected,
        given.cases
            + given.persons
            + given.organs
            + given.rulebooks
            + given.calendars
            + given.marks
            + given.grants
            + given.delegations
            + given.accesses
            + given.erasures,
        "{done:?}"
    );
    assert!(done.first_rejects.iter().all(|reject| reject.code == "object-exists"), "{:?}", done.first_rejects);
    assert_eq!(setting.head().await, head);
}
