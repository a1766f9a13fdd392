//! `/cases/{id}/responsibility`: who is responsible how, respondent by respondent, and who is missing.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;
use wenze_casework::{Attributed, CaseView, Error, Page, Responsibilities, Responsible};

use super::doors::Doors;
use super::replay::at_version;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::{Seen, opens};

const ROUTE: &str = "/cases/{id}/responsibility";
const CURSOR: &str = "cursor";
/// Respondents on one page.
const PAGE_ROWS: u32 = 50;
/// Acts looked through for those that attribute something.
const EVENTS_MAX: u32 = 2_000;

/// The matrix.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    let view = casework.case(id).await?;
    let found = match casework.responsibilities(id, reader.parameter(CURSOR), PAGE_ROWS, reader.words).await {
        // The case is there, so that only the board is behind.
        Err(Error::NotFound { .. }) => None,
        found => Some(found?),
    };
    let events = casework.events(id, 0, EVENTS_MAX).await?;
    let version = |one: &wenze_casework::EventView| Some((one.event["event_id"].as_str()?.to_owned(), one.version));
    let versions: HashMap<String, i32> = events.items.iter().filter_map(version).collect();
    // Only who stands in the registers has a dossier.
    let respondents = found.iter().flat_map(|found| &found.respondents.items);
    let ids: HashSet<Uuid> = respondents.flat_map(|one| one.official.into_iter().chain(one.organ)).collect();
    let names = casework.names(&ids).await?;
    page(&ResponsibilityPage::new(&reader, (id, &view), found, &Known { versions, names }))
}

/// What links are made of: the versions of acts by their events, and who stands in the registers.
struct Known {
    versions: HashMap<String, i32>,
    names: HashMap<Uuid, String>,
}

#[derive(Template)]
#[template(path = "responsibility.html")]
struct ResponsibilityPage {
    frame: Frame,
    doors: Doors,
    is_behind: bool,
    warnings: Vec<String>,
    rows: Vec<Row>,
    next: Option<String>,
}

/// One respondent.
struct Row {
    name: String,
    post: String,
    about: String,
    /// What stands of him over all cases.
    dossier: Option<String>,
    attributed: Vec<Attribution>,
}

/// Responsibility on one track.
struct Attribution {
    words: String,
    state: String,
    duty: Option<String>,
    causal_link: Option<String>,
    has_no_link: bool,
    is_objected: bool,
    is_former: bool,
    act: Option<(String, String)>,
}

impl ResponsibilityPage {
    fn new(reader: &Reader, (id, view): (Uuid, &CaseView), found: Option<Responsibilities>, known: &Known) -> Self {
        let doors = Doors::new(reader, id, view, ROUTE);
        let is_behind = found.is_none();
        let empty = Responsibilities { respondents: Page { items: Vec::new(), next: None }, warnings: Vec::new() };
        let Responsibilities { respondents, warnings } = found.unwrap_or(empty);
        Self {
            frame: Frame::new(reader, &doors.title()),
            is_behind,
            warnings: warnings.into_iter().map(|gap| gap.words).collect(),
            rows: respondents.items.iter().map(|one| row(reader, id, one, known)).collect(),
            next: respondents.next.as_deref().map(|cursor| reader.with(&[(CURSOR, Some(cursor))])),
            doors,
        }
    }
}

fn row(reader: &Reader, case: Uuid, one: &Responsible, known: &Known) -> Row {
    let kind = one.kind.as_ref().map(|kind| kind.words.clone());
    let level = one.post_level.as_ref().map(|level| level.words.clone());
    let dossier = |id: Option<Uuid>, folder: &str| {
        let id = id.filter(|id| known.names.contains_key(id) && opens(reader, &format!("{folder}/{{id}}")))?;
        Some(format!("{folder}/{id}"))
    };
    let person = dossier(one.official, "/officials");
    let organ = dossier(one.organ, "/organs");
    Row {
        name: one.name.clone().unwrap_or_else(|| reader.texts.say("name-withheld")),
        post: one.post.clone().unwrap_or_default(),
        about: kind.into_iter().chain(level).collect::<Vec<_>>().join(" · "),
        dossier: person.or(organ),
        attributed: one.attributed.iter().map(|one| attribution(reader, case, one, known)).collect(),
    }
}

fn attribution(reader: &Reader, case: Uuid, one: &Attributed, known: &Known) -> Attribution {
    let version = one.event_id.and_then(|event| known.versions.get(&event.to_string())).copied();
    let act = version.map(|no| (at_version(case, no), reader.texts.tell("entry-no", [("no", no.into())])));
    Attribution {
        words: one.words.clone(),
        state: one.state.as_ref().map(|state| state.words.clone()).unwrap_or_default(),
        duty: one.duty.clone(),
        causal_link: one.causal_link.clone(),
        has_no_link: one.role.is_some() && !one.has_causal_link,
        is_objected: one.objection == Some(true),
        is_former: !one.current,
        act,
    }
}
