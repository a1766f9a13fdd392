//! `/cases/{id}`: one case as it stands, or as it was at any moment, with its whole history.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;

use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

pub(crate) mod alike;
pub(crate) mod asked;
mod bars;
pub(crate) mod blame;
pub(crate) mod check;
pub(crate) mod doors;
mod effects;
mod entry;
pub(crate) mod evidence;
pub(crate) mod head;
pub(crate) mod labels;
mod matrix;
mod moment;
mod narrowed;
mod objects;
pub(crate) mod offers;
mod originals;
mod places;
pub(crate) mod read;
pub(crate) mod readings;
pub(crate) mod recorded;
pub(crate) mod relations;
pub(crate) mod replay;
pub(crate) mod responsibility;
mod sequence;
pub(crate) mod story;
mod timeline;
pub(crate) mod what_if;

#[cfg(test)]
mod tests;

use asked::Asked;
use doors::Doors;
use effects::Following;
use head::Head;
use labels::Labels;
use matrix::Matrix;
use moment::Moment;
use objects::Group;
use offers::Offers;
use read::Read;
use recorded::Recorded;
use timeline::Timeline;

/// The case.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    let asked = Asked::of(&reader)?;
    let read = Read::all(&casework, id, &asked, &reader).await?;
    if let Some(visitor) = reader.visitor.as_ref().filter(|_| asked.is_now()) {
        // Drafts that cannot be passed on now are at the next look.
        _ = casework.take_over_drafts(&read.now.case, visitor.account.person_id).await;
    }
    let drafts = crate::drafts::on_case(&casework, &reader, id).await;
    page(&CasePage { drafts, ..CasePage::new(&reader, &asked, &read) })
}

/// The case as it is by now, with its newest acts.
fn again(reader: &Reader) -> String {
    format!("{}#history", reader.with(&[(recorded::RECORDED, None), (recorded::MEANWHILE, None)]))
}

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    frame: Frame,
    doors: Doors,
    head: Head,
    moment: Moment,
    matrix: Matrix,
    following: Following,
    groups: Vec<Group>,
    offers: Option<Offers>,
    /// Forms on the case that whoever reads began and did not record.
    drafts: Vec<(String, String)>,
    /// Where it is told what others record meanwhile, and the page as it is then.
    live: Option<(String, String)>,
    /// What was recorded just before.
    recorded: Option<Recorded>,
    timeline: Timeline,
}

impl CasePage {
    fn new(reader: &Reader, asked: &Asked, read: &Read) -> Self {
        let labels = Labels::new(reader, read);
        let head = Head::new(reader, read);
        let offers = read.offers.as_ref().map(|offers| Offers::new(reader, read, offers, &labels));
        Self {
            frame: Frame::new(reader, &head.title),
            doors: Doors::new(reader, read.id, &read.now, "/cases/{id}"),
            moment: Moment::new(reader, asked, read),
            matrix: Matrix::new(reader, &read.at.view),
            following: Following::new(reader, read),
            groups: objects::groups(reader, read, &labels),
            live: asked.is_now().then(|| (crate::live::of_case(read.id, read.now.case.version), again(reader))),
            recorded: Recorded::new(reader, read, offers.as_ref()),
            offers,
            drafts: Vec::new(),
            timeline: Timeline::new(reader, asked, read, &labels),
            head,
        }
    }
}
