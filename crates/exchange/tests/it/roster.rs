//! A roster fills the registers.

use sqlx::PgPool;
use wenze_domain::envelope::{StreamId, StreamKind};
use wenze_domain::registers::Person;
use wenze_exchange::ids::Ids;
use wenze_exchange::roster::{RosterPlan, RosterReport, run};

use crate::setting::Setting;

const ROSTER: &str = "编号,姓名,身份,状态,单位,单位级别,单位性质,上级单位,职务,职务级别,任职日期,免职日期\n\
    17,王某,公务员,在职,甲县水务局,县级,部门,甲县政府,局长,县级,2021年3月,\n\
    17,王某,,,甲县政府,县级,政府,,办公室副主任,县级,2018-01-05,2021-03\n\
    23,李某,中共党员,退休,甲县水务局,,,,副局长,县级,2015,2020\n";

async fn filled(setting: &Setting, text: &str, dry_run: bool) -> RosterReport {
    let file = setting.file("roster.csv", text.as_bytes());
    setting.views_show_all().await;
    run(&setting.casework, &RosterPlan { file, dry_run, rejects: None }).await.unwrap()
}

fn told(report: &RosterReport) -> [u64; 5] {
    [report.organs, report.persons, report.posts, report.unchanged, report.rejected]
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn persons_posts_and_organs_are_recorded_once(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    assert_eq!(told(&filled(&setting, ROSTER, true).await), [2, 2, 3, 0, 0]);
    assert_eq!(setting.head().await, 0, "a dry run records nothing");
    assert_eq!(told(&filled(&setting, ROSTER, false).await), [2, 2, 3, 0, 0]);
    assert_eq!(told(&filled(&setting, ROSTER, false).await), [0, 0, 0, 7, 0]);

    let id = Ids::of_set("roster").entry(StreamKind::Person, "17");
    let person: Person =
        serde_json::from_value(setting.standing(StreamId { kind: StreamKind::Person, id }).await).unwrap();
    assert_eq!(person.posts.len(), 2);
    let day = chrono::NaiveDate::from_ymd_opt(2019, 5, 1).unwrap();
    let county = Ids::of_set("roster").entry(StreamKind::Organ, "甲县政府");
    assert_eq!(person.post_on(day).and_then(|post| post.organ), Some(county));
    setting.views_show_all().await;
    let view = setting.casework.person(id).await.unwrap();
    assert_eq!(view.name.as_deref(), Some("王某"));
    assert_eq!(view.posts, [Some("局长".to_owned()), Some("办公室副主任".to_owned())]);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_later_roster_adds_posts_and_never_changes_what_was_recorded(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    filled(&setting, ROSTER, false).await;
    let head = setting.head().await;
    let later = ROSTER.replace("副局长,县级,2015,2020", "局长,县级,2024-06,").replace("17,王某,公务员", "17,王某,其他");
    let report = filled(&setting, &later, false).await;
    assert_eq!(told(&report), [0, 0, 1, 5, 1], "what it says of posts holds although the person differs: {report:?}");
    assert_eq!(
        report.first_rejects.iter().map(|r| (r.line, r.code.as_str())).collect::<Vec<_>>(),
        [(Some(2), "differs")]
    );
    assert_eq!(setting.head().await, head + 1);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_line_that_cannot_be_used_is_told_with_its_number_and_the_rest_is_recorded(owner: PgPool) {
    let setting = Setting::open(&owner).await;
    let text = ROSTER.replace("2021年3月", "三月") + "31,赵某,,,,,,,,,,\n";
    let report = filled(&setting, &text, false).await;
    assert_eq!(report.lines, 4);
    assert_eq!(told(&report), [2, 2, 2, 0, 2], "{report:?}");
    let told: Vec<_> = report.first_rejects.iter().map(|r| (r.line, r.code.as_str())).collect();
    assert_eq!(told, [(Some(2), "malformed"), (Some(5), "incomplete")]);
}
