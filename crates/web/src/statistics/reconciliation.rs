//! `/statistics/reconciliation`: the report of a quarter as it was printed beside what is known of that quarter now. Every difference opens
//! the list of what came to be counted since, and of what is counted no more.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use wenze_casework::statistics::Statistic;
use wenze_casework::{Casework, StatisticAsked, StatisticCell, StatisticGiven, StatisticView, moment};

use super::asked::{CELL, link, told};
use super::listed::Row as Counted;
use super::period::KNOWN;
use super::section::said;
use super::{GROUP, GROUPS, group_of};
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::When;
use crate::reader::{Reader, address};
use crate::seen::Seen;

mod differing;
mod quarter;

use differing::Differing;
use quarter::{Asked, asked};

/// The addresses.
pub(super) const PATH: &str = "/statistics/reconciliation";

/// The report of a quarter, then and now.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let chosen = reader.parameter(GROUP).unwrap_or(GROUPS[0].0);
    let unknown = || Failure::Unreadable(/* text */ "statistics-group", chosen.chars().take(40).collect());
    let (group, _, names) = GROUPS.into_iter().find(|(group, ..)| *group == chosen).ok_or_else(unknown)?;
    let (quarter, wrong) = match asked(&reader) {
        Ok(quarter) => (quarter, None),
        Err(why) => (quarter::usual(&reader), Some(why)),
    };
    let mut tables = Vec::new();
    for name in names {
        tables.push(Table::read(&casework, &reader, &quarter, name).await?);
    }
    let status = if wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let shown = page(&ReconciliationPage::new(&reader, &quarter, group, wrong, tables))?;
    Ok((status, shown).into_response())
}

/// What lies behind one difference.
pub(crate) async fn one(Seen(casework): Seen, Path(name): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let statistic = Statistic::named(&name).ok_or(Failure::NoPage)?;
    // Links of the report lead here, and nobody types such an address.
    let wrong = |why: String| Failure::Unreadable(/* text */ "statistics-asked", why);
    let quarter = asked(&reader).map_err(wrong)?;
    let (then, now) = both(&reader, &quarter, statistic.name).map_err(wrong)?;
    let cell = now.cell(reader.parameter(CELL)).map_err(|why| wrong(told(&reader, why)))?;
    let differing = Differing::read(&casework, &reader, (&then, &now), &cell).await?;
    let title = said(statistic.title, &reader);
    let up = address(PATH, &[quarter.parameters().as_slice(), [(GROUP, group_of(statistic))].as_slice()].concat());
    let crumbs = [
        ("/statistics".to_owned(), reader.texts.say("statistics-title")),
        (up, reader.texts.say("reconciliation-title")),
    ];
    let frame = Frame::new(&reader, title).under(&reader, &crumbs);
    let cell = reader.parameter(CELL);
    page(&DifferencePage {
        frame,
        title: title.to_owned(),
        quarter: quarter.said(&reader),
        printed: When::date(reader.words, quarter.printed),
        then: list_of(&reader, &quarter, &then, cell),
        now: link(&reader, &now, "/cases", cell),
        is_too_long: differing.is_too_long,
        has_times: differing.has_times,
        lists: lists(&reader, differing),
    })
}

fn lists(reader: &Reader, differing: Differing) -> Vec<List> {
    let list = |id, title: &str, none: &str, rows| List {
        id,
        title: reader.texts.say(title),
        none: reader.texts.say(none),
        rows,
    };
    vec![
        list(
            "added",
            /* text */ "reconciliation-added",
            /* text */ "reconciliation-none-added",
            differing.added,
        ),
        list("gone", /* text */ "reconciliation-gone", /* text */ "reconciliation-none-gone", differing.gone),
    ]
}

/// The same question as it was known when the report was printed, and as it is known now.
fn both(reader: &Reader, quarter: &Asked, name: &str) -> Result<(StatisticAsked, StatisticAsked), String> {
    let is_standing = Statistic::named(name).is_some_and(|one| one.standing);
    let (from, to) = (quarter.first.to_string(), quarter.last.to_string());
    let given = StatisticGiven {
        from: Some(from.as_str()).filter(|_| !is_standing),
        to: Some(&to),
        known: None,
        ..StatisticGiven::default()
    };
    let now = StatisticAsked::read(name, &given).map_err(|why| told(reader, why))?;
    let then = StatisticAsked { known: moment(&quarter.printed.to_string()), ..now.clone() };
    Ok((then, now))
}

/// The list of what was counted then; addresses name the day of knowledge themselves.
fn list_of(reader: &Reader, quarter: &Asked, then: &StatisticAsked, cell: Option<&str>) -> String {
    let list = link(reader, then, "/cases", cell);
    format!("{list}{}{KNOWN}={}", if list.contains('?') { "&" } else { "?" }, quarter.printed)
}

#[derive(Template)]
#[template(path = "reconciliation.html")]
struct ReconciliationPage {
    frame: Frame,
    tabs: Vec<(String, String, bool)>,
    wrong: Option<String>,
    group: &'static str,
    quarters: Vec<(String, String, bool)>,
    printed: String,
    lead: String,
    differences: String,
    tables: Vec<Table>,
}

impl ReconciliationPage {
    fn new(reader: &Reader, quarter: &Asked, group: &'static str, wrong: Option<String>, tables: Vec<Table>) -> Self {
        let texts = reader.texts;
        let tab = |(one, word, _): (&'static str, &'static str, _)| {
            let href = address(PATH, &[quarter.parameters().as_slice(), [(GROUP, one)].as_slice()].concat());
            (href, texts.say(word), one == group)
        };
        let crumbs = [("/statistics".to_owned(), texts.say("statistics-title"))];
        let differences: usize =
            tables.iter().map(|table| table.rows.iter().filter(|row| row.then != row.now).count()).sum();
        let says =
            [("quarter", quarter.said(reader).into()), ("printed", reader.words.partial_date(quarter.printed).into())];
        Self {
            frame: Frame::new(reader, &texts.say("reconciliation-title")).under(reader, &crumbs),
            tabs: GROUPS.into_iter().map(tab).collect(),
            wrong,
            group,
            quarters: quarter::choices(reader, quarter),
            printed: quarter.printed.to_string(),
            lead: texts.tell("reconciliation-says", says),
            differences: texts.tell("reconciliation-differences", [("n", differences.into())]),
            tables,
        }
    }
}

/// One statistic.
struct Table {
    title: String,
    counts: String,
    head: String,
    rows: Vec<Row>,
}

/// One number, then and now.
struct Row {
    what: String,
    then: i64,
    now: i64,
    /// How much it differs, with its sign; and the list of what does.
    difference: String,
    href: Option<String>,
}

impl Table {
    async fn read(casework: &Casework, reader: &Reader, quarter: &Asked, name: &str) -> Result<Self, Failure> {
        let wrong = |why: String| Failure::Unreadable(/* text */ "statistics-asked", why);
        let (then, now) = both(reader, quarter, name).map_err(wrong)?;
        let statistic = now.statistic;
        let (was, is) = (casework.statistic(&then, reader.words).await?, casework.statistic(&now, reader.words).await?);
        let head = now.by.iter().filter_map(|name| statistic.dimension(name)).map(|of| said(of.title, reader));
        Ok(Self {
            title: said(statistic.title, reader).to_owned(),
            counts: said(statistic.counts, reader).to_owned(),
            head: head.collect::<Vec<_>>().join(" · "),
            rows: rows(reader, quarter, statistic.name, (&was, &is)),
        })
    }
}

/// All together, then each value of which either knows.
fn rows(reader: &Reader, quarter: &Asked, name: &str, (was, is): (&StatisticView, &StatisticView)) -> Vec<Row> {
    let row = |what: String, cell: Option<&str>, then: i64, now: i64| {
        let kept = quarter.parameters().into_iter().chain(cell.map(|cell| (CELL, cell))).collect::<Vec<_>>();
        // As many can be others, so a number that is the same has its list, too.
        let is_any = (then, now) != (0, 0);
        let href = is_any.then(|| address(&format!("{PATH}/{name}"), &kept));
        Row { what, then, now, difference: signed(now - then), href }
    };
    let codes = |cell: &StatisticCell| -> String {
        let codes: Vec<&str> = cell.values.iter().map(|value| value.code.as_deref().unwrap_or_default()).collect();
        codes.join(",")
    };
    let words =
        |cell: &StatisticCell| cell.values.iter().map(|value| value.words.clone()).collect::<Vec<_>>().join(" · ");
    let count = |view: &StatisticView, code: &str| {
        view.cells.iter().find(|cell| codes(cell) == code).map_or(0, |cell| cell.count)
    };
    let mut all = vec![row(reader.texts.say("reconciliation-total"), None, was.total, is.total)];
    let gone = was.cells.iter().filter(|cell| is.cells.iter().all(|one| codes(one) != codes(cell)));
    for cell in is.cells.iter().chain(gone).filter(|cell| !cell.values.is_empty()) {
        let code = codes(cell);
        all.push(row(words(cell), Some(&code), count(was, &code), count(is, &code)));
    }
    all
}

fn signed(difference: i64) -> String {
    match difference {
        0 => "0".to_owned(),
        more if more > 0 => format!("+{more}"),
        less => format!("−{}", less.unsigned_abs()),
    }
}

#[derive(Template)]
#[template(path = "difference.html")]
struct DifferencePage {
    frame: Frame,
    title: String,
    quarter: String,
    printed: When,
    /// The whole lists, then and now.
    then: String,
    now: String,
    is_too_long: bool,
    has_times: bool,
    lists: Vec<List>,
}

/// Those on one side of a difference.
struct List {
    id: &'static str,
    title: String,
    none: String,
    rows: Vec<Counted>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_its_sign() {
        assert_eq!([-12, 0, 3].map(signed), ["−12", "0", "+3"]);
    }
}
