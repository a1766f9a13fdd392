//! `/rules`, `/calendars/{id}`: by which rules cases are judged and by which calendar days are counted, in every release.

use askama::Template;
use axum::response::Response;
use wenze_casework::{CalendarShown, RulebookLine, Standing};

use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::{StateTag, When};
use crate::reader::Reader;
use crate::seen::Seen;
use crate::shape::Shape;

mod calendar;
mod compare;
mod one;
mod shown;
pub(crate) mod trial;

pub(crate) use calendar::show as calendar;
pub(crate) use compare::show as compare;
pub(crate) use one::show as one;

/// All rulebooks and calendars.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let books = casework.rulebook_lines(reader.words).await?;
    let calendars = casework.calendars_shown().await?;
    page(&RulesPage {
        frame: Frame::new(&reader, &reader.texts.say("rules-title")),
        books: books.iter().map(|one| book(&reader, one)).collect(),
        calendars: calendars.iter().map(|one| table(&reader, one)).collect(),
    })
}

#[derive(Template)]
#[template(path = "rules.html")]
struct RulesPage {
    frame: Frame,
    books: Vec<Book>,
    calendars: Vec<Table>,
}

/// A rulebook in the list.
struct Book {
    href: String,
    title: String,
    version: String,
    standing: StateTag,
    /// Where its release comes from.
    origin: String,
    since: Option<When>,
    rules: String,
    remembered: Option<String>,
    is_broken: bool,
}

/// A calendar in the list.
struct Table {
    href: String,
    title: String,
    revision: String,
    notices: String,
    since: Option<When>,
}

fn book(reader: &Reader, one: &RulebookLine) -> Book {
    let texts = reader.texts;
    Book {
        href: format!("/rules/{}", one.rulebook),
        title: one.title.clone(),
        version: one.version.clone(),
        standing: standing(reader, one.standing),
        origin: texts.say(if one.known_at.is_some() {
            /* text */
            "rules-adopted"
        } else {
            /* text */
            "rules-shipped"
        }),
        since: one.known_at.map(|at| When::instant(reader.words, at)),
        rules: texts.tell("rules-count", [("rules", one.rules.into())]),
        remembered: (one.remembered > 0).then(|| texts.tell("rules-remembered", [("rules", one.remembered.into())])),
        is_broken: one.is_broken,
    }
}

fn table(reader: &Reader, one: &CalendarShown) -> Table {
    Table {
        href: format!("/calendars/{}", one.id),
        title: one.title.clone(),
        revision: one.revision.clone(),
        notices: reader.texts.tell("calendar-notices", [("notices", one.notices.len().into())]),
        since: one.known_at.map(|at| When::instant(reader.words, at)),
    }
}

/// Whether cases are judged by a rulebook, with its shape.
fn standing(reader: &Reader, standing: Standing) -> StateTag {
    let (shape, word) = match standing {
        Standing::InUse => (Shape::Done, /* text */ "rules-in-use"),
        Standing::NotAdopted => (Shape::Dashed, /* text */ "rules-not-adopted"),
        Standing::Withdrawn => (Shape::Ended, /* text */ "rules-withdrawn"),
    };
    StateTag::made(shape, reader.texts.say(word))
}
