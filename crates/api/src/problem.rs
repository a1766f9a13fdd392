//! Problems of RFC 9457: what went wrong, in the language asked for, and what to do about it.
//!
//! Handlers answer a [`Fault`], which knows no language; [`crate::layers`] puts it into words. No problem holds a private
//! text, a statement of the database or a position of the log.

use axum::http::StatusCode;
use serde::Serialize;
use serde_json::Value;
use utoipa::{IntoResponses, ToSchema};

use crate::wire::{HeldRole, MissingFact};

mod catalogue;
mod fault;
mod from_casework;

pub(crate) use catalogue::Code;
pub(crate) use fault::Fault;

/// A problem document.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Problem {
    /// The kind of problem: a path of this server that explains it.
    #[serde(rename = "type")]
    #[schema(example = "/problems/confirm-needed")]
    pub address: String,
    /// Its name, in the language asked for.
    pub title: &'static str,
    /// The status of the answer.
    #[schema(example = 409)]
    pub status: u16,
    /// What happened here, in the language asked for.
    pub detail: String,
    /// This very answer: `urn:uuid:` and the id that `X-Request-Id` repeats.
    pub instance: String,
    /// The kind of problem as a word for programs.
    #[schema(example = "confirm-needed")]
    pub code: &'static str,
    /// RFC 6901 pointer into the body, where the problem lies in a field.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "/acts/1/payload/way")]
    pub pointer: Option<String>,
    /// Which act of the request was refused, from 0. Nothing of the request was stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
    /// The facts that the usual order would have had before the act, with the acts that supply them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingFact>,
    /// The roles that the person holds today, where another was asked for or none was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Vec<HeldRole>>,
    /// The roles that may do what was asked, where the role in use may not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(example = json!(["REVIEWER", "APPEAL_OFFICER"]))]
    pub roles: Vec<&'static str>,
    /// What to send instead or besides.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub example: Option<Value>,
}

impl Problem {
    pub(crate) fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// The answer to an address under `/api` where nothing is.
pub(crate) async fn no_route() -> Fault {
    Fault::new(Code::NotFound)
}

/// How reading can fail, for the document.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "describes answers that `Fault` gives")]
pub(crate) enum ReadProblems {
    /// `query`, `token`, `credentials`: a value in the address or a header cannot be read
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// `sign-in`: nobody is signed in
    #[response(status = 401, content_type = "application/problem+json")]
    SignIn(Problem),
    /// `not-held`, `not-permitted`, `password-change`: the person holds no such role, the role may not, or the password must be changed first
    #[response(status = 403, content_type = "application/problem+json")]
    NotHeld(Problem),
    /// `not-found`
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// `unavailable`, `timeout`, `view-behind`: come back after `Retry-After` seconds
    #[response(status = 503, content_type = "application/problem+json")]
    Later(Problem),
}

/// How listening can fail, for the document.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "describes answers that `Fault` gives")]
pub(crate) enum ListenProblems {
    /// `query`, `token`: a value in the address or a header cannot be read
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// `sign-in`: nobody is signed in
    #[response(status = 401, content_type = "application/problem+json")]
    SignIn(Problem),
    /// `not-held`, `not-permitted`, `password-change`: the person holds no such role, the role may not, or the password must be changed first
    #[response(status = 403, content_type = "application/problem+json")]
    NotHeld(Problem),
    /// `listeners-full`, `unavailable`: come back after `Retry-After` seconds, with the `id` heard last
    #[response(status = 503, content_type = "application/problem+json")]
    Later(Problem),
}

/// How an answer about one's own account can fail, for the document.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "describes answers that `Fault` gives")]
pub(crate) enum AccountProblems {
    /// `malformed`, `credentials`: the request cannot be read
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// `sign-in`, `sign-in-failed`: nobody is signed in, or login or password are wrong
    #[response(status = 401, content_type = "application/problem+json")]
    SignIn(Problem),
    /// `token-scope`, `password-change`, `cross-site`
    #[response(status = 403, content_type = "application/problem+json")]
    Refused(Problem),
    /// `too-many-attempts`: come back after `Retry-After` seconds
    #[response(status = 429, content_type = "application/problem+json")]
    Attempts(Problem),
    /// `unavailable`, `timeout`: come back after `Retry-After` seconds
    #[response(status = 503, content_type = "application/problem+json")]
    Later(Problem),
}

/// How writing can fail, for the document. Nothing was stored, except that `unavailable` and `timeout` leave it open:
/// the same request with the same `Idempotency-Key` tells.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "describes answers that `Fault` gives")]
pub(crate) enum WriteProblems {
    /// `malformed`, `actor`, `credentials`, `idempotency-key`, `if-match`: the request cannot be read
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// `sign-in`: nobody is signed in
    #[response(status = 401, content_type = "application/problem+json")]
    SignIn(Problem),
    /// `not-authorised`, `not-held`, `delegation`, `separation`, `token-scope`, `password-change`, `cross-site`: the
    /// recorder may not record this
    #[response(status = 403, content_type = "application/problem+json")]
    NotAuthorised(Problem),
    /// `not-found`: there is no such case
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// `slow`: the body came too slowly
    #[response(status = 408, content_type = "application/problem+json")]
    Slow(Problem),
    /// `confirm-needed`, `object-exists`, `taken`, `key-reused`, `contended`, `opening`, `erasure`, `kept`
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(Problem),
    /// `stale`: the case has moved on since the version in `If-Match`
    #[response(status = 412, content_type = "application/problem+json")]
    Stale(Problem),
    /// `too-large`: the body is longer than a request may be
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// `media-type`: the body is not `application/json`
    #[response(status = 415, content_type = "application/problem+json")]
    MediaType(Problem),
    /// `roles`, `object-missing`, `absorbed`, `unreadable`, `future`, `unknown-code`, `guard`, `file`,
    /// `correction`, `too-much`, `case-too-long`: a structural refusal
    #[response(status = 422, content_type = "application/problem+json")]
    Refused(Problem),
    /// `busy`, `unavailable`, `timeout`: come back after `Retry-After` seconds
    #[response(status = 503, content_type = "application/problem+json")]
    Later(Problem),
}

impl Fault {
    /// The fault behind a status that a layer or the router answered by itself.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        Self::new(match status {
            // The layer against forged requests answers by itself.
            StatusCode::FORBIDDEN => Code::CrossSite,
            StatusCode::NOT_FOUND => Code::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Code::Method,
            StatusCode::REQUEST_TIMEOUT => Code::Slow,
            StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::MediaType,
            StatusCode::SERVICE_UNAVAILABLE => Code::Timeout,
            status if status.is_client_error() => Code::Malformed,
            _ => Code::Internal,
        })
    }
}
