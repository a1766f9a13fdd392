//! `/approvals`: the papers that wait for the decision of the post in use, and of those in whose stead the reader may decide.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use wenze_casework::ApprovalView;

use crate::around::to_sign_in;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::overview::{Way, ways};
use crate::own_path::NEXT;
use crate::reader::{Reader, address};
use crate::seen::Seen;

mod rows;

use rows::Row;

/// The parameters of the page: the place from which the next paper is looked at, and the next page.
const AT: &str = "at";
const CURSOR: &str = "cursor";

/// The queue.
pub(crate) async fn show(Seen(casework): Seen, reader: Reader) -> Result<Response, Failure> {
    let Some(visitor) = reader.visitor.clone() else { return Ok(to_sign_in(&reader.here()).into_response()) };
    let Some(held) = visitor.role() else {
        return Ok(Redirect::to(&address("/role", &[(NEXT, &reader.here())])).into_response());
    };
    let post = (visitor.account.person_id, held.role, held.office);
    let found = casework.approvals(post, reader.now, reader.parameter(CURSOR), reader.words).await?;
    page(&ApprovalsPage::new(&reader, &held.words(&reader), &found.items, found.next.as_deref()))
}

#[derive(Template)]
#[template(path = "approvals.html")]
struct ApprovalsPage {
    frame: Frame,
    ways: Vec<Way>,
    lead: String,
    rows: Vec<Row>,
    shown: String,
    /// A paper was just decided on.
    is_on: bool,
    next: Option<String>,
    first: Option<String>,
}

impl ApprovalsPage {
    fn new(reader: &Reader, post: &str, papers: &[ApprovalView], next: Option<&str>) -> Self {
        let texts = reader.texts;
        let at = reader.parameter(AT).and_then(|at| at.parse::<usize>().ok());
        // The paper after the one that was decided on has taken its place.
        let open: Vec<usize> = (0..papers.len()).filter(|place| papers[*place].bar.is_none()).collect();
        let focused = at.and_then(|at| open.iter().find(|place| **place >= at).or(open.last()).copied());
        let row = |(place, paper): (usize, &ApprovalView)| Row::new(reader, paper, place, focused == Some(place));
        let rows: Vec<Row> = papers.iter().enumerate().map(row).collect();
        Self {
            frame: Frame::new(reader, &texts.say("approvals-title")),
            ways: ways(reader),
            lead: texts.tell("approvals-lead", [("post", post.into())]),
            shown: texts.tell("approvals-shown", [("papers", rows.len().into())]),
            is_on: at.is_some(),
            next: next.map(|cursor| reader.with(&[(CURSOR, Some(cursor)), (AT, None)])),
            first: reader.parameter(CURSOR).map(|_| reader.with(&[(CURSOR, None), (AT, None)])),
            rows,
        }
    }
}
