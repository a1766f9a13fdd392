//! Items of rectification, row by row.
//!
//! Overdue has no row: it follows from the due date in force and the day, and no act moves an item there.

use serde_json::json;
use wenze_domain::acts::Kind::{self, *};
use wenze_domain::states::ItemState as S;
use wenze_testkit::sample;

use crate::bench::{Bench, request, with};
use crate::expects::about;

const DAY: &str = "2024-06-01";

/// From, act, to.
const ROWS: &[(S, Kind, S)] = &[
    (S::Start, RectificationOrdered, S::Ordered),
    (S::Ordered, RectificationPlanFiled, S::Planned),
    (S::Planned, RectificationPlanFiled, S::Planned),
    (S::Ordered, RectificationProgressReported, S::InProgress),
    (S::Planned, RectificationProgressReported, S::InProgress),
    (S::InProgress, RectificationProgressReported, S::InProgress),
    (S::Ordered, SupervisionLetterIssued, S::Ordered),
    (S::Planned, RectificationExtended, S::Planned),
    (S::InProgress, EscalationStepTaken, S::InProgress),
    (S::Claimed, EscalationStepTaken, S::Claimed),
    (S::Ordered, RectificationClaimed, S::Claimed),
    (S::InProgress, RectificationClaimed, S::Claimed),
    (S::Claimed, RectificationInspected, S::Inspected),
    (S::Inspected, RectificationAccepted, S::Accepted),
    (S::Inspected, RectificationRejected, S::InProgress),
    (S::InProgress, HonoursForfeited, S::InProgress),
    (S::Accepted, HonoursForfeited, S::Accepted),
    (S::Inspected, SatisfactionVoteRecorded, S::Inspected),
    (S::Accepted, SatisfactionVoteRecorded, S::Accepted),
];

fn at(state: S) -> Bench {
    let (mut bench, kind) = match state {
        S::Start => return Bench::new(),
        S::Ordered => (Bench::new(), RectificationOrdered),
        S::Planned => (at(S::Ordered), RectificationPlanFiled),
        S::InProgress => (at(S::Planned), RectificationProgressReported),
        S::Claimed => (at(S::InProgress), RectificationClaimed),
        S::Inspected => (at(S::Claimed), RectificationInspected),
        S::Accepted => (at(S::Inspected), RectificationAccepted),
    };
    bench.accept(&request(kind, DAY));
    bench
}

#[test]
fn every_row_of_an_item_is_in_order() {
    for (from, kind, to) in ROWS {
        let mut bench = at(*from);
        // An order brings the item into being, and every other act names it.
        bench.accept(&if *kind == RectificationOrdered { request(*kind, DAY) } else { about(*kind, &["item"]) });
        assert_eq!(bench.case().items[&sample::object("item")].state, *to, "{from:?} –{kind:?}→");
    }
}

#[test]
fn an_item_counts_its_votes_and_the_years_whose_honours_were_lost() {
    let mut bench = at(S::InProgress);
    for year in [json!(2023), json!(2024), json!(2024), json!("not_recorded")] {
        bench.accept(&with(about(HonoursForfeited, &["item"]), "/payload/year", year));
    }
    bench.accept(&about(SatisfactionVoteRecorded, &["item"]));
    // Honours of somebody else and votes on something else are not the item's.
    bench.accept(&request(HonoursForfeited, DAY));
    bench.accept(&request(SatisfactionVoteRecorded, DAY));
    let item = bench.case().items[&sample::object("item")].clone();
    assert_eq!(item.honours_forfeited.into_iter().collect::<Vec<_>>(), [2023, 2024]);
    assert_eq!(item.votes, 1);
}

#[test]
fn an_order_to_correct_keeps_its_due_date_with_the_determination() {
    let mut bench = crate::facts::decided();
    bench.accept(&about(ErrorDiscovered, &["determination"]));
    let ordered = about(CorrectionOrdered, &["determination"]);
    bench.accept(&with(ordered.clone(), "/payload/due_on", json!("2024-07-15")));
    bench.accept(&with(ordered, "/payload/due_on", json!("not_recorded")));
    let by = |bench: &Bench| bench.case().determinations[&sample::object("determination")].correct_by;
    assert_eq!(by(&bench).map(|date| date.to_string()).as_deref(), Some("2024-07-15"));
    bench.accept(&request(DecisionCorrected, DAY));
    assert_eq!(by(&bench).map(|date| date.to_string()).as_deref(), Some("2024-07-15"));
}
