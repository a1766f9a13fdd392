//! `GET /api/v1/cases/{id}/relations`: which cases belong together.

use serde::Deserialize;
use utoipa::IntoParams;
use wenze_domain::words::Words;

use super::BOARDS;
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken, rows};
use crate::router::Seen;
use crate::wire::CaseGraph;

/// How many cases.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RelationsQuery {
    /// Most cases of the graph; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// The cases that are reached from one along links, as a graph: the nearest first, at most `limit`. `cut` says that there
/// are more; ask one of them for what lies beyond.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/relations", tag = "boards", operation_id = "show_relations",
    params(("id" = Uuid, Path, description = "The case"), RelationsQuery, PositionHeader),
    responses((status = 200, description = "Cases and links", body = CaseGraph), ReadProblems)
)]
pub(crate) async fn show(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<RelationsQuery>,
) -> Result<Answer, Fault> {
    let most = rows(asked.limit)?;
    position.reached(&api, BOARDS).await?;
    let found = api.casework.related(id, most, Words::of(lang)).await?;
    Ok(Answer::of(&CaseGraph::of(found)).by_content().spoken(lang))
}
