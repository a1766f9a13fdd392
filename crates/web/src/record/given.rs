//! What a form gives besides its fields: which step it asks for, and the key by which one form is stored once.

use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::spec::Ceremony;

use super::typed::Typed;
use crate::entered::Entered;

/// The fields.
pub(super) const STEP: &str = "step";
pub(crate) const KEY: &str = "key";
const MORE: &str = "more";
const BLANK: &str = "blank";
const CHECKED: &str = "checked";
/// The version of the case that the form was made from, and what was told of its acts then.
const VERSION: &str = "version";
const TOLD: &str = "told";
/// Longest digest of what was told, in characters.
const TOLD_CHARS_MAX: usize = 64;
/// Longest key, in characters.
const KEY_CHARS_MAX: usize = 64;

/// What somebody asks to be done with a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Show it again, with more rows or to change something.
    Edit,
    /// Show the answers.
    Check,
    /// Store it.
    Save,
}

/// A form as it was sent.
pub(super) struct Given {
    pub(super) step: Step,
    /// The key of this form: sent twice, it is stored once.
    pub(super) key: String,
    /// Of which list more rows are wanted.
    pub(super) more: Option<String>,
    /// What was left blank counts as not recorded.
    pub(super) blank_is_unrecorded: bool,
    /// The version of the case that the form was made from.
    pub(super) version: Option<i32>,
    /// A digest of what the page of answers told of its acts.
    pub(super) told: Option<String>,
    /// Somebody asks for it to be kept as a draft.
    pub(super) is_to_be_kept: bool,
    pub(super) typed: Typed,
}

impl Given {
    /// A form that nobody has filled in.
    pub(super) fn fresh() -> Self {
        let key = Uuid::now_v7().to_string();
        Self {
            step: Step::Edit,
            key,
            more: None,
            blank_is_unrecorded: false,
            version: None,
            told: None,
            is_to_be_kept: false,
            typed: Typed::default(),
        }
    }

    /// A form as it was sent. What needs a check goes through it.
    pub(super) fn of(entered: &Entered, is_formal: bool) -> Self {
        let step = match (entered.get(STEP), entered.get(MORE)) {
            (_, Some(_)) | (Some("edit"), _) => Step::Edit,
            (Some("save"), _) if !is_formal || entered.get(CHECKED).is_some() => Step::Save,
            (Some("save" | "check"), _) if is_formal => Step::Check,
            (Some("check"), _) => Step::Check,
            _ => Step::Edit,
        };
        let is_key = |key: &&str| key.len() <= KEY_CHARS_MAX && key.bytes().all(|byte| byte.is_ascii_graphic());
        let key = entered.get(KEY).filter(is_key).map_or_else(|| Uuid::now_v7().to_string(), str::to_owned);
        let fields = entered.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut typed = Typed::of(fields.filter(|(name, _)| name.starts_with('a') && name.contains('.')));
        typed.drop_files();
        let blank_is_unrecorded = entered.get(BLANK).is_some();
        Self {
            step,
            key,
            more: entered.get(MORE).map(str::to_owned),
            blank_is_unrecorded,
            version: entered.get(VERSION).and_then(|version| version.parse().ok()),
            told: entered.get(TOLD).filter(|told| told.len() <= TOLD_CHARS_MAX).map(str::to_owned),
            is_to_be_kept: entered.get(STEP) == Some("keep"),
            typed,
        }
    }

    /// A form as it was kept, to be gone on with.
    pub(super) fn kept(entered: &Entered) -> Self {
        Self { step: Step::Edit, ..Self::of(entered, true) }
    }

    /// Everything that was sent, to be sent again with the answers.
    pub(super) fn carried(&self) -> Vec<(String, String)> {
        let mut carried = self.typed.flat("");
        carried.push((KEY.to_owned(), self.key.clone()));
        if self.blank_is_unrecorded {
            carried.push((BLANK.to_owned(), "1".to_owned()));
        }
        carried.extend(self.version.map(|version| (VERSION.to_owned(), version.to_string())));
        carried
    }

    /// The same, with what was told of its acts.
    pub(super) fn carried_with(&self, told: String) -> Vec<(String, String)> {
        let mut carried = self.carried();
        carried.push((TOLD.to_owned(), told));
        carried
    }
}

/// The fields that say what is to be done with a form, and not what is in it.
pub(super) fn is_of_the_step(name: &str) -> bool {
    [STEP, MORE, CHECKED, TOLD].contains(&name)
}

/// Whether an act goes through the page of answers.
pub(super) fn is_formal(kind: Kind) -> bool {
    kind.spec().ceremony == Ceremony::Formal
}
