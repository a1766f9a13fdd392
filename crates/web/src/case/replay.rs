//! `/cases/{id}/replay`: the record act by act. The case as it stood after an act, what that act changed, and any two moments
//! beside each other.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;
use wenze_casework::{CaseDiff, Casework, Error, MarksAsked, ProcedureAsked, Reading, Review, Sheet};
use wenze_domain::effective::Cut;

use super::doors::Doors;
use super::effects::Following;
use super::labels::Labels;
use super::matrix::Matrix;
use super::objects::{self, Group};
use super::places::{Places, ids_in};
use super::read::Read;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

mod asked;
mod changes;
mod entries;
mod signs;
mod walk;

#[cfg(test)]
mod tests;

pub(super) use asked::at_version;
use asked::{Asked, Clocks};
pub(super) use changes::Turned;
use changes::{Changes, values_of};
use entries::{Entries, Row};
use signs::Signs;
use walk::Walk;

const ROUTE: &str = "/cases/{id}/replay";
/// The parameter that names the finding somebody came from.
const BACK: &str = "back";

/// The replay.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    let asked = Asked::of(&reader)?;
    let read = Read::replayed(&casework, id, asked.cut, &reader).await?;
    recorded(&casework, &reader, id, asked.cut).await?;
    let version = asked.version(read.at.version_now);
    let from = asked.from(version);
    let difference = match casework.diff(id, from, Cut { version: Some(version), ..asked.cut }, reader.words).await {
        Err(Error::TooLong(_)) => None,
        found => Some(found?),
    };
    let judged = Judged::read(&casework, &reader, id, asked.cut).await?;
    let names = match &difference {
        Some(found) => casework.names(&ids_in(values_of(found))).await?,
        None => read.names.clone(),
    };
    page(&ReplayPage::new(&Replayed { reader: &reader, asked: &asked, read: &read, difference, judged, names }))
}

/// Says in the record that somebody replays the history, as the API does.
pub(super) async fn recorded(casework: &Casework, reader: &Reader, case: Uuid, cut: Cut) -> Result<(), Failure> {
    let Some(actor) = reader.visitor.as_ref().and_then(|visitor| visitor.reads_as()) else { return Ok(()) };
    let reading = Reading { as_of: cut.as_of, known: cut.known, purpose: None, actor };
    Ok(casework.record_replay(case, &reading).await?)
}

/// What rules say of the case, and what reviewers made of it.
struct Judged {
    sheet: Sheet,
    review: Review,
}

impl Judged {
    async fn read(casework: &Casework, reader: &Reader, id: Uuid, cut: Cut) -> Result<Self, Failure> {
        let (as_of, known) = (cut.as_of, cut.known);
        let asked = ProcedureAsked { as_of, known, ..ProcedureAsked::default() };
        let sheet = casework.procedure(id, &asked, reader.words).await?;
        let marks = MarksAsked { as_of, known, ..MarksAsked::default() };
        let review = casework.review(id, &marks, reader.words).await?;
        Ok(Self { sheet, review })
    }
}

/// Everything the page is made of.
struct Replayed<'a> {
    reader: &'a Reader,
    asked: &'a Asked,
    read: &'a Read,
    /// None for a record that is too long to be compared.
    difference: Option<CaseDiff>,
    judged: Judged,
    names: std::collections::HashMap<Uuid, String>,
}

#[derive(Template)]
#[template(path = "replay.html")]
struct ReplayPage {
    frame: Frame,
    doors: Doors,
    walk: Walk,
    clocks: Clocks,
    entries: Entries,
    matrix: Matrix,
    following: Following,
    groups: Vec<Group>,
    /// What differs; none where the record is too long for that.
    changes: Option<Changes>,
    /// Over which two moments.
    between: String,
    too_long: String,
    /// Versions this program cannot read.
    unreadable: Option<String>,
    blame: String,
    what_if: String,
    story: String,
    case_then: String,
    /// Back to the finding that led here.
    back: Option<String>,
}

impl ReplayPage {
    fn new(of: &Replayed<'_>) -> Self {
        let (reader, read, asked) = (of.reader, of.read, of.asked);
        let labels = Labels::new(reader, read);
        let places = Places { reader, labels: &labels, names: &of.names };
        let version = asked.version(read.at.version_now);
        let signs = Signs::new(reader, asked, read, &of.judged.sheet, &of.judged.review);
        let doors = Doors::new(reader, read.id, &read.now, ROUTE);
        let at = |page: &str| asked.beside(read.id, page, version);
        let unreadable: Vec<String> = read.now.case.unreadable.iter().map(ToString::to_string).collect();
        Self {
            frame: Frame::new(reader, &doors.title()),
            walk: Walk::new(reader, asked, read, &signs),
            clocks: Clocks::new(reader, asked, read, version),
            entries: Entries::new(reader, asked, read, &signs),
            matrix: Matrix::new(reader, &read.at.view),
            following: Following::new(reader, read),
            groups: objects::groups(reader, read, &labels),
            changes: of
                .difference
                .as_ref()
                .map(|found| Changes::new(&places, asked, read.id, (found, &of.judged.sheet))),
            between: asked.between(reader, version),
            too_long: reader.texts.tell("replay-too-long", [("events", wenze_casework::REPLAY_EVENTS_MAX.into())]),
            unreadable: (!unreadable.is_empty())
                .then(|| reader.texts.tell("case-unreadable", [("versions", unreadable.join(", ").into())])),
            blame: at("/blame"),
            what_if: format!("/cases/{}/what-if?without={version}", read.id),
            story: at("/story"),
            case_then: at(""),
            back: back(reader, read.id),
            doors,
        }
    }
}

/// The finding of the procedure check from which somebody came, to go on there where he left.
fn back(reader: &Reader, case: Uuid) -> Option<String> {
    let finding = Uuid::try_parse(reader.parameter(BACK)?).ok()?;
    Some(format!("/cases/{case}/sheet#o-{finding}"))
}
