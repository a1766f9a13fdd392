//! `/overview`: where cases stand, at which office, and what is late; every number opens its list.

use askama::Template;
use axum::response::Response;
use wenze_casework::DUE_SOON_DAYS;

use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

mod alarms;
pub(crate) mod listed;
mod matrix;

use alarms::Alarm;
use matrix::Matrix;

/// The overview.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let overview = casework.overview(reader.now, reader.words).await?;
    let texts = reader.texts;
    page(&OverviewPage {
        frame: Frame::new(&reader, &texts.say("nav-overview")),
        ways: ways(&reader),
        matrix: Matrix::new(&reader, &overview.cells),
        alarms: overview.alarms.iter().map(|alarm| Alarm::new(&reader, alarm)).collect(),
        soon: texts.tell("overview-soon-hint", [("days", DUE_SOON_DAYS.into())]),
    })
}

#[derive(Template)]
#[template(path = "overview.html")]
struct OverviewPage {
    frame: Frame,
    ways: Vec<Way>,
    matrix: Matrix,
    alarms: Vec<Alarm>,
    /// What counts as soon.
    soon: String,
}

/// A page of those who answer for others' work.
pub(crate) struct Way {
    pub(crate) href: &'static str,
    pub(crate) word: String,
    pub(crate) is_current: bool,
}

/// The pages of those who answer for others' work. Approvals are somebody's: whoever is not signed in has none.
pub(crate) fn ways(reader: &Reader) -> Vec<Way> {
    let ways = [
        ("/overview", /* text */ "overview-title"),
        ("/approvals", /* text */ "approvals-title"),
        ("/supervision", /* text */ "supervision-title"),
        ("/rectification", /* text */ "items-title"),
    ];
    let shown = ways.into_iter().filter(|(href, _)| reader.visitor.is_some() || *href != "/approvals");
    let way = |(href, text)| Way { href, word: reader.texts.say(text), is_current: reader.path() == href };
    shown.map(way).collect()
}
