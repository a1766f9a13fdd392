//! `/cases/{id}/blame`: every value of the state, and which act wrote it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;
use wenze_casework::{BlameView, FieldBlame, Source};

use super::asked::Asked;
use super::doors::Doors;
use super::labels::Labels;
use super::places::{Places, ids_in};
use super::read::Read;
use super::replay::{at_version, recorded};
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

const ROUTE: &str = "/cases/{id}/blame";
/// The parameter that names an object: a pointer into the state.
const OF: &str = "of";
/// Longest pointer, in bytes.
const POINTER_BYTES_MAX: usize = 200;
/// Values shown when no object is chosen.
const SHOWN_MAX: usize = 250;
/// Values told that a field held before.
const EARLIER_MAX: usize = 5;

/// Who wrote what.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    let asked = Asked::of(&reader)?;
    let of = reader.parameter(OF).filter(|of| of.starts_with('/') && of.len() <= POINTER_BYTES_MAX);
    let read = Read::replayed(&casework, id, asked.cut, &reader).await?;
    recorded(&casework, &reader, id, asked.cut).await?;
    let found = casework.blame(id, asked.cut, of, reader.words).await?;
    let values = found
        .fields
        .iter()
        .flat_map(|field| std::iter::once(&field.value).chain(field.earlier.iter().map(|earlier| &earlier.value)));
    let names = casework.names(&ids_in(values)).await?;
    page(&BlamePage::new(&reader, &read, &found, &names, of.is_some()))
}

#[derive(Template)]
#[template(path = "blame.html")]
struct BlamePage {
    frame: Frame,
    doors: Doors,
    /// The moment, in words.
    position: String,
    groups: Vec<Group>,
    /// How many values found no room.
    more: Option<String>,
    /// Back to the whole state, from one object.
    whole: Option<String>,
}

/// The values of one object.
struct Group {
    name: String,
    /// This object alone.
    href: String,
    rows: Vec<Row>,
}

/// One value.
struct Row {
    field: String,
    value: String,
    by: Option<Act>,
    /// What it held before, and the acts that had brought it.
    earlier: Vec<(String, Act)>,
    /// The records that a correction speaks of.
    of: Vec<Act>,
}

/// An act.
#[derive(Clone)]
struct Act {
    href: String,
    title: String,
    who: String,
    when: String,
}

impl BlamePage {
    fn new(reader: &Reader, read: &Read, found: &BlameView, names: &HashMap<Uuid, String>, is_narrow: bool) -> Self {
        let labels = Labels::new(reader, read);
        let places = Places { reader, labels: &labels, names };
        let acts: HashMap<i32, Act> =
            found.events.iter().map(|source| (source.version, act(reader, read.id, source))).collect();
        let told: Vec<&FieldBlame> =
            found.fields.iter().filter(|field| !Places::is_hidden(&field.field) && field.version.is_some()).collect();
        let more = found.left_out + told.len().saturating_sub(SHOWN_MAX);
        let mut groups: Vec<Group> = Vec::new();
        for field in told.into_iter().take(SHOWN_MAX) {
            let name = places.object(&field.field);
            let row = row(&places, field, &acts);
            match groups.last_mut().filter(|group| group.name == name) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group { href: narrowed(reader, &field.field), name, rows: vec![row] }),
            }
        }
        let doors = Doors::new(reader, read.id, &read.now, ROUTE);
        let latest = read.at.version_now;
        let version = read.at.cut.version.unwrap_or(latest);
        Self {
            frame: Frame::new(reader, &doors.title()),
            position: reader.texts.tell("then-version", [("version", version.into()), ("latest", latest.into())]),
            groups,
            more: (more > 0).then(|| reader.texts.tell("blame-more", [("n", more.into())])),
            whole: is_narrow.then(|| reader.with(&[(OF, None)])),
            doors,
        }
    }
}

/// The same page with one object alone.
fn narrowed(reader: &Reader, field: &str) -> String {
    let steps = if field.contains("/tracks/") { 4 } else { 2 };
    let object: Vec<&str> = field.split('/').skip(1).take(steps).collect();
    let of = format!("/{}", object.join("/"));
    reader.with(&[(OF, Some(&of))])
}

fn row(places: &Places<'_>, field: &FieldBlame, acts: &HashMap<i32, Act>) -> Row {
    let known = |versions: &[i32]| versions.iter().filter_map(|version| acts.get(version).cloned()).collect();
    let earlier = field.earlier.iter().take(EARLIER_MAX);
    let earlier =
        earlier.filter_map(|one| Some((places.whole(&field.field, &one.value), acts.get(&one.version)?.clone())));
    let name = places.field(&field.field);
    Row {
        field: if name.is_empty() { places.object(&field.field) } else { name },
        value: places.whole(&field.field, &field.value),
        by: field.version.and_then(|version| acts.get(&version).cloned()),
        earlier: earlier.collect(),
        of: known(&field.of),
    }
}

fn act(reader: &Reader, case: Uuid, source: &Source) -> Act {
    let no = reader.texts.tell("entry-no", [("no", source.version.into())]);
    Act {
        href: at_version(case, source.version),
        title: format!("{no} {}", source.title),
        who: format!("{} · {}", source.by, source.organ),
        when: source.occurred_words.clone(),
    }
}
