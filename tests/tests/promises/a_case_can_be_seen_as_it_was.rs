//! Any moment of a case can be looked at again: as it was recorded, as it was known, as it had happened.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, Error, IMPORT_ROUTE, Place, moment};
use wenze_domain::acts::Kind;
use wenze_domain::case::{Case, Mark};
use wenze_domain::codes::{CodeList, SourceKind};
use wenze_domain::effective::Cut;
use wenze_tests::acts::{command, correction, noted, report, request, voiding, with};
use wenze_tests::node::Node;

const LETTER: Uuid = Uuid::from_u128(7);

/// Entered by an import from a register that says when its office knew.
async fn known(node: &Node, place: Place, mut act: Value, day: &str) -> (Uuid, Uuid) {
    act["entered_from"] = json!("import");
    act["known_at"] = json!(format!("{day}T04:00:00Z"));
    let receipt = node.accept_command(&Command { route: IMPORT_ROUTE, ..command(place, act) }).await;
    (receipt.id, receipt.events[0].event_id)
}

fn by(text: &str) -> DateTime<Utc> {
    moment(text).unwrap()
}

async fn seen(node: &Node, case: Uuid, cut: Cut) -> Case {
    node.casework.case_at(case, cut).await.unwrap().view.case
}

async fn known_by(node: &Node, case: Uuid, day: &str) -> Case {
    seen(node, case, Cut { known: Some(by(day)), ..Cut::default() }).await
}

async fn as_of(node: &Node, case: Uuid, day: &str) -> Case {
    seen(node, case, Cut { as_of: Some(by(day)), ..Cut::default() }).await
}

fn source(case: &Case) -> Option<&'static str> {
    case.reports.get(&LETTER)?.source.map(|source: SourceKind| source.as_str())
}

fn kinds(case: &Case) -> Vec<&str> {
    case.events.iter().map(|mark| mark.kind.as_str()).collect()
}

fn mark(case: &Case, event: Uuid) -> Option<&Mark> {
    case.events.iter().find(|mark| mark.event_id == event)
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_was_corrected_later_is_seen_as_it_was_known_before(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let (case, letter) = known(&node, Place::NewCase(None), report(LETTER, "2024-01-02"), "2024-01-03").await;
    let change = correction(letter, "/payload/source_kind", &json!("visit"), "2024-06-01");
    known(&node, Place::Case(case), change, "2024-06-01").await;
    let moved = correction(letter, "/occurred/date", &json!("2023-12-20"), "2024-07-01");
    let (_, moving) = known(&node, Place::Case(case), moved, "2024-07-01").await;

    assert_eq!(kinds(&known_by(&node, case, "2024-01-02").await), [""; 0], "nobody knew of it");
    assert_eq!(source(&known_by(&node, case, "2024-05-31").await), Some("letter"));
    assert_eq!(source(&known_by(&node, case, "2024-06-01").await), Some("visit"));
    assert_eq!(source(&seen(&node, case, Cut { version: Some(1), ..Cut::default() }).await), Some("letter"));
    assert_eq!(source(&node.casework.case(case).await.unwrap().case), Some("visit"));
    // What had happened by a day is asked with the knowledge of today, unless both are asked.
    assert_eq!(source(&as_of(&node, case, "2023-12-25").await), Some("visit"));
    let both = Cut { as_of: Some(by("2023-12-25")), known: Some(by("2024-06-15")), ..Cut::default() };
    assert_eq!(kinds(&seen(&node, case, both).await), [""; 0], "by then it was thought to be of January");
    // The correction of the date itself was voided later: the first date stands again from then on.
    known(&node, Place::Case(case), voiding(moving, "2024-08-01"), "2024-08-01").await;
    assert_eq!(source(&as_of(&node, case, "2023-12-25").await), None);
    let before = Cut { as_of: Some(by("2023-12-25")), known: Some(by("2024-07-31")), ..Cut::default() };
    assert_eq!(source(&seen(&node, case, before).await), Some("visit"));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_was_voided_later_is_seen_until_then(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let (case, _) = known(&node, Place::NewCase(None), report(LETTER, "2024-01-02"), "2024-01-03").await;
    let clue = with(request(Kind::ClueOpened, "2024-02-01"), "/refs/clue", json!([Uuid::from_u128(8)]));
    let (_, opened) = known(&node, Place::Case(case), clue, "2024-02-01").await;
    known(&node, Place::Case(case), voiding(opened, "2024-03-01"), "2024-03-01").await;

    assert_eq!(known_by(&node, case, "2024-02-29").await.clues.len(), 1);
    assert_eq!(known_by(&node, case, "2024-03-01").await.clues.len(), 0);
    assert_eq!(seen(&node, case, Cut { version: Some(2), ..Cut::default() }).await.clues.len(), 1);
    let now = node.casework.case_at(case, Cut::default()).await.unwrap();
    assert_eq!((now.view.case.clues.len(), now.view.case.version, now.version_now), (0, 3, 3));
    let history = node.casework.events(case, 0, 10).await.unwrap();
    assert_eq!(history.items.len(), 3, "the record itself keeps all three");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_version_is_what_it_was_when_it_was_the_last(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let opened = node.open(report(LETTER, "2024-01-02")).await;
    let mut views = vec![node.casework.case(opened.id).await.unwrap().json()];
    let acts = [
        with(request(Kind::ReportRegistered, "2024-01-03"), "/refs/report", json!([LETTER])),
        correction(opened.events[0].event_id, "/payload/summary", &json!("更正后的摘要"), "2024-01-04"),
        noted("其他", "2024-01-05"),
        voiding(opened.events[0].event_id, "2024-01-06"),
    ];
    for act in acts {
        node.accept(opened.id, act).await;
        views.push(node.casework.case(opened.id).await.unwrap().json());
    }
    for (version, then) in (1..).zip(&views) {
        let at = node.casework.case_at(opened.id, Cut { version: Some(version), ..Cut::default() }).await.unwrap();
        let mut seen = at.view.json();
        if version == 5 {
            // A cut tells the last version that counts in it, a case of today the version to write on.
            seen["version"] = then["version"].clone();
        }
        assert_eq!(seen, *then, "version {version}");
    }
    let beyond = node.casework.case_at(opened.id, Cut { version: Some(6), ..Cut::default() }).await;
    assert!(matches!(beyond, Err(Error::NotFound { .. })));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn undated_and_roughly_dated_acts_are_kept_and_marked(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let case = node.open(report(LETTER, "2024-01-02")).await.id;
    let undated = node.accept(case, with(noted("无日期", "2024"), "/occurred/date", json!(null))).await;
    let rough = node.accept(case, noted("只知月份", "2024-03")).await;
    let (undated, rough) = (undated.events[0].event_id, rough.events[0].event_id);

    let before_it_all = as_of(&node, case, "2024-01-01").await;
    assert_eq!(kinds(&before_it_all), ["OtherActRecorded"], "nobody can say that the undated act was later");
    assert!(mark(&before_it_all, undated).unwrap().undated);
    let february = as_of(&node, case, "2024-02-29").await;
    assert!(mark(&february, rough).is_none());
    let march = as_of(&node, case, "2024-03-15").await;
    assert!(mark(&march, rough).unwrap().uncertain, "it may have been on the 20th");
    assert!(!mark(&march, undated).unwrap().uncertain);
    let april = as_of(&node, case, "2024-04-01").await;
    assert!(!mark(&april, rough).unwrap().uncertain);
    let now = node.casework.case(case).await.unwrap().case;
    assert!(mark(&now, undated).unwrap().undated && !mark(&now, rough).unwrap().uncertain);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn by_the_clock_of_the_log_where_no_register_says_when_it_was_known(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let case = node.open(report(LETTER, "2024-01-02")).await.id;
    let between = Utc::now();
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    node.accept(case, noted("后来", "2024-01-05")).await;
    let then = seen(&node, case, Cut { known: Some(between), ..Cut::default() }).await;
    assert_eq!(kinds(&then), ["ReportReceived"], "entered later, known later, though it happened long before");
    assert_eq!(kinds(&as_of(&node, case, "2024-01-05").await), ["ReportReceived", "OtherActRecorded"]);
}
