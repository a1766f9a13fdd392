//! `POST /api/v1/organs`: record an organ or a change of it.

use wenze_casework::Place;
use wenze_domain::acts::Kind;

use super::FOLDER;
use crate::answer::Answer;
use crate::problem::{Fault, WriteProblems};
use crate::request::{Write, WriteHeaders};
use crate::router::Seen;
use crate::wire::{Accepted, ActsRequest};

const ROUTE: &str = "POST /api/v1/organs";

/// Records an organ (`OrganRecorded`) or a change of one (`OrganChanged`). One act at a time.
#[utoipa::path(
    post, path = "/api/v1/organs", tag = "registers", operation_id = "record_organ",
    params(WriteHeaders), request_body = ActsRequest,
    responses(
        (status = 201, description = "Recorded", body = Accepted, headers(
            ("Location" = String, description = "The organ"),
            ("ETag" = String, description = "The version, in double quotes"),
            ("Wenze-Position" = String, description = "Lists asked with it show this write"),
            ("Wenze-Repeated" = Option<String>, description = "`true` when this is the first answer to an earlier request")
        )),
        WriteProblems
    )
)]
pub(crate) async fn record(Seen(api): Seen, write: Write) -> Result<Answer, Fault> {
    write.only(&[Kind::OrganRecorded, Kind::OrganChanged])?;
    let receipt = write.record(&api, ROUTE, Place::Register).await?;
    Ok(Answer::accepted(&receipt, FOLDER))
}
