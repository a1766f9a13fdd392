//! `GET /api/v1/persons/{id}/open-duties`: what somebody who leaves must hand over.

use serde::Deserialize;
use utoipa::IntoParams;
use wenze_domain::words::Words;

use crate::answer::Answer;
use crate::cases::PROCEDURE_CHECK;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken};
use crate::router::Seen;
use crate::wire::TaskPage;

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DutiesQuery {
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// What a person holds now and would have to hand over when he leaves: what he has to do, what he submitted and what of his
/// waits. Each is counted, and up to 200 of each are told; `GET /api/v1/worklist?person=` has them all. What is handed over
/// is recorded on its case as `HandlerAssigned`, and is the next one's from then on.
#[utoipa::path(
    get, path = "/api/v1/persons/{id}/open-duties", tag = "procedure", operation_id = "list_open_duties",
    params(("id" = Uuid, Path, description = "The person"), DutiesQuery, PositionHeader),
    responses((status = 200, description = "The open duties", body = TaskPage), ReadProblems)
)]
pub(crate) async fn list(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    position: Position,
    Asked(_): Asked<DutiesQuery>,
) -> Result<Answer, Fault> {
    position.reached(&api, PROCEDURE_CHECK).await?;
    let duties = api.casework.open_duties(id, Words::of(lang)).await?;
    Ok(Answer::of(&TaskPage::of(duties, None)).by_content().spoken(lang))
}
