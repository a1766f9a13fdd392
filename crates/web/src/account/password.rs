//! `/password`: one's own password, which may have to be changed before anything else is done.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use wenze_access::{Changed, Error, Password, Unfit, cookie};

use super::sign_in::later;
use super::{again, on_to};
use crate::Pages;
use crate::around::to_sign_in;
use crate::entered::Entered;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::own_path::{NEXT, own};
use crate::reader::Reader;

/// The fields.
const OLD: &str = "old";
const NEW: &str = "new";
const REPEATED: &str = "repeated";

/// The form.
pub(crate) async fn show(reader: Reader) -> Result<Response, Failure> {
    if reader.visitor.is_none() {
        return Ok(to_sign_in(&reader.here()).into_response());
    }
    page(&PasswordPage::new(&reader, own(reader.parameter(NEXT)), None))
}

/// Changes the password. Every other session ends, and this one goes on under another token.
pub(crate) async fn change(State(pages): State<Pages>, reader: Reader, entered: Entered) -> Result<Response, Failure> {
    let next = own(entered.get(NEXT));
    let Some(visitor) = reader.visitor.clone() else { return Ok(to_sign_in(reader.path()).into_response()) };
    let refused = |field: &'static str, why: String| {
        let form = page(&PasswordPage::new(&reader, next, Some((field, why))));
        again(form, StatusCode::UNPROCESSABLE_ENTITY)
    };
    let say = |id: &str| reader.texts.say(id);
    let new = entered.raw(NEW).unwrap_or_default();
    if entered.raw(REPEATED) != Some(new) {
        return refused(REPEATED, say("password-not-repeated"));
    }
    let Ok(old) = Password::typed(entered.raw(OLD).unwrap_or_default()) else {
        return refused(OLD, say("password-wrong"));
    };
    match pages.access.change_password(&visitor.account, &old, new).await {
        Ok(Changed::Done(session)) => on_to(next, &[cookie::of(&session)]),
        Ok(Changed::Wrong) => refused(OLD, say("password-wrong")),
        Ok(Changed::Later { seconds }) => refused(OLD, later(&reader, seconds)),
        Err(Error::Busy) => refused(OLD, later(&reader, 2)),
        Err(Error::Unfit(unfit)) => refused(NEW, unfit_words(&reader, unfit)),
        Err(error) => Err(error.into()),
    }
}

fn unfit_words(reader: &Reader, unfit: Unfit) -> String {
    let texts = reader.texts;
    match unfit {
        Unfit::Short => texts.tell("password-short", [("chars", wenze_access::PASSWORD_CHARS_MIN.into())]),
        Unfit::Long => texts.tell("password-long", [("chars", wenze_access::PASSWORD_CHARS_MAX.into())]),
        Unfit::IsLogin => texts.say("password-is-login"),
        Unfit::Unchanged => texts.say("password-unchanged"),
    }
}

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage {
    frame: Frame,
    next: String,
    login: String,
    /// It must be changed before anything else is done.
    is_first: bool,
    hint: String,
    /// Which field is wrong, and why.
    error: Option<(&'static str, String)>,
}

impl PasswordPage {
    fn new(reader: &Reader, next: &str, error: Option<(&'static str, String)>) -> Self {
        let account = reader.visitor.as_ref().map(|visitor| &visitor.account);
        let least = wenze_access::PASSWORD_CHARS_MIN;
        Self {
            frame: Frame::new(reader, &reader.texts.say("password-title")),
            next: next.to_owned(),
            login: account.map(|account| account.login.clone()).unwrap_or_default(),
            is_first: account.is_some_and(|account| account.must_change),
            hint: reader.texts.tell("password-new-hint", [("chars", least.into())]),
            error,
        }
    }

    fn wrong(&self, field: &str) -> Option<&str> {
        self.error.as_ref().filter(|(one, _)| *one == field).map(|(_, why)| why.as_str())
    }
}
