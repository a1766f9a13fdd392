//! `/calendars/{id}`: the notices of a calendar, each with the days it rules.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use wenze_casework::CalendarShown;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::Occurred;

use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::When;
use crate::reader::Reader;
use crate::seen::Seen;

/// A calendar.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let all = casework.calendars_shown().await?;
    let found = all.iter().find(|one| one.id == id).ok_or(Failure::NoPage)?;
    page(&CalendarPage::new(&reader, found))
}

#[derive(Template)]
#[template(path = "calendar.html")]
struct CalendarPage {
    frame: Frame,
    revision: String,
    since: Option<When>,
    remembered: Option<String>,
    notices: Vec<Notice>,
}

/// A notice.
struct Notice {
    id: usize,
    number: String,
    published: When,
    year: String,
    amends: Option<String>,
    note: String,
    is_remembered: bool,
    holidays: Vec<Holiday>,
}

/// A holiday: the days off as a span, and the days worked for it.
struct Holiday {
    name: String,
    from: When,
    until: When,
    days: String,
    worked: Vec<When>,
}

impl CalendarPage {
    fn new(reader: &Reader, found: &CalendarShown) -> Self {
        let (words, texts) = (reader.words, reader.texts);
        let remembered = found.remembered.len();
        let notices = found.notices.iter().enumerate().map(|(id, one)| Notice {
            id,
            number: one.number.clone(),
            published: When::instant(words, one.published_at),
            year: texts.tell("statistics-year", [("year", one.for_year.to_string().into())]),
            amends: one.amends.clone(),
            note: one.note.clone(),
            is_remembered: found.remembered.contains(&one.number),
            holidays: one.holidays.iter().filter_map(|one| holiday(reader, &one.name, &one.rest, &one.work)).collect(),
        });
        Self {
            frame: Frame::new(reader, &found.title),
            revision: found.revision.clone(),
            since: found.known_at.map(|at| When::instant(words, at)),
            remembered: (remembered > 0).then(|| texts.tell("calendar-remembered", [("notices", remembered.into())])),
            notices: notices.collect(),
        }
    }
}

fn holiday(reader: &Reader, name: &str, rest: &[NaiveDate], work: &[NaiveDate]) -> Option<Holiday> {
    let when = |day: &NaiveDate| When::occurred(reader.words, &Occurred::on(PartialDate::day(*day)));
    // A notice can do no more than call a day of rest a day of work.
    let (first, last) = (rest.iter().min().or(work.first())?, rest.iter().max().or(work.last())?);
    Some(Holiday {
        name: name.to_owned(),
        from: when(first),
        until: when(last),
        days: reader.texts.tell("calendar-days", [("days", rest.len().into())]),
        worked: work.iter().map(when).collect(),
    })
}
