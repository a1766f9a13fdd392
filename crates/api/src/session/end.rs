//! `DELETE /api/v1/session` and `DELETE /api/v1/sessions`: sign out, here or everywhere.

use axum::extract::State;

use super::Own;
use crate::answer::Answer;
use crate::caller::no_cookie;
use crate::problem::{AccountProblems, Fault};
use crate::router::Api;

/// Signs out: this session ends.
#[utoipa::path(
    delete, path = "/api/v1/session", tag = "account", operation_id = "sign_out",
    responses((status = 204, description = "Signed out"), AccountProblems)
)]
pub(crate) async fn end(State(api): State<Api>, Own(own): Own) -> Result<Answer, Fault> {
    api.access.end_session(own.session()?.reveal()).await?;
    Ok(Answer::done().cookie(&no_cookie()))
}

/// Signs out everywhere: every session of the account ends, also those of other browsers. Tokens stay.
#[utoipa::path(
    delete, path = "/api/v1/sessions", tag = "account", operation_id = "sign_out_everywhere",
    responses((status = 204, description = "Signed out everywhere"), AccountProblems)
)]
pub(crate) async fn end_all(State(api): State<Api>, Own(own): Own) -> Result<Answer, Fault> {
    api.access.end_sessions(own.account.account_id).await?;
    Ok(Answer::done().cookie(&no_cookie()))
}
