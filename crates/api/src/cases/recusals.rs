//! `GET /api/v1/cases/{id}/recusals/preview`: what a recusal would change.

use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_domain::words::Words;

use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Spoken};
use crate::router::Seen;
use crate::wire::RecusalPreviewed;

/// Of whom.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PreviewQuery {
    /// The person who would be recused.
    person: Uuid,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// What a recusal of a person from the case would change: duties that somebody else must be given, and acts of his that must be
/// looked at. Nothing is recorded.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/recusals/preview", tag = "cases", operation_id = "preview_recusal",
    params(("id" = Uuid, Path, description = "The case"), PreviewQuery),
    responses((status = 200, description = "What would change", body = RecusalPreviewed), ReadProblems)
)]
pub(crate) async fn preview(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    Asked(asked): Asked<PreviewQuery>,
) -> Result<Answer, Fault> {
    let preview = api.casework.recusal_preview(id, asked.person, Words::of(lang)).await?;
    Ok(Answer::of(&RecusalPreviewed::of(preview)).spoken(lang).unkept())
}
