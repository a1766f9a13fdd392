//! `/role`: which of the roles held today is in use. What is recorded bears it.

use askama::Template;
use axum::response::{IntoResponse, Response};

use super::on_to;
use crate::around::to_sign_in;
use crate::entered::Entered;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::own_path::{NEXT, own};
use crate::reader::Reader;
use crate::visitor::role_cookie;

/// The field.
const ROLE: &str = "role";

/// The roles held today.
pub(crate) async fn show(reader: Reader) -> Result<Response, Failure> {
    let Some(visitor) = reader.visitor.clone() else { return Ok(to_sign_in(&reader.here()).into_response()) };
    let in_use = visitor.role();
    let choice = |held: &crate::visitor::Held| Choice {
        value: held.value(),
        words: held.words(&reader),
        is_in_use: Some(held) == in_use,
    };
    page(&RolePage {
        frame: Frame::new(&reader, &reader.texts.say("role-title")),
        next: own(reader.parameter(NEXT)).to_owned(),
        choices: visitor.held.iter().map(choice).collect(),
    })
}

/// Takes one.
pub(crate) async fn choose(reader: Reader, entered: Entered) -> Result<Response, Failure> {
    let Some(visitor) = reader.visitor.clone() else { return Ok(to_sign_in(reader.path()).into_response()) };
    let asked = entered.get(ROLE).unwrap_or_default();
    let held = visitor.held.iter().find(|held| held.value() == asked).ok_or(Failure::Form)?;
    on_to(own(entered.get(NEXT)), &[role_cookie(held)])
}

#[derive(Template)]
#[template(path = "role.html")]
struct RolePage {
    frame: Frame,
    next: String,
    choices: Vec<Choice>,
}

struct Choice {
    value: String,
    words: String,
    is_in_use: bool,
}
