//! Which cases belong together.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{Link, Related, RelatedCase};

use super::{CodeItem, code};

/// Cases that belong together, as a graph.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseGraph {
    /// The cases, the one asked for first, then those nearest to it.
    nodes: Vec<CaseNode>,
    /// What links them.
    edges: Vec<CaseEdge>,
    /// Whether more cases are linked than were asked for.
    cut: bool,
}

/// A case of the graph.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseNode {
    /// The case.
    id: Uuid,
    /// `report`, `clue` or `case`: what the record may be called.
    designation: String,
    /// Number of its filing.
    case_no: Option<String>,
    /// The machine of the stage.
    machine: String,
    /// The stage.
    stage: CodeItem,
    /// How often an appeal sent it back to be decided anew.
    remands: i16,
    /// The organ it was transferred to.
    transferred_to: Option<Uuid>,
    /// By name.
    transferred_to_name: Option<String>,
}

/// A link between two cases.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseEdge {
    /// The two cases.
    cases: [Uuid; 2],
    /// How they belong together.
    relation: Option<CodeItem>,
    /// When they were linked.
    linked_on: Option<String>,
    /// The act, in one of the two streams.
    event: Option<Uuid>,
}

impl CaseGraph {
    pub(crate) fn of(found: Related) -> Self {
        Self {
            nodes: found.nodes.into_iter().map(node).collect(),
            edges: found.edges.into_iter().map(edge).collect(),
            cut: found.is_cut,
        }
    }
}

fn node(one: RelatedCase) -> CaseNode {
    CaseNode {
        id: one.id,
        designation: one.designation,
        case_no: one.case_no,
        machine: one.machine,
        stage: one.stage.into(),
        remands: one.remands,
        transferred_to: one.transferred_to,
        transferred_to_name: one.transferred_to_name,
    }
}

fn edge(one: Link) -> CaseEdge {
    CaseEdge { cases: one.cases, relation: code(one.relation), linked_on: one.linked_on, event: one.event_id }
}
