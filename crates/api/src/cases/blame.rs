//! `GET /api/v1/cases/{id}/blame`: where the values of the state come from.

use serde::Deserialize;
use utoipa::IntoParams;
use wenze_domain::effective::Cut;
use wenze_domain::words::Words;

use super::state::moment;
use crate::answer::Answer;
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::{Asked, Id, Spoken};
use crate::router::Seen;
use crate::wire::Blamed;

/// Which field, at which moment.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct BlameQuery {
    /// A JSON pointer into `state` as `GET …/state` tells it, without `effects`, `events` and `version`: to a field, or to
    /// what holds fields, which means all of them. Every field that an event touched when absent.
    #[param(example = "/respondents/0192f0c1-2d5e-7b3a-9c41-5f0e8a6b7c11/tracks/party/state")]
    field: Option<String>,
    /// The state after this version.
    version: Option<i32>,
    /// What had happened by then: a day or an instant.
    as_of: Option<String>,
    /// What the office knew by then: written like `as_of`.
    known: Option<String>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// Where the values of the state come from: the event that brought each, who did it, when it happened and became known, why
/// and on which paper, the corrections it went through, and what stood there before.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/blame", tag = "review", operation_id = "show_case_blame",
    params(("id" = Uuid, Path, description = "The case"), BlameQuery),
    responses(
        (status = 200, description = "The fields with their events", body = Blamed, headers(
            ("ETag" = String, description = "Of the stamp and what it led to")
        )),
        (status = 304, description = "The answer in `If-None-Match` still holds"),
        ReadProblems
    )
)]
pub(crate) async fn blame(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    Asked(asked): Asked<BlameQuery>,
) -> Result<Answer, Fault> {
    let cut = Cut {
        version: asked.version,
        as_of: moment("as_of", asked.as_of.as_deref())?,
        known: moment("known", asked.known.as_deref())?,
    };
    let field = asked.field.as_deref().filter(|field| !field.is_empty());
    if field.is_some_and(|field| !field.starts_with('/')) {
        return Err(Fault::new(Code::Query).because("field is a JSON pointer, which begins with /"));
    }
    let found = Blamed::of(api.casework.blame(id, cut, field, Words::of(lang)).await?);
    Ok(Answer::of(&found).stamped(found.stamp.case_version, lang))
}
