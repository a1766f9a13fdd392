//! `GET /api/v1/tokens`: one's own tokens.

use axum::extract::State;

use crate::answer::Answer;
use crate::problem::{AccountProblems, Fault};
use crate::router::Api;
use crate::session::Own;
use crate::wire::Tokens;

/// One's own tokens, the newest first: for what, until when, used when. None is told itself.
#[utoipa::path(
    get, path = "/api/v1/tokens", tag = "account", operation_id = "list_tokens",
    responses((status = 200, description = "The tokens", body = Tokens), AccountProblems)
)]
pub(crate) async fn list(State(api): State<Api>, Own(own): Own) -> Result<Answer, Fault> {
    own.session()?;
    Ok(Answer::of(&Tokens::of(api.access.tokens(own.account.account_id).await?)).by_content())
}
