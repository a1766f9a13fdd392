//! `/cases/{id}/backfill`: the acts of one old paper case in one grid, filled in by keyboard or taken from a table, checked line by line,
//! and stored all or none.

use askama::Template;
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;
use wenze_casework::{ACTS_PER_REQUEST_MAX, Casework, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::EnteredFrom;
use wenze_domain::envelope::Actor;

use super::act::{actor, newer, status};
use super::answers::{AnswersPage, Heading};
use super::choices::{Choice, Choices, From};
use super::given::{Given, Step};
use super::keep::{self, Kept};
use super::line::{CELLS, Cell, Line, Reading, Written};
use super::outcome::{Next, Sitting};
use super::paper::Paper;
use super::refused::Wrong;
use super::sheet::{Drawn, Sheet};
use super::typed::Typed;
use super::workbook;
use crate::brought::{TABLE, TABLE_BROKEN};
use crate::case::asked::Asked;
use crate::case::head;
use crate::case::read::Read;
use crate::entered::Entered;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::{Seen, fills};

/// The route, which is part of what a form is.
const ROUTE: &str = "POST /cases/{id}/backfill";
/// Where the lines stand in the form, and why they are entered now.
const LINES: [&str; 2] = ["a0", "lines"];
const REASON: [&str; 2] = ["a0", "reason"];
/// The button that takes up a table, pasted or as a file.
const TAKE: &str = "table:0";
/// Lines that stand in an empty grid.
const LINES_AT_FIRST: usize = 8;
/// A byte order mark, by which spreadsheets know that a file is UTF-8.
const MARK: &str = "\u{feff}";

/// The grid.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let mut desk = match Desk::open(&casework, &reader, &id).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    if let Some(entered) = keep::opened(&casework, &reader).await? {
        let given = Given::kept(&entered);
        desk.choices.learn_files(&casework, desk.read.id, &given.typed).await;
        return desk.form(&given, Wrong::default(), None);
    }
    let mut given = Given { version: Some(desk.read.now.case.version), ..Given::fresh() };
    given.typed.fill(&REASON.join("."), &reader.texts.say("backfill-reason-usual"));
    desk.form(&given, Wrong::default(), None)
}

/// The empty table, to be filled in elsewhere: its first line names the columns.
pub(crate) async fn template(reader: Reader) -> Response {
    let columns: Vec<String> = CELLS.iter().map(|cell| cell.word(&reader)).collect();
    let kind = (CONTENT_TYPE, "text/csv; charset=utf-8");
    let name = (CONTENT_DISPOSITION, "attachment; filename=\"backfill.csv\"");
    ([kind, name], format!("{MARK}{}\r\n", columns.join(","))).into_response()
}

/// The same as a workbook.
pub(crate) async fn template_workbook(reader: Reader) -> Result<Response, Failure> {
    let columns: Vec<String> = CELLS.iter().map(|cell| cell.word(&reader)).collect();
    let book = workbook::workbook(&[columns]).ok_or(Failure::Fault)?;
    let kind = (CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    let name = (CONTENT_DISPOSITION, "attachment; filename=\"backfill.xlsx\"");
    Ok(([kind, name], book).into_response())
}

/// What became of it.
pub(crate) async fn send(
    Seen(casework): Seen,
    Path(id): Path<String>,
    reader: Reader,
    entered: Entered,
) -> Result<Response, Failure> {
    let mut desk = match Desk::open(&casework, &reader, &id).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    let mut given = Given::of(&entered, true);
    desk.choices.learn_files(&casework, desk.read.id, &given.typed).await;
    let mut taken = None;
    let (next, lines) = if is_table(&given, &entered) {
        let (wrong, told) = desk.taken_up(&mut given, &entered).await?;
        taken = told;
        (Next::Form(wrong), Vec::new())
    } else {
        desk.next(&given).await?
    };
    let kept = keep::follow(&casework, &reader, &given, &entered, &next).await;
    match next {
        Next::Form(wrong) => desk.form_after(&given, wrong, kept, taken),
        Next::Answers(told) => {
            page(&AnswersPage::of(&reader, desk.heading(), &desk.answers(&lines, &given), &given, told))
        }
        Next::Stored(receipt) => Ok(desk.sitting().recorded(&receipt, &given).await),
    }
}

/// Everything the grid needs.
struct Desk<'a> {
    casework: &'a Casework,
    reader: &'a Reader,
    read: Read,
    choices: Choices,
    actor: Actor,
}

impl<'a> Desk<'a> {
    async fn open(casework: &'a Casework, reader: &'a Reader, id: &str) -> Result<Result<Self, Redirect>, Failure> {
        let id = Uuid::try_parse(id).map_err(|_| Failure::NoCase)?;
        let actor = match actor(reader) {
            Ok(actor) => actor,
            Err(elsewhere) => return Ok(Err(elsewhere)),
        };
        let read = Read::all(casework, id, &Asked::default(), reader).await?;
        let choices = Choices::of_case(casework, reader, &read).await?;
        Ok(Ok(Self { casework, reader, read, choices, actor }))
    }

    fn sitting(&self) -> Sitting<'_> {
        Sitting {
            reader: self.reader,
            casework: self.casework,
            choices: &self.choices,
            kinds: Vec::new(),
            place: Place::Case(self.read.id),
            actor: self.actor,
            route: ROUTE,
            report: None,
            version: Some(self.read.now.case.version),
        }
    }

    /// Does what the form asks for, and tells the lines that were read.
    async fn next(&self, given: &Given) -> Result<(Next, Vec<Written>), Failure> {
        if given.step == Step::Edit {
            return Ok((Next::Form(Wrong::of_files(self.reader, given)), Vec::new()));
        }
        let written = match self.written(given) {
            Ok(written) => written,
            Err(wrong) => return Ok((Next::Form(wrong), Vec::new())),
        };
        let acts: Vec<serde_json::Value> = written.iter().map(|one| one.request.clone()).collect();
        let next = match self.sitting().next_of(&acts, given).await? {
            Next::Form(wrong) => Next::Form(Self::at_cells(wrong)),
            next => next,
        };
        Ok((next, written))
    }

    /// The lines as acts, or what is wrong with which cell.
    fn written(&self, given: &Given) -> Result<Vec<Written>, Wrong> {
        let lines = lines(&given.typed);
        let said = |text: &str| Wrong { general: Some(self.reader.texts.say(text)), ..Wrong::default() };
        if lines.is_empty() {
            return Err(said(/* text */ "backfill-nothing"));
        }
        if lines.len() > ACTS_PER_REQUEST_MAX {
            return Err(said(/* text */ "backfill-too-many"));
        }
        let reason = given.typed.at(REASON[0]).and_then(|first| first.at(REASON[1])).map_or("", Typed::text);
        let reading = Reading::new(self.reader, &self.choices, (self.actor.role, reason), &given.key);
        reading.lines(&lines).map_err(Wrong::of_fields)
    }

    /// What casework says of an act, at the line it stands in.
    fn at_cells(wrong: Wrong) -> Wrong {
        let place = |(path, why): (String, String)| {
            let number = path.strip_prefix('a').and_then(|rest| rest.split('.').next()?.parse::<usize>().ok());
            let cell = if path.contains(".occurred") { Cell::Date } else { Cell::Act };
            (number.map_or(path, |number| cell.name(number)), why)
        };
        Wrong { fields: wrong.fields.into_iter().map(place).collect(), ..wrong }
    }

    /// Takes up a table, and tries what it says: what is wrong, by cell, and how many lines there were. Nothing is stored by it.
    async fn taken_up(&self, given: &mut Given, entered: &Entered) -> Result<(Wrong, Option<String>), Failure> {
        given.more = None;
        let texts = self.reader.texts;
        if let Some(code) = entered.get(TABLE_BROKEN) {
            let why = if code == "too-long" { texts.say("table-too-long") } else { texts.say("table-unknown") };
            return Ok((Wrong { general: Some(why), ..Wrong::default() }, None));
        }
        let (taken, unread) = self.filled(given, table_of(entered).unwrap_or_default());
        if let Some(line) = unread {
            let general = Some(texts.tell("backfill-unread", [("line", line.into())]));
            return Ok((Wrong { general, ..Wrong::default() }, None));
        }
        let wrong = self.tried(given).await?;
        let cells = wrong.fields.len();
        let says = [("lines", taken.into()), ("cells", cells.into())];
        let is_right = cells == 0 && wrong.general.is_none() && wrong.missing.is_empty();
        let told = if is_right { texts.tell("table-right", says) } else { texts.tell("table-wrong", says) };
        Ok((wrong, (taken > 0).then_some(told)))
    }

    /// What would be wrong with the lines if they were recorded.
    async fn tried(&self, given: &Given) -> Result<Wrong, Failure> {
        let written = match self.written(given) {
            Ok(written) => written,
            Err(wrong) => return Ok(wrong),
        };
        let acts: Vec<serde_json::Value> = written.into_iter().map(|one| one.request).collect();
        Ok(self.sitting().simulate(&acts).await?.err().map(Self::at_cells).unwrap_or_default())
    }

    /// Fills lines in from a table of text, as a spreadsheet saves or copies it: how many, and the first that cannot be read.
    fn filled(&self, given: &mut Given, table: &str) -> (usize, Option<usize>) {
        let table = table.trim_start_matches(MARK);
        let separator = if table.lines().next().is_some_and(|first| first.contains('\t')) { b'\t' } else { b',' };
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .trim(csv::Trim::All)
            .from_reader(table.as_bytes());
        let from = lines(&given.typed).len();
        let heads: Vec<String> = CELLS.iter().map(|cell| cell.word(self.reader)).collect();
        let (mut taken, mut unread) = (0, None);
        for (number, row) in rows.records().enumerate() {
            let Ok(row) = row else {
                unread.get_or_insert(number + 1);
                continue;
            };
            let is_head =
                number == 0 && row.get(0).is_some_and(|first| heads.first().is_some_and(|head| head == first));
            if is_head || row.iter().all(str::is_empty) || from + taken > ACTS_PER_REQUEST_MAX {
                continue;
            }
            for (cell, value) in CELLS.iter().zip(row.iter()).filter(|(_, value)| !value.is_empty()) {
                given.typed.fill(&cell.name(from + taken), value);
            }
            taken += 1;
        }
        (taken, unread)
    }

    fn heading(&self) -> Heading {
        Heading {
            title: self.reader.texts.say("backfill-title"),
            action: self.reader.path().to_owned(),
            back: format!("/cases/{}", self.read.id),
            number: head::number(self.reader, &self.read.now.case),
            about: head::about(self.reader, &self.read),
            usually: self.reader.texts.say("backfill-lead"),
            is_formal: true,
        }
    }

    fn form(&self, given: &Given, wrong: Wrong, kept: Option<Kept>) -> Result<Response, Failure> {
        self.form_after(given, wrong, kept, None)
    }

    /// The grid, with what became of a table that was taken up.
    fn form_after(
        &self,
        given: &Given,
        wrong: Wrong,
        kept: Option<Kept>,
        taken: Option<String>,
    ) -> Result<Response, Failure> {
        let status = status(&wrong);
        let page = page(&GridPage { taken, ..GridPage::new(self, given, wrong, kept) })?;
        Ok((status, page).into_response())
    }

    /// The answers of each line.
    fn answers(&self, written: &[Written], given: &Given) -> Vec<Sheet> {
        let (sitting, wrong) = (self.sitting(), Wrong::default());
        let answer = |(number, one): (usize, &Written)| {
            let drawn = sitting.drawn(one.kind, "a0", given, &wrong);
            let mut sheet = Sheet::new(&Drawn { typed: Some(&one.typed), ..drawn });
            let line = self.reader.texts.tell("backfill-line", [("line", (number + 1).into())]);
            sheet.title = format!("{line} {}", sheet.title);
            sheet
        };
        written.iter().enumerate().map(answer).collect()
    }
}

/// Whether a table is to be taken up; one that came as a file is, by whatever button.
fn is_table(given: &Given, entered: &Entered) -> bool {
    let is_there = table_of(entered).is_some();
    given.more.as_deref() == Some(TAKE) || is_there || entered.get(TABLE_BROKEN).is_some()
}

/// The table that came as a file, or was pasted.
fn table_of(entered: &Entered) -> Option<&str> {
    let mut tables = entered.0.iter().filter(|(name, _)| name == TABLE).map(|(_, table)| table.as_str());
    tables.find(|table| !table.trim().is_empty())
}

/// The lines that say something.
fn lines(typed: &Typed) -> Vec<Line> {
    let place = typed.at(LINES[0]).and_then(|first| first.at(LINES[1]));
    place.map(Typed::rows).unwrap_or_default().into_iter().map(Line::of).collect()
}

#[derive(Template)]
#[template(path = "backfill.html")]
struct GridPage {
    frame: Frame,
    heading: Heading,
    key: String,
    whose: String,
    version: Option<i32>,
    general: Option<String>,
    newer: Vec<(String, String)>,
    kept: Option<Kept>,
    /// What became of a table that was taken up.
    taken: Option<String>,
    errors: Vec<(String, String)>,
    reason: String,
    columns: Vec<String>,
    rows: Vec<Vec<CellView>>,
    /// What the lines are filled in from.
    acts: Vec<String>,
    respondents: Vec<Choice>,
    persons: Vec<Choice>,
    more: String,
    /// The empty table, as a workbook and as text.
    templates: [String; 2],
}

/// One cell.
struct CellView {
    name: String,
    label: String,
    /// What its column is called.
    column: String,
    value: String,
    list: &'static str,
    colon: String,
    error: Option<String>,
    /// The file of the line: none where the column holds text.
    paper: Option<Attached>,
}

/// The file of a line.
struct Attached {
    /// What came already.
    file: Option<Paper>,
    takes_files: bool,
}

impl GridPage {
    fn new(desk: &Desk<'_>, given: &Given, wrong: Wrong, kept: Option<Kept>) -> Self {
        let reader = desk.reader;
        let lines = lines(&given.typed);
        let more = given.more.as_deref().and_then(|more| more.strip_prefix("lines:")?.parse::<usize>().ok());
        let count = lines.len().max(more.unwrap_or(LINES_AT_FIRST)).min(ACTS_PER_REQUEST_MAX);
        let row = |number: usize| {
            let line = lines.get(number);
            let cells = CELLS.iter().map(|cell| CellView::new(reader, *cell, number, line, &wrong));
            cells.chain([CellView::of_file(desk, number, line, &wrong)]).collect()
        };
        let rows: Vec<Vec<CellView>> = (0..count).map(row).collect();
        let errors = rows.iter().flatten().filter_map(CellView::told).collect();
        let acts = Kind::ALL.iter().copied().filter(|kind| !kind.spec().phase.is_outside_cases());
        let acts = acts.filter(|kind| fills(desk.actor.role, *kind)).map(|kind| reader.words.kind(kind).to_owned());
        let reason = given.typed.at(REASON[0]).and_then(|first| first.at(REASON[1])).map_or("", Typed::text);
        let is_moved = wrong.is_moved_on;
        Self {
            frame: Frame::new(reader, &reader.texts.say("backfill-title")),
            heading: desk.heading(),
            key: given.key.clone(),
            whose: desk.actor.person_id.to_string(),
            version: if is_moved { Some(desk.read.now.case.version) } else { given.version },
            newer: if is_moved { newer(reader, &desk.read, given.version) } else { Vec::new() },
            general: wrong.general.or_else(|| told_of_missing(reader, &wrong.missing)),
            kept,
            taken: None,
            errors,
            reason: reason.to_owned(),
            columns: CELLS.iter().chain([&Cell::File]).map(|cell| cell.word(reader)).collect(),
            rows,
            acts: acts.collect(),
            respondents: desk.choices.listed(From::Case("respondent")).to_vec(),
            persons: desk.choices.persons.clone(),
            more: format!("lines:{}", count + LINES_AT_FIRST),
            templates: ["xlsx", "csv"].map(|kind| format!("{}/template.{kind}", reader.path())),
        }
    }
}

/// Why lines must be confirmed: the reason that stands above them is empty.
fn told_of_missing(reader: &Reader, missing: &[wenze_domain::case::Missing]) -> Option<String> {
    (!missing.is_empty()).then(|| reader.texts.say("backfill-no-reason"))
}

impl CellView {
    fn new(reader: &Reader, cell: Cell, number: usize, line: Option<&Line>, wrong: &Wrong) -> Self {
        let name = cell.name(number);
        let at = reader.texts.tell("backfill-line", [("line", (number + 1).into())]);
        Self {
            label: format!("{at} {}", cell.word(reader)),
            column: cell.word(reader),
            value: line.map(|line| line.get(cell).to_owned()).unwrap_or_default(),
            list: cell.list(),
            colon: reader.texts.say("record-colon"),
            error: wrong.fields.get(&name).cloned(),
            paper: None,
            name,
        }
    }

    /// The cell of the file.
    fn of_file(desk: &Desk<'_>, number: usize, line: Option<&Line>, wrong: &Wrong) -> Self {
        let file = line.and_then(|line| desk.choices.file(&line.file)).map(|file| Paper::new(desk.reader, file));
        let paper = Some(Attached { file, takes_files: desk.choices.takes_files });
        Self { paper, ..Self::new(desk.reader, Cell::File, number, None, wrong) }
    }

    fn told(&self) -> Option<(String, String)> {
        self.error.as_ref().map(|why| (self.name.clone(), format!("{}{}{why}", self.label, self.colon)))
    }
}

/// How lines are entered: from paper.
pub(super) const ENTERED: EnteredFrom = EnteredFrom::Paper;
