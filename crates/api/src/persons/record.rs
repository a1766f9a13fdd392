//! `POST /api/v1/persons`: record a person or a post, or merge entries of one person.

use wenze_casework::Place;
use wenze_domain::acts::Kind;

use super::FOLDER;
use crate::answer::Answer;
use crate::problem::{Fault, WriteProblems};
use crate::request::{Write, WriteHeaders};
use crate::router::Seen;
use crate::wire::{Accepted, ActsRequest};

const ROUTE: &str = "POST /api/v1/persons";

/// Records a person (`OfficialRecorded`), a post that one holds (`PostHeld`), or that several entries are one person
/// (`OfficialsMerged`). One act at a time.
#[utoipa::path(
    post, path = "/api/v1/persons", tag = "registers", operation_id = "record_person",
    params(WriteHeaders), request_body = ActsRequest,
    responses(
        (status = 201, description = "Recorded", body = Accepted, headers(
            ("Location" = String, description = "The person"),
            ("ETag" = String, description = "The version, in double quotes"),
            ("Wenze-Position" = String, description = "Lists asked with it show this write"),
            ("Wenze-Repeated" = Option<String>, description = "`true` when this is the first answer to an earlier request")
        )),
        WriteProblems
    )
)]
pub(crate) async fn record(Seen(api): Seen, write: Write) -> Result<Answer, Fault> {
    write.only(&[Kind::OfficialRecorded, Kind::PostHeld, Kind::OfficialsMerged])?;
    let receipt = write.record(&api, ROUTE, Place::Register).await?;
    Ok(Answer::accepted(&receipt, FOLDER))
}
