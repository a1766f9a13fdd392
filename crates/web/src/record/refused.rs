//! Why nothing was stored, at the field where it is put right, or above the form.

use std::collections::BTreeMap;

use wenze_casework::{Error, Problem};
use wenze_domain::case::Missing;
use wenze_domain::refusal::Refusal;

use super::given::Given;
use super::view::FieldView;
use crate::brought::{BROKEN, reason};
use crate::failure::Failure;
use crate::reader::Reader;

/// What is wrong with a form that was sent.
#[derive(Debug, Default)]
pub(super) struct Wrong {
    /// By the path of the field.
    pub(super) fields: BTreeMap<String, String>,
    /// What no field can say.
    pub(super) general: Option<String>,
    /// What must be confirmed, and of which act of the form.
    pub(super) missing: Vec<Missing>,
    pub(super) missing_of: usize,
    /// It may succeed in a moment.
    pub(super) is_passing: bool,
    /// Others recorded acts since the form was made that bear on it.
    pub(super) is_moved_on: bool,
}

impl Wrong {
    pub(super) fn of_fields(fields: BTreeMap<String, String>) -> Self {
        Self { fields, ..Self::default() }
    }

    /// The files that were sent and not taken; a form that is only changed is told of them, too.
    pub(super) fn of_files(reader: &Reader, given: &Given) -> Self {
        let broken = given.typed.everywhere(BROKEN).into_iter();
        let at = |(path, code): (String, String)| {
            Some((path.strip_suffix(BROKEN)?.strip_suffix('.')?.to_owned(), reader.texts.say(reason(&code))))
        };
        Self::of_fields(broken.filter_map(at).collect())
    }

    /// The same, with what is wrong with no field that is drawn told above the form.
    pub(super) fn with_unplaced<'f>(mut self, drawn: impl Iterator<Item = &'f FieldView>) -> Self {
        let drawn: Vec<&FieldView> = drawn.collect();
        let is_drawn = |path: &String| drawn.iter().any(|field| field.has(path));
        let unplaced = self.fields.iter().find(|(path, _)| !is_drawn(path)).map(|(_, why)| why.clone());
        if self.general.is_none() {
            self.general = unplaced;
        }
        self
    }

    /// What casework answered. What has nothing to do with the form is a page of its own.
    pub(super) fn of(reader: &Reader, error: Error) -> Result<Self, Failure> {
        let said = |text: String| Self { general: Some(text), ..Self::default() };
        Ok(match error {
            Error::Refused(Problem { index, refusal: Refusal::ConfirmNeeded { missing } }) => {
                Self { missing, missing_of: index, ..Self::default() }
            }
            Error::Refused(Problem { index, refusal }) => Self::refused(reader, index, &refusal),
            Error::Taken { key, .. } => {
                let number = key.rsplit(':').next().unwrap_or_default().to_owned();
                said(reader.texts.tell("record-number-taken", [("number", number.into())]))
            }
            Error::MovedOn { .. } => Self::moved_on(reader),
            Error::KeyReused => said(reader.texts.say("record-sent-before")),
            Error::TooMuch(_) => said(reader.texts.say("record-too-much")),
            error if error.is_passing() => Self { is_passing: true, ..said(reader.texts.say("record-not-now")) },
            other => return Err(other.into()),
        })
    }

    /// The case is not as it was when the form was made.
    pub(super) fn moved_on(reader: &Reader) -> Self {
        Self { general: Some(reader.texts.say("record-moved-on")), is_moved_on: true, ..Self::default() }
    }

    fn refused(reader: &Reader, index: usize, refusal: &Refusal) -> Self {
        let words = reader.words;
        let at = |path: String, text: String| Self::of_fields([(path, text)].into());
        let path = |pointer: &str| format!("a{index}{}", pointer.replace('/', "."));
        match refusal {
            Refusal::Malformed { pointer, message } if pointer.starts_with("/payload/") => {
                at(path(pointer), words.reason(message).into_owned())
            }
            Refusal::Malformed { pointer, message } if pointer.starts_with("/occurred") => {
                at(format!("a{index}.occurred.date"), words.reason(message).into_owned())
            }
            Refusal::Correction { pointer, message } => at(path(pointer), words.reason(message).into_owned()),
            Refusal::Roles { role, problem } => at(format!("a{index}.refs.{role}"), words.reason(problem).into_owned()),
            Refusal::UnknownCode { field, .. } if field.starts_with('/') => {
                at(path(field), reader.texts.say("wrong-not-listed"))
            }
            Refusal::File { pointer, .. } => at(path(pointer), words.refusal(refusal)),
            Refusal::Future { .. } => at(format!("a{index}.occurred.date"), words.refusal(refusal)),
            Refusal::ObjectMissing { role, .. } => at(format!("a{index}.refs.{role}"), reader.texts.say("wrong-gone")),
            other => Self { general: Some(words.refusal(other)), ..Self::default() },
        }
    }
}
