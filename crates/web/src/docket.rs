//! `/appeals`: appeals over all cases, with the time that was used, the time that is left, and who must not handle them.

use askama::Template;
use axum::response::Response;
use wenze_casework::{Docket, DocketAsked, DocketTab};
use wenze_domain::codes::{AppealRoute, CodeList};

use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

mod rows;

use rows::Row;
pub(crate) use rows::{People, decided, window};

/// Appeals on one page.
const PAGE_ROWS: u32 = 25;
/// The parameters of the page.
const TAB: &str = "tab";
const ROUTE: &str = "route";
const CURSOR: &str = "cursor";

/// The docket.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let asked = asked(&reader)?;
    let docket = casework.docket(&asked, reader.parameter(CURSOR), PAGE_ROWS, reader.words).await?;
    page(&DocketPage::new(&reader, &asked, &docket))
}

fn asked(reader: &Reader) -> Result<DocketAsked, Failure> {
    let unreadable = |text: &'static str, value: &str| Failure::Unreadable(text, value.chars().take(40).collect());
    let tab = match reader.parameter(TAB) {
        None => DocketTab::Open,
        Some(tab) => DocketTab::parse(tab).ok_or_else(|| unreadable(/* text */ "docket-tab", tab))?,
    };
    let route = reader.parameter(ROUTE);
    if let Some(unknown) = route.filter(|route| AppealRoute::ALL.iter().all(|one| one.as_str() != *route)) {
        return Err(unreadable(/* text */ "docket-route", unknown));
    }
    Ok(DocketAsked { tab, route: route.map(str::to_owned), at: reader.now })
}

#[derive(Template)]
#[template(path = "docket.html")]
struct DocketPage {
    frame: Frame,
    tabs: Vec<Tab>,
    /// The tab, where a form has to keep it.
    tab: &'static str,
    routes: Vec<Choice>,
    is_narrowed: bool,
    clear: String,
    rows: Vec<Row>,
    shown: String,
    next: Option<String>,
    first: Option<String>,
    /// What to do where nothing stands here.
    empty: (String, String),
}

/// One tab.
pub(crate) struct Tab {
    pub(crate) href: String,
    pub(crate) word: String,
    pub(crate) count: i64,
    pub(crate) is_current: bool,
}

/// One choice of a list.
struct Choice {
    value: &'static str,
    word: String,
    is_chosen: bool,
}

impl DocketPage {
    fn new(reader: &Reader, asked: &DocketAsked, docket: &Docket) -> Self {
        let texts = reader.texts;
        let rows: Vec<Row> = docket.entries.items.iter().map(|entry| Row::new(reader, entry)).collect();
        let choice = |route: &AppealRoute| Choice {
            value: route.as_str(),
            word: reader.words.code(AppealRoute::LIST, route.as_str()),
            is_chosen: asked.route.as_deref() == Some(route.as_str()),
        };
        let next = docket.entries.next.as_deref();
        Self {
            frame: Frame::new(reader, &texts.say("docket-title")),
            tabs: tabs(reader, asked.tab, &docket.counts),
            tab: asked.tab.as_str(),
            routes: AppealRoute::ALL.iter().map(choice).collect(),
            is_narrowed: asked.route.is_some(),
            clear: reader.with(&[(ROUTE, None), (CURSOR, None)]),
            shown: texts.tell("docket-shown", [("appeals", rows.len().into())]),
            next: next.map(|cursor| reader.with(&[(CURSOR, Some(cursor))])),
            first: reader.parameter(CURSOR).map(|_| reader.with(&[(CURSOR, None)])),
            empty: empty(reader, asked),
            rows,
        }
    }
}

fn tabs(reader: &Reader, current: DocketTab, counts: &[(String, i64)]) -> Vec<Tab> {
    let tab = |tab: DocketTab| Tab {
        href: reader.with(&[(TAB, Some(tab.as_str())), (CURSOR, None)]),
        word: match tab {
            DocketTab::Open => reader.texts.say("docket-open"),
            DocketTab::ToServe => reader.texts.say("docket-to-serve"),
            DocketTab::Ended => reader.texts.say("docket-ended"),
        },
        count: counts.iter().find(|(name, _)| name == tab.as_str()).map_or(0, |(_, count)| *count),
        is_current: tab == current,
    };
    DocketTab::ALL.into_iter().map(tab).collect()
}

fn empty(reader: &Reader, asked: &DocketAsked) -> (String, String) {
    let texts = reader.texts;
    match asked.tab {
        _ if asked.route.is_some() => (texts.say("docket-in-vain"), texts.say("docket-in-vain-advice")),
        DocketTab::Open => (texts.say("docket-open-empty"), texts.say("docket-open-empty-advice")),
        DocketTab::ToServe => (texts.say("docket-to-serve-empty"), texts.say("docket-to-serve-empty-advice")),
        DocketTab::Ended => (texts.say("docket-ended-empty"), texts.say("docket-ended-empty-advice")),
    }
}
