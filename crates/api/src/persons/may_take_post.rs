//! `GET /api/v1/persons/{id}/may-take-post`: may this official take this post on this day?

use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;
use wenze_casework::PostAsked;
use wenze_domain::codes::PostComparison;
use wenze_domain::words::Words;

use super::REGISTER;
use crate::answer::Answer;
use crate::cases::BOARDS;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Position, PositionHeader, Spoken};
use crate::router::Seen;
use crate::wire::MayTakeItem;

/// The day and the post.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MayTakeQuery {
    /// The day on which the post would be taken.
    on: NaiveDate,
    /// The post beside the one held before: `below`, `same` or `above`. Where it is absent, a bar that depends on it may
    /// stand in the way.
    #[param(value_type = Option<String>)]
    compared: Option<PostComparison>,
    /// Whether it is a leading post. Where it is absent, a bar that depends on it may stand in the way.
    leading: Option<bool>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// Whether a person may take a post on a day, as far as recorded measures say, with how it comes to that. It is derived from
/// restriction periods alone: whether the person is fit for the post, nobody asks here.
#[utoipa::path(
    get, path = "/api/v1/persons/{id}/may-take-post", tag = "boards", operation_id = "may_take_post",
    params(("id" = Uuid, Path, description = "The person"), MayTakeQuery, PositionHeader),
    responses((status = 200, description = "The answer with its derivation", body = MayTakeItem), ReadProblems)
)]
pub(crate) async fn show(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    position: Position,
    Asked(asked): Asked<MayTakeQuery>,
) -> Result<Answer, Fault> {
    position.reached(&api, BOARDS).await?;
    position.reached(&api, REGISTER).await?;
    let post = PostAsked { on: asked.on, compared: asked.compared, leading: asked.leading };
    let found = api.casework.may_take_post(id, post, Words::of(lang)).await?;
    Ok(Answer::of(&MayTakeItem::of(found)).by_content().spoken(lang))
}
