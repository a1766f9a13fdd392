//! The two pages of recording: the form, and the answers to check.

use askama::Template;

use super::choices::{Choice, Choices};
use super::given::Given;
use super::outcome::{Sitting, Told};
use super::refused::Wrong;
use super::sheet::Sheet;
use super::view::{AnswerView, FieldView};
use crate::frame::Frame;
use crate::reader::Reader;

/// What stands above a form.
pub(super) struct Heading {
    pub(super) title: String,
    /// Where the form is sent.
    pub(super) action: String,
    /// Where somebody goes who does not send it.
    pub(super) back: String,
    /// The number of the case.
    pub(super) number: String,
    pub(super) about: Option<String>,
    /// Whose act it usually is, and among which papers it is found.
    pub(super) usually: String,
    pub(super) is_formal: bool,
}

impl Heading {
    /// The list that the form belongs to, and what it is called.
    fn top(&self) -> (&'static str, &'static str) {
        match self.back.split('/').nth(1) {
            Some("people") => ("/people", /* text */ "people-title"),
            Some("rules") => ("/rules", /* text */ "rules-title"),
            _ => ("/cases", /* text */ "cases-title"),
        }
    }
}

/// The form.
#[derive(Template)]
#[template(path = "record.html")]
pub(super) struct FormPage {
    frame: Frame,
    heading: Heading,
    key: String,
    is_blank_unrecorded: bool,
    general: Option<String>,
    /// Where each error is put right.
    errors: Vec<(String, String)>,
    sheets: Vec<Sheet>,
    persons: Vec<Choice>,
    organs: Vec<Choice>,
    /// The further act of a sitting, with whether it is wanted; and the object that all its acts are about.
    pub(super) sitting: Option<Whole>,
}

/// What a sitting asks besides the fields of its acts.
pub(super) struct Whole {
    pub(super) report: String,
    pub(super) is_accepted: bool,
}

impl FormPage {
    pub(super) fn new(
        reader: &Reader,
        heading: Heading,
        given: &Given,
        wrong: Wrong,
        sheets: Vec<Sheet>,
        choices: &Choices,
    ) -> Self {
        let errors: Vec<(String, String)> = sheets.iter().flat_map(Sheet::all).flat_map(FieldView::errors).collect();
        let is_wrong = !errors.is_empty() || wrong.general.is_some() || !wrong.missing.is_empty();
        let title = if is_wrong {
            reader.texts.tell("record-title-wrong", [("title", heading.title.as_str().into())])
        } else {
            heading.title.clone()
        };
        Self {
            frame: Frame::new(reader, &title),
            key: given.key.clone(),
            is_blank_unrecorded: given.blank_is_unrecorded,
            general: wrong.general,
            errors,
            persons: choices.persons.clone(),
            organs: choices.organs.clone(),
            sheets,
            heading,
            sitting: None,
        }
    }
}

/// The answers to check.
#[derive(Template)]
#[template(path = "answers.html")]
pub(super) struct AnswersPage {
    frame: Frame,
    heading: Heading,
    acts: Vec<(String, Vec<AnswerView>)>,
    /// Everything that was sent, to be sent again.
    pub(super) carried: Vec<(String, String)>,
    /// Who records, in which role.
    by: String,
    told: Vec<Told>,
}

impl AnswersPage {
    pub(super) fn new(
        reader: &Reader,
        heading: Heading,
        sitting: &Sitting<'_>,
        given: &Given,
        told: Vec<Told>,
    ) -> Self {
        let sheets = sitting.sheets(given, &mut Wrong::default());
        let visitor = reader.visitor.as_ref();
        let role = visitor.and_then(|visitor| visitor.role()).map(|held| held.words(reader));
        let parts: Vec<String> = visitor.map(|visitor| visitor.name.clone()).into_iter().chain(role).collect();
        let title = reader.texts.tell("check-title", [("title", heading.title.as_str().into())]);
        Self {
            frame: Frame::new(reader, &title),
            acts: sheets.iter().map(|sheet| (sheet.title.clone(), sheet.answers(given.blank_is_unrecorded))).collect(),
            carried: given.carried(),
            by: parts.join(" · "),
            told,
            heading,
        }
    }
}
