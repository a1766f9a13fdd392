//! `GET /api/v1/cases/{id}`: the case as it stands.

use serde::Deserialize;
use utoipa::IntoParams;

use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id};
use crate::router::Seen;
use crate::wire::CaseState;

/// What a single answer takes: only the language of its problems.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ShowQuery {
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// The case as it stands, folded from the log: it shows every write that was answered.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}", tag = "cases", operation_id = "show_case",
    params(("id" = Uuid, Path, description = "The case"), ShowQuery),
    responses(
        (status = 200, description = "The case", body = CaseState, headers(
            ("ETag" = String, description = "Its version, in double quotes, as `If-Match` takes it")
        )),
        (status = 304, description = "The version in `If-None-Match` is the one of now"),
        ReadProblems
    )
)]
pub(crate) async fn show(Seen(api): Seen, Id(id): Id, _: Asked<ShowQuery>) -> Result<Answer, Fault> {
    let view = api.casework.case(id).await?;
    Ok(Answer::of(&CaseState(view.answer())).version(view.case.version))
}
