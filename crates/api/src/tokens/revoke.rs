//! `DELETE /api/v1/tokens/{id}`: revoke a token.

use axum::extract::State;

use crate::answer::Answer;
use crate::problem::{AccountProblems, Code, Fault};
use crate::request::Id;
use crate::router::Api;
use crate::session::Own;

/// Revokes one of one's own tokens; it is refused from then on.
#[utoipa::path(
    delete, path = "/api/v1/tokens/{id}", tag = "account", operation_id = "revoke_token",
    params(("id" = Uuid, Path, description = "The token")),
    responses(
        (status = 204, description = "Revoked"),
        (status = 404, description = "`not-found`: none of one's own in force", body = crate::Problem, content_type = "application/problem+json"),
        AccountProblems
    )
)]
pub(crate) async fn revoke(State(api): State<Api>, Own(own): Own, Id(id): Id) -> Result<Answer, Fault> {
    own.session()?;
    let revoked = api.access.revoke_token(own.account.account_id, id).await?;
    if revoked { Ok(Answer::done()) } else { Err(Fault::new(Code::NotFound)) }
}
