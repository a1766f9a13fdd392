//! The history of a case: the course through the phases, then every act in bands.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;
use wenze_casework::{AuditLine, RemarkKind};
use wenze_domain::acts::Kind;
use wenze_domain::fields::PartialDate;
use wenze_domain::spec::Phase;

use super::asked::{AFTER, Asked, OLDEST, ORDER};
use super::entry::{Entry, Surroundings};
use super::labels::Labels;
use super::narrowed::Fields;
use super::read::{ACTS_MAX, Read};
use super::sequence::{self, Item};
use crate::parts::When;
use crate::reader::Reader;

/// The phases every case may go through, in their order. The last three are shown only when there are acts of them.
const COURSE: [Phase; 10] = [
    Phase::Intake,
    Phase::Clue,
    Phase::Filing,
    Phase::Investigation,
    Phase::Review,
    Phase::Decision,
    Phase::Execution,
    Phase::Appeal,
    Phase::Rectification,
    Phase::Clarification,
];
const COURSE_ALWAYS: usize = 7;

/// The history.
pub(super) struct Timeline {
    pub(super) course: Vec<Step>,
    pub(super) bands: Vec<Band>,
    pub(super) count: String,
    /// The form that asks for some acts.
    pub(super) narrow: Fields,
    /// None of them is wanted.
    pub(super) is_in_vain: bool,
    pub(super) is_oldest_first: bool,
    pub(super) newest_first: String,
    pub(super) oldest_first: String,
    /// What holds for every act, said once.
    pub(super) notes: Vec<String>,
    /// Further parts of a long history.
    pub(super) earlier: Option<String>,
    pub(super) later: Option<String>,
}

/// One phase of the course.
pub(super) struct Step {
    pub(super) word: String,
    /// How many acts, and from when until when; none when the case has not come there.
    pub(super) reached: Option<Reached>,
}

/// What a phase of the course holds.
pub(super) struct Reached {
    pub(super) href: String,
    pub(super) acts: String,
    pub(super) from: Option<When>,
    pub(super) until: Option<When>,
}

/// Acts of one phase, one after the other.
pub(super) struct Band {
    pub(super) anchor: String,
    pub(super) word: String,
    pub(super) about: String,
    pub(super) rows: Vec<Row>,
}

/// A row of a band.
pub(super) enum Row {
    /// An act.
    Act(Box<Entry>),
    /// A gap.
    Gap(String),
}

impl Timeline {
    pub(super) fn new(reader: &Reader, asked: &Asked, read: &Read, labels: &Labels) -> Self {
        let shown = shown(read);
        let items: Vec<Item> = shown.iter().map(|line| item(line)).collect();
        let order = sequence::by_date(&items);
        let mut drawing = Drawing { reader, asked, read, labels, shown: &shown, items: &items, source: source(&shown) };
        let (bands, anchors) = drawing.bands(&order);
        Self {
            course: drawing.course(&anchors),
            is_in_vain: bands.is_empty() && !shown.is_empty(),
            bands,
            count: drawing.count(),
            narrow: asked.narrowed.fields(reader),
            is_oldest_first: asked.oldest_first,
            newest_first: reader.with(&[(ORDER, None)]),
            oldest_first: reader.with(&[(ORDER, Some(OLDEST))]),
            notes: drawing.notes(),
            earlier: (read.after > 0).then(|| part(reader, read.after - ACTS_MAX)),
            later: (read.after + ACTS_MAX < read.at.version_now).then(|| part(reader, read.after + ACTS_MAX)),
        }
    }
}

fn part(reader: &Reader, after: i32) -> String {
    reader.with(&[(AFTER, Some(&after.max(0).to_string()))])
}

/// Each act as it stood at the moment; those recorded or done later as they stand now.
fn shown(read: &Read) -> Vec<&AuditLine> {
    let then: HashMap<Uuid, &AuditLine> = read.then.iter().flatten().map(|line| (line.event_id, line)).collect();
    read.lines.iter().map(|line| then.get(&line.event_id).copied().unwrap_or(line)).collect()
}

fn item(line: &AuditLine) -> Item {
    Item { date: line.entry.occurred.date, phase: Kind::parse(&line.kind).and_then(sequence::phase_of) }
}

/// The set that every act was imported from, when it is one and the same.
fn source<'a>(shown: &[&'a AuditLine]) -> Option<&'a str> {
    let set = |line: &'a AuditLine| line.entry.origin.as_ref().map(|origin| origin.set.as_str());
    let first = set(shown.first()?)?;
    shown.iter().all(|line| set(line) == Some(first)).then_some(first)
}

struct Drawing<'a> {
    reader: &'a Reader,
    asked: &'a Asked,
    read: &'a Read,
    labels: &'a Labels,
    shown: &'a [&'a AuditLine],
    items: &'a [Item],
    source: Option<&'a str>,
}

impl Drawing<'_> {
    /// The bands as they are drawn, and where the earliest band of each phase stands.
    fn bands(&mut self, order: &[usize]) -> (Vec<Band>, HashMap<Phase, String>) {
        let mut gaps = sequence::gaps(self.items, order).into_iter();
        let around = Surroundings::new(self.reader, self.read, self.shown, self.labels, self.source.is_some());
        let mut anchors = HashMap::new();
        let mut bands = Vec::new();
        for (number, band) in sequence::bands(self.items, order).into_iter().enumerate() {
            let anchor = format!("band-{}", number + 1);
            band.phase.map(|phase| anchors.entry(phase).or_insert_with(|| anchor.clone()));
            let mut rows = Vec::new();
            for place in &band.places {
                // Between some of the acts no gap is one.
                let gap = gaps.next().flatten().filter(|_| !self.asked.narrowed.is_on());
                rows.extend(gap.map(|days| Row::Gap(self.reader.texts.tell("gap", [("days", days.into())]))));
                if self.is_wanted(*place) {
                    rows.push(Row::Act(Box::new(Entry::new(&around, self.shown[*place]))));
                }
            }
            if rows.is_empty() {
                continue;
            }
            if !self.asked.oldest_first {
                rows.reverse();
            }
            let word = band.phase.map_or_else(|| self.reader.texts.say("band-record"), |p| self.reader.words.phase(p));
            bands.push(Band { anchor, word, about: self.about(&band.places), rows });
        }
        if !self.asked.oldest_first {
            bands.reverse();
        }
        (bands, anchors)
    }

    fn is_wanted(&self, place: usize) -> bool {
        self.asked.narrowed.wants(self.read, self.shown[place])
    }

    /// How many acts there are, and how many of them are shown.
    fn count(&self) -> String {
        let texts = self.reader.texts;
        let acts = texts.tell("acts", [("acts", self.shown.len().into())]);
        if !self.asked.narrowed.is_on() {
            return acts;
        }
        let wanted = (0..self.shown.len()).filter(|place| self.is_wanted(*place)).count();
        texts.tell("which-shown", [("acts", acts.into()), ("n", wanted.into())])
    }

    /// How many acts, and how long they took.
    fn about(&self, places: &[usize]) -> String {
        let texts = self.reader.texts;
        let acts = texts.tell("acts", [("acts", places.len().into())]);
        let Some((from, until)) = self.window(places.iter().copied()) else { return acts };
        let days = (until.last_day() - from.first_day()).num_days() + 1;
        let (from, until) = (self.reader.words.partial_date(from), self.reader.words.partial_date(until));
        let span = if from == until {
            from
        } else {
            texts.tell("band-span", [("from", from.into()), ("until", until.into()), ("days", days.into())])
        };
        format!("{span} · {acts}")
    }

    fn window(&self, places: impl Iterator<Item = usize>) -> Option<(PartialDate, PartialDate)> {
        let dates: Vec<PartialDate> = places.filter_map(|place| self.items[place].date).collect();
        let first: fn(&PartialDate) -> NaiveDate = |date| date.first_day();
        Some((dates.iter().min_by_key(|d| first(d)).copied()?, dates.iter().max_by_key(|d| d.last_day()).copied()?))
    }

    /// The course through the phases, without what came after the moment.
    fn course(&self, anchors: &HashMap<Phase, String>) -> Vec<Step> {
        let counted = |place: &usize| self.read.then.is_none() || self.is_then(self.shown[*place]);
        let step = |(place, phase): (usize, &Phase)| {
            let acts: Vec<usize> = (0..self.items.len())
                .filter(|at| self.items[*at].phase == Some(*phase) && !self.shown[*at].voided)
                .filter(counted)
                .collect();
            let reached = (!acts.is_empty()).then(|| self.reached(&acts, anchors.get(phase)));
            (place < COURSE_ALWAYS || reached.is_some())
                .then(|| Step { word: self.reader.words.phase(*phase), reached })
        };
        COURSE.iter().enumerate().filter_map(step).collect()
    }

    fn reached(&self, acts: &[usize], anchor: Option<&String>) -> Reached {
        let window = self.window(acts.iter().copied());
        let date = |date| When::date(self.reader.words, date);
        // A phase whose few acts stand inside another has no band of its own.
        let fallback = || format!("v{}", self.shown[acts[0]].version);
        Reached {
            href: format!("#{}", anchor.cloned().unwrap_or_else(fallback)),
            acts: self.reader.texts.tell("acts", [("acts", acts.len().into())]),
            from: window.map(|(from, _)| date(from)),
            until: window.filter(|(from, until)| from != until).map(|(_, until)| date(until)),
        }
    }

    fn is_then(&self, line: &AuditLine) -> bool {
        self.read.then.iter().flatten().any(|then| then.event_id == line.event_id)
    }

    fn notes(&self) -> Vec<String> {
        let texts = self.reader.texts;
        let imported = self.source.map(|set| texts.tell("note-imported", [("set", set.into())]));
        let is_known = |line: &&AuditLine| line.remarks.iter().any(|remark| remark.kind == RemarkKind::KnownAt);
        let known = self.shown.iter().any(is_known).then(|| texts.say("note-known"));
        let last = self.read.lines.last().map_or(self.read.after, |line| line.version);
        let missing = self.read.at.version_now.min(self.read.after + ACTS_MAX) - last;
        let behind = (missing > 0).then(|| texts.tell("note-behind", [("acts", missing.into())]));
        [behind, imported, known].into_iter().flatten().collect()
    }
}
