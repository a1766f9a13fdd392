//! The list of acts: each with the way to its moment, what stands out in it, and the gaps between them.

use chrono::{DateTime, Utc};
use wenze_casework::AuditLine;
use wenze_domain::acts::Kind;

use super::super::read::Read;
use super::super::sequence::{self, Item};
use super::asked::Asked;
use super::signs::{Sign, Signs};
use crate::parts::When;
use crate::reader::Reader;

/// Acts in the list; of a longer record those around the moment are shown.
const SHOWN_MAX: usize = 120;

/// The list.
pub(super) struct Entries {
    pub(super) rows: Vec<Row>,
    pub(super) count: String,
    pub(super) earlier: Option<String>,
    pub(super) later: Option<String>,
}

/// A row of it.
pub(super) enum Row {
    /// An act.
    Act(Box<Entry>),
    /// Days without one.
    Gap(String),
}

/// One act.
pub(super) struct Entry {
    pub(super) version: i32,
    pub(super) no: String,
    pub(super) title: String,
    pub(super) happened: When,
    pub(super) by: String,
    pub(super) href: String,
    /// Compares the moment looked at with this one.
    pub(super) compare: String,
    pub(super) signs: Vec<Sign>,
    pub(super) is_here: bool,
    pub(super) is_pinned: bool,
    pub(super) is_voided: bool,
    /// Why it does not count at the moment looked at.
    pub(super) beyond: Option<String>,
}

impl Entries {
    pub(super) fn new(reader: &Reader, asked: &Asked, read: &Read, signs: &Signs) -> Self {
        let version = asked.version(read.at.version_now);
        let place = read.lines.iter().position(|line| line.version >= version).unwrap_or(read.lines.len());
        let is_whole = read.lines.len() <= SHOWN_MAX;
        let first = if is_whole { 0 } else { place.saturating_sub(SHOWN_MAX / 2).min(read.lines.len() - SHOWN_MAX) };
        let shown: Vec<&AuditLine> = read.lines.iter().skip(first).take(SHOWN_MAX).collect();
        let items: Vec<Item> = shown.iter().map(|line| item(line)).collect();
        let order: Vec<usize> = (0..items.len()).collect();
        let gaps = sequence::gaps(&items, &order);
        let drawing = Drawing { reader, asked, read, signs, version };
        let mut rows = Vec::new();
        for (line, gap) in shown.iter().zip(gaps) {
            rows.extend(gap.map(|days| Row::Gap(reader.texts.tell("gap", [("days", days.into())]))));
            rows.push(Row::Act(Box::new(drawing.entry(line))));
        }
        let edge = |line: Option<&&AuditLine>, is_more: bool| {
            line.filter(|_| is_more).map(|line| asked.at(read.id, line.version))
        };
        let starts = shown.first().map_or(1, |line| line.version);
        let ends = shown.last().map_or(0, |line| line.version);
        Self {
            count: reader.texts.tell("acts", [("acts", read.at.version_now.into())]),
            earlier: edge(shown.first(), starts > 1),
            later: edge(shown.last(), ends < read.at.version_now),
            rows,
        }
    }
}

fn item(line: &AuditLine) -> Item {
    Item { date: line.entry.occurred.date, phase: Kind::parse(&line.kind).and_then(sequence::phase_of) }
}

struct Drawing<'a> {
    reader: &'a Reader,
    asked: &'a Asked,
    read: &'a Read,
    signs: &'a Signs,
    version: i32,
}

impl Drawing<'_> {
    fn entry(&self, line: &AuditLine) -> Entry {
        let id = self.read.id;
        Entry {
            version: line.version,
            no: self.reader.texts.tell("entry-no", [("no", line.version.into())]),
            title: line.title.clone(),
            happened: When::occurred(self.reader.words, &line.entry.occurred),
            by: line.on_behalf_of.clone().unwrap_or_else(|| line.entered_by.clone()),
            href: self.asked.at(id, line.version),
            compare: self.asked.with(id, self.version, Some(line.version)),
            signs: self.signs.beside(line.version),
            is_here: line.version == self.version,
            is_pinned: self.asked.against == Some(line.version),
            is_voided: line.voided,
            beyond: self.beyond(line),
        }
    }

    /// An act that was recorded later, not known yet, or had not happened.
    fn beyond(&self, line: &AuditLine) -> Option<String> {
        let text = if line.version > self.version {
            /* text */
            "entry-later"
        } else if self.asked.cut.known.is_some_and(|known| known_at(line) > known) {
            /* text */
            "entry-unknown"
        } else if self.asked.cut.as_of.is_some_and(|as_of| happened_after(line, as_of)) {
            /* text */
            "entry-future"
        } else {
            return None;
        };
        Some(self.reader.texts.say(text))
    }
}

fn known_at(line: &AuditLine) -> DateTime<Utc> {
    line.entry.known_at.unwrap_or(line.recorded_at)
}

fn happened_after(line: &AuditLine, as_of: DateTime<Utc>) -> bool {
    line.entry.occurred.window().is_some_and(|(from, _)| from > as_of)
}
