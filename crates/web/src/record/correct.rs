//! `/cases/{id}/entries/{version}/correct`: an act of the history as a form with everything in it. What is changed there becomes a
//! correction of those fields; the page of answers shows each field before and after, and every duty and verdict that would turn.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Utc;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_casework::{Casework, Place};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, EnteredFrom};
use wenze_domain::envelope::Actor;
use wenze_domain::fields::{NOT_RECORDED, PartRef};
use wenze_domain::time::office_day;
use wenze_domain::words::Sources;

use super::act::{actor, newer, status};
use super::answers::{AnswersPage, FieldTurn, FormPage, Heading};
use super::changes::{Change, between};
use super::choices::{Choices, From};
use super::given::{Given, Step};
use super::keep::{self, Kept};
use super::outcome::{Next, Sitting, add_digest};
use super::paper::Paper;
use super::read::Reading;
use super::refused::Wrong;
use super::sheet::Sheet;
use super::typed::Typed;
use super::{sheet, written};
use crate::case::asked::Asked;
use crate::case::head;
use crate::case::read::Read;
use crate::entered::Entered;
use crate::failure::Failure;
use crate::frame::page;
use crate::reader::Reader;
use crate::seen::{Seen, may_fill};

/// The route, which is part of what a form is.
const ROUTE: &str = "POST /cases/{id}/entries/{version}/correct";
/// The act as it is to stand, and the correction that says so.
const TARGET: &str = "a0";
const CORRECTION: &str = "a1";

/// The act, to be put right.
pub(crate) async fn show(
    Seen(casework): Seen,
    Path((id, version)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, Failure> {
    let mut desk = match Desk::open(&casework, &reader, &id, &version).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    if let Some(entered) = keep::opened(&casework, &reader).await? {
        let given = Given::kept(&entered);
        desk.choices.learn_files(&casework, desk.read.id, &given.typed).await;
        return desk.form(&given, Wrong::default(), None);
    }
    let mut given = Given { version: Some(desk.read.now.case.version), typed: desk.stands.clone(), ..Given::fresh() };
    given.typed.fill(&format!("{CORRECTION}.occurred.date"), &office_day(Utc::now()).to_string());
    desk.form(&given, Wrong::default(), None)
}

/// What became of it.
pub(crate) async fn send(
    Seen(casework): Seen,
    Path((id, version)): Path<(String, String)>,
    reader: Reader,
    entered: Entered,
) -> Result<Response, Failure> {
    let mut desk = match Desk::open(&casework, &reader, &id, &version).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    let given = Given::of(&entered, true);
    desk.choices.learn_files(&casework, desk.read.id, &given.typed).await;
    let (next, changes) = desk.next(&given).await?;
    let kept = keep::follow(&casework, &reader, &given, &entered, &next).await;
    match next {
        Next::Form(wrong) => desk.form(&given, wrong, kept),
        Next::Answers(told) => {
            let sheets = vec![desk.correction(&given, &Wrong::default())];
            let answers = AnswersPage::of(&reader, desk.heading(), &sheets, &given, told);
            page(&AnswersPage { fields: desk.turns(&changes), ..answers })
        }
        Next::Stored(receipt) => Ok(desk.sitting().recorded(&receipt, &given).await),
    }
}

/// Everything the correction of an act needs.
struct Desk<'a> {
    casework: &'a Casework,
    reader: &'a Reader,
    actor: Actor,
    read: Read,
    choices: Choices,
    kind: Kind,
    event: Value,
    version: i32,
    /// The act as it stands, as somebody would have typed it.
    stands: Typed,
}

impl<'a> Desk<'a> {
    async fn open(
        casework: &'a Casework,
        reader: &'a Reader,
        id: &str,
        version: &str,
    ) -> Result<Result<Self, Redirect>, Failure> {
        let id = Uuid::try_parse(id).map_err(|_| Failure::NoCase)?;
        let version: i32 = version.parse().map_err(|_| Failure::NoVersion)?;
        let actor = match actor(reader) {
            Ok(actor) => actor,
            Err(elsewhere) => return Ok(Err(elsewhere)),
        };
        may_fill(actor.role, Kind::RecordCorrected)?;
        let read = Read::all(casework, id, &Asked::default(), reader).await?;
        let event = casework.act_in_force(id, version).await?;
        let kind = event["kind"].as_str().and_then(Kind::parse).filter(|kind| can_be_corrected(*kind));
        let kind = kind.ok_or(Failure::NoAct)?;
        let mut choices = Choices::of_case(casework, reader, &read).await?;
        let stands = written::typed(kind, &event, TARGET, &reader.texts.say("correct-withheld"));
        written::with_named(&mut choices, reader.words, kind, &stands, TARGET);
        choices.learn_files(casework, id, &stands).await;
        Ok(Ok(Self { casework, reader, actor, read, choices, kind, event, version, stands }))
    }

    fn sitting(&self) -> Sitting<'_> {
        Sitting {
            reader: self.reader,
            casework: self.casework,
            choices: &self.choices,
            kinds: vec![Kind::RecordCorrected],
            place: Place::Case(self.read.id),
            actor: self.actor,
            route: ROUTE,
            report: None,
            version: Some(self.read.now.case.version),
        }
    }

    /// Does what the form asks for, and tells the fields that differ.
    async fn next(&self, given: &Given) -> Result<(Next, Vec<Change>), Failure> {
        if given.step == Step::Edit {
            return Ok((Next::Form(Wrong::of_files(self.reader, given)), Vec::new()));
        }
        let (act, changes) = match self.act(given) {
            Ok(read) => read,
            Err(wrong) => return Ok((Next::Form(wrong), Vec::new())),
        };
        let next = match self.sitting().next_of(&[act], given).await? {
            Next::Form(wrong) => Next::Form(placed(wrong, &changes)),
            next => next,
        };
        Ok((next, changes))
    }

    /// The correction as a request, with the fields that it changes.
    fn act(&self, given: &Given) -> Result<(Value, Vec<Change>), Wrong> {
        let none = Typed::default();
        let read = |kind, act, typed: &Typed, blank_is_unrecorded| {
            let mut reading = Reading {
                reader: self.reader,
                kind,
                choices: &self.choices,
                blank_is_unrecorded,
                is_about_given: false,
                errors: std::collections::BTreeMap::new(),
            };
            let mut request = reading.act(act, typed.at(act).unwrap_or(&none));
            add_digest(&mut request);
            (request, reading.errors)
        };
        let blank = given.blank_is_unrecorded;
        let (was, _) = read(self.kind, TARGET, &self.stands, false);
        let (is, mut errors) = read(self.kind, TARGET, &given.typed, blank);
        let (mut act, others) = read(Kind::RecordCorrected, CORRECTION, &given.typed, blank);
        // What is changed and in which act is told by the form itself.
        let own = |path: &String| !path.starts_with("a1.refs") && !path.starts_with("a1.payload.changes");
        errors.extend(others.into_iter().filter(|(path, _)| own(path)));
        self.check_approver(&act, &mut errors);
        if !errors.is_empty() {
            return Err(Wrong::of_fields(errors));
        }
        let changes = between(&was, &is);
        if changes.is_empty() {
            let general = Some(self.reader.texts.say("correct-nothing"));
            return Err(Wrong { general, ..Wrong::default() });
        }
        act["refs"] = json!({ "event": [self.event["event_id"]] });
        act["payload"]["changes"] = changes.iter().map(Change::request).collect();
        Ok((act, changes))
    }

    /// Another person approves what is put right here; what is entered from paper says what the paper says.
    fn check_approver(&self, act: &Value, errors: &mut std::collections::BTreeMap<String, String>) {
        let path = format!("{CORRECTION}.payload.approval.by.person_id");
        let approver = act.pointer("/payload/approval/by/person_id").and_then(Value::as_str);
        let is_on_paper = act["entered_from"] == EnteredFrom::Paper.as_str();
        match approver {
            Some(one) if one == self.actor.person_id.to_string() => {
                errors.insert(path, self.reader.texts.say("correct-own-approval"));
            }
            None if !is_on_paper && !errors.keys().any(|one| one.starts_with("a1.payload.approval")) => {
                errors.insert(path, self.reader.texts.say("correct-no-approval"));
            }
            _ => {}
        }
    }

    fn heading(&self) -> Heading {
        let (reader, no) = (self.reader, self.reader.texts.tell("entry-no", [("no", self.version.into())]));
        let act = format!("{no} {}", reader.words.kind(self.kind));
        Heading {
            title: reader.texts.tell("correct-title", [("act", act.into())]),
            action: reader.path().to_owned(),
            back: format!("/cases/{}#v{}", self.read.id, self.version),
            number: head::number(reader, &self.read.now.case),
            about: head::about(reader, &self.read),
            usually: sheet::usually(reader, Kind::RecordCorrected),
            is_formal: true,
        }
    }

    /// The part of the form that says why, and who approved it.
    fn correction(&self, given: &Given, wrong: &Wrong) -> Sheet {
        let mut sheet = Sheet::new(&self.sitting().drawn(Kind::RecordCorrected, CORRECTION, given, wrong));
        sheet.roles.clear();
        sheet.fields.retain(|field| !field.name.ends_with(".changes"));
        sheet
    }

    fn form(&self, given: &Given, wrong: Wrong, kept: Option<Kept>) -> Result<Response, Failure> {
        let status = status(&wrong);
        let sitting = self.sitting();
        let mut target = Sheet::new(&sitting.drawn(self.kind, TARGET, given, &wrong));
        target.confirm = None;
        // How it was entered is no field of the act.
        target.envelope.retain(|field| !field.name.ends_with(".entered_from"));
        let sheets = vec![target, self.correction(given, &wrong)];
        let wrong = wrong.with_unplaced(sheets.iter().flat_map(Sheet::all));
        let (is_moved, since) = (wrong.is_moved_on, given.version);
        let mut form = FormPage::new(self.reader, self.heading(), given, wrong, sheets, (&self.choices, kept));
        form.titles = true;
        if is_moved {
            form.newer = newer(self.reader, &self.read, since);
            form.version = Some(self.read.now.case.version);
        }
        Ok((status, page(&form)?).into_response())
    }

    /// Each field before and after, in words.
    fn turns(&self, changes: &[Change]) -> Vec<FieldTurn> {
        let words = self.reader.words;
        let names = |id: Uuid| {
            let id = id.to_string();
            let found = [From::Persons, From::Organs].into_iter().find_map(|from| self.choices.label_of(from, &id));
            found.map(str::to_owned)
        };
        let sources = Sources { texts: &|_: &PartRef| None, names: &names };
        let told = |pointer: &str, value: &Value| match value {
            Value::Null => words.not_recorded(),
            value if value["file_id"].is_string() => self.file(value),
            value if pointer.starts_with("/refs/") => self.objects(pointer, value),
            value => {
                let said = words.value(self.kind, pointer, value, None, &sources);
                // A private text on its way to the vault is told as it was typed: the words know only where one lies.
                if said == words.not_recorded() { typed_text(value).unwrap_or(said) } else { said }
            }
        };
        let turn = |change: &Change| FieldTurn {
            what: words.field_at(self.kind, &change.pointer),
            from: told(&change.pointer, &change.was),
            to: told(&change.pointer, &change.is),
        };
        changes.iter().map(turn).collect()
    }

    /// A file as it is called, with its digest.
    fn file(&self, value: &Value) -> String {
        let id = value["file_id"].as_str().unwrap_or_default();
        self.choices.file(id).map_or_else(|| id.to_owned(), |file| Paper::new(self.reader, file).told)
    }

    fn objects(&self, pointer: &str, value: &Value) -> String {
        let from = From::of(pointer.trim_start_matches("/refs/"));
        let label = |one: &Value| {
            let id = one.as_str().map_or_else(|| one.to_string(), str::to_owned);
            self.choices.label_of(from, &id).map(str::to_owned).unwrap_or(id)
        };
        let all: Vec<String> = value.as_array().into_iter().flatten().map(label).collect();
        if all.is_empty() { self.reader.words.not_recorded() } else { all.join(&self.reader.texts.say("join-names")) }
    }
}

/// Whether an act can be put right here: one about the record is corrected by the form of its own.
pub(crate) fn can_be_corrected(kind: Kind) -> bool {
    !kind.spec().phase.is_outside_cases() && !matches!(kind, Kind::RecordCorrected | Kind::RecordVoided)
}

/// A text, or a list of texts, as it was typed.
fn typed_text(value: &Value) -> Option<String> {
    let texts: Vec<&str> = match value {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    let is_silent = texts.is_empty() || texts == [NOT_RECORDED];
    (!is_silent).then(|| texts.join("\n"))
}

/// What casework says of the correction, at the fields of the form: of a change at the field that is changed.
fn placed(wrong: Wrong, changes: &[Change]) -> Wrong {
    let place = |path: String| {
        let inner = path.strip_prefix("a0.payload.changes.");
        let at = inner.and_then(|rest| rest.split('.').next()?.parse::<usize>().ok()).and_then(|at| changes.get(at));
        match at {
            Some(change) => format!("{TARGET}{}", change.pointer.trim_end_matches("/text").replace('/', ".")),
            None => path.replacen(TARGET, CORRECTION, 1),
        }
    };
    Wrong { fields: wrong.fields.into_iter().map(|(path, why)| (place(path), why)).collect(), missing_of: 1, ..wrong }
}
