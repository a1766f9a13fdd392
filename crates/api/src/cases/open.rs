//! `POST /api/v1/cases`: open a case with its first acts.

use wenze_casework::Place;

use super::FOLDER;
use crate::answer::Answer;
use crate::problem::{Fault, WriteProblems};
use crate::request::{Write, WriteHeaders};
use crate::router::Seen;
use crate::wire::{Accepted, ActsRequest};

const ROUTE: &str = "POST /api/v1/cases";

/// Opens a case with its first act or acts, all or none.
///
/// A case begins with a report, a clue, a filing or the start of an inquiry. Without an `Idempotency-Key` each request
/// opens a case of its own.
#[utoipa::path(
    post, path = "/api/v1/cases", tag = "cases", operation_id = "open_case",
    params(WriteHeaders), request_body = ActsRequest,
    responses(
        (status = 201, description = "Opened", body = Accepted, headers(
            ("Location" = String, description = "The case"),
            ("ETag" = String, description = "Its version, in double quotes"),
            ("Wenze-Position" = String, description = "Lists asked with it show this write"),
            ("Wenze-Repeated" = Option<String>, description = "`true` when this is the first answer to an earlier request")
        )),
        WriteProblems
    )
)]
pub(crate) async fn open(Seen(api): Seen, write: Write) -> Result<Answer, Fault> {
    let receipt = write.record(&api, ROUTE, Place::NewCase(None)).await?;
    Ok(Answer::accepted(&receipt, FOLDER))
}
