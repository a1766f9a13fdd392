//! `/cases`: the register of reports, clues and cases, searched by number and stage.

use askama::Template;
use axum::response::Response;
use wenze_casework::CaseFilter;

use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

mod counts;
mod rows;
#[cfg(test)]
mod tests;

use counts::{Counts, StageGroup, Tab};
use rows::Row;
pub(crate) use rows::number;

/// Rows on one page.
const PAGE_ROWS: u32 = 50;
/// Longest text looked for, in characters; no number is as long.
const PARAMETER_CHARS_MAX: usize = 100;
/// The parameters of the page.
const NUMBER: &str = "number";
const KIND: &str = "kind";
const STAGE: &str = "stage";
const CURSOR: &str = "cursor";

/// The register.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let asked = Asked::of(&reader)?;
    let counts = Counts::new(casework.stages().await?);
    let found = casework.cases(&asked.filter(), reader.parameter(CURSOR), PAGE_ROWS).await?;
    let rows: Vec<Row> = found.items.iter().map(|summary| Row::new(&reader, summary)).collect();
    page(&CasesPage::new(&reader, asked, &counts, rows, found.next.as_deref()))
}

/// What the reader asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Asked {
    number: Option<String>,
    /// `report`, `clue` or `case`.
    kind: Option<String>,
    /// Machine and state.
    stage: Option<(String, String)>,
    /// Not the first page.
    further: bool,
}

impl Asked {
    fn of(reader: &Reader) -> Result<Self, Failure> {
        let kind = asked(reader, KIND, /* text */ "cases-kind")?;
        if let Some(unknown) = kind.as_ref().filter(|kind| !counts::KINDS.contains(&kind.as_str())) {
            return Err(Failure::Unreadable(/* text */ "cases-kind", unknown.clone()));
        }
        let stage = asked(reader, STAGE, /* text */ "cases-stage")?.map(|stage| {
            let parts = stage.split_once('/').map(|(machine, state)| (machine.to_owned(), state.to_owned()));
            parts.ok_or(Failure::Unreadable(/* text */ "cases-stage", stage))
        });
        let number = asked(reader, NUMBER, /* text */ "cases-number")?;
        Ok(Self { number, kind, stage: stage.transpose()?, further: reader.parameter(CURSOR).is_some() })
    }

    fn filter(&self) -> CaseFilter {
        CaseFilter { number: self.number.clone(), designation: self.kind.clone(), stage: self.stage.clone() }
    }

    fn is_everything(&self) -> bool {
        self.number.is_none() && self.kind.is_none() && self.stage.is_none()
    }
}

/// A parameter as a person could have written it: of bounded length, on one line.
fn asked(reader: &Reader, name: &str, text: &'static str) -> Result<Option<String>, Failure> {
    let Some(value) = reader.parameter(name) else { return Ok(None) };
    if value.chars().count() > PARAMETER_CHARS_MAX || value.chars().any(char::is_control) {
        let shown = value.chars().filter(|c| !c.is_control()).take(PARAMETER_CHARS_MAX).collect();
        return Err(Failure::Unreadable(text, shown));
    }
    Ok(Some(value.to_owned()))
}

#[derive(Template)]
#[template(path = "cases.html")]
struct CasesPage {
    frame: Frame,
    number: String,
    kind: String,
    is_narrowed: bool,
    tabs: Vec<Tab>,
    stages: Vec<StageGroup>,
    rows: Vec<Row>,
    shown: String,
    /// The address of the rows after these.
    next: Option<String>,
    /// The address of the first rows, when these are later ones.
    first: Option<String>,
    /// Nothing is recorded at all.
    is_bare: bool,
    /// What was looked for in vain.
    in_vain: String,
}

impl CasesPage {
    fn new(reader: &Reader, asked: Asked, counts: &Counts, rows: Vec<Row>, next: Option<&str>) -> Self {
        let texts = reader.texts;
        let is_narrowed = asked.number.is_some() || asked.stage.is_some();
        let in_vain = asked.number.as_deref().map(|number| texts.tell("cases-in-vain", [("number", number.into())]));
        Self {
            frame: Frame::new(reader, &texts.say("cases-title")),
            is_narrowed,
            tabs: counts.tabs(reader, asked.kind.as_deref()),
            stages: counts.stages(reader, asked.kind.as_deref(), asked.stage.as_ref()),
            shown: texts.tell("cases-shown", [("rows", rows.len().into())]),
            is_bare: rows.is_empty() && asked.is_everything() && !asked.further,
            next: next.map(|cursor| reader.with(&[(CURSOR, Some(cursor))])),
            first: asked.further.then(|| reader.with(&[(CURSOR, None)])),
            number: asked.number.unwrap_or_default(),
            kind: asked.kind.unwrap_or_default(),
            rows,
            in_vain: in_vain.unwrap_or_else(|| texts.say("cases-in-vain-stage")),
        }
    }
}
