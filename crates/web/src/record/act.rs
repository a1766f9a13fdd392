//! `/cases/{id}/record/{kind}`: the form of one act on a case.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;
use wenze_casework::{Casework, Place};
use wenze_domain::acts::Kind;
use wenze_domain::envelope::Actor;

use super::answers::{AnswersPage, FormPage, Heading};
use super::choices::{Choices, From};
use super::form::Form;
use super::given::{Given, Step, is_formal};
use super::known;
use super::outcome::Sitting;
use super::refused::Wrong;
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

/// The form, with the objects that the address names chosen.
pub(crate) async fn show(
    Seen(casework): Seen,
    Path((id, kind)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, Failure> {
    let desk = match Desk::open(&casework, &reader, &id, &kind).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    let mut given = Given::fresh();
    given.typed = known::respondents(desk.kind, &desk.read.now);
    for role in &Form::of(desk.kind).roles {
        let known = |value: &&str| desk.choices.value_of(From::of_role(*role), value).is_some();
        for value in reader.parameters(role.name).filter(known) {
            given.typed.fill(&format!("a0.refs.{}", role.name), value);
        }
    }
    desk.form(&given, Wrong::default())
}

/// What became of the form.
pub(crate) async fn send(
    Seen(casework): Seen,
    Path((id, kind)): Path<(String, String)>,
    reader: Reader,
    entered: Entered,
) -> Result<Response, Failure> {
    let desk = match Desk::open(&casework, &reader, &id, &kind).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    let given = Given::of(&entered, is_formal(desk.kind));
    if given.step == Step::Edit {
        return desk.form(&given, Wrong::default());
    }
    let sitting = desk.sitting();
    let acts = match sitting.read(&given) {
        Ok(acts) => acts,
        Err(wrong) => return desk.form(&given, wrong),
    };
    if given.step == Step::Check {
        return match sitting.simulate(&acts).await? {
            Ok(told) => page(&AnswersPage::new(&reader, desk.heading(), &sitting, &given, told)),
            Err(wrong) => desk.form(&given, wrong),
        };
    }
    match sitting.save(&acts, &given.key).await? {
        Ok(receipt) => Ok(sitting.recorded(&receipt).await),
        Err(wrong) => desk.form(&given, wrong),
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
        may_fill(actor.role, kind)?;
        let read = Read::all(casework, id, &Asked::default(), reader).await?;
        let choices = Choices::of_case(casework, reader, &read).await?;
        Ok(Ok(Self { casework, reader, kind, read, choices, actor }))
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
        }
    }

    fn heading(&self) -> Heading {
        let case = &self.read.now.case;
        Heading {
            title: self.reader.words.kind(self.kind).to_owned(),
            action: self.reader.path().to_owned(),
            back: format!("/cases/{}", self.read.id),
            number: head::number(self.reader, case),
            about: head::about(self.reader, &self.read),
            usually: super::sheet::usually(self.reader, self.kind),
            is_formal: is_formal(self.kind),
        }
    }

    /// The form, with what is wrong and everything that was typed.
    fn form(&self, given: &Given, mut wrong: Wrong) -> Result<Response, Failure> {
        let status = status(&wrong);
        let sitting = self.sitting();
        let sheets = sitting.sheets(given, &mut wrong);
        let page = page(&FormPage::new(self.reader, self.heading(), given, wrong, sheets, &self.choices))?;
        Ok((status, page).into_response())
    }
}

/// Nothing wrong is no error; what may succeed in a moment is none of whoever sent it.
pub(super) fn status(wrong: &Wrong) -> StatusCode {
    if wrong.is_passing {
        StatusCode::SERVICE_UNAVAILABLE
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
