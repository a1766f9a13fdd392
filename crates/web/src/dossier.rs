//! `/officials/{id}` and `/organs/{id}`: what stands of somebody over all cases: roles and outcomes, restrictions, honours, what
//! happened to posts; of an official also whether a post may be taken on a day.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use uuid::Uuid;
use wenze_casework::{ActionView, Casework, Dossier, HonourView, MayTake, PeriodView, PostAsked};
use wenze_domain::codes::{CodeList, Level, PostComparison};
use wenze_domain::fields::PartialDate;
use wenze_domain::time::office_day;

use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

mod involved;

use involved::Involved;

/// Cases on one page.
const PAGE_ROWS: u32 = 50;
/// The parameters.
const AS_OF: &str = "as_of";
const CURSOR: &str = "cursor";
const ON: &str = "on";
const COMPARED: &str = "compared";
const LEADING: &str = "leading";

/// What stands of an official.
pub(crate) async fn official(
    Seen(casework): Seen,
    Path(id): Path<String>,
    reader: Reader,
) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoEntry)?;
    let day = day(&reader, AS_OF, /* text */ "dossier-as-of")?;
    let person = casework.person(id).await?;
    let found = casework.dossier(id, end_of(&reader, day), reader.parameter(CURSOR), PAGE_ROWS, reader.words).await?;
    let post = Post::of(&casework, &reader, id).await?;
    let name = person.name.unwrap_or_else(|| reader.texts.say("name-withheld"));
    let posts = person.posts.into_iter().flatten().collect();
    page(&DossierPage::new(
        &reader,
        Head { name, lines: posts, path: format!("/officials/{id}") },
        day,
        &found,
        Some(post),
    ))
}

/// What stands of an organ.
pub(crate) async fn organ(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoEntry)?;
    let day = day(&reader, AS_OF, /* text */ "dossier-as-of")?;
    let organ = casework.organ(id).await?.organ;
    let cursor = reader.parameter(CURSOR);
    let found = casework.organ_dossier(id, end_of(&reader, day), cursor, PAGE_ROWS, reader.words).await?;
    let name = organ.name.unwrap_or_else(|| reader.texts.say("name-withheld"));
    let level = organ.level.map(|level| reader.words.code(Level::LIST, level.as_str()));
    let head = Head { name, lines: level.into_iter().collect(), path: format!("/organs/{id}") };
    page(&DossierPage::new(&reader, head, day, &found, None))
}

fn day(reader: &Reader, name: &str, text: &'static str) -> Result<Option<NaiveDate>, Failure> {
    let read = |value: &str| value.parse().map_err(|_| Failure::Unreadable(text, value.chars().take(40).collect()));
    reader.parameter(name).map(read).transpose()
}

/// The end of a day where the office is; now where none is named.
fn end_of(reader: &Reader, day: Option<NaiveDate>) -> chrono::DateTime<chrono::Utc> {
    day.and_then(|day| wenze_casework::moment(&day.to_string())).unwrap_or(reader.now)
}

/// Who it is.
struct Head {
    name: String,
    lines: Vec<String>,
    path: String,
}

#[derive(Template)]
#[template(path = "dossier.html")]
struct DossierPage {
    frame: Frame,
    name: String,
    lines: Vec<String>,
    path: String,
    /// The day it is told for.
    as_of: String,
    cases: Vec<Involved>,
    next: Option<String>,
    barred: Vec<String>,
    periods: Vec<Period>,
    honours: Vec<String>,
    actions: Vec<Action>,
    post: Option<Post>,
}

/// What one measure restricts.
struct Period {
    title: String,
    case: String,
    lines: Vec<String>,
}

/// What happened to a post.
struct Action {
    title: String,
    post: String,
    case: String,
    warnings: Vec<String>,
}

impl DossierPage {
    fn new(reader: &Reader, head: Head, day: Option<NaiveDate>, found: &Dossier, post: Option<Post>) -> Self {
        let day = day.unwrap_or_else(|| office_day(reader.now));
        Self {
            frame: Frame::new(reader, &head.name),
            name: head.name,
            lines: head.lines,
            path: head.path,
            as_of: day.to_string(),
            cases: found.cases.items.iter().map(|one| Involved::new(reader, one)).collect(),
            next: found.cases.next.as_deref().map(|cursor| reader.with(&[(CURSOR, Some(cursor))])),
            barred: found.barred.iter().map(|bar| bar.words.clone()).collect(),
            periods: found.periods.iter().map(|one| period(reader, one)).collect(),
            honours: found.honours.iter().map(|one| honour(reader, one)).collect(),
            actions: found.actions.iter().map(|one| action(reader, one)).collect(),
            post,
        }
    }
}

fn period(reader: &Reader, one: &PeriodView) -> Period {
    let title = one.code.as_ref().map_or_else(|| reader.words.not_recorded(), |code| code.words.clone());
    Period { title, case: format!("/cases/{}", one.case), lines: one.lines.clone() }
}

fn honour(reader: &Reader, one: &HonourView) -> String {
    let kind = one.kind.as_ref().map(|kind| kind.words.clone());
    let year = one.year.map(|year| year.to_string());
    let on = one.forfeited_on.as_deref().and_then(PartialDate::parse).map(|on| reader.words.partial_date(on));
    year.into_iter().chain(kind).chain(on).collect::<Vec<_>>().join(" · ")
}

fn action(reader: &Reader, one: &ActionView) -> Action {
    let what = one.action.as_ref().map_or_else(|| reader.words.not_recorded(), |action| action.words.clone());
    let on = one.taken_on.as_deref().and_then(PartialDate::parse).map(|on| reader.words.partial_date(on));
    Action {
        title: on.into_iter().chain([what]).collect::<Vec<_>>().join(" · "),
        post: one.post.clone().unwrap_or_default(),
        case: format!("/cases/{}", one.case),
        warnings: one.warnings.clone(),
    }
}

/// Whether a post may be taken: what is asked, and the answer with its derivation.
struct Post {
    on: String,
    compared: Vec<(&'static str, String, bool)>,
    leading: Vec<(&'static str, String, bool)>,
    answer: Option<MayTake>,
    class: &'static str,
}

impl Post {
    async fn of(casework: &Casework, reader: &Reader, person: Uuid) -> Result<Self, Failure> {
        let on = day(reader, ON, /* text */ "post-on")?;
        let asked = reader.parameter(COMPARED);
        let compared = PostComparison::ALL.iter().copied().find(|one| Some(one.as_str()) == asked);
        let leading = match reader.parameter(LEADING) {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => None,
        };
        let answer = match on {
            Some(on) => Some(casework.may_take_post(person, PostAsked { on, compared, leading }, reader.words).await?),
            None => None,
        };
        let option = |one: &PostComparison| {
            (one.as_str(), reader.words.code(PostComparison::LIST, one.as_str()), Some(*one) == compared)
        };
        let choice = |value: &'static str, is: bool| (value, reader.words.message(value, &[]), leading == Some(is));
        Ok(Self {
            on: on.map(|on| on.to_string()).unwrap_or_default(),
            compared: PostComparison::ALL.iter().map(option).collect(),
            leading: vec![choice("yes", true), choice("no", false)],
            class: answer.as_ref().map_or("", |answer| answer.verdict.as_str()),
            answer,
        })
    }
}
