//! `/cases/{id}/readings`: who read what of a case that is not for everybody: sealed parts that were opened, exports, replays.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;
use wenze_casework::{AccessLine, CaseView};

use super::doors::Doors;
use crate::around::to_sign_in;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::When;
use crate::reader::Reader;
use crate::seen::Seen;

const ROUTE: &str = "/cases/{id}/readings";
/// Readings that are listed, the last ones.
const ROWS_MAX: usize = 500;

/// The record of reading, the last first. Whoever is not signed in is nobody who answers for it.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    if reader.visitor.is_none() {
        return Ok(to_sign_in(&reader.here()).into_response());
    }
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    let view = casework.case(id).await?;
    let lines = casework.accesses(id, reader.words).await?;
    page(&ReadingsPage::new(&reader, (id, &view), &lines))
}

#[derive(Template)]
#[template(path = "readings.html")]
struct ReadingsPage {
    frame: Frame,
    doors: Doors,
    rows: Vec<Row>,
    /// How many there are, where not all are listed.
    more: Option<String>,
}

/// One reading.
struct Row {
    at: When,
    who: String,
    role: String,
    what: String,
    sentence: String,
}

impl ReadingsPage {
    fn new(reader: &Reader, (id, view): (Uuid, &CaseView), lines: &[AccessLine]) -> Self {
        let doors = Doors::new(reader, id, view, ROUTE);
        let row = |one: &AccessLine| Row {
            at: When::instant(reader.words, one.at),
            who: one.name.clone().unwrap_or_else(|| reader.texts.say("name-withheld")),
            role: one.role.clone(),
            what: one.title.clone(),
            sentence: one.sentence.clone(),
        };
        let counts = [("shown", ROWS_MAX.into()), ("all", lines.len().into())];
        Self {
            frame: Frame::new(reader, &doors.title()),
            doors,
            rows: lines.iter().rev().take(ROWS_MAX).map(row).collect(),
            more: (lines.len() > ROWS_MAX).then(|| reader.texts.tell("readings-more", counts)),
        }
    }
}
