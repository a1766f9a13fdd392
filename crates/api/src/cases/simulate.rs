//! `POST /api/v1/cases/{id}/simulate`: what acts would bring about, without recording them.

use wenze_casework::Place;
use wenze_domain::words::Words;

use crate::answer::Answer;
use crate::problem::{Fault, WriteProblems};
use crate::request::{Id, Spoken, Write, WriteHeaders};
use crate::router::Seen;
use crate::wire::{ActsRequest, SimulatedActs};

const ROUTE: &str = "POST /api/v1/cases/{id}/simulate";

/// Judges the case with the acts and without them: obligations that would begin, be fulfilled or be broken. Nothing is
/// stored. An act that could not be recorded at all is refused as it would be; one out of the usual order is judged.
#[utoipa::path(
    post, path = "/api/v1/cases/{id}/simulate", tag = "procedure", operation_id = "simulate_acts",
    params(("id" = Uuid, Path, description = "The case"), WriteHeaders), request_body = ActsRequest,
    responses((status = 200, description = "What it would bring about", body = SimulatedActs), WriteProblems)
)]
pub(crate) async fn simulate(Seen(api): Seen, Id(id): Id, Spoken(lang): Spoken, write: Write) -> Result<Answer, Fault> {
    let words = Words::of(lang);
    let simulated = write.simulate(&api, ROUTE, Place::Case(id), words).await?;
    Ok(Answer::of(&SimulatedActs::of(simulated, words)).spoken(lang))
}
