//! `/api/v1/cases/{id}/openings`: a sealed part is opened, once, on a ground and mostly with the approval of another person.

use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::OpeningAsked;
use wenze_domain::codes::ApprovalResult;

use crate::answer::Answer;
use crate::problem::{Fault, WriteProblems};
use crate::request::{Id, Ids, Oneself, OwnWrite};
use crate::router::Seen;
use crate::wire::{OpenedPart, OpeningItem};

/// Which part, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpeningRequest {
    /// The event that holds the part.
    event: Uuid,
    /// Its number there: `$part` of the stored event.
    #[schema(example = 1)]
    part: u32,
    /// Why it must be opened, in 1 to 2,000 characters; it is kept private.
    ground: String,
}

/// What another person decides.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpeningDecision {
    /// `approved`, `returned` or `refused`.
    #[schema(value_type = String, example = "approved")]
    result: ApprovalResult,
}

/// Asks for a sealed part to be opened, which is recorded. The role in use is `INTAKE`. A part of an act that is marked `open` or
/// `internal` may be opened at once; any other waits up to seven days for another person.
#[utoipa::path(
    post, path = "/api/v1/cases/{id}/openings", tag = "reading", operation_id = "ask_to_open",
    params(("id" = Uuid, Path, description = "The case")), request_body = OpeningRequest,
    responses((status = 201, description = "Asked", body = OpeningItem), WriteProblems)
)]
pub(crate) async fn ask(Seen(api): Seen, Id(id): Id, write: OwnWrite<OpeningRequest>) -> Result<Answer, Fault> {
    let OpeningRequest { event, part, ground } = write.body;
    let (actor, idempotency_key) = (write.actor, write.key);
    let asked = OpeningAsked { of_event: event, part_no: part, ground, actor, idempotency_key };
    let opening = api.casework.ask_to_open(id, &asked).await?;
    let view = api.casework.opening_view(id, opening).await?;
    Ok(Answer::of(&OpeningItem::of(&view)).status(StatusCode::CREATED).unkept())
}

/// Decides on such a request: a leader (`ORGAN_HEAD`) or supervisor (`SUPERVISOR`) who is not the one who asked.
#[utoipa::path(
    post, path = "/api/v1/cases/{id}/openings/{opening}/decision", tag = "reading", operation_id = "decide_opening",
    params(("id" = Uuid, Path, description = "The case"), ("opening" = Uuid, Path, description = "The opening")),
    request_body = OpeningDecision,
    responses((status = 200, description = "Decided", body = OpeningItem), WriteProblems)
)]
pub(crate) async fn decide(
    Seen(api): Seen,
    Ids(id, opening): Ids,
    write: OwnWrite<OpeningDecision>,
) -> Result<Answer, Fault> {
    api.casework.decide_opening(id, opening, write.body.result, write.actor).await?;
    let view = api.casework.opening_view(id, opening).await?;
    Ok(Answer::of(&OpeningItem::of(&view)).unkept())
}

/// Opens the part for whoever asked, within 24 hours of the approval, and once: that it was opened is recorded before the text
/// is told, and it is told by no other answer.
#[utoipa::path(
    post, path = "/api/v1/cases/{id}/openings/{opening}/text", tag = "reading", operation_id = "open_sealed_part",
    params(("id" = Uuid, Path, description = "The case"), ("opening" = Uuid, Path, description = "The opening")),
    responses((status = 200, description = "The text; nobody keeps it", body = OpenedPart), WriteProblems)
)]
pub(crate) async fn open(Seen(api): Seen, Ids(id, opening): Ids, Oneself(actor): Oneself) -> Result<Answer, Fault> {
    let opened = api.casework.open_sealed(id, opening, actor).await?;
    Ok(Answer::of(&OpenedPart::of(opened)).unkept())
}
