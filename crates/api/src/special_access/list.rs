//! `GET /api/v1/special-access`: what one asked for, and what waits for one's organ.

use serde::Deserialize;
use utoipa::IntoParams;

use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::Asked;
use crate::router::Seen;
use crate::session::Own;
use crate::wire::{Page, SpecialAccessItem};

/// Which requests.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AccessQuery {
    /// Only what waits for a decision or is in force.
    #[serde(default)]
    open: bool,
}

/// Special access, the oldest first: what the caller asked for himself, and to leaders, supervisors and auditors what was asked of
/// their organ or one below it.
#[utoipa::path(
    get, path = "/api/v1/special-access", tag = "reading", operation_id = "list_access",
    params(AccessQuery),
    responses((status = 200, description = "The requests", body = Page<SpecialAccessItem>), ReadProblems)
)]
pub(crate) async fn list(Seen(api): Seen, Own(own): Own, Asked(asked): Asked<AccessQuery>) -> Result<Answer, Fault> {
    let found = api.casework.special_access(own.account.person_id, asked.open).await?;
    let items = found.into_iter().map(SpecialAccessItem::of).collect();
    Ok(Answer::of(&Page { items, next: None }).unkept())
}
