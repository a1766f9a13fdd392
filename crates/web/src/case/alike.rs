//! `/cases/{id}/alike`: how cases alike in law and facts were dealt with: outcomes as shares of how many, drawn and in a table, each
//! with the list of those it counts.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;
use wenze_casework::statistics::Statistic;
use wenze_casework::{CaseView, Casework, Page, StatisticAsked, StatisticCase, StatisticCell, StatisticView};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Discipline, Level, TrackCode};

use super::bars::{Bars, Length};
use super::doors::Doors;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

const ROUTE: &str = "/cases/{id}/alike";
/// The statistic behind the page.
const STATISTIC: &str = "similar_outcomes";
/// By what outcomes are told apart.
const BY: [(&str, &str); 2] = [("form", /* text */ "alike-by-form"), ("outcome", /* text */ "alike-by-outcome")];
/// The parameters besides the conditions.
const BY_PARAMETER: &str = "by";
const CELL: &str = "cell";
const CURSOR: &str = "cursor";
/// The value of a cell for what is not recorded.
const NOTHING: &str = "-";
/// Rows of a list on one page.
const LISTED: u32 = 50;
/// Events looked through for the disciplines of the case.
const EVENTS_MAX: u32 = 2_000;

/// Cases alike.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    let view = casework.case(id).await?;
    let own = Own::of(&casework, id, &view).await?;
    let asked = Conditions::of(&reader, &own);
    let statistic = Statistic::named(STATISTIC).ok_or(Failure::Fault)?;
    let query = asked.query(statistic);
    let found = casework.statistic(&query, reader.words).await?;
    let listed = match reader.parameter(CELL) {
        Some(cell) => {
            let cell = [(cell != NOTHING).then(|| cell.to_owned())];
            let cursor = reader.parameter(CURSOR);
            Some(casework.statistic_cases(&query, &cell, cursor, LISTED, reader.words).await?)
        }
        None => None,
    };
    page(&AlikePage::new(&reader, (id, &view), &asked, &found, listed.as_ref()))
}

/// What the case itself is like.
struct Own {
    tracks: BTreeSet<TrackCode>,
    levels: BTreeSet<Level>,
    disciplines: BTreeSet<Discipline>,
}

impl Own {
    async fn of(casework: &Casework, id: Uuid, view: &CaseView) -> Result<Self, Failure> {
        let respondents = view.case.respondents.values();
        let events = casework.events(id, 0, EVENTS_MAX).await?;
        let facts = events.items.iter().filter(|one| one.event["kind"] == Kind::FactListed.as_str());
        let named = |code: Option<&str>| Discipline::ALL.iter().find(|one| Some(one.as_str()) == code).copied();
        Ok(Self {
            tracks: respondents.clone().flat_map(|one| one.tracks.keys().copied()).collect(),
            levels: respondents.filter_map(|one| one.post_level).collect(),
            disciplines: facts.filter_map(|one| named(one.event["payload"]["discipline"].as_str())).collect(),
        })
    }
}

/// In what cases must be alike.
struct Conditions {
    by: &'static str,
    discipline: Option<Discipline>,
    level: Option<Level>,
    track: Option<TrackCode>,
}

impl Conditions {
    /// As asked for; before anything is, those of the case itself.
    fn of(reader: &Reader, own: &Own) -> Self {
        let is_asked = reader.parameter(BY_PARAMETER).is_some();
        let by = BY.iter().find(|(name, _)| Some(*name) == reader.parameter(BY_PARAMETER));
        Self {
            by: by.map_or(BY[0].0, |(name, _)| name),
            discipline: chosen(reader, "discipline", (!is_asked).then(|| own.disciplines.first().copied()).flatten()),
            level: chosen(reader, "level", (!is_asked).then(|| own.levels.first().copied()).flatten()),
            track: chosen(reader, "track", (!is_asked).then(|| own.tracks.first().copied()).flatten()),
        }
    }

    fn query(&self, statistic: &'static Statistic) -> StatisticAsked {
        let conditions = [
            ("discipline", self.discipline.map(CodeList::as_str)),
            ("level", self.level.map(CodeList::as_str)),
            ("track", self.track.map(CodeList::as_str)),
        ];
        let only = conditions.into_iter().filter_map(|(name, code)| Some((name, code?.to_owned())));
        let only: BTreeMap<&'static str, String> = only.collect();
        StatisticAsked { statistic, from: None, to: None, known: None, by: vec![self.by], organ: None, only }
    }

    /// The parameters by which the same is asked for again.
    fn parameters(&self) -> [(&'static str, &'static str); 4] {
        [
            (BY_PARAMETER, self.by),
            ("discipline", self.discipline.map_or("", CodeList::as_str)),
            ("level", self.level.map_or("", CodeList::as_str)),
            ("track", self.track.map_or("", CodeList::as_str)),
        ]
    }
}

/// The code that a parameter names; a code that nobody knows is none.
fn chosen<C: CodeList>(reader: &Reader, name: &str, otherwise: Option<C>) -> Option<C> {
    let asked = reader.parameter(name);
    C::ALL.iter().copied().find(|code| Some(code.as_str()) == asked).or(otherwise)
}

#[derive(Template)]
#[template(path = "alike.html")]
struct AlikePage {
    frame: Frame,
    doors: Doors,
    path: String,
    selects: Vec<Select>,
    total: String,
    bars: Option<Bars>,
    rows: Vec<Row>,
    listed: Option<Listed>,
}

/// A condition that can be chosen.
struct Select {
    name: &'static str,
    label: String,
    any: Option<String>,
    options: Vec<(String, String, bool)>,
}

/// One outcome.
struct Row {
    word: String,
    count: i64,
    of: i64,
    share: String,
    href: String,
    is_chosen: bool,
}

/// Those that one outcome counts.
struct Listed {
    title: String,
    rows: Vec<(String, String, String, bool)>,
    next: Option<String>,
}

impl AlikePage {
    fn new(
        reader: &Reader,
        (id, view): (Uuid, &CaseView),
        asked: &Conditions,
        found: &StatisticView,
        listed: Option<&Page<StatisticCase>>,
    ) -> Self {
        let doors = Doors::new(reader, id, view, ROUTE);
        let path = format!("/cases/{id}/alike");
        let rows: Vec<Row> = found.cells.iter().map(|cell| row(reader, &path, asked, cell)).collect();
        let lengths = rows.iter().map(|row| Length {
            label: row.word.clone(),
            value: if row.share.is_empty() { row.count.to_string() } else { row.share.clone() },
            n: row.count,
        });
        let title = reader.texts.say("alike-outcomes");
        Self {
            frame: Frame::new(reader, &doors.title()),
            selects: selects(reader, asked),
            total: reader.texts.tell("alike-total", [("n", found.total.into())]),
            bars: (!rows.is_empty()).then(|| Bars::new(title, lengths.collect())),
            listed: listed.map(|page| self::listed(reader, id, page, &rows)),
            rows,
            path,
            doors,
        }
    }
}

fn row(reader: &Reader, path: &str, asked: &Conditions, cell: &StatisticCell) -> Row {
    let value = cell.values.first();
    let code = value.and_then(|value| value.code.clone()).unwrap_or_else(|| NOTHING.to_owned());
    let mut parameters: Vec<(&str, &str)> =
        asked.parameters().into_iter().filter(|(_, code)| !code.is_empty()).collect();
    parameters.push((CELL, &code));
    Row {
        word: value.map(|value| value.words.clone()).unwrap_or_default(),
        count: cell.count,
        of: cell.of,
        share: cell.share.as_ref().map(|share| format!("{share}%")).unwrap_or_default(),
        href: format!("{}#listed", crate::reader::address(path, &parameters)),
        is_chosen: reader.parameter(CELL) == Some(code.as_str()),
    }
}

fn selects(reader: &Reader, asked: &Conditions) -> Vec<Select> {
    let any = || Some(reader.texts.say("alike-any"));
    let by = BY.iter().map(|(name, text)| ((*name).to_owned(), reader.texts.say(text), *name == asked.by));
    vec![
        Select {
            name: "discipline",
            label: reader.texts.say("alike-discipline"),
            any: any(),
            options: options(reader, asked.discipline),
        },
        Select {
            name: "level",
            label: reader.texts.say("alike-level"),
            any: any(),
            options: options(reader, asked.level),
        },
        Select {
            name: "track",
            label: reader.texts.say("alike-track"),
            any: any(),
            options: options(reader, asked.track),
        },
        Select { name: BY_PARAMETER, label: reader.texts.say("alike-by"), any: None, options: by.collect() },
    ]
}

fn options<C: CodeList>(reader: &Reader, chosen: Option<C>) -> Vec<(String, String, bool)> {
    let chosen = chosen.map(CodeList::as_str);
    let option = |code: &C| {
        let code = code.as_str();
        (code.to_owned(), reader.words.code(C::LIST, code), Some(code) == chosen)
    };
    C::ALL.iter().map(option).collect()
}

fn listed(reader: &Reader, own: Uuid, page: &Page<StatisticCase>, rows: &[Row]) -> Listed {
    let word = rows.iter().find(|row| row.is_chosen).map(|row| row.word.clone()).unwrap_or_default();
    let row = |one: &StatisticCase| {
        let number = one.case_no.clone().unwrap_or_else(|| reader.texts.say("number-none"));
        let day = one.on.map(|day| reader.words.partial_date(wenze_domain::fields::PartialDate::day(day)));
        (format!("/cases/{}", one.case), number, day.unwrap_or_default(), one.case == own)
    };
    Listed {
        title: reader.texts.tell("alike-listed", [("outcome", word.into())]),
        rows: page.items.iter().map(row).collect(),
        next: page.next.as_deref().map(|cursor| reader.with(&[(CURSOR, Some(cursor))])),
    }
}
