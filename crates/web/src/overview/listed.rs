//! `/overview/cases`: the cases behind a number of the overview.

use askama::Template;
use axum::response::Response;
use uuid::Uuid;
use wenze_casework::{StandingAsked, StandingView};
use wenze_domain::fields::PartialDate;

use crate::due::Due;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::{StateTag, When};
use crate::reader::Reader;
use crate::seen::{Seen, may_read_cases};

/// Cases on one page.
const PAGE_ROWS: u32 = 50;
/// The parameters of the page.
pub(super) const STAGE: &str = "stage";
pub(super) const OFFICE: &str = "office";
pub(super) const OVERDUE: &str = "overdue";
pub(super) const RULE: &str = "rule";
pub(super) const RELEASE: &str = "release";
const CURSOR: &str = "cursor";
/// The value of [`OFFICE`] for cases in which no duty is open.
pub(super) const NONE: &str = "none";

/// The list.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let asked = asked(&reader)?;
    let found = casework.overview_cases(&asked, reader.now, reader.parameter(CURSOR), PAGE_ROWS, reader.words).await?;
    page(&ListedPage::new(&reader, &asked, &found.items, found.next.as_deref()))
}

fn asked(reader: &Reader) -> Result<StandingAsked, Failure> {
    let shown = |value: &str| value.chars().filter(|c| !c.is_control()).take(60).collect();
    let stage = match reader.parameter(STAGE) {
        None => None,
        Some(stage) => match stage.split_once('/') {
            Some((machine, state)) => Some((machine.to_owned(), state.to_owned())),
            None => return Err(Failure::Unreadable(/* text */ "cases-stage", shown(stage))),
        },
    };
    let organ = match reader.parameter(OFFICE) {
        None => None,
        Some(NONE) => Some(None),
        Some(id) => match Uuid::try_parse(id) {
            Ok(id) => Some(Some(id)),
            Err(_) => return Err(Failure::Unreadable(/* text */ "overview-office", shown(id))),
        },
    };
    let rule = reader.parameter(RELEASE).zip(reader.parameter(RULE));
    let rule = rule.map(|(release, rule)| (release.to_owned(), rule.to_owned()));
    Ok(StandingAsked { stage, organ, rule, overdue: reader.parameter(OVERDUE).is_some() })
}

#[derive(Template)]
#[template(path = "overview_cases.html")]
struct ListedPage {
    frame: Frame,
    about: Vec<String>,
    rows: Vec<Row>,
    shown: String,
    next: Option<String>,
    first: Option<String>,
}

/// One case at one office.
struct Row {
    href: String,
    number: String,
    kind: String,
    people: Vec<String>,
    stage: StateTag,
    office: String,
    began: Option<When>,
    due: Option<Due>,
}

impl ListedPage {
    fn new(reader: &Reader, asked: &StandingAsked, found: &[StandingView], next: Option<&str>) -> Self {
        let texts = reader.texts;
        let crumbs = [("/overview".to_owned(), texts.say("nav-overview"))];
        let sees_names = may_read_cases(reader);
        Self {
            frame: Frame::new(reader, &texts.say("overview-cases")).under(reader, &crumbs),
            about: about(reader, asked, found),
            rows: found.iter().map(|one| Row::new(reader, one, sees_names)).collect(),
            shown: texts.tell("cases-shown", [("rows", found.len().into())]),
            next: next.map(|cursor| reader.with(&[(CURSOR, Some(cursor))])),
            first: reader.parameter(CURSOR).map(|_| reader.with(&[(CURSOR, None)])),
        }
    }
}

/// What is listed, in words.
fn about(reader: &Reader, asked: &StandingAsked, found: &[StandingView]) -> Vec<String> {
    let stage = asked.stage.as_ref().map(|(machine, stage)| reader.words.state(machine, stage));
    let office = asked.organ.map(|organ| match organ {
        None => reader.texts.say("overview-no-duty"),
        Some(_) => found
            .first()
            .and_then(|one| one.organ_name.clone())
            .unwrap_or_else(|| reader.texts.say("overview-office-unknown")),
    });
    let overdue = asked.overdue.then(|| reader.texts.say("overview-only-overdue"));
    let rule = asked.rule.as_ref().map(|_| reader.texts.say("overview-by-rule"));
    [stage, office, overdue, rule].into_iter().flatten().collect()
}

impl Row {
    fn new(reader: &Reader, one: &StandingView, sees_names: bool) -> Self {
        let (words, texts) = (reader.words, reader.texts);
        let withheld = || texts.say("name-withheld");
        let people = one.subjects.iter().map(|name| name.clone().unwrap_or_else(withheld));
        let office = match one.organ {
            None => texts.say("overview-no-duty"),
            Some(_) => one.organ_name.clone().unwrap_or_else(|| texts.say("overview-office-unknown")),
        };
        Self {
            href: format!("/cases/{}", one.case),
            number: one.number.clone().unwrap_or_else(|| texts.say("number-none")),
            kind: words.refs_role(&one.designation),
            people: if sees_names { people.collect() } else { Vec::new() },
            stage: StateTag::new(words, &one.machine, &one.stage.code),
            office,
            began: one.began_on.map(|day| When::date(words, PartialDate::day(day))),
            due: one.due.map(|due| Due::open(reader, due)),
        }
    }
}
