//! Draws the form of an act: each field with what was typed into it and what is wrong with it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde_json::{Value, json};
use wenze_domain::acts::Kind;
use wenze_domain::fields::{LABEL_CHARS_MAX, NOT_RECORDED, PartialDate};
use wenze_domain::refs::RoleSpec;
use wenze_domain::regimes::{CodeKind, Regimes};
use wenze_domain::time::Occurred;
use wenze_domain::words::Sources;
use wenze_domain::words::vocabulary::vocabulary;

use super::choices::{Choices, From};
use super::form::{Field, Form, Guard, KNOWN, Shape};
use super::paper::Paper;
use super::read::date;
use super::typed::{EMPTY, Typed, UNRECORDED};
use super::view::{Control, FieldView, FieldWords, Line, Mark, Opt};
use crate::brought::{BROKEN, FILE, reason};
use crate::reader::Reader;

/// The most choices that stand side by side; more stand in a list.
const FEW: usize = 4;
/// Private texts that are a name and no narrative.
const NAMES: [&str; 7] = ["name", "post", "as_named", "new_rank", "reporter", "contact", "place"];
/// Rows that a list has before somebody asks for more.
const ROWS_AT_FIRST: usize = 1;
/// Most rows of a list in one form.
pub(super) const ROWS_MAX: usize = 60;
/// The names of the two lists that fields are filled in from.
pub(super) const PERSONS_LIST: &str = "persons";
pub(super) const ORGANS_LIST: &str = "organs";

/// Usual codes of open fields: kind, path of the field, codes in their order.
static USUAL: LazyLock<BTreeMap<(String, String), Vec<String>>> = LazyLock::new(usual);

/// What fields are drawn with.
pub(super) struct Drawing<'a> {
    pub(super) reader: &'a Reader,
    pub(super) kind: Kind,
    pub(super) choices: &'a Choices,
    /// What is wrong, by the path of the field.
    pub(super) errors: &'a BTreeMap<String, String>,
    pub(super) words: Arc<FieldWords>,
    /// More rows that were asked for: of which list.
    pub(super) more: Option<&'a str>,
}

/// Where a field stands.
struct At<'t> {
    /// Its path, which is its name in the form.
    name: String,
    /// Its path from the payload, without the numbers of rows.
    path: String,
    /// A pointer to it in a stored act.
    pointer: String,
    typed: Option<&'t Typed>,
}

impl Drawing<'_> {
    /// The fields of the payload.
    pub(super) fn payload(&self, act: &str, typed: Option<&Typed>) -> Vec<FieldView> {
        let typed = typed.and_then(|typed| typed.at("payload"));
        let place = |field: &Field| At {
            name: format!("{act}.payload.{}", field.name),
            path: field.name.clone(),
            pointer: format!("/payload/{}", field.name),
            typed: typed.and_then(|typed| typed.at(&field.name)),
        };
        Form::of(self.kind).fields.iter().map(|field| self.field(field, &place(field), None)).collect()
    }

    /// What the act is about.
    pub(super) fn roles(&self, act: &str, typed: Option<&Typed>) -> Vec<FieldView> {
        let typed = typed.and_then(|typed| typed.at("refs"));
        let roles = Form::of(self.kind).roles.iter();
        let drawn = roles.map(|role| self.role(*role, act, typed.and_then(|typed| typed.at(role.name))));
        drawn
            .filter(|view| !matches!(&view.control, Control::Checks(all) | Control::Select(all) if all.is_empty() && view.is_optional))
            .collect()
    }

    fn role(&self, role: RoleSpec, act: &str, typed: Option<&Typed>) -> FieldView {
        let from = From::of_role(role);
        let name = format!("{act}.refs.{}", role.name);
        let control = match from {
            From::Persons | From::Organs if role.many => self.rows_of_register(&name, from, typed),
            From::Persons | From::Organs => Control::Line(self.register_line(from, typed.map_or("", Typed::text))),
            From::Case(_) => {
                let chosen: Vec<&str> = typed.into_iter().flat_map(Typed::texts).collect();
                let mut options = self.options(from, &chosen);
                // Where there is one object, it is the one.
                if let ([only], true) = (options.as_mut_slice(), chosen.is_empty() && !role.optional) {
                    only.is_chosen = true;
                }
                match options.len() {
                    _ if role.many => Control::Checks(options),
                    1..=FEW if !role.optional => Control::Radios(options),
                    _ => Control::Select(options),
                }
            }
        };
        let is_bare =
            !role.optional && matches!(from, From::Case(role) if self.choices.listed(From::Case(role)).is_empty());
        let hint = if is_bare { self.reader.texts.say("record-no-object") } else { String::new() };
        self.view(&name, self.reader.words.refs_role(role.name), control, role.optional, hint)
    }

    fn rows_of_register(&self, name: &str, from: From, typed: Option<&Typed>) -> Control {
        let given: Vec<&str> = typed
            .into_iter()
            .flat_map(|typed| typed.rows().into_iter().chain([typed]))
            .map(Typed::text)
            .filter(|text| !text.is_empty())
            .collect();
        let count = self.rows_wanted(name, given.len());
        let row = |at: usize| {
            let line = self.register_line(from, given.get(at).copied().unwrap_or_default());
            let label = self.reader.texts.tell("record-row", [("row", (at + 1).into())]);
            self.view(&format!("{name}.{at}"), label, Control::Line(line), true, String::new())
        };
        Control::Rows { rows: (0..count).map(row).collect(), next: count }
    }

    fn view(&self, name: &str, label: String, control: Control, is_optional: bool, hint: String) -> FieldView {
        FieldView {
            name: name.to_owned(),
            label,
            hint,
            mark: Mark::Open,
            is_optional,
            error: self.errors.get(name).cloned(),
            may_be_unrecorded: false,
            unrecorded: None,
            empty: None,
            control,
            words: Arc::clone(&self.words),
        }
    }

    /// A field of the envelope, drawn like those of the payload.
    pub(super) fn line(&self, name: &str, label: String, line: Line, hint: String) -> FieldView {
        self.view(name, label, Control::Line(line), true, hint)
    }

    fn field(&self, field: &Field, at: &At<'_>, label: Option<String>) -> FieldView {
        let label = label.unwrap_or_else(|| self.reader.words.field(self.kind, &field.name));
        let is_list = matches!(field.shape, Shape::Several(_) | Shape::Rows(_) | Shape::Lines);
        let ticked = |name: &str| at.typed.is_some_and(|typed| typed.is_ticked(name));
        let (unrecorded, empty) = (ticked(UNRECORDED), ticked(EMPTY));
        let control = self.control(field, at);
        // A list of choices has its own entry for what is not recorded.
        let is_in_list = matches!(control, Control::Select(_) | Control::Radios(_));
        let mark = match field.guard {
            Guard::Open => Mark::Open,
            Guard::Text => Mark::Private,
            Guard::Sealed => Mark::Sealed,
        };
        let of_input = match &control {
            Control::Pick { input, .. } => self.errors.get(input).cloned(),
            Control::Paper { .. } => self.not_taken(at),
            _ => None,
        };
        let view = self.view(&at.name, label, control, field.is_optional, self.hint(field, &at.path));
        FieldView {
            mark,
            error: view.error.clone().or(of_input),
            may_be_unrecorded: field.may_be_unrecorded,
            unrecorded: (field.may_be_unrecorded && !is_in_list).then_some(unrecorded),
            empty: (field.may_be_unrecorded && is_list).then_some(empty),
            ..view
        }
    }

    /// Why the file that was sent for a field was not taken.
    fn not_taken(&self, at: &At<'_>) -> Option<String> {
        let broken = at.typed?.at(BROKEN)?.text();
        (!broken.is_empty()).then(|| self.reader.texts.say(reason(broken)))
    }

    fn hint(&self, field: &Field, path: &str) -> String {
        let texts = self.reader.texts;
        match &field.shape {
            Shape::Date => texts.say("record-date-hint"),
            Shape::Lines => texts.say("record-lines-hint"),
            Shape::Digest => texts.say("record-digest-hint"),
            Shape::Id if field.name == KNOWN.1 => texts.say("record-known-hint"),
            Shape::Code if self.codes(path).is_empty() => texts.say("record-code-hint"),
            _ => String::new(),
        }
    }

    fn control(&self, field: &Field, at: &At<'_>) -> Control {
        let text = at.typed.map_or("", Typed::text);
        let line = |kind, class| Line { value: text.to_owned(), kind, class, ..Line::default() };
        match &field.shape {
            Shape::List(list, codes) => {
                let label = |code: &str| self.reader.words.code(list, code);
                self.one_of(codes.iter().map(|code| ((*code).to_owned(), label(code))), field, text)
            }
            Shape::Code => {
                if self.codes(&at.path).is_empty() {
                    return Control::Line(Line { chars_max: Some(64), ..line("text", "") });
                }
                self.one_of(self.open_codes(&at.path, &at.pointer).into_iter(), field, text)
            }
            Shape::Bool => {
                let words = self.reader.words;
                let both = ["yes", "no"].map(|code| (code.to_owned(), words.message(code, &[])));
                self.one_of(both.into_iter(), field, text)
            }
            Shape::Number => Control::Line(Line { inputmode: "numeric", chars_max: Some(10), ..line("text", "short") }),
            Shape::Decimal => {
                Control::Line(Line { inputmode: "decimal", chars_max: Some(20), ..line("text", "short") })
            }
            Shape::Date => {
                Control::Line(Line { spoken: self.spoken(text), chars_max: Some(20), ..line("text", "date") })
            }
            Shape::Moment | Shape::Instant => Control::Line(line("datetime-local", "moment")),
            Shape::Line => Control::Line(Line { chars_max: Some(LABEL_CHARS_MAX), ..line("text", "") }),
            Shape::Digest => Control::Line(Line { chars_max: Some(64), ..line("text", "digest") }),
            Shape::Text if NAMES.contains(&field.name.as_str()) => {
                Control::Line(Line { chars_max: Some(2000), ..line("text", "") })
            }
            Shape::Any => Control::Line(line("text", "")),
            Shape::TextBody => self.paper(text, at.typed),
            Shape::Text => Control::Area { value: text.to_owned(), rows: 4 },
            Shape::Lines => Control::Area { value: text.to_owned(), rows: 3 },
            Shape::Id | Shape::Ref => match From::of(&field.name) {
                from @ From::Case(_) => Control::Select(self.with_unrecorded(self.options(from, &[text]), field, text)),
                from => Control::Line(self.register_line(from, text)),
            },
            Shape::Group(shape, fields) => self.group(shape, fields, at),
            Shape::Several(inner) => self.several(inner, at),
            Shape::Rows(inner) => self.rows(inner, at),
        }
    }

    /// A text, or a file that takes its place.
    fn paper(&self, text: &str, typed: Option<&Typed>) -> Control {
        let id = typed.and_then(|typed| typed.at(FILE)).map_or("", Typed::text);
        let file = self.choices.file(id).map(|file| Paper::new(self.reader, file));
        Control::Paper { value: text.to_owned(), file, takes_files: self.choices.takes_files }
    }

    fn one_of(&self, choices: impl Iterator<Item = (String, String)>, field: &Field, chosen: &str) -> Control {
        let option = |(value, label): (String, String)| Opt { is_chosen: value == chosen, value, label };
        let options = self.with_unrecorded(choices.map(option).collect(), field, chosen);
        if options.len() <= FEW { Control::Radios(options) } else { Control::Select(options) }
    }

    fn with_unrecorded(&self, mut options: Vec<Opt>, field: &Field, chosen: &str) -> Vec<Opt> {
        if field.may_be_unrecorded {
            let (value, label) = (NOT_RECORDED.to_owned(), self.words.unrecorded.clone());
            options.push(Opt { value, label, is_chosen: chosen == NOT_RECORDED });
        }
        options
    }

    fn options(&self, from: From, chosen: &[&str]) -> Vec<Opt> {
        let option = |one: &super::choices::Choice| Opt {
            is_chosen: chosen.contains(&one.value.as_str()),
            value: one.value.clone(),
            label: one.label.clone(),
        };
        self.choices.listed(from).iter().map(option).collect()
    }

    /// A line filled in from the register: what was typed stays, an id becomes the name.
    fn register_line(&self, from: From, typed: &str) -> Line {
        let list = if from == From::Persons { PERSONS_LIST } else { ORGANS_LIST };
        let value = self.choices.label_of(from, typed).unwrap_or(typed).to_owned();
        Line { value, kind: "text", list, ..Line::default() }
    }

    /// A person or an organ is one line with the rest behind it; everything else is a group.
    fn group(&self, shape: &str, fields: &[Field], at: &At<'_>) -> Control {
        let inner = |field: &Field| At {
            name: format!("{}.{}", at.name, field.name),
            path: format!("{}.{}", at.path, field.name),
            pointer: format!("{}/{}", at.pointer, field.name),
            typed: at.typed.and_then(|typed| typed.at(&field.name)),
        };
        let is_known = |field: &Field| (shape, field.name.as_str()) == KNOWN;
        let asked = fields.iter().filter(|field| !is_known(field) || self.may_be_known());
        let (more, mut first): (Vec<&Field>, Vec<&Field>) =
            asked.partition(|field| field.is_optional && !is_known(field));
        first.sort_by_key(|field| !is_known(field));
        let draw = |all: &[&Field]| all.iter().map(|field| self.field(field, &inner(field), None)).collect::<Vec<_>>();
        let is_open = more.iter().any(|field| {
            let place = inner(field);
            place.typed.is_some_and(|typed| !typed.is_blank()) || self.errors.contains_key(&place.name)
        });
        match (shape, first.as_slice()) {
            ("PersonRef" | "OrganRef", [id]) => {
                let place = inner(id);
                let line = self.register_line(From::of(&id.name), place.typed.map_or("", Typed::text));
                Control::Pick { line, input: place.name, more: draw(&more), is_open }
            }
            _ => Control::Group { fields: draw(&first), more: draw(&more), is_open },
        }
    }

    /// Whether an entry can be of somebody whom the case knows already.
    fn may_be_known(&self) -> bool {
        self.kind != Kind::RespondentAdded && !self.choices.listed(From::Case(KNOWN.1)).is_empty()
    }

    fn several(&self, inner: &Shape, at: &At<'_>) -> Control {
        let chosen: Vec<&str> = at.typed.into_iter().flat_map(Typed::texts).collect();
        let option = |value: String, label: String| Opt { is_chosen: chosen.contains(&value.as_str()), value, label };
        let options: Vec<Opt> = if let Shape::List(list, codes) = inner {
            codes.iter().map(|code| option((*code).to_owned(), self.reader.words.code(list, code))).collect()
        } else {
            let codes = self.open_codes(&at.path, &format!("{}/0", at.pointer));
            codes.into_iter().map(|(code, label)| option(code, label)).collect()
        };
        if options.is_empty() {
            return Control::Area { value: chosen.join("\n"), rows: 3 };
        }
        Control::Checks(options)
    }

    fn rows(&self, inner: &Field, at: &At<'_>) -> Control {
        let typed = at.typed.map(Typed::rows).unwrap_or_default();
        let count = self.rows_wanted(&at.name, typed.len());
        let row = |number: usize| {
            let place = At {
                name: format!("{}.{number}", at.name),
                path: at.path.clone(),
                pointer: format!("{}/0", at.pointer),
                typed: typed.get(number).copied(),
            };
            let label = self.reader.texts.tell("record-row", [("row", (number + 1).into())]);
            self.field(&Field { is_optional: false, ..inner.clone() }, &place, Some(label))
        };
        Control::Rows { rows: (0..count).map(row).collect(), next: count }
    }

    fn rows_wanted(&self, name: &str, typed: usize) -> usize {
        let asked = self.more.and_then(|more| more.rsplit_once(':')).filter(|(list, _)| *list == name);
        let wanted = asked.and_then(|(_, rows)| rows.parse::<usize>().ok()).map_or(0, |rows| rows.saturating_add(1));
        wanted.max(typed).clamp(ROWS_AT_FIRST, ROWS_MAX)
    }

    fn codes(&self, path: &str) -> &'static [String] {
        USUAL.get(&(self.kind.as_str().to_owned(), path.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The usual codes with their words.
    fn open_codes(&self, path: &str, pointer: &str) -> Vec<(String, String)> {
        worded(self.reader, self.kind, self.codes(path), pointer)
    }

    /// A date in words, with the day of the week, and whether that day is worked.
    pub(super) fn spoken(&self, typed: &str) -> Option<String> {
        let date = PartialDate::parse(&date(typed)?)?;
        let said = self.reader.words.date(&Occurred::on(date));
        let day = Some(date.first_day()).filter(|day| *day == date.last_day());
        let texts = self.reader.texts;
        Some(match day.and_then(|day| self.choices.is_workday(self.reader, day)) {
            Some(true) => texts.tell("date-worked", [("date", said.into())]),
            Some(false) => texts.tell("date-rest", [("date", said.into())]),
            None => said,
        })
    }
}

/// Whether the codes of an open field are chosen from a list.
pub(super) fn has_codes(kind: Kind, path: &str) -> bool {
    USUAL.get(&(kind.as_str().to_owned(), path.to_owned())).is_some_and(|codes| !codes.is_empty())
}

/// The usual codes of an open field with their words, in the order of the law.
pub(crate) fn codes_of(reader: &Reader, kind: Kind, path: &str) -> Vec<(String, String)> {
    let codes = USUAL.get(&(kind.as_str().to_owned(), path.to_owned())).map_or(&[][..], Vec::as_slice);
    worded(reader, kind, codes, &format!("/payload/{path}/0"))
}

/// Codes with their words. Of two codes with one word the first is told: nobody could tell them apart.
fn worded(reader: &Reader, kind: Kind, codes: &[String], pointer: &str) -> Vec<(String, String)> {
    let sources = Sources { texts: &|_| None, names: &|_| None };
    let mut found: Vec<(String, String)> = Vec::new();
    for code in codes {
        let label = reader.words.value(kind, pointer, &json!(code), None, &sources);
        if found.iter().all(|(_, one)| *one != label) {
            found.push((code.clone(), label));
        }
    }
    found
}

/// The usual codes of every open field, as the catalogue for rulebooks tells them; those of regimes in the order of the law.
fn usual() -> BTreeMap<(String, String), Vec<String>> {
    let whole = vocabulary();
    let labels =
        |list: &str| whole.pointer(&format!("/open_zh/{}", list.replace('/', "~1"))).and_then(Value::as_object);
    let mut found = BTreeMap::new();
    for (kind, form) in whole["kinds"].as_object().into_iter().flatten() {
        for (path, list) in form["open"].as_object().into_iter().flatten() {
            let codes = list.as_str().and_then(labels).into_iter().flat_map(|labels| labels.keys().cloned());
            let mut codes: Vec<String> = codes.collect();
            codes.sort_by_cached_key(|code| place_in_law(code));
            found.insert((kind.clone(), path.clone()), codes);
        }
    }
    found
}

fn place_in_law(code: &str) -> usize {
    let lists = [
        CodeKind::AccountabilityForm,
        CodeKind::SanctionKind,
        CodeKind::Situation,
        CodeKind::Mitigating,
        CodeKind::Aggravating,
        CodeKind::Exempting,
    ];
    let regimes = Regimes::shipped().all().iter();
    let mut all = regimes.flat_map(|version| lists.iter().flat_map(move |list| version.entries(*list)));
    all.position(|entry| entry.code == code).unwrap_or(usize::MAX)
}
