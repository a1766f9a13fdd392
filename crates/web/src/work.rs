//! `/work`: what the person who is signed in has to do, and what waits in the office for somebody to take it up.

use askama::Template;
use axum::response::{IntoResponse, Response};
use wenze_casework::{Casework, TabCount, Whose, WorkTab, Worklist, WorklistAsked};

use crate::around::to_sign_in;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

mod rows;

use rows::Row;

/// Tasks on one page.
const PAGE_ROWS: u32 = 50;
/// The parameters of the page.
const TAB: &str = "tab";
const CURSOR: &str = "cursor";

/// The work list.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let Some(visitor) = reader.visitor.clone() else { return Ok(to_sign_in(&reader.here()).into_response()) };
    let tab = match reader.parameter(TAB) {
        None => WorkTab::Todo,
        Some(text) => WorkTab::parse(text)
            .ok_or_else(|| Failure::Unreadable(/* text */ "work-tab", text.chars().take(40).collect()))?,
    };
    let person = Whose::Person(visitor.account.person_id);
    // Without a role in use no office is one's own.
    let office = visitor.role().map(|held| Whose::Office(held.office));
    let own = List { casework: &casework, reader: &reader, whose: person, tab };
    let (mine, pool) = match (tab, office) {
        (WorkTab::Pool, Some(office)) => {
            let shown = List { whose: office, ..own }.page(PAGE_ROWS).await?;
            (List { tab: WorkTab::Todo, ..own }.page(1).await?, Some(shown))
        }
        (_, Some(office)) => {
            let pool = List { whose: office, tab: WorkTab::Pool, ..own }.page(1).await?;
            (own.page(PAGE_ROWS).await?, Some(pool))
        }
        (WorkTab::Pool, None) => (List { tab: WorkTab::Todo, ..own }.page(1).await?, None),
        (_, None) => (own.page(PAGE_ROWS).await?, None),
    };
    let drafts = crate::drafts::told(&casework, &reader).await;
    page(&WorkPage { drafts, ..WorkPage::new(&reader, tab, &mine, pool.as_ref()) })
}

/// How much stands in each tab, by its code, for whoever has the list open.
pub(crate) async fn counts(casework: &Casework, reader: &Reader) -> Result<Vec<(String, String)>, Failure> {
    let Some(visitor) = reader.visitor.clone() else { return Ok(Vec::new()) };
    let own = List { casework, reader, whose: Whose::Person(visitor.account.person_id), tab: WorkTab::Todo };
    let mut counts = own.page(1).await?.counts;
    if let Some(held) = visitor.role() {
        let pool = List { whose: Whose::Office(held.office), tab: WorkTab::Pool, ..own }.page(1).await?;
        counts.extend(pool.counts.into_iter().take(1));
    }
    Ok(counts.iter().map(|count| (count.tab.code.clone(), tasks(count))).collect())
}

/// One list that is asked for.
#[derive(Clone, Copy)]
struct List<'a> {
    casework: &'a Casework,
    reader: &'a Reader,
    whose: Whose,
    tab: WorkTab,
}

impl List<'_> {
    /// A page of it; one row alone is asked for only to learn how much stands in its tabs.
    async fn page(&self, rows: u32) -> Result<Worklist, Failure> {
        let asked = WorklistAsked { whose: self.whose, tab: self.tab, at: self.reader.now };
        let cursor = self.reader.parameter(CURSOR).filter(|_| rows == PAGE_ROWS);
        Ok(self.casework.worklist(&asked, cursor, rows, self.reader.words).await?)
    }
}

#[derive(Template)]
#[template(path = "work.html")]
struct WorkPage {
    frame: Frame,
    /// Forms that were begun and not recorded.
    drafts: Option<crate::drafts::Told>,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    shown: String,
    /// This very page, to look again.
    again: String,
    next: Option<String>,
    first: Option<String>,
    /// What to do where nothing stands in the tab.
    empty: (String, String),
}

/// One tab.
struct Tab {
    /// By which its number is told anew.
    code: String,
    href: String,
    word: String,
    tasks: String,
    is_current: bool,
}

impl WorkPage {
    fn new(reader: &Reader, tab: WorkTab, mine: &Worklist, pool: Option<&Worklist>) -> Self {
        let texts = reader.texts;
        let shown = if tab == WorkTab::Pool { pool } else { Some(mine) };
        let rows: Vec<Row> = shown.iter().flat_map(|list| &list.items).map(|task| Row::new(reader, task)).collect();
        let next = shown.and_then(|list| list.next.as_deref());
        let mut tabs: Vec<Tab> = mine.counts.iter().map(|count| self::tab(reader, count, tab)).collect();
        let pooled = pool.and_then(|list| list.counts.first()).map(|count| self::tab(reader, count, tab));
        if let Some(pooled) = pooled {
            tabs.insert(tabs.len().min(1), pooled);
        }
        Self {
            frame: Frame::new(reader, &texts.say("work-title")),
            drafts: None,
            tabs,
            again: reader.here(),
            shown: texts.tell("work-shown", [("tasks", rows.len().into())]),
            next: next.map(|cursor| reader.with(&[(CURSOR, Some(cursor))])),
            first: reader.parameter(CURSOR).map(|_| reader.with(&[(CURSOR, None)])),
            empty: empty(reader, tab, pool.is_some()),
            rows,
        }
    }
}

fn tab(reader: &Reader, count: &TabCount, shown: WorkTab) -> Tab {
    Tab {
        code: count.tab.code.clone(),
        href: reader.with(&[(TAB, Some(&count.tab.code)), (CURSOR, None)]),
        word: count.tab.words.clone(),
        tasks: tasks(count),
        is_current: count.tab.code == shown.as_str(),
    }
}

fn tasks(count: &TabCount) -> String {
    let more = if count.more { "+" } else { "" };
    format!("{}{more}", count.tasks)
}

fn empty(reader: &Reader, tab: WorkTab, has_office: bool) -> (String, String) {
    let texts = reader.texts;
    match tab {
        WorkTab::Todo => (texts.say("work-todo-empty"), texts.say("work-todo-empty-advice")),
        WorkTab::Pool if has_office => (texts.say("work-pool-empty"), texts.say("work-pool-empty-advice")),
        WorkTab::Pool => (texts.say("work-pool-no-office"), texts.say("work-pool-no-office-advice")),
        WorkTab::Submitted => (texts.say("work-submitted-empty"), texts.say("work-submitted-empty-advice")),
        WorkTab::Waiting => (texts.say("work-waiting-empty"), texts.say("work-waiting-empty-advice")),
        WorkTab::Done => (texts.say("work-done-empty"), texts.say("work-done-empty-advice")),
    }
}
