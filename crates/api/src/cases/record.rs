//! `POST /api/v1/cases/{id}/acts`: record acts on a case.

use wenze_casework::Place;

use super::FOLDER;
use crate::answer::Answer;
use crate::problem::{Fault, WriteProblems};
use crate::request::{Id, Write, WriteHeaders};
use crate::router::Seen;
use crate::wire::{Accepted, ActsRequest};

const ROUTE: &str = "POST /api/v1/cases/{id}/acts";

/// Records one act, or up to 64 as `{"acts": […]}`, all or none; a refusal names the index.
///
/// An act out of the usual order is 409 `confirm-needed` with the missing facts; it is recorded when it is sent again with
/// `confirm_out_of_order` and a reason.
#[utoipa::path(
    post, path = "/api/v1/cases/{id}/acts", tag = "acts", operation_id = "record_acts",
    params(("id" = Uuid, Path, description = "The case"), WriteHeaders), request_body = ActsRequest,
    responses(
        (status = 201, description = "Recorded", body = Accepted, headers(
            ("Location" = String, description = "The case"),
            ("ETag" = String, description = "Its version, in double quotes"),
            ("Wenze-Position" = String, description = "Lists asked with it show this write"),
            ("Wenze-Repeated" = Option<String>, description = "`true` when this is the first answer to an earlier request")
        )),
        WriteProblems
    )
)]
pub(crate) async fn record(Seen(api): Seen, Id(id): Id, write: Write) -> Result<Answer, Fault> {
    let receipt = write.record(&api, ROUTE, Place::Case(id)).await?;
    Ok(Answer::accepted(&receipt, FOLDER))
}
