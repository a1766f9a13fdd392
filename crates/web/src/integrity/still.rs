//! Cases in which nothing was recorded for many days, and which are not over.

use wenze_casework::{CaseSummary, Casework};

use super::since;
use crate::cases::number;
use crate::failure::Failure;
use crate::parts::{StateTag, When};
use crate::reader::Reader;
use crate::shape::Shape;

/// Rows that one page is chosen from.
const PAGE_ROWS: u32 = 100;
/// How many days may be asked for; the first stands where none is.
const DAYS: [u16; 4] = [60, 30, 90, 180];
const DAYS_ASKED: &str = "days";
const CURSOR: &str = "cursor";

/// The cases that stand still.
pub(super) struct Still {
    pub(super) days: Vec<(u16, bool)>,
    pub(super) rows: Vec<Row>,
    pub(super) says: String,
    pub(super) next: Option<String>,
    pub(super) first: Option<String>,
}

/// One case.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) kind: String,
    pub(super) stage: StateTag,
    pub(super) recorded: When,
    pub(super) days: String,
}

impl Still {
    pub(super) async fn read(casework: &Casework, reader: &Reader) -> Result<Self, Failure> {
        let asked = match reader.parameter(DAYS_ASKED) {
            None => DAYS[0],
            Some(text) => {
                let days = text.parse().ok().filter(|days| DAYS.contains(days));
                days.ok_or_else(|| Failure::Unreadable(/* text */ "still-days", text.chars().take(20).collect()))?
            }
        };
        let found = casework.cases_idle(since(reader, asked), reader.parameter(CURSOR), PAGE_ROWS).await?;
        let rows: Vec<Row> = found.items.iter().filter(|one| !is_over(one)).map(|one| row(reader, one)).collect();
        let mut days = DAYS;
        days.sort_unstable();
        Ok(Self {
            days: days.map(|days| (days, days == asked)).to_vec(),
            says: reader.texts.tell("still-says", [("cases", rows.len().into()), ("days", asked.into())]),
            rows,
            next: found.next.as_deref().map(|cursor| reader.with(&[(CURSOR, Some(cursor))])),
            first: reader.parameter(CURSOR).map(|_| reader.with(&[(CURSOR, None)])),
        })
    }
}

/// Nothing more is awaited of what ended, as intended or otherwise.
fn is_over(one: &CaseSummary) -> bool {
    matches!(Shape::of(&one.machine, &one.stage), Shape::Done | Shape::Ended)
}

fn row(reader: &Reader, one: &CaseSummary) -> Row {
    let days = (reader.now - one.last_recorded_at).num_days();
    Row {
        href: format!("/cases/{}", one.id),
        number: number(reader, one),
        kind: reader.words.refs_role(&one.designation),
        stage: StateTag::new(reader.words, &one.machine, &one.stage),
        recorded: When::instant(reader.words, one.last_recorded_at),
        days: reader.texts.tell("still-for", [("days", days.into())]),
    }
}
