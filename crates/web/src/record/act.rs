//! `/cases/{id}/record/{kind}`: the form of one act on a case.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;
use wenze_casework::{Casework, Place};
use wenze_domain::acts::Kind;
use wenze_domain::envelope::Actor;
use wenze_domain::time::office_day;

use super::answers::{AnswersPage, FormPage, Heading};
use super::choices::{Choices, From};
use super::form::Form;
use super::given::{Given, is_formal};
use super::keep::{self, Kept};
use super::known;
use super::outcome::{Next, Sitting};
use super::recused;
use super::refused::Wrong;
use super::stead;
use super::typed::Typed;
use super::written;
use crate::around::to_sign_in;
use crate::case::asked::Asked;
use crate::case::head;
use crate::case::read::Read;
use crate::entered::Entered;
use crate::failure::Failure;
use crate::frame::page;
use crate::own_path::NEXT;
use crate::reader::{Reader, address};
use crate::seen::{Seen, may_fill};

/// The route, which is part of what a form is: the same key by another route is another form.
const ROUTE: &str = "POST /cases/{id}/record/{kind}";
/// The parameter that chooses the result of an act that has one.
pub(crate) const RESULT: &str = "result";

/// Where papers wait for a decision.
const QUEUE: &str = "/approvals";

/// The parameter: the version of an act of the case that this one is like.
pub(crate) const LIKE: &str = "like";

/// The form, with the objects that the address names chosen, or with everything of an act that it is like.
pub(crate) async fn show(
    Seen(casework): Seen,
    Path((id, kind)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, Failure> {
    let mut desk = match Desk::open(&casework, &reader, &id, &kind).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    if let Some(entered) = keep::opened(&casework, &reader).await? {
        let given = Given::kept(&entered);
        desk.choices.learn_files(&casework, desk.read.id, &given.typed).await;
        return desk.form(&given, Wrong::default(), None);
    }
    let mut given = Given { version: Some(desk.version()), ..Given::fresh() };
    if let Some(like) = desk.like().await? {
        desk.choices.learn_files(&casework, desk.read.id, &like).await;
        given.typed = like;
        return desk.form(&given, Wrong::default(), None);
    }
    given.typed = known::respondents(desk.kind, &desk.read.now);
    for role in &Form::of(desk.kind).roles {
        let known = |value: &&str| desk.choices.value_of(From::of_role(*role), value).is_some();
        for value in reader.parameters(role.name).filter(known) {
            given.typed.fill(&format!("a0.refs.{}", role.name), value);
        }
    }
    if let Some(result) = reader.parameter(RESULT) {
        given.typed.fill("a0.payload.result", result);
    }
    if is_of_the_queue(&reader) {
        // What is decided there is decided now, and the papers say no more of it than the paper decided on.
        given.typed.fill("a0.occurred.date", &office_day(reader.now).to_string());
        given.blank_is_unrecorded = true;
    }
    desk.form(&given, Wrong::default(), None)
}

/// Whether the form was opened where papers wait for a decision, and goes back there.
pub(super) fn is_of_the_queue(reader: &Reader) -> bool {
    reader.parameter(NEXT).is_some_and(|next| next.starts_with(QUEUE))
}

/// What became of the form.
pub(crate) async fn send(
    Seen(casework): Seen,
    Path((id, kind)): Path<(String, String)>,
    reader: Reader,
    entered: Entered,
) -> Result<Response, Failure> {
    let mut desk = match Desk::open(&casework, &reader, &id, &kind).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    let given = Given::of(&entered, is_formal(desk.kind));
    desk.choices.learn_files(&casework, desk.read.id, &given.typed).await;
    let sitting = desk.sitting();
    let next = sitting.next(&given).await?;
    let kept = keep::follow(&casework, &reader, &given, &entered, &next).await;
    match next {
        Next::Form(wrong) => desk.form(&given, wrong, kept),
        Next::Answers(told) => {
            let mut answers = AnswersPage::new(&reader, desk.heading(), &sitting, &given, told);
            answers.recused = recused::preview((&reader, &desk.read), desk.kind, &desk.choices, &given);
            page(&answers)
        }
        Next::Stored(receipt) => Ok(sitting.recorded(&receipt, &given).await),
    }
}

/// Everything a form on a case needs.
struct Desk<'a> {
    casework: &'a Casework,
    reader: &'a Reader,
    kind: Kind,
    read: Read,
    choices: Choices,
    actor: Actor,
}

impl<'a> Desk<'a> {
    /// Opens it for whoever is signed in and has a role in use; everybody else is led to where he gets one.
    async fn open(
        casework: &'a Casework,
        reader: &'a Reader,
        id: &str,
        kind: &str,
    ) -> Result<Result<Self, Redirect>, Failure> {
        let id = Uuid::try_parse(id).map_err(|_| Failure::NoCase)?;
        let kind = Kind::parse(kind).filter(|kind| !kind.spec().phase.is_outside_cases()).ok_or(Failure::NoAct)?;
        let actor = match actor(reader) {
            Ok(actor) => actor,
            Err(elsewhere) => return Ok(Err(elsewhere)),
        };
        let actor = stead::actor(casework, reader, actor, kind).await?;
        may_fill(actor.role, kind)?;
        let read = Read::all(casework, id, &Asked::default(), reader).await?;
        let choices = Choices::of_case(casework, reader, &read).await?;
        Ok(Ok(Self { casework, reader, kind, read, choices, actor }))
    }

    /// What was typed into the form of another act of the same kind; texts that may not be read are left out.
    async fn like(&self) -> Result<Option<Typed>, Failure> {
        let Some(version) = self.reader.parameter(LIKE).and_then(|version| version.parse().ok()) else {
            return Ok(None);
        };
        let event = self.casework.act_in_force(self.read.id, version).await?;
        let is_alike = event["kind"] == self.kind.as_str();
        Ok(is_alike.then(|| written::typed(self.kind, &event, "a0", "")))
    }

    fn version(&self) -> i32 {
        self.read.now.case.version
    }

    fn sitting(&self) -> Sitting<'_> {
        Sitting {
            reader: self.reader,
            casework: self.casework,
            choices: &self.choices,
            kinds: vec![self.kind],
            place: Place::Case(self.read.id),
            actor: self.actor,
            route: ROUTE,
            report: None,
            version: Some(self.version()),
        }
    }

    fn heading(&self) -> Heading {
        let case = &self.read.now.case;
        Heading {
            title: self.reader.words.kind(self.kind).to_owned(),
            action: action(self.reader),
            back: format!("/cases/{}", self.read.id),
            number: head::number(self.reader, case),
            about: head::about(self.reader, &self.read),
            usually: super::sheet::usually(self.reader, self.kind),
            is_formal: is_formal(self.kind),
        }
    }

    /// The form, with what is wrong and everything that was typed. Where the case moved on, it is made from the case as it stands.
    fn form(&self, given: &Given, mut wrong: Wrong, kept: Option<Kept>) -> Result<Response, Failure> {
        let status = status(&wrong);
        let newer = if wrong.is_moved_on { newer(self.reader, &self.read, given.version) } else { Vec::new() };
        let sheets = self.sitting().sheets(given, &mut wrong);
        let version = if wrong.is_moved_on { Some(self.version()) } else { given.version };
        let mut form = FormPage::new(self.reader, self.heading(), given, wrong, sheets, (&self.choices, kept));
        (form.newer, form.version) = (newer, version);
        Ok((status, page(&form)?).into_response())
    }
}

/// What others recorded since a version: its place on the page of the case, and the act.
pub(super) fn newer(reader: &Reader, read: &Read, since: Option<i32>) -> Vec<(String, String)> {
    let since = since.unwrap_or(i32::MAX);
    let line = |line: &wenze_casework::AuditLine| {
        let no = reader.texts.tell("entry-no", [("no", line.version.into())]);
        let (href, said) = (format!("/cases/{}#v{}", read.id, line.version), &line.sentence);
        (href, format!("{no} {} · {said} · {}", line.title, line.entered_by))
    };
    read.lines.iter().filter(|line| line.version > since).map(line).collect()
}

/// Where the form is sent: to its own address, with what it needs beyond its fields.
fn action(reader: &Reader) -> String {
    let kept = [NEXT, stead::FOR, stead::AS, stead::OFFICE];
    let kept = kept.into_iter().filter_map(|name| Some((name, reader.parameter(name)?)));
    address(reader.path(), &kept.collect::<Vec<_>>())
}

/// Nothing wrong is no error; what may succeed in a moment is none of whoever sent it.
pub(super) fn status(wrong: &Wrong) -> StatusCode {
    if wrong.is_passing {
        StatusCode::SERVICE_UNAVAILABLE
    } else if wrong.is_moved_on {
        StatusCode::CONFLICT
    } else if wrong.general.is_some() || !wrong.fields.is_empty() || !wrong.missing.is_empty() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    }
}

/// Who records, or where he becomes somebody who can.
pub(super) fn actor(reader: &Reader) -> Result<Actor, Redirect> {
    let here = reader.here();
    let Some(visitor) = &reader.visitor else { return Err(to_sign_in(&here)) };
    visitor.actor().ok_or_else(|| Redirect::to(&address("/role", &[(NEXT, &here)])))
}
