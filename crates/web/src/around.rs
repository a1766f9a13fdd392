//! What happens around every page: failures become pages, the language is kept, and the browser is told what it may do.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, SET_COOKIE, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use tokio::time::timeout;

use crate::Pages;
use crate::assets::SCRIPT;
use crate::carried::{Unanswered, is_form};
use crate::failure::Failure;
use crate::multipart::boundary;
use crate::own_path::{NEXT, own};
use crate::reader::{LANG_COOKIE, Reader, address};
use crate::seen::seen;
use crate::visitor::Visitor;

/// Nothing may be loaded but our own stylesheet and images, and nothing may run but the one script, known by its digest: a file that
/// somebody brought as evidence is a script to nobody.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src '{}'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
        SCRIPT.integrity
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'; style-src 'self'"))
});
/// Who may read can change with every act, so a browser asks again each time.
const CACHED: &str = "private, no-cache";
/// How long a browser keeps the language chosen: a year, in seconds.
const LANG_KEPT_S: u32 = 365 * 24 * 60 * 60;

/// Longest time a page may take, and one whose form brings files.
const PAGE_TIME_MAX: Duration = Duration::from_secs(30);
const FILES_TIME_MAX: Duration = Duration::from_hours(1);

/// Stylesheet and mark.
const ASSETS: &str = "/assets/";
/// What anybody may ask for, whoever comes in else.
const OPEN: [&str; 2] = [ASSETS, "/sign-in"];
/// Where somebody may go whose password must be changed first.
const BEFORE_THE_CHANGE: [&str; 4] = [ASSETS, "/sign-in", "/password", "/sign-out"];

/// Where somebody may go who holds no role today, on a server that lets in only those who do.
const WITHOUT_A_ROLE: [&str; 5] = [ASSETS, "/sign-in", "/password", "/sign-out", "/role"];

/// Runs one request.
pub(crate) async fn around(State(pages): State<Pages>, mut request: Request, next: Next) -> Response {
    let mut reader = Reader::of(request.uri(), request.headers());
    // Stylesheet and mark are everybody's: nobody need be looked up for them.
    let visitor =
        if reader.path().starts_with(ASSETS) { Ok(None) } else { Visitor::of(&pages, request.headers()).await };
    let mut answer = match visitor {
        Ok(visitor) => {
            reader.visitor.clone_from(&visitor);
            let is_kept = is_form(&request) && visitor.is_none();
            // What was typed into a form is not thrown away: whoever sent it is asked to sign in where it arrives.
            if let Some(elsewhere) = led_elsewhere(&pages, &reader, request.method()).filter(|_| !is_kept) {
                elsewhere.into_response()
            } else {
                match received(&pages, visitor, &mut request).await {
                    Ok(()) => next.run(request).await,
                    Err(failure) => unanswered(failure, request, next).await,
                }
            }
        }
        Err(failure) => unanswered(failure, request, next).await,
    };
    let failure = answer.extensions_mut().remove::<Failure>().or_else(|| unspoken(&answer));
    if let Some(failure) = failure {
        answer = failure.page(&reader);
    }
    tell(answer.headers_mut(), &reader);
    answer
}

/// Runs one request for as long as it may take.
pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    let media_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let longest = if boundary(media_type).is_some() { FILES_TIME_MAX } else { PAGE_TIME_MAX };
    let answer = timeout(longest, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

/// A failure. One that passes gives a form back to whoever sent it.
async fn unanswered(failure: Failure, mut request: Request, next: Next) -> Response {
    if !is_form(&request) || !matches!(failure, Failure::Unavailable | Failure::Fault) {
        return failure.into_response();
    }
    request.extensions_mut().insert(Unanswered(failure));
    next.run(request).await
}

/// Tells the page who reads it, and gives it the use cases as he may see them.
async fn received(pages: &Pages, visitor: Option<Arc<Visitor>>, request: &mut Request) -> Result<(), Failure> {
    let Some(visitor) = visitor else { return Ok(()) };
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
    let seen = seen(pages, &visitor, &route, request.uri().path()).await?;
    request.extensions_mut().insert(seen);
    request.extensions_mut().insert(visitor);
    Ok(())
}

/// What the router or a layer answered by itself. A page of ours says by itself what is the matter.
fn unspoken(answer: &Response) -> Option<Failure> {
    let is_page = answer.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page { None } else { Failure::of_status(answer.status()) }
}

/// Where somebody must go first: to sign in, where only those come in who are, or to change a first password.
fn led_elsewhere(pages: &Pages, reader: &Reader, method: &Method) -> Option<Redirect> {
    let is_one_of = |paths: &[&str]| paths.iter().any(|path| reader.path().starts_with(path));
    // What was sent is not sent again by itself: whoever signs in comes to the page that holds the form.
    let here = if method.is_safe() { reader.here() } else { reader.path().to_owned() };
    match &reader.visitor {
        None if pages.accounts_only && !is_one_of(&OPEN) => Some(to_sign_in(&here)),
        Some(visitor) if visitor.account.must_change && !is_one_of(&BEFORE_THE_CHANGE) => {
            Some(Redirect::to(&address("/password", &[(NEXT, own(Some(&here)))])))
        }
        Some(visitor) if pages.accounts_only && visitor.held.is_empty() && !is_one_of(&WITHOUT_A_ROLE) => {
            Some(Redirect::to("/role"))
        }
        _ => None,
    }
}

/// To the page for signing in, and back.
pub(crate) fn to_sign_in(here: &str) -> Redirect {
    Redirect::to(&address("/sign-in", &[(NEXT, own(Some(here)))]))
}

fn tell(headers: &mut HeaderMap, reader: &Reader) {
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static(CACHED));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(reader.lang.as_str()));
    headers.insert(CONTENT_SECURITY_POLICY, POLICY.clone());
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(VARY, HeaderValue::from_static("cookie, accept-language"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if reader.chosen_now {
        let lang = reader.lang.as_str();
        let cookie = format!("{LANG_COOKIE}={lang}; Path=/; Max-Age={LANG_KEPT_S}; HttpOnly; SameSite=Lax");
        headers.extend(HeaderValue::from_str(&cookie).ok().map(|cookie| (SET_COOKIE, cookie)));
    }
}
