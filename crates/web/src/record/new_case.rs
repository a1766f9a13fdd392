//! `/cases/new`: a report that came in, registered and, where that was decided, accepted: one form, one page of answers, stored
//! all or none.

use axum::response::{IntoResponse, Redirect, Response};
use chrono::Utc;
use uuid::Uuid;
use wenze_casework::{Casework, Place};
use wenze_domain::acts::Kind;
use wenze_domain::envelope::Actor;
use wenze_domain::time::office_day;

use super::act::{actor, status};
use super::alike;
use super::answers::{AnswersPage, FormPage, Heading, Whole};
use super::choices::{Choices, From};
use super::given::Given;
use super::keep::{self, Kept};
use super::outcome::{Next, Sitting};
use super::refused::Wrong;
use crate::entered::Entered;
use crate::failure::Failure;
use crate::frame::page;
use crate::reader::Reader;
use crate::seen::Seen;

/// The route, which is part of what a form is.
const ROUTE: &str = "POST /cases/new";
/// The fields besides those of the acts.
const REPORT: &str = "report";
const ACCEPT: &str = "accept";
/// What the button for the further act sends.
const ADD_ACCEPTANCE: &str = "accept:1";
/// Rows for those whom a report names, when the form is opened.
const SUBJECTS_AT_FIRST: &str = "a0.payload.subjects:1";

/// The form.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let desk = match Desk::open(&casework, &reader, None, false).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    if let Some(entered) = keep::opened(&casework, &reader).await? {
        return again(&casework, &reader, &entered).await;
    }
    let mut given = Given::fresh();
    given.more = Some(SUBJECTS_AT_FIRST.to_owned());
    given.typed.fill("a1.occurred.date", &office_day(Utc::now()).to_string());
    let own = desk.actor.person_id.to_string();
    if desk.choices.label_of(From::Persons, &own).is_some() {
        given.typed.fill("a1.payload.handler.person_id", &own);
    }
    desk.form(&given, Wrong::default(), None)
}

/// The form with what is kept in a draft.
async fn again(casework: &Casework, reader: &Reader, entered: &Entered) -> Result<Response, Failure> {
    let (report, is_accepted) = asked(entered);
    match Desk::open(casework, reader, report, is_accepted).await? {
        Ok(mut desk) => {
            let given = Given::kept(entered);
            desk.learn_files(&given).await;
            desk.form(&given, Wrong::default(), None)
        }
        Err(elsewhere) => Ok(elsewhere.into_response()),
    }
}

/// The report that all acts are about, and whether it is accepted at once.
fn asked(entered: &Entered) -> (Option<Uuid>, bool) {
    let report = entered.get(REPORT).and_then(|id| Uuid::try_parse(id).ok());
    (report, entered.get(ACCEPT).is_some() || entered.get("more") == Some(ADD_ACCEPTANCE))
}

/// What became of it.
pub(crate) async fn send(Seen(casework): Seen, reader: Reader, entered: Entered) -> Result<Response, Failure> {
    let (report, is_accepted) = asked(&entered);
    let mut desk = match Desk::open(&casework, &reader, report, is_accepted).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    let mut given = Given::of(&entered, true);
    if given.more.as_deref() == Some(ADD_ACCEPTANCE) {
        // Rows that were still blank stay.
        given.more = Some(SUBJECTS_AT_FIRST.to_owned());
    }
    desk.learn_files(&given).await;
    let sitting = desk.sitting(&given);
    let next = sitting.next(&given).await?;
    let kept = keep::follow(&casework, &reader, &given, &entered, &next).await;
    match next {
        Next::Form(wrong) => desk.form(&given, wrong, kept),
        Next::Answers(told) => {
            let mut answers = AnswersPage::new(&reader, desk.heading(), &sitting, &given, told);
            answers.carried.extend(desk.hidden());
            answers.alike = alike::reports(&casework, &reader, &given).await;
            page(&answers)
        }
        Next::Stored(receipt) => Ok(sitting.recorded(&receipt, &given).await),
    }
}

/// Everything the form needs.
struct Desk<'a> {
    casework: &'a Casework,
    reader: &'a Reader,
    choices: Choices,
    actor: Actor,
    /// The report that all acts are about: sent along, so that the same form is the same request.
    report: Uuid,
    is_accepted: bool,
}

impl<'a> Desk<'a> {
    async fn open(
        casework: &'a Casework,
        reader: &'a Reader,
        report: Option<Uuid>,
        is_accepted: bool,
    ) -> Result<Result<Self, Redirect>, Failure> {
        let actor = match actor(reader) {
            Ok(actor) => actor,
            Err(elsewhere) => return Ok(Err(elsewhere)),
        };
        let choices = Choices::of_new_case(casework, reader).await?;
        let report = report.filter(|id| !id.is_nil()).unwrap_or_else(Uuid::now_v7);
        Ok(Ok(Self { casework, reader, choices, actor, report, is_accepted }))
    }

    /// The case that this form begins.
    fn case(&self, given: &Given) -> Uuid {
        keep::case_begun_by(self.actor.person_id, &given.key)
    }

    /// Looks up the files that came with the form.
    async fn learn_files(&mut self, given: &Given) {
        self.choices.learn_files(self.casework, self.case(given), &given.typed).await;
    }

    fn sitting(&self, given: &Given) -> Sitting<'_> {
        let first = [Kind::ReportReceived, Kind::ReportRegistered].into_iter();
        Sitting {
            reader: self.reader,
            casework: self.casework,
            choices: &self.choices,
            kinds: first.chain(self.is_accepted.then_some(Kind::ReportAccepted)).collect(),
            place: Place::NewCase(Some(self.case(given))),
            actor: self.actor,
            route: ROUTE,
            report: Some(self.report),
            version: None,
        }
    }

    fn heading(&self) -> Heading {
        Heading {
            title: self.reader.texts.say("new-title"),
            action: "/cases/new".to_owned(),
            back: "/cases".to_owned(),
            number: String::new(),
            about: None,
            usually: super::sheet::usually(self.reader, Kind::ReportReceived),
            is_formal: true,
        }
    }

    /// What is sent along with the form.
    fn hidden(&self) -> Vec<(String, String)> {
        let accepted = self.is_accepted.then(|| (ACCEPT.to_owned(), "1".to_owned()));
        std::iter::once((REPORT.to_owned(), self.report.to_string())).chain(accepted).collect()
    }

    fn form(&self, given: &Given, mut wrong: Wrong, kept: Option<Kept>) -> Result<Response, Failure> {
        let status = status(&wrong);
        let sheets = self.sitting(given).sheets(given, &mut wrong);
        let accept = ("accept:1".to_owned(), self.reader.texts.say("new-accept"));
        let buttons = if self.is_accepted { Vec::new() } else { vec![accept] };
        let mut form = FormPage::new(self.reader, self.heading(), given, wrong, sheets, (&self.choices, kept));
        form.sitting = Some(Whole { hidden: self.hidden(), buttons, ..Whole::default() });
        Ok((status, page(&form)?).into_response())
    }
}
