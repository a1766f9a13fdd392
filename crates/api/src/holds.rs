//! `/api/v1/holds`: nothing of a case or person is erased while a legal hold stands.

use axum::http::StatusCode;
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::HoldAsked;
use wenze_domain::codes::HoldGround;

use crate::answer::Answer;
use crate::erasures::whose;
use crate::problem::{Fault, WriteProblems};
use crate::request::{Id, OwnWrite};
use crate::router::Seen;
use crate::wire::HoldItem;

/// What is held, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HoldRequest {
    /// The case whose texts are held.
    case: Option<Uuid>,
    /// The person whose identifiers are held.
    person: Option<Uuid>,
    /// `litigation`, `appeal`, `referral`, `inspection`, `linked_case` or `other`.
    #[schema(value_type = String, example = "appeal")]
    ground: HoldGround,
    /// Why, in 1 to 2,000 characters; it is kept private.
    reason: String,
    /// The last day, where it has one.
    #[schema(value_type = Option<String>, example = "2030-12-31")]
    until: Option<NaiveDate>,
}

/// Why a hold is lifted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LiftingRequest {
    /// The case whose texts are held.
    case: Option<Uuid>,
    /// The person whose identifiers are held.
    person: Option<Uuid>,
    /// Why, in 1 to 2,000 characters; it is kept private.
    reason: String,
}

/// Places a legal hold, which is recorded, in the roles `ORGAN_HEAD`, `SUPERVISOR`, `REVIEWER` or `APPEAL_OFFICER`.
#[utoipa::path(
    post, path = "/api/v1/holds", tag = "erasure", operation_id = "place_hold", request_body = HoldRequest,
    responses((status = 201, description = "Placed", body = HoldItem), WriteProblems)
)]
pub(crate) async fn place(Seen(api): Seen, write: OwnWrite<HoldRequest>) -> Result<Answer, Fault> {
    let HoldRequest { case, person, ground, reason, until } = write.body;
    let whose = whose(case, person)?;
    let asked = HoldAsked { ground, reason, until, actor: write.actor, idempotency_key: write.key };
    let id = api.casework.place_hold(whose, &asked).await?;
    let view = api.casework.erasures(whose).await?;
    Ok(Answer::of(&HoldItem::one(&view, id)?).status(StatusCode::CREATED).unkept())
}

/// Lifts a hold, which is recorded, in the roles `ORGAN_HEAD` or `SUPERVISOR`.
#[utoipa::path(
    post, path = "/api/v1/holds/{id}/lifting", tag = "erasure", operation_id = "lift_hold",
    params(("id" = Uuid, Path, description = "The hold")), request_body = LiftingRequest,
    responses((status = 200, description = "Lifted", body = HoldItem), WriteProblems)
)]
pub(crate) async fn lift(Seen(api): Seen, Id(id): Id, write: OwnWrite<LiftingRequest>) -> Result<Answer, Fault> {
    let whose = whose(write.body.case, write.body.person)?;
    api.casework.lift_hold(whose, id, &write.body.reason, write.actor).await?;
    let view = api.casework.erasures(whose).await?;
    Ok(Answer::of(&HoldItem::one(&view, id)?).unkept())
}
