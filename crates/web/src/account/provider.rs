//! `/sign-in/provider`: to the identity provider of the installation and back.

use std::net::SocketAddr;

use askama::Template;
use axum::extract::{ConnectInfo, Extension, State};
use axum::http::header::{COOKIE, REFRESH, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use wenze_access::{Identity, Secret, SignIn, Vouched, cookie};

use super::sign_in::{SignInPage, later};
use super::{again, on_to};
use crate::Pages;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::own_path::{NEXT, own};
use crate::reader::Reader;
use crate::visitor::no_role_cookie;

/// The cookie of a sign-in under way: the browser that began it is the one that ends it. It is sent when the provider leads
/// back, which the cookie of a session is not.
const ATTEMPT_COOKIE: &str = "wenze_attempt";
/// How long somebody may take at the provider, in seconds.
const ATTEMPT_LIFE_S: u32 = 600;
/// Longest cookie that is looked at, in bytes.
const ATTEMPT_BYTES_MAX: usize = 2560;

/// Where a request comes from, as far as that is known.
type Origin = Option<Extension<ConnectInfo<SocketAddr>>>;

/// Leads to the provider.
pub(crate) async fn begin(State(pages): State<Pages>, reader: Reader) -> Result<Response, Failure> {
    let next = own(reader.parameter(NEXT)).to_owned();
    match pages.access.begin_with_provider().await {
        Ok(begun) => {
            // A cookie ends at its first semicolon.
            let value = format!("{}.{}", begun.attempt.reveal(), next.replace(';', "%3B"));
            on_to(&begun.url, &[attempt_cookie(&value, ATTEMPT_LIFE_S)])
        }
        Err(error) => refused(&pages, &reader, &next, &error),
    }
}

/// Takes whom the provider vouches for, and begins a session for whoever is known here.
pub(crate) async fn come_back(
    State(pages): State<Pages>,
    from: Origin,
    headers: HeaderMap,
    reader: Reader,
) -> Result<Response, Failure> {
    let Some((attempt, next)) = attempt(&headers) else { return stale(&pages, &reader) };
    let (Some(state), Some(code)) = (reader.parameter("state"), reader.parameter("code")) else {
        return stale(&pages, &reader);
    };
    let from = from.map(|Extension(ConnectInfo(address))| address.ip());
    let identity = match pages.access.return_from_provider(&attempt, state, code, from).await {
        Ok(Ok(Vouched::For(identity))) => identity,
        Ok(Ok(Vouched::Stale)) => return stale(&pages, &reader),
        Ok(Err(seconds)) => {
            return said(&pages, &reader, &next, later(&reader, seconds), StatusCode::TOO_MANY_REQUESTS);
        }
        Err(error) => return refused(&pages, &reader, &next, &error),
    };
    match pages.access.sign_in_by(&identity, from).await? {
        SignIn::Done(_, session) => {
            if let Some(earlier) = &reader.visitor {
                pages.access.end_session(earlier.session.reveal()).await?;
            }
            signed_in(&reader, &next, &cookie::of(&session))
        }
        SignIn::Wrong | SignIn::Later { .. } => unknown(&pages, &reader, &next, &identity),
    }
}

/// A page that goes on by itself. The cookie of a session is not sent on the way from another site, and a page of ours is no
/// other site.
fn signed_in(reader: &Reader, next: &str, session: &str) -> Result<Response, Failure> {
    let frame = Frame::new(reader, &reader.texts.say("provider-done"));
    let mut answer = page(&SignedInPage { frame, next: next.to_owned() })?;
    let onwards = HeaderValue::from_str(&format!("0; url={next}")).map_err(|_| Failure::Fault)?;
    answer.headers_mut().insert(REFRESH, onwards);
    for cookie in [session.to_owned(), no_role_cookie(), attempt_cookie("", 0)] {
        let value = HeaderValue::from_str(&cookie).map_err(|_| Failure::Fault)?;
        answer.headers_mut().append(SET_COOKIE, value);
    }
    Ok(answer)
}

fn stale(pages: &Pages, reader: &Reader) -> Result<Response, Failure> {
    said(pages, reader, own(None), reader.texts.say("provider-stale"), StatusCode::UNPROCESSABLE_ENTITY)
}

/// Nobody here is meant, or an account that is disabled. Its person needs to tell the administrator what he is called there.
fn unknown(pages: &Pages, reader: &Reader, next: &str, identity: &Identity) -> Result<Response, Failure> {
    let why = reader.texts.tell("provider-unknown", [("subject", identity.subject().into())]);
    said(pages, reader, next, why, StatusCode::UNPROCESSABLE_ENTITY)
}

fn refused(pages: &Pages, reader: &Reader, next: &str, error: &wenze_access::Error) -> Result<Response, Failure> {
    match error {
        wenze_access::Error::NoProvider => Err(Failure::NoPage),
        wenze_access::Error::Provider(why) => {
            tracing::warn!(%why, "the identity provider failed");
            said(pages, reader, next, reader.texts.say("provider-failed"), StatusCode::BAD_GATEWAY)
        }
        other => {
            tracing::error!(error = %other, "the accounts failed");
            Err(Failure::Unavailable)
        }
    }
}

/// The page for signing in again, with what is the matter.
fn said(pages: &Pages, reader: &Reader, next: &str, why: String, status: StatusCode) -> Result<Response, Failure> {
    again(page(&SignInPage::new(pages, reader, next, String::new(), Some(why))), status)
}

fn attempt_cookie(value: &str, seconds: u32) -> String {
    format!("{ATTEMPT_COOKIE}={value}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age={seconds}")
}

/// What this browser began, and where it goes on.
fn attempt(headers: &HeaderMap) -> Option<(Secret, String)> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(name, value)| *name == ATTEMPT_COOKIE && value.len() <= ATTEMPT_BYTES_MAX)?;
    let (attempt, next) = value.split_once('.')?;
    Some((Secret::presented(attempt), own(Some(next)).to_owned()))
}

#[derive(Template)]
#[template(path = "signed_in.html")]
struct SignedInPage {
    frame: Frame,
    next: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_leads_to_own_pages_only() {
        let told = |line: &'static str| {
            let headers = HeaderMap::from_iter([(COOKIE, HeaderValue::from_static(line))]);
            attempt(&headers).map(|(attempt, next)| (attempt.reveal().to_owned(), next))
        };
        assert_eq!(told("a=b; wenze_attempt=abc./cases/x"), Some(("abc".into(), "/cases/x".into())));
        assert_eq!(told("wenze_attempt=abc.//evil.example"), Some(("abc".into(), "/work".into())));
        assert_eq!(told("wenze_attempt=abc"), None);
    }
}
