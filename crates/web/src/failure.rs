//! Why a page cannot be shown, and what to do about it.

use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use wenze_casework::Error;
use wenze_domain::codes::{CodeList, Role};

use crate::frame::Frame;
use crate::reader::Reader;

/// When to try again after the log or its database could not be reached, in seconds.
const RETRY_AFTER_S: u16 = 5;

/// Why a page cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// No page has this address.
    NoPage,
    /// No record has this id.
    NoCase,
    /// The case has no such version.
    NoVersion,
    /// No entry of the registers has this id.
    NoEntry,
    /// No rule asks for this at the moment looked at.
    NoFinding,
    /// A field of the address cannot be read: the name of its text, and what stood there.
    Unreadable(&'static str, String),
    /// A link to further rows that this server did not give.
    Cursor,
    /// This page is read, nothing is sent to it.
    Method,
    /// A form was sent by a page of another site.
    Foreign,
    /// The role in use may not do this; these may.
    NotPermitted(Vec<Role>),
    /// Whoever sent a form has stepped back from its case meanwhile; whether what he typed is kept for whoever takes over.
    SteppedBack { is_kept: bool },
    /// What was sent is no form of ours.
    Form,
    /// A form is longer than may be.
    FormTooLong,
    /// The act is none that is recorded on a case.
    NoAct,
    /// The case has more events than one page may hold.
    TooLong(i64),
    /// The log, its database or a view cannot be reached at this moment.
    Unavailable,
    /// A fault of the program.
    Fault,
}

/// The answer to an address nobody serves.
pub(crate) async fn no_such_page() -> Failure {
    Failure::NoPage
}

impl Failure {
    /// What the router or a layer answered by itself.
    pub(crate) fn of_status(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::NOT_FOUND => Self::NoPage,
            StatusCode::FORBIDDEN => Self::Foreign,
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            other if other.is_client_error() || other.is_server_error() => Self::Fault,
            _ => return None,
        })
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NoPage | Self::NoCase | Self::NoVersion | Self::NoAct | Self::NoEntry | Self::NoFinding => {
                StatusCode::NOT_FOUND
            }
            Self::Unreadable(..) | Self::Cursor | Self::Form => StatusCode::BAD_REQUEST,
            Self::Foreign | Self::NotPermitted(_) | Self::SteppedBack { .. } => StatusCode::FORBIDDEN,
            Self::FormTooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLong(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The page that says so.
    pub(crate) fn page(&self, reader: &Reader) -> Response {
        let status = self.status();
        let mut answer = match FailurePage::new(self, reader).render() {
            Ok(page) => (status, Html(page)).into_response(),
            Err(error) => {
                tracing::error!(%error, "the page of a failure cannot be rendered");
                status.into_response()
            }
        };
        if *self == Self::Unavailable {
            answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(RETRY_AFTER_S));
        }
        answer
    }

    /// What is the matter, and what to do.
    pub(crate) fn texts(&self, reader: &Reader) -> (String, String) {
        let texts = reader.texts;
        let pair = |title: &str, advice: &str| (texts.say(title), texts.say(advice));
        match self {
            Self::NoPage => pair(/* text */ "failure-no-page", /* text */ "failure-no-page-advice"),
            Self::NoCase => pair(/* text */ "failure-no-case", /* text */ "failure-no-case-advice"),
            Self::NoVersion => pair(/* text */ "failure-no-version", /* text */ "failure-no-version-advice"),
            Self::NoEntry => pair(/* text */ "failure-no-entry", /* text */ "failure-no-entry-advice"),
            Self::NoFinding => pair(/* text */ "failure-no-finding", /* text */ "failure-no-finding-advice"),
            Self::Cursor => pair(/* text */ "failure-cursor", /* text */ "failure-cursor-advice"),
            Self::Method => pair(/* text */ "failure-method", /* text */ "failure-method-advice"),
            Self::Foreign => pair(/* text */ "failure-foreign", /* text */ "failure-foreign-advice"),
            Self::Form => pair(/* text */ "failure-form", /* text */ "failure-form-advice"),
            Self::FormTooLong => pair(/* text */ "failure-form-long", /* text */ "failure-form-long-advice"),
            Self::NoAct => pair(/* text */ "failure-no-act", /* text */ "failure-no-act-advice"),
            Self::Unavailable => {
                pair(/* text */ "failure-unavailable", /* text */ "failure-unavailable-advice")
            }
            Self::Fault => pair(/* text */ "failure-fault", /* text */ "failure-fault-advice"),
            Self::SteppedBack { is_kept: true } => {
                pair(/* text */ "failure-stepped-back", /* text */ "failure-stepped-back-kept")
            }
            Self::SteppedBack { is_kept: false } => {
                pair(/* text */ "failure-stepped-back", /* text */ "failure-stepped-back-lost")
            }
            Self::NotPermitted(roles) => {
                let names: Vec<String> =
                    roles.iter().map(|role| reader.words.code(Role::LIST, role.as_str())).collect();
                let advice = match names.as_slice() {
                    [] => texts.say("failure-not-permitted-nobody"),
                    names => {
                        let names = names.join(&texts.say("join-names"));
                        texts.tell("failure-not-permitted-advice", [("roles", names.into())])
                    }
                };
                (texts.say("failure-not-permitted"), advice)
            }
            Self::Unreadable(field, value) => (
                texts
                    .tell("failure-unreadable", [("field", texts.say(field).into()), ("value", value.as_str().into())]),
                texts.say("failure-unreadable-advice"),
            ),
            Self::TooLong(events) => {
                (texts.tell("failure-too-long", [("events", (*events).into())]), texts.say("failure-too-long-advice"))
            }
        }
    }
}

impl IntoResponse for Failure {
    /// Carried to the layer that knows the reader's language.
    fn into_response(self) -> Response {
        let mut answer = self.status().into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound { kind: "case", .. } => Self::NoCase,
            Error::NotFound { kind: "person" | "organ", .. } => Self::NoEntry,
            Error::NotFound { kind: "obligation", .. } => Self::NoFinding,
            Error::NotFound { .. } => Self::NoVersion,
            Error::BadToken(_) => Self::Cursor,
            Error::TooLong(events) => Self::TooLong(events),
            error if error.is_passing() => Self::Unavailable,
            Error::Ledger(_) | Error::Vault(_) | Error::Views(_) => {
                tracing::error!(%error, "a page cannot be read");
                Self::Unavailable
            }
            other => {
                tracing::error!(error = %other, "a page cannot be shown");
                Self::Fault
            }
        }
    }
}

impl From<wenze_access::Error> for Failure {
    fn from(error: wenze_access::Error) -> Self {
        if error.is_passing() {
            return Self::Unavailable;
        }
        tracing::error!(%error, "the accounts failed");
        Self::Fault
    }
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    frame: Frame,
    status: u16,
    title: String,
    advice: String,
}

impl FailurePage {
    fn new(failure: &Failure, reader: &Reader) -> Self {
        let (title, advice) = failure.texts(reader);
        Self { frame: Frame::new(reader, &title), status: failure.status().as_u16(), title, advice }
    }
}

#[cfg(test)]
mod tests {
    use wenze_domain::words::Lang;

    use super::*;

    #[test]
    fn every_failure_has_its_page_in_both_languages() {
        let all = [
            Failure::NoPage,
            Failure::NoCase,
            Failure::NoVersion,
            Failure::NoEntry,
            Failure::NoFinding,
            Failure::Unreadable("moment-as-of", "<b>".to_owned()),
            Failure::Cursor,
            Failure::Method,
            Failure::Foreign,
            Failure::SteppedBack { is_kept: true },
            Failure::SteppedBack { is_kept: false },
            Failure::Form,
            Failure::FormTooLong,
            Failure::NoAct,
            Failure::TooLong(20_000),
            Failure::Unavailable,
            Failure::Fault,
        ];
        for (failure, lang) in all.iter().flat_map(|f| Lang::ALL.iter().map(move |lang| (f, *lang))) {
            let page = FailurePage::new(failure, &Reader::plain(lang)).render().unwrap();
            assert!(page.contains(&format!("<html lang=\"{}\"", lang.as_str())), "{page}");
            assert!(!page.contains("failure-") && !page.contains("<b>"), "{page}");
        }
    }
}
