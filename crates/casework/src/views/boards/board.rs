//! Items of rectification over all cases, and the letters by which they are pressed for with what was answered.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::acts::{Act, Kind};
use wenze_domain::codes::{CodeList, Level};
use wenze_domain::effective::Cut;
use wenze_domain::event::Event;
use wenze_domain::fields::PartialDate;
use wenze_domain::history::History;
use wenze_domain::time::office_day;
use wenze_domain::words::Words;
use wenze_projections::rectification_board::{self, BoardRow, OnDay};

use super::Coded;
use super::rectification::{ItemView, by_item, item};
use crate::views::lists::Page;
use crate::{Casework, Error, PAGE_ROWS_MAX};

pub use wenze_projections::rectification_board::Shown as ItemsShown;

/// Most items on one page of letters: of each the history of its case is read.
pub const SUPERVISED_MAX: u32 = 50;

/// An item of any case.
#[derive(Debug, Clone, Serialize)]
pub struct BoardItem {
    /// The case.
    pub case: Uuid,
    /// Number of its filing.
    pub number: Option<String>,
    /// The item as it stands on the day.
    pub item: ItemView,
    /// The letters with their answers; only where they were asked for.
    pub letters: Vec<LetterView>,
}

/// A letter of supervision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterView {
    /// Its number.
    pub letter_no: Option<String>,
    /// Of an organ of which level.
    pub level: Option<Coded>,
    /// When it was issued.
    pub issued_on: Option<String>,
    /// Until when it asks for an answer.
    pub due_on: Option<String>,
    /// What was answered after it and before the next, in order.
    pub answers: Vec<AnswerView>,
    /// Its event.
    pub event_id: Uuid,
}

/// What the unit responsible did after a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerView {
    /// The act.
    pub act: Coded,
    /// Its day.
    pub on: Option<String>,
    /// Whether it came after the day until which the letter asks; none where either day is not known to the day.
    pub late: Option<bool>,
    /// Its event.
    pub event_id: Uuid,
}

/// A page of the board.
#[derive(Debug, Clone, Serialize)]
pub struct ItemsBoard {
    /// How many items of each there are.
    pub counts: Vec<(String, i64)>,
    /// The items, the one due first first.
    pub items: Page<BoardItem>,
}

impl Casework {
    /// Items over all cases as they stand on the day of a moment, page by page; with their letters where they are asked for.
    pub async fn items_board(
        &self,
        (shown, with_letters): (ItemsShown, bool),
        at: DateTime<Utc>,
        cursor: Option<&str>,
        limit: u32,
        words: &Words,
    ) -> Result<ItemsBoard, Error> {
        let limit = limit.clamp(1, if with_letters { SUPERVISED_MAX } else { PAGE_ROWS_MAX });
        let (pool, day, hidden) = (self.inner.views.pool(), office_day(at), self.hidden_ids());
        let after = cursor.map(|cursor| self.item_after(cursor)).transpose()?;
        let mut rows = rectification_board::board(pool, day, &hidden, shown, after, i64::from(limit) + 1).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let days = |due: NaiveDate| (due - NaiveDate::default()).num_days();
        let next = rows.last().filter(|_| more).map(|last| self.hide("items", days(last.due), last.item));
        let counts = rectification_board::counts(pool, day, &hidden).await?;
        let counts = counts.into_iter().map(|(shown, items)| (shown.as_str().to_owned(), items)).collect();
        let items = self.board_items(rows, day, with_letters, words).await?;
        Ok(ItemsBoard { counts, items: Page { items, next } })
    }

    async fn board_items(
        &self,
        rows: Vec<BoardRow>,
        day: NaiveDate,
        with_letters: bool,
        words: &Words,
    ) -> Result<Vec<BoardItem>, Error> {
        let pool = self.inner.views.pool();
        let cases: BTreeSet<Uuid> = rows.iter().map(|row| row.case_id).collect();
        let (ids, items): (Vec<Uuid>, Vec<Uuid>) = rows.iter().map(|row| (row.case_id, row.item)).unzip();
        let found = rectification_board::some(pool, day, &ids, &items).await?;
        let mut steps = by_item(rectification_board::ladders(pool, &ids, &items).await?, words);
        let named: HashSet<Uuid> = found.iter().flat_map(|row| [row.unit, row.person]).flatten().collect();
        let names = self.names(&named).await?;
        let texts = self.open_columns(found.iter().map(|row| &row.problem)).await?;
        let mut found: HashMap<Uuid, OnDay> = found.into_iter().map(|row| (row.item, row)).collect();
        let histories = if with_letters { self.case_histories(&cases).await? } else { HashMap::new() };
        let view = |row: BoardRow| {
            let taken = steps.remove(&row.item).unwrap_or_default();
            let letters = histories.get(&row.case_id).map(|history| letters(history, row.item, words));
            let item = item(found.remove(&row.item)?, taken, &texts, &names, words);
            Some(BoardItem { case: row.case_id, number: row.case_no, item, letters: letters.unwrap_or_default() })
        };
        Ok(rows.into_iter().filter_map(view).collect())
    }

    fn item_after(&self, cursor: &str) -> Result<(NaiveDate, Uuid), Error> {
        let (days, item) = self.reveal("items", cursor)?;
        let due = Duration::try_days(days).and_then(|days| NaiveDate::default().checked_add_signed(days));
        Ok((due.ok_or(Error::BadToken("items"))?, item))
    }
}

/// What the unit responsible answers by.
const ANSWERS: [Kind; 3] =
    [Kind::RectificationPlanFiled, Kind::RectificationProgressReported, Kind::RectificationClaimed];

/// The letters on an item, each with what was answered after it.
fn letters(history: &History, item: Uuid, words: &Words) -> Vec<LetterView> {
    let mut letters: Vec<(Option<PartialDate>, LetterView)> = Vec::new();
    for event in history.effective(Cut::default()).iter().map(|item| &*item.event) {
        if !event.refs().ids("item").any(|own| own == item) {
            continue;
        }
        if let Act::SupervisionLetterIssued(p) = event.act() {
            let level = p.level.known().copied();
            letters.push((
                p.due_on.known().copied(),
                LetterView {
                    letter_no: p.letter_no.known().map(|no| no.as_str().to_owned()),
                    level: Coded::of::<Level>(words, level.map(|level| level.as_str().to_owned())),
                    issued_on: p.issued_on.known().map(ToString::to_string),
                    due_on: p.due_on.known().map(ToString::to_string),
                    answers: Vec::new(),
                    event_id: event.id(),
                },
            ));
        } else if ANSWERS.contains(&event.kind())
            && let Some((due, letter)) = letters.last_mut()
        {
            letter.answers.push(answer(event, *due, words));
        }
    }
    letters.into_iter().map(|(_, letter)| letter).collect()
}

fn answer(event: &Event, due: Option<PartialDate>, words: &Words) -> AnswerView {
    let on = event.envelope.occurred.date;
    let late = on.zip(due).and_then(|(on, due)| {
        if on.first_day() > due.last_day() { Some(true) } else { (on.last_day() <= due.last_day()).then_some(false) }
    });
    let kind = event.kind();
    AnswerView {
        act: Coded { code: kind.as_str().to_owned(), words: words.kind(kind).to_owned() },
        on: on.map(|on| on.to_string()),
        late,
        event_id: event.id(),
    }
}
