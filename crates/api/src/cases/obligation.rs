//! `GET /api/v1/cases/{id}/obligations/{key}`: how one obligation came to stand as it does, and what became of it in time.

use axum::extract::Path;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_casework::ProcedureAsked;
use wenze_domain::words::Words;

use super::PROCEDURE_CHECK;
use super::obligations::judged;
use super::state::moment;
use crate::answer::Answer;
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::{Asked, Position, PositionHeader, Spoken};
use crate::router::Seen;
use crate::wire::{DerivedObligation, ObligationHistory};

/// The case and the obligation.
#[derive(Debug, Deserialize)]
pub(crate) struct Place {
    id: String,
    key: String,
}

/// At which moment.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DerivationQuery {
    /// What had happened by then: a day or an instant; now when absent.
    as_of: Option<String>,
    /// What the office knew by then.
    known: Option<String>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// By which knowledge.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ChangesQuery {
    /// Only changes that the office knew by then: a day or an instant; now when absent.
    known: Option<String>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// The derivation of one obligation: which day started it, what was added, stopped, extended and moved, on which acts.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/obligations/{key}", tag = "procedure", operation_id = "show_obligation",
    params(
        ("id" = Uuid, Path, description = "The case"),
        ("key" = String, Path, description = "The `id` of the obligation, or its `key`, escaped"), DerivationQuery
    ),
    responses(
        (status = 200, description = "The obligation with its steps", body = DerivedObligation),
        (status = 304, description = "The answer in `If-None-Match` still holds"),
        ReadProblems
    )
)]
pub(crate) async fn show(
    Seen(api): Seen,
    Path(place): Path<Place>,
    Spoken(lang): Spoken,
    Asked(asked): Asked<DerivationQuery>,
) -> Result<Answer, Fault> {
    let as_of = moment("as_of", asked.as_of.as_deref())?;
    let known = moment("known", asked.known.as_deref())?;
    let asked = ProcedureAsked { as_of, known, ..ProcedureAsked::default() };
    let found = api.casework.derivation(place.case()?, &place.key, &asked, Words::of(lang)).await?;
    Ok(judged(DerivedObligation::of(found), &asked).spoken(lang))
}

/// The history of one obligation: when the office knew that it stood otherwise, and why it did.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/obligations/{key}/history", tag = "procedure", operation_id = "show_obligation_history",
    params(
        ("id" = Uuid, Path, description = "The case"),
        ("key" = String, Path, description = "The `id` of the obligation, or its `key`, escaped"),
        ChangesQuery, PositionHeader
    ),
    responses((status = 200, description = "Its changes, in the order in which they were known", body = ObligationHistory), ReadProblems)
)]
pub(crate) async fn history(
    Seen(api): Seen,
    Path(place): Path<Place>,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<ChangesQuery>,
) -> Result<Answer, Fault> {
    let known = moment("known", asked.known.as_deref())?;
    position.reached(&api, PROCEDURE_CHECK).await?;
    let changes = api.casework.obligation_history(place.case()?, &place.key, known, Words::of(lang)).await?;
    Ok(Answer::of(&ObligationHistory::of(changes)).by_content().spoken(lang))
}

impl Place {
    /// What is no id names no case.
    fn case(&self) -> Result<Uuid, Fault> {
        Uuid::try_parse(&self.id).map_err(|_| Fault::new(Code::NotFound))
    }
}
