//! A field as it is drawn: its label, what it holds, what is wrong with it. Each draws itself and what lies within it, as a field
//! to fill in or as an answer to check.

use askama::Template;
use askama::filters::HtmlSafe;

use super::paper::Paper;

/// Words that every field shows, looked up once for a form.
#[derive(Debug, Clone)]
pub(super) struct FieldWords {
    pub(super) unrecorded: String,
    pub(super) none_of_list: String,
    pub(super) private: String,
    pub(super) private_mark: String,
    pub(super) sealed: String,
    pub(super) sealed_mark: String,
    pub(super) colon: String,
    pub(super) join: String,
    pub(super) optional: String,
    pub(super) choose: String,
    pub(super) more: String,
    pub(super) add: String,
    pub(super) upload: String,
    pub(super) upload_instead: String,
    pub(super) upload_other: String,
    pub(super) digest: String,
    pub(super) drop: String,
}

/// One field.
#[derive(Debug, Clone, Template)]
#[template(path = "part/field.html")]
pub(super) struct FieldView {
    /// Name and id: the path of the field.
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) mark: Mark,
    pub(super) is_optional: bool,
    /// Errors that name this very field.
    pub(super) error: Option<String>,
    /// The papers may say nothing of it.
    pub(super) may_be_unrecorded: bool,
    /// The box that says that the papers are silent, with whether it is ticked.
    pub(super) unrecorded: Option<bool>,
    /// The box that says that a list has nothing in it.
    pub(super) empty: Option<bool>,
    pub(super) control: Control,
    pub(super) words: std::sync::Arc<FieldWords>,
}

/// How well a value is guarded, as a mark beside the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Open,
    Private,
    Sealed,
}

/// What somebody fills in.
#[derive(Debug, Clone)]
pub(super) enum Control {
    /// One line.
    Line(Line),
    /// A text.
    Area { value: String, rows: u8 },
    /// A text, or a file that takes its place.
    Paper { value: String, file: Option<Paper>, takes_files: bool },
    /// One of many.
    Select(Vec<Opt>),
    /// One of few.
    Radios(Vec<Opt>),
    /// Several.
    Checks(Vec<Opt>),
    /// Somebody or some body of the register, with what may be told besides.
    Pick { line: Line, input: String, more: Vec<FieldView>, is_open: bool },
    /// Several fields.
    Group { fields: Vec<FieldView>, more: Vec<FieldView>, is_open: bool },
    /// Rows of one shape.
    Rows { rows: Vec<FieldView>, next: usize },
}

/// One line to type into.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) value: String,
    /// The value in words, for the answers, where it is not what was typed.
    pub(super) spoken: Option<String>,
    pub(super) kind: &'static str,
    pub(super) inputmode: &'static str,
    pub(super) class: &'static str,
    pub(super) chars_max: Option<usize>,
    /// The list it chooses from.
    pub(super) list: &'static str,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opt {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

impl FieldView {
    /// Every error in this field and below, with the place to go to. A field within another is told with that one's name.
    pub(super) fn errors(&self) -> Vec<(String, String)> {
        self.errors_under("")
    }

    fn errors_under(&self, above: &str) -> Vec<(String, String)> {
        let named = if above.is_empty() { self.label.clone() } else { format!("{above} · {}", self.label) };
        let own = self.error.iter().map(|why| (self.target(), format!("{named}{}{why}", self.words.colon)));
        own.chain(self.inner().iter().flat_map(|field| field.errors_under(&named))).collect()
    }

    /// Whether this field, or one within it, has this path.
    pub(super) fn has(&self, path: &str) -> bool {
        let is_input = matches!(&self.control, Control::Pick { input, .. } if input == path);
        self.name == path || is_input || self.inner().iter().any(|field| field.has(path))
    }

    /// The control that an error leads to.
    fn target(&self) -> String {
        match &self.control {
            Control::Pick { input, .. } => input.clone(),
            Control::Radios(all) | Control::Checks(all) if !all.is_empty() => format!("{}.0", self.name),
            Control::Group { fields, more, .. } => {
                fields.iter().chain(more).next().map_or_else(|| self.name.clone(), Self::target)
            }
            Control::Rows { rows, .. } => rows.first().map_or_else(|| self.name.clone(), Self::target),
            _ => self.name.clone(),
        }
    }

    /// Whether a file can come with this field or one within it.
    pub(super) fn takes_files(&self) -> bool {
        matches!(self.control, Control::Paper { takes_files: true, .. })
            || self.inner().into_iter().any(Self::takes_files)
    }

    /// The fields within this one.
    fn inner(&self) -> Vec<&Self> {
        match &self.control {
            Control::Pick { more, .. } => more.iter().collect(),
            Control::Group { fields, more, .. } => fields.iter().chain(more).collect(),
            Control::Rows { rows, .. } => rows.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// This field as an answer to check; none where nothing was said. What was left blank may count as not recorded.
    pub(super) fn answer(&self, blank_is_unrecorded: bool) -> Option<AnswerView> {
        let words = &self.words;
        let said = |text: String| (!text.is_empty()).then_some(text);
        let chosen = |all: &[Opt]| {
            let labels: Vec<&str> = all.iter().filter(|o| o.is_chosen).map(|o| o.label.as_str()).collect();
            said(labels.join(&words.join))
        };
        let spoken = |line: &Line| said(line.spoken.clone().unwrap_or_else(|| line.value.clone()));
        let value = match &self.control {
            _ if self.unrecorded == Some(true) => Some(words.unrecorded.clone()),
            _ if self.empty == Some(true) => Some(words.none_of_list.clone()),
            Control::Line(line) | Control::Pick { line, .. } => spoken(line),
            Control::Area { value, .. } | Control::Paper { value, file: None, .. } => said(value.clone()),
            Control::Paper { file: Some(file), .. } => said(file.told.clone()),
            Control::Select(all) | Control::Radios(all) | Control::Checks(all) => chosen(all),
            Control::Group { .. } | Control::Rows { .. } => None,
        };
        let inner: Vec<AnswerView> = match self.unrecorded {
            Some(true) => Vec::new(),
            _ => self.inner().into_iter().filter_map(|field| field.answer(blank_is_unrecorded)).collect(),
        };
        // A group of which nothing was said is not recorded as a whole.
        let is_silent = value.is_none() && inner.iter().all(|answer| answer.is_silent);
        if is_silent && self.is_optional {
            return None;
        }
        let (value, inner) = if is_silent && blank_is_unrecorded && self.may_be_unrecorded {
            (Some(words.unrecorded.clone()), Vec::new())
        } else {
            (value, inner)
        };
        (value.is_some() || !inner.is_empty()).then(|| AnswerView {
            label: self.label.clone(),
            mark: self.mark,
            value: value.unwrap_or_default(),
            is_silent,
            inner,
            words: std::sync::Arc::clone(words),
        })
    }
}

/// One answer to check.
#[derive(Debug, Clone, Template)]
#[template(path = "part/answer.html")]
pub(super) struct AnswerView {
    pub(super) label: String,
    pub(super) mark: Mark,
    pub(super) value: String,
    /// Nothing was said here or below.
    is_silent: bool,
    pub(super) inner: Vec<AnswerView>,
    pub(super) words: std::sync::Arc<FieldWords>,
}

// Each is made by its own template, which escapes what it is given.
impl HtmlSafe for FieldView {}
impl HtmlSafe for AnswerView {}
