//! `DELETE /api/v1/files/{id}`: an upload is given up.

use crate::answer::Answer;
use crate::problem::{Fault, WriteProblems};
use crate::request::{Actor, Id};
use crate::router::Seen;

/// Gives up an upload that is not finished; only whoever began it does. What is finished stays: it may be named by acts, and goes
/// by an erasure alone.
#[utoipa::path(
    delete, path = "/api/v1/files/{id}", tag = "files", operation_id = "discard_file",
    params(("id" = Uuid, Path, description = "The file")),
    responses((status = 204, description = "Given up"), WriteProblems)
)]
pub(crate) async fn discard(Seen(api): Seen, Id(id): Id, Actor(actor): Actor) -> Result<Answer, Fault> {
    api.casework.discard_file(id, actor).await?;
    Ok(Answer::done())
}
