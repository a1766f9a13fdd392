//! `/rectification`: what is to be put right over all cases, with the step of the ladder; `/supervision`: the letters by which it is
//! pressed for, until when each asks for an answer, and what was answered.

use askama::Template;
use axum::response::Response;
use wenze_casework::{ItemsBoard, ItemsShown};

use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::overview::{Way, ways};
use crate::reader::Reader;
use crate::seen::Seen;

mod letters;
mod rows;

use letters::Letters;
use rows::Row;

/// Items on one page.
const PAGE_ROWS: u32 = 50;
/// Items with their letters on one page: of each the history of its case is read.
const LETTER_ROWS: u32 = 25;
/// The parameters of the pages.
const SHOWN: &str = "shown";
const CURSOR: &str = "cursor";

/// The board of rectification.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let shown = match reader.parameter(SHOWN) {
        None => ItemsShown::Open,
        Some(text) => ItemsShown::parse(text)
            .ok_or_else(|| Failure::Unreadable(/* text */ "items-shown-as", text.chars().take(40).collect()))?,
    };
    let cursor = reader.parameter(CURSOR);
    let board = casework.items_board((shown, false), reader.now, cursor, PAGE_ROWS, reader.words).await?;
    page(&ItemsPage::new(&reader, shown, &board))
}

/// The letters of supervision.
pub(crate) async fn letters(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let pressed = (ItemsShown::Pressed, true);
    let cursor = reader.parameter(CURSOR);
    let board = casework.items_board(pressed, reader.now, cursor, LETTER_ROWS, reader.words).await?;
    page(&SupervisionPage::new(&reader, &board))
}

#[derive(Template)]
#[template(path = "rectification.html")]
struct ItemsPage {
    frame: Frame,
    ways: Vec<Way>,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    shown: String,
    next: Option<String>,
    first: Option<String>,
    /// What to do where nothing stands here.
    empty: (String, String),
}

/// One tab.
struct Tab {
    href: String,
    word: String,
    count: i64,
    is_current: bool,
}

impl ItemsPage {
    fn new(reader: &Reader, shown: ItemsShown, board: &ItemsBoard) -> Self {
        let texts = reader.texts;
        let rows: Vec<Row> = board.items.items.iter().map(|item| Row::new(reader, item)).collect();
        let tab = |one: ItemsShown| Tab {
            href: reader.with(&[(SHOWN, Some(one.as_str())), (CURSOR, None)]),
            word: called(reader, one),
            count: board.counts.iter().find(|(name, _)| name == one.as_str()).map_or(0, |(_, count)| *count),
            is_current: one == shown,
        };
        let next = board.items.next.as_deref();
        Self {
            frame: Frame::new(reader, &texts.say("items-title")),
            ways: ways(reader),
            tabs: ItemsShown::ALL.into_iter().map(tab).collect(),
            shown: texts.tell("items-shown", [("items", rows.len().into())]),
            next: next.map(|cursor| reader.with(&[(CURSOR, Some(cursor))])),
            first: reader.parameter(CURSOR).map(|_| reader.with(&[(CURSOR, None)])),
            empty: empty(reader, shown),
            rows,
        }
    }
}

fn called(reader: &Reader, shown: ItemsShown) -> String {
    let texts = reader.texts;
    match shown {
        ItemsShown::Open => texts.say("items-open"),
        ItemsShown::Overdue => texts.say("items-overdue"),
        ItemsShown::Pressed => texts.say("items-pressed"),
        ItemsShown::Accepted => texts.say("items-accepted"),
    }
}

fn empty(reader: &Reader, shown: ItemsShown) -> (String, String) {
    let texts = reader.texts;
    match shown {
        ItemsShown::Open => (texts.say("items-open-empty"), texts.say("items-open-empty-advice")),
        ItemsShown::Overdue => (texts.say("items-overdue-empty"), texts.say("items-overdue-empty-advice")),
        ItemsShown::Pressed => (texts.say("items-pressed-empty"), texts.say("items-pressed-empty-advice")),
        ItemsShown::Accepted => (texts.say("items-accepted-empty"), texts.say("items-accepted-empty-advice")),
    }
}

#[derive(Template)]
#[template(path = "supervision.html")]
struct SupervisionPage {
    frame: Frame,
    ways: Vec<Way>,
    rows: Vec<Letters>,
    shown: String,
    next: Option<String>,
    first: Option<String>,
}

impl SupervisionPage {
    fn new(reader: &Reader, board: &ItemsBoard) -> Self {
        let texts = reader.texts;
        let rows: Vec<Letters> = board.items.items.iter().map(|item| Letters::new(reader, item)).collect();
        let next = board.items.next.as_deref();
        Self {
            frame: Frame::new(reader, &texts.say("supervision-title")),
            ways: ways(reader),
            shown: texts.tell("items-shown", [("items", rows.len().into())]),
            next: next.map(|cursor| reader.with(&[(CURSOR, Some(cursor))])),
            first: reader.parameter(CURSOR).map(|_| reader.with(&[(CURSOR, None)])),
            rows,
        }
    }
}
