//! `/cases/{id}/rights`: what whoever was served may do against a decision, until when and by what rule, to be printed and handed over.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;
use wenze_casework::{Casework, Obligation, ProcedureAsked, Verdict};
use wenze_domain::fields::PartialDate;
use wenze_domain::time::Occurred;

use crate::case::asked::Asked;
use crate::case::head;
use crate::case::labels::Labels;
use crate::case::read::Read;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::When;
use crate::reader::Reader;
use crate::seen::Seen;

/// The act by which such a right is used.
const USED_BY: &str = "AppealFiled";

/// The notice.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    let read = Read::all(&casework, id, &Asked::default(), &reader).await?;
    let asked = ProcedureAsked { verdicts: vec![Verdict::Pending], ..ProcedureAsked::default() };
    let sheet = casework.procedure(id, &asked, reader.words).await?;
    let bodies = bodies(&casework, id).await?;
    let names = casework.names(&bodies.values().copied().collect()).await?;
    let labels = Labels::new(&reader, &read);
    let rights = sheet.obligations.iter().filter(|one| is_right(one)).map(|one| {
        let body = one.finding.instance.get("determination").and_then(|id| bodies.get(&**id));
        Right::new(&reader, one, &labels, body.and_then(|id| names.get(id)).cloned())
    });
    page(&RightsPage {
        frame: Frame::new(&reader, &reader.texts.say("rights-title")),
        back: format!("/cases/{id}"),
        number: head::number(&reader, &read.now.case),
        about: head::about(&reader, &read),
        rights: rights.collect(),
    })
}

/// Whether an obligation is a right that somebody may still use.
fn is_right(obligation: &Obligation) -> bool {
    obligation.finding.residual.as_ref().is_some_and(|next| next.what.iter().any(|kind| &**kind == USED_BY))
}

/// The body that made each determination.
async fn bodies(casework: &Casework, id: Uuid) -> Result<HashMap<String, Uuid>, Failure> {
    let events = casework.events(id, 0, crate::case::read::ACTS_MAX.unsigned_abs()).await?;
    let made = events.items.iter().map(|one| &one.event).filter(|event| event["kind"] == "DeterminationMade");
    let body = |event: &serde_json::Value| {
        let organ = event.pointer("/payload/body/organ_id")?.as_str()?;
        Some((event["refs"]["determination"][0].as_str()?.to_owned(), Uuid::try_parse(organ).ok()?))
    };
    Ok(made.filter_map(body).collect())
}

#[derive(Template)]
#[template(path = "rights.html")]
struct RightsPage {
    frame: Frame,
    back: String,
    number: String,
    about: Option<String>,
    rights: Vec<Right>,
}

/// One right.
struct Right {
    /// Whose it is.
    whose: String,
    title: String,
    /// The body that decided.
    body: Option<String>,
    /// The last day.
    until: Option<When>,
    /// Where it stands, and how the last day is counted.
    derivation: Vec<String>,
}

impl Right {
    fn new(reader: &Reader, obligation: &Obligation, labels: &Labels, body: Option<String>) -> Self {
        let finding = &obligation.finding;
        let instance = |role: &str| finding.instance.get(role).and_then(|id| labels.of(id)).map(str::to_owned);
        let whose: Vec<String> = ["respondent", "determination"].iter().filter_map(|role| instance(role)).collect();
        Self {
            whose: whose.join(" · "),
            title: finding.title(obligation.lang).to_owned(),
            body,
            until: finding.due.map(|due| When::occurred(reader.words, &Occurred::on(PartialDate::day(due)))),
            derivation: obligation.lines.iter().skip(1).cloned().collect(),
        }
    }
}
