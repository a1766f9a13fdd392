//! `POST /api/v1/special-access/{id}/revocation`: take access back before its time is over.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::answer::Answer;
use crate::problem::{Fault, WriteProblems};
use crate::request::{Id, OwnWrite};
use crate::router::Seen;

/// Whose access, and why it is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccessRevocation {
    /// Whose it is.
    person: Uuid,
    /// Why, in 1 to 2,000 characters; it is kept private.
    #[serde(default)]
    reason: Option<String>,
}

/// Takes access back. The case is not read from the next request on.
#[utoipa::path(
    post, path = "/api/v1/special-access/{id}/revocation", tag = "reading", operation_id = "revoke_access",
    params(("id" = Uuid, Path, description = "The request")), request_body = AccessRevocation,
    responses((status = 204, description = "Taken back"), WriteProblems)
)]
pub(crate) async fn revoke(Seen(api): Seen, Id(id): Id, write: OwnWrite<AccessRevocation>) -> Result<Answer, Fault> {
    let AccessRevocation { person, reason } = write.body;
    api.casework.revoke_access((person, id), reason.as_deref(), write.actor).await?;
    Ok(Answer::done())
}
