//! `/cases/{id}/story`: the history of a case as one text, phase by phase, to be read and printed.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;
use wenze_casework::{AuditLine, REPLAY_EVENTS_MAX};
use wenze_domain::acts::Kind;

use super::asked::Asked;
use super::doors::Doors;
use super::head::{self, Head};
use super::read::Read;
use super::replay::{at_version, recorded};
use super::sequence::{self, Item};
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

const ROUTE: &str = "/cases/{id}/story";

/// The history as a text.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    let asked = Asked::of(&reader)?;
    let read = Read::replayed(&casework, id, asked.cut, &reader).await?;
    if !asked.is_now() {
        recorded(&casework, &reader, id, asked.cut).await?;
    }
    // Told as it was known then: what was corrected later stands as it stood.
    let lines = casework.replayed(id, asked.cut, reader.words).await?;
    page(&StoryPage::new(&reader, &read, &lines, asked.is_now()))
}

#[derive(Template)]
#[template(path = "story.html")]
struct StoryPage {
    frame: Frame,
    doors: Doors,
    head: Head,
    about: Option<String>,
    /// The moment, where it is not now.
    moment: Option<String>,
    chapters: Vec<Chapter>,
    /// How many acts found no room.
    more: Option<String>,
}

/// What happened in one phase.
struct Chapter {
    title: String,
    paragraphs: Vec<Paragraph>,
}

/// A paragraph.
enum Paragraph {
    /// An act: when, by whom, what, and what there is to remark.
    Act {
        no: String,
        href: String,
        when: String,
        by: String,
        title: String,
        sentence: String,
        remarks: Vec<String>,
        is_voided: bool,
    },
    /// Days without one.
    Gap(String),
}

impl StoryPage {
    fn new(reader: &Reader, read: &Read, lines: &[AuditLine], is_now: bool) -> Self {
        let doors = Doors::new(reader, read.id, &read.now, ROUTE);
        let more = lines.len().saturating_sub(SHOWN_MAX);
        let shown = &lines[..lines.len().min(SHOWN_MAX)];
        let moment = || {
            let version = read.at.view.case.version;
            reader.texts.tell("then-version", [("version", version.into()), ("latest", read.at.version_now.into())])
        };
        Self {
            frame: Frame::new(reader, &doors.title()),
            about: head::about(reader, read),
            head: Head::new(reader, read),
            moment: (!is_now).then(moment),
            chapters: chapters(reader, read.id, shown),
            more: (more > 0).then(|| reader.texts.tell("story-more", [("acts", more.into())])),
            doors,
        }
    }
}

/// Most acts of one text.
const SHOWN_MAX: usize = REPLAY_EVENTS_MAX;

fn chapters(reader: &Reader, case: Uuid, lines: &[AuditLine]) -> Vec<Chapter> {
    let items: Vec<Item> = lines.iter().map(item).collect();
    let order = sequence::by_date(&items);
    let mut gaps = sequence::gaps(&items, &order).into_iter();
    let mut chapters = Vec::new();
    for band in sequence::bands(&items, &order) {
        let mut paragraphs = Vec::new();
        for place in &band.places {
            let gap = gaps.next().flatten();
            paragraphs.extend(gap.map(|days| Paragraph::Gap(reader.texts.tell("gap", [("days", days.into())]))));
            paragraphs.push(told(reader, case, &lines[*place]));
        }
        let title = band.phase.map_or_else(|| reader.texts.say("band-record"), |phase| reader.words.phase(phase));
        chapters.push(Chapter { title, paragraphs });
    }
    chapters
}

fn item(line: &AuditLine) -> Item {
    Item { date: line.entry.occurred.date, phase: Kind::parse(&line.kind).and_then(sequence::phase_of) }
}

fn told(reader: &Reader, case: Uuid, line: &AuditLine) -> Paragraph {
    let behalf = line.on_behalf_of.clone();
    let by = behalf.unwrap_or_else(|| format!("{} · {}", line.office, line.entered_by));
    Paragraph::Act {
        no: reader.texts.tell("entry-no", [("no", line.version.into())]),
        href: at_version(case, line.version),
        when: line.occurred_words.clone(),
        by,
        title: line.title.clone(),
        sentence: line.sentence.clone(),
        remarks: line.remarks.iter().map(|remark| remark.text.clone()).collect(),
        is_voided: line.voided,
    }
}
