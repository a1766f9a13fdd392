//! `POST /api/v1/delegations`: delegate authority, or revoke a delegation.

use wenze_casework::Place;
use wenze_domain::acts::Kind;

use super::FOLDER;
use crate::answer::Answer;
use crate::problem::{Fault, WriteProblems};
use crate::request::{Write, WriteHeaders};
use crate::router::Seen;
use crate::wire::{Accepted, ActsRequest};

const ROUTE: &str = "POST /api/v1/delegations";

/// Delegates authority (`AuthorityDelegated`) or revokes a delegation (`DelegationRevoked`). One act at a time.
///
/// Whoever holds a role at the office delegates what may be done there in his stead; an administrator enters it for him.
/// Nobody delegates to himself or what was only delegated to him. Whoever holds a delegation may give it back.
#[utoipa::path(
    post, path = "/api/v1/delegations", tag = "registers", operation_id = "record_delegation",
    params(WriteHeaders), request_body = ActsRequest,
    responses(
        (status = 201, description = "Recorded; `refs.delegation` is the delegation", body = Accepted, headers(
            ("Location" = String, description = "What this person delegated"),
            ("ETag" = String, description = "The version, in double quotes"),
            ("Wenze-Repeated" = Option<String>, description = "`true` when this is the first answer to an earlier request")
        )),
        WriteProblems
    )
)]
pub(crate) async fn record(Seen(api): Seen, write: Write) -> Result<Answer, Fault> {
    write.only(&[Kind::AuthorityDelegated, Kind::DelegationRevoked])?;
    let receipt = write.record(&api, ROUTE, Place::Delegations).await?;
    let refs = receipt.events.first().map(|event| event.refs["official"][0].clone());
    let giver = refs.as_ref().and_then(|official| official.as_str()).unwrap_or_default();
    Ok(Answer::accepted_at(&receipt, &format!("{FOLDER}?from={giver}")))
}
