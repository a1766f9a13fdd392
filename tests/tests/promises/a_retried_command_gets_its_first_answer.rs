//! Whoever sends a command again under its key is told what was told the first time, and nothing is recorded twice.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::join_all;
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::{Command, Error, Place, Receipt};
use wenze_domain::acts::Kind;
use wenze_domain::refusal::Refusal;
use wenze_tests::acts::{command, noted, report, request, with};
use wenze_tests::node::Node;
use wenze_tests::questions::{assert_gapless, assert_sound};

fn keyed(place: Place, act: Value, key: &str) -> Command {
    Command { idempotency_key: Some(key.to_owned()), ..command(place, act) }
}

/// The same answer, but for the word that it was given before.
#[track_caller]
fn assert_is_first_answer(again: &Receipt, first: &Receipt) {
    assert!(again.repeated, "it was recorded anew: {again:?}");
    assert_eq!(Receipt { repeated: false, ..again.clone() }, *first);
}

async fn head(node: &Node) -> i64 {
    node.casework.ledger().head().await.unwrap()
}

/// A register entry of the one report of a case.
fn registered(letter: Uuid) -> Value {
    with(request(Kind::ReportRegistered, "2024-03-06"), "/refs/report", json!([letter]))
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn also_when_the_case_has_moved_on_and_the_act_would_be_refused_now(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let letter = Uuid::from_u128(7);
    let opening = keyed(Place::NewCase(None), report(letter, "2024-03-05"), "open");
    let opened = node.accept_command(&opening).await;
    let entry = keyed(Place::Case(opened.id), registered(letter), "register");
    let entered = node.accept_command(&entry).await;
    let second_letter = keyed(Place::Case(opened.id), report(Uuid::from_u128(8), "2024-03-07"), "letter");
    let second = node.accept_command(&second_letter).await;
    let decline = with(request(Kind::ReportDeclined, "2024-03-08"), "/refs/report", json!([letter]));
    node.accept(opened.id, decline).await;
    // Another node, which remembers nothing of the first answers.
    let elsewhere = Node::beside(&owner).await;
    for (node, place) in [(&node, "here"), (&elsewhere, "elsewhere")] {
        let exists = node.refuse(opened.id, report(Uuid::from_u128(8), "2024-03-07")).await;
        assert!(matches!(exists, Refusal::ObjectExists { .. }), "{place}: without its key it is refused: {exists:?}");
        let late = node.refuse(opened.id, registered(letter)).await;
        assert!(matches!(late, Refusal::ConfirmNeeded { .. }), "{place}: without its key it is asked about: {late:?}");
        let before = head(node).await;
        for (sent, first) in [(&opening, &opened), (&entry, &entered), (&second_letter, &second)] {
            assert_is_first_answer(&node.accept_command(sent).await, first);
        }
        assert_eq!(head(node).await, before, "nothing was recorded twice");
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn also_when_it_was_decided_on_a_version_that_is_past(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let case = node.open(report(Uuid::from_u128(7), "2024-03-05")).await.id;
    let on_first = |key: &str, label: &str| Command {
        if_match: Some(1),
        ..keyed(Place::Case(case), noted(label, "2024-03-06"), key)
    };
    let sent = on_first("a", "甲");
    let first = node.accept_command(&sent).await;
    node.accept(case, noted("乙", "2024-03-07")).await;
    assert_is_first_answer(&node.accept_command(&sent).await, &first);
    let other = node.casework.record(&on_first("b", "丙")).await;
    let Err(Error::Refused(problem)) = other else { panic!("{other:?}") };
    assert_eq!(problem.refusal, Refusal::Stale { expected: 1, actual: 3 });
    // The version the sender saw is part of what was asked.
    let without = node.casework.record(&Command { if_match: None, ..sent }).await;
    assert!(matches!(without, Err(Error::KeyReused)), "{without:?}");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn but_the_same_key_with_another_body_is_refused(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let case = node.open(report(Uuid::from_u128(7), "2024-03-05")).await.id;
    let other_case = node.open(report(Uuid::from_u128(9), "2024-03-05")).await.id;
    let sent = keyed(Place::Case(case), noted("甲", "2024-03-06"), "k");
    node.accept_command(&sent).await;
    let before = head(&node).await;
    let in_private = with(noted("甲", "2024-03-06"), "/payload/note", json!("另一说明"));
    for other in [
        keyed(Place::Case(case), noted("乙", "2024-03-06"), "k"),
        keyed(Place::Case(case), in_private, "k"),
        keyed(Place::Case(other_case), noted("甲", "2024-03-06"), "k"),
        // What would be refused anyway is told apart as well: the key is the mistake.
        keyed(Place::Case(case), report(Uuid::from_u128(7), "2024-03-05"), "k"),
    ] {
        let answer = node.casework.record(&other).await;
        assert!(matches!(answer, Err(Error::KeyReused)), "{answer:?}");
    }
    assert_eq!(head(&node).await, before);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn duplicates_sent_at_once_to_two_nodes_are_recorded_once(owner: PgPool) {
    let nodes = [Node::beside(&owner).await, Node::beside(&owner).await];
    let case = nodes[0].open(report(Uuid::from_u128(7), "2024-03-05")).await.id;
    let before = head(&nodes[0]).await;
    for (turn, if_match) in [(0, None), (1, Some(2)), (2, None)] {
        let sent =
            Command { if_match, ..keyed(Place::Case(case), noted("同一件事", "2024-03-06"), &format!("{turn}")) };
        let answers = join_all((0..24).map(|number| nodes[number % 2].accept_command(&sent))).await;
        let first: Vec<&Receipt> = answers.iter().filter(|answer| !answer.repeated).collect();
        assert_eq!(first.len(), 1, "{} say they were the first", first.len());
        answers.iter().filter(|answer| answer.repeated).for_each(|again| assert_is_first_answer(again, first[0]));
        assert_eq!(head(&nodes[0]).await, before + turn + 1);
    }
    let openings = keyed(Place::NewCase(None), report(Uuid::from_u128(70), "2024-03-05"), "open");
    let opened = join_all((0..24).map(|number| nodes[number % 2].accept_command(&openings))).await;
    assert_eq!(opened.iter().map(|answer| answer.id).collect::<BTreeSet<_>>().len(), 1, "one case was opened");
    assert_gapless(&owner).await;
    assert_sound(&nodes[0]).await;
}

/// The caller hangs up at every moment of the way; whether it was recorded by then or not, asking again tells.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn whenever_the_reply_is_lost(owner: PgPool) {
    let node = Node::beside(&owner).await;
    let case = node.open(report(Uuid::from_u128(7), "2024-03-05")).await.id;
    let mut lost = 0;
    for turn in 0..40_u64 {
        let sent = keyed(Place::Case(case), noted("挂断", "2024-03-06"), &format!("{turn}"));
        let patience = Duration::from_micros(turn * 400);
        lost += i32::from(tokio::time::timeout(patience, node.casework.record(&sent)).await.is_err());
        let answer = node.accept_command(&sent).await;
        assert_is_first_answer(&node.accept_command(&sent).await, &Receipt { repeated: false, ..answer });
        assert_eq!(head(&node).await, 2 + i64::try_from(turn).unwrap(), "once, neither lost nor twice");
    }
    assert!(lost > 0, "every reply arrived");
    assert_gapless(&owner).await;
    assert_sound(&node).await;
}
