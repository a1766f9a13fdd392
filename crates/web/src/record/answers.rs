//! The two pages of recording: the form, and the answers to check.

use askama::Template;
use wenze_domain::codes::{ApprovalResult, CodeList};

use super::act::{RESULT, is_of_the_queue};
use super::choices::{Choice, Choices};
use super::given::Given;
use super::keep::Kept;
use super::outcome::{Sitting, Told, digest_of};
use super::recused::Recused;
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
    /// The version of the case that the form is made from.
    pub(super) version: Option<i32>,
    /// Whose form it is: what was typed is given back to nobody else who signs in.
    whose: String,
    /// The attribute of its button: where everything that it needs stands in it already, the button has the focus.
    focus: &'static str,
    /// Whether it is kept as a draft.
    kept: Option<Kept>,
    /// What others recorded since the form was made: the act and its place on the page of the case.
    pub(super) newer: Vec<(String, String)>,
    /// Whether files can come with it.
    takes_files: bool,
    /// Whether each part of the form is headed by what it is.
    pub(super) titles: bool,
    /// The further act of a sitting, with whether it is wanted; and the object that all its acts are about.
    pub(super) sitting: Option<Whole>,
}

/// What a sitting asks besides the fields of its acts.
#[derive(Default)]
pub(super) struct Whole {
    /// What is sent along without being shown.
    pub(super) hidden: Vec<(String, String)>,
    /// Buttons that change what the form asks for: the value that they send, and what they say.
    pub(super) buttons: Vec<(String, String)>,
    /// What all its acts are about, or each is about one of.
    pub(super) about: Vec<FieldView>,
    /// Rows of what is decided of each.
    pub(super) table: Option<Table>,
}

/// A table of a form: what each row is about, and its fields.
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) columns: Vec<String>,
    /// A field that does not apply to a row is none.
    pub(super) rows: Vec<(String, Vec<Option<FieldView>>)>,
}

impl Whole {
    /// Every field besides those of the acts.
    pub(super) fn fields(&self) -> impl Iterator<Item = &FieldView> {
        let rows = self.table.iter().flat_map(|table| &table.rows);
        self.about.iter().chain(rows.flat_map(|(_, fields)| fields.iter().flatten()))
    }
}

impl FormPage {
    pub(super) fn new(
        reader: &Reader,
        heading: Heading,
        given: &Given,
        wrong: Wrong,
        sheets: Vec<Sheet>,
        (choices, kept): (&Choices, Option<Kept>),
    ) -> Self {
        let errors: Vec<(String, String)> = sheets.iter().flat_map(Sheet::all).flat_map(FieldView::errors).collect();
        let takes_files = sheets.iter().flat_map(Sheet::all).any(FieldView::takes_files);
        let is_wrong = !errors.is_empty() || wrong.general.is_some() || !wrong.missing.is_empty();
        let is_ready = reader.parameter(RESULT) == Some(ApprovalResult::Approved.as_str()) && !is_wrong;
        let title = if is_wrong {
            reader.texts.tell("record-title-wrong", [("title", heading.title.as_str().into())])
        } else {
            heading.title.clone()
        };
        Self {
            frame: Frame::new(reader, &title),
            key: given.key.clone(),
            focus: if is_ready { " autofocus" } else { "" },
            is_blank_unrecorded: given.blank_is_unrecorded,
            general: wrong.general,
            errors,
            persons: choices.persons.clone(),
            organs: choices.organs.clone(),
            takes_files,
            sheets,
            heading,
            version: given.version,
            whose: whose(reader),
            kept,
            newer: Vec::new(),
            titles: false,
            sitting: None,
        }
    }
}

impl FormPage {
    /// The same with what a sitting asks besides; what is wrong there is listed too.
    pub(super) fn with(mut self, whole: Whole) -> Self {
        self.takes_files |= whole.fields().any(FieldView::takes_files);
        self.errors.splice(0..0, whole.fields().flat_map(FieldView::errors).collect::<Vec<_>>());
        self.sitting = Some(whole);
        self
    }
}

fn whose(reader: &Reader) -> String {
    reader.visitor.as_ref().map(|visitor| visitor.account.person_id.to_string()).unwrap_or_default()
}

/// The answers to check.
#[derive(Template)]
#[template(path = "answers.html")]
pub(super) struct AnswersPage {
    pub(super) frame: Frame,
    pub(super) heading: Heading,
    pub(super) acts: Vec<(String, Vec<AnswerView>)>,
    /// Everything that was sent, to be sent again.
    pub(super) carried: Vec<(String, String)>,
    /// Who records, in which role.
    pub(super) by: String,
    /// Whose form it is.
    pub(super) whose: String,
    pub(super) told: Vec<Told>,
    /// Reports that may be the same, each with its case.
    pub(super) alike: Vec<(String, String)>,
    /// Fields of an act of the history that would stand otherwise.
    pub(super) fields: Vec<FieldTurn>,
    /// What becomes of the case when somebody steps back from it.
    pub(super) recused: Option<Recused>,
    /// It goes back to the papers that wait for a decision: the heading has the focus, and the next stop is the button.
    pub(super) is_of_queue: bool,
}

/// A field of an act before and after it is corrected.
pub(super) struct FieldTurn {
    pub(super) what: String,
    pub(super) from: String,
    pub(super) to: String,
}

impl AnswersPage {
    pub(super) fn new(
        reader: &Reader,
        heading: Heading,
        sitting: &Sitting<'_>,
        given: &Given,
        told: Vec<Told>,
    ) -> Self {
        Self::of(reader, heading, &sitting.sheets(given, &mut Wrong::default()), given, told)
    }

    /// The answers of these sheets.
    pub(super) fn of(reader: &Reader, heading: Heading, sheets: &[Sheet], given: &Given, told: Vec<Told>) -> Self {
        let visitor = reader.visitor.as_ref();
        let role = visitor.and_then(|visitor| visitor.role()).map(|held| held.words(reader));
        let parts: Vec<String> = visitor.map(|visitor| visitor.name.clone()).into_iter().chain(role).collect();
        let title = reader.texts.tell("check-title", [("title", heading.title.as_str().into())]);
        Self {
            frame: Frame::new(reader, &title),
            acts: sheets.iter().map(|sheet| (sheet.title.clone(), sheet.answers(given.blank_is_unrecorded))).collect(),
            carried: given.carried_with(digest_of(&told)),
            by: parts.join(" · "),
            whose: whose(reader),
            told,
            alike: Vec::new(),
            fields: Vec::new(),
            recused: None,
            is_of_queue: is_of_the_queue(reader),
            heading,
        }
    }
}
