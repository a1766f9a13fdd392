//! Marks set by a form: what a reviewer made of a finding at the moment he looked at.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use uuid::Uuid;
use wenze_casework::{Error, Marking, Stamp};
use wenze_domain::codes::{CodeList, ReviewMark};
use wenze_domain::envelope::Actor;

use super::one;
use crate::around::to_sign_in;
use crate::entered::Entered;
use crate::failure::Failure;
use crate::own_path::NEXT;
use crate::reader::{Reader, address};
use crate::seen::{Seen, opens};

/// The route of marks.
const ROUTE: &str = "/cases/{id}/marks";
/// The fields of the form.
const OBLIGATION: &str = "obligation";
const MARK: &str = "mark";
const NOTE: &str = "note";
const AS_OF: &str = "as_of";
const KNOWN: &str = "known";
const KEY: &str = "key";
/// Longest key, in characters.
const KEY_CHARS_MAX: usize = 64;

/// The form by which whoever reads marks findings of a case.
pub(super) struct Marker {
    pub(super) action: String,
    /// The moment looked at.
    pub(super) as_of: String,
    pub(super) known: String,
    /// The marks there are, with their words.
    pub(super) marks: Vec<(&'static str, String)>,
    /// What one form is known by, with the finding's id before it.
    pub(super) key: String,
}

impl Marker {
    /// The form, for whoever may mark.
    pub(super) fn of(reader: &Reader, case: Uuid, stamp: &Stamp) -> Option<Self> {
        reader.visitor.as_ref()?.actor()?;
        if !opens(reader, ROUTE) {
            return None;
        }
        let word = |mark: &ReviewMark| (mark.as_str(), reader.words.code(ReviewMark::LIST, mark.as_str()));
        Some(Self {
            action: ROUTE.replace("{id}", &case.to_string()),
            as_of: stamp.as_of.to_rfc3339(),
            known: stamp.known.to_rfc3339(),
            marks: ReviewMark::ALL.iter().map(word).collect(),
            key: Uuid::now_v7().simple().to_string(),
        })
    }
}

/// Nothing is read at the address that forms are sent to.
pub(crate) async fn instead(Path(id): Path<String>) -> Result<Redirect, Failure> {
    let case = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    Ok(Redirect::to(&format!("/cases/{case}/sheet")))
}

/// Stores a mark, and leads back to the finding; what cannot be stored comes back with its reason and all that was typed.
pub(crate) async fn send(
    Seen(casework): Seen,
    Path(id): Path<String>,
    reader: Reader,
    entered: Entered,
) -> Result<Response, Failure> {
    let case = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    let back = address(&format!("/cases/{case}/sheet"), &[]);
    let Some(visitor) = &reader.visitor else { return Ok(to_sign_in(&back).into_response()) };
    let Some(actor) = visitor.actor() else {
        return Ok(Redirect::to(&address("/role", &[(NEXT, &back)])).into_response());
    };
    let marking = read(&entered, actor).ok_or(Failure::Form)?;
    match casework.mark(case, &marking).await {
        Ok(_) => Ok(Redirect::to(&format!("{back}#o-{}", marking.obligation)).into_response()),
        Err(Error::Refused(problem)) => {
            let why = reader.words.refusal(&problem.refusal);
            let typed =
                one::Typed { mark: Some(marking.mark), note: marking.note.unwrap_or_default(), wrong: Some(why) };
            let page = one::page_of(&casework, &reader, (case, &marking.obligation), &typed).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The form as it was sent; nothing for one that is none of ours.
fn read(entered: &Entered, actor: Actor) -> Option<Marking> {
    let obligation = Uuid::try_parse(entered.get(OBLIGATION)?).ok()?;
    let mark = ReviewMark::ALL.iter().find(|mark| Some(mark.as_str()) == entered.get(MARK))?;
    let moment = |name| entered.get(name).and_then(|text| text.parse::<DateTime<Utc>>().ok());
    let is_key = |key: &&str| key.len() <= KEY_CHARS_MAX && key.bytes().all(|byte| byte.is_ascii_graphic());
    Some(Marking {
        obligation: obligation.to_string(),
        mark: *mark,
        as_of: moment(AS_OF)?,
        known: moment(KNOWN)?,
        note: entered.get(NOTE).map(str::to_owned),
        actor,
        idempotency_key: entered.get(KEY).filter(is_key).map(|key| format!("{key}-{}", mark.as_str())),
    })
}
