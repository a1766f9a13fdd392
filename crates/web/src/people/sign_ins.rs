//! `/people/sign-ins`: who signed in and who failed to, for whoever runs the server.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::Pages;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::{StateTag, When};
use crate::reader::Reader;
use crate::shape::Shape;

/// The parameter that shows all of them, and not only those that failed.
const ALL: &str = "all";

/// The last attempts, the newest first.
pub(crate) async fn show(State(pages): State<Pages>, reader: Reader) -> Result<Response, Failure> {
    let is_all = reader.parameter(ALL).is_some();
    let noted = pages.access.sign_ins().await?;
    let texts = reader.texts;
    let row = |one: &wenze_access::SignedIn| {
        let (shape, word) = if one.succeeded {
            (Shape::Done, /* text */ "sign-ins-succeeded")
        } else {
            (Shape::Ended, /* text */ "sign-ins-failed")
        };
        Row {
            at: When::instant(reader.words, one.at),
            login: one.login.clone().unwrap_or_else(|| texts.say("sign-ins-no-login")),
            address: one.address.clone().unwrap_or_else(|| texts.say("sign-ins-no-address")),
            state: StateTag::made(shape, texts.say(word)),
        }
    };
    page(&SignInsPage {
        frame: Frame::new(&reader, &texts.say("sign-ins-title")),
        rows: noted.iter().filter(|one| is_all || !one.succeeded).map(row).collect(),
        failed: reader.with(&[(ALL, None)]),
        all: reader.with(&[(ALL, Some("1"))]),
        is_all,
    })
}

#[derive(Template)]
#[template(path = "sign_ins.html")]
struct SignInsPage {
    frame: Frame,
    rows: Vec<Row>,
    failed: String,
    all: String,
    is_all: bool,
}

/// One attempt.
struct Row {
    at: When,
    login: String,
    address: String,
    state: StateTag,
}
