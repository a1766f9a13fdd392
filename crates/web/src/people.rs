//! `/people`: who is in the register, with posts and the roles held today; what somebody leaves behind; who failed to sign in.

use askama::Template;
use axum::response::Response;
use wenze_casework::{Casework, Leaving, PersonView};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::fields::PartialDate;
use wenze_domain::time::office_day;

use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::When;
use crate::reader::Reader;
use crate::seen::{Seen, may};

mod one;
mod sign_ins;

pub(crate) use one::show as one;
pub(crate) use sign_ins::show as sign_ins;

/// People on one page.
const PAGE_ROWS: u32 = 50;
const CURSOR: &str = "cursor";
/// The operation whose roles see to it that work is handed over: they are shown who holds which role.
const SEES_TO_DUTIES: &str = "list_open_duties";
/// The operation of whoever runs the server.
const RUNS_THE_SERVER: &str = "metrics";

/// The people of the register.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let found = casework.persons(reader.parameter(CURSOR), PAGE_ROWS).await?;
    let tells_roles = may(&reader, SEES_TO_DUTIES);
    let mut rows = Vec::new();
    for one in &found.items {
        rows.push(row(&casework, &reader, one, tells_roles).await?);
    }
    page(&PeoplePage {
        frame: Frame::new(&reader, &reader.texts.say("people-title")),
        shown: reader.texts.tell("people-shown", [("people", rows.len().into())]),
        tells_roles,
        leaving: leaving(&casework, &reader, tells_roles).await?,
        sign_ins: may(&reader, RUNS_THE_SERVER),
        rows,
        next: found.next.as_deref().map(|cursor| reader.with(&[(CURSOR, Some(cursor))])),
        first: reader.parameter(CURSOR).map(|_| reader.with(&[(CURSOR, None)])),
    })
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    frame: Frame,
    shown: String,
    tells_roles: bool,
    /// Whose roles ended or soon will, who have something to do still; none where the reader does not see to that.
    leaving: Vec<LeavingRow>,
    /// Whether the reader is led to who failed to sign in.
    sign_ins: bool,
    rows: Vec<Row>,
    next: Option<String>,
    first: Option<String>,
}

/// Somebody who leaves or left.
struct LeavingRow {
    href: String,
    name: String,
    last_day: When,
    /// What that means for what he has to do.
    stands: String,
    duties: String,
}

async fn leaving(casework: &Casework, reader: &Reader, is_shown: bool) -> Result<Vec<LeavingRow>, Failure> {
    if !is_shown {
        return Ok(Vec::new());
    }
    let row = |one: Leaving| LeavingRow {
        href: format!("/people/{}#duties", one.person),
        name: one.name.unwrap_or_else(|| reader.texts.say("name-withheld")),
        last_day: When::date(reader.words, PartialDate::day(one.last_day)),
        stands: if one.has_left { reader.texts.say("leaving-left") } else { reader.texts.say("leaving-soon") },
        duties: one.duties.to_string(),
    };
    Ok(casework.leaving(reader.now).await?.into_iter().map(row).collect())
}

/// Somebody.
struct Row {
    href: String,
    name: String,
    posts: Vec<String>,
    status: String,
    roles: Vec<String>,
}

async fn row(casework: &Casework, reader: &Reader, one: &PersonView, tells_roles: bool) -> Result<Row, Failure> {
    let mut roles = Vec::new();
    if tells_roles {
        let grants = casework.grants_of(one.person.id, None).await?;
        let held = grants.held_on(office_day(reader.now));
        roles.extend(held.iter().map(|grant| reader.words.code(Role::LIST, grant.role.as_str())));
        roles.dedup();
    }
    let status = one.person.status.map(|status| reader.words.code("PersonStatus", status.as_str()));
    Ok(Row {
        href: format!("/people/{}", one.person.id),
        name: one.name.clone().unwrap_or_else(|| reader.texts.say("name-withheld")),
        posts: one.posts.iter().flatten().cloned().collect(),
        status: status.unwrap_or_default(),
        roles,
    })
}
