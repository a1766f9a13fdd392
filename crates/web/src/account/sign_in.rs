//! `/sign-in`: the login and the password.

use std::net::{IpAddr, SocketAddr};

use askama::Template;
use axum::extract::{ConnectInfo, Extension, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use wenze_access::{Password, SignIn, cookie};

use super::{again, on_to, with_cookies};
use crate::Pages;
use crate::carried::{Taken, Through};
use crate::entered::Entered;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::own_path::{NEXT, own};
use crate::reader::{Reader, address};
use crate::visitor::no_role_cookie;

/// The fields.
const LOGIN: &str = "login";
const PASSWORD: &str = "password";
/// What to wait when too many passwords are compared at once, in seconds.
const BUSY_RETRY_S: u32 = 2;

/// The form.
pub(crate) async fn show(State(pages): State<Pages>, reader: Reader) -> Result<Response, Failure> {
    let next = own(reader.parameter(NEXT)).to_owned();
    page(&SignInPage::new(&pages, &reader, &next, String::new(), None))
}

/// The form to sign in again, which carries along what was typed into another.
pub(crate) fn signed_out(
    pages: &Pages,
    reader: &Reader,
    next: &str,
    carried: Vec<(String, String)>,
) -> Result<Response, Failure> {
    let form = SignInPage { carried, ..SignInPage::new(pages, reader, next, String::new(), None) };
    Ok((StatusCode::UNAUTHORIZED, page(&form)?).into_response())
}

/// Signs in. Whether there is an account with a login is not told, nor by the time that it takes.
pub(crate) async fn begin(
    State(pages): State<Pages>,
    from: Option<Extension<ConnectInfo<SocketAddr>>>,
    reader: Reader,
    entered: Entered,
) -> Result<Response, Failure> {
    let from: Option<IpAddr> = from.map(|Extension(ConnectInfo(address))| address.ip());
    let (login, next) = (entered.get(LOGIN).unwrap_or_default(), own(entered.get(NEXT)));
    let tried = match Password::typed(entered.raw(PASSWORD).unwrap_or_default()) {
        Ok(password) => pages.access.sign_in(login, &password, from).await,
        Err(_) => Ok(SignIn::Wrong),
    };
    let through = Through::of(&entered, next);
    let refused = |status, why| {
        let form = SignInPage::new(&pages, &reader, next, login.to_owned(), Some(why));
        again(page(&SignInPage { carried: through.again(), ..form }), status)
    };
    let (account, session) = match tried {
        Ok(SignIn::Done(account, session)) => (account, session),
        Ok(SignIn::Wrong) => return refused(StatusCode::UNPROCESSABLE_ENTITY, reader.texts.say("sign-in-wrong")),
        Ok(SignIn::Later { seconds }) => return refused(StatusCode::TOO_MANY_REQUESTS, later(&reader, seconds)),
        Err(wenze_access::Error::Busy) => return refused(StatusCode::TOO_MANY_REQUESTS, later(&reader, BUSY_RETRY_S)),
        Err(error) => return Err(error.into()),
    };
    // Whatever session the browser held before, it does not go on under somebody else's eyes.
    if let Some(earlier) = &reader.visitor {
        pages.access.end_session(earlier.session.reveal()).await?;
    }
    let cookies = [cookie::of(&session), no_role_cookie()];
    let next = match through.taken_up(&pages.casework, &reader, account.person_id).await {
        Ok(Taken::Draft(form)) => form,
        Ok(Taken::Back(page)) => return with_cookies(page, &cookies),
        Ok(Taken::Nothing) | Err(_) => next.to_owned(),
    };
    let first = address("/password", &[(NEXT, next.as_str())]);
    on_to(if account.must_change { &first } else { &next }, &cookies)
}

/// Goes on with a form that was carried here, once its person has signed in elsewhere: with the provider, in another window.
pub(crate) async fn go_on(State(pages): State<Pages>, reader: Reader, entered: Entered) -> Result<Response, Failure> {
    let next = own(entered.get(NEXT));
    let through = Through::of(&entered, next);
    let Some(visitor) = reader.visitor.clone() else { return signed_out(&pages, &reader, next, through.again()) };
    match through.taken_up(&pages.casework, &reader, visitor.account.person_id).await? {
        Taken::Draft(form) => on_to(&form, &[]),
        Taken::Back(page) => Ok(page),
        Taken::Nothing => on_to(next, &[]),
    }
}

/// That somebody must wait, in minutes where there are any.
pub(super) fn later(reader: &Reader, seconds: u32) -> String {
    match seconds {
        0..=90 => reader.texts.tell("sign-in-later", [("seconds", seconds.into())]),
        _ => reader.texts.tell("sign-in-much-later", [("minutes", seconds.div_ceil(60).into())]),
    }
}

#[derive(Template)]
#[template(path = "sign_in.html")]
pub(super) struct SignInPage {
    frame: Frame,
    next: String,
    login: String,
    /// What was typed into another form when the session was over.
    carried: Vec<(String, String)>,
    /// Why it did not work.
    error: Option<String>,
    provider: Option<ProviderLink>,
}

/// The way to the identity provider.
struct ProviderLink {
    href: String,
    words: String,
}

impl SignInPage {
    pub(super) fn new(pages: &Pages, reader: &Reader, next: &str, login: String, error: Option<String>) -> Self {
        let frame = Frame::new(reader, &reader.texts.say("sign-in-title"));
        let provider = provider_link(pages, reader, next);
        Self { frame, next: next.to_owned(), login, carried: Vec::new(), error, provider }
    }
}

#[cfg(feature = "oidc")]
fn provider_link(pages: &Pages, reader: &Reader, next: &str) -> Option<ProviderLink> {
    let provider = pages.access.provider()?;
    Some(ProviderLink {
        href: address("/sign-in/provider", &[(NEXT, next)]),
        words: reader.texts.tell("provider-link", [("name", provider.name().into())]),
    })
}

#[cfg(not(feature = "oidc"))]
fn provider_link(_: &Pages, _: &Reader, _: &str) -> Option<ProviderLink> {
    None
}
