//! `POST /api/v1/special-access`: ask to read a case that one's office does not reach.

use axum::http::StatusCode;
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::AccessAsked;

use crate::answer::Answer;
use crate::problem::{Fault, WriteProblems};
use crate::request::OwnWrite;
use crate::router::Seen;
use crate::wire::SpecialAccessAsked;

/// Which case, why, and until when.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccessRequest {
    /// The organ that keeps the case; its leaders and supervisors, or those above, decide.
    organ: Uuid,
    /// Which case, in words or by its number, in 1 to 2,000 characters; it is kept private. It is not looked up.
    matter: String,
    /// Why it must be read, in 1 to 2,000 characters; it is kept private.
    reason: String,
    /// The last day, within 90 days.
    #[schema(value_type = String, example = "2024-03-31")]
    until: NaiveDate,
}

/// Asks for access to one case for a time, which is recorded. The answer is the same whether there is such a case or not.
#[utoipa::path(
    post, path = "/api/v1/special-access", tag = "reading", operation_id = "ask_for_access",
    request_body = AccessRequest,
    responses((status = 201, description = "Asked", body = SpecialAccessAsked), WriteProblems)
)]
pub(crate) async fn ask(Seen(api): Seen, write: OwnWrite<AccessRequest>) -> Result<Answer, Fault> {
    let AccessRequest { organ, matter, reason, until } = write.body;
    let asked = AccessAsked { organ, matter, reason, until, actor: write.actor, idempotency_key: write.key };
    let id = api.casework.ask_for_access(&asked).await?;
    Ok(Answer::of(&SpecialAccessAsked { id, person: write.actor.person_id }).status(StatusCode::CREATED).unkept())
}
