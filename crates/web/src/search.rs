//! `/search`: cases by what their papers say, by name, by number.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use uuid::Uuid;
use wenze_casework::{Error, SearchFilter, SearchPage, Unasked};
use wenze_domain::acts::Kind;

use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

mod facets;
mod hit;
#[cfg(test)]
mod tests;

use facets::{Choice, Facet, facets};
use hit::Hit;

/// Hits on one page.
const PAGE_ROWS: u32 = 20;
/// Longest question that is shown again; a longer one is none.
const QUESTION_CHARS_MAX: usize = 400;
/// The parameters of the page.
const QUESTION: &str = "q";
const DESIGNATION: &str = "designation";
const STATUS: &str = "status";
const STAGE: &str = "stage";
const ORGAN: &str = "organ";
const KIND: &str = "kind";
const FROM: &str = "from";
const TO: &str = "to";
const AFTER: &str = "after";
/// What a case may be called, and how it stands.
const DESIGNATIONS: [&str; 3] = ["report", "clue", "case"];
const STATUSES: [&str; 2] = ["open", "closed"];

/// What was found, or how to ask.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let Some(question) = reader.parameter(QUESTION) else {
        return page(&FindPage::new(&reader, "", None, None));
    };
    let filter = filter(&reader)?;
    let found = casework.search(question, &filter, reader.parameter(AFTER), PAGE_ROWS, reader.words).await;
    let (found, wrong) = match found {
        Ok(found) => (Some(found), None),
        Err(Error::Unasked(why)) => (None, Some(unasked(&reader, why))),
        Err(other) => return Err(other.into()),
    };
    let status = if wrong.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let shown = page(&FindPage::new(&reader, question, found, wrong))?;
    Ok((status, shown).into_response())
}

fn unasked(reader: &Reader, why: Unasked) -> String {
    match why {
        Unasked::Empty => reader.texts.say("search-empty"),
        Unasked::Short => reader.texts.say("search-short"),
        Unasked::Long => reader.texts.say("search-long"),
    }
}

/// What the search is narrowed by.
fn filter(reader: &Reader) -> Result<SearchFilter, Failure> {
    let stage = reader.parameter(STAGE).map(|text| {
        let read = text.split_once('/').map(|(machine, state)| (plain(machine), plain(state)));
        read.ok_or_else(|| unread(/* text */ "cases-stage", text))
    });
    let one_of = |name, known: &[&str], field| match reader.parameter(name) {
        Some(text) if !known.contains(&text) => Err(unread(field, text)),
        given => Ok(given.map(str::to_owned)),
    };
    let kind =
        reader.parameter(KIND).map(|text| Kind::parse(text).ok_or_else(|| unread(/* text */ "search-kind", text)));
    let organ = reader
        .parameter(ORGAN)
        .map(|id| id.parse::<Uuid>().map_err(|_| unread(/* text */ "statistics-organ", id)));
    let day = |name, field| {
        let read = |text: &str| text.parse::<NaiveDate>().map_err(|_| unread(field, text));
        reader.parameter(name).map(read).transpose()
    };
    Ok(SearchFilter {
        designation: one_of(DESIGNATION, &DESIGNATIONS, /* text */ "cases-kind")?,
        stage: stage.transpose()?,
        closed: one_of(STATUS, &STATUSES, /* text */ "search-status")?.map(|status| status == STATUSES[1]),
        organ: organ.transpose()?,
        respondent: None,
        kind: kind.transpose()?,
        from: day(FROM, /* text */ "search-from")?,
        until: day(TO, /* text */ "search-to")?,
    })
}

fn unread(field: &'static str, text: &str) -> Failure {
    Failure::Unreadable(field, text.chars().filter(|c| !c.is_control()).take(40).collect())
}

/// The database has no text with this character.
fn plain(text: &str) -> String {
    text.replace('\0', "")
}

#[derive(Template)]
#[template(path = "search.html")]
struct FindPage {
    frame: Frame,
    question: String,
    wrong: Option<String>,
    designations: Vec<Choice>,
    statuses: Vec<Choice>,
    from: String,
    to: String,
    /// What the form takes along.
    hidden: Vec<(&'static str, String)>,
    /// The same question without anything it is narrowed by.
    clear: Option<String>,
    found: Option<Told>,
}

/// What was found.
struct Told {
    count: String,
    hits: Vec<Hit>,
    facets: Vec<Facet>,
    next: Option<String>,
    first: Option<String>,
    /// That there is more than is told.
    ends: bool,
}

impl FindPage {
    fn new(reader: &Reader, question: &str, found: Option<SearchPage>, wrong: Option<String>) -> Self {
        let texts = reader.texts;
        let given = |name| reader.parameter(name).unwrap_or_default().to_owned();
        let kept = [STAGE, ORGAN, KIND].into_iter().filter_map(|name| Some((name, reader.parameter(name)?.to_owned())));
        let narrowing = [DESIGNATION, STATUS, STAGE, ORGAN, KIND, FROM, TO, AFTER];
        let is_narrowed = narrowing[..7].iter().any(|name| reader.parameter(name).is_some());
        Self {
            frame: Frame::new(reader, &texts.say("search-title")),
            question: question.chars().take(QUESTION_CHARS_MAX).collect(),
            wrong,
            designations: Choice::all(
                reader,
                DESIGNATION,
                DESIGNATIONS.map(|code| (code, reader.words.refs_role(code))),
            ),
            statuses: Choice::all(
                reader,
                STATUS,
                [(STATUSES[0], texts.say("search-open")), (STATUSES[1], texts.say("search-closed"))],
            ),
            from: given(FROM),
            to: given(TO),
            hidden: kept.collect(),
            clear: is_narrowed.then(|| reader.with(&narrowing.map(|name| (name, None)))),
            found: found.map(|found| Told::new(reader, &found)),
        }
    }
}

impl Told {
    fn new(reader: &Reader, found: &SearchPage) -> Self {
        let texts = reader.texts;
        let told = found.items.last().map_or(0, |hit| hit.rank);
        Self {
            count: texts.tell("search-count", [("cases", found.count.into())]),
            facets: facets(reader, &found.facets),
            ends: found.next.is_none() && i64::try_from(told).is_ok_and(|told| told > 0 && told < found.count),
            next: found.next.as_deref().map(|after| reader.with(&[(AFTER, Some(after))])),
            first: reader.parameter(AFTER).map(|_| reader.with(&[(AFTER, None)])),
            hits: found.items.iter().map(|hit| Hit::new(reader, hit)).collect(),
        }
    }
}
