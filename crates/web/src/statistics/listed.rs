//! `/statistics/{name}/cases`: exactly those that a number counts.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use uuid::Uuid;
use wenze_casework::statistics::{Dimension, Statistic, Values};
use wenze_casework::{Casework, Page, StatisticAsked, StatisticCase, statistic_value};
use wenze_domain::fields::PartialDate;

use super::asked::{CELL, asked, link, told};
use super::section::said;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::When;
use crate::reader::Reader;
use crate::seen::Seen;

/// Rows on one page.
const PAGE_ROWS: u32 = 50;
const CURSOR: &str = "cursor";

/// The list behind a number.
pub(crate) async fn show(Seen(casework): Seen, Path(name): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let statistic = Statistic::named(&name).ok_or(Failure::NoPage)?;
    // Links of tables lead here, and nobody types such an address.
    let wrong = |why: String| Failure::Unreadable(/* text */ "statistics-asked", why);
    let asked = asked(&reader, statistic).map_err(wrong)?;
    let cell = asked.cell(reader.parameter(CELL)).map_err(|why| wrong(told(&reader, why)))?;
    let found = casework.statistic_cases(&asked, &cell, reader.parameter(CURSOR), PAGE_ROWS, reader.words).await?;
    let organs = organs(&casework, &asked, &cell).await?;
    page(&ListedPage::new(&reader, &asked, &cell, &organs, found))
}

#[derive(Template)]
#[template(path = "statistic_cases.html")]
struct ListedPage {
    frame: Frame,
    /// The table that led here.
    up: String,
    title: String,
    /// What is counted, a line for each condition.
    conditions: Vec<(String, String)>,
    has_times: bool,
    rows: Vec<Row>,
    shown: String,
    next: Option<String>,
    first: Option<String>,
}

/// One of those counted.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) organ: String,
    pub(super) on: Option<When>,
    pub(super) until: Option<When>,
    pub(super) days: String,
    pub(super) told: String,
}

impl ListedPage {
    fn new(
        reader: &Reader,
        asked: &StatisticAsked,
        cell: &[Option<String>],
        organs: &HashMap<Uuid, String>,
        found: Page<StatisticCase>,
    ) -> Self {
        let title = said(asked.statistic.title, reader);
        Self {
            frame: Frame::new(reader, title),
            up: link(reader, asked, "", None),
            title: title.to_owned(),
            conditions: conditions(reader, asked, cell, organs),
            has_times: asked.statistic.has_times(),
            shown: reader.texts.tell("cases-shown", [("rows", found.items.len().into())]),
            next: found.next.map(|cursor| reader.with(&[(CURSOR, Some(&cursor))])),
            first: reader.parameter(CURSOR).map(|_| reader.with(&[(CURSOR, None)])),
            rows: found.items.iter().map(|one| row(reader, asked.statistic, one)).collect(),
        }
    }
}

/// Period, knowledge, organ and values that were asked for.
fn conditions(
    reader: &Reader,
    asked: &StatisticAsked,
    cell: &[Option<String>],
    organs: &HashMap<Uuid, String>,
) -> Vec<(String, String)> {
    let (texts, words) = (reader.texts, reader.words);
    let day =
        |label: &str, day: Option<NaiveDate>| Some((texts.say(label), words.partial_date(PartialDate::day(day?))));
    let mut told: Vec<(String, String)> = day(/* text */ "statistics-from", asked.from)
        .into_iter()
        .chain(day(/* text */ "statistics-to", asked.to))
        .collect();
    told.extend(asked.known.map(|at| (texts.say("statistics-known"), words.instant(at))));
    told.extend(asked.organ.and_then(|id| Some((texts.say("statistics-organ"), organs.get(&id)?.clone()))));
    let value = |name: &&'static str, code: Option<&str>| {
        let of = Dimension::named(name)?;
        let word = code.map_or_else(|| words.not_recorded(), |code| statistic_value(of, code, organs, words));
        Some((said(of.title, reader).to_owned(), word))
    };
    told.extend(asked.only.iter().filter_map(|(name, code)| value(name, Some(code.as_str()))));
    told.extend(asked.by.iter().zip(cell).filter_map(|(name, code)| value(name, code.as_deref())));
    told
}

pub(super) fn row(reader: &Reader, statistic: &Statistic, one: &StatisticCase) -> Row {
    let words = reader.words;
    let when = |day: NaiveDate| When::date(words, PartialDate::day(day));
    let id = one.case.simple().to_string();
    let short = || words.message("short-id", &[("id", id[id.len() - 8..].to_owned())]);
    // In the order of the catalogue; organ and days have columns of their own.
    let told = statistic.by.iter().filter_map(|name| {
        let (of, value) = (Dimension::named(name)?, one.told.get(name)?);
        let pair = [("what", said(of.title, reader).into()), ("is", value.words.as_str().into())];
        Some(reader.texts.tell("statistics-told", pair))
    });
    Row {
        href: format!("/cases/{}", one.case),
        number: one.case_no.clone().unwrap_or_else(short),
        organ: one.organ_name.clone().unwrap_or_else(|| words.not_recorded()),
        on: one.on.map(when),
        until: one.until.map(when),
        days: one.days.map(|days| days.to_string()).unwrap_or_default(),
        told: told.collect::<Vec<_>>().join(&reader.texts.say("statistics-and")),
    }
}

/// Names of the organs that are among what was asked for.
async fn organs(
    casework: &Casework,
    asked: &StatisticAsked,
    cell: &[Option<String>],
) -> Result<HashMap<Uuid, String>, Failure> {
    let is_organ = |name: &&'static str| Dimension::named(name).is_some_and(|of| of.values == Values::Organs);
    let of_cell =
        asked.by.iter().zip(cell).filter(|(name, _)| is_organ(name)).filter_map(|(_, id)| id.as_ref()?.parse().ok());
    Ok(casework.names(&of_cell.chain(asked.organ).collect()).await?)
}
