//! One act of a form as it is drawn: what it is about, when, what happened, what else may be told.

use std::collections::BTreeMap;
use std::sync::Arc;

use wenze_domain::acts::Kind;
use wenze_domain::case::Missing;
use wenze_domain::codes::{CodeList, Confidentiality, EnteredFrom, Role};
use wenze_domain::fields::LABEL_CHARS_MAX;
use wenze_domain::words::Lang;

use super::choices::Choices;
use super::draw::{Drawing, ORGANS_LIST, PERSONS_LIST};
use super::typed::{Typed, UNRECORDED};
use super::view::{AnswerView, Control, FieldView, FieldWords, Line, Mark, Opt};
use crate::reader::Reader;

/// One act, drawn.
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) roles: Vec<FieldView>,
    pub(super) date: FieldView,
    pub(super) fields: Vec<FieldView>,
    /// What may be told besides.
    pub(super) envelope: Vec<FieldView>,
    pub(super) is_envelope_open: bool,
    pub(super) confirm: Option<Confirm>,
}

/// What must be confirmed before an act out of order is stored.
pub(super) struct Confirm {
    /// What is missing, where this was just found out.
    pub(super) missing: Vec<String>,
    pub(super) reason: FieldView,
    /// Where a rule of the organ asks for another person's approval.
    pub(super) approver: Option<FieldView>,
}

/// What a sheet is drawn from.
pub(super) struct Drawn<'a> {
    pub(super) reader: &'a Reader,
    pub(super) kind: Kind,
    /// The name under which the fields of this act are sent.
    pub(super) act: &'a str,
    pub(super) choices: &'a Choices,
    pub(super) typed: Option<&'a Typed>,
    pub(super) errors: &'a BTreeMap<String, String>,
    pub(super) missing: &'a [Missing],
    pub(super) more: Option<&'a str>,
}

impl Sheet {
    pub(super) fn new(from: &Drawn<'_>) -> Self {
        let &Drawn { reader, kind, act, choices, typed, errors, .. } = from;
        let words = Arc::new(field_words(reader));
        let drawing = Drawing { reader, kind, choices, errors, words, more: from.more };
        let envelope = envelope(&drawing, act, typed);
        let (is_typed, is_wrong) = (
            ["document_no", "entered_from", "confidentiality", "on_behalf_of"]
                .iter()
                .any(|name| typed.and_then(|typed| typed.at(name)).is_some_and(|one| !one.is_blank())),
            envelope.iter().any(|field| field.error.is_some()),
        );
        let title = reader.words.kind(kind).to_owned();
        let confirm = confirm(&drawing, from);
        Self {
            roles: drawing.roles(act, typed),
            date: date(&drawing, act, typed),
            fields: drawing.payload(act, typed),
            is_envelope_open: is_typed || is_wrong,
            envelope,
            confirm,
            title,
        }
    }

    /// A field that is no field of an act, drawn like one.
    pub(super) fn field(from: &Drawn<'_>, name: &str, label: String, control: Control, hint: String) -> FieldView {
        let &Drawn { reader, kind, act, choices, errors, .. } = from;
        let words = Arc::new(field_words(reader));
        let drawing = Drawing { reader, kind, choices, errors, words, more: None };
        let drawn = drawing.line(&format!("{act}.{name}"), label, Line::default(), hint);
        FieldView { control, is_optional: false, ..drawn }
    }

    /// Every field, in the order of the form.
    pub(super) fn all(&self) -> impl Iterator<Item = &FieldView> {
        let confirm = self.confirm.iter().flat_map(|confirm| std::iter::once(&confirm.reason).chain(&confirm.approver));
        confirm.chain(&self.roles).chain([&self.date]).chain(&self.fields).chain(&self.envelope)
    }

    /// The answers to check.
    pub(super) fn answers(&self, blank_is_unrecorded: bool) -> Vec<AnswerView> {
        self.all().filter_map(|field| field.answer(blank_is_unrecorded)).collect()
    }
}

fn field_words(reader: &Reader) -> FieldWords {
    let texts = reader.texts;
    FieldWords {
        unrecorded: reader.words.not_recorded(),
        none_of_list: texts.say("record-none-of-list"),
        private: texts.say("record-private"),
        private_mark: texts.say("record-private-mark"),
        sealed: texts.say("record-sealed"),
        sealed_mark: texts.say("record-sealed-mark"),
        optional: texts.say("record-optional"),
        choose: texts.say("record-choose"),
        more: texts.say("record-more"),
        add: texts.say("record-add"),
        upload: texts.say("file-upload"),
        upload_instead: texts.say("file-upload-instead"),
        upload_other: texts.say("file-upload-other"),
        digest: texts.say("file-digest-label"),
        drop: texts.say("file-drop"),
        colon: texts.say("record-colon"),
        join: texts.say("join-names"),
    }
}

fn at<'t>(typed: Option<&'t Typed>, path: &[&str]) -> Option<&'t Typed> {
    path.iter().try_fold(typed?, |typed, step| typed.at(step))
}

fn text<'t>(typed: Option<&'t Typed>, path: &[&str]) -> &'t str {
    at(typed, path).map_or("", Typed::text)
}

fn date(drawing: &Drawing<'_>, act: &str, typed: Option<&Typed>) -> FieldView {
    let (reader, kind) = (drawing.reader, drawing.kind);
    let given = text(typed, &["occurred", "date"]);
    let own = kind.spec().own_date.map(|own| reader.words.field(kind, own));
    let label = own.unwrap_or_else(|| reader.words.field_at(kind, "/occurred/date"));
    let line = Line {
        value: given.to_owned(),
        spoken: drawing.spoken(given),
        kind: "text",
        class: "date",
        chars_max: Some(20),
        ..Line::default()
    };
    let ticked = at(typed, &["occurred", "date"]).is_some_and(|one| one.is_ticked(UNRECORDED));
    let drawn = drawing.line(&format!("{act}.occurred.date"), label, line, reader.texts.say("record-date-hint"));
    FieldView { is_optional: false, may_be_unrecorded: true, unrecorded: Some(ticked), ..drawn }
}

fn envelope(drawing: &Drawing<'_>, act: &str, typed: Option<&Typed>) -> Vec<FieldView> {
    let (reader, kind) = (drawing.reader, drawing.kind);
    let (words, texts) = (reader.words, reader.texts);
    let line = |path: &[&str], label: String, line: Line, hint: &str| {
        let line = Line { value: text(typed, path).to_owned(), ..line };
        drawing.line(&format!("{act}.{}", path.join(".")), label, line, hint.to_owned())
    };
    let choice = |name: &str, label: String, codes: Vec<Opt>| FieldView {
        control: if codes.len() <= 3 { Control::Radios(codes) } else { Control::Select(codes) },
        ..drawing.line(&format!("{act}.{name}"), label, Line::default(), String::new())
    };
    let codes = |name: &str, list: &str, all: &[&str]| {
        let option = |code: &&str| Opt {
            value: (*code).to_owned(),
            label: words.code(list, code),
            is_chosen: text(typed, &[name]) == *code,
        };
        all.iter().map(option).collect::<Vec<_>>()
    };
    let plain = || Line { kind: "text", chars_max: Some(LABEL_CHARS_MAX), ..Line::default() };
    let entered = [EnteredFrom::System, EnteredFrom::Paper].map(EnteredFrom::as_str);
    let levels: Vec<&str> = Confidentiality::ALL.iter().map(|one| one.as_str()).collect();
    let post = line(&["on_behalf_of", "post"], texts.say("record-behalf-post"), plain(), "");
    vec![
        line(&["document_no"], words.field(kind, "document_no"), plain(), ""),
        line(
            &["occurred", "time"],
            words.field_at(kind, "/occurred/time"),
            Line { kind: "time", class: "short", ..Line::default() },
            "",
        ),
        choice("entered_from", texts.say("record-entered"), codes("entered_from", EnteredFrom::LIST, &entered)),
        line(
            &["on_behalf_of", "person"],
            texts.say("record-behalf-person"),
            Line { list: PERSONS_LIST, ..plain() },
            &texts.say("record-behalf-hint"),
        ),
        line(&["on_behalf_of", "organ"], texts.say("record-behalf-organ"), Line { list: ORGANS_LIST, ..plain() }, ""),
        FieldView { mark: Mark::Private, ..post },
        choice(
            "confidentiality",
            texts.say("record-confidentiality"),
            codes("confidentiality", Confidentiality::LIST, &levels),
        ),
    ]
}

fn confirm(drawing: &Drawing<'_>, from: &Drawn<'_>) -> Option<Confirm> {
    let (reader, typed) = (drawing.reader, from.typed);
    let given = text(typed, &["confirm", "reason"]);
    if from.missing.is_empty() && at(typed, &["confirm"]).is_none_or(Typed::is_blank) {
        return None;
    }
    let given_approver = text(typed, &["confirm", "approved_by"]);
    let is_asked = !given_approver.is_empty() || from.missing.iter().any(Missing::is_of_rule);
    let name = format!("{}.confirm.reason", from.act);
    let reason = drawing.line(&name, reader.texts.say("record-confirm-reason"), Line::default(), String::new());
    let control = Control::Area { value: given.to_owned(), rows: 3 };
    let approver = drawing.line(
        &format!("{}.confirm.approved_by", from.act),
        reader.texts.say("record-confirm-approver"),
        Line { value: given_approver.to_owned(), kind: "text", list: PERSONS_LIST, ..Line::default() },
        reader.texts.say("record-confirm-approver-hint"),
    );
    Some(Confirm {
        missing: from.missing.iter().map(|missing| reader.words.missing(missing)).collect(),
        reason: FieldView { control, mark: Mark::Private, is_optional: false, ..reason },
        approver: is_asked.then_some(approver),
    })
}

/// Whose act it usually is, and among which papers it is found; the names of papers are Chinese.
pub(super) fn usually(reader: &Reader, kind: Kind) -> String {
    let join = reader.texts.say("join-names");
    let who = actors(reader, kind);
    let papers = kind.spec().papers.join(&join);
    match reader.lang {
        Lang::ZhCn if !papers.is_empty() => {
            reader.texts.tell("record-usually-papers", [("who", who.into()), ("papers", papers.into())])
        }
        _ => whose(reader, kind),
    }
}

/// Whose act it is, alone.
pub(super) fn whose(reader: &Reader, kind: Kind) -> String {
    reader.texts.tell("record-usually", [("who", actors(reader, kind).into())])
}

fn actors(reader: &Reader, kind: Kind) -> String {
    let roles = kind.spec().actors.iter().map(|role| reader.words.code(Role::LIST, role.as_str()));
    roles.collect::<Vec<_>>().join(&reader.texts.say("join-names"))
}
