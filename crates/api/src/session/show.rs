//! `GET /api/v1/session`: who is signed in.

use super::Own;
use crate::answer::Answer;
use crate::caller::By;
use crate::problem::{AccountProblems, Fault};
use crate::wire::SessionItem;

/// Who is signed in, by a session or a token, and which roles are held today.
#[utoipa::path(
    get, path = "/api/v1/session", tag = "account", operation_id = "show_session",
    responses((status = 200, description = "Who is signed in", body = SessionItem), AccountProblems)
)]
pub(crate) async fn show(Own(own): Own) -> Result<Answer, Fault> {
    let item = SessionItem::of(&own.account, own.held());
    Ok(Answer::of(&match own.by {
        By::Session { ends_at, .. } => item.until(ends_at),
        By::Token(scope) => item.with(scope.as_str()),
    }))
}
