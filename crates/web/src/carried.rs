//! Forms that meet a session that is over, or a log that cannot be reached: what was typed goes back to the browser that sent it,
//! to be sent again once somebody is signed in or the log is back. Nothing is kept for whoever is not signed in; after the
//! sign-in it becomes a draft of whoever sent it, and of nobody else who signs in at the same browser.

use askama::Template;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;
use wenze_casework::{Casework, DraftKept, Viewer};

use crate::Pages;
use crate::account::sign_in::signed_out;
use crate::around::to_sign_in;
use crate::brought::received;
use crate::entered::Entered;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::own_path::own;
use crate::reader::Reader;
use crate::record::{keep, typing};

/// What stands before the names of fields that are carried through a sign-in.
pub(crate) const CARRIED: &str = "form:";
/// Longest key of a form, in characters.
const KEY_CHARS_MAX: usize = 64;

/// Why a form cannot be answered, found out before it was read.
#[derive(Clone)]
pub(crate) struct Unanswered(pub(crate) Failure);

/// Whether a request sends a form whose content is not lost.
pub(crate) fn is_form(request: &Request) -> bool {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    request.method() == Method::POST && keep::ROUTES.contains(&route)
}

/// Runs a form; where it cannot be answered, what was typed comes back.
pub(crate) async fn carried(State(pages): State<Pages>, reader: Reader, request: Request, next: Next) -> Response {
    if !is_form(&request) {
        return next.run(request).await;
    }
    let failed = request.extensions().get::<Unanswered>().cloned();
    let (mut parts, body) = request.into_parts();
    let is_typing = typing::is_typing(&parts.headers);
    // Until it is answered, whoever sent it sees that all of it is there.
    let (bytes, _waited) = match received((&reader, &pages.waits), &mut parts, body).await {
        Ok(received) => received,
        Err(failure) => return failure.into_response(),
    };
    if is_typing {
        return typing::keep(parts.extensions.get::<Casework>(), &reader, &bytes).await;
    }
    if let Some(Unanswered(failure)) = failed {
        return back(&reader, &bytes, failure);
    }
    if reader.visitor.is_none() {
        let fields = Entered::of(&bytes).map(|entered| entered.0).unwrap_or_default();
        let carried = fields.into_iter().map(|(name, value)| (format!("{CARRIED}{name}"), value)).collect();
        return signed_out(&pages, &reader, own(Some(&keep::own_address(&reader))), carried)
            .unwrap_or_else(|_| to_sign_in(reader.path()).into_response());
    }
    let answer = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    match answer.extensions().get::<Failure>().cloned() {
        Some(failure @ (Failure::Unavailable | Failure::Fault)) => back(&reader, &bytes, failure),
        Some(Failure::NoCase) => stopped(&pages, &reader, &bytes).await.map_or(answer, IntoResponse::into_response),
        _ => answer,
    }
}

/// Whoever stepped back from the case while he filled in its form is told so, and what he typed waits for whoever takes over.
async fn stopped(pages: &Pages, reader: &Reader, bytes: &[u8]) -> Option<Failure> {
    let person = reader.visitor.as_ref()?.account.person_id;
    let form = keep::own_address(reader);
    let case = keep::case_of(&form)?;
    // Where it cannot be found out, nothing is told.
    if !pages.casework.stepped_back(case, person).await.ok()? {
        return None;
    }
    let entered = Entered::of(bytes).ok()?;
    let is_kept = keep::for_successor(&pages.casework, person, &form, &entered).await;
    Some(Failure::SteppedBack { is_kept })
}

/// The failure, with everything that was sent, to be sent once more.
fn back(reader: &Reader, bytes: &[u8], failure: Failure) -> Response {
    let Ok(entered) = Entered::of(bytes) else { return failure.into_response() };
    let (title, advice) = failure.texts(reader);
    let form = BackPage::new(reader, title, advice, keep::own_address(reader), entered.0);
    match page(&form) {
        Ok(page) => (failure.status(), page).into_response(),
        Err(failure) => failure.into_response(),
    }
}

/// What was carried through a sign-in.
pub(crate) struct Through {
    fields: Vec<(String, String)>,
    /// The form it belongs to.
    form: String,
}

/// What became of it.
pub(crate) enum Taken {
    /// There was nothing, or it was somebody else's.
    Nothing,
    /// It is kept as a draft, which opens here.
    Draft(String),
    /// It could not be kept, and is given back.
    Back(Response),
}

impl Through {
    /// The fields that were carried, and the form that they go back to.
    pub(crate) fn of(entered: &Entered, next: &str) -> Self {
        let own = |(name, value): &(String, String)| Some((name.strip_prefix(CARRIED)?.to_owned(), value.clone()));
        let form = next.split('#').next().unwrap_or_default().to_owned();
        Self { fields: entered.0.iter().filter_map(own).collect(), form }
    }

    /// The fields under the names by which they are carried on.
    pub(crate) fn again(&self) -> Vec<(String, String)> {
        self.fields.iter().map(|(name, value)| (format!("{CARRIED}{name}"), value.clone())).collect()
    }

    /// Keeps it for whoever signed in, where it was his.
    pub(crate) async fn taken_up(&self, casework: &Casework, reader: &Reader, person: Uuid) -> Result<Taken, Failure> {
        let value = |name: &str| self.fields.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str());
        if self.fields.is_empty() || value(keep::WHOSE) != Some(person.to_string().as_str()) {
            return Ok(Taken::Nothing);
        }
        let is_key = |key: &&str| (1..=KEY_CHARS_MAX).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
        let key = value("key").filter(is_key).map_or_else(|| Uuid::now_v7().to_string(), str::to_owned);
        let grants = casework.grants_of(person, None).await?;
        let seen = casework.seen_as(Viewer::of(person, &grants, None, None)).await?;
        match keep::kept(&seen, person, &self.form, &key, &self.fields).await {
            Ok(DraftKept::Done(_)) => Ok(Taken::Draft(keep::href(&self.form, &key))),
            // What does not exist to him is no form of his.
            Err(wenze_casework::Error::NotFound { .. }) => Ok(Taken::Nothing),
            Ok(_) | Err(_) => {
                let (title, advice) = (reader.texts.say("back-title"), reader.texts.say("back-lead"));
                let form = BackPage::new(reader, title, advice, self.form.clone(), self.fields.clone());
                Ok(Taken::Back((StatusCode::OK, page(&form)?).into_response()))
            }
        }
    }
}

/// The page that gives a form back.
#[derive(Template)]
#[template(path = "back.html")]
struct BackPage {
    frame: Frame,
    title: String,
    advice: String,
    action: String,
    fields: Vec<(String, String)>,
}

impl BackPage {
    fn new(reader: &Reader, title: String, advice: String, action: String, fields: Vec<(String, String)>) -> Self {
        Self { frame: Frame::new(reader, &title), title, advice, action, fields }
    }

    /// Nothing is stored without being looked at again where the form did not say what it wants.
    fn has_step(&self) -> bool {
        self.fields.iter().any(|(name, _)| name == "step" || name == "more")
    }
}
