//! From the text of a rulebook to rules, or to complaints that each name a line and say how to mend it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::bundle::{Bundle, RULEBOOK_FILE};
use crate::period::Counting;
use crate::rule::{Law, LegalText, Mark, Param, Rulebook, Window};
use crate::source::{BookSource, LawSource, LegalSource, WindowSource};
use crate::vocabulary::Vocabulary;

mod lint;
mod names;
mod params;
mod rules;

use names::Names;

/// The format this program reads.
pub const FORMAT: &str = "wenze-rulebook/1";
/// Most rules of one rulebook.
pub const RULES_MAX: usize = 1_000;

/// What is wrong with a rulebook, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Complaint {
    /// The file within the rulebook's folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The rule, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What is wrong and how to mend it.
    pub message: String,
    /// Whether the rulebook can be used all the same.
    pub is_warning: bool,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = self.rule.as_ref().map_or(String::new(), |rule| format!("{rule}: "));
        let weight = if self.is_warning { "warning" } else { "error" };
        write!(f, "{}:{}: {weight}: {rule}{}", self.file, self.line, self.message)
    }
}

/// What is collected while a rulebook is read.
pub(crate) struct Loading<'a> {
    text: &'a str,
    complaints: Vec<Complaint>,
    sources: BTreeMap<String, LegalSource>,
    countings: BTreeMap<String, Counting>,
    params: BTreeMap<String, Arc<Param>>,
    vocabulary: Option<&'static Vocabulary>,
    facts: Vec<String>,
    rule: Option<String>,
}

impl Rulebook {
    /// Reads a rulebook that builds on no other.
    pub fn load(bundle: &Bundle) -> Result<Self, Vec<Complaint>> {
        Self::load_upon(bundle, &[])
    }

    /// Reads a rulebook; what it `extends` must be among the bases.
    pub fn load_upon(bundle: &Bundle, bases: &[&Rulebook]) -> Result<Self, Vec<Complaint>> {
        let (book, complaints) = Self::read(bundle, bases);
        match book {
            Some(book) if complaints.iter().all(|complaint| complaint.is_warning) => Ok(book),
            _ => Err(complaints),
        }
    }

    /// Reads a rulebook and tells everything that is wrong with it, warnings too.
    pub fn read(bundle: &Bundle, bases: &[&Rulebook]) -> (Option<Self>, Vec<Complaint>) {
        let Some(text) = bundle.file(RULEBOOK_FILE) else {
            let message = format!("there is no {RULEBOOK_FILE}: a rulebook is a folder that holds one");
            return (
                None,
                vec![Complaint { file: RULEBOOK_FILE.to_owned(), line: 1, rule: None, message, is_warning: false }],
            );
        };
        let written: BookSource = match toml::from_str(text) {
            Ok(written) => written,
            Err(error) => return (None, vec![unreadable(text, RULEBOOK_FILE, &error)]),
        };
        let mut loading = Loading::new(text, &written);
        let book = loading.book(written, bundle, bases);
        loading.complaints.sort();
        (Some(book), loading.complaints)
    }
}

/// A text that is no TOML, or has a field the format does not know.
pub(crate) fn unreadable(text: &str, file: &str, error: &toml::de::Error) -> Complaint {
    let line = error.span().map_or(1, |span| line_of(text, span.start));
    Complaint { file: file.to_owned(), line, rule: None, message: error.message().to_owned(), is_warning: false }
}

/// The line of a byte, from 1.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

pub(crate) fn day(written: Datetime) -> Option<NaiveDate> {
    let date = written.date?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}

fn text_of(source: &LegalSource) -> LegalText {
    let window = Window { from: day(source.in_force.from), to: source.in_force.to.and_then(day) };
    let (name, name_en) = (source.name.clone(), source.name_en.clone());
    let (issuer, rank) = (source.issuer.clone(), source.rank);
    LegalText { name, name_en, issuer, rank, window, mark: source.mark.unwrap_or_default() }
}

impl<'a> Loading<'a> {
    fn new(text: &'a str, written: &BookSource) -> Self {
        Self {
            text,
            complaints: Vec::new(),
            sources: written.source.iter().map(|(id, source)| (id.clone(), source.get_ref().clone())).collect(),
            countings: written.counting.clone(),
            params: BTreeMap::new(),
            vocabulary: written.vocabulary.as_ref().and_then(|name| Vocabulary::named(name.get_ref())),
            facts: written.facts.iter().map(|fact| fact.get_ref().clone()).collect(),
            rule: None,
        }
    }

    fn book(&mut self, written: BookSource, bundle: &Bundle, bases: &[&Rulebook]) -> Rulebook {
        self.head(&written, bundle, bases);
        for (id, param) in &written.param {
            let made = params::param(self, id, param);
            self.params.insert(id.clone(), Arc::new(made));
        }
        if written.rule.len() > RULES_MAX {
            self.complain(1, format!("a rulebook has at most {RULES_MAX} rules: split it"));
        }
        let mut rules = Vec::with_capacity(written.rule.len().min(RULES_MAX));
        for rule in written.rule.iter().take(RULES_MAX) {
            self.rule = Some(rule.get_ref().id.clone());
            rules.push(rules::rule(self, rule.get_ref(), &rule.span()));
        }
        self.rule = None;
        let zone = written.timezone.get_ref().parse().unwrap_or(chrono_tz::Tz::Asia__Shanghai);
        let book = Rulebook {
            id: Arc::from(written.id),
            version: Arc::from(written.version),
            title: written.title,
            title_en: written.title_en,
            digest: bundle.digest(),
            zone,
            calendar: Arc::from(written.calendar),
            in_use: written.in_use,
            vocabulary: written.vocabulary.map(|name| Arc::from(name.into_inner())),
            extends: written.extends.into_iter().map(Spanned::into_inner).collect(),
            texts: self.sources.iter().map(|(id, source)| (id.clone(), text_of(source))).collect(),
            params: self.params.clone(),
            rules,
        };
        lint::whole(self, &book, bases);
        book
    }

    /// What stands above the rules.
    fn head(&mut self, written: &BookSource, bundle: &Bundle, bases: &[&Rulebook]) {
        if written.format.get_ref() != FORMAT {
            self.complain(self.line(written.format.span().start), format!("the format is \"{FORMAT}\""));
        }
        if written.timezone.get_ref().parse::<chrono_tz::Tz>().is_err() {
            self.complain(
                self.line(written.timezone.span().start),
                "a zone is a name such as \"Asia/Shanghai\"".to_owned(),
            );
        }
        if let Some(name) = written.vocabulary.as_ref().filter(|_| self.vocabulary.is_none()) {
            self.complain(self.line(name.span().start), "the only vocabulary there is, is \"wenze\"".to_owned());
        }
        for base in &written.extends {
            if !bases.iter().any(|known| known.release() == *base.get_ref()) {
                let message = format!("it builds on '{}', which is not loaded: load that rulebook too", base.get_ref());
                self.complain(self.line(base.span().start), message);
            }
        }
        for base in bases.iter().filter(|base| written.extends.iter().any(|e| *e.get_ref() == base.release())) {
            for (id, param) in &base.params {
                self.params.entry(id.clone()).or_insert_with(|| param.clone());
            }
        }
        lint::facts(self, written);
        lint::sources(self, written, bundle);
    }

    fn line(&self, offset: usize) -> usize {
        line_of(self.text, offset)
    }

    pub(crate) fn complain(&mut self, line: usize, message: String) {
        self.push(line, message, false);
    }

    pub(crate) fn warn(&mut self, line: usize, message: String) {
        self.push(line, message, true);
    }

    fn push(&mut self, line: usize, message: String, is_warning: bool) {
        let rule = self.rule.clone();
        self.complaints.push(Complaint { file: RULEBOOK_FILE.to_owned(), line, rule, message, is_warning });
    }

    fn window(&mut self, written: &WindowSource, line: usize) -> Window {
        let window = Window { from: day(written.from), to: written.to.and_then(day) };
        if window.from.is_none() || (written.to.is_some() && window.to.is_none()) {
            self.complain(
                line,
                "a window is written { from = 2026-01-01, to = 2026-12-31 } with dates only".to_owned(),
            );
        }
        if window.from.zip(window.to).is_some_and(|(from, to)| to <= from) {
            self.complain(line, "the window ends before it begins; `to` is the first day after it".to_owned());
        }
        window
    }

    fn law(&mut self, written: &LawSource) -> Law {
        let source = written.source.get_ref();
        let known = self.sources.get(source).map(|known| (known.name.clone(), known.name_en.clone()));
        if known.is_none() {
            let known: Vec<&str> = self.sources.keys().map(String::as_str).collect();
            let message = format!("there is no [source.{source}]; there are: {}", known.join(", "));
            self.complain(self.line(written.source.span().start), message);
        }
        let (name, name_en) = known.unwrap_or_default();
        Law {
            source: Arc::from(source.as_str()),
            name: Arc::from(name),
            name_en: name_en.map(Arc::from),
            at: written.at.clone(),
            at_en: written.at_en.clone(),
            note: written.note.clone(),
            mark: written.mark.unwrap_or(Mark::Remembered),
        }
    }

    fn names(&self) -> Names<'_> {
        Names::new(self.vocabulary, &self.facts)
    }
}

#[cfg(test)]
mod tests;
