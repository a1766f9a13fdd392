//! Which cases belong together, as a graph.

use std::collections::BTreeSet;

use serde::Serialize;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_projector::Result;

mod noted;
mod rows;

pub(crate) use noted::Noted;
pub(crate) use rows::lines;

/// A case and another it belongs together with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct Line {
    pub case_id: Uuid,
    pub other: Uuid,
    /// A code of `Relation`, `absorbed`, or empty where the act does not say.
    pub relation: String,
    pub event_id: Uuid,
    pub linked_on: Option<String>,
}

/// A case of the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are those of boards' schema.sql")]
pub struct Node {
    pub case_id: Uuid,
    pub designation: String,
    pub machine: String,
    pub stage: String,
    pub case_no: Option<String>,
    pub remands: i16,
    pub transferred_to: Option<Uuid>,
}

/// Cases with what links them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    /// The cases, the one asked for first, then those nearest to it.
    pub nodes: Vec<Node>,
    /// The links between them, each once: the lesser case first.
    pub edges: Vec<Line>,
    /// Whether more cases are linked than were asked for.
    pub is_cut: bool,
}

/// The cases that are reached from one along links, at most so many; no way leads over a hidden one.
pub async fn graph(pool: &PgPool, case_id: Uuid, most: usize, hidden: &[Uuid]) -> Result<Graph> {
    let (mut reached, mut order) = (BTreeSet::from([case_id]), vec![case_id]);
    let (mut level, mut lines, mut is_cut) = (vec![case_id], Vec::new(), false);
    while !level.is_empty() && !is_cut {
        let found = sqlx::query_file_as!(Line, "src/relations/links.sql", &level, hidden).fetch_all(pool).await?;
        let ends: BTreeSet<Uuid> = found.iter().flat_map(|line| [line.case_id, line.other]).collect();
        let room = most.saturating_sub(order.len());
        let new: Vec<Uuid> = ends.into_iter().filter(|id| !reached.contains(id)).collect();
        is_cut = new.len() > room;
        level = new.into_iter().take(room).collect();
        reached.extend(&level);
        order.extend(&level);
        lines.extend(found);
    }
    let mut nodes = sqlx::query_file_as!(Node, "src/relations/nodes.sql", &order).fetch_all(pool).await?;
    nodes.sort_by_key(|node| order.iter().position(|id| *id == node.case_id));
    Ok(Graph { nodes, edges: edges(lines, &reached), is_cut })
}

/// Each link once, although both its ends hold it.
fn edges(lines: Vec<Line>, reached: &BTreeSet<Uuid>) -> Vec<Line> {
    let within = |line: &Line| reached.contains(&line.case_id) && reached.contains(&line.other);
    let ordered = |line: Line| {
        let (case_id, other) = (line.case_id.min(line.other), line.case_id.max(line.other));
        Line { case_id, other, ..line }
    };
    let mut edges: Vec<Line> = lines.into_iter().filter(within).map(ordered).collect();
    let told = |line: &Line| (line.case_id, line.other, line.relation.clone(), line.linked_on.clone());
    edges.sort_by_key(|line| (told(line), line.event_id));
    edges.dedup_by_key(|line| told(line));
    edges
}
