//! One statistic on a page: what counts, a chart, the table.

use wenze_casework::statistics::{Both, Dimension};
use wenze_casework::{StatisticAsked, StatisticCell, StatisticView};
use wenze_domain::words::Lang;

use super::asked::link;
use super::chart::Chart;
use crate::reader::Reader;

/// Rows of a table that stand on a page with other tables; the page of the statistic has all.
const ROWS_MAX: usize = 40;

/// A statistic with its numbers.
pub(super) struct Section {
    pub(super) id: String,
    pub(super) title: String,
    /// What counts, and what does not.
    pub(super) counts: String,
    /// Its own page.
    pub(super) href: String,
    pub(super) csv: String,
    /// How many in all, with the unit.
    pub(super) total: String,
    pub(super) total_href: String,
    /// How many without a date, and their list.
    pub(super) undated: Option<(String, String)>,
    pub(super) heads: Vec<String>,
    pub(super) has_times: bool,
    pub(super) rows: Vec<Row>,
    /// That there are more rows.
    pub(super) more: Option<String>,
    pub(super) chart: Option<Chart>,
}

/// One number.
pub(super) struct Row {
    pub(super) values: Vec<String>,
    pub(super) count: i64,
    pub(super) href: String,
    /// What the link leads to, in words.
    pub(super) link: String,
    pub(super) share: String,
    /// Lower quartile, median, upper quartile, longest.
    pub(super) times: [String; 4],
}

/// Words in the language of the reader.
pub(super) fn said(both: Both, reader: &Reader) -> &'static str {
    match reader.lang {
        Lang::ZhCn => both[0],
        Lang::En => both[1],
    }
}

impl Section {
    /// A statistic on a page with others.
    pub(super) fn new(reader: &Reader, asked: &StatisticAsked, view: &StatisticView) -> Self {
        let mut section = Self::whole(reader, asked, view);
        if section.rows.len() > ROWS_MAX {
            let all = section.rows.len();
            section.more = Some(reader.texts.tell("statistics-more", [("rows", ROWS_MAX.into()), ("all", all.into())]));
            section.rows.truncate(ROWS_MAX);
        }
        section
    }

    /// A statistic with all its rows.
    pub(super) fn whole(reader: &Reader, asked: &StatisticAsked, view: &StatisticView) -> Self {
        let (texts, of) = (reader.texts, asked.statistic);
        let (id, title, unit) = (format!("s-{}", of.name), said(of.title, reader), said(of.unit, reader));
        let number = |count: i64| texts.tell("statistics-number", [("count", count.into()), ("unit", unit.into())]);
        let undated = view.undated.filter(|count| *count > 0).map(|count| {
            let words = texts.tell("statistics-undated", [("number", number(count).into())]);
            (words, link(reader, &asked.undated(), "/cases", None))
        });
        let head = |name: &&'static str| {
            Dimension::named(name).map_or_else(String::new, |of| said(of.title, reader).to_owned())
        };
        Self {
            chart: Chart::new(reader, &id, title, asked, &view.cells),
            id,
            title: title.to_owned(),
            counts: said(of.counts, reader).to_owned(),
            href: link(reader, asked, "", None),
            csv: link(reader, asked, "/table.csv", None),
            total: number(view.total),
            total_href: link(reader, asked, "/cases", None),
            undated,
            heads: asked.by.iter().map(head).collect(),
            has_times: of.has_times(),
            rows: view.cells.iter().map(|cell| row(reader, asked, cell, &number(cell.count))).collect(),
            more: None,
        }
    }
}

fn row(reader: &Reader, asked: &StatisticAsked, cell: &StatisticCell, number: &str) -> Row {
    let values: Vec<String> = cell.values.iter().map(|value| value.words.clone()).collect();
    let codes: Vec<&str> = cell.values.iter().map(|value| value.code.as_deref().unwrap_or_default()).collect();
    let what = values.join(" · ");
    let none = || reader.texts.say("statistics-too-few");
    let days = |days: Option<i32>| days.map_or_else(none, |days| days.to_string());
    Row {
        link: reader.texts.tell("statistics-list-of", [("what", what.into()), ("number", number.into())]),
        count: cell.count,
        href: link(reader, asked, "/cases", Some(codes.join(",").as_str()).filter(|_| !codes.is_empty())),
        share: cell.share.as_ref().map_or_else(none, |share| format!("{share}%")),
        times: [
            days(cell.times.map(|t| t.lower)),
            days(cell.times.map(|t| t.median)),
            days(cell.times.map(|t| t.upper)),
            days(cell.longest),
        ],
        values,
    }
}
