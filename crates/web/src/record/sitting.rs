//! `/cases/{id}/sittings/{name}`: several acts of one sitting in one form, with one page of answers, stored all or none.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;
use wenze_casework::{Casework, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, EnteredFrom};
use wenze_domain::envelope::Actor;

use super::act::{actor, newer, status};
use super::answers::{AnswersPage, FormPage, Heading, Table, Whole};
use super::choices::{Choices, From};
use super::expanded::{ABOUT, Expanding, FOLLOWING, Item, Ready, covered, items, placed, row_name, sheet_name};
use super::given::{Given, Step};
use super::keep::{self, Kept};
use super::known;
use super::outcome::{Next, Sitting};
use super::refused::Wrong;
use super::sheet::Sheet;
use super::sittings::{About, Each, Part, Spec};
use super::typed::Typed;
use super::view::{Control, FieldView, Opt};
use crate::case::asked::Asked;
use crate::case::head;
use crate::case::read::Read;
use crate::entered::Entered;
use crate::failure::Failure;
use crate::frame::page;
use crate::reader::Reader;
use crate::seen::{Seen, fills, may_fill, records_here};

/// The route, which is part of what a form is.
const ROUTE: &str = "POST /cases/{id}/sittings/{name}";

/// The form, about everybody in the case.
pub(crate) async fn show(
    Seen(casework): Seen,
    Path((id, name)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, Failure> {
    let mut desk = match Desk::open(&casework, &reader, &id, &name).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    if let Some(entered) = keep::opened(&casework, &reader).await? {
        let given = Given::kept(&entered);
        desk.choices.learn_files(&casework, desk.read.id, &given.typed).await;
        return desk.form(&given, Wrong::default(), None);
    }
    desk.form(&desk.fresh(), Wrong::default(), None)
}

/// What became of it.
pub(crate) async fn send(
    Seen(casework): Seen,
    Path((id, name)): Path<(String, String)>,
    reader: Reader,
    entered: Entered,
) -> Result<Response, Failure> {
    let mut desk = match Desk::open(&casework, &reader, &id, &name).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    let given = Given::of(&entered, true);
    desk.choices.learn_files(&casework, desk.read.id, &given.typed).await;
    let (next, ready) = desk.next(&given).await?;
    let kept = keep::follow(&casework, &reader, &given, &entered, &next).await;
    match next {
        Next::Form(wrong) => desk.form(&given, wrong, kept),
        Next::Answers(told) => {
            let sheets = desk.answers(&ready, &given);
            page(&AnswersPage::of(&reader, desk.heading(), &sheets, &given, told))
        }
        Next::Stored(receipt) => Ok(desk.sitting().recorded(&receipt, &given).await),
    }
}

/// Everything the form of a sitting needs.
struct Desk<'a> {
    casework: &'a Casework,
    reader: &'a Reader,
    spec: &'static Spec,
    /// The acts that the role in use may record, with their places in the sitting.
    parts: Vec<(usize, &'static Part)>,
    read: Read,
    choices: Choices,
    actor: Actor,
}

impl<'a> Desk<'a> {
    async fn open(
        casework: &'a Casework,
        reader: &'a Reader,
        id: &str,
        name: &str,
    ) -> Result<Result<Self, Redirect>, Failure> {
        let id = Uuid::try_parse(id).map_err(|_| Failure::NoCase)?;
        let spec = Spec::named(name).ok_or(Failure::NoAct)?;
        let actor = match actor(reader) {
            Ok(actor) => actor,
            Err(elsewhere) => return Ok(Err(elsewhere)),
        };
        for part in spec.parts.iter().filter(|part| !part.is_optional) {
            may_fill(actor.role, part.kind)?;
        }
        let parts = spec.parts.iter().enumerate().filter(|(_, part)| fills(actor.role, part.kind)).collect();
        let read = Read::all(casework, id, &Asked::default(), reader).await?;
        let choices = Choices::of_case(casework, reader, &read).await?;
        Ok(Ok(Self { casework, reader, spec, parts, read, choices, actor }))
    }

    /// A form about everybody; what somebody else does is entered from paper.
    fn fresh(&self) -> Given {
        let mut given = Given { version: Some(self.read.now.case.version), ..Given::fresh() };
        if self.spec.about == About::Entered {
            given.typed = known::respondents(Kind::CaseFiled, &self.read.now);
        }
        for name in self.chosen_by() {
            let all = self.choices.listed(From::Case(name)).iter().map(|one| one.value.clone()).collect();
            given.typed.choose(&format!("{ABOUT}.{name}"), all);
        }
        let wanted = self.optional().map(|part| part.kind.as_str().to_owned()).collect();
        given.typed.choose(&format!("{ABOUT}.with"), wanted);
        for (number, part) in &self.parts {
            if !records_here(self.actor.role, part.kind) {
                let paper = EnteredFrom::Paper.as_str();
                given.typed.fill(&format!("{}.entered_from", sheet_name(*number)), paper);
            }
        }
        given
    }

    /// The roles of what is chosen for the whole sitting.
    fn chosen_by(&self) -> impl Iterator<Item = &'static str> {
        let name = match self.spec.about {
            About::Pairs => Some("track"),
            About::Respondents | About::Recipients => Some("respondent"),
            About::Nothing | About::Entered => None,
        };
        name.into_iter()
    }

    /// Acts that may be left out as a whole.
    fn optional(&self) -> impl Iterator<Item = &'static Part> {
        self.parts.iter().map(|(_, part)| *part).filter(|part| part.is_optional && part.columns.is_empty())
    }

    fn sitting(&self) -> Sitting<'_> {
        Sitting {
            reader: self.reader,
            casework: self.casework,
            choices: &self.choices,
            kinds: self.parts.iter().map(|(_, part)| part.kind).collect(),
            place: Place::Case(self.read.id),
            actor: self.actor,
            route: ROUTE,
            report: None,
            version: Some(self.read.now.case.version),
        }
    }

    /// Does what the form asks for, and tells the acts that were read.
    async fn next(&self, given: &Given) -> Result<(Next, Vec<Ready>), Failure> {
        if given.step == Step::Edit {
            return Ok((Next::Form(Wrong::of_files(self.reader, given)), Vec::new()));
        }
        let parts = (self.reader, self.spec, self.parts.clone());
        let ready = match Expanding::new(parts, &self.choices, &self.read.now.case, given).acts() {
            Ok(ready) => ready,
            Err(wrong) => return Ok((Next::Form(wrong), Vec::new())),
        };
        let acts: Vec<serde_json::Value> = ready.iter().map(|one| one.request.clone()).collect();
        let next = match self.sitting().next_of(&acts, given).await? {
            Next::Form(wrong) => Next::Form(at_fields(wrong, &ready)),
            next => next,
        };
        Ok((next, ready))
    }

    fn heading(&self) -> Heading {
        let (reader, join) = (self.reader, self.reader.texts.say("join-names"));
        let acts: Vec<&str> = self.spec.parts.iter().map(|part| reader.words.kind(part.kind)).collect();
        Heading {
            title: self.spec.title(reader),
            action: reader.path().to_owned(),
            back: format!("/cases/{}", self.read.id),
            number: head::number(reader, &self.read.now.case),
            about: head::about(reader, &self.read),
            usually: reader.texts.tell("sitting-acts", [("acts", acts.join(&join).into())]),
            is_formal: true,
        }
    }

    fn form(&self, given: &Given, wrong: Wrong, kept: Option<Kept>) -> Result<Response, Failure> {
        let status = status(&wrong);
        let items = items(self.spec, &self.choices, &given.typed);
        let sheets: Vec<Sheet> =
            self.parts.iter().map(|(number, part)| self.sheet(*number, part, given, &wrong)).collect();
        let whole = Whole {
            about: self.about(given, &wrong),
            table: self.table(&items, given, &wrong),
            buttons: self.buttons(),
            ..Whole::default()
        };
        let wrong = wrong.with_unplaced(sheets.iter().flat_map(Sheet::all).chain(whole.fields()));
        let (is_moved, since) = (wrong.is_moved_on, given.version);
        let form = FormPage::new(self.reader, self.heading(), given, wrong, sheets, (&self.choices, kept));
        let mut form = form.with(whole);
        if is_moved {
            form.newer = newer(self.reader, &self.read, since);
            form.version = Some(self.read.now.case.version);
        }
        Ok((status, page(&form)?).into_response())
    }

    /// What is the same for all of one act.
    fn sheet(&self, number: usize, part: &Part, given: &Given, wrong: &Wrong) -> Sheet {
        let name = sheet_name(number);
        let mut sheet = Sheet::new(&self.sitting().drawn(part.kind, &name, given, wrong));
        let covered: Vec<String> = covered(self.spec, part.kind).map(|role| format!("{name}.refs.{role}")).collect();
        sheet.roles.retain(|field| !covered.contains(&field.name));
        let is_column = |field: &FieldView| {
            let own = field.name.rsplit('.').next().unwrap_or_default();
            part.columns.contains(&own) || FOLLOWING.contains(&(part.kind, own))
        };
        sheet.fields.retain(|field| !is_column(field));
        if number > 0 {
            sheet.confirm = None;
        }
        sheet
    }

    /// Whom the sitting is about, and which of its acts are done.
    fn about(&self, given: &Given, wrong: &Wrong) -> Vec<FieldView> {
        let sitting = self.sitting();
        let drawn = sitting.drawn(
            self.parts.first().map_or(self.spec.parts[0].kind, |(_, part)| part.kind),
            ABOUT,
            given,
            wrong,
        );
        let chosen = |name: &str| -> Vec<&str> {
            let place = given.typed.at(ABOUT).and_then(|about| about.at(name));
            place.into_iter().flat_map(Typed::texts).collect()
        };
        let option = |value: &str, label: &str, all: &[&str]| Opt {
            is_chosen: all.contains(&value),
            value: value.to_owned(),
            label: label.to_owned(),
        };
        let mut fields = Vec::new();
        for name in self.chosen_by() {
            let all = chosen(name);
            let options = self.choices.listed(From::Case(name)).iter().map(|one| option(&one.value, &one.label, &all));
            let options: Vec<Opt> = options.collect();
            let hint = if options.is_empty() { self.reader.texts.say("record-no-object") } else { String::new() };
            let label = self.reader.words.refs_role(name);
            fields.push(Sheet::field(&drawn, name, label, Control::Checks(options), hint));
        }
        if self.spec.about == About::Recipients {
            let (label, hint) = (self.reader.texts.say("sitting-units"), self.reader.texts.say("record-lines-hint"));
            let value = chosen("unit").join("\n");
            fields.push(Sheet::field(&drawn, "unit", label, Control::Area { value, rows: 2 }, hint));
        }
        let all = chosen("with");
        let kind = |part: &Part| option(part.kind.as_str(), self.reader.words.kind(part.kind), &all);
        let options: Vec<Opt> = self.optional().map(kind).collect();
        if !options.is_empty() {
            let label = self.reader.texts.say("sitting-with");
            fields.push(Sheet::field(&drawn, "with", label, Control::Checks(options), String::new()));
        }
        fields
    }

    /// The fields that differ from one to the next.
    fn table(&self, items: &[Item], given: &Given, wrong: &Wrong) -> Option<Table> {
        let parts: Vec<(usize, &Part)> = self
            .parts
            .iter()
            .copied()
            .filter(|(_, part)| !part.columns.is_empty() && part.each != Each::Once)
            .collect();
        if parts.is_empty() || items.is_empty() {
            return None;
        }
        let column = |part: &Part, name: &str| match name {
            "date" => self.reader.words.field(part.kind, part.kind.spec().own_date.unwrap_or("on")),
            name => self.reader.words.field(part.kind, name),
        };
        let columns = parts.iter().flat_map(|(_, part)| part.columns.iter().map(|name| column(part, name))).collect();
        let row = |item: &Item| {
            let fields =
                parts.iter().flat_map(|(number, part)| self.cells(*number, part, item, given, wrong)).collect();
            (item.label.clone(), fields)
        };
        let caption = self.reader.texts.say("sitting-table");
        Some(Table { caption, columns, rows: items.iter().map(row).collect() })
    }

    /// The fields of one act in the row of one; none where the act is not about such.
    fn cells(&self, number: usize, part: &Part, item: &Item, given: &Given, wrong: &Wrong) -> Vec<Option<FieldView>> {
        let Each::Item(tracks) = part.each else { return Vec::new() };
        if !tracks.holds(item.track.as_deref(), item.respondent.is_some()) {
            return part.columns.iter().map(|_| None).collect();
        }
        let name = row_name(number, item);
        let sheet = Sheet::new(&self.sitting().drawn(part.kind, &name, given, wrong));
        let cell = |column: &&str| match *column {
            "date" => Some(sheet.date.clone()),
            column => sheet.fields.iter().find(|field| field.name.ends_with(&format!(".{column}"))).cloned(),
        };
        // What is left blank in a row is as it is for all, or not done: it is never unrecorded by a tick of its own.
        let plain = |field: FieldView| FieldView { unrecorded: None, empty: None, hint: String::new(), ..field };
        part.columns.iter().map(cell).map(|field| field.map(plain)).collect()
    }

    /// Whoever changes whom it is about has the table drawn anew.
    fn buttons(&self) -> Vec<(String, String)> {
        let has_rows = self.parts.iter().any(|(_, part)| !part.columns.is_empty());
        let again = || ("about:0".to_owned(), self.reader.texts.say("sitting-again"));
        has_rows.then(again).into_iter().collect()
    }

    /// The answers of each act.
    fn answers(&self, ready: &[Ready], given: &Given) -> Vec<Sheet> {
        let wrong = Wrong::default();
        let sitting = self.sitting();
        let answer = |one: &Ready| {
            let drawn = sitting.drawn(one.part.kind, &one.row, given, &wrong);
            let drawn = super::sheet::Drawn { typed: Some(&one.typed), ..drawn };
            let mut sheet = Sheet::new(&drawn);
            let covered: Vec<String> =
                covered(self.spec, one.part.kind).map(|role| format!("{}.refs.{role}", one.row)).collect();
            sheet.roles.retain(|field| !covered.contains(&field.name));
            if !one.label.is_empty() {
                sheet.title = format!("{} · {}", sheet.title, one.label);
            }
            sheet
        };
        ready.iter().map(answer).collect()
    }
}

/// What casework says of an act, at the field of the form where it is put right.
fn at_fields(wrong: Wrong, ready: &[Ready]) -> Wrong {
    let place = |path: String| {
        let number = path.strip_prefix('a').and_then(|rest| rest.split('.').next()?.parse::<usize>().ok());
        let Some((number, one)) = number.and_then(|number| Some((number, ready.get(number)?))) else { return path };
        let own = path.replacen(&format!("a{number}"), &one.row, 1);
        placed(one.part, &one.sheet, &one.row, &own)
    };
    Wrong { fields: wrong.fields.into_iter().map(|(path, why)| (place(path), why)).collect(), missing_of: 0, ..wrong }
}
