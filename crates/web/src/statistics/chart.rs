//! A chart, drawn here: bars of counts, or of times from the lower to the upper quartile with a mark at the median. It says
//! nothing that the table beside it does not.

use askama::Template;
use askama::filters::HtmlSafe;
use wenze_casework::{StatisticAsked, StatisticCell};

use crate::reader::Reader;

/// Bars of one chart; of more the largest are drawn, and the table has all.
const BARS_MAX: usize = 16;
/// Room of one bar, in pixels: a line of text and the bar under it.
const BAR_ROOM: usize = 34;
/// Longest label, in columns; a Chinese character takes two.
const LABEL_COLUMNS_MAX: usize = 44;

/// A chart.
#[derive(Template)]
#[template(path = "part/chart.html")]
pub(super) struct Chart {
    id: String,
    title: String,
    says: String,
    height: usize,
    bars: Vec<Bar>,
}

/// One bar; places across are shares of the whole width.
struct Bar {
    label: String,
    value: String,
    text_y: usize,
    y: usize,
    mark_y: usize,
    x: String,
    width: String,
    median: Option<String>,
}

// It is made by its own template, which escapes what it is given.
impl HtmlSafe for Chart {}

impl Chart {
    /// A chart of these numbers; none where there is nothing to compare.
    pub(super) fn new(
        reader: &Reader,
        id: &str,
        title: &str,
        asked: &StatisticAsked,
        cells: &[StatisticCell],
    ) -> Option<Self> {
        let is_timed = asked.statistic.measured;
        let mut drawn: Vec<&StatisticCell> = cells.iter().filter(|cell| !is_timed || cell.times.is_some()).collect();
        if drawn.is_empty() || asked.by.is_empty() {
            return None;
        }
        let all = drawn.len();
        if all > BARS_MAX {
            drawn.sort_by_key(|cell| std::cmp::Reverse(cell.count));
            drawn.truncate(BARS_MAX);
        }
        let most =
            drawn.iter().map(|cell| if is_timed { cell.times.map_or(0, |t| i64::from(t.upper)) } else { cell.count });
        let most = most.max().unwrap_or(1).max(1);
        let bars: Vec<Bar> = drawn.iter().enumerate().map(|(at, cell)| bar(reader, at, cell, is_timed, most)).collect();
        let says = match (is_timed, all > BARS_MAX) {
            (_, true) => reader.texts.tell("chart-cut", [("bars", BARS_MAX.into()), ("all", all.into())]),
            (true, false) => reader.texts.say("chart-times"),
            (false, false) => reader.texts.say("chart-counts"),
        };
        Some(Self { id: id.to_owned(), title: title.to_owned(), says, height: bars.len() * BAR_ROOM, bars })
    }
}

fn bar(reader: &Reader, at: usize, cell: &StatisticCell, is_timed: bool, most: i64) -> Bar {
    let top = at * BAR_ROOM;
    let (from, until, median, value) = match cell.times.filter(|_| is_timed) {
        Some(times) => {
            let days = [("lower", times.lower.into()), ("median", times.median.into()), ("upper", times.upper.into())];
            let said = reader.texts.tell("chart-days", days);
            (i64::from(times.lower), i64::from(times.upper), Some(i64::from(times.median)), said)
        }
        None => (0, cell.count, None, cell.count.to_string()),
    };
    Bar {
        label: label(cell),
        value,
        text_y: top + 13,
        y: top + 19,
        mark_y: top + 16,
        x: percent(from, most),
        // A bar of nothing, and quartiles on one day, still show.
        width: percent((until - from).max(0), most).replacen("0.0%", "0.4%", usize::from(until == from)),
        median: median.map(|median| percent(median, most)),
    }
}

/// In per cent with one decimal, of what the longest bar takes.
fn percent(part: i64, most: i64) -> String {
    let per_mille = part * 1_000 / most;
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}

fn label(cell: &StatisticCell) -> String {
    let words: Vec<&str> = cell.values.iter().map(|value| value.words.as_str()).collect();
    let whole = words.join(" · ");
    let (mut columns, mut short) = (0, String::new());
    for character in whole.chars() {
        columns += if character.is_ascii() { 1 } else { 2 };
        if columns > LABEL_COLUMNS_MAX {
            return short + "…";
        }
        short.push(character);
    }
    short
}
