//! The graph of cases.

use sqlx::PgPool;
use wenze_domain::acts::Kind;
use wenze_projections::relations::graph;

use super::Setting;

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn a_chain_of_nest_cases_is_walked_as_far_as_is_asked(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    // Each is linked with the case of the number before.
    let mut cases = Vec::new();
    for number in 1..4 {
        let told = setting.told("nest case of several officials", number).await;
        let act = told.acts(Kind::CasesLinked)[0];
        let other = act.refs().ids("case").find(|id| *id != told.case.id).expect("another case");
        if cases.is_empty() {
            cases.push(other);
        }
        assert_eq!(cases.last(), Some(&other), "it is linked with the one before");
        cases.push(told.case.id);
    }
    let (first, last) = (cases[0], cases[3]);
    let whole = graph(setting.pool(), last, 50, &[]).await.expect("a graph");
    let nodes: Vec<_> = whole.nodes.iter().map(|node| node.case_id).collect();
    assert_eq!(nodes, cases.iter().rev().copied().collect::<Vec<_>>(), "the nearest first");
    assert_eq!((whole.edges.len(), whole.is_cut), (3, false), "each link once: {:?}", whole.edges);
    assert!(whole.edges.iter().all(|edge| edge.relation == "same_scheme" && edge.linked_on.is_some()));
    assert!(whole.nodes[0].case_no.is_some() && whole.nodes[0].designation == "case");
    let from_the_other_end = graph(setting.pool(), first, 50, &[]).await.expect("a graph");
    assert_eq!(from_the_other_end.edges, whole.edges);
    let part = graph(setting.pool(), last, 2, &[]).await.expect("a graph");
    assert_eq!((part.nodes.len(), part.edges.len(), part.is_cut), (2, 1, true));
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn a_remand_and_a_transfer_stand_with_the_case(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let remanded = setting.told("appeal remanded and decided again", 1).await;
    let alone = graph(setting.pool(), remanded.case.id, 50, &[]).await.expect("a graph");
    assert_eq!((alone.nodes.len(), alone.edges.len(), alone.nodes[0].remands), (1, 0, 1));
    let transferred = setting.told("case transferred out", 2).await;
    let alone = graph(setting.pool(), transferred.case.id, 50, &[]).await.expect("a graph");
    assert!(alone.nodes[0].transferred_to.is_some());
}
