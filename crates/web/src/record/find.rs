//! `/cases/{id}/record`: every act, found by its name, or by the phase of the procedure.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;
use wenze_casework::{OfferView, Possible};
use wenze_domain::acts::Kind;

use super::act::actor;
use super::search;
use super::sheet::whose;
use crate::case::asked::Asked;
use crate::case::head;
use crate::case::offers::is_anothers;
use crate::case::read::Read;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::StateTag;
use crate::reader::Reader;
use crate::seen::{Seen, may_begin};
use crate::shape::Shape;

/// What is looked for.
const QUERY: &str = "q";
/// Longest text looked for, in characters.
const QUERY_CHARS_MAX: usize = 60;

/// The acts.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    if let Err(elsewhere) = actor(&reader) {
        return Ok(elsewhere.into_response());
    }
    let read = Read::all(&casework, id, &Asked::default(), &reader).await?;
    let query: String = reader.parameter(QUERY).unwrap_or_default().chars().take(QUERY_CHARS_MAX).collect();
    page(&FindPage::new(&reader, &read, query))
}

#[derive(Template)]
#[template(path = "find.html")]
struct FindPage {
    frame: Frame,
    case: String,
    number: String,
    query: String,
    groups: Vec<Group>,
    found: String,
}

/// Acts of one phase, or all that were found.
struct Group {
    word: String,
    acts: Vec<Act>,
}

/// One act.
struct Act {
    name: String,
    /// Its form, for whoever may fill it in.
    href: Option<String>,
    /// Whose act it is, where it is not the reader's.
    who: String,
    /// The names of its papers, which are Chinese.
    papers: String,
    state: StateTag,
    reasons: Vec<String>,
}

impl FindPage {
    fn new(reader: &Reader, read: &Read, query: String) -> Self {
        let texts = reader.texts;
        let offers = read.offers.as_deref().unwrap_or_default();
        let found = search::found(&query);
        let count = texts.tell("find-found", [("acts", found.len().into())]);
        let mut groups: Vec<Group> = Vec::new();
        for kind in found {
            let word = if query.is_empty() { reader.words.phase(kind.spec().phase) } else { String::new() };
            let offer = offers.iter().find(|offer| offer.kind == kind.as_str());
            let act = Act::new(reader, read.id, kind, offer);
            match groups.iter_mut().find(|group| group.word == word) {
                Some(group) => group.acts.push(act),
                None => groups.push(Group { word, acts: vec![act] }),
            }
        }
        Self {
            frame: Frame::new(reader, &texts.say("find-title")),
            case: format!("/cases/{}", read.id),
            number: head::number(reader, &read.now.case),
            found: count,
            groups,
            query,
        }
    }
}

impl Act {
    fn new(reader: &Reader, case: Uuid, kind: Kind, offer: Option<&OfferView>) -> Self {
        let (words, texts) = (reader.words, reader.texts);
        let (shape, state) = match offer.map(|offer| offer.status) {
            Some(Possible::Expected) => (Shape::Full, texts.say("find-expected")),
            Some(Possible::OutOfOrder) => (Shape::Ring, texts.say("find-out-of-order")),
            _ => (Shape::Ended, texts.say("find-refused")),
        };
        let refusal = offer.and_then(|offer| offer.refusal.as_ref()).map(|refusal| words.refusal(refusal));
        let missing = offer.into_iter().flat_map(|offer| &offer.missing).map(|missing| words.missing(missing));
        // Two tracks may lack the same: it is told once.
        let mut reasons: Vec<String> = missing.chain(refusal).collect();
        reasons.dedup();
        let is_own = may_begin(reader, kind);
        // Its form stays within reach, for what was done on paper is recorded all the same.
        let is_anothers = offer.is_some_and(is_anothers);
        Self {
            name: words.kind(kind).to_owned(),
            href: is_own.then(|| format!("/cases/{case}/record/{}", kind.as_str())),
            who: if is_own && !is_anothers { String::new() } else { whose(reader, kind) },
            papers: kind.spec().papers.join(&texts.say("join-names")),
            state: StateTag::made(shape, state),
            reasons,
        }
    }
}
