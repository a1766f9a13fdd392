//! What cases are judged by is adopted as an act, with its text: before the text is stored no act names it, and what was in
//! use at a moment can be told ever after.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgPool;
use wenze_casework::{Broken, Brought, Decision, Error, Shelf, Standing};
use wenze_domain::fields::PartialDate;
use wenze_domain::registers::{calendar_stream, rulebook_stream};
use wenze_ledger::{FaultKind, Stream, TextKind, content_hash};
use wenze_rulebook::bundle::{Bundle, RULEBOOK_FILE};
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::shipped;
use wenze_tests::acts::clerk;
use wenze_tests::generated;
use wenze_tests::node::Node;
use wenze_tests::questions::assert_sound;
use wenze_tests::tables::run;

/// Off until somebody adopts it.
const HOUSE: &str = "house";
/// In use from the start.
const NATIONAL: &str = "state-enterprises";

fn decision() -> Decision {
    let occurred = serde_json::from_value(json!({ "date": "2024-03-05" })).unwrap();
    Decision { actor: clerk(), occurred, from: None, approval: None, document_no: None }
}

fn from(day: &str) -> Decision {
    Decision { from: PartialDate::parse(day), ..decision() }
}

/// A shipped rulebook with something in it changed.
fn changed(id: &str, old: &str, new: &str) -> Bundle {
    let bundle = &shipped::named(id).unwrap().bundle;
    let text = bundle.file(RULEBOOK_FILE).unwrap();
    assert!(text.contains(old), "{old}");
    bundle.with_rulebook(text.replacen(old, new, 1))
}

async fn shelf(node: &Node, known: DateTime<Utc>) -> Shelf {
    node.casework.rulebooks(known).await.unwrap()
}

/// How a rulebook stands: its release, and whether cases are judged by it.
async fn stands(node: &Node, known: DateTime<Utc>, id: &str) -> (String, Standing) {
    let shelf = shelf(node, known).await;
    assert_eq!(shelf.broken, Vec::<Broken>::new());
    let one = shelf.rulebooks.iter().find(|one| one.rulebook == id).unwrap();
    let judges = shelf.in_use().any(|book| *book.id == *id);
    assert_eq!(judges, one.standing == Standing::InUse);
    (one.version.clone(), one.standing)
}

async fn head(node: &Node) -> i64 {
    node.casework.ledger().head().await.unwrap()
}

/// Whether this process judges by a rulebook, and by which release.
fn judges(node: &Node, id: &str) -> Option<String> {
    let rules = node.casework.rules().books(Utc::now());
    rules.iter().find(|book| *book.id == *id).map(|book| book.version.to_string())
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_rulebook_is_off_until_it_is_adopted_and_the_same_release_again_changes_nothing(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let before = Utc::now();
    assert_eq!(stands(&node, before, HOUSE).await.1, Standing::NotAdopted);
    let bundle = &shipped::named(HOUSE).unwrap().bundle;
    let (brought, book) = node.casework.adopt_rulebook(bundle, &decision()).await.unwrap();
    assert!(matches!(brought, Brought::Recorded(receipt) if receipt.events[0].kind == "RulebookVersionAdopted"));
    assert!(node.casework.ledger().text(&book.digest).await.unwrap().is_some());
    assert_eq!(stands(&node, Utc::now(), HOUSE).await, (book.version.to_string(), Standing::InUse));
    assert_eq!(judges(&node, HOUSE), Some(book.version.to_string()));
    assert_eq!(stands(&node, before, HOUSE).await.1, Standing::NotAdopted, "what was in use before stays told");
    let head_before = head(&node).await;
    let (again, _) = node.casework.adopt_rulebook(bundle, &decision()).await.unwrap();
    assert_eq!((again, head(&node).await), (Brought::AsItStands, head_before));
    assert_sound(&node).await;
    node.close().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_broken_rulebook_is_refused_with_its_line_and_nothing_is_stored(owner: PgPool) {
    let node = Node::beside(&owner).await;
    for (old, new) in [("kind = ", "kind = \"forbid\" # "), ("[[rule]]", "[[rule"), ("format ", "formt ")] {
        let text = shipped::named(NATIONAL).unwrap().bundle.file(RULEBOOK_FILE).unwrap().contains(old);
        assert!(text, "{old}");
        let broken = changed(NATIONAL, old, new);
        let refused = node.casework.adopt_rulebook(&broken, &decision()).await;
        let Err(Error::Rulebook(complaints)) = refused else { panic!("{new}: {refused:?}") };
        assert!(
            complaints.iter().any(|one| one.file == RULEBOOK_FILE && one.line > 1 || new == "formt "),
            "{complaints:?}"
        );
        assert_eq!(node.casework.ledger().text(&broken.digest()).await.unwrap(), None);
    }
    let refused = node.casework.publish_calendar("format = \"wenze-calendar/1\"\nid = 3", None, &decision()).await;
    assert!(matches!(refused, Err(Error::Calendar(error)) if error.line == 2));
    assert_eq!(head(&node).await, 0);
    node.close().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_later_release_takes_the_place_of_the_shipped_one_from_its_day_on(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let shipped = shipped::named(NATIONAL).unwrap().book.version.to_string();
    let next = changed(NATIONAL, &format!("version = \"{shipped}\""), "version = \"2099.1\"");
    node.casework.adopt_rulebook(&next, &from("2999-01-01")).await.unwrap();
    assert_eq!(stands(&node, Utc::now(), NATIONAL).await, (shipped.clone(), Standing::InUse), "its day has not come");
    let (brought, _) = node.casework.adopt_rulebook(&next, &from("2024-01-01")).await.unwrap();
    assert!(matches!(brought, Brought::Recorded(_)), "another day is another decision");
    assert_eq!(stands(&node, Utc::now(), NATIONAL).await, ("2099.1".to_owned(), Standing::InUse));
    assert_eq!(judges(&node, NATIONAL).as_deref(), Some("2099.1"));
    // One release is one text for ever.
    let other = next.with_rulebook(format!("{}\n# more", next.file(RULEBOOK_FILE).unwrap()));
    let refused = node.casework.adopt_rulebook(&other, &decision()).await;
    assert!(matches!(refused, Err(Error::ReleaseTaken(version)) if version == "2099.1"));
    node.close().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_shipped_rulebook_is_withdrawn_and_adopted_again(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let version = shipped::named(NATIONAL).unwrap().book.version.to_string();
    let withdrawn = node.casework.withdraw_rulebook(NATIONAL, "与本机关无关", &decision()).await.unwrap();
    assert!(matches!(withdrawn, Brought::Recorded(_)));
    assert_eq!(stands(&node, Utc::now(), NATIONAL).await, (version.clone(), Standing::Withdrawn));
    assert_eq!(judges(&node, NATIONAL), None);
    let again = node.casework.withdraw_rulebook(NATIONAL, "与本机关无关", &decision()).await.unwrap();
    assert_eq!((again, head(&node).await), (Brought::AsItStands, 1));
    let bundle = &shipped::named(NATIONAL).unwrap().bundle;
    node.casework.adopt_rulebook(bundle, &decision()).await.unwrap();
    assert_eq!(stands(&node, Utc::now(), NATIONAL).await, (version, Standing::InUse));
    let nowhere = node.casework.withdraw_rulebook("nowhere", "无", &decision()).await;
    assert!(matches!(nowhere, Err(Error::NoRulebook(id)) if id == "nowhere"));
    node.close().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_calendar_is_published_and_another_node_takes_it_up(owner: PgPool) {
    let (node, other) = (Node::beside(&owner).await, Node::beside(&owner).await);
    assert!(!other.casework.take_up_rulebooks().await.unwrap(), "nothing was decided yet");
    let text = Calendar::shipped_text().replacen("revision = \"", "revision = \"9", 1);
    let (brought, calendar) = node.casework.publish_calendar(&text, None, &decision()).await.unwrap();
    assert!(matches!(brought, Brought::Recorded(receipt) if receipt.id == calendar_stream(calendar.id()).id));
    let shelf = shelf(&node, Utc::now()).await;
    let one = shelf.calendar(calendar.id()).unwrap();
    assert_eq!(one.table.calendar().revision(), calendar.revision());
    assert!(other.casework.take_up_rulebooks().await.unwrap());
    assert!(!other.casework.take_up_rulebooks().await.unwrap(), "it is taken up once");
    assert_sound(&node).await;
    node.close().await;
    other.close().await;
}

/// Told apart, mended by bringing the same text again, and nothing else goes down with it.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_act_whose_text_is_lost_is_found(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let bundle = &shipped::named(HOUSE).unwrap().bundle;
    let (_, book) = node.casework.adopt_rulebook(bundle, &decision()).await.unwrap();
    run(&owner, "alter table rulebook.text disable trigger all; delete from rulebook.text".to_owned()).await;
    let report = node.casework.verify(|_| ()).await.unwrap();
    assert_eq!((report.faults_total, report.faults[0].kind), (1, FaultKind::Text));
    assert_eq!(node.casework.missing_texts().await.unwrap(), [book.digest_hex()]);
    // What was read before is still held by this process, so another one is asked.
    let other = Node::beside(&owner).await;
    let shelf = shelf(&other, Utc::now()).await;
    assert_eq!(shelf.broken.iter().map(|one| one.sha256.clone()).collect::<Vec<_>>(), [book.digest_hex()]);
    assert!(shelf.in_use().count() >= shipped::by_default().count(), "the others judge all the same");
    let (again, _) = other.casework.adopt_rulebook(bundle, &decision()).await.unwrap();
    assert_eq!(again, Brought::AsItStands);
    assert_sound(&node).await;
    let stream = rulebook_stream(HOUSE);
    let stream = Stream { kind: stream.kind.as_str().to_owned(), id: stream.id };
    assert_eq!(node.casework.ledger().read_stream(&stream, 0, 9).await.unwrap().len(), 1);
    node.close().await;
    other.close().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_rulebook_of_a_made_up_world_is_stored_as_the_program_would_store_it(owner: PgPool) {
    let node = Node::beside(&owner).await;
    generated::record(&node.casework, 3, 2).await;
    assert_eq!(stands(&node, Utc::now(), "demo-appeal-norms").await, ("2".to_owned(), Standing::Withdrawn));
    let shelf = shelf(&node, Utc::now()).await;
    assert!(shelf.calendar("demo-office-days").is_some());
    let release = shelf.releases.iter().find(|book| *book.id == *"demo-appeal-norms").unwrap();
    let text = node.casework.ledger().text(&release.digest).await.unwrap().unwrap();
    assert_eq!((text.kind.as_str(), content_hash(&text.body)), (TextKind::Rulebook.as_str(), release.digest));
    node.close().await;
}
