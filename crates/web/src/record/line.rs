//! One line of the grid of an old paper case: an act by its name, its date, paper, respondent and officers; what the line does not tell is
//! not recorded.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Role};

use super::backfill::ENTERED;
use super::choices::{Choices, From};
use super::form::{Form, Shape};
use super::read;
use super::search::found;
use super::typed::Typed;
use crate::brought::{BROKEN, FILE, reason};
use crate::reader::Reader;
use crate::seen::fills;

/// A column of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Act,
    Date,
    Document,
    Respondent,
    Officers,
    File,
}

/// The columns of text in their order, as a table brings them; a file comes with the grid alone.
pub(super) const CELLS: [Cell; 5] = [Cell::Act, Cell::Date, Cell::Document, Cell::Respondent, Cell::Officers];

impl Cell {
    fn step(self) -> &'static str {
        match self {
            Self::Act => "act",
            Self::Date => "date",
            Self::Document => "document",
            Self::Respondent => "respondent",
            Self::Officers => "officers",
            Self::File => "paper",
        }
    }

    /// Its name in the form.
    pub(super) fn name(self, line: usize) -> String {
        format!("a0.lines.{line}.{}", self.step())
    }

    /// What it is called.
    pub(super) fn word(self, reader: &Reader) -> String {
        match self {
            Self::Act => reader.texts.say("backfill-act"),
            Self::Date => reader.texts.say("backfill-date"),
            Self::Document => reader.texts.say("backfill-document"),
            Self::Respondent => reader.texts.say("backfill-respondent"),
            Self::Officers => reader.texts.say("backfill-officers"),
            Self::File => reader.texts.say("backfill-file"),
        }
    }

    /// The list it is filled in from.
    pub(super) fn list(self) -> &'static str {
        match self {
            Self::Act => "acts",
            Self::Respondent => "respondents",
            Self::Officers => "persons",
            Self::Date | Self::Document | Self::File => "",
        }
    }
}

/// One line as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    cells: [String; 5],
    /// The id of the file that came with it, and why one was not taken.
    pub(super) file: String,
    broken: String,
}

impl Line {
    /// Reads it.
    pub(super) fn of(typed: &Typed) -> Self {
        let of_file =
            |step| typed.at(Cell::File.step()).and_then(|file| file.at(step)).map_or("", Typed::text).to_owned();
        let cells = CELLS.map(|cell| typed.at(cell.step()).map_or("", Typed::text).to_owned());
        Self { cells, file: of_file(FILE), broken: of_file(BROKEN) }
    }

    /// The officers, each by name.
    fn officers(&self) -> Vec<&str> {
        let all = self.get(Cell::Officers).split(['、', ',', '，', ';', '；']).map(str::trim);
        all.filter(|one| !one.is_empty()).collect()
    }

    /// What stands in a cell.
    pub(super) fn get(&self, cell: Cell) -> &str {
        CELLS.iter().position(|one| *one == cell).and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }
}

/// A line as an act.
pub(super) struct Written {
    pub(super) kind: Kind,
    pub(super) typed: Typed,
    pub(super) request: Value,
}

/// Reads the lines of a grid, each after the other: a later act is about what an earlier one brought into being.
pub(super) struct Reading<'a> {
    reader: &'a Reader,
    choices: &'a Choices,
    role: Role,
    reason: &'a str,
    key: &'a str,
    errors: BTreeMap<String, String>,
    made: HashMap<&'static str, Value>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(reader: &'a Reader, choices: &'a Choices, (role, reason): (Role, &'a str), key: &'a str) -> Self {
        Self { reader, choices, role, reason, key, errors: BTreeMap::new(), made: HashMap::new() }
    }

    /// The acts, or what is wrong, by cell.
    pub(super) fn lines(mut self, lines: &[Line]) -> Result<Vec<Written>, BTreeMap<String, String>> {
        let written: Vec<Written> =
            lines.iter().enumerate().filter_map(|(number, line)| self.line(number, line)).collect();
        if self.errors.is_empty() { Ok(written) } else { Err(self.errors) }
    }

    fn wrong(&mut self, cell: Cell, line: usize, said: String) {
        self.errors.entry(cell.name(line)).or_insert(said);
    }

    fn line(&mut self, number: usize, line: &Line) -> Option<Written> {
        let texts = self.reader.texts;
        let named = line.get(Cell::Act);
        let kind = found(named).into_iter().next().filter(|_| !named.is_empty());
        let Some(kind) = kind else {
            self.wrong(Cell::Act, number, texts.say("backfill-no-act"));
            self.others(number, line);
            return None;
        };
        if !fills(self.role, kind) {
            self.wrong(Cell::Act, number, texts.say("backfill-not-yours"));
            self.others(number, line);
            return None;
        }
        let mut typed = self.typed(number, line, kind);
        let mut reading = read::Reading {
            reader: self.reader,
            kind,
            choices: self.choices,
            blank_is_unrecorded: true,
            is_about_given: false,
            errors: BTreeMap::new(),
        };
        typed.fill("occurred.date", line.get(Cell::Date));
        let mut request = reading.act("a0", &typed);
        self.fill(number, kind, &mut request);
        for (path, why) in std::mem::take(&mut reading.errors) {
            self.place(number, kind, &request, &path, why);
        }
        Some(Written { kind, typed, request })
    }

    /// What is wrong with the other cells of a line whose act cannot be told, so that all of a table is mended at once.
    fn others(&mut self, number: usize, line: &Line) {
        let texts = self.reader.texts;
        let date = line.get(Cell::Date);
        if !date.is_empty() && read::date(date).is_none() {
            self.wrong(Cell::Date, number, texts.say("wrong-date"));
        }
        let respondent = line.get(Cell::Respondent);
        if !respondent.is_empty() && self.choices.value_of(From::Case("respondent"), respondent).is_none() {
            self.wrong(Cell::Respondent, number, texts.say("wrong-not-listed"));
        }
        if line.officers().iter().any(|one| self.choices.value_of(From::Persons, one).is_none()) {
            self.wrong(Cell::Officers, number, texts.say("wrong-not-listed"));
        }
    }

    /// What a line tells, as somebody would have typed it into the form of the act.
    fn typed(&mut self, number: usize, line: &Line, kind: Kind) -> Typed {
        let mut typed = Typed::default();
        typed.fill("entered_from", ENTERED.as_str());
        typed.fill("confirm.reason", self.reason);
        if !line.get(Cell::Document).is_empty() {
            typed.fill("document_no", line.get(Cell::Document));
        }
        let respondent = line.get(Cell::Respondent);
        let id = self.choices.value_of(From::Case("respondent"), respondent).map(str::to_owned);
        match id {
            Some(id) => self.about(&mut typed, kind, &id),
            None if !respondent.is_empty() => {
                self.wrong(Cell::Respondent, number, self.reader.texts.say("wrong-not-listed"));
            }
            None => {}
        }
        let officers = line.officers();
        if officers.iter().any(|one| self.choices.value_of(From::Persons, one).is_none()) {
            self.wrong(Cell::Officers, number, self.reader.texts.say("wrong-not-listed"));
        } else if let Some(first) = officers.first() {
            typed.fill("on_behalf_of.person", first);
            fill_officers(&mut typed, kind, &officers);
        }
        self.with_file(&mut typed, number, line, kind);
        typed
    }

    /// The file of a line is the paper of its act; an act that has none takes no file.
    fn with_file(&mut self, typed: &mut Typed, number: usize, line: &Line, kind: Kind) {
        if !line.broken.is_empty() {
            self.wrong(Cell::File, number, self.reader.texts.say(reason(&line.broken)));
        }
        if line.file.is_empty() {
            return;
        }
        let paper = Form::of(kind).fields.iter().find(|field| matches!(field.shape, Shape::TextBody));
        match paper {
            None => self.wrong(Cell::File, number, self.reader.texts.say("backfill-no-file")),
            Some(_) if self.choices.file(&line.file).is_none() => {
                self.wrong(Cell::File, number, self.reader.texts.say("backfill-file-gone"));
            }
            Some(paper) => typed.fill(&format!("payload.{}.{FILE}", paper.name), &line.file),
        }
    }

    /// The roles that a respondent fills.
    fn about(&self, typed: &mut Typed, kind: Kind, respondent: &str) {
        let asked = |name: &str| Form::of(kind).roles.iter().any(|role| role.name == name);
        if asked("respondent") {
            typed.fill("refs.respondent", respondent);
        }
        if asked("track") {
            let tracks = self.choices.listed(From::Case("track")).iter().map(|one| one.value.clone());
            let own: Vec<String> = tracks.filter(|one| one.split('/').next() == Some(respondent)).collect();
            let is_many = kind.spec().role("track").is_some_and(|role| role.many);
            let several = own.len() > 1 && !is_many;
            // Of several tracks nobody can guess the one: the form of the act asks for it.
            typed.choose("refs.track", if several { Vec::new() } else { own });
        }
    }

    /// What an act brings into being gets its id; what it is about is what an earlier line brought into being, or the only one
    /// there is.
    fn fill(&mut self, number: usize, kind: Kind, request: &mut Value) {
        for role in kind.spec().roles() {
            if role.creates {
                if !role.many && !role.optional {
                    let seed = format!("wenze/backfill/{}/{number}/{}", self.key, role.name);
                    let id = json!([Uuid::new_v5(&Uuid::NAMESPACE_OID, seed.as_bytes())]);
                    self.made.insert(role.name, id.clone());
                    request["refs"][role.name] = id;
                }
                continue;
            }
            if request["refs"].get(role.name).is_some() || role.optional {
                continue;
            }
            let only = match self.choices.listed(From::of(role.name)) {
                [only] if matches!(From::of(role.name), From::Case(_)) => Some(json!([only.value])),
                _ => None,
            };
            if let Some(value) = self.made.get(role.name).cloned().or(only) {
                request["refs"][role.name] = value;
            }
        }
    }

    /// What is wrong, at the cell where it can be put right; what no cell tells is recorded by the form of the act.
    fn place(&mut self, number: usize, kind: Kind, request: &Value, path: &str, why: String) {
        if path.starts_with("a0.occurred") {
            return self.wrong(Cell::Date, number, why);
        }
        if let Some(role) = path.strip_prefix("a0.refs.") {
            let is_filled = request["refs"].get(role).is_some();
            let cell = if ["respondent", "track"].contains(&role) { Cell::Respondent } else { Cell::Act };
            if !is_filled {
                let what = self.reader.words.refs_role(role);
                let said = self.reader.texts.tell("backfill-needs", [("what", what.into())]);
                self.wrong(cell, number, said);
            }
            return;
        }
        let field = path.trim_start_matches("a0.payload.").split('.').next().unwrap_or_default();
        let what = self.reader.words.field(kind, field);
        let said = self.reader.texts.tell("backfill-needs", [("what", what.into())]);
        self.wrong(Cell::Act, number, said);
    }
}

/// Officers stand where the act asks for people who did it.
fn fill_officers(typed: &mut Typed, kind: Kind, officers: &[&str]) {
    for field in &Form::of(kind).fields {
        match &field.shape {
            Shape::Rows(inner)
                if matches!(&inner.shape, Shape::Group(name, _) if name == "PersonRef")
                    && ["by", "members", "collectors"].contains(&field.name.as_str()) =>
            {
                for (at, officer) in officers.iter().enumerate() {
                    typed.fill(&format!("payload.{}.{at}.person_id", field.name), officer);
                }
            }
            Shape::Group(name, _) if name == "PersonRef" && field.name == "by" => {
                typed.fill("payload.by.person_id", officers.first().unwrap_or(&""));
            }
            _ => {}
        }
    }
}
