//! `/cases/{id}/relations`: the cases that belong together, drawn as a graph and told in a table.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;
use wenze_casework::{CaseView, Error, Related, RelatedCase};
use wenze_domain::fields::PartialDate;

use super::doors::Doors;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

const ROUTE: &str = "/cases/{id}/relations";
/// Most cases of the graph.
const NODES_MAX: u32 = 40;
/// Measures of the drawing, in units of its own.
const BOX_WIDTH: usize = 190;
const BOX_HEIGHT: usize = 46;
const COLUMN: usize = 260;
const LINE: usize = 62;
/// Characters of a number that find room in a box.
const LABEL_CHARS: usize = 16;

/// The graph.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    let view = casework.case(id).await?;
    let found = match casework.related(id, NODES_MAX, reader.words).await {
        // The case is there, so that only the board is behind.
        Err(Error::NotFound { .. }) => None,
        found => Some(found?),
    };
    page(&RelationsPage::new(&reader, (id, &view), found))
}

#[derive(Template)]
#[template(path = "relations.html")]
struct RelationsPage {
    frame: Frame,
    doors: Doors,
    is_behind: bool,
    is_cut: bool,
    /// The drawing, where there is more than one case.
    drawing: Option<Drawing>,
    rows: Vec<Row>,
}

/// Boxes and the lines between them.
struct Drawing {
    width: usize,
    height: usize,
    boxes: Vec<Drawn>,
    lines: Vec<[usize; 4]>,
}

/// A case as a box.
struct Drawn {
    x: usize,
    y: usize,
    text_x: usize,
    label_y: usize,
    stage_y: usize,
    label: String,
    stage: String,
    href: String,
    is_here: bool,
}

/// A link between two cases.
struct Row {
    one: (String, String),
    other: (String, String),
    relation: String,
    on: String,
}

impl RelationsPage {
    fn new(reader: &Reader, (id, view): (Uuid, &CaseView), found: Option<Related>) -> Self {
        let doors = Doors::new(reader, id, view, ROUTE);
        let is_behind = found.is_none();
        let related = found.unwrap_or(Related { nodes: Vec::new(), edges: Vec::new(), is_cut: false });
        Self {
            frame: Frame::new(reader, &doors.title()),
            is_behind,
            is_cut: related.is_cut,
            drawing: (related.nodes.len() > 1).then(|| Drawing::new(reader, id, &related)),
            rows: rows(reader, &related),
            doors,
        }
    }
}

fn named(reader: &Reader, node: &RelatedCase) -> String {
    let short = || {
        let id = node.id.simple().to_string();
        reader.words.message("short-id", &[("id", id[id.len() - 8..].to_owned())])
    };
    node.case_no.clone().unwrap_or_else(short)
}

fn rows(reader: &Reader, related: &Related) -> Vec<Row> {
    let names: HashMap<Uuid, String> = related.nodes.iter().map(|node| (node.id, named(reader, node))).collect();
    let link = |id: &Uuid| (format!("/cases/{id}"), names.get(id).cloned().unwrap_or_default());
    let day = |text: &String| PartialDate::parse(text).map(|day| reader.words.partial_date(day));
    let shown = related.edges.iter().filter(|edge| edge.cases.iter().all(|id| names.contains_key(id)));
    shown
        .map(|edge| Row {
            one: link(&edge.cases[0]),
            other: link(&edge.cases[1]),
            relation: edge.relation.as_ref().map_or_else(|| reader.words.not_recorded(), |one| one.words.clone()),
            on: edge.linked_on.as_ref().and_then(day).unwrap_or_default(),
        })
        .collect()
}

impl Drawing {
    /// The cases in columns by how many links lie between them and the one asked for.
    fn new(reader: &Reader, own: Uuid, related: &Related) -> Self {
        let columns = columns(own, related);
        let mut taken: HashMap<usize, usize> = HashMap::new();
        let mut places: HashMap<Uuid, (usize, usize)> = HashMap::new();
        for node in &related.nodes {
            let column = columns.get(&node.id).copied().unwrap_or_default();
            let row = taken.entry(column).or_default();
            places.insert(node.id, (column * COLUMN + 4, *row * LINE + 4));
            *row += 1;
        }
        let drawn = |node: &RelatedCase| {
            let (x, y) = places[&node.id];
            let label: String = named(reader, node).chars().take(LABEL_CHARS).collect();
            let (text_x, label_y, stage_y) = (x + 10, y + 19, y + 37);
            let (stage, href) = (node.stage.words.clone(), format!("/cases/{}", node.id));
            Drawn { x, y, text_x, label_y, stage_y, label, stage, href, is_here: node.id == own }
        };
        let line = |edge: &wenze_casework::Link| {
            let (one, other) = (places.get(&edge.cases[0])?, places.get(&edge.cases[1])?);
            let (left, right) = if one <= other { (one, other) } else { (other, one) };
            let from = if left.0 == right.0 { left.0 } else { left.0 + BOX_WIDTH };
            Some([from, left.1 + BOX_HEIGHT / 2, right.0, right.1 + BOX_HEIGHT / 2])
        };
        let widest = places.values().map(|(x, _)| *x).max().unwrap_or_default();
        let lowest = places.values().map(|(_, y)| *y).max().unwrap_or_default();
        Self {
            width: widest + BOX_WIDTH + 8,
            height: lowest + BOX_HEIGHT + 8,
            boxes: related.nodes.iter().map(drawn).collect(),
            lines: related.edges.iter().filter_map(line).collect(),
        }
    }
}

/// How many links lie between each case and the one asked for.
fn columns(own: Uuid, related: &Related) -> HashMap<Uuid, usize> {
    let mut columns = HashMap::from([(own, 0)]);
    let mut edge = vec![own];
    while let Some(at) = edge.pop() {
        let far = columns[&at] + 1;
        for link in related.edges.iter().filter(|link| link.cases.contains(&at)) {
            for next in link.cases {
                if columns.get(&next).is_none_or(|known| *known > far) {
                    columns.insert(next, far);
                    edge.push(next);
                }
            }
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use wenze_casework::{Coded, Link};
    use wenze_domain::words::Lang;

    use super::*;

    fn node(n: u128) -> RelatedCase {
        RelatedCase {
            id: Uuid::from_u128(n),
            designation: "case".to_owned(),
            case_no: Some(format!("纪立{n}号")),
            machine: "track".to_owned(),
            stage: Coded { code: "filed".to_owned(), words: "已立案".to_owned() },
            remands: 0,
            transferred_to: None,
            transferred_to_name: None,
        }
    }

    #[test]
    fn cases_stand_in_columns_by_the_links_between_them() {
        let link = |one: u128, other: u128| Link {
            cases: [Uuid::from_u128(one), Uuid::from_u128(other)],
            relation: None,
            linked_on: None,
            event_id: None,
        };
        let related =
            Related { nodes: vec![node(1), node(2), node(3)], edges: vec![link(1, 2), link(2, 3)], is_cut: false };
        let own = Uuid::from_u128(1);
        let columns = columns(own, &related);
        assert_eq!((columns[&own], columns[&Uuid::from_u128(2)], columns[&Uuid::from_u128(3)]), (0, 1, 2));
        let drawing = Drawing::new(&Reader::plain(Lang::ZhCn), own, &related);
        assert_eq!((drawing.boxes.len(), drawing.lines.len()), (3, 2));
        assert!(drawing.boxes[0].is_here && drawing.boxes[2].x == 2 * COLUMN + 4);
        assert_eq!(rows(&Reader::plain(Lang::En), &related).len(), 2);
    }
}
