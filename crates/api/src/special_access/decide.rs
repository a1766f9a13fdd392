//! `POST /api/v1/special-access/{id}/decision`: give or refuse access.

use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::AccessDecided;
use wenze_domain::codes::ApprovalResult;

use crate::answer::Answer;
use crate::problem::{Fault, WriteProblems};
use crate::request::{Id, OwnWrite};
use crate::router::Seen;

/// What another person decides.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccessDecision {
    /// Whose request it is.
    person: Uuid,
    /// `approved`, `returned` or `refused`.
    #[schema(value_type = String, example = "approved")]
    result: ApprovalResult,
    /// The case, where access is given.
    #[serde(default)]
    case: Option<Uuid>,
    /// The last day, not after the one asked for; that one when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "2024-03-31")]
    until: Option<NaiveDate>,
}

/// Decides on a request: a leader (`ORGAN_HEAD`) or supervisor (`SUPERVISOR`) of the organ asked, or above it, who sees the case
/// himself and is not the one who asked. The case is read from the next request on.
#[utoipa::path(
    post, path = "/api/v1/special-access/{id}/decision", tag = "reading", operation_id = "decide_access",
    params(("id" = Uuid, Path, description = "The request")), request_body = AccessDecision,
    responses((status = 204, description = "Decided"), WriteProblems)
)]
pub(crate) async fn decide(Seen(api): Seen, Id(id): Id, write: OwnWrite<AccessDecision>) -> Result<Answer, Fault> {
    let AccessDecision { person, result, case, until } = write.body;
    let decided = AccessDecided { person, id, result, case, until, actor: write.actor };
    api.casework.decide_access(&decided).await?;
    Ok(Answer::done())
}
