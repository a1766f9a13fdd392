//! Which cases belong together, in words.

use std::collections::HashSet;

use serde::Serialize;
use uuid::Uuid;
use wenze_domain::codes::{CodeList, Relation};
use wenze_domain::words::Words;
use wenze_projections::relations::{self, Line, Node};

use super::Coded;
use crate::{Casework, Error, PAGE_ROWS_MAX};

/// Cases that belong together, as a graph.
#[derive(Debug, Clone, Serialize)]
pub struct Related {
    /// The cases, the one asked for first, then those nearest to it.
    pub nodes: Vec<RelatedCase>,
    /// What links them.
    pub edges: Vec<Link>,
    /// Whether more cases are linked than were asked for.
    pub is_cut: bool,
}

/// A case of the graph.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedCase {
    /// The case.
    pub id: Uuid,
    /// `report`, `clue` or `case`.
    pub designation: String,
    /// Number of its filing.
    pub case_no: Option<String>,
    /// The machine of the stage.
    pub machine: String,
    /// The stage.
    pub stage: Coded,
    /// How often an appeal sent it back to be decided anew.
    pub remands: i16,
    /// The organ it was transferred to.
    pub transferred_to: Option<Uuid>,
    /// By name.
    pub transferred_to_name: Option<String>,
}

/// A link between two cases.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// The two cases.
    pub cases: [Uuid; 2],
    /// How they belong together; none where the act does not say.
    pub relation: Option<Coded>,
    /// When they were linked.
    pub linked_on: Option<String>,
    /// The act, in one of the two streams; none where no act of its own says so.
    pub event_id: Option<Uuid>,
}

impl Casework {
    /// The cases that are reached from one along links, at most so many.
    pub async fn related(&self, id: Uuid, most: u32, words: &Words) -> Result<Related, Error> {
        self.on_boards(id).await?;
        let most = usize::try_from(most.clamp(1, PAGE_ROWS_MAX)).unwrap_or(1);
        let graph = relations::graph(self.inner.views.pool(), id, most, &self.hidden_ids()).await?;
        let organs: HashSet<Uuid> = graph.nodes.iter().filter_map(|node| node.transferred_to).collect();
        let names = self.names(&organs).await?;
        let node = |node: Node| RelatedCase {
            id: node.case_id,
            designation: node.designation,
            case_no: node.case_no,
            stage: Coded { words: words.state(&node.machine, &node.stage), code: node.stage },
            machine: node.machine,
            remands: node.remands,
            transferred_to_name: node.transferred_to.and_then(|id| names.get(&id).cloned()),
            transferred_to: node.transferred_to,
        };
        let nodes = graph.nodes.into_iter().map(node).collect();
        let edges = graph.edges.into_iter().map(|line| link(line, words)).collect();
        Ok(Related { nodes, edges, is_cut: graph.is_cut })
    }
}

fn link(line: Line, words: &Words) -> Link {
    let named = |code: String| {
        let is_listed = Relation::ALL.iter().any(|one| one.as_str() == code);
        let told = if is_listed { words.code(Relation::LIST, &code) } else { words.message("relation-absorbed", &[]) };
        Coded { words: told, code }
    };
    Link {
        cases: [line.case_id, line.other],
        relation: Some(line.relation).filter(|code| !code.is_empty()).map(named),
        linked_on: line.linked_on,
        event_id: Some(line.event_id).filter(|id| !id.is_nil()),
    }
}
