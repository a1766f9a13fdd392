//! The rows of the graph.

use uuid::Uuid;
use wenze_domain::case::Case;

use super::Line;
use super::noted::Noted;
use crate::decoding::code;

/// What a case that another took over is to it.
const ABSORBED: &str = "absorbed";

/// The other cases this one belongs together with.
pub(crate) fn lines(case: &Case, noted: &Noted) -> Vec<Line> {
    let line = |other: Uuid, relation: String, event_id: Uuid| Line {
        case_id: case.id,
        other,
        relation,
        event_id,
        linked_on: None,
    };
    let linked = noted.links.iter().flat_map(|link| {
        let relation = link.relation.map(code).unwrap_or_default();
        let on = link.on.map(|on| on.to_string());
        let one = move |other: &Uuid| Line { linked_on: on.clone(), ..line(*other, relation.clone(), link.event_id) };
        link.others.iter().map(one)
    });
    let absorbed = case.absorbed_by.map(|other| line(other, ABSORBED.to_owned(), Uuid::nil()));
    let mut lines: Vec<Line> = linked.chain(absorbed).collect();
    // An act that names a case twice links it once.
    lines.sort_by_key(|line| (line.other, line.event_id));
    lines.dedup_by_key(|line| (line.other, line.event_id));
    lines
}
